"""From one store to the other and back: nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import report
from samples import REPORT, TEXT, claims_of

from sayso.errors import LedgerError
from sayso.ledger import By, Query, accept, correct, open_ledger, reject
from sayso.ledger.databases.tables import COLUMNS
from sayso.ledger.store import SqlLedger

ANNA = By("Anna", "So it is.")


def rows(ledger: SqlLedger) -> dict[str, list[tuple[object, ...]]]:
    tables = {name: ", ".join(columns) for name, columns in COLUMNS.items()}
    return {
        name: sorted(map(repr, ledger.database.run(f"SELECT {columns} FROM {name}")))
        for name, columns in tables.items()
    }  # type: ignore[misc]


def test_there_and_back(address: str, postgres_address: str, tmp_path: Path) -> None:
    taken, killed = (one.claim.id for one in claims_of(REPORT))
    with open_ledger(address) as ledger:
        ledger.add(REPORT, claims_of(REPORT))
        ledger.judge(correct(taken, "certainty", "hedged", ANNA))
        ledger.judge(reject(killed, ANNA))
        ledger.reread(REPORT, claims_of(REPORT))
        ledger.judge(accept(taken, ANNA))
        ledger.backup(tmp_path / "first.db")
        before = rows(ledger)
    target = postgres_address if "://" not in address else str(tmp_path / "second.db")
    with open_ledger(target) as other:
        other.restore(tmp_path / "first.db")
        assert rows(other) == before
        assert other.check() == []
        assert [hit.claim for hit in other.search(Query("quarter")).hits] == [taken]
        assert other.add(report(TEXT, id="r2"), [])


def test_a_backup_that_fails_leaves_no_file(ledger: SqlLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    with pytest.raises(LedgerError):
        ledger.backup(tmp_path / "no folder" / "b.db")
    assert list(tmp_path.glob("b.db*")) == []
