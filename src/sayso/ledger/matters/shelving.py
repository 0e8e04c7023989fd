"""What lets stored matters grow: what the line-up keeps for itself, and which reports changed since."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from sayso.ledger.contract import Groundwork
from sayso.ledger.databases import rows
from sayso.ledger.databases.database import Database
from sayso.models import Matter


class Shelf:
    """The records of the line-up, bytes by key: only the line-up knows what is in them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def read(self, keys: Collection[str]) -> dict[str, bytes]:
        """Those that are there."""
        condition, values = self._db.among("key", keys)
        return dict(self._db.run(f"SELECT key, body FROM shelf WHERE {condition}", values))

    def write(self, records: Mapping[str, bytes]) -> None:
        """Put records in, or in the place of others of their keys; an empty one is taken out."""
        empty = [key for key, body in records.items() if not body]
        if empty:
            condition, values = self._db.among("key", empty)
            self._db.run(f"DELETE FROM shelf WHERE {condition}", values)
        self._db.run_many(
            "INSERT INTO shelf (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            ((key, body) for key, body in records.items() if body),
        )


def stirred(db: Database, made_by: str) -> list[str] | None:
    """The ids of the reports that came or changed since matters were stored; None where these cannot grow."""
    if not db.run("SELECT 1 FROM lineups WHERE made_by = ? AND shelved = 1", (made_by,)):
        return None
    # Not a join: that may begin with the reports, all of them.
    wanted = "SELECT id FROM reports WHERE number IN (SELECT report FROM stirred) ORDER BY number"
    return [row[0] for row in db.run(wanted)]


def take(db: Database, gone: Collection[str], reports: Collection[str], claims: Collection[str]) -> list[Matter]:
    """Take out matters: those of the line-up that are no more, and those on which something else may have changed.

    ``gone`` are ids, ``reports`` those whose claims changed, ``claims`` those that people put together or apart. What
    is given are the line-up's own matters among the second, to be put in again.
    """
    own = [rows.matter_of(json.loads(row[0])) for row in db.run("SELECT body FROM aside")]
    db.run("DELETE FROM aside")
    arranged = [row[0] for row in db.run("SELECT number FROM matters WHERE arranged = 1")]
    some, values = db.among("id", gone)
    ended = [row[0] for row in db.run(f"SELECT number FROM matters WHERE {some} AND arranged = 0", values)]
    touched = _touched(db, reports, claims) - {*arranged, *ended}
    some, values = db.among("number", sorted(touched))
    own += [rows.matter_of(json.loads(row[0])) for row in db.run(f"SELECT body FROM matters WHERE {some}", values)]
    drop(db, [*arranged, *ended, *touched])
    left = set(gone)
    return [matter for matter in own if matter.id not in left]


def _touched(db: Database, reports: Collection[str], claims: Collection[str]) -> set[int]:
    """The matters that have a claim, of whatever reading, of some reports, or one of some claims."""
    found: set[int] = set()
    for column, wanted in (("report_id", reports), ("claims.id", claims)):
        if not wanted:
            continue
        condition, values = db.among(column, wanted)
        found |= {
            row[0]
            for row in db.run(
                "SELECT matter FROM claims JOIN readings ON readings.number = reading"
                f" JOIN matter_claims ON claim = claims.number WHERE {condition}",
                values,
            )
        }
    return found


def drop(db: Database, numbers: Sequence[int]) -> None:
    """Take out the matters of these numbers."""
    if not numbers:
        return
    condition, values = db.among("number", numbers)
    db.run(
        "UPDATE tallies SET matters = tallies.matters - lost.matters, dated = tallies.dated - lost.dated,"
        " undated = tallies.undated - lost.undated FROM (SELECT place, count(*) AS matters, sum(dated) AS dated,"
        f" sum(undated) AS undated FROM matters WHERE {condition} GROUP BY place) AS lost"
        " WHERE tallies.place = lost.place",
        values,
    )
    for table, column in (("matter_claims", "matter"), ("matters", "number")):
        condition, values = db.among(column, numbers)
        db.run(f"DELETE FROM {table} WHERE {condition}", values)


def set_aside(db: Database, groundwork: Groundwork) -> None:
    """Keep the line-up's own matters in whose stead arranged ones are shown, and mark these."""
    db.run_many(
        "INSERT INTO aside (id, body) VALUES (?, ?)", [(one.id, rows.matter_text(one)) for one in groundwork.aside]
    )
    if not groundwork.arranged:
        return
    condition, values = db.among("id", groundwork.arranged)
    db.run(f"UPDATE matters SET arranged = 1 WHERE {condition}", values)


def settle(db: Database, revision: int) -> None:
    """Note that the stored matters are those of the state of a revision."""
    db.run("DELETE FROM stirred")
    db.run("UPDATE lineups SET revision = ?", (revision,))
