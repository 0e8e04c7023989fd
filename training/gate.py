"""Train the gate before reading and put its words into the package.

    python training/gate.py --shared FOLDER [--out src/sayso/reading/data/gate.tsv]

``FOLDER`` holds ``gold/train.jsonl`` and ``gold/dev.jsonl`` (coded reports), and ``data/polnear.tar.gz``,
``data/geoparsing/lgl.xml`` and ``GWN.xml`` (general news, taken to have nothing to code). Half of the general news is
left out, for ``benchmarks/scale.py`` to measure on.

A passage is a bag of its lower-case words. The model is a logistic regression whose penalty (L1) leaves few words. Both
thresholds are set on scores that each report got from models that had not seen it (five folds): that for reports so
that at most ``LOST_REPORTS`` of the claims stand in reports passed over, that for passages so that at most ``LOST``
are lost altogether.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.models import Report
from sayso.reading import gate
from sayso.reading.gate import Gate, passages_of
from sayso.records import Row, read_rows

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from scale_texts import general_news

Span = tuple[int, int]
Weights = dict[str, float]

# Half of what may be lost goes to each of the two decisions; with what reading in parts costs, under 1%.
LOST_REPORTS, LOST = 0.005, 0.009
FOLDS = 5
STRENGTH = 0.3  # of one over the penalty: some 300 words; more of them did not pass over more reports
SEEN_IN_CLAIMS, SEEN = 4, 60  # passages: how often a word must stand in those with a claim, or anywhere
WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?!\w)")


@dataclass(frozen=True, slots=True)
class Text:
    """A report with the evidence of its claims; ``fold`` says which model may not see it, -1 for general news."""

    report: Report
    evidence: tuple[Span, ...]
    fold: int

    def passages(self) -> list[tuple[frozenset[str], bool]]:
        """The words of each passage, and whether it holds a claim."""
        full = self.report.full
        return [
            (frozenset(WORD.findall(full[a:b])), any(s < b and e > a for s, e in self.evidence))
            for a, b in passages_of(full)
        ]


def load(shared: Path) -> list[Text]:
    """The coded reports and the first half of the general news."""
    found = []
    for name in ("train", "dev"):
        for row in read_rows(shared / "gold" / f"{name}.jsonl"):
            if isinstance(row, Row):
                spans = tuple((c.claim.evidence.start, c.claim.evidence.end) for c in row.claims)
                found.append(Text(row.report, spans, len(found) % FOLDS))
    return found + [Text(report, (), -1) for report in general_news(shared, half=0)]


def fit(texts: Sequence[Text]) -> tuple[Weights, float]:
    """The weight of each word, and the bias."""
    rows = [passage for text in texts for passage in text.passages()]
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


def write(path: Path, weights: Weights, bias: float, report: float, passage: float) -> None:
    """The file that the gate reads."""
    lines = [
        "# Words by which the gate before reading tells what may hold a claim: weights of a logistic regression.",
        "# Made by: python training/gate.py --shared FOLDER",
        f"<bias>\t{bias}",
        f"<report>\t{report}",
        f"<passage>\t{passage}",
        *(f"{word}\t{weight}" for word, weight in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def threshold(scores: Sequence[tuple[float, int]], lost: float) -> float:
    """The highest score below which stand at most that share of the claims; scores come with numbers of claims."""
    total, below = sum(n for _, n in scores), 0
    for score, number in sorted(scores):
        below += number
        if below > lost * total:
            return math.floor(score * 100) / 100
    return 0.0


def report_scores(made: Gate, texts: Sequence[Text]) -> list[tuple[float, int]]:
    """The best score among the passages of each report, and how many claims it has."""
    found = []
    for text in texts:
        full = text.report.full
        score = max(made.scores(made.hits(full), gate.rough_cuts(full)))
        found.append((score if len(full) >= gate.SHORT else math.inf, len(text.evidence)))
    return found


def lost(made: Gate, text: Text) -> int:
    """How many claims of a report stand where the gate lets nobody read."""
    part, head = made.part(text.report), len(text.report.title)
    if part is None:
        return len(text.evidence)
    pieces = part.pieces or ((0, len(text.report.full)),)
    return sum(not (e <= head or any(a <= s and e <= b for a, b in pieces)) for s, e in text.evidence)


def tune(out: Path, texts: Sequence[Text]) -> tuple[float, float]:
    """Both thresholds, by models that have not seen the reports they score."""
    gates, scored = [], []
    for fold in range(FOLDS):
        weights, bias = fit([text for text in texts if text.fold != fold])
        write(out, weights, bias, 0.0, 0.0)
        gates.append(Gate(out))
        scored.extend(report_scores(gates[-1], [text for text in texts if text.fold == fold]))
    report = threshold(scored, LOST_REPORTS)
    total = sum(len(text.evidence) for text in texts)
    passage = report
    for step in range(80):
        passage = round(report - step * 0.05, 2)
        for made in gates:
            made.report, made.passage = report, passage
        gone = sum(lost(gates[text.fold], text) for text in texts if text.fold >= 0)
        if gone <= LOST * total:
            break
    print(f"report {report}, passage {passage}: {gone} of {total} claims lost by models that had not seen them")
    return report, passage


def main() -> None:
    """Train, tune, write, and say what is lost."""
    parser = argparse.ArgumentParser(description="Train the gate before reading.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with gold/ and data/")
    parser.add_argument("--out", type=Path, default=gate.WEIGHTS)
    asked = parser.parse_args()
    texts = load(asked.shared)
    thresholds = tune(asked.out, texts)
    weights, bias = fit(texts)
    write(asked.out, weights, bias, *thresholds)
    made = Gate(asked.out)
    gone = sum(lost(made, text) for text in texts)
    print(f"{len(weights)} words; with all reports seen, {gone} of {sum(len(t.evidence) for t in texts)} claims lost")


if __name__ == "__main__":
    main()
