"""A theatre: one war's places, actors, outlets and what they call each other, loaded for resolving."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import TheatreError
from sayso.models import ActorResolution, PlaceResolution
from sayso.resolving import compiling
from sayso.resolving.actors import actor_key, find_actor
from sayso.resolving.checking import check
from sayso.resolving.making import new
from sayso.resolving.names import bones, fold, loose
from sayso.resolving.nations import capital, demonym, nation
from sayso.resolving.places import find_place
from sayso.resolving.records import Actor, Outlet, Place, Side, Term, spans
from sayso.resolving.spellings import BONES_WORTH, MIN_BONES, MIN_FUZZY, first, nearest
from sayso.resolving.world import World, world_file

__all__ = ["Theatre", "build", "check", "load_theatre", "new"]

# How much a match on each key is worth, in the units of Place.weight.
TIERS = (("fold", 0.0), ("loose", -0.6))
# An abbreviation written just so ("Ky.") is hardly ever anything else.
ABBREVIATION_WORTH = 3.0
# Spelt to the letter, accents included ("Quebec" the province, "Québec" the city).
EXACT = 0.2


@dataclass(frozen=True, slots=True)
class Theatre:
    """One war's reference data. Use ``load_theatre`` to get one; it is read-only and may be shared by threads."""

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

    def find_place(self, name: str) -> PlaceResolution:
        """The place that a user names: an id ("ocha:N0129"), or a name, with a kind or container if need be.

        A bare name shared by a town and the units named after it means the town; of unrelated places the much more
        prominent one, else it is unresolved, with the candidates best first.
        """
        return find_place(name, self)

    def find_actor(self, name: str, on_date: str | None = None) -> ActorResolution:
        """Whom a name means on an ISO date, without an outlet's or a report's context."""
        return find_actor(name, on_date, self)

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

    def skeletons(self, name: str) -> tuple[tuple[Place, float], ...]:
        """The theatre's places whose names share the consonants of ``name``, if these are enough to mean anything."""
        key = bones(name)
        if len(key) < MIN_BONES:
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


def load_theatre(name_or_path: str = "syria") -> Theatre:
    """Load a theatre by the name of one that comes with sayso, or by the path of a folder.

    Raises TheatreError if there is no such theatre or its files break the format.
    """
    folder = _folder(name_or_path)
    try:
        return _assemble(folder, compiling.compiled(folder))
    except (KeyError, ValueError) as error:
        raise TheatreError(f"{folder}: broken theatre ({error!r}); run `sayso theatre check {folder}`") from error


def build(name_or_path: str = "syria") -> list[Path]:
    """Make the compiled forms of a theatre and of the world's towns, if they are absent or stale; return the files.

    Loading does this by itself; building beforehand spares the first user the wait.
    """
    return [compiling.build(_folder(name_or_path)), world_file()]


def _folder(name_or_path: str) -> Path:
    shipped = Path(str(files("sayso"))) / "theatres"
    for folder in (shipped / name_or_path, Path(name_or_path)):
        if (folder / "theatre.csv").is_file():
            return folder
    known = sorted(path.parent.name for path in shipped.glob("*/theatre.csv"))
    raise TheatreError(f"no theatre {name_or_path!r}: give a folder with a theatre.csv, or one of {', '.join(known)}")


def _assemble(folder: Path, data: dict[str, Any]) -> Theatre:
    places = tuple(
        Place(id_, name, kind, lat, lon, tuple(within), *rest)
        for id_, name, kind, lat, lon, within, *rest in data["places"]
    )
    actors = {row["id"]: _actor(row) for row in data["actors"]}
    actor_keys, acronyms = _actor_names(data["actors"])
    settings = data["settings"]
    countries = frozenset(filter(None, settings.get("countries", "").split(";")))
    terms, exact = _terms(data["naming"], countries)
    return Theatre(
        name=settings.get("name", folder.name),
        folder=folder,
        places=places,
        keys=data["keys"],
        by_id={place.id: place for place in places},
        actors=actors,
        actor_keys=actor_keys,
        acronyms=acronyms,
        outlets=_outlets(data["outlets"]),
        terms=terms,
        exact_terms=exact,
        openings=_openings((*actor_keys, *terms)),
        namesakes=_namesakes(data["actors"]),
        sides={row["id"]: Side(row["id"], row["label"], row["bloc"], bool(row.get("abroad"))) for row in data["sides"]},
        countries=countries,
        world=World(),
        turns=_turns((*actors.values(), *(term for known in (*terms.values(), *exact.values()) for term in known))),
    )


def _turns(dated: Sequence[Actor | Term]) -> tuple[str, ...]:
    """The dates on which something begins to hold or ends, in order. An end ("2016-11") holds on all of its days, so
    that it is put behind them."""
    spans_of = [(one.start, one.end) for one in dated]
    spans_of += [(span.start, span.end) for one in dated if isinstance(one, Actor) for span in one.sides]
    starts = {start for start, _ in spans_of if start}
    return tuple(sorted(starts | {f"{end}~" for _, end in spans_of if end}))


def _actor(row: dict[str, str]) -> Actor:
    dates = row["active_from"], row["active_to"]
    return Actor(row["id"], row["name"], row["kind"], spans(row["side"]), *dates, bool(row.get("abroad")))


def _actor_names(
    actor_rows: list[dict[str, str]],
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Names by their loose words; acronyms apart, since "IS", "WHO" and "AA" name somebody only in capitals."""
    keys: dict[tuple[str, ...], tuple[str, ...]] = {}
    acronyms: dict[str, tuple[str, ...]] = {}
    for row in actor_rows:
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            plain = name.strip().replace(".", "")
            if len(plain) <= 5 and plain.isupper() and plain.isascii():
                acronyms[plain] = tuple(dict.fromkeys((*acronyms.get(plain, ()), row["id"])))
            else:
                key = actor_key(name)
                keys[key] = tuple(dict.fromkeys((*keys.get(key, ()), row["id"])))
    return keys, acronyms


def _namesakes(actor_rows: list[dict[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The actors with whom another of some nation shares the name ("Taliban", "Pakistani Taliban"): for each the names
    with a nation in small letters, its own among them, and whose they are."""
    shorts = {row["name"]: row["id"] for row in actor_rows}
    fuller: dict[str, list[tuple[str, str]]] = {}
    for row in actor_rows:
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            people, _, short = name.partition(" ")
            if short in shorts and nation(people):
                fuller.setdefault(shorts[short], []).append((name.lower(), row["id"]))
    return {own: tuple(names) for own, names in fuller.items() if any(other != own for _, other in names)}


def _openings(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The first words of names and terms, with the length of the longest that begins so."""
    openings: dict[str, int] = {}
    for key in keys:
        if key:
            openings[key[0]] = max(openings.get(key[0], 0), len(key))
    return openings


def _outlets(outlet_rows: list[dict[str, str]]) -> dict[str, Outlet]:
    outlets = {}
    for row in outlet_rows:
        outlet = Outlet(row["id"], row["name"], row["owner"], spans(row["alignment"]))
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            outlets[fold(name)] = outlet
    return outlets


def _terms(
    naming_rows: list[dict[str, str]], countries: frozenset[str]
) -> tuple[dict[tuple[str, ...], tuple[Term, ...]], dict[str, tuple[Term, ...]]]:
    """The terms by their loose words, and apart those ("=Syria") that hold only where they are the whole mention."""
    terms: dict[tuple[str, ...], tuple[Term, ...]] = {}
    exact: dict[str, tuple[Term, ...]] = {}
    for row in naming_rows:
        for wording in row["terms"].split(";"):
            key = actor_key(wording)
            dates = row["from"], row["to"]
            term = Term(row["alignment"] or "*", key, row["meaning"], *dates, _is_national(wording, countries))
            if wording.startswith("="):
                exact[fold(wording)] = (*exact.get(fold(wording), ()), term)
            else:
                terms[key] = (*terms.get(key, ()), term)
    return terms, exact


def _is_national(wording: str, countries: frozenset[str]) -> bool:
    """Whether a term names one of the countries, its people or its capital."""
    capitals = {capital(country) for country in countries}
    return any(word in capitals or nation(word) in countries for word in wording.lstrip("=").split())
