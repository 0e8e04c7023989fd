"""No input crashes or hangs the reading of inputs: each is refused with a reason or read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hostile_inputs import ENDLESS, GOOD, broken
from hypothesis import HealthCheck, given, settings

from sayso.errors import InputError
from sayso.ingest import CodedEvent, read_inputs
from sayso.models import Report

# Processor seconds: a machine at work on other things must not fail the test.
LONGEST = 5.0


def read(path: Path) -> list[Report]:
    """What a file gives, each part refused with a foreseen reason or good to store."""
    start = time.process_time()
    found = list(read_inputs([str(path)]))
    assert time.process_time() - start < LONGEST
    assert found
    for item in found:
        assert isinstance(item, Report | InputError | CodedEvent)
        if isinstance(item, InputError):
            assert "unforeseen" not in item.reason, item
            str(item).encode("utf-8", "replace")
        elif isinstance(item, Report):
            assert item.full.strip()
            item.full.encode()
    return [item for item in found if isinstance(item, Report)]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=broken())
def test_broken_inputs_are_refused_or_read(tmp_path_factory: pytest.TempPathFactory, case: tuple[str, bytes]) -> None:
    extension, data = case
    path = tmp_path_factory.getbasetemp() / f"hostile.{extension}"
    path.write_bytes(data)
    read(path)


# The alarm may ring within a callback of the garbage collector, which swallows it; then it rings again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    # Some of each kind; the benchmark of inputs has them all.
    ("kind", "number"),
    [(kind, number) for kind, some in ENDLESS.items() for number in range(0, len(some), 3)],
)
def test_inputs_without_end_end(tmp_path: Path, kind: str, number: int) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(ENDLESS[kind][number])
    read(path)


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_the_good_inputs_that_are_broken_are_good(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(GOOD[kind][0])
    assert read(path)
