"""The little that the two databases do differently; all else of the ledger is the same SQL for both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sayso.errors import LedgerError

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """How texts with some words are asked for: what to select from, its key, and a condition; the values of both."""

    table: str
    key: str
    condition: str
    values: Row


class Database(Protocol):
    """A connection. SQL has ``?`` for each value and no other question mark or per cent sign."""

    name: str
    faults: tuple[type[Exception], ...]

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement and give all its rows."""

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put many rows into a table, as quickly as may be."""

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a statement a few at a time; nothing else may be run before the last."""

    def among(self, column: str, values: Collection[str] | Collection[int] | None) -> tuple[str, Row]:
        """A condition that the column is one of the values (None: any), with its parameters."""

    def word_index(self, kind: str, phrases: Sequence[Sequence[str]]) -> WordIndex:
        """How to find the claims or reports in whose words all phrases, each of plain words, stand."""

    in_writing: bool  # whether a writing transaction is open

    @property
    def in_transaction(self) -> bool: ...

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that sees one state."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that is the only one to write: all of it is kept, or, on any error, nothing."""

    def shredding(self) -> AbstractContextManager[None]:
        """While it is open, what is written over or deleted leaves no trace; at its end freed space is given back."""

    def filling(self) -> AbstractContextManager[None]:
        """While it is open, very many rows may come at once, in a writing transaction; words are found at its end."""

    def backup(self, path: Path) -> None:
        """Write everything, as of one state, to a new SQLite file."""

    def size(self) -> int:
        """Bytes on disk."""

    def damage(self) -> Iterator[str]:
        """What the database itself finds wrong."""

    def versions(self) -> str:
        """The database and the version of the ledger's tables."""

    def close(self) -> None: ...


@contextmanager
def asking(database: Database) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    try:
        yield
    except database.faults as error:
        raise LedgerError(f"the ledger {database.name} cannot be read: {error}") from error


def snapshot(database: Database) -> AbstractContextManager[None]:
    """One state for all that is asked; a transaction that is open already has one."""
    return nullcontext() if database.in_transaction else database.reading()


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """One transaction: all of it is kept, or, on any error, nothing. One that is open already is joined."""
    try:
        with nullcontext() if database.in_transaction else database.writing():
            yield
    except database.faults as error:
        raise LedgerError(f"the ledger {database.name} cannot be written: {error}") from error
