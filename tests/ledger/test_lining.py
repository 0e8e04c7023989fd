"""Either store: the questions that a brief puts, answered from what is stored without reading all of it."""

from __future__ import annotations

import pytest
from making import MILL, TARN, claim, matter, placed, report
from samples import REPORT, TEXT, claims_of

from sayso.ledger import Groundwork, MatterQuery, Survey, Tally
from sayso.ledger.store import SqlLedger
from sayso.models import PlaceResolution, Report, ResolvedClaim

NORTH = PlaceResolution("t:north", "North")


def dated(name: str, day: str | None, outlet: str | None = "The Post") -> tuple[Report, list[ResolvedClaim]]:
    """A report of a day with two claims on Mill Quarter, which count for that day."""
    one = report(TEXT, id=name, published=day, outlet=outlet)
    full, _ = claims_of(one)
    killed = claim(one, "Two nurses were killed.", "casualties/killed", 1, object="Two nurses")
    return one, [placed(claim(one, full.claim.evidence.text, "control/taken"), MILL), placed(killed, MILL)]


def test_who_wrote_of_a_place_in_a_time(ledger: SqlLedger) -> None:
    for name, day, outlet in (
        ("r1", "2031-05-01", "The Post"),
        ("r2", "2031-05-08", "The Post"),
        ("r3", "2031-05-08", "The Gleaner"),
        ("r4", "2031-05-08", None),
        ("r5", None, "The Post"),
    ):
        ledger.add(*dated(name, day, outlet))
    elsewhere = report("The market opened.", id="r6", published="2031-05-08", outlet="The Gleaner")
    ledger.add(elsewhere, [placed(claim(elsewhere, "The market opened.", "access/open"), TARN)])
    told = ledger.told_of("t:mill", "2031-05-02", "2031-05-08")
    assert sorted(told) == [("The Gleaner", "2031-05-08"), ("The Post", "2031-05-08")]
    assert ledger.told_of("t:elsewhere", "2031-05-02", "2031-05-08") == []
    assert ledger.published(["The Gleaner", "The Echo"], "2031-05-02", "2031-05-08") == {"The Gleaner": 2}


def test_who_wrote_of_a_place_of_many_claims(ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(*dated("r1", "2031-05-01"))
    ledger.add(*dated("r2", "2031-05-08", "The Gleaner"))
    monkeypatch.setattr("sayso.ledger.claims.searching.FEW", 1)
    assert ledger.told_of("t:north", "2031-05-02", "2031-05-08") == [("The Gleaner", "2031-05-08")]
    assert ledger.as_of("2001-01-01").told_of("t:north", "2031-05-02", "2031-05-08") == []


def test_as_of_counts_only_what_was_there(ledger: SqlLedger) -> None:
    ledger.add(*dated("r1", "2031-05-08"))
    before = ledger.as_of("2001-01-01")
    assert before.told_of("t:north", "2031-05-02", "2031-05-08") == []
    assert before.published(["The Post"], "2031-05-02", "2031-05-08") == {}


@pytest.fixture
def ranked(ledger: SqlLedger) -> SqlLedger:
    """Four matters of one topic, a fifth of another, of two reports a week apart."""
    early, late = dated("r1", "2031-05-01"), dated("r2", "2031-05-08", "The Gleaner")
    ledger.add(*early)
    ledger.add(*late)
    (taken, killed), (retaken, wounded) = early[1], late[1]
    made = [
        matter([taken], MILL, "single", id="a", topic="control", start="2031-05-01", end="2031-05-01"),
        matter([killed], MILL, "disputed", id="b", topic="control", start="2031-05-01", end="2031-05-01"),
        matter([retaken], MILL, "single", id="c", topic="control", start="2031-05-08", end="2031-05-08"),
        matter([wounded], TARN, "single", id="d", topic="control", start="2031-05-08", end="2031-05-08"),
        matter([taken], TARN, "agreed", id="e", topic="truce", positions=()),
    ]
    ledger.cache_matters("v1", 2, made)
    return ledger


@pytest.mark.parametrize(
    ("most", "found"),
    [
        (None, ["a", "b", "c", "d", "e"]),
        (1, ["b", "e"]),  # the contested before the single
        (2, ["b", "c", "d", "e"]),  # the two of one day are equals
        (4, ["a", "b", "c", "d", "e"]),
    ],
)
def test_the_first_of_each_topic(ranked: SqlLedger, most: int | None, found: list[str]) -> None:
    assert sorted(one.id for one in ranked.find_matters(MatterQuery(), most)) == found


@pytest.mark.parametrize(
    ("query", "survey"),
    [
        (MatterQuery(), Survey({"control": 4, "truce": 1}, Tally(5, 4, 0), 2, 2)),
        (MatterQuery(place=MILL), Survey({"control": 3}, Tally(3, 3, 0), 2, 2)),
        (MatterQuery(place=MILL, told_since="2031-05-08"), Survey({"control": 1}, Tally(1, 1, 0), 1, 1)),
        (MatterQuery(place=NORTH, told_until="2031-05-07"), Survey({"control": 2}, Tally(2, 2, 0), 1, 1)),
        (MatterQuery(place=PlaceResolution("t:none", "None")), Survey({}, Tally(0, 0, 0), 0, 0)),
    ],
)
def test_matters_in_numbers(ranked: SqlLedger, query: MatterQuery, survey: Survey) -> None:
    assert ranked.survey(query) == survey
    assert ranked.count_matters(query) == survey.tally


def test_a_matter_told_of_before_and_after_a_time_is_not_of_that_time(ledger: SqlLedger) -> None:
    early, late = dated("r1", "2031-05-01"), dated("r2", "2031-05-20")
    ledger.add(*early)
    ledger.add(*late)
    ledger.cache_matters("v1", 2, [matter([early[1][0], late[1][0]], MILL)])
    asked = {
        (first, last): len(ledger.find_matters(MatterQuery(told_since=first, told_until=last)))
        for first, last in (("2031-05-02", "2031-05-19"), ("2031-05-01", "2031-05-19"), ("2031-05-02", "2031-05-20"))
    }
    assert list(asked.values()) == [0, 1, 1]


def test_tallies_follow_what_is_taken_out_and_put_in(ranked: SqlLedger) -> None:
    with ranked.together():
        left = ranked.take_matters(["a"], [], ["r1#1"])
        ranked.put_matters(left, Groundwork())
    assert ranked.count_matters(MatterQuery(place=MILL)) == Tally(2, 2, 0)
    assert ranked.count_matters(MatterQuery()) == Tally(4, 3, 0)
    with ranked.together():
        assert ranked.take_matters(["b", "c", "d", "e"], [], []) == []
    assert ranked.count_matters(MatterQuery()) == Tally(0, 0, 0)


def test_reports_that_changed_are_noted_until_matters_are_stored(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    assert ledger.stirred("v1") is None  # no matters that could grow
    ledger.cache_matters("v1", 1, [])
    assert ledger.stirred("v1") is None
    ledger.cache_matters("v1", 1, [], Groundwork(records={"k": b"1"}))
    assert ledger.stirred("v1") == []
    assert ledger.stirred("v2") is None
    ledger.add(report("More.", id="r2"), [])
    assert ledger.stirred("v1") == ["r2"]
    ledger.cache_matters("v1", 1, [], Groundwork())  # of the state before: the report still counts as changed
    assert ledger.stirred("v1") == ["r2"]
    ledger.reread(REPORT, claims_of(REPORT)[:1])
    assert ledger.stirred("v1") == ["r1", "r2"]


def test_the_shelf_keeps_records_by_key(ledger: SqlLedger) -> None:
    shelf = ledger.shelf()
    shelf.write({"a": b"1", "b": b"\x00\xff", "c": b"3"})
    shelf.write({"a": b"2", "c": b""})
    assert shelf.read(["a", "b", "c", "d"]) == {"a": b"2", "b": b"\x00\xff"}
    assert shelf.read([]) == {}
