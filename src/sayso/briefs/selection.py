"""Which claims a brief is about: those of a place and what lies within it, around a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.models import Matter, Period, PlaceResolution, Report, ResolvedClaim

# The days up to a date that tell the state around it. Two weeks: the pace of situation reports.
DAYS = 14


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a place, and the first and last day (ISO dates; None is open).

    ``around`` is what the place lies in, nearest first.
    """

    place: PlaceResolution
    since: str | None = None
    on: str | None = None
    around: tuple[PlaceResolution, ...] = ()

    @property
    def start(self) -> str | None:
        """The first day that counts: as asked, else two weeks up to the date asked about."""
        if self.since is not None or self.on is None:
            return self.since
        return (date.fromisoformat(self.on) - timedelta(days=DAYS - 1)).isoformat()


@dataclass(frozen=True, slots=True)
class Selection:
    """The matters of a question, and how many claims of the place its dates leave out."""

    matters: tuple[Matter, ...]
    undated: int
    outside: int


def select(
    question: Question, matters: Iterable[Matter], claims: Mapping[str, ResolvedClaim], reports: Mapping[str, Report]
) -> Selection:
    """The matters about the place with at least one claim of the time asked about."""
    chosen: list[Matter] = []
    undated = outside = 0
    for matter in matters:
        if not about(matter, question.place):
            continue
        times = [_in_time(question, claims[name], reports) for position in matter.positions for name in position.claims]
        if any(times):
            chosen.append(matter)
        else:
            undated += times.count(None)
            outside += times.count(False)
    return Selection(tuple(chosen), undated, outside)


def about(matter: Matter, place: PlaceResolution) -> bool:
    """Whether a matter is about the place or one within it; for a place without an entry, one of its name."""
    if place.id is not None:
        return place.id == matter.place.id or place.id in matter.place.within
    return matter.place.id is None and matter.place.name.casefold() == place.name.casefold()


def runs_on(matter: Matter, day: str) -> bool:
    """Whether a date lies in the matter's time; a matter without a time runs on no date."""
    first, last = matter.start or matter.end, matter.end or matter.start
    return first is not None and last is not None and first <= _padded(day, first) and last >= day[: len(last)]


def _in_time(question: Question, resolved: ResolvedClaim, reports: Mapping[str, Report]) -> bool | None:
    """Whether a claim belongs to the time asked about; None where neither it nor its report has a date.

    A claim counts by the time that it states, and by its report's date where it states none. What goes on "since"
    a day goes on up to the report's date, as far as anybody knows; what is planned counts from that date, when it was
    said.
    """
    if question.start is None and question.on is None:
        return True
    said = reports[resolved.claim.report_id].published
    first, last = _extent(resolved.claim.when, said)
    if resolved.claim.certainty == "planned" and said is not None:
        first = min(first or said, said)
    if first is None and last is None:
        return None
    starts_by_then = question.on is None or first is None or first <= _padded(question.on, first)
    return starts_by_then and (question.start is None or last is None or last >= question.start[: len(last)])


def _extent(when: Period | None, said: str | None) -> tuple[str | None, str | None]:
    if when is None or (when.start is None and when.end is None) or _whole_year(when):
        return said, said
    if when.end is not None:
        return when.start, when.end
    return when.start, max(said or "", when.start or "")


def _whole_year(when: Period) -> bool:
    """Whether the time is a year and no more: too wide to place a claim in a fortnight."""
    return when.start is not None and when.start == when.end and "-" not in when.start


def _padded(on: str, other: str) -> str:
    """The date cut to the fineness of the other, so that "2016-11" is not after "2016-11-08"."""
    return on[: len(other)]
