"""What a claim's confidence is worth: of the claims that a reader gives with it, how many are found, and right.

    ./do bench calibration --reader rules
    ./do bench calibration --reader learned --write src/sayso/reading/data/learned/calibration.json

Prints the reliability table of the confidence on dev, as it comes and after a monotone map to the probability that the
claim is right. The map is fitted five times on four fifths of the reports and judged on the other fifth; the one that
--write saves is fitted on all of them. The file is {"confidence": [x, ...], "right": [y, ...]}, both rising; between
its points the map is straight, outside it stays at the end: ``numpy.interp(raw, x, y)``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import reading_gold
from numpy.typing import NDArray
from reading_data import SHARED, find, readers

from sayso.evaluation import DECIDING, agrees, pairings
from sayso.reading import DEFAULT, READERS, Reader
from sayso.reading.learned.reader import MODEL, LearnedReader
from sayso.records import Json

Floats = NDArray[np.float64]
Block = tuple[float, float, float]  # mean confidence, share right, how many claims
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One entry a predicted claim: its raw confidence, whether it is found, whether right, and its report's number."""

    confidence: Floats
    found: Floats
    right: Floats
    report: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Map:
    """A monotone map from raw confidence to the probability of being right, by its corners."""

    confidence: Floats
    right: Floats

    def __call__(self, raw: Floats) -> Floats:
        return np.interp(raw, self.confidence, self.right)


def judge(gold: Sequence[Json], predicted: Sequence[Json]) -> Verdicts:
    """Every predicted claim with what became of it; both in the order of the reports."""
    rows = [row for n, pair in enumerate(zip(gold, predicted, strict=True)) for row in _judged(n, *pair)]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 4)
    return Verdicts(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3].astype(np.int64))


def _judged(number: int, row: Json, guess: Json) -> Iterator[tuple[float, bool, bool, int]]:
    full = f"{row['report']['title']}\n{row['report']['text']}"
    matched = {id(found): claim for claim, found in pairings(full, row["claims"], guess["claims"])}
    for claim in guess["claims"]:
        wanted = matched.get(id(claim))
        right = wanted is not None and all(agrees(name, wanted, claim) for name in DECIDING)
        yield claim["confidence"], wanted is not None, right, number


def fit(confidence: Floats, right: Floats, least: int = 20) -> Map:
    """The isotonic regression of ``right`` (0 or 1) on ``confidence``, by pooling adjacent violators.

    Neighbours are first taken together until there are ``least`` claims, so that no step rests on a handful; claims of
    equal confidence always stay together. Raises ValueError where there are no claims.
    """
    blocks: list[Block] = []
    for run in _runs(confidence, right, least):
        blocks.append(run)
        while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
            blocks[-2:] = [_pooled(blocks[-2], blocks[-1])]
    x, y, _ = map(np.array, zip(*blocks, strict=True))
    return Map(x, y)


def _runs(confidence: Floats, right: Floats, least: int) -> list[Block]:
    values, which, sizes = np.unique(confidence, return_inverse=True, return_counts=True)
    shares = np.bincount(which, right) / sizes
    runs: list[Block] = []
    for block in zip(values.tolist(), shares.tolist(), sizes.tolist(), strict=True):
        if runs and runs[-1][2] < least:
            runs[-1] = _pooled(runs[-1], block)
        else:
            runs.append(block)
    if len(runs) > 1 and runs[-1][2] < least:
        runs[-2:] = [_pooled(runs[-2], runs[-1])]
    return runs


def _pooled(one: Block, other: Block) -> Block:
    (x1, y1, n1), (x2, y2, n2) = one, other
    n = n1 + n2
    return (x1 * n1 + x2 * n2) / n, (y1 * n1 + y2 * n2) / n, n


def across_folds(verdicts: Verdicts, folds: int = FOLDS) -> Floats:
    """Each claim's mapped confidence, by a map fitted on the reports of the other folds."""
    mapped = np.empty_like(verdicts.confidence)
    for fold in range(folds):
        held = verdicts.report % folds == fold
        if held.any() and not held.all():
            mapped[held] = fit(verdicts.confidence[~held], verdicts.right[~held])(verdicts.confidence[held])
    return mapped


def expected_error(confidence: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error: the mean distance, over the claims, of a bin's confidence from its share right."""
    bin_of = _bins(confidence, bins)
    gaps = [abs((confidence[bin_of == b] - right[bin_of == b]).sum()) for b in range(bins)]
    return float(sum(gaps) / len(confidence)) if len(confidence) else 0.0


def _bins(confidence: Floats, bins: int) -> NDArray[np.int64]:
    return np.minimum((confidence * bins).astype(np.int64), bins - 1)


def table(confidence: Floats, verdicts: Verdicts, bins: int = 10) -> str:
    """The reliability table: one line a tenth that has claims, then the expected calibration errors."""
    lines = [f"{'confidence':<14}{'mean':>7}{'found':>8}{'right':>8}{'claims':>8}"]
    bin_of = _bins(confidence, bins)
    for b in np.unique(bin_of):
        own = bin_of == b
        means = (column[own].mean() for column in (confidence, verdicts.found, verdicts.right))
        columns = "".join(f"{mean:>{width}.3f}" for mean, width in zip(means, (7, 8, 8), strict=True))
        lines.append(f"{b / bins:.1f} to {(b + 1) / bins:<7.1f}{columns}{own.sum():>8}")
    errors = [expected_error(confidence, column) for column in (verdicts.right, verdicts.found)]
    lines.append(f"expected calibration error: {errors[0]:.3f} of right, {errors[1]:.3f} of found")
    return "\n".join(lines)


def write(path: Path, fitted: Map) -> None:
    """Save the corners of a map."""
    corners = {name: [round(float(v), 4) for v in getattr(fitted, name)] for name in ("confidence", "right")}
    path.write_text(json.dumps(corners) + "\n", encoding="utf-8")


def uncalibrated(reader: Reader, folder: Path) -> Reader:
    """The reader without its map: a map fitted on what another has mapped would be wrong."""
    return LearnedReader(folder, calibrate=False) if isinstance(reader, LearnedReader) else reader


def main() -> None:
    """Print the tables, and save the map where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, default=DEFAULT)
    parser.add_argument("--limit", type=int, help="only the first N reports")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and data/")
    parser.add_argument("--model", type=Path, help="the folder of the learned reader's network, if not the package's")
    parser.add_argument("--write", type=Path, help="where to save the fitted map")
    asked = parser.parse_args()
    gold = reading_gold.load(find(asked.shared / "gold" / "dev.jsonl"), asked.limit)
    for reader in readers([asked.reader], asked.model):
        verdicts = judge(gold, reading_gold.predict(uncalibrated(reader, asked.model or MODEL), gold))
        print(f"== {reader.name}, dev ({len(gold)} reports), as it comes\n{table(verdicts.confidence, verdicts)}\n")
        print(f"== mapped, fitted on the other folds\n{table(across_folds(verdicts), verdicts)}")
        if asked.write:
            write(asked.write, fit(verdicts.confidence, verdicts.right))


if __name__ == "__main__":
    main()
