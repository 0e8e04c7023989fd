"""The flow: order is kept, errors stay in their place, what is known is not read again, matters are made once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from making import MILL, claim, placed, report

import sayso.lineup
from sayso import pipeline
from sayso.errors import InputError
from sayso.ledger import SqlLedger, open_ledger
from sayso.models import Claim, Matter, Report, ResolvedClaim
from sayso.running import BATCH


class Quoter:
    """A reader that makes one claim of the whole text."""

    name = "quoter"

    def __init__(self) -> None:
        self.read: list[str] = []

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        for one in reports:
            self.read.append(one.id)
            yield [claim(one, one.text, "fighting/ended").claim]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Quoter:
    """The pipeline with that reader, and with names that all mean Mill Quarter."""
    quoter = Quoter()

    def resolve(of: Report, claims: Sequence[Claim], theatre: object, reader: str) -> pipeline.Reading:
        return pipeline.Reading(of, tuple(placed(ResolvedClaim(one), MILL) for one in claims), "tarn", reader)

    monkeypatch.setattr(pipeline, "load_reader", lambda name: quoter)
    monkeypatch.setattr(pipeline, "load_theatre", lambda name: name)
    monkeypatch.setattr(pipeline, "resolve", resolve)
    return quoter


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


def feed(monkeypatch: pytest.MonkeyPatch, items: Sequence[Report | InputError]) -> None:
    monkeypatch.setattr(pipeline, "ingest", lambda inputs, settings: iter(items))


def some(number: int) -> list[Report]:
    return [report(f"It was calm on day {n}.", id=f"r{n}") for n in range(number)]


@pytest.mark.parametrize("size", [0, 1, BATCH, 2 * BATCH + 3])
def test_errors_stay_in_their_place(reader: Quoter, size: int) -> None:
    items: list[Report | InputError] = []
    for one in some(size):
        items += [one, InputError(f"after {one.id}", "is broken")]
    got = list(pipeline.read(items, pipeline.Settings()))
    names = [one.report.id if isinstance(one, pipeline.Reading) else one.name for one in got]
    assert names == [one.id if isinstance(one, Report) else one.name for one in items]
    assert all(one.claims[0].claim.report_id == one.report.id for one in got if isinstance(one, pipeline.Reading))


def test_reading_starts_before_all_is_ingested(reader: Quoter) -> None:
    taken: list[str] = []

    def endless() -> Iterator[Report]:
        number = 0
        while True:
            taken.append(f"r{number}")
            yield report("It was calm.", id=taken[-1])
            number += 1

    first = next(pipeline.read(endless(), pipeline.Settings()))
    assert isinstance(first, pipeline.Reading)
    assert len(taken) == BATCH


def test_what_the_ledger_has_is_not_read_again(
    reader: Quoter, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, some(2))
    first = list(pipeline.add(["x"], pipeline.Settings(), ledger))
    feed(monkeypatch, [*some(3), report("Other words.", id="r0"), InputError("bad.txt", "is empty")])
    second = list(pipeline.add(["x"], pipeline.Settings(), ledger))
    assert [isinstance(one, pipeline.Kept) and one.new for one in first] == [True, True]
    assert [one.new for one in second if isinstance(one, pipeline.Kept)] == [False, False, True]
    assert [str(one).split(" under")[0] for one in second if isinstance(one, InputError)] == [
        "r0: another text is in the ledger",
        "bad.txt: is empty",
    ]
    assert reader.read == ["r0", "r1", "r2"]
    assert ledger.contents().reports == 3


def test_the_ledger_knows_which_reader_read(
    reader: Quoter, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    feed(monkeypatch, some(1))
    assert len(list(pipeline.add(["x"], pipeline.Settings(reader="default"), ledger))) == 1
    raw = sqlite3.connect(tmp_path / "l.db")
    assert raw.execute("SELECT reader, theatre FROM readings").fetchall() == [("quoter", "tarn")]
    raw.close()


def test_the_same_report_twice_in_one_run_is_kept_once(
    reader: Quoter, ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, [*some(1), *some(1)])
    kept = list(pipeline.add(["x"], pipeline.Settings(), ledger))
    assert [(one.new, one.claims) for one in kept if isinstance(one, pipeline.Kept)] == [(True, 1), (False, 0)]


def test_matters_are_made_once_for_each_state_of_the_ledger_and_grow_from_then_on(
    ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, list[str]]] = []
    shelve, grow = sayso.lineup.shelve, sayso.lineup.grow

    def shelved(reports: Sequence[Report], *rest: Any) -> list[Matter]:
        made.append(("all", [one.id for one in reports]))
        return shelve(reports, *rest)

    def grown(shelf: Any, archive: Any, reports: Sequence[Report], *rest: Any) -> Any:
        made.append(("new", [one.id for one in reports]))
        return grow(shelf, archive, reports, *rest)

    monkeypatch.setattr(sayso.lineup, "shelve", shelved)
    monkeypatch.setattr(sayso.lineup, "grow", grown)
    first, second = some(2)
    for one in (first, second):
        ledger.add(one, [placed(claim(one, one.text, "fighting/ended"), MILL)])
        assert pipeline.matters_of(ledger) == pipeline.matters_of(ledger)
    assert made == [("all", [first.id]), ("new", [second.id])]
