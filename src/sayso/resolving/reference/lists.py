"""What a theatre lists, as all of resolving looks it up: places, actors, outlets and what they call each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.models import ActorResolution
from sayso.resolving.reference.names import actor_key, bones, fold, loose
from sayso.resolving.reference.nations import demonym
from sayso.resolving.reference.records import Actor, Outlet, Place, Side, Term
from sayso.resolving.reference.spellings import BONES_WORTH, MIN_BONES, MIN_FUZZY, first, nearest
from sayso.resolving.reference.world import World

# How much a match on each key is worth, in the units of Place.weight.
TIERS = (("fold", 0.0), ("loose", -0.6))
# An abbreviation written just so ("Ky.") is hardly ever anything else.
ABBREVIATION_WORTH = 3.0
# Spelt to the letter, accents included ("Quebec" the province, "Québec" the city).
EXACT = 0.2


@dataclass(frozen=True, slots=True)
class Lists:
    """One war's reference data, as it is looked up. It is read-only and may be shared by threads."""

    name: str
    folder: Path
    places: tuple[Place, ...]
    keys: dict[str, dict[str, list[int]]]
    by_id: dict[str, Place]
    actors: dict[str, Actor]
    actor_keys: dict[tuple[str, ...], tuple[str, ...]]
    acronyms: dict[str, tuple[str, ...]]
    outlets: dict[str, Outlet]
    terms: dict[tuple[str, ...], tuple[Term, ...]]
    exact_terms: dict[str, tuple[Term, ...]]
    openings: dict[str, int]
    namesakes: dict[str, tuple[tuple[str, str], ...]]
    sides: dict[str, Side]
    countries: frozenset[str]
    world: World
    turns: tuple[str, ...] = ()
    cache: dict[str, tuple[tuple[Place, float], ...]] = field(default_factory=dict, repr=False)
    plain_names: dict[str, tuple[Place | None]] = field(default_factory=dict, repr=False)
    runs: dict[str, tuple[tuple[int, Place, str], ...]] = field(default_factory=dict, repr=False)
    units: dict[str, bool] = field(default_factory=dict, repr=False)
    read: dict[tuple[int, tuple[str, ...], bool], dict[str, ActorResolution]] = field(default_factory=dict, repr=False)
    pools: dict[tuple[str, int], list[str]] = field(default_factory=dict, repr=False)

    def place(self, place_id: str) -> Place | None:
        """The place of an id, of the theatre or of the world's towns and countries."""
        return self.by_id.get(place_id) or self.world.place(place_id)

    def candidates(self, name: str) -> tuple[tuple[Place, float], ...]:
        """The places of that name in the theatre and the world, each with what the closeness of spelling is worth."""
        found = self.cache.get(name)
        if found is None:
            if len(self.cache) > 200_000:
                self.cache.clear()
            found = self.cache[name] = (*self._own(name), *self._foreign(name))
        return found

    def _own(self, name: str) -> Iterable[tuple[Place, float]]:
        seen: dict[int, float] = {}
        for (level, worth), key in zip(TIERS, (fold(name), loose(name)), strict=True):
            for index in self.keys[level].get(key, ()):
                seen.setdefault(index, worth)
        return [(self.places[index], worth) for index, worth in seen.items()]

    def skeletons(self, name: str, fewest: int = MIN_BONES) -> tuple[tuple[Place, float], ...]:
        """The theatre's places whose names share the consonants of ``name``, if these are enough to mean anything."""
        key = bones(name)
        if len(key) < fewest:
            return ()
        return tuple((self.places[index], BONES_WORTH) for index in self.keys["bones"].get(key, ()))

    def _foreign(self, name: str) -> Iterable[tuple[Place, float]]:
        unit = self.world.abbreviated(name)
        if unit is not None:
            yield unit, ABBREVIATION_WORTH
        code = demonym(name)
        country = self.place(code) if code else None
        if country is not None:
            yield country, 0.0
        key = fold(name)
        if len(key) > 2 or key.isascii() is False or name.isupper():
            for place, worth in self.world.named(key):
                if place.country not in self.countries:
                    yield place, worth + (EXACT if place.name == name else 0.0)

    def misspelt(self, name: str) -> tuple[tuple[Place, float], ...]:
        """The theatre's places whose names a misspelt name is most like."""
        key = loose(name)
        if len(key) < MIN_FUZZY:
            return ()
        if not self.pools:
            for known in self.keys["loose"]:
                self.pools.setdefault((first(known), len(known)), []).append(known)
        pool = [known for size in (-1, 0, 1) for known in self.pools.get((first(key), len(key) + size), ())]
        found: dict[int, float] = {}
        for known, worth in nearest(key, pool):
            for index in self.keys["loose"][known]:
                found.setdefault(index, worth)
        return tuple((self.places[index], worth) for index, worth in found.items())

    def bent_abroad(self, name: str, countries: Iterable[str]) -> Iterator[tuple[Place, float]]:
        """The places of these countries, but for the theatre's own, whose names are like a bent one."""
        for country in countries:
            if country not in self.countries:
                yield from self.world.like(name, country)

    def names_actor(self, name: str) -> bool:
        """Whether a name, to the letter, is that of an actor."""
        return actor_key(name) in self.actor_keys

    def outlet(self, name: str | None) -> Outlet | None:
        """The outlet of that name or alias, or None."""
        return self.outlets.get(fold(name).removeprefix("www ")) if name else None

    def era(self, day: str | None) -> int:
        """The number of the span of time, between two dates that the theatre's tables give, in which a day lies;
        -1 for an unknown day."""
        return -1 if day is None else bisect_right(self.turns, day)

    def bloc(self, side: str | None) -> str | None:
        """The bloc that a side belongs to."""
        return self.sides[side].bloc if side in self.sides else side
