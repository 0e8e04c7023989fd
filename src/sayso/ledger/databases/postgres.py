"""The database of a ledger in PostgreSQL, for many who write at once. Needs version 15 or later, encoded in UTF-8."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import LedgerError
from sayso.ledger.databases import copying
from sayso.ledger.databases.database import Row, WordIndex
from sayso.ledger.databases.migrations import postgres as migrations

try:
    import psycopg
except ImportError as error:
    raise LedgerError("a ledger in PostgreSQL needs the driver: pip install 'sayso[postgresql]'") from error

OLDEST = 15
# Words that fewer claims or reports have than this are looked up first.
RARE = 1000
# What words are looked for in.
SEARCHED = ("reports", "claims")
# What may hold words of reports.
SHREDDED = (
    "reports",
    "claims",
    "meanings",
    "meaning_places",
    "resolutions",
    "facets",
    "judgements",
    "matters",
    "aside",
    "shelf",
    "people",
    "report_people",
)


def open_database(url: str, create: bool = True) -> PostgresDatabase:
    """Open the ledger in the database of a URL; its tables are made where there are none and ``create`` is set.

    Raises LedgerError.
    """
    name = _shown(url)
    try:
        connection = psycopg.connect(url, autocommit=True, client_encoding="utf8")
    except psycopg.Error as error:
        raise LedgerError(f"the ledger {name} cannot be opened: {error}") from error
    try:
        if connection.info.server_version < OLDEST * 10_000:
            raise LedgerError(f"PostgreSQL {OLDEST} or later is needed")
        connection.execute("SET jit = off")  # to compile a question takes longer than to answer it
        if not migrations.migrate(connection, create):
            raise LedgerError("there is no ledger there: make one with `sayso add`, or name one with --ledger")
    except (psycopg.Error, LedgerError) as error:
        connection.close()
        raise LedgerError(f"the ledger {name} cannot be opened: {error}") from error
    return PostgresDatabase(connection, name)


def _shown(url: str) -> str:
    """The URL as it may be shown: without password and options."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


class PostgresDatabase:
    """One connection. Writers take turns, by a lock on the row of the revision; readers wait for nobody."""

    faults: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, connection: psycopg.Connection[Row], name: str) -> None:
        self.connection = connection
        self.name = name
        self.in_writing = False

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        cursor = self.connection.execute(_placed(sql), values)
        return cursor.fetchall() if cursor.description else []

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        waiting = iter(rows)
        for first in islice(waiting, 1):  # without any it would go to the server and back for nothing
            with self.connection.cursor() as cursor:
                cursor.executemany(_placed(sql), chain([first], waiting))

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with self.connection.cursor() as cursor, cursor.copy(command.encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        with self.connection.transaction(), self.connection.cursor(name="stream") as cursor:
            yield from cursor.execute(_placed(sql), values)

    def among(self, column: str, values: Collection[str] | Collection[int] | None) -> tuple[str, Row]:
        if values is None:
            return "true", ()
        return f"{column} = ANY(?)", (list(values),)

    def word_index(self, kind: str, phrases: Sequence[Sequence[str]]) -> WordIndex:
        query = " && ".join("phraseto_tsquery('simple', ?)" for _ in phrases)
        values = tuple(" ".join(phrase) for phrase in phrases)
        # The planner takes every word that it does not know for one that is met soon when reading from the last on.
        few = self.run(f"SELECT number FROM {kind} WHERE words @@ ({query}) LIMIT ?", (*values, RARE))
        if len(few) < RARE:
            return WordIndex("unnest(?::bigint[]) AS hits (number)", "hits.number", "true", ([row[0] for row in few],))
        return WordIndex(f"{kind} AS hits", "hits.number", f"hits.words @@ ({query})", values)

    @property
    def in_transaction(self) -> bool:
        return self.connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self.connection.transaction():
            self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.connection.transaction():
            # What comes after sees all that was committed before the lock was given.
            self.connection.execute("SELECT revision FROM state FOR UPDATE")
            self.in_writing = True
            try:
                yield
            finally:
                self.in_writing = False

    @contextmanager
    def shredding(self) -> Iterator[None]:
        yield
        # Written anew with their indexes and statistics; old rows and common values would keep what was replaced.
        for table in SHREDDED:
            self.run(f"VACUUM (FULL, ANALYZE) {table}")

    @contextmanager
    def filling(self) -> Iterator[None]:
        # An index of words is made far sooner of all rows than row by row.
        self.run("SET LOCAL maintenance_work_mem = '256MB'")
        for table in SEARCHED:
            self.run(f"DROP INDEX {table}_by_words")
        yield
        for table in SEARCHED:
            self.run(f"CREATE INDEX {table}_by_words ON {table} USING gin (words)")

    def backup(self, path: Path) -> None:
        copying.backup(self, path)

    def size(self) -> int:
        return int(
            self.run(
                "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            )[0][0]
        )

    def damage(self) -> Iterator[str]:
        """PostgreSQL looks after its own pages and indexes: ``amcheck`` and data checksums find what is wrong there."""
        yield from ()

    def versions(self) -> str:
        version = migrations.version_of(self.connection)
        return f"PostgreSQL {self.run('SHOW server_version')[0][0]}, tables of version {version}"

    def close(self) -> None:
        self.connection.close()


@lru_cache(maxsize=256)
def _placed(sql: str) -> str:
    """The statement with the driver's own marks for values."""
    return sql.replace("?", "%s")
