"""Where private people are named is kept with each report, until something changes that it was found from."""

from __future__ import annotations

from pathlib import Path

from making import MILL, matter, report
from samples import REPORT, claims_of

from sayso.ledger import By, Named, accept, correct, open_ledger, undo
from sayso.ledger.store import SqlLedger
from sayso.protection import Eraser

ANNA = By("Anna", "So it is.")
OTHER = report("Nothing.", id="r2")
NAMED = (Named("d1", "resident", 1, ((0, 4, 8), (9, 9, 12))), Named("d2", "person", 0, ((13, 13, 20),)))


def kept(ledger: SqlLedger) -> None:
    ledger.keep_people("v1", ledger.revision(), {REPORT.id: NAMED, OTHER.id: (), "nowhere": ()})


def known(ledger: SqlLedger, made_by: str = "v1") -> set[str]:
    return set(ledger.people_of(["r1", "r2", "nowhere"], made_by))


def test_they_come_back_as_they_were_kept(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    ledger.add(OTHER, [])
    kept(ledger)
    assert ledger.people_of(["r1", "r2"], "v1") == {"r1": NAMED, "r2": ()}
    assert known(ledger, "v2") == set()
    assert ledger.check() == []


def test_they_go_when_the_claims_or_the_text_change(ledger: SqlLedger) -> None:
    taken = claims_of(REPORT)[0].claim.id
    ledger.add(REPORT, claims_of(REPORT))
    ledger.add(OTHER, [])
    for change in (
        lambda: ledger.reread(REPORT, claims_of(REPORT)),
        lambda: ledger.judge(correct(taken, "actor", "Radio Tarn", ANNA)),
        lambda: ledger.judge(undo(1, ANNA)),
        lambda: ledger.forget(Eraser(["Radio Tarn"])),
    ):
        kept(ledger)
        assert known(ledger) == {"r1", "r2"}
        change()
        assert known(ledger) == {"r2"}


def test_they_stay_when_nothing_changes_that_they_were_found_from(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    revision = ledger.revision()
    ledger.add(OTHER, [])
    ledger.judge(accept(claims_of(REPORT)[0].claim.id, ANNA))
    ledger.keep_people("v1", revision, {REPORT.id: NAMED})
    assert known(ledger) == {"r1"}


def test_what_was_found_before_another_changed_it_is_not_kept(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    revision = ledger.revision()
    ledger.reread(REPORT, [])
    ledger.keep_people("v1", revision, {REPORT.id: NAMED})
    assert known(ledger) == set()


def test_the_past_is_told_apart(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    before = ledger.upto
    ledger.add(OTHER, [])
    kept(ledger)
    past = type(ledger)(ledger.database, 1)
    assert past.people_of(["r1"], "v1") == {}
    assert type(ledger)(ledger.database, 2).people_of(["r1"], "v1") == {"r1": NAMED}
    assert before == ledger.upto


def test_a_backup_has_them_and_faults_are_found(ledger: SqlLedger, tmp_path: Path) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    kept(ledger)
    ledger.backup(tmp_path / "b.db")
    with open_ledger(tmp_path / "b.db") as copy:
        assert copy.people_of(["r1"], "v1") == {"r1": NAMED}
        assert copy.check() == []
    beyond = Named("d", "person", 0, ((0, 0, len(REPORT.full) + 1),))
    ledger.keep_people("v1", ledger.revision(), {REPORT.id: (beyond,)})
    assert ledger.check() == ["the people of report r1 do not point at its words"]
    ledger.database.run("UPDATE report_people SET people = '[1]'")
    assert ledger.check() == ["the people of report r1 do not point at its words"]


def test_claims_by_report_and_the_bare_revision(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    ledger.add(OTHER, [])
    assert ledger.claims_of(["r1", "r2"]) == claims_of(REPORT)
    assert ledger.claims_of(["r2"]) == []
    assert ledger.revision() == ledger.contents().revision == 2
    assert type(ledger)(ledger.database, 1).revision() == 1


def test_the_matter_of_a_claim(ledger: SqlLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    taken, killed = claims_of(REPORT)
    made = matter([taken], MILL)
    ledger.hold_matters("v1", ledger.revision(), [made])
    assert ledger.matters_of([taken.claim.id, killed.claim.id, "none"]) == {taken.claim.id: made}
    ledger.cache_matters("v1", ledger.revision(), [made])
    assert ledger.matters_of([taken.claim.id, killed.claim.id, "none"]) == {taken.claim.id: made}
