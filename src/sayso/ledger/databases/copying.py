"""A ledger copied row by row from one store into another: how PostgreSQL is backed up, and how both are restored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from sayso.ledger.databases.database import Database, Row, asking, snapshot, writing
from sayso.ledger.databases.sqlite import open_database
from sayso.ledger.databases.tables import COLUMNS

# Rows read and written at a time.
BATCH = 2000


def backup(source: Database, path: Path) -> None:
    """Write a ledger as of one state to a new SQLite file."""
    try:
        with closing(open_database(path)) as copy, asking(source), snapshot(source), writing(copy):
            _copy(source, copy)
    except BaseException:
        path.unlink(missing_ok=True)  # half a backup is worse than none
        raise


def restore(target: Database, path: Path) -> None:
    """Fill an empty ledger from a SQLite file, inside a writing transaction."""
    with closing(open_database(path, create=False)) as source, asking(source), snapshot(source):
        _copy(source, target)


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
