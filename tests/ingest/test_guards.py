"""The net under the readers: whatever a reader does, the run goes on."""

from __future__ import annotations

import multiprocessing
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from sayso.errors import InputError
from sayso.ingest import guards
from sayso.ingest.alarms import OutOfTime, time_limit
from sayso.ingest.documents import Document, IngestOptions, Item, Kind
from sayso.ingest.guards import guarded, inflated

GOOD = InputError("good", "came first")
DOCUMENT = Document("a.odd", b"x")


def fails(error: BaseException) -> Callable[[Document, IngestOptions], Iterator[Item | Document]]:
    def read(document: Document, options: IngestOptions) -> Iterator[Item | Document]:
        yield GOOD
        raise error

    return read


def endless(document: Document, options: IngestOptions) -> Iterator[Item | Document]:
    while True:
        try:
            sum(range(1000))
        except Exception:
            continue
    yield GOOD


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (InputError("a.odd", "is odd"), "is odd"),
        (OSError("bad block"), "broken odd (OSError: bad block)"),
        (EOFError(), "broken odd (EOFError)"),
        (zlib.error("bad"), "broken odd (error: bad)"),
        (RecursionError("too deep"), "broken odd (RecursionError: too deep)"),
        (KeyError("x"), "unforeseen fault in reading odd (KeyError: 'x')"),
        (MemoryError(), "unforeseen fault in reading odd (MemoryError)"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_fault_becomes_a_reason(error: Exception, reason: str) -> None:
    first, last = guarded(Kind("odd", fails(error)), DOCUMENT, IngestOptions())
    assert first is GOOD
    assert isinstance(last, guards.RefusedError)
    assert reason in last.reason
    assert last.document is DOCUMENT


def test_the_user_can_always_stop() -> None:
    steps = guarded(Kind("odd", fails(KeyboardInterrupt())), DOCUMENT, IngestOptions())
    next(steps)
    with pytest.raises(KeyboardInterrupt):
        next(steps)


def test_endless_work_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "SECONDS", 0.2)
    start = time.process_time()
    (error,) = guarded(Kind("odd", endless), DOCUMENT, IngestOptions())
    assert isinstance(error, InputError)
    assert "to read; give its text" in error.reason
    assert time.process_time() - start < 2


def test_a_limit_leaves_nothing_behind() -> None:
    with time_limit(0.05):
        pass
    end = time.process_time() + 0.2
    while time.process_time() < end:
        pass


def test_waiting_counts_where_it_is_asked_to() -> None:
    with pytest.raises(OutOfTime), time_limit(0.1, wall=True):
        time.sleep(10)


def in_thread(work: Callable[[], object]) -> object:
    """What the work gives or raises in a thread of its own."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    return found[0]


def in_process(work: Callable[[], object]) -> object:
    """The same in the main thread of a process of its own, as worker processes read."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        return pool.submit(work).result(20)


def endless_reading() -> list[str]:
    guards.SECONDS = 0.2
    return [str(one) for one in guarded(Kind("odd", endless), DOCUMENT, IngestOptions())]


@pytest.mark.parametrize("where", [in_thread, in_process])
def test_endless_work_ends_in_threads_and_processes_too(
    where: Callable[[Callable[[], object]], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "SECONDS", 0.2)
    assert where(endless_reading) == ["a.odd: takes over 0 s to read; give its text"]


def test_waiting_in_a_thread_costs_no_processor_time() -> None:
    def wait() -> str:
        with time_limit(0.1):
            time.sleep(0.5)
        return "done"

    assert in_thread(wait) == "done"


def test_waiting_in_a_thread_counts_where_it_is_asked_to() -> None:
    def wait() -> None:
        with time_limit(0.1, wall=True):
            while True:
                time.sleep(0.01)

    assert isinstance(in_thread(wait), OutOfTime)


def test_a_limit_in_a_thread_leaves_nothing_behind() -> None:
    def work() -> int:
        rung = 0
        for _ in range(50):
            try:
                with time_limit(0.002):
                    sum(range(100_000))
            except OutOfTime:
                rung += 1
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            pass
        return rung

    assert isinstance(in_thread(work), int)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_bodies(coding: str) -> None:
    packer = zlib.compressobj(wbits=31 if coding == "gzip" else 15)
    data = packer.compress(b"The army took it.") + packer.flush()
    assert inflated(data, coding, 1000, "a") == b"The army took it."
    with pytest.raises(InputError, match="unpacks to over 0 MB"):
        inflated(data, coding, 5, "a")


def test_bare_deflate() -> None:
    packer = zlib.compressobj(wbits=-15)
    assert (
        inflated(packer.compress(b"The army took it.") + packer.flush(), "deflate", 1000, "a") == b"The army took it."
    )
