"""Writers that are killed in the middle of a long add, and what must be true afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from making import report
from samples import TEXT, claims_of

from sayso.ledger import open_ledger

HERE = Path(__file__).parent
ADDING = """
import sys
sys.path[:0] = sys.argv[3:]
from making import report
from samples import TEXT, claims_of
from sayso.ledger import open_ledger

with open_ledger(sys.argv[1]) as ledger:
    print("ready", flush=True)
    sys.stdin.readline()  # all begin together
    for number in range(10**9):
        one = report(TEXT, id=f"{sys.argv[2]}-{number}")
        ledger.add(one, claims_of(one))
        print(one.id, flush=True)  # only now is it acknowledged
"""
ASKING = """
import sys
from sayso.ledger import Query, open_ledger

with open_ledger(sys.argv[1]) as ledger:
    print("ready", flush=True)
    while True:
        with ledger.snapshot():
            reports, claims = ledger.contents().reports, ledger.contents().claims
            assert claims == 2 * reports, (claims, reports)
            assert len(ledger.search(Query("nurses"), most=5).hits) == min(5, reports)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round came to: reports acknowledged and reports there, by all writers together."""

    acknowledged: int
    there: int


def crash(address: str, name: str, writers: int, pause: float) -> Outcome:
    """Have some writers add to a ledger that is also asked, and kill them all after a pause in seconds.

    Raises AssertionError where something acknowledged is lost, something is half there, a reader saw half a report,
    or the next report cannot be added.
    """
    names = [f"{name}-{number}" for number in range(writers)]
    with _process(ASKING, address) as reader, _started(address, names) as started:
        time.sleep(pause)
        for writer in started:
            writer.send_signal(signal.SIGKILL)
        told = [line.strip() for writer in started for line in _lines(writer) if line.endswith("\n")]
        assert reader.poll() is None, "the reader failed"
    acknowledged = [line for line in told if line != "ready"]
    return _examine(address, names, acknowledged)


def _examine(address: str, names: Sequence[str], acknowledged: Sequence[str]) -> Outcome:
    with open_ledger(address, create=False) as ledger:
        # The server may still be ending what a killed writer had sent: both counts are of one moment.
        with ledger.snapshot():
            there = {one.id for one in ledger.reports()}
            claims = ledger.contents().claims
        mine = {ident for ident in there if ident.rpartition("-")[0] in names}
        lost = set(acknowledged) - there
        assert not lost, f"acknowledged and lost: {sorted(lost)}"
        # A writer may be killed between the commit and the acknowledgement: one report each.
        assert len(mine) - len(acknowledged) <= len(names)
        assert claims == 2 * len(there), "a report is half there"
        following = report(TEXT, id=f"{names[0]}-next")
        assert ledger.add(following, claims_of(following)), "the next add was not completed"
    return Outcome(len(acknowledged), len(mine))


def rounds(address: str, number: int, writers: int, seed: int) -> Iterator[Outcome]:
    """That many crashes of one ledger at random moments; at the end it is checked as a whole."""
    chance = random.Random(seed)
    open_ledger(address).close()
    for count in range(number):
        yield crash(address, f"round{count}", writers, chance.uniform(0, 0.5))
    with open_ledger(address) as ledger:
        assert ledger.check() == []


@contextmanager
def _started(address: str, names: Sequence[str]) -> Iterator[list[subprocess.Popen[str]]]:
    """The writers, once all are at work."""
    started = [_open(ADDING, address, name, str(HERE), str(HERE.parent)) for name in names]
    try:
        for writer in started:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in started:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        yield started
    finally:
        for writer in started:
            writer.kill()
            writer.wait()
            _close(writer)


@contextmanager
def _process(code: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = _open(code, *words)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.wait()
        _close(process)


def _open(code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def _lines(writer: subprocess.Popen[str]) -> list[str]:
    return list(writer.stdout or ())


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
