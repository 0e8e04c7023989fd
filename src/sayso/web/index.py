"""What stands where and when, in a form that answers quickly: made once for each state of the ledger."""

from __future__ import annotations

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from zlib import compress, decompress

from sayso.ledger.rows import matter_of, matter_text
from sayso.models import STANDINGS, Matter, PlaceResolution, Standing

# The most pressing first: what a reader looks for.
PRESSING: tuple[Standing, ...] = ("disputed", "revised", "conceded", "agreed", "single")
RANK = {standing: number for number, standing in enumerate(PRESSING)}


@dataclass(frozen=True, slots=True)
class Line:
    """A matter in short. ``first`` and ``last`` are days as ordinals, 0 where no time is known."""

    id: str
    topic: str
    standing: Standing
    place: str
    first: int
    last: int
    voices: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which matters are looked at; None looks at any. ``since`` and ``until`` are ISO dates."""

    since: str | None = None
    until: str | None = None
    topic: str | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """All matters in short, the places they are about by key, and the matters of each claim, report and place.

    ``bodies`` are the matters whole, packed: a few hundred bytes each, so that a million claims fit into memory, and a
    page need not ask the ledger for them one by one.
    """

    revision: int
    lines: tuple[Line, ...] = ()
    places: dict[str, PlaceResolution] = field(default_factory=dict)
    matter_of: dict[str, int] = field(default_factory=dict)
    claims: tuple[tuple[str, ...], ...] = ()
    of_report: dict[str, list[int]] = field(default_factory=dict)
    of_place: dict[str, list[int]] = field(default_factory=dict)
    bodies: tuple[bytes, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def made(cls, revision: int, matters: Iterable[Matter]) -> Index:
        lines: list[Line] = []
        places: dict[str, PlaceResolution] = {}
        claims: list[tuple[str, ...]] = []
        of_report: dict[str, list[int]] = {}
        of_place: dict[str, list[int]] = {}
        bodies: list[bytes] = []
        for number, matter in enumerate(matters):
            key = place_key(matter.place)
            places.setdefault(key, matter.place)
            lines.append(_line(matter, key))
            bodies.append(compress(matter_text(matter).encode(), 1))
            of_place.setdefault(key, []).append(number)
            claims.append(tuple(dict.fromkeys(one for position in matter.positions for one in position.claims)))
            for report in {one for position in matter.positions for one in position.reports}:
                of_report.setdefault(report, []).append(number)
        matter_of = {claim: number for number, those in enumerate(claims) for claim in those}
        numbers = {line.id: number for number, line in enumerate(lines)}
        return cls(
            revision, tuple(lines), places, matter_of, tuple(claims), of_report, of_place, tuple(bodies), numbers
        )

    def matters(self, lines: Iterable[Line]) -> list[Matter]:
        """The matters of these lines, whole, in their order."""
        found = (self.bodies[self.numbers[line.id]] for line in lines)
        return [matter_of(json.loads(decompress(body))) for body in found]

    def line_of(self, claim: str) -> Line | None:
        """The matter that a claim is on, as last lined up."""
        number = self.matter_of.get(claim)
        return None if number is None else self.lines[number]

    def near(self, report: str) -> list[str]:
        """The claims of all matters that a report speaks on: its own are among them."""
        return [claim for number in self.of_report.get(report, ()) for claim in self.claims[number]]

    def looked_at(self, asked: Asked) -> Iterator[Line]:
        """The matters asked for; one without a time only where no time is asked for."""
        low = ordinal(asked.since) if asked.since else 0
        high = ordinal(asked.until, end=True) if asked.until else 0
        for line in self.lines:
            if (
                (not asked.topic or line.topic == asked.topic)
                and (not asked.standing or line.standing == asked.standing)
                and (not low or line.last >= low)
                and (not high or 0 < line.first <= high)
            ):
                yield line

    def of(self, place: PlaceResolution) -> list[Line]:
        """The matters about a place itself."""
        return [self.lines[number] for number in self.of_place.get(place_key(place), ())]

    def inside(self, place: str) -> list[Line]:
        """The matters about a place (by id) and what lies within it."""
        keys = [key for key, found in self.places.items() if place == key or place in found.within]
        return [self.lines[number] for key in keys for number in self.of_place[key]]


def _line(matter: Matter, key: str) -> Line:
    start, end = matter.start or matter.end, matter.end or matter.start
    voices = sum(len(position.sources) or len(position.outlets) for position in matter.positions)
    return Line(
        matter.id,
        matter.topic,
        matter.standing,
        key,
        ordinal(start) if start else 0,
        ordinal(end, end=True) if end else 0,
        voices,
    )


def place_key(place: PlaceResolution) -> str:
    """The id of a place; for one without an entry, its name behind a tilde."""
    return place.id or f"~{place.name.casefold()}"


def ordinal(iso: str, end: bool = False) -> int:
    """The day of an ISO date as a number; of a month or year its first day, or with ``end`` its last.

    0 for what is no date: reports bring their own, and one that cannot be read is as good as none.
    """
    try:
        parts = [int(part) for part in iso.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
        day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if end else 1)
        return date(year, month, day).toordinal()
    except ValueError:
        return 0


def standings(lines: Iterable[Line]) -> dict[str, int]:
    """How many of the matters stand in each way; every way is there."""
    counted = Counter(line.standing for line in lines)
    return {standing: counted[standing] for standing in STANDINGS}
