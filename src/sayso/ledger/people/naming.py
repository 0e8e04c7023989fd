"""The numbers under which private people are shown, the same in every answer of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.ledger.claims import keeping
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import insertion

Numbers = dict[str, tuple[int, str]]


def known(db: Database, digests: Iterable[str]) -> Numbers:
    """Number and noun of those who have one, by digest."""
    condition, values = db.among("digest", list(digests))
    found = db.run(f"SELECT digest, number, noun FROM people WHERE {condition}", values)
    return {digest: (number, noun) for digest, number, noun in found}


def following(db: Database, nouns: Mapping[str, str]) -> Numbers:
    """The numbers that come next, in the order given; nothing is stored."""
    start = keeping.highest(db, "people") + 1
    return {digest: (number, noun) for number, (digest, noun) in enumerate(nouns.items(), start=start)}


def number(db: Database, nouns: Mapping[str, str]) -> Numbers:
    """Number those who are new, inside a writing transaction: another writer may have numbered some meanwhile."""
    found = known(db, nouns)
    new = following(db, {digest: noun for digest, noun in nouns.items() if digest not in found})
    db.run_many(insertion("people"), [(number, digest, noun) for digest, (number, noun) in new.items()])
    return found | new


def forget(db: Database, digests: Iterable[str]) -> None:
    """Keep the numbers of people, so that nobody else gets them, and nothing that leads from a name to them."""
    for number, _ in known(db, digests).values():
        db.run("UPDATE people SET digest = ? WHERE number = ?", (f"forgotten {number}", number))
