"""The ledger as JSON Lines, in the shape of hand-coded files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.models import Report, ResolvedClaim
from sayso.records import Json, row_to_json


def lines(reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> Iterator[Json]:
    """One row a report, with its claims in the order given; reports without claims too."""
    by_report: dict[str, list[ResolvedClaim]] = {}
    for resolved in claims:
        by_report.setdefault(resolved.claim.report_id, []).append(resolved)
    for report in reports:
        yield row_to_json(report, by_report.get(report.id, []))
