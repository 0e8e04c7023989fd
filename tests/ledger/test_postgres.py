"""What only the PostgreSQL ledger does: it looks up rare words first, and reads on from the latest for common ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from making import report
from samples import TEXT, claims_of

from sayso.ledger import Query, open_ledger
from sayso.ledger.store import SqlLedger

NUMBER = 7


@pytest.fixture
def filled(postgres_address: str) -> Iterator[SqlLedger]:
    with open_ledger(postgres_address) as ledger:
        for number in range(NUMBER):
            one = report(TEXT, id=f"r{number}")
            ledger.add(one, claims_of(one))
        yield ledger


@pytest.mark.parametrize("rare", [1000, NUMBER + 1, NUMBER, 1])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("nurses"), NUMBER),
        (Query('"two nurses" killed'), NUMBER),
        (Query("nurses", topic="casualties"), NUMBER),
        (Query("nurses", topic="control"), 0),
        (Query("quarter", place="t:north"), NUMBER),
        (Query("surgeons"), 0),
        (Query("monitor", kind="reports"), NUMBER),
        (Query("monitor", kind="reports", outlet="Nobody"), 0),
        (Query("surgeons", kind="reports"), 0),
    ],
)
def test_rare_and_common_words_are_found_alike(
    filled: SqlLedger, monkeypatch: pytest.MonkeyPatch, rare: int, query: Query, found: int
) -> None:
    monkeypatch.setattr("sayso.ledger.databases.postgres.RARE", rare)
    first = filled.search(query, most=4)
    rest = filled.search(query, first.next, most=4) if first.next else None
    reports = [hit.report for hit in (*first.hits, *(rest.hits if rest else ()))]
    assert len(reports) == found
    assert all(later > earlier for later, earlier in pairwise(reports))


def test_a_question_is_not_compiled(filled: SqlLedger) -> None:
    assert filled.database.run("SHOW jit") == [("off",)]
