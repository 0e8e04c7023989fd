"""A reader against coded reports: found and right, by topic and field, and the source in and out of the sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from reading_data import Ratio

from sayso import evaluation
from sayso.evaluation import Scores, agrees, pairings, read_coded, score
from sayso.ingest import dated
from sayso.models import Claim, Mention, Report
from sayso.reading import Reader
from sayso.reading.passages import sentences
from sayso.records import Json, report_from_json, row_to_json, spans_of

# The baseline's triggers: beginnings of words, and the commonest kind of claim in a sentence that has one.
TRIGGERS = {
    ("casualties", "killed"): "killed killing dead died deaths casualties martyred",
    ("casualties", "wounded"): "wounded injured injuring",
    ("casualties", "detained"): "detained arrested abducted kidnapped",
    ("fighting", "attack"): "attack airstrike strikes bomb shell raid offensive explosion targeted",
    ("fighting", "clash"): "clash battle fighting",
    ("control", "taken"): "captured recaptured seized liberated retook",
    ("control", "held"): "held control stronghold",
    ("displacement", "displaced"): "displaced fled flee",
    ("displacement", "evacuated"): "evacuat",
    ("return", "returned"): "returned returning",
    ("truce", "agreed"): "ceasefire truce cessation",
    ("hazard", "present"): "landmine mines unexploded",
    ("damage", "destroyed"): "destroyed destruction damaged",
    ("aid", "needed"): "humanitarian aid",
    ("access", "closed"): "siege besieged blockade",
    ("deployment", "arrived"): "deployed reinforcements troops",
    ("abuse", "banned_weapon"): "chemical chlorine sarin",
}


Interval = tuple[float, float]


@dataclass(slots=True)
class GoldFigures:
    """The scores of a reader on coded reports, of those with normal punctuation, and of its sources.

    ``inside`` counts the found claims whose gold source stands in the sentences that the gold evidence touches,
    ``across`` the others with one, ``outlet`` those whose gold has none; the hits are those where it is right.
    ``kinds`` are the scores by where the texts come from, which their ids tell; ``intervals`` those of the two F1.
    """

    scores: Scores
    punctuated: Scores
    texts: int
    texts_punctuated: int
    intervals: dict[str, Interval]
    kinds: dict[str, Scores]
    inside: Ratio = field(default_factory=Ratio)
    across: Ratio = field(default_factory=Ratio)
    outlet: Ratio = field(default_factory=Ratio)

    @property
    def named(self) -> Ratio:
        return Ratio(self.inside.hits + self.across.hits, self.inside.cases + self.across.cases)

    @property
    def source(self) -> Ratio:
        """Of all found claims, those whose source is right, null included."""
        return Ratio(self.named.hits + self.outlet.hits, self.named.cases + self.outlet.cases)

    def floors(self) -> dict[str, float]:
        """The figures that the gate holds."""
        return {
            "found_f1": self.scores.found_f1,
            "right_f1": self.scores.right_f1,
            "source": self.source.value,
            "source_across": self.across.value,
        }


class Baseline:
    """No reading at all: a sentence with a trigger word is a claim of that word's commonest kind, without fields."""

    name = "triggers alone"

    def __init__(self) -> None:
        self._kinds = [
            (kind, re.compile(rf"\b(?:{'|'.join(words.split())})", re.I)) for kind, words in TRIGGERS.items()
        ]

    def __call__(self, report: Report) -> list[Claim]:
        full = report.full
        return [
            Claim(f"{start}-{topic}-{status}", report.id, topic, status, "stated", Mention(full[start:end], start, end))
            for start, end in sentences(full)
            for (topic, status), words in self._kinds
            if words.search(full, start, end)
        ]

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        return map(self, reports)


def measure(reader: Reader, gold: Sequence[Json]) -> GoldFigures:
    """Read the gold's reports and compare."""
    return compare(gold, predict(reader, gold))


def predict(reader: Reader, gold: Sequence[Json]) -> list[Json]:
    """The gold's reports with the reader's claims, as coded rows; a printed date counts, as when reports are added."""
    reports = [dated(report_from_json(row["report"])) for row in gold]
    claims = reader.pipe(reports)
    return [row_to_json(report, found) for report, found in zip(reports, claims, strict=True)]


def compare(gold: Sequence[Json], predicted: Sequence[Json]) -> GoldFigures:
    """The figures of coded rows, given in the order of the gold."""
    plain = [row for row in gold if "," in row["report"]["text"]]
    overall, punctuated = score(gold, predicted), score(plain, predicted)
    figures = GoldFigures(
        overall, punctuated, len(gold), len(plain), intervals(gold, predicted), by_kind(gold, predicted)
    )
    for row, guess in zip(gold, predicted, strict=True):
        full = f"{row['report']['title']}\n{row['report']['text']}"
        for claim, found in pairings(full, row["claims"], guess["claims"]):
            ratio = getattr(figures, whereabouts(full, claim))
            ratio.add(agrees("source", claim, found))
    return figures


def by_kind(gold: Sequence[Json], predicted: Sequence[Json]) -> dict[str, Scores]:
    """The scores of each kind of text, by the letters that its reports' ids begin with."""
    kinds: dict[str, tuple[list[Json], list[Json]]] = {}
    for row, guess in zip(gold, predicted, strict=True):
        own = kinds.setdefault(row["report"]["id"].split("-")[0], ([], []))
        own[0].append(row)
        own[1].append(guess)
    return {kind: score(*rows) for kind, rows in kinds.items()}


def intervals(gold: Sequence[Json], predicted: Sequence[Json], draws: int = 1000) -> dict[str, Interval]:
    """The middle 95 in a hundred of found and right F1 over samples of as many reports, drawn with replacement.

    What lies within is not told apart by so few reports. The seed is fixed.
    """
    tallies = [score([row], [guess]).overall for row, guess in zip(gold, predicted, strict=True)]
    counts = np.array([(t.gold, t.predicted, t.found, t.right) for t in tallies], dtype=float).reshape(-1, 4)
    drawn = np.random.default_rng(7).integers(len(counts), size=(draws, len(counts)))
    wanted, given, found, right = counts[drawn].sum(axis=1).T
    # F1 is twice the hits over all that was coded and all that was predicted.
    both = np.maximum(wanted + given, 1)
    edges = {name: np.percentile(2 * hits / both, (2.5, 97.5)) for name, hits in (("found", found), ("right", right))}
    return {name: (float(low), float(high)) for name, (low, high) in edges.items()}


def whereabouts(full: str, claim: Json) -> str:
    """Where the gold source stands: ``inside`` the evidence's sentences, ``across`` from them; ``outlet`` for none."""
    if not claim["source"]:
        return "outlet"
    start, end = spans_of(claim["evidence"], full)[0]
    touched = " ".join(full[a:b] for a, b in sentences(full) if a < end and b > start)
    return "inside" if spans_of(claim["source"], touched) else "across"


def raise_floors(path: Path, name: str, figures: GoldFigures, slack: float = 0.005) -> dict[str, float]:
    """Write the reader's floors, each a little under what was reached and never under what was held before."""
    held: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    before = held.get(name, {})
    reached = {key: int((value - slack) * 1000) / 1000 for key, value in figures.floors().items()}
    held[name] = {key: max(value, before.get(key, 0.0)) for key, value in reached.items()}
    path.write_text(json.dumps(held, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return held[name]


def load(path: Path, limit: int | None = None) -> list[Json]:
    """The coded reports of a file, the first ``limit`` of them."""
    return read_coded(path)[:limit]


def as_text(figures: GoldFigures) -> str:
    """The tables of one reader."""
    scores, punctuated = figures.scores, figures.punctuated
    lines = [
        evaluation.as_text(scores),
        "source of the found claims, right:",
        f"  where the gold names one                   {figures.named}",
        f"    its words in the evidence's sentence     {figures.inside}",
        f"    its words in another sentence            {figures.across}",
        f"  where the outlet speaks itself             {figures.outlet}",
        "found and right F1 on 95 of 100 samples of as many reports: "
        + ", ".join(f"{name} {low:.3f} to {high:.3f}" for name, (low, high) in figures.intervals.items()),
        f"texts with normal punctuation ({figures.texts_punctuated} of {figures.texts}, "
        f"{punctuated.overall.gold} claims): found F1 {punctuated.found_f1:.3f}  right F1 {punctuated.right_f1:.3f}",
    ]
    lines.append("by where the texts come from: claims, found F1, right F1")
    for kind, own in sorted(figures.kinds.items(), key=lambda item: -item[1].overall.gold):
        lines.append(f"  {kind:<10}{own.overall.gold:>6}{own.found_f1:>8.3f}{own.right_f1:>8.3f}")
    return "\n".join(lines)
