"""The learned reader on every coded report, each read by a network that never saw it: five-fold over train and dev.

    ./do bench cross_check FOLDER...

Each FOLDER is one fold as the training leaves it: the network, and in held.jsonl the coded reports kept from it. The
rules and thresholds are those of the package. Prints each fold's F1 and the figures of all folds together.
``docs/reading.md`` tells how the folds are trained.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import reading_gold
from reading_data import find

from sayso.reading.learned.reader import LearnedReader
from sayso.records import Json


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", type=Path, nargs="+", metavar="FOLDER")
    gold: list[Json] = []
    predicted: list[Json] = []
    for folder in parser.parse_args().folds:
        held = reading_gold.load(find(folder / "held.jsonl"))
        read = reading_gold.predict(LearnedReader(folder), held)
        print(f"{folder.name}: {len(held)} reports, {_line(held, read)}", flush=True)
        gold, predicted = gold + held, predicted + read
    print(f"== all {len(gold)} reports\n{reading_gold.as_text(reading_gold.compare(gold, predicted))}")


def _line(gold: list[Json], predicted: list[Json]) -> str:
    scores = reading_gold.score(gold, predicted)
    return f"{scores.overall.gold} claims: found F1 {scores.found_f1:.3f}  right F1 {scores.right_f1:.3f}"


if __name__ == "__main__":
    main()
