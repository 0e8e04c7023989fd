"""What only the SQLite ledger has: a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from samples import REPORT, claims_of

from sayso.errors import LedgerError
from sayso.ledger import open_ledger


def test_a_ledger_is_kept_on_disk_in_wal_mode_with_strict_tables(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, claims_of(REPORT))
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.claims() == claims_of(REPORT)
    raw = sqlite3.connect(tmp_path / "l.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        raw.execute("INSERT INTO state VALUES (2, 'many')")
    raw.close()


def test_files_that_are_no_ledger_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("These are only words. " * 50)
    with pytest.raises(LedgerError, match=r"words\.txt cannot be opened: file is not a database"):
        open_ledger(tmp_path / "words.txt")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(LedgerError, match="an SQLite database, but not a ledger"):
        open_ledger(tmp_path / "other.db")
    with pytest.raises(LedgerError, match="there is no ledger at"):
        open_ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(tmp_path / "no folder" / "l.db")


def test_a_ledger_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    open_ledger(tmp_path / "l.db").close()
    raw = sqlite3.connect(tmp_path / "l.db")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(LedgerError, match="of version 99; this sayso knows up to"):
        open_ledger(tmp_path / "l.db")
