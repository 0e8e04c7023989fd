"""A ledger copied row by row from one store into another: how PostgreSQL is backed up, and how both are restored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.ledger.tables import COLUMNS

if TYPE_CHECKING:
    from sayso.ledger.database import Database, Row
    from sayso.ledger.store import SqlLedger

# Rows read and written at a time.
BATCH = 2000


def backup(ledger: SqlLedger, path: Path) -> None:
    """Write the ledger as of one state to a new SQLite ledger. Raises LedgerError where ``path`` exists."""
    from sayso.ledger.sqlite import open_file

    if path.exists():
        raise LedgerError(f"{path} exists: a backup never overwrites")
    try:
        with open_file(path) as copy, ledger.asking(), ledger.snapshot(), copy.together():
            _copy(ledger.database, copy.database)
    except BaseException:
        path.unlink(missing_ok=True)  # half a backup is worse than none
        raise


def restore(ledger: SqlLedger, path: Path) -> None:
    """Fill an empty ledger from a SQLite ledger, inside a writing transaction. Raises LedgerError for a full one."""
    from sayso.ledger.sqlite import open_file

    if ledger.contents().revision:
        raise LedgerError(f"the ledger {ledger.name} is not empty: restore into a new one")
    with open_file(path, create=False) as source, source.asking(), source.snapshot():
        _copy(source.database, ledger.database)


def _copy(source: Database, target: Database) -> None:
    with target.filling():
        for table, columns in COLUMNS.items():
            found = source.stream(f"SELECT {', '.join(columns)} FROM {table}")
            for batch in _batches(found):
                target.load(table, columns, batch)
    target.run("UPDATE state SET revision = (SELECT coalesce(max(revision), 0) FROM changes)")


def _batches(found: Iterator[Row]) -> Iterator[Sequence[Row]]:
    while batch := list(islice(found, BATCH)):
        yield batch
