"""The net under the readers: whatever a reader does, the run goes on."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from sayso.errors import InputError
from sayso.ingest import guards
from sayso.ingest.documents import Document, IngestOptions, Item, Kind
from sayso.ingest.guards import OutOfTime, guarded, inflated, time_limit

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


def test_in_a_thread_there_is_no_alarm() -> None:
    done: list[bool] = []

    def work() -> None:
        with time_limit(5):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


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
