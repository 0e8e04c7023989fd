"""What can be wrong with a ledger, found and said."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ledger.claims import asking
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import FOREVER, POINTERS
from sayso.ledger.judgements import apply
from sayso.models import CERTAINTIES, STATUSES, UNITS, Claim, Mention, Report

# Reports whose claims are tested at a time, so that a large ledger need not fit into memory.
BATCH = 500
# Orphans of one kind that are named one by one.
MOST = 20


def of_rows(db: Database) -> Iterator[str]:
    """Rows that point at nothing, reports without a reading, and a count of changes that is not the revision."""
    for table, column, other, key in POINTERS:
        yield from _orphans(db, table, column, f"{other}.{key}")
    for (report,) in db.run("SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM readings)"):
        yield f"report {report} was stored without a reading"
    ((revision, last),) = db.run("SELECT revision, (SELECT coalesce(max(revision), 0) FROM changes) FROM state")
    if revision != last:
        yield f"the revision is {revision}, but the last change is {last}"


def _orphans(db: Database, table: str, column: str, target: str) -> Iterator[str]:
    other, _, key = target.partition(".")
    found = db.run(
        f"SELECT {table}.{column} FROM {table} LEFT JOIN {other} AS wanted ON wanted.{key} = {table}.{column}"
        f" WHERE {table}.{column} IS NOT NULL AND wanted.{key} IS NULL LIMIT {MOST + 1}"
    )
    for (value,) in found[:MOST]:
        yield f"a row of {table} points at a row of {other} that is not there: {column} {value!r}"
    if len(found) > MOST:
        yield f"more rows of {table} point at rows of {other} that are not there"


def of_claims(db: Database) -> Iterator[str]:
    """Claims outside the codebook's lists, offsets that do not point at their words, claims that are not found."""
    ((last,),) = db.run("SELECT coalesce(max(number), 0) FROM reports")
    for start in range(1, last + 1, BATCH):
        batch = range(start, start + BATCH)
        claims = asking.of_reports(db, FOREVER, batch)
        texts = {report.id: report.full for report in _reports(db, claims)}
        for one in claims:
            claim = one.resolved.claim
            yield from (f"claim {claim.id}: {fault}" for fault in _faults(claim, texts[claim.report_id]))
        yield from _unfound(db, batch, claims)


def _reports(db: Database, claims: list[asking.Numbered]) -> list[Report]:
    return asking.reports(db, FOREVER, sorted({one.resolved.claim.report_id for one in claims}))


def _unfound(db: Database, batch: range, claims: list[asking.Numbered]) -> Iterator[str]:
    """Claims that a search would miss, or would find though they no longer count."""
    decided = asking.decisions(db, FOREVER, [one.number for one in claims])
    names = {one.number: one.resolved.claim.id for one in claims}
    due = {one.number for one in claims if apply(one.resolved, decided.get(one.number, ())) is not None}
    shown = db.run(
        "SELECT claim FROM facets WHERE until = ? AND report >= ? AND report < ?", (FOREVER, batch.start, batch.stop)
    )
    found = {row[0] for row in shown}
    yield from (f"claim {names[number]} is missing from the search" for number in sorted(due - found))
    yield from (f"claim number {number} is in the search, but does not count" for number in sorted(found - due))


def _faults(claim: Claim, full: str) -> Iterator[str]:
    if claim.status not in STATUSES.get(claim.topic, ()):
        yield f"{claim.topic}/{claim.status} is not in the codebook"
    if claim.certainty not in CERTAINTIES:
        yield f"the certainty {claim.certainty!r} is not in the codebook"
    if claim.count and claim.count.unit not in UNITS:
        yield f"the unit {claim.count.unit!r} is not in the codebook"
    names = (("place", claim.place), ("actor", claim.actor), ("object", claim.object), ("source", claim.source))
    for field, mention in (("evidence", claim.evidence), *names, *(("via", link) for link in claim.via)):
        if mention is not None and not _points_at_its_words(mention, full):
            yield f"the offsets {mention.start}-{mention.end} of its {field} do not point at {mention.text[:40]!r}"


def _points_at_its_words(mention: Mention, full: str) -> bool:
    return 0 <= mention.start < mention.end and full[mention.start : mention.end] == mention.text
