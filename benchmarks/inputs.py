"""How inputs are taken in: hostile ones, and web archives against their pages.

    ./do bench inputs --hostile 10000
    ./do bench inputs --endless
    ./do bench inputs --archive 1000

The first breaks good inputs of every kind in N ways and reads each, the second reads inputs of one thing without end or
packed to look small: how many were refused or read, the longest time and the most memory. The third reads a web archive
of N made pages, and these alone.
Times are processor seconds, so that a machine at work on other things says the same.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The inputs are made where the tests make theirs.
sys.path.insert(0, str(ROOT / "tests" / "ingest"))

from hostile_inputs import ENDLESS, broken  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from input_samples import LAST, LEAD, MORE, page, record, warc  # noqa: E402

from sayso.errors import InputError  # noqa: E402
from sayso.ingest import IngestOptions, read_inputs  # noqa: E402
from sayso.ingest.documents import Document  # noqa: E402
from sayso.ingest.inputs import read_document  # noqa: E402
from sayso.models import Report  # noqa: E402

LONGEST, MOST_MEMORY = 5.0, 500.0


@dataclass
class Outcome:
    """What became of the inputs: numbers by outcome, processor seconds of each, and those that broke a promise."""

    numbers: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, path: Path, name: str) -> None:
        start = time.process_time()
        try:
            found = list(read_inputs([str(path)]))
        except Exception as error:  # the fault that is looked for
            self.faults.append(f"{name}: crashed with {error!r}"[:200])
            return
        self.seconds.append((time.process_time() - start, name))
        refused = [one for one in found if isinstance(one, InputError)]
        self.faults += [f"{name}: {one.reason}"[:200] for one in refused if "unforeseen" in one.reason]
        read = any(isinstance(one, Report) for one in found)
        self.numbers["read" if read and not refused else "read in part" if read else "refused"] += 1
        if not found:
            self.faults.append(f"{name}: neither refused nor read")


def memory() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def hostile(number: int, start: int) -> int:
    """Read so many broken inputs and print what became of them; the number of faults."""
    outcome, before = Outcome(), memory()
    with tempfile.TemporaryDirectory() as folder:

        @seed(start)
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=broken())
        def read(case: tuple[str, bytes]) -> None:
            path = Path(folder) / f"input.{case[0]}"
            path.write_bytes(case[1])
            outcome.take(path, f"broken {case[0]} of {len(case[1])} bytes")

        # Stopped before its time, it still says how far it came.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            read()
    return report(outcome, before)


def endless() -> int:
    """Read every input without end and print what became of them; the number of faults."""
    outcome, before = Outcome(), memory()
    with tempfile.TemporaryDirectory() as folder:
        for kind, some in ENDLESS.items():
            for place, data in enumerate(some):
                path = Path(folder) / f"input.{kind}"
                path.write_bytes(data)
                outcome.take(path, f"endless {kind} {place} of {len(data)} bytes")
    return report(outcome, before)


def report(outcome: Outcome, before: float) -> int:
    """Print what became of the inputs, and every promise that was broken; the number of these."""
    longest, name = max(outcome.seconds)
    faults = [*outcome.faults, *(f"{name}: {took:.1f} s" for took, name in outcome.seconds if took > LONGEST)]
    faults += [f"{memory():.0f} MB of memory"] if memory() > MOST_MEMORY else []
    print(f"{sum(outcome.numbers.values())} inputs: {_told(outcome)}; {sum(took for took, _ in outcome.seconds):.0f} s")
    print(
        f"longest {longest:.1f} s ({name}); most memory {memory():.0f} MB, {before:.0f} MB of it before the first input"
    )
    print("\n".join(faults) or "no faults", flush=True)
    return len(faults)


def _told(outcome: Outcome) -> str:
    return ", ".join(f"{count} {name}" for name, count in outcome.numbers.most_common())


def archive(number: int) -> int:
    """Read a web archive and its pages alone, by turns; 1 where the reports differ."""
    pages = [
        page(f"Mill number {n} is taken", [f"{LEAD} It was mill {n}.", MORE, LAST] * 3).encode() for n in range(number)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        path.write_bytes(warc([record(f"https://orchard.example/{n}", one) for n, one in enumerate(pages)]))
        times: dict[str, list[float]] = {"archive": [], "pages": []}
        reports: dict[str, list[str]] = {}
        for _ in range(2):
            for what in times:
                start = time.process_time()
                reports[what] = _read_archive(path) if what == "archive" else _read_pages(pages)
                times[what].append(time.process_time() - start)
    for what, taken in times.items():
        print(f"{what}: {len(reports[what])} reports, {len(reports[what]) / min(taken):.0f} a second")
    print(f"the archive takes {min(times['archive']) / min(times['pages']):.2f} of the time of its pages alone")
    return int(reports["archive"] != reports["pages"] or len(reports["pages"]) != number)


def _read_archive(path: Path) -> list[str]:
    return [one.id for one in read_inputs([str(path)]) if isinstance(one, Report)]


def _read_pages(pages: list[bytes]) -> list[str]:
    documents = (Document(f"{n}.html", data) for n, data in enumerate(pages))
    found = (one for document in documents for one in read_document(document, IngestOptions()))
    return [one.id for one in found if isinstance(one, Report)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hostile", type=int, metavar="N", help="read N broken inputs")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="other inputs, for another number")
    parser.add_argument("--endless", action="store_true", help="read inputs without end")
    parser.add_argument(
        "--archive", type=int, metavar="N", help="read an archive of N pages (1000 where nothing is asked)"
    )
    asked = parser.parse_args()
    failed = hostile(asked.hostile, asked.seed) if asked.hostile else 0
    failed += endless() if asked.endless else 0
    if asked.archive or not (asked.hostile or asked.endless):
        failed += archive(asked.archive or 1000)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
