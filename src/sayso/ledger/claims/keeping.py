"""Putting reports, readings and claims in. Everything here is called inside a writing transaction.

Numbers are given out here and not by the database: writers take turns, so the next one is the highest plus one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.errors import LedgerError
from sayso.ledger.contract import Provenance
from sayso.ledger.databases import rows, times
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.rows import Meaning
from sayso.ledger.databases.tables import FOREVER, insertion
from sayso.models import PlaceResolution, Report, ResolvedClaim


@dataclass(frozen=True, slots=True)
class Fresh:
    """A reading to be stored, of the report of this number."""

    report: Report
    number: int
    claims: Sequence[ResolvedClaim]
    made_by: Provenance
    revision: int


@dataclass(frozen=True, slots=True)
class Face:
    """A claim of this number, as judged, to be found by: None where it is rejected."""

    claim: int
    report: int
    published: str | None
    resolved: ResolvedClaim | None


def record(db: Database, kind: str) -> int:
    """Note that something changes, and when; the change's revision. The clock may step back, the record does not."""
    (before,) = db.run("SELECT revision FROM state")[0]
    last = db.run("SELECT recorded_at FROM changes WHERE revision = ?", (before,))
    moment = max(times.now(), last[0][0] if last else "")
    db.run("UPDATE state SET revision = ?", (before + 1,))
    db.run(insertion("changes"), (before + 1, kind, moment))
    return int(before) + 1


def highest(db: Database, table: str) -> int:
    return int(db.run(f"SELECT coalesce(max(number), 0) FROM {table}")[0][0])


def insert_report(db: Database, report: Report, revision: int) -> int:
    number = highest(db, "reports") + 1
    db.run(insertion("reports"), (number, *rows.report_values(report), revision))
    return number


def insert_reading(db: Database, fresh: Fresh) -> list[Face]:
    """Store a reading with its claims; how these are found, in order, as read."""
    _refuse_foreign(db, fresh)
    reading, first = highest(db, "readings") + 1, highest(db, "claims") + 1
    made_by = fresh.made_by
    db.run(insertion("readings"), (reading, fresh.report.id, made_by.reader, made_by.theatre, fresh.revision))
    numbers = range(first, first + len(fresh.claims))
    pairs = list(zip(numbers, fresh.claims, strict=True))
    db.run_many(insertion("claims"), [(number, reading, *rows.claim_values(one.claim)) for number, one in pairs])
    known = number_meanings(db, (meaning for one in fresh.claims for _, meaning in rows.meanings_of(one)))
    db.run_many(
        insertion("resolutions"),
        [
            (number, field, fresh.revision, known[rows.meaning_text(meaning)])
            for number, one in pairs
            for field, meaning in rows.meanings_of(one)
        ],
    )
    return [Face(number, fresh.number, fresh.report.published, one) for number, one in pairs]


def _refuse_foreign(db: Database, fresh: Fresh) -> None:
    """An id names one claim in the whole ledger: matters hold ids only."""
    condition, values = db.among("claims.id", [one.claim.id for one in fresh.claims])
    found = db.run(
        "SELECT claims.id, report_id FROM claims JOIN readings ON readings.number = reading"
        f" WHERE {condition} AND report_id <> ? ORDER BY claims.number",
        (*values, fresh.report.id),
    )
    if found:
        raise LedgerError(f"the claim id {found[0][0]!r} is taken by a claim of the report {found[0][1]!r}")


def number_meanings(db: Database, meanings: Iterable[Meaning]) -> dict[str, int]:
    """The number of each meaning by its JSON; those that are not there yet are stored."""
    texts = {rows.meaning_text(meaning): meaning for meaning in meanings}
    digests = {rows.digest(text): text for text in texts}
    condition, values = db.among("digest", list(digests))
    known = {
        digests[digest]: number
        for digest, number in db.run(f"SELECT digest, number FROM meanings WHERE {condition}", values)
    }
    new = [text for text in texts if text not in known]
    known |= {text: number for number, text in enumerate(new, start=highest(db, "meanings") + 1)} if new else {}
    db.run_many(
        insertion("meanings"),
        [(known[text], rows.digest(text), texts[text].id, texts[text].name.casefold(), text) for text in new],
    )
    db.run_many(
        insertion("meaning_places"), [(place, known[text]) for text in new for place in sorted(_places(texts[text]))]
    )
    return known


def _places(meaning: Meaning) -> set[str]:
    if not isinstance(meaning, PlaceResolution):
        return set()
    return {*meaning.within, *([meaning.id] if meaning.id else [])}


def stir(db: Database, reports: Iterable[int], revision: int) -> None:
    """Note that these reports are to be lined up again."""
    db.run_many(
        "INSERT INTO stirred (report, revision) VALUES (?, ?)"
        " ON CONFLICT (report) DO UPDATE SET revision = excluded.revision",
        [(report, revision) for report in reports],
    )


def show(db: Database, faces: Sequence[Face], revision: int) -> None:
    """Have the claims found by what they are as judged, from this revision on."""
    present = [(face, face.resolved) for face in faces if face.resolved is not None]
    meanings = [m for _, one in present for m in (one.place, one.actor, one.source) if m is not None]
    known = number_meanings(db, meanings)

    def number(meaning: Meaning | None) -> int | None:
        return None if meaning is None else known[rows.meaning_text(meaning)]

    db.run_many(
        insertion("facets"),
        [
            (
                face.claim,
                revision,
                FOREVER,
                face.report,
                one.claim.topic,
                number(one.place),
                number(one.actor),
                number(one.source),
                *rows.extent(one.claim, face.published),
            )
            for face, one in present
        ],
    )


def hide(db: Database, claims: Iterable[int], revision: int) -> None:
    """Have the claims no longer found as they were, from this revision on."""
    condition, values = db.among("claim", list(claims))
    db.run(f"UPDATE facets SET until = ? WHERE until = ? AND {condition}", (revision, FOREVER, *values))
