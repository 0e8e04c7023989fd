"""Stored matters in short, and by their ids, from the store and from memory."""

from __future__ import annotations

import pytest
from making import MILL, TARN, matter
from samples import REPORT, claims_of

from sayso.ledger.store import SqlLedger
from sayso.models import Matter


@pytest.fixture(params=["stored", "held"])
def full(ledger: SqlLedger, request: pytest.FixtureRequest) -> SqlLedger:
    ledger.add(REPORT, claims_of(REPORT))
    if request.param == "stored":
        ledger.cache_matters("v1", ledger.revision(), made())
    else:
        ledger.hold_matters("v1", ledger.revision(), made())
    return ledger


def made() -> list[Matter]:
    taken, killed = claims_of(REPORT)
    return [
        matter([taken], MILL, "disputed", id="m1", start="2031-05-05"),
        matter([killed], TARN, id="m2", start="2031-05", end="2031-06"),
    ]


def test_a_column_a_field_and_a_row_a_matter(full: SqlLedger) -> None:
    told = full.outline()
    rows = zip(told.ids, told.topics, told.standings, told.first, told.last, told.voices, strict=True)
    assert list(rows) == [
        ("m1", "control", "disputed", "2031-05-05", "2031-05-05", 1),
        ("m2", "casualties", "single", "2031-05", "2031-06", 0),
    ]
    assert [told.where[number] for number in told.places] == [MILL, TARN]


def test_matters_come_in_the_order_of_their_ids(full: SqlLedger) -> None:
    assert full.matters(["m2", "none", "m1"]) == made()[::-1]


def test_the_matter_of_a_claim_in_short(full: SqlLedger) -> None:
    taken, killed = (one.claim.id for one in claims_of(REPORT))
    found = full.lines_of([taken, killed, "none"])
    assert {name: (line.id, line.standing, line.place) for name, line in found.items()} == {
        taken: ("m1", "disputed", MILL),
        killed: ("m2", "single", TARN),
    }


def test_an_empty_ledger_has_an_empty_outline(ledger: SqlLedger) -> None:
    assert ledger.outline().ids == ()
