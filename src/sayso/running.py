"""Reading many reports: passed over by the gate, together in batches, on as many processes as there are cores.

Whatever the number of processes, what comes out is the same, in the order of what went in. A report that breaks the
reader, or the process that reads it, comes out as ``Poisoned`` and the others go on.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from sayso.errors import SaysoError
from sayso.models import Claim, Report

if TYPE_CHECKING:
    from sayso.reading.gate import Part

Done = TypeVar("Done")
Item = TypeVar("Item")

# Reports that a reader works on together: enough to keep it busy, few enough to show progress.
BATCH = 16
# Characters of a batch, so that one of long reports holds up the others no longer than one of short ones.
LENGTH = 100_000
# Batches for which starting processes pays: each takes seconds to load its models.
PAYS = 4
# Batches that wait for each process: it never idles, and memory does not grow with the run.
WAITING = 2
# Batches that a process reads before another takes its place, so that what libraries keep of the words they have met
# cannot pile up. They take four minutes or more; loading the models takes seconds.
SHIFT = 250


@dataclass(frozen=True, slots=True)
class Poisoned:
    """A report that cannot be read, and why."""

    report: Report
    reason: str


@dataclass(frozen=True, slots=True)
class Desk(Generic[Done]):
    """Where reports are read, with all that is loaded once.

    ``part`` says what is to be read of a report (None for nothing: then ``unread`` is what becomes of it), ``pipe``
    finds the claims of many reports in order, ``finish`` makes of a report and its claims what is wanted.
    """

    part: Callable[[Report], Part | None]
    pipe: Callable[[Iterable[Report]], Iterator[list[Claim]]]
    finish: Callable[[Report, list[Claim]], Done]
    unread: Callable[[Report], Done]

    def read(self, reports: Sequence[Report]) -> list[Done | Poisoned]:
        """What becomes of each report, in order. Raises SaysoError where the reader itself cannot work."""
        parts = [self.part(report) for report in reports]
        found = iter(self._claims([part for part in parts if part is not None]))
        return [
            self.unread(report) if part is None else self._finished(part, next(found))
            for report, part in zip(reports, parts, strict=True)
        ]

    def _claims(self, parts: Sequence[Part]) -> list[list[Claim] | Exception]:
        try:
            return list(self.pipe(part.report for part in parts))
        except SaysoError:
            raise
        except Exception:  # one report broke the batch: read each alone, and find it
            return [self._alone(part) for part in parts]

    def _alone(self, part: Part) -> list[Claim] | Exception:
        try:
            return next(self.pipe([part.report]))
        except SaysoError:
            raise
        except Exception as error:  # whatever it is, the run goes on and the report is set aside
            return error

    def _finished(self, part: Part, claims: list[Claim] | Exception) -> Done | Poisoned:
        if isinstance(claims, Exception):
            return Poisoned(part.whole, f"reading it failed ({claims!r})")
        try:
            return self.finish(part.whole, part.restored(claims))
        except SaysoError:
            raise
        except Exception as error:  # as above
            return Poisoned(part.whole, f"reading it failed ({error!r})")


Start: TypeAlias = Callable[[], Desk[Done]]


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in order, in lists of at most ``BATCH``, fewer where reports are long."""
    batch: list[Item] = []
    length = 0
    for item in items:
        batch.append(item)
        length += len(item.text) if isinstance(item, Report) else 0
        if len(batch) == BATCH or length >= LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def read_batches(
    found: Iterable[list[Report | Item]], start: Start[Done], workers: int
) -> Iterator[Done | Poisoned | Item]:
    """What becomes of the reports among the items, in order; what is no report is passed on in its place.

    ``start`` makes the desk, in each process once; it must be picklable where ``workers`` is above 1.
    """
    known: deque[list[Report | Item]] = deque()

    def reports() -> Iterator[list[Report]]:
        for batch in found:
            known.append(batch)
            yield [item for item in batch if isinstance(item, Report)]

    read = on_processes(reports(), start, workers) if workers > 1 else map(start().read, reports())
    for done in read:
        results = iter(done)
        for item in known.popleft():
            yield next(results) if isinstance(item, Report) else item


def on_processes(found: Iterable[list[Report]], start: Start[Done], workers: int) -> Iterator[list[Done | Poisoned]]:
    """What becomes of each batch, in order, read by so many processes."""
    crew = Crew(start, workers)
    try:
        yield from in_order(found, crew)
    finally:
        crew.close()


def in_order(found: Iterable[list[Report]], crew: Crew[Done]) -> Iterator[list[Done | Poisoned]]:
    """What becomes of each batch, in order; only so many are taken before they can be worked on."""
    waiting: deque[tuple[list[Report], Future[list[Done | Poisoned]]]] = deque()
    for batch in found:
        if len(waiting) >= WAITING * crew.workers:
            yield crew.result(*waiting.popleft())
        waiting.append((batch, crew.submit(batch)))
    while waiting:
        yield crew.result(*waiting.popleft())


class Crew(Generic[Done]):
    """The processes; where one dies, and after a ``shift`` of so many batches each, others take over."""

    def __init__(self, start: Start[Done], workers: int, shift: int = SHIFT) -> None:
        self._start, self.workers = start, workers
        self._pool = self._fresh(workers)
        self._shift, self._given = shift, 0

    def _fresh(self, workers: int) -> ProcessPoolExecutor:
        # Spawned, not forked: the models' libraries have threads of their own.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, _open, (self._start,))

    def submit(self, batch: list[Report]) -> Future[list[Done | Poisoned]]:
        if self._given == self._shift * self.workers:
            self._pool.shutdown()  # when they have read what they have, so that no two shifts are in memory together
            self._pool, self._given = self._fresh(self.workers), 0
        self._given += 1
        try:
            return self._pool.submit(_read, batch)
        except BrokenProcessPool:
            self.close()
            self._pool = self._fresh(self.workers)
            return self._pool.submit(_read, batch)

    def result(self, batch: list[Report], future: Future[list[Done | Poisoned]]) -> list[Done | Poisoned]:
        try:
            return future.result()
        except BrokenProcessPool:
            return self._again(batch)

    def _again(self, batch: list[Report]) -> list[Done | Poisoned]:
        """A batch that was lost with its process, in a process of its own; where that dies too, each report so."""
        pool = self._fresh(1)
        try:
            return pool.submit(_read, batch).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                return [Poisoned(batch[0], "the process that read it died")]
        finally:
            pool.shutdown()
        return [done for report in batch for done in self._again([report])]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


# In a worker process: its desk, or why it has none.
_desk: Desk[Any] | SaysoError


def _open(start: Start[Any]) -> None:
    """Load the models. What fails is told by the first batch: an error here would be lost with the process."""
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process ends this one
    give_back()
    try:
        _desk = start()
    except SaysoError as error:
        _desk = error


# Bytes from which a block is given back to the system as soon as it is freed, and glibc's number for that setting.
LARGE = 1_000_000
_MMAP_THRESHOLD = -3


def give_back() -> None:
    """Have the arrays of a parse given back when it is done.

    Left alone, glibc takes ever larger ones from the heap, which then cannot shrink and grows with the run. Nothing is
    done where there is another C library.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_MMAP_THRESHOLD, LARGE)


def _read(batch: list[Report]) -> list[Any]:
    if isinstance(_desk, SaysoError):
        raise _desk
    return _desk.read(batch)
