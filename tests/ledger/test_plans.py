"""What is asked again and again reads by an index what it needs, and never a whole table that grows with the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from making import MILL, report
from samples import TEXT, claims_of

from sayso import gathering
from sayso.ledger import MatterQuery, Query, SqlLedger, open_ledger
from sayso.ledger.databases.database import Row
from sayso.ledger.databases.sqlite import SqliteDatabase

GROWING = "reports|readings|claims|resolutions|facets|changes|matters|matter_claims|shelf|report_people"
# By "matters_arranged" only those are read that people merged or split.
WHOLE = re.compile(rf"SCAN ({GROWING})\b(?! USING INDEX matters_arranged)")


def next_report(ledger: SqlLedger) -> None:
    one = report(TEXT, id="r2")
    ledger.add(one, claims_of(one))


def line_up(ledger: SqlLedger) -> None:
    next_report(ledger)
    with gathering.lined_up(ledger):
        pass


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(next_report, id="adding a report"),
        pytest.param(line_up, id="adding a report and lining up"),
        pytest.param(lambda ledger: ledger.search(Query("nurses", place="t:north")), id="searching words"),
        pytest.param(lambda ledger: ledger.search(Query(place="t:mill", topic="casualties")), id="searching a place"),
        pytest.param(lambda ledger: ledger.find_matters(MatterQuery(MILL), 15), id="the matters of a place"),
        pytest.param(lambda ledger: ledger.survey(MatterQuery(MILL)), id="a place in numbers"),
        pytest.param(lambda ledger: ledger.find_matters(MatterQuery(standing="disputed")), id="what is disputed"),
        pytest.param(lambda ledger: ledger.told_of("t:mill", "2031-05-01", "2031-05-09"), id="who wrote of a place"),
    ],
)
def test_no_table_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[SqlLedger], object]
) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        one = report(TEXT, id="r1")
        ledger.add(one, claims_of(one))
        with gathering.lined_up(ledger):
            pass
        run, plans = SqliteDatabase.run, dict[str, list[str]]()

        def explained(self: SqliteDatabase, sql: str, values: Sequence[Any] = ()) -> list[Row]:
            plans[sql] = [str(row[3]) for row in run(self, f"EXPLAIN QUERY PLAN {sql}", values)]
            return run(self, sql, values)

        monkeypatch.setattr(SqliteDatabase, "run", explained)
        work(ledger)
    assert plans
    assert {sql: plan for sql, plan in plans.items() if any(WHOLE.search(step) for step in plan)} == {}
