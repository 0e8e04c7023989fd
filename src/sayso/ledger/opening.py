"""Which store an address names."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger.databases import sqlite
from sayso.ledger.store import SqlLedger

SCHEMES = ("postgresql://", "postgres://")


def open_ledger(where: Path | str, create: bool = True) -> SqlLedger:
    """Open the ledger in a file, or in the PostgreSQL database of a URL (``postgresql://user@host/name``).

    It is made on the spot where there is none and ``create`` is set. Raises LedgerError.
    """
    if str(where).startswith(SCHEMES):
        from sayso.ledger.databases import postgres  # its driver is an extra

        return SqlLedger(postgres.open_database(str(where), create))
    return SqlLedger(sqlite.open_database(where, create))
