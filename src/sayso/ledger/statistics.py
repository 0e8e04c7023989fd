"""What a ledger holds, in numbers."""

from __future__ import annotations

from sayso.ledger.asking import LATEST
from sayso.ledger.contract import Statistics
from sayso.ledger.database import Database


def gather(db: Database, upto: int) -> Statistics:
    """The numbers of the ledger as it stood at a revision; the size is that of now."""
    revision, changed = db.run(
        "SELECT coalesce(max(revision), 0), max(recorded_at) FROM changes WHERE revision <= ?", (upto,)
    )[0]
    reports, outlets, first, last = db.run(
        "SELECT count(*), count(DISTINCT outlet), min(published), max(published) FROM reports WHERE revision <= ?",
        (upto,),
    )[0]
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
        reports=reports,
        claims=sum(number for _, number in topics),
        judgements=db.run("SELECT count(*) FROM judgements WHERE revision <= ?", (upto,))[0][0],
        outlets=outlets,
        first=first,
        last=last,
        topics=topics,
        readers=readers,
    )


def _ranked(db: Database, sql: str, upto: int) -> tuple[tuple[str, int], ...]:
    found = [(str(name), int(number)) for name, number in db.run(sql, (upto, upto))]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
