"""What a place is worth as the meaning of a name, in a report and beside its rivals.

All weights are in units of the decimal logarithm of a population, so that one step is a tenfold advantage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.models import Report
from sayso.resolving.context import Context, followers
from sayso.resolving.lexicon import ACCEPTS, DIRECTIONS, KINDS
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.names import fold, unpossessed
from sayso.resolving.reference.nations import nation
from sayso.resolving.reference.records import Place

# The weights below were set on the gold's development reports and the seeds; benchmarks/resolving.py measures them.
KIND_FITS, KIND_CLASHES = 1.5, -2.0
PARENT_FITS, PARENT_CLASHES = 4.0, -2.0
NEAR_FITS, NEAR_CLASHES = 0.5, -2.5
COUNTRY_SHARE, NEIGHBOUR_SHARE, NEARNESS = 3.0, 2.0, 1.5
# A small place in a country that the report never names is not meant, unless nothing else is.
KNOWN_ABROAD, ELSEWHERE = 6.0, -2.5
# A winner must be this far ahead of every unrelated candidate, and reach the floor by itself.
MARGIN, FLOOR = 0.3, 4.0
HALF = 0.5
# The sole bearer of a long name in a country that the report names needs no more to be meant.
UNIQUE, UNIQUE_LENGTH = 1.5, 7
# Below this worth, a name was bent to fit.
BENT = -1.0
# Degrees within which two towns of one name are one.
DOUBLE = 0.12
# Degrees, of latitude and longitude together, between a place and the middle of a unit that the words put it in: nearer
# ones may well lie in it, whatever the gazetteer says. Most provinces are smaller.
BESIDE = 1.5
# A town yields to the unit named after it only from this lead.
TOWN_LAG = 0.9
UNIT_PRECISIONS = frozenset({"governorate", "district", "subdistrict"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What a place mention is read against: the theatre, and the report's context."""

    theatre: Lists
    context: Context
    report: Report | None = None

    def owners(self, name: str) -> tuple[str, ...]:
        """The unit that the report puts a name in, wherever it does: "Sarmada, Idlib", "Kafraya in Idlib province"."""
        if self.report is None:
            return ()
        for follower in followers(self.report.full, name):
            words = follower.split()
            for size in range(len(words), 0, -1):
                unit = " ".join(words[:size])
                if _is_unit(unit, self.theatre):
                    return (unit,)
        return ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the words say of a place: its kind, the places it lies in, the places it is near, and its name."""

    kind: str | None = None
    parents: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    name: str = ""


def owner_before(tokens: list[str], theatre: Lists) -> tuple[int, str] | None:
    """The container in front of a name that lost its apostrophe: "Aleppos Sheikh Maqsood" → (1, "Aleppo")."""
    for size in range(1, len(tokens)):
        bare = unpossessed(" ".join(tokens[:size]))
        if bare and any(p.weight >= 5 and worth == 0.0 for p, worth in theatre.candidates(bare)):
            return size, bare
    return None


Candidates = Sequence[tuple[Place, float]]


def rank(found: Candidates, wanted: Wanted, scene: Scene) -> list[Scored]:
    """The candidates of a name, best first."""
    if wanted.name and len(found) > 1:
        scene = Scene(scene.theatre, scene.context.without(wanted.name), scene.report)
    containers = [_ids(parent, scene.theatre) for parent in wanted.parents]
    around = [_countries(_ids(near, scene.theatre), scene.theatre) for near in wanted.near]
    scored = [
        Scored(place, place.weight + worth + _fits(place, wanted.kind, containers, around) + _local(place, scene))
        for place, worth in found
    ]
    if len(found) == 1 and _is_telling(found[0], wanted.name, scene):
        scored = [Scored(found[0][0], scored[0].score + UNIQUE)]
    return sorted(scored, key=lambda s: (-s.score, s.place.id))


def _is_telling(only: tuple[Place, float], name: str, scene: Scene) -> bool:
    """Whether the sole bearer of a name is meant by it: a long name, rightly spelt, of a country that is named."""
    place, worth = only
    own = place.id in scene.theatre.by_id and place.country in scene.context.countries
    return own and worth > BENT and len(fold(name)) >= UNIQUE_LENGTH


def _fits(
    place: Place, kind: str | None, containers: Sequence[frozenset[str]], around: Sequence[frozenset[str]]
) -> float:
    score = 0.0
    if kind is not None:
        score += KIND_FITS if place.kind in ACCEPTS[kind] else KIND_CLASHES
    chain = {place.id, *place.within}
    for container in containers:
        if container:
            score += PARENT_FITS if chain & container else PARENT_CLASHES
    return score + sum(NEAR_FITS if chain & ids else NEAR_CLASHES for ids in around if ids)


def _local(place: Place, scene: Scene) -> float:
    """How much of the report lies in the place's country and nearer containers."""
    context = scene.context
    if place.kind in {"country", "continent", "region"}:
        return 0.0
    share = context.share(place.country, scene.theatre.countries)
    abroad = not share and bool(scene.theatre.countries) and place.weight < KNOWN_ABROAD
    if place.kind == "river" and share < HALF:
        abroad = True  # a river goes on: in a report on another country it says nothing of the theatre's
    score = ELSEWHERE if abroad else COUNTRY_SHARE * share
    ids = context.ids
    near = max([ids.get(unit, 0) for unit in place.within[:-1]], default=0)
    own = ids.get(place.id, 0)
    score += NEIGHBOUR_SHARE * min(1.0, (near + own) / max(4, context.total / 2))
    if place.precision in UNIT_PRECISIONS:
        return score
    return score + NEARNESS * context.nearness(place)


def _ids(name: str, theatre: Lists) -> frozenset[str]:
    """The ids that a container's name may mean, with the places that a demonym points to."""
    country = nation(name)
    if country:
        return frozenset({country})
    owner = owner_before(name.split(), theatre)
    owned = " ".join(name.split()[owner[0] :]) if owner else None  # "Syrias Damascus"
    for reading in filter(None, (name, owned, unpossessed(name), _without_kind(name))):
        found = [place for place, _ in theatre.candidates(reading)]
        if found:
            best = max(place.weight for place in found)
            return frozenset(place.id for place in found if place.weight >= min(best - 1.5, 4.5))
    return frozenset()


def _countries(ids: frozenset[str], theatre: Lists) -> frozenset[str]:
    """The countries of places: what lies near a place mostly lies in its country."""
    found = (theatre.place(id_) for id_ in ids)
    return frozenset(place.country for place in found if place is not None)


def _is_unit(name: str, theatre: Lists) -> bool:
    """Whether a name is above all that of a country or one of its units."""
    known = theatre.units.get(name)
    if known is None:
        known = theatre.units[name] = _names_unit(name, theatre)
    return known


def _names_unit(name: str, theatre: Lists) -> bool:
    if nation(name) or theatre.world.abbreviated(name):
        return True
    best = max(theatre.candidates(name), key=lambda found: found[0].weight + found[1], default=None)
    if best is None:
        return False
    return best[0].kind in {"country", "governorate", "admin1"} or any(
        place.kind in {"governorate", "admin1"} and place.weight > best[0].weight - 1
        for place, worth in theatre.candidates(name)
    )


def _without_kind(name: str) -> str | None:
    tokens = name.split()
    kept = [t for t in tokens if t.lower() not in KINDS and t.lower() not in DIRECTIONS]
    return " ".join(kept) if kept and len(kept) < len(tokens) else None


def elsewhere(place: Place, parents: Sequence[str], theatre: Lists) -> bool:
    """Whether the words put a place in a unit that it neither lies in nor is near: another of its name is meant."""
    for parent in parents:
        units = [theatre.place(id_) for id_ in _ids(parent, theatre)] if _is_unit(parent, theatre) else []
        known = [unit for unit in units if unit is not None and unit.kind != "country"]
        if known and not any(_touches(place, unit) for unit in known):
            return True
    return False


def _touches(place: Place, unit: Place) -> bool:
    """Whether a place lies in a unit or in the one of its name, the other way round, or near; True if not known."""
    shared = {place.id, *place.within} & {unit.id, *unit.within}
    if shared - {place.country, unit.country}:
        return True
    if place.lat is None or place.lon is None or unit.lat is None or unit.lon is None:
        return True
    return abs(place.lat - unit.lat) + abs(place.lon - unit.lon) < BESIDE


def clear_winner(ranked: Sequence[Scored], kind: str | None = None) -> Place | None:
    """The clear winner. A unit and the town it is named after do not compete: the town is meant, unless the words
    say a unit's kind or the report is far more about the unit."""
    best = ranked[0]
    if best.score < FLOOR:
        return None
    town: Place | None = None
    for rival in ranked[1:]:
        if _related(best.place, rival.place):
            if rival.place.precision == "town" and best.score - rival.score < TOWN_LAG:
                town = town or rival.place
        elif best.score - rival.score < MARGIN:
            return None
        else:
            break
    unit_meant = best.place.precision not in UNIT_PRECISIONS or kind in {"governorate", "county", "subdistrict"}
    return best.place if unit_meant or town is None else town


def _is_double(one: Place, other: Place) -> bool:
    """Whether two of the world's towns of one name are the same: GeoNames has some twice, some kilometres apart."""
    if {one.kind, other.kind} != {"town"} or not (one.geonames and other.geonames):
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) < DOUBLE


def _related(one: Place, other: Place) -> bool:
    """Whether one contains the other, is the second-level unit about a town of its name, or is the same town again."""
    if one.id in other.within or other.id in one.within or _is_double(one, other):
        return True
    return {one.kind, other.kind} == {"admin2", "town"} and one.within[:1] == other.within[:1]
