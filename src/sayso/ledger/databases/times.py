"""Moments, as the ledger writes them down: ISO, UTC, to the millisecond, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sayso.errors import LedgerError


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def last_instant(moment: str) -> str:
    """The moment in the ledger's form: of a date its last instant; a time without a zone is UTC.

    Raises LedgerError for what is neither.
    """
    try:
        if len(moment) == len("2031-05-08"):
            found = datetime.combine(date.fromisoformat(moment), time.max, UTC)
        else:
            found = datetime.fromisoformat(moment)
    except ValueError as error:
        raise LedgerError(f"{moment!r} is not a moment such as 2031-05-08 or 2031-05-08T14:30") from error
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="milliseconds")
