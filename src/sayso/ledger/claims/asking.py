"""Reports and claims out of the tables, as read and as judged."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sayso.ledger.databases import rows
from sayso.ledger.databases.database import Database, Row
from sayso.ledger.databases.rows import Meaning
from sayso.ledger.judgements import By, Decision, apply, undone
from sayso.models import Report, ResolvedClaim

REPORT_COLUMNS = "id, outlet, published, title, text, url, language"
# Of several readings of a report the latest counts. It takes two values: the last revision that is seen, twice.
LATEST = (
    "readings.revision <= ? AND readings.number = (SELECT max(later.number) FROM readings AS later"
    " WHERE later.report_id = readings.report_id AND later.revision <= ?)"
)
CLAIMS = """
SELECT claims.number, reports.number, reports.published, claims.id, readings.report_id, topic, status, certainty,
       evidence, evidence_start, evidence_end, names, count_low, count_high, count_unit, when_start, when_end,
       has_when, confidence
FROM claims JOIN readings ON readings.number = claims.reading JOIN reports ON reports.id = readings.report_id
WHERE {condition}
ORDER BY reports.number, claims.number
"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim as read, with its number, and the number and date of its report."""

    number: int
    report: int
    published: str | None
    resolved: ResolvedClaim


def reports(db: Database, upto: int, names: Collection[str] | None) -> list[Report]:
    condition, values = db.among("id", names)
    found = db.run(
        f"SELECT {REPORT_COLUMNS} FROM reports WHERE {condition} AND revision <= ? ORDER BY number", (*values, upto)
    )
    return [rows.report_of(row) for row in found]


def as_read(db: Database, upto: int, names: Collection[str] | None) -> list[Numbered]:
    """The claims of these ids in the latest readings, by report and in the order of reading."""
    condition, values = db.among("claims.id", names)
    found = db.run(CLAIMS.format(condition=f"{condition} AND {LATEST}"), (*values, upto, upto))
    return _numbered(found, _meanings(db, upto, None if names is None else [row[0] for row in found]))


def of_reading(db: Database, upto: int, reading: int) -> list[Numbered]:
    """The claims of one reading, in order."""
    return _where(db, upto, "claims.reading = ?", (reading,))


def of_numbers(db: Database, upto: int, numbers: Collection[int]) -> list[Numbered]:
    """The claims of these numbers, as far as they are of a latest reading."""
    condition, values = db.among("claims.number", numbers)
    return _where(db, upto, f"{condition} AND {LATEST}", (*values, upto, upto))


def of_reports(db: Database, upto: int, numbers: range) -> list[Numbered]:
    """The claims of the latest readings of the reports with these numbers."""
    condition = f"reports.number >= ? AND reports.number < ? AND {LATEST}"
    return _where(db, upto, condition, (numbers.start, numbers.stop, upto, upto))


def _where(db: Database, upto: int, condition: str, values: tuple[object, ...]) -> list[Numbered]:
    found = db.run(CLAIMS.format(condition=condition), values)
    return _numbered(found, _meanings(db, upto, [row[0] for row in found]))


def _numbered(found: Iterable[Row], meanings: Mapping[int, Mapping[str, Meaning]]) -> list[Numbered]:
    return [
        Numbered(number, report, published, rows.claim_of(row, meanings.get(number, {})))
        for number, report, published, *row in found
    ]


def _meanings(db: Database, upto: int, numbers: Collection[int] | None) -> dict[int, dict[str, Meaning]]:
    """The latest meaning of each field, by claim number. Equal meanings are one object, since there are few."""
    condition, values = db.among("claim", numbers)
    found = db.run(
        f"SELECT claim, field, meaning FROM resolutions WHERE {condition} AND revision <= ? ORDER BY claim, revision",
        (*values, upto),
    )
    some, wanted = db.among("number", None if numbers is None else sorted({row[2] for row in found}))
    bodies: dict[int, str] = dict(db.run(f"SELECT number, body FROM meanings WHERE {some}", wanted))
    parsed: dict[int, Meaning] = {}
    meanings: dict[int, dict[str, Meaning]] = {}
    for claim, field, number in found:
        if number not in parsed:
            parsed[number] = rows.meaning_of(field, json.loads(bodies[number]))
        meanings.setdefault(claim, {})[field] = parsed[number]
    return meanings


def judged(db: Database, upto: int, names: Collection[str] | None) -> list[ResolvedClaim]:
    """The claims as judged, rejected ones left out."""
    found = as_read(db, upto, names)
    decided = decisions(db, upto, None if names is None else [one.number for one in found])
    standing = (apply(one.resolved, decided.get(one.number, ())) for one in found)
    return [one for one in standing if one is not None]


def judged_of(db: Database, upto: int, reports: Collection[str]) -> list[ResolvedClaim]:
    """The claims of these reports as judged, rejected ones left out."""
    condition, values = db.among("reports.id", reports)
    found = _where(db, upto, f"{condition} AND {LATEST}", (*values, upto, upto))
    decided = decisions(db, upto, [one.number for one in found])
    standing = (apply(one.resolved, decided.get(one.number, ())) for one in found)
    return [one for one in standing if one is not None]


def decisions(db: Database, upto: int, claims: Collection[int] | None) -> dict[int, list[Decision]]:
    """The decisions that count on claims, not undone, in the order in which they were made, by claim number."""
    condition, values = db.among("claim", claims)
    found = db.run(
        "SELECT judgement, claim, kind, field, value FROM judged_claims JOIN judgements ON number = judgement"
        f" WHERE {condition} AND judgements.revision <= ? AND judged_claims.revision <= ?"
        " AND kind IN ('accept', 'correct', 'reject', 'assign') ORDER BY judgement",
        (*values, upto, upto),
    )
    gone = undoings(db, upto) if found else {}
    by_claim: dict[int, list[Decision]] = defaultdict(list)
    for judgement, claim, kind, field, value in found:
        if judgement not in gone:
            by_claim[claim].append(Decision(kind, By(""), field=field, value=json.loads(value) if value else None))
    return by_claim


def undoings(db: Database, upto: int) -> dict[int, int]:
    """What undid each judgement that is undone."""
    found = db.run("SELECT number, undoes FROM judgements WHERE kind = 'undo' AND revision <= ?", (upto,))
    return undone((row[0], row[1]) for row in found)
