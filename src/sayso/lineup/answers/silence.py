"""Who normally writes about a place and did not: the absence of reports is not the absence of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sayso.lineup.words.windows import day, span
from sayso.models import Report, ResolvedClaim

# An outlet covers a place normally if it wrote of it in this many different weeks of the days before the window.
_WEEKS = 2
BEFORE = 90


@dataclass(frozen=True, slots=True)
class Silence:
    """An outlet that is silent on a place in a window.

    ``usual`` is how many reports on the place it had in the 90 days before, ``last`` the ISO date of the last one,
    ``elsewhere`` how many reports it published in the window on other places: 0 may mean that none were collected.
    """

    outlet: str
    usual: int
    last: str
    elsewhere: int


def silent_outlets(
    place: str, window: tuple[str, str], reports: Iterable[Report], claims: Iterable[ResolvedClaim]
) -> list[Silence]:
    """The outlets that normally cover a place (or what lies within it) and have no claim on it in the window.

    ``place`` is an entry's id; ``window`` two ISO dates, inclusive. Outlets with most reports before come first.
    """
    return silent_among(window, reports, {c.claim.report_id for c in claims if _lies_in(c, place)})


def silent_among(window: tuple[str, str], reports: Iterable[Report], about: Collection[str]) -> list[Silence]:
    """The same of the reports whose ids are in ``about``, which have a claim on the place."""
    start, end = span(window[0])[0], span(window[1])[1]
    before: dict[str, set[int]] = defaultdict(set)
    count: dict[str, int] = defaultdict(int)
    spoke: set[str] = set()
    elsewhere: dict[str, int] = defaultdict(int)
    for report in reports:
        said = span(report.published)[0] if report.published else 0
        if not report.outlet or not said:
            continue
        if start <= said <= end:
            if report.id in about:
                spoke.add(report.outlet)
            else:
                elsewhere[report.outlet] += 1
        elif start - BEFORE <= said < start and report.id in about:
            before[report.outlet].add(said)
            count[report.outlet] += 1
    found = [
        Silence(outlet, count[outlet], day(max(days)) or "", elsewhere[outlet])
        for outlet, days in before.items()
        if outlet not in spoke and len({d // 7 for d in days}) >= _WEEKS
    ]
    return sorted(found, key=lambda s: (-s.usual, s.outlet))


def _lies_in(item: ResolvedClaim, place: str) -> bool:
    return item.place is not None and (item.place.id == place or place in item.place.within)
