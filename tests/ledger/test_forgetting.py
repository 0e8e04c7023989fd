"""A name is forgotten in either store: in texts, claims, meanings, judgements and indexes, past and present."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from making import MILL, claim, matter, report

from sayso.errors import LedgerError
from sayso.ledger import By, Query, assign, correct, open_ledger
from sayso.ledger.store import SqlLedger
from sayso.models import ActorResolution, ResolvedClaim
from sayso.protection import Eraser, find_people

NAME = "Samira Qaddour"
TEXT = f"{NAME}, a resident, said two nurses were killed in Mill Quarter. “They hid,” Qaddour said. Omar Brandt fled."
REPORT = report(TEXT, title="Two killed", url="https://example.org/samira-qaddour")
OTHER = report("Bashir Qaddour was killed in Mill Quarter.", id="r2")


def toll() -> ResolvedClaim:
    full = claim(
        REPORT,
        "“They hid,” Qaddour said.",
        "displacement/displaced",
        place="Mill Quarter",
        source="Qaddour",
        actor=NAME,
    )
    return ResolvedClaim(full.claim, MILL, ActorResolution(None, NAME), None, ActorResolution(None, "Qaddour"))


def other() -> ResolvedClaim:
    full = claim(
        OTHER, "Bashir Qaddour was killed in Mill Quarter.", "casualties/killed", source=None, object="Qaddour"
    )
    return ResolvedClaim(full.claim, MILL, None, ActorResolution(None, "Qaddour"), None)


@pytest.fixture
def full(ledger: SqlLedger) -> SqlLedger:
    """A ledger with the name wherever a ledger can have it."""
    ledger.add(REPORT, [toll()])
    ledger.add(OTHER, [other()])
    by = By("Ruth", f"{NAME} says so herself")
    ledger.judge(correct(toll().claim.id, "object", NAME, by))
    ledger.judge(assign([toll().claim.id], "source", ActorResolution(None, NAME), by))
    found = ledger.claims()
    ledger.cache_matters("v1", ledger.contents().revision, [matter(found[:1], MILL)])
    ledger.number_people({person.key: person.noun for person in find_people(REPORT) if person.private})
    return ledger


def stored(ledger: SqlLedger) -> str:
    """Everything in every table, as text."""
    tables = ("reports", "claims", "meanings", "judgements", "matters", "changes", "people")
    return "\n".join(repr(ledger.database.run(f"SELECT * FROM {table}")) for table in tables)


def test_the_name_is_in_no_table_and_the_offsets_still_point_at_their_words(full: SqlLedger) -> None:
    before = full.as_read()
    assert "Samira" in stored(full)
    assert full.forget(Eraser([NAME])) == 1
    assert "Samira" not in stored(full)
    assert full.check() == []
    (changed, untouched), (old, same) = full.as_read(), before
    assert untouched == same == other()  # another Qaddour keeps the name
    assert changed.claim.evidence.text == "“They hid,” ███████ said."
    assert changed.source == ActorResolution(None, "███████")
    assert changed.actor == ActorResolution(None, "██████ ███████")
    assert (changed.claim.evidence.start, changed.claim.source) == (
        old.claim.evidence.start,
        full.claims()[0].claim.source,
    )
    assert full.reports()[0].text.startswith("██████ ███████, a resident, said two nurses")
    assert full.reports()[0].url == "https://example.org/██████████████"
    assert full.reports()[1] == OTHER


def test_judgements_stay_without_the_name(full: SqlLedger) -> None:
    full.forget(Eraser([NAME]))
    corrected, assigned = (one.decision for one in full.judgements())
    assert corrected.by == By("Ruth", "██████ ███████ says so herself")
    assert corrected.value["text"] == "██████ ███████"
    assert assigned.value["meaning"]["name"] == "██████ ███████"
    judged = full.claims()[0].claim
    assert judged.object is not None
    assert judged.object.text == "██████ ███████"


def test_no_search_finds_it_and_matters_are_to_be_made_again(full: SqlLedger) -> None:
    assert [hit.report for hit in full.search(Query("samira", kind="reports")).hits] == ["r1"]
    assert [hit.report for hit in full.search(Query("qaddour")).hits] == ["r2", "r1"]
    full.forget(Eraser([NAME]))
    assert full.search(Query("samira", kind="reports")).hits == ()
    assert [hit.report for hit in full.search(Query("qaddour")).hits] == ["r2"]
    assert full.search(Query(source=NAME)).hits == full.search(Query(actor=NAME)).hits == ()
    assert full.cached_matters("v1") is None


def test_the_past_does_not_have_it_either(full: SqlLedger) -> None:
    full.forget(Eraser([NAME]))
    past = full.as_of("2999-01-01")
    assert "Samira" not in repr((past.reports(), past.as_read(), past.judgements()))


def test_that_a_name_was_forgotten_is_written_down(full: SqlLedger) -> None:
    before = full.contents().revision
    full.forget(Eraser([NAME]))
    ((kind,),) = full.database.run("SELECT kind FROM changes WHERE revision = ?", (before + 1,))
    assert (full.contents().revision, kind) == (before + 1, "forgetting")


def test_a_name_that_nobody_wrote_changes_nothing(full: SqlLedger) -> None:
    before, revision = stored(full).replace("matters", ""), full.contents().revision
    assert full.forget(Eraser(["Yusra Kanaan"])) == 0
    assert full.contents().revision == revision
    assert full.claims()[0].claim.id == toll().claim.id
    assert "Samira" in stored(full)
    assert "Samira" in before


def test_a_past_state_cannot_forget(full: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="only to be read"):
        full.as_of("2999-01-01").forget(Eraser([NAME]))


def test_numbers_go_on_after_one_was_forgotten(full: SqlLedger) -> None:
    key = next(person.key for person in find_people(REPORT) if person.private)
    assert full.number_people({key: "witness"}) == {key: (1, "resident")}  # as it was the first time
    full.forget(Eraser([NAME]))
    assert full.number_people({"another": "doctor"})["another"][0] > 1
    assert full.number_people({key: "witness"})[key][0] > 1


def test_people_keep_their_numbers_whoever_asks(address: str) -> None:
    with open_ledger(address) as one, open_ledger(address) as two:
        assert one.number_people({"a": "resident", "b": "doctor"}) == {"a": (1, "resident"), "b": (2, "doctor")}
        assert two.number_people({"c": "child", "b": "person"}) == {"c": (3, "child"), "b": (2, "doctor")}
        assert one.as_of("1999-01-01").number_people({"d": "child"}) == {"d": (4, "child")}
        assert one.number_people({"d": "person", "a": "person"}) == {"d": (4, "child"), "a": (1, "resident")}


def test_no_byte_of_the_files_has_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, [toll()])
        ledger.add(OTHER, [other()])
        ledger.forget(Eraser([NAME]))
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"amira" not in left
    assert b"Bashir" in left


def test_one_who_reads_meanwhile_is_named_as_the_reason_that_pages_are_left(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, [toll()])
        ledger.database.run("PRAGMA busy_timeout = 50")
        reader = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchall()
        with pytest.raises(LedgerError, match="is open elsewhere"):
            ledger.forget(Eraser([NAME]))
        assert "Samira" not in stored(ledger)
        reader.close()
        assert ledger.forget(Eraser([NAME])) == 0
    assert b"amira" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
