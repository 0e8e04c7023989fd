"""How the pages are served."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Options:
    """What is served and to whom.

    ``ledger`` is a file or a PostgreSQL address, ``theatre`` whose places and actors names mean. ``accounts`` is the
    file of accounts; without one whoever reaches the server is ``person``, the user of this machine. ``hosts`` are the
    names under which browsers may ask, ``style`` the address of a map style of one's own, or None. ``workers`` is how
    many processes make pages; with none the server makes them itself, in threads.
    """

    ledger: str = "sayso.db"
    theatre: str = "syria"
    accounts: str | None = None
    person: str = "me"
    hosts: frozenset[str] = LOOPBACK
    style: str | None = None
    workers: int = 0
