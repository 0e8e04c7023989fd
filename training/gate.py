"""Train the gate before reading and put its words into the package.

    python training/gate.py --shared FOLDER [--out src/sayso/reading/data/gate.tsv]

``FOLDER`` holds ``gold/train.jsonl`` and ``gold/dev.jsonl`` (coded reports), and ``data/polnear.tar.gz``,
``data/geoparsing/lgl.xml`` and ``GWN.xml`` (general news, taken to have nothing to code). Half of the general news is
left out, for ``benchmarks/scale.py`` to measure on.

A passage is a bag of its lower-case words. The first model is a logistic regression whose penalty (L1) leaves few
words. The second weighs what the first says of a passage by what it says of those beside it and of the whole report. It
and the two thresholds, one for the report and one for its passages, are set on scores that each report got from a first
model that had not seen it (five folds): of the pairs that lose at most ``LOST`` of the claims, the one that leaves the
least general news to read.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.models import Report
from sayso.reading import gate
from sayso.reading.gate import CONTEXT, Gate, in_context, passages_of
from sayso.records import Row, read_rows

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from scale_texts import general_news

Span = tuple[int, int]
Weights = dict[str, float]

# With what the models lose on reports that nobody has seen, under 1%.
LOST = 0.0085
# Of that, what may be lost by passing over whole reports: the shares that are tried.
SHARES = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
FOLDS = 5
STRENGTH = 0.3  # of one over the penalty: some 300 words; more of them did not pass over more reports
SEEN_IN_CLAIMS, SEEN = 4, 60  # passages: how often a word must stand in those with a claim, or anywhere
WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?!\w)")


@dataclass(frozen=True)
class Text:
    """A report with the evidence of its claims; ``fold`` says which model may not see it."""

    report: Report
    evidence: tuple[Span, ...]
    fold: int
    coded: bool

    @cached_property
    def spans(self) -> list[Span]:
        return passages_of(self.report.full)

    @cached_property
    def claims(self) -> list[int]:
        """How many claims begin in each passage."""
        return [sum(a <= start < b for start, _ in self.evidence) for a, b in self.spans]

    @cached_property
    def words(self) -> list[frozenset[str]]:
        return [frozenset(WORD.findall(self.report.full[a:b])) for a, b in self.spans]

    @cached_property
    def rough_words(self) -> list[frozenset[str]]:
        """The words of the passages that decide on the whole."""
        cuts = [0, *gate.rough_cuts(self.report.full)]
        return [frozenset(WORD.findall(self.report.full[a:b])) for a, b in pairwise(cuts)]


def load(shared: Path) -> list[Text]:
    """The coded reports and the first half of the general news."""
    found = []
    for name in ("train", "dev"):
        for row in read_rows(shared / "gold" / f"{name}.jsonl"):
            if isinstance(row, Row):
                spans = tuple((c.claim.evidence.start, c.claim.evidence.end) for c in row.claims)
                found.append(Text(row.report, spans, len(found) % FOLDS, True))
    return found + [Text(report, (), n % FOLDS, False) for n, report in enumerate(general_news(shared, half=0))]


def fit(texts: Sequence[Text]) -> tuple[Weights, float]:
    """The weight of each word, and the bias."""
    rows = [(words, number > 0) for t in texts for words, number in zip(t.words, t.claims, strict=True)]
    anywhere = Counter(word for words, _ in rows for word in words)
    claimed = Counter(word for words, good in rows if good for word in words)
    vocabulary = sorted(w for w, n in anywhere.items() if claimed[w] >= SEEN_IN_CLAIMS or n >= SEEN)
    model = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", max_iter=300, random_state=7)
    model.fit(_matrix([words for words, _ in rows], vocabulary), np.array([good for _, good in rows]))
    weights = {word: round(float(w), 3) for word, w in zip(vocabulary, model.coef_[0], strict=True)}
    return {word: w for word, w in weights.items() if w}, round(float(model.intercept_[0]), 3)


def _matrix(rows: Sequence[frozenset[str]], vocabulary: Sequence[str]) -> csr_matrix:
    at = {word: n for n, word in enumerate(vocabulary)}
    columns = [sorted(at[word] for word in words if word in at) for words in rows]
    ends = np.cumsum([0, *map(len, columns)])
    flat = [n for row in columns for n in row]
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(vocabulary)))


@dataclass(frozen=True, slots=True)
class Scored:
    """A text with the scores of its passages, and the best of its rough ones (infinite where it is always read)."""

    text: Text
    passages: list[float]
    report: float


def score(text: Text, weights: Weights, bias: float, context: Sequence[float]) -> Scored:
    """A text by both models."""
    rough = _likely(_alone(text.rough_words, weights, bias), context)
    sure = len(text.report.full) < gate.SHORT
    return Scored(text, _likely(_alone(text.words, weights, bias), context), math.inf if sure else max(rough))


def _alone(passages: Sequence[frozenset[str]], weights: Weights, bias: float) -> list[float]:
    return [bias + sum(weights.get(word, 0.0) for word in words) for words in passages]


def _likely(scores: Sequence[float], context: Sequence[float]) -> list[float]:
    base, *others = context
    return [base + sum(w * x for w, x in zip(others, row, strict=True)) for row in in_context(scores)]


def weigh(texts: Sequence[Text], models: Sequence[tuple[Weights, float]]) -> tuple[float, ...]:
    """The second model, on what the first says of texts that it has not seen."""
    rows = [row for t in texts for row in in_context(_alone(t.words, *models[t.fold]))]
    good = [number > 0 for t in texts for number in t.claims]
    model = LogisticRegression(C=1e6, max_iter=1000).fit(np.array(rows), np.array(good))
    return tuple(round(float(w), 3) for w in (model.intercept_[0], *model.coef_[0]))


def threshold(scores: Iterable[tuple[float, int]], lost: float) -> float:
    """The highest score below which stand at most so many claims; scores come with numbers of claims."""
    below = 0
    for found, number in sorted(scores):
        below += number
        if below > lost:
            return math.floor(found * 100) / 100
    return 0.0


def tune(scored: Sequence[Scored]) -> tuple[float, float]:
    """Both thresholds: of those that lose few enough claims, the pair that leaves the least general news to read."""
    may_go = LOST * sum(len(one.text.evidence) for one in scored)
    tried = []
    for share in SHARES:
        report = threshold(((one.report, len(one.text.evidence)) for one in scored), share * may_go)
        gone = sum(len(one.text.evidence) for one in scored if one.report < report)
        kept = [one for one in scored if one.report >= report]
        pairs = [p for one in kept if one.report < math.inf for p in zip(one.passages, one.text.claims, strict=True)]
        passage = threshold(pairs, may_go - gone)
        tried.append((_general(kept, passage), report, passage))
    for left, report, passage in tried:
        print(f"report {report}, passage {passage}: {left:,} characters of general news to read")
    return min(tried)[1:]


def _general(kept: Sequence[Scored], passage: float) -> int:
    """Characters of general news in passages that are read."""
    others = [one for one in kept if not one.text.coded]
    spans = [p for one in others for p in zip(one.text.spans, one.passages, strict=True)]
    return sum(end - start for (start, end), found in spans if found >= passage)


def lost(made: Gate, text: Text) -> int:
    """How many claims of a report stand where the gate lets nobody read."""
    part, head = made.part(text.report), len(text.report.title)
    if part is None:
        return len(text.evidence)
    pieces = part.pieces or ((0, len(text.report.full)),)
    return sum(not (e <= head or any(a <= s and e <= b for a, b in pieces)) for s, e in text.evidence)


def write(path: Path, weights: Weights, numbers: Weights) -> None:
    """The file that the gate reads."""
    lines = [
        "# Words by which the gate before reading tells what may hold a claim: weights of a logistic regression.",
        "# Made by: python training/gate.py --shared FOLDER",
        *(f"{name}\t{number}" for name, number in numbers.items()),
        *(f"{word}\t{weight}" for word, weight in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train, tune, write, and say what is lost."""
    parser = argparse.ArgumentParser(description="Train the gate before reading.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with gold/ and data/")
    parser.add_argument("--out", type=Path, default=gate.WEIGHTS)
    asked = parser.parse_args()
    texts = load(asked.shared)
    models = [fit([text for text in texts if text.fold != fold]) for fold in range(FOLDS)]
    context = weigh(texts, models)
    report, passage = tune([score(text, *models[text.fold], context) for text in texts])
    weights, bias = fit(texts)
    numbers = {"<bias>": bias, "<report>": report, "<passage>": passage} | dict(zip(CONTEXT, context, strict=True))
    write(asked.out, weights, numbers)
    made = Gate(asked.out)
    gone = sum(lost(made, text) for text in texts)
    print(f"{len(weights)} words; with all reports seen, {gone} of {sum(len(t.evidence) for t in texts)} claims lost")


if __name__ == "__main__":
    main()
