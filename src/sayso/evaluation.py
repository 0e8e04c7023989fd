"""How well predicted claims agree with gold ones: precision, recall, F1, and the accuracy of each field.

*Found* is a predicted claim of the gold claim's report and topic on overlapping evidence (at least half of the
shorter span), each claim used once, the pairing with the most fields right first. *Right* has its status,
certainty, place, source and count right too. Names agree when the content words of one are (nearly) contained in
the other's; counts and times agree when they are equal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.records import Json, spans_of

FIELDS = ("status", "certainty", "place", "actor", "object", "count", "when", "source")
DECIDING = ("status", "certainty", "place", "source", "count")
# A pairing is weighed by the fields that it gets right; these three tell one claim of a sentence from the next.
WEIGHTS = {name: 3 if name in ("status", "place", "count") else 2 for name in FIELDS}
NAMES_OF_PERSONS = frozenset({"people", "children", "women", "civilians", "fighters"})
FILLER = frozenset(
    {
        *("the", "a", "an", "of", "in", "at", "on", "to", "s", "al", "el", "ul", "and", "mr", "mrs", "dr"),
        *("city", "town", "village", "district", "neighbourhood", "neighborhood", "area", "suburb"),
        *("province", "governorate", "countryside"),
    }
)

Span = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Counts over a set of claims: coded in the gold, predicted, found, and right."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0

    def ratios(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall and F1 of ``hits``, each 0 where nothing could be hit."""
        precision = hits / self.predicted if self.predicted else 0.0
        recall = hits / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


@dataclass(slots=True)
class Scores:
    """The tallies of an evaluation: of all claims, by topic, and for each field (right of the found)."""

    overall: Tally = field(default_factory=Tally)
    topics: dict[str, Tally] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def topic(self, name: object) -> Tally:
        return self.topics.setdefault(str(name), Tally())

    @property
    def found_f1(self) -> float:
        return self.overall.ratios(self.overall.found)[2]

    @property
    def right_f1(self) -> float:
        return self.overall.ratios(self.overall.right)[2]


def read_coded(path: Path) -> list[Json]:
    """The lines of a coded file as they stand. Raises InputError that names the file and line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error
    return [_coded(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]


def _coded(name: str, line: str) -> Json:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(name, f"not JSON: {error}") from error
    if not isinstance(data, dict) or "id" not in data.get("report", {}) or not isinstance(data.get("claims"), list):
        raise InputError(name, 'not a coded report: "report" with an "id", and "claims", are needed')
    return data


def score(gold: Iterable[Json], predicted: Iterable[Json]) -> Scores:
    """Compare coded reports; of the predicted ones only the report's id and the claims are used."""
    guesses = {row["report"]["id"]: row["claims"] for row in predicted}
    scores = Scores()
    for row in gold:
        _score_report(scores, row, guesses.get(row["report"]["id"], []))
    return scores


def _score_report(scores: Scores, row: Json, guesses: Sequence[Json]) -> None:
    claims = row["claims"]
    scores.overall.gold += len(claims)
    scores.overall.predicted += len(guesses)
    for claim in claims:
        scores.topic(claim["topic"]).gold += 1
    for claim in guesses:
        scores.topic(claim.get("topic")).predicted += 1
    for claim, guess in pairings(f"{row['report']['title']}\n{row['report']['text']}", claims, guesses):
        agreed = {name for name in FIELDS if agrees(name, claim, guess)}
        for name in agreed:
            scores.fields[name] += 1
        for tally in (scores.overall, scores.topic(claim["topic"])):
            tally.found += 1
            tally.right += agreed.issuperset(DECIDING)


def pairings(full: str, gold: Sequence[Json], predicted: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Gold and predicted claims of one report, one to one; the best agreement first, then in the order of the text."""
    wanted = [_span(claim, full) for claim in gold]
    given = [_span(claim, full) for claim in predicted]
    candidates = [
        (-_weight(gold[g], predicted[p]), g, p)
        for g in range(len(gold))
        for p in range(len(predicted))
        if predicted[p].get("topic") == gold[g]["topic"] and _overlap(wanted[g], given[p])
    ]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, g, p in sorted(candidates):
        if g not in used_gold and p not in used_predicted:
            used_gold.add(g)
            used_predicted.add(p)
            yield gold[g], predicted[p]


def agrees(name: str, gold: Json, predicted: Json) -> bool:
    """Whether one field of two claims says the same."""
    wanted: Any
    given: Any
    wanted, given = gold.get(name), predicted.get(name)
    if name in ("status", "certainty"):
        return bool(wanted == given)
    if name in ("count", "when") and (not wanted or not given):
        return not wanted and not given
    if name == "count":
        return _same_count(wanted, given)
    if name == "when":
        return all(wanted.get(end) == given.get(end) for end in ("start", "end"))
    return _same_name(_forms(wanted), _forms(given))


def _weight(gold: Json, predicted: Json) -> int:
    return sum(WEIGHTS[name] for name in FIELDS if agrees(name, gold, predicted))


def _span(claim: Json, full: str) -> Span | None:
    found = spans_of(next(iter(_forms(claim["evidence"])), ""), full)
    return found[0] if found else None


def _overlap(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= 0.5 * min(one[1] - one[0], other[1] - other[0])


def _same_count(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Equal bounds, and units that are equal or name persons with one of them plain ``people``."""
    if any(gold.get(end) != predicted.get(end) for end in ("low", "high")):
        return False
    units = {gold.get("unit"), predicted.get("unit")}
    return len(units) == 1 or (units <= NAMES_OF_PERSONS and "people" in units)


def _same_name(gold: Sequence[str], predicted: Sequence[str]) -> bool:
    if not gold or not predicted:
        return not gold and not predicted
    return any(_share_words(_words(one), _words(other)) for one in gold for other in predicted)


def _share_words(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return not one and not other
    return len(one & other) >= 0.5 * min(len(one), len(other))


def _forms(value: object) -> list[str]:
    """The wordings of a name: as written, and the resolved name where there is one."""
    if isinstance(value, Mapping):
        return [str(form) for form in (value.get("text"), value.get("name")) if form]
    return [str(value)] if value else []


def _words(text: str) -> frozenset[str]:
    """The content words of a name, without case, accents and filler."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return frozenset(re.findall(r"[^\W_]+", bare)) - FILLER


def as_text(scores: Scores) -> str:
    """The scores as the table that people compare, one line a topic, the most frequent in the gold first."""
    by_frequency = sorted(scores.topics.items(), key=lambda item: -item[1].gold)
    header = f"{'':14}{'gold':>6}{'pred':>6}{'found P':>9}{'R':>7}{'F1':>7}{'right P':>9}{'R':>7}{'F1':>7}"
    lines = [header, *(_line(name, tally) for name, tally in by_frequency), _line("all", scores.overall)]
    found = scores.overall.found
    accuracies = ", ".join(f"{name} {right / found:.3f}" for name, right in scores.fields.items()) if found else ""
    lines.append(f"fields of the found: {accuracies}")
    lines.append(f"found F1 {scores.found_f1:.3f}  right F1 {scores.right_f1:.3f}")
    return "\n".join(lines)


def _line(name: str, tally: Tally) -> str:
    figures = tally.ratios(tally.found) + tally.ratios(tally.right)
    columns = "".join(f"{figure:{width}.3f}" for figure, width in zip(figures, (9, 7, 7, 9, 7, 7), strict=True))
    return f"{name:14}{tally.gold:6}{tally.predicted:6}{columns}"
