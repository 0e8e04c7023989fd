"""Either store: what goes in comes out, once, whole."""

from __future__ import annotations

import threading
import time

import pytest
from making import MILL, TARN, claim, matter, placed, report
from samples import REPORT, TEXT, claims_of

from sayso.errors import LedgerError
from sayso.ledger import Coverage, MatterQuery, Provenance, Tally, open_ledger
from sayso.ledger.store import SqlLedger
from sayso.models import PlaceResolution


def test_what_goes_in_comes_out(ledger: SqlLedger) -> None:
    bare = report("Nothing happened.", id="r0", outlet=None, published=None)
    assert ledger.add(REPORT, claims_of(REPORT), Provenance("default", "tarn"))
    assert ledger.add(bare, [])
    assert ledger.reports() == [REPORT, bare]
    assert ledger.claims() == claims_of(REPORT)
    contents = ledger.contents()
    assert (contents.reports, contents.claims, contents.revision) == (2, 2, 2)
    assert ledger.coverage() == Coverage(2, 1, REPORT.published, REPORT.published)


def test_some_claims_and_reports_can_be_asked_for(ledger: SqlLedger) -> None:
    other = report(TEXT, id="r2")
    ledger.add(REPORT, claims_of(REPORT))
    ledger.add(other, claims_of(other))
    full, toll = claims_of(other)
    assert ledger.claims([full.claim.id]) == [full]
    assert ledger.claims([toll.claim.id, "nobody's"]) == [toll]
    assert ledger.claims([]) == []
    assert ledger.reports(["r2"]) == [other]
    assert ledger.claims([one.claim.id for one in claims_of(REPORT)] * 50_000) == claims_of(REPORT)


def test_the_same_report_twice_changes_nothing(ledger: SqlLedger) -> None:
    assert ledger.add(REPORT, claims_of(REPORT)) is True
    before = ledger.contents()
    assert ledger.add(REPORT, claims_of(REPORT)) is False
    assert ledger.add(REPORT, []) is False
    assert ledger.contents() == before
    assert ledger.has(REPORT)


def test_another_text_under_the_same_id_is_refused(ledger: SqlLedger) -> None:
    ledger.add(REPORT, [])
    with pytest.raises(LedgerError, match="another text is in the ledger under the id 'r1'"):
        ledger.add(report("Other words."), [])
    assert ledger.reports() == [REPORT]


def test_a_claim_id_of_another_report_is_refused_and_nothing_stays(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    other = report(TEXT, id="r2")
    taken = claim(other, "Two nurses were killed.", "casualties/killed", id=claims_of(REPORT)[0].claim.id)
    with pytest.raises(LedgerError, match="is taken by a claim of the report 'r1'"):
        ledger.add(other, [claim(other, "Two nurses were killed.", "casualties/killed", 7), taken])
    assert (ledger.contents().reports, ledger.contents().claims) == (1, 2)


def test_it_says_what_read_each_report_and_when(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT), Provenance("rules", "tarn"))
    assert ledger.database.run("SELECT reader, theatre, revision FROM readings") == [("rules", "tarn", 1)]
    ((kind, moment),) = ledger.database.run("SELECT kind, recorded_at FROM changes")
    assert kind == "report"
    assert moment[:10] == time.strftime("%Y-%m-%d", time.gmtime())
    assert moment.endswith("+00:00")


def test_times_do_not_go_back_with_the_clock(ledger: SqlLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, moment in enumerate(("2031-05-08T10:00:00.000+00:00", "2031-05-08T09:00:00.000+00:00")):
        monkeypatch.setattr("sayso.ledger.databases.times.now", lambda moment=moment: moment)
        ledger.add(report(TEXT, id=f"r{number}"), [])
    found = ledger.database.run("SELECT recorded_at FROM changes ORDER BY revision")
    assert [row[0][11:13] for row in found] == ["10", "10"]


def test_writes_put_together_are_kept_together(ledger: SqlLedger) -> None:
    with ledger.together():
        ledger.add(REPORT, claims_of(REPORT))
        ledger.add(report("More.", id="r2"), [])
    assert ledger.contents().reports == 2
    with pytest.raises(LedgerError, match="another text"), ledger.together():  # noqa: PT012 - two writes in one
        ledger.add(report("Still more.", id="r3"), [])
        ledger.add(report("Other words.", id="r2"), [])
    assert [one.id for one in ledger.reports()] == ["r1", "r2"]


def test_imprints_are_the_reports_of_a_time_without_their_texts(ledger: SqlLedger) -> None:
    for day in ("2031-05-01", "2031-05-08", None):
        ledger.add(report(TEXT, id=f"r{day}", published=day), [])
    assert [(one.id, one.text) for one in ledger.imprints("2031-05-02", "2031-05-08")] == [("r2031-05-08", "")]
    assert ledger.imprints("2031-05-09", "2031-06-01") == []


VILLAGE = PlaceResolution(None, "the old Mill")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (MatterQuery(), ["none", "toll", "fall"]),  # by topic
        (MatterQuery(topic="control"), ["fall"]),
        (MatterQuery(standing="disputed"), ["toll"]),
        (MatterQuery(place=MILL), ["toll"]),
        (MatterQuery(place=PlaceResolution("t:north", "North")), ["toll", "fall"]),
        (MatterQuery(place=PlaceResolution("t:elsewhere", "Elsewhere")), []),
        (MatterQuery(place=PlaceResolution(None, "The Old Mill")), ["none"]),
        (MatterQuery(since="2031-05-05"), ["fall"]),
        (MatterQuery(until="2031-05-04"), ["toll"]),
        (MatterQuery(since="2031-05-02", until="2031-05-06"), ["toll", "fall"]),
        (MatterQuery(told_since="2031-05-08"), ["toll", "fall"]),
        (MatterQuery(told_until="2031-05-07"), ["fall"]),
        (MatterQuery(name="t"), ["toll"]),
    ],
)
def test_stored_matters_are_asked_for(ledger: SqlLedger, query: MatterQuery, found: list[str]) -> None:
    taken, killed = claims_of(REPORT)
    ledger.add(REPORT, [taken, killed])
    made = [
        matter([killed], MILL, "disputed", id="toll", topic="casualties", start="2031-05-02", end="2031-05-03"),
        matter([taken], TARN, id="fall", topic="control", start="2031-05-05", end=None),
        matter([taken], VILLAGE, id="none", topic="aid", positions=()),
    ]
    ledger.cache_matters("v1", 1, made)
    assert ledger.has_matters("v1")
    assert not ledger.has_matters("v2")
    assert [one.id for one in ledger.find_matters(query)] == found
    assert ledger.count_matters(query).matters == len(found)
    assert ledger.count_matters(MatterQuery()) == Tally(3, 2, 0)
    assert {place.name for place in ledger.places()} == {"Mill Quarter", "Tarn", "the old Mill"}


def test_matters_are_kept_until_the_ledger_changes(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    made = [
        matter(
            claims_of(REPORT)[:1], MILL, "disputed", disputed_on=("actor",), why=("Two say so.",), question="control"
        )
    ]
    assert ledger.cached_matters("v1") is None
    ledger.cache_matters("v1", 1, made)
    assert ledger.cached_matters("v1") == made
    assert ledger.cached_matters("v2") is None
    ledger.cache_matters("v1", 1, [])
    assert ledger.cached_matters("v1") == []
    ledger.add(report("More.", id="r2"), [])
    assert ledger.cached_matters("v1") is None
    ledger.cache_matters("v1", 1, made)  # made from what the ledger was before the last report
    assert ledger.cached_matters("v1") is None


def test_a_snapshot_does_not_see_what_is_written_meanwhile(ledger: SqlLedger, address: str) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    with ledger.snapshot(), open_ledger(address) as writer:
        assert ledger.contents().reports == 1
        writer.add(report("More.", id="r2"), [])
        assert ledger.reports() == [REPORT]
    assert ledger.contents().reports == 2


def test_a_sound_ledger_has_no_faults(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    assert ledger.check() == []


def test_several_writers_and_a_reader_do_not_lose_anything(address: str) -> None:
    path = address
    open_ledger(path).close()
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with open_ledger(path) as ledger:
                for number in range(15):
                    one = report(TEXT, id=f"{name}{number}")
                    ledger.add(one, claims_of(one))
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    with open_ledger(path) as reader:
        while any(writer.is_alive() for writer in writers):
            assert len(reader.claims()) % 2 == 0
        for writer in writers:
            writer.join()
        assert failed == []
        assert (reader.contents().reports, reader.contents().claims) == (45, 90)
        assert reader.check() == []


def test_an_error_in_the_middle_of_an_add_leaves_nothing(ledger: SqlLedger) -> None:
    first, second = claims_of(REPORT)
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.add(REPORT, [first, second, second])
    assert (ledger.contents().reports, ledger.contents().claims, ledger.contents().revision) == (0, 0, 0)
    assert ledger.add(REPORT, [first, second])


def test_a_place_keeps_its_containers(ledger: SqlLedger) -> None:
    ledger.add(REPORT, [placed(claims_of(REPORT)[0], MILL)])
    assert ledger.claims()[0].place == MILL


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE claims SET evidence_start = evidence_start + 1", "of its evidence do not point at"),
        ("UPDATE claims SET names = replace(names, 'The army', 'An army')", "of its actor do not point at 'An army'"),
        ("UPDATE reports SET text = 'gone'", "do not point at"),
        ("DELETE FROM facets WHERE topic = 'control'", "is missing from the search"),
        ("UPDATE state SET revision = 7", "the revision is 7, but the last change is 1"),
        ("DELETE FROM changes", "points at a row of changes that is not there: revision 1"),
        ("UPDATE claims SET status = 'flown'", "control/flown is not in the codebook"),
        ("UPDATE claims SET certainty = 'sure'", "the certainty 'sure' is not in the codebook"),
        ("UPDATE claims SET count_unit = 'cats' WHERE count_low = 2", "the unit 'cats' is not in the codebook"),
        ("DELETE FROM reports", "points at a row of reports that is not there"),
        ("DELETE FROM readings", "was stored without a reading"),
    ],
)
def test_damage_is_found(address: str, damage: str, fault: str) -> None:
    with open_ledger(address) as ledger:
        ledger.add(REPORT, claims_of(REPORT))
        careless = "SET session_replication_role = replica" if "://" in address else "PRAGMA foreign_keys = OFF"
        ledger.database.run(careless)
        ledger.database.run(damage)
    with open_ledger(address) as ledger:
        assert any(fault in found for found in ledger.check()), ledger.check()
