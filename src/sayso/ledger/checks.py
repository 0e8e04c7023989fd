"""What can be wrong with a ledger, found and said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from sayso.models import CERTAINTIES, STATUSES, UNITS, Claim, Mention, Report, ResolvedClaim


def of_store(connection: sqlite3.Connection) -> Iterator[str]:
    """Damage to the file, rows that point at nothing, and a word index that has drifted from the reports."""
    for (fault,) in connection.execute("PRAGMA integrity_check"):
        if fault != "ok":
            yield f"the file is damaged: {fault}"
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {number} of {table} points at a row of {parent} that is not there"
    for (report,) in connection.execute("SELECT id FROM reports WHERE id NOT IN (SELECT report_id FROM readings)"):
        yield f"report {report} was stored without a reading"


def of_claims(reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> Iterator[str]:
    """Claims outside the codebook's lists, and offsets that do not point at their words."""
    texts = {report.id: report.full for report in reports}
    for resolved in claims:
        claim = resolved.claim
        yield from (f"claim {claim.id}: {fault}" for fault in _faults(claim, texts.get(claim.report_id, "")))


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
