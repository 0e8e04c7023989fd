"""The entries of a theatre, as the resolving functions use them in memory."""

from __future__ import annotations

from dataclasses import dataclass

TOWNS = frozenset({"city", "town", "village", "community"})
UNITS = frozenset({"subdistrict", "district", "governorate", "country"})
AREAS = frozenset({"area", "region", "continent"})
PRECISIONS: dict[str, str] = {
    **dict.fromkeys(TOWNS, "town"),
    **dict.fromkeys(AREAS, "area"),
    **{unit: unit for unit in UNITS},
    "neighbourhood": "neighbourhood",
    "admin1": "governorate",
    "admin2": "district",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. ``within`` runs from the nearest container to the country; ``weight`` is its prominence.

    ``weight`` is about the decimal logarithm of the population, so that a city outweighs a hamlet of the same name.
    ``country`` is an ISO 3166 code, ``geonames`` a GeoNames id or "". ``population`` is 0 where it is not known;
    ``known`` marks what is in the news far beyond its size.
    """

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    within: tuple[str, ...]
    weight: float
    country: str
    geonames: str = ""
    population: int = 0
    known: bool = False

    @property
    def precision(self) -> str:
        """How fine a mention of this place is; kinds that are neither unit, town nor area are sites."""
        return PRECISIONS.get(self.kind, "site")


@dataclass(frozen=True, slots=True)
class Span:
    """A value that holds between two ISO dates, inclusive; "" is an open end."""

    value: str
    start: str = ""
    end: str = ""

    def holds(self, day: str | None) -> bool:
        """Whether it holds on an ISO date; on an unknown date only what always holds does."""
        if day is None:
            return not self.start and not self.end
        return (not self.start or self.start <= day) and (not self.end or day[: len(self.end)] <= self.end)


def spans(text: str) -> tuple[Span, ...]:
    """Parse "side" or "side@FROM..TO,side@FROM..": values bounded in time."""
    parsed = []
    for part in filter(None, text.split(",")):
        value, _, dates = part.strip().partition("@")
        start, _, end = dates.partition("..")
        parsed.append(Span(value, start, end))
    return tuple(parsed)


def side_on(values: tuple[Span, ...], day: str | None) -> str | None:
    """The value that holds on a day; on an unknown day the one value there ever was, else None."""
    if day is None:
        ever = {span.value for span in values}
        return ever.pop() if len(ever) == 1 else None
    return next((span.value for span in values if span.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the actor list: active between ``start`` and ``end``, on a side for each span of time.

    ``abroad`` is whether it acts, or is quoted, in other wars too, so that its name means it there as well.
    """

    id: str
    name: str
    kind: str
    sides: tuple[Span, ...]
    start: str = ""
    end: str = ""
    abroad: bool = False

    def active(self, day: str | None) -> bool:
        """Whether the actor exists on that day; on an unknown day every actor may."""
        return day is None or Span("", self.start, self.end).holds(day)

    def side(self, day: str | None) -> str | None:
        """The side on that day. On an unknown day: the one side it ever had, else None."""
        return side_on(self.sides, day)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: ``alignment`` is the side it speaks for, by spans of time; () for none."""

    id: str
    name: str
    owner: str
    alignment: tuple[Span, ...]

    def side(self, day: str | None) -> str | None:
        """The side it speaks for on that day; on an unknown day the one it ever had, else None."""
        return side_on(self.alignment, day)


@dataclass(frozen=True, slots=True)
class Term:
    """What a word means in outlets of one alignment ("*": any): ``side:…``, ``act:…`` or "none".

    ``national`` is whether it names the theatre's country or capital, so that it means the same in any report.
    """

    alignment: str
    words: tuple[str, ...]
    meaning: str
    start: str = ""
    end: str = ""
    national: bool = False

    def holds(self, day: str | None) -> bool:
        """Whether the term is used so on that day; on an unknown day it may be."""
        return day is None or Span("", self.start, self.end).holds(day)


@dataclass(frozen=True, slots=True)
class Side:
    """A side's neutral label, the bloc of sides that fight together, and whether it is a side in other wars too."""

    id: str
    label: str
    bloc: str
    abroad: bool = False
