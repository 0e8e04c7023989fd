"""How well the readers read: on coded reports, and on outside data that nobody of this project coded.

    ./do bench reading                        every reader, everything
    ./do bench reading --reader rules --only dev
    ./do bench reading --limit 40             a quick look at the first 40 cases of each set
    ./do bench reading --only dev --write-floors
    ./do bench reading --reader learned --model FOLDER   a network that is not in the package

Each table says what it counts and how many cases there are. docs/reading.md explains the choices.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import reading_fakes
import reading_gold
import reading_idetect
import reading_polnear
from reading_data import SHARED, find, readers

from sayso.reading import READERS, Reader

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import real  # which reports were trained on

FLOORS = Path(__file__).resolve().parents[1] / "tests" / "gold" / "floors.json"


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, action="append", help="only this reader; may be repeated")
    parser.add_argument("--only", choices=("dev", "outside"), help="only the coded reports, or only the outside data")
    parser.add_argument("--limit", type=int, help="only the first N cases of each set")
    parser.add_argument("--gold", type=Path, help="coded reports in place of dev")
    parser.add_argument("--model", type=Path, help="the folder of the learned reader's network, if not the package's")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and data/")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors of the gate to what is reached")
    asked = parser.parse_args()
    if asked.write_floors and (asked.limit or asked.gold or asked.model or asked.only == "outside"):
        parser.error("--write-floors needs all of dev, and the readers as they are in the package")
    return asked


def main() -> None:
    """Print the tables."""
    asked = options()
    if asked.only != "outside":
        on_dev(asked)
    if asked.only != "dev":
        outside(asked)


def on_dev(asked: argparse.Namespace) -> None:
    """Each reader, and the baseline, on the reports coded for choosing."""
    path = asked.gold or asked.shared / "gold" / "dev.jsonl"
    gold = reading_gold.load(find(path), asked.limit)
    contenders: list[Reader] = [reading_gold.Baseline(), *readers(asked.reader or READERS, asked.model)]
    for reader in contenders:
        figures = reading_gold.measure(reader, gold)
        print(f"== {reader.name}, {path.stem} ({len(gold)} reports)\n{reading_gold.as_text(figures)}\n", flush=True)
        if asked.write_floors and reader.name in READERS:
            print(f"floors: {reading_gold.raise_floors(FLOORS, reader.name, figures)}\n")


def outside(asked: argparse.Namespace) -> None:
    """Each reader on the outside data; attribution alone on news about other things than war."""
    coded = [
        row["report"]
        for name in ("dev", "train")
        for row in reading_gold.load(find(asked.shared / "gold" / f"{name}.jsonl"))
    ]
    coded += [row["report"] for row in real.load(asked.shared / "data")]
    crowd = reading_fakes.load(asked.shared / "data" / "fakes", coded, asked.limit)
    excerpts = reading_idetect.load(asked.shared / "data" / "idetect", coded, asked.limit)
    for reader in readers(asked.reader or READERS, asked.model):
        print(f"== {reader.name}, outside data")
        print(f"{reading_fakes.measure(reader, crowd)}\n", flush=True)
        print(f"{reading_idetect.measure(reader, excerpts)}\n", flush=True)
    articles = reading_polnear.load(asked.shared / "data" / "polnear.tar.gz", limit=asked.limit)
    print(f"== attribution alone, outside data\n{reading_polnear.measure(articles)}")


if __name__ == "__main__":
    main()
