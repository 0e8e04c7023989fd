"""What exports are made of: reports, claims and matters, with what is needed to make rows of them.

Whoever calls an export gathers this (the command line does). Nothing here looks anything up: entries of a theatre and
answers of a view come in as plain records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sayso.models import Answer, Matter, Position, Report, ResolvedClaim

# The columns that hold the units a place lies in, from the widest in.
LEVELS = ("country", "governorate", "district", "subdistrict")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a gazetteer. ``kind`` is its precision ("governorate"); ``country`` an ISO 3166 code or ""."""

    id: str
    name: str
    kind: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 codes (two letters, three letters, number) and its usual name."""

    iso2: str
    iso3: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent voice on a matter. ``current`` are the ids of its claims that it has not replaced since."""

    name: str
    claims: tuple[str, ...]
    current: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A matter under the view that was asked for and under ``range``, with its independent voices."""

    answer: Answer
    range: Answer
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """What a theatre says of the ids that claims were resolved to.

    ``kinds`` gives the kind of an actor by its id, ``home`` the sides that the theatre's own states are on, ``foreign``
    those of other states, ``countries`` each country by its two-letter code.
    """

    places: Mapping[str, Entry] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    home: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    countries: Mapping[str, Country] = field(default_factory=dict)
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coded:
    """What a dataset ("ACLED", "UCDP GED") codes of an event whose notes are a report: its columns, none empty."""

    report: str
    dataset: str
    event: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """What an export writes. ``made`` is when (ISO, UTC) and ``version`` by which sayso.

    ``heard`` is given for exports of events only: matters by id under a view. ``brief`` is the JSON shape of a brief,
    for those that print one, ``coded`` what datasets code of the reports. ``tell`` takes plain sentences for the user,
    on what was left out.
    """

    reports: tuple[Report, ...] = ()
    claims: tuple[ResolvedClaim, ...] = ()
    matters: tuple[Matter, ...] = ()
    heard: Mapping[str, Heard] = field(default_factory=dict)
    entries: Entries = field(default_factory=Entries)
    brief: Mapping[str, Any] | None = None
    coded: tuple[Coded, ...] = ()
    made: str = "1970-01-01T00:00:00Z"
    version: str = "0"
    tell: Callable[[str], None] = field(default=lambda _: None)

    @cached_property
    def report(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.reports}

    @cached_property
    def claim(self) -> dict[str, ResolvedClaim]:
        """Claims by id."""
        return {resolved.claim.id: resolved for resolved in self.claims}

    @cached_property
    def matter_of(self) -> dict[str, Matter]:
        """The matter that each claim is on, by the claim's id."""
        return {name: matter for matter, position in self.positions() for name in position.claims}

    def positions(self) -> Iterator[tuple[Matter, Position]]:
        """Every position with its matter."""
        for matter in self.matters:
            for position in matter.positions:
                yield matter, position

    def units(self, within: tuple[str, ...]) -> dict[str, Entry]:
        """The units among a place's containers, by level; a level that is not known is left out."""
        known = (self.entries.places[name] for name in within if name in self.entries.places)
        return {entry.kind: entry for entry in known if entry.kind in LEVELS}
