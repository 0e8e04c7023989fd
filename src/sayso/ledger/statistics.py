"""What a ledger holds, in numbers."""

from __future__ import annotations

from sayso.ledger.claims.asking import LATEST
from sayso.ledger.contract import Coverage, Statistics
from sayso.ledger.databases.database import Database


def gather(db: Database, upto: int) -> Statistics:
    """The numbers of the ledger as it stood at a revision; the size is that of now."""
    revision, changed = db.run(
        "SELECT coalesce(max(revision), 0), max(recorded_at) FROM changes WHERE revision <= ?", (upto,)
    )[0]
    covered = coverage(db, upto)
    topics = _ranked(
        db,
        "SELECT topic, count(*) FROM claims JOIN readings ON readings.number = claims.reading"
        f" WHERE {LATEST} GROUP BY topic",
        upto,
    )
    readers = _ranked(
        db, f"SELECT coalesce(reader, 'coded by people'), count(*) FROM readings WHERE {LATEST} GROUP BY reader", upto
    )
    return Statistics(
        version=db.versions(),
        revision=revision,
        changed=changed,
        size=db.size(),
        reports=covered.reports,
        claims=sum(number for _, number in topics),
        judgements=db.run("SELECT count(*) FROM judgements WHERE revision <= ?", (upto,))[0][0],
        outlets=covered.outlets,
        first=covered.first,
        last=covered.last,
        topics=topics,
        readers=readers,
    )


def coverage(db: Database, upto: int) -> Coverage:
    """What the reports cover that the ledger had at a revision."""
    found = db.run(
        "SELECT count(*), count(DISTINCT outlet), min(published), max(published) FROM reports WHERE revision <= ?",
        (upto,),
    )
    return Coverage(*found[0])


def _ranked(db: Database, sql: str, upto: int) -> tuple[tuple[str, int], ...]:
    found = [(str(name), int(number)) for name, number in db.run(sql, (upto, upto))]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
