"""Writers that are killed in the middle of a long add, and what must be true afterwards."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from making import report
from samples import TEXT, claims_of

from sayso.ledger import Query, open_ledger

# Every process is a fork of one that has imported all there is to import: to start Python anew took most of a round.
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["__main__", __name__, "sayso.ledger.databases.sqlite", "sayso.ledger.databases.postgres"])

# The longest that writers are left alone, in seconds: some are killed before their first report is kept.
LONGEST = 1.0


def adding(pipe: Connection, address: str, name: str) -> None:
    """Add reports without end, and tell the id of each once it is kept: only then is it acknowledged."""
    with open_ledger(address) as ledger:
        pipe.send("ready")
        pipe.recv()  # all begin together
        for number in range(10**9):
            one = report(TEXT, id=f"{name}-{number}")
            ledger.add(one, claims_of(one))
            pipe.send(one.id)


def asking(pipe: Connection, address: str) -> None:
    """Ask without end, and see no report without its claims."""
    with open_ledger(address) as ledger:
        pipe.send("ready")
        while True:
            with ledger.snapshot():
                reports, claims = ledger.contents().reports, ledger.contents().claims
                assert claims == 2 * reports, (claims, reports)
                assert len(ledger.search(Query("nurses"), most=5).hits) == min(5, reports)


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
    with _running(asking, [(address,)]) as [reader], _running(adding, [(address, one) for one in names]) as started:
        for writer in started:
            writer.pipe.send("go")
        time.sleep(pause)
        for writer in started:
            writer.process.kill()
        acknowledged = [one for writer in started for one in _told(writer)]
        assert reader.process.is_alive(), "the reader failed"
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
        yield crash(address, f"round{count}", writers, chance.uniform(0, LONGEST))
    with open_ledger(address) as ledger:
        assert ledger.check() == []


@dataclass(frozen=True, slots=True)
class _Started:
    """A process, and this end of the pipe to it."""

    process: BaseProcess
    pipe: Connection


@contextmanager
def _running(work: Callable[..., None], each: Sequence[tuple[str, ...]]) -> Iterator[list[_Started]]:
    """Processes that do some work, once all have said that they are ready; killed in the end."""
    started = [_start(work, words) for words in each]
    try:
        for one in started:
            assert one.pipe.recv() == "ready"
        yield started
    finally:
        for one in started:
            one.process.kill()
            one.process.join()
            one.process.close()
            one.pipe.close()


def _start(work: Callable[..., None], words: tuple[str, ...]) -> _Started:
    mine, its = FORKS.Pipe()
    process = FORKS.Process(target=work, args=(its, *words))
    process.start()
    its.close()  # so that the end of the process is the end of what it tells
    return _Started(process, mine)


def _told(writer: _Started) -> Iterator[str]:
    """What a writer that is killed still said."""
    try:
        while True:
            yield writer.pipe.recv()
    except (EOFError, ConnectionResetError):  # the second where it did not come to read that it may begin
        pass
