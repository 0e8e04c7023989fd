"""Reading in batches: order, what breaks a reader, and processes that give what one gives."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest
from making import claim, report

from sayso import running
from sayso.errors import ReaderError
from sayso.models import Claim, Report
from sayso.reading.gate import Part
from sayso.running import BATCH, Crew, Desk, Poisoned, batches, in_order, read_batches

Result = tuple[str, int]


def some(number: int, **fields: str) -> list[Report]:
    return [report(f"Calm on day {n}.", id=f"r{n}", **fields) for n in range(number)]


def pipe(reports: Iterable[Report]) -> Iterator[list[Claim]]:
    for one in reports:
        if one.text == "break":
            raise ValueError("broken")
        if one.text == "die":
            os._exit(1)
        yield [claim(one, one.text, "fighting/ended").claim] * 2


def desk(part: Callable[[Report], Part | None] = lambda one: Part(one, one)) -> Desk[Result]:
    return Desk(part, pipe, lambda one, claims: (one.id, len(claims)), lambda one: (one.id, 0))


def whole(one: Report) -> Part:
    return Part(one, one)


def start() -> Desk[Result]:
    return desk(whole)


def no_model(reason: str) -> Desk[Result]:
    raise ReaderError(reason)


def told(results: Iterable[Result | Poisoned | str]) -> list[object]:
    return [(one.report.id, one.reason) if isinstance(one, Poisoned) else one for one in results]


def test_batches_hold_so_many_items_or_characters() -> None:
    long = report("x" * running.LENGTH)
    assert list(map(len, batches([*range(BATCH + 2)]))) == [BATCH, 2]
    assert list(map(len, batches([1, long, 2, long, long]))) == [2, 2, 1]


def test_what_the_gate_passes_over_is_not_read() -> None:
    one, two = some(2)
    read = desk(lambda report: None if report.id == "r0" else whole(report)).read([one, two])
    assert read == [("r0", 0), ("r1", 2)]


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_report_that_breaks_the_reader_is_named_and_the_others_are_read(broken: int) -> None:
    reports = some(3)
    reports[broken] = report("break", id=f"r{broken}")
    expected: list[object] = [(f"r{n}", 2) for n in range(3)]
    expected[broken] = (f"r{broken}", "reading it failed (ValueError('broken'))")
    assert told(desk().read(reports)) == expected


def test_a_reader_that_cannot_work_ends_the_run() -> None:
    def pipe(reports: Iterable[Report]) -> Iterator[list[Claim]]:
        raise ReaderError("the model is broken")

    with pytest.raises(ReaderError, match="model"):
        Desk(whole, pipe, lambda one, claims: one.id, lambda one: one.id).read(some(2))


def test_processes_give_what_one_gives_and_outlive_a_report_that_kills_them() -> None:
    reports = some(5 * BATCH)
    reports[3], reports[40] = report("break", id="r3"), report("die", id="r40")
    items: list[Report | str] = [item for one in reports for item in (one, f"after {one.id}")]
    found = told(read_batches(batches(items), start, 2))
    alive = [report("break", id="r40") if one.id == "r40" else one for one in reports]
    alone = told(read_batches(batches([item for one in alive for item in (one, f"after {one.id}")]), start, 1))
    assert [one for one in found if one not in alone] == [("r40", "the process that read it died")]
    assert len(found) == len(alone) == len(items)
    assert [one[0] for one in found[::2] if isinstance(one, tuple)] == [one.id for one in reports]


def test_processes_that_cannot_start_say_why() -> None:
    with pytest.raises(ReaderError, match="no such model"):
        list(read_batches(batches(some(1)), partial(no_model, "no such model"), 2))


def test_batches_are_taken_as_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the run, only so many batches wait."""
    taken = []

    def endless() -> Iterator[list[Report]]:
        while True:
            taken.append(1)
            yield some(1)

    class Immediately:
        workers = 2

        def __init__(self, *_: object) -> None: ...

        def submit(self, batch: list[Report]) -> list[Report]:
            return batch

        def result(self, batch: list[Report], future: list[Report]) -> list[Result | Poisoned]:
            return [("read", len(future))]

        def close(self) -> None: ...

    monkeypatch.setattr(running, "Crew", Immediately)
    results = running.on_processes(endless(), start, 2)
    for _ in range(10):
        assert next(results) == [("read", 1)]
    assert len(taken) == 10 + 2 * running.WAITING
    results.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have no such setting")
def test_freed_arrays_do_not_stay_with_a_reading_process() -> None:
    """Without ``give_back`` blocks of the size of one freed before come from the heap, which what lies above keeps."""
    script = """
import ctypes, sys
from sayso.running import give_back
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
def taken(size):
    block = libc.malloc(size)
    ctypes.memset(block, 1, size)
    return block
def own():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("RssAnon"))
if sys.argv[1] == "given back":
    give_back()
libc.free(taken(30_000_000))
before = own()
large, small = taken(20_000_000), [taken(1_000) for _ in range(1_000)]
libc.free(large)
print(own() - before)
"""
    left = {
        how: int(subprocess.run([sys.executable, "-c", script, how], check=True, capture_output=True, text=True).stdout)
        for how in ("given back", "left alone")
    }
    assert left["given back"] < 5_000 < 15_000 < left["left alone"]  # kilobytes


def says_its_process() -> Desk[int]:
    return Desk(whole, pipe, lambda one, claims: os.getpid(), lambda one: 0)


def test_after_a_shift_other_processes_read() -> None:
    crew = Crew(says_its_process, 1, shift=3)
    try:
        done = list(in_order(([one] for one in some(8)), crew))
    finally:
        crew.close()
    readers = [one for batch in done for one in batch]
    shifts = [set(readers[:3]), set(readers[3:6]), set(readers[6:])]
    assert [len(shift) for shift in shifts] == [1, 1, 1]
    assert len(set(readers)) == 3


def test_a_process_that_dies_at_the_end_of_its_shift_costs_no_other_report() -> None:
    crew = Crew(start, 1, shift=2)
    reports = some(6)
    reports[1] = report("die", id="r1")
    try:
        done = [told(batch) for batch in in_order(([one] for one in reports), crew)]
    finally:
        crew.close()
    expected: list[object] = [(f"r{n}", 2) for n in range(6)]
    expected[1] = ("r1", "the process that read it died")
    assert done == [[one] for one in expected]
