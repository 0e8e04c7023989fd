"""The database of a ledger in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sayso.errors import LedgerError
from sayso.ledger.databases.database import Row, WordIndex
from sayso.ledger.databases.migrations import sqlite as migrations

# How long a writer waits for another one before it gives up, in seconds.
PATIENCE = 30.0
# The search index of each kind: one row a claim or report, under its number.
INDEXES = {"claims": "claim_words", "reports": "report_words"}


def open_database(path: Path | str, create: bool = True) -> SqliteDatabase:
    """Open a ledger, made on the spot where there is none and ``create`` is set. Raises LedgerError."""
    if not create and not Path(path).is_file():
        raise LedgerError(f"there is no ledger at {path}: make one with `sayso add`, or name one with --ledger")
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL, so that what was acknowledged also outlives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        migrations.migrate(connection)
    except (sqlite3.Error, LedgerError) as error:
        connection.close()
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error
    return SqliteDatabase(connection, str(path))


class SqliteDatabase:
    """One file; many may read while one writes."""

    faults: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self.connection = connection
        self.name = name
        self.in_writing = False

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        return self.connection.execute(sql, values).fetchall()

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.connection.executemany(sql, rows)

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(columns))
        self.run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        return iter(self.connection.execute(sql, values))

    def among(self, column: str, values: Collection[str] | Collection[int] | None) -> tuple[str, Row]:
        if values is None:
            return "true", ()
        # By way of JSON, since SQLite limits the number of parameters.
        return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),)

    def word_index(self, kind: str, phrases: Sequence[Sequence[str]]) -> WordIndex:
        table = INDEXES[kind]
        # Each phrase is quoted, so that the query language of FTS5 (AND, NEAR, *) stays out of the user's way.
        query = " ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
        return WordIndex(f"{table} AS hits", "hits.rowid", f"hits.{table} MATCH ?", (query,))

    @property
    def in_transaction(self) -> bool:
        return self.connection.in_transaction

    @contextmanager
    def reading(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        self.in_writing = True
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            # A commit that failed, for want of room say, leaves the transaction open.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self.in_writing = False

    @contextmanager
    def shredding(self) -> Iterator[None]:
        self.connection.execute("PRAGMA secure_delete = ON")
        try:
            yield
            for table in INDEXES.values():  # the words of a text that was changed linger in an index until it is merged
                self.run(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            self.run("VACUUM")
            if self.run("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
                raise LedgerError(
                    f"the ledger {self.name} is open elsewhere, so that its old pages could not be removed yet:"
                    " close what has it open, then forget the same name once more"
                )
        finally:
            self.connection.execute("PRAGMA secure_delete = OFF")

    def filling(self) -> AbstractContextManager[None]:
        return nullcontext()

    def backup(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as copy:
            self.connection.backup(copy)

    def size(self) -> int:
        (pages,), (bytes_each,) = self.run("PRAGMA page_count")[0], self.run("PRAGMA page_size")[0]
        return int(pages) * int(bytes_each)

    def damage(self) -> Iterator[str]:
        for (fault,) in self.run("PRAGMA integrity_check"):
            if fault != "ok":
                yield f"the file is damaged: {fault}"
        for table in INDEXES.values():
            try:
                self.run(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.OperationalError as error:  # it is asked as a write: another writer, or a file to read only
                yield f"the search index {table} could not be tested: {error}"
            except sqlite3.DatabaseError:
                yield f"the search index {table} does not fit its texts"

    def versions(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}, tables of version {self.run('PRAGMA user_version')[0][0]}"

    def close(self) -> None:
        self.connection.close()
