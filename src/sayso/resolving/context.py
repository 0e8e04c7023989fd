"""What a report as a whole says about where it is: the places and countries it names, and where it names them.

Built once a report. It is what tells the Aleppo neighbourhood of Hanano from the village in Raqqa when the phrase
itself does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, radians, sqrt

from sayso.models import Report
from sayso.resolving.lexicon import DIRECTIONS, KINDS, PEOPLES, listed
from sayso.resolving.reference import nations
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.names import unpossessed
from sayso.resolving.reference.nations import nation
from sayso.resolving.reference.records import Place

_RUN = re.compile(
    r"(?:(?:\b(?:al|el|as|ash|ez|az|an|ar)-|\b)[A-Z][\w'’]*(?:-[\w'’]+)*\.?)"
    r"(?:[ ](?:(?:al|el|de|bin|of|as|az|ez)[ -])?[A-Z][\w'’]*(?:-[\w'’]+)*\.?)*"
)
_KIND_BEFORE = re.compile(r"([a-z-]+) of (?:the )?$")
_KIND_AFTER = re.compile(r" ([a-z-]+)")
_STOP = listed(
    "the and but for from with they this that these those there their his her our not who what when where monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december president minister general western many meanwhile most at in on near from to "
    "of by after before since around outside inside it as an a center centre region"
)
_DOMAIN = re.compile(r"^(?:https?://)?[\w.-]+\.([a-z]{2})(?:[/:]|$)")
_FOLLOWER = re.compile(r"(?:, | in (?:the )?)([A-Z][\w'’.]*(?: [A-Z][\w'’.]*){0,2})")
# Country codes that are sold to anyone.
_SOLD = frozenset({"IO", "CO", "TV", "ME", "AI", "FM", "LY", "TO", "CC", "WS"})
# How many mentions the outlet's own country counts for.
HOME = 2
# A report that names fewer countries and towns than this is taken to be about the theatre.
ASSUME_HOME = 2
# Of a country that takes up at least this much of a report, bent spellings of towns are looked for.
FOREMOST = 0.35
# A doubtful sighting counts if at least this much of the others lie in its country.
BORNE_OUT = 0.1
# Names of one to four words; longer ones are sites, which tell little about where a report is.
LONGEST = 4
# Below this prominence a bare name is too often a person's or a thing's to count as context.
CLEAR = 3.9
FOREIGN_CLEAR = 4.8


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place named in the report: where, what, and the kind word it stood with."""

    start: int
    place: Place
    kind: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The places of a report, and how often each of them, each container and each country is named."""

    sightings: tuple[Sighting, ...] = ()
    ids: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    total: int = 0
    points: tuple[tuple[float, float], ...] = ()
    readings: dict[str, list[Place]] = field(default_factory=dict)

    def informed_by(self, read: Iterable[tuple[str, Place]]) -> Context:
        """The same context, knowing what the report's own place mentions were taken to mean."""
        known = Context(self.sightings, dict(self.ids), dict(self.countries), self.total, self.points)
        readings = {name: list(places) for name, places in self.readings.items()}
        points = set(self.points)
        for name, place in read:
            known._count(place, 1)
            readings.setdefault(name, []).append(place)
            if place.lat is not None and place.lon is not None:
                points.add((place.lat, place.lon))
        return replace(known, points=tuple(sorted(points)), total=self.total + len(readings), readings=readings)

    def without(self, name: str) -> Context:
        """The same context, not counting what the name itself was taken to mean: it must not vouch for itself."""
        places = self.readings.get(name)
        if not places:
            return self
        rest = Context(self.sightings, dict(self.ids), dict(self.countries), self.total, self.points, self.readings)
        for place in places:
            rest._count(place, -1)
        return rest

    def _count(self, place: Place, times: int) -> None:
        ids, country = self.ids, place.country
        ids[place.id] = ids.get(place.id, 0) + times
        for unit in place.within:
            ids[unit] = ids.get(unit, 0) + times
        if country:
            self.countries[country] = self.countries.get(country, 0) + times

    def nearness(self, place: Place) -> float:
        """How near a place lies to another of the report's, from 1 beside it to 0 far away; 150 km halve it."""
        if place.lat is None or place.lon is None or not self.points:
            return 0.0
        lat, lon, narrow = place.lat, place.lon, cos(radians(place.lat))
        least = 1e9
        for y, x in self.points:
            off = (lat - y) ** 2 + ((lon - x) * narrow) ** 2
            if off < least and (y != lat or x != lon):
                least = off
        return float(0.5 ** (sqrt(least) * 111 / 150))

    def with_sightings(self, more: Iterable[Sighting], text: str) -> Context:
        """The same context with further places to refer back to, each with the kind word that it stands with in the
        text; the counts stay as the text gives them."""
        own = (replace(s, kind=_kind_word(text, s.start, len(s.name) + 1)) for s in self.sightings)
        # No set: its order differs from process to process.
        merged = sorted(dict.fromkeys((*own, *more)), key=lambda sighting: sighting.start)
        return replace(self, sightings=tuple(merged))

    def leading(self) -> str | None:
        """The country that most of the report is about."""
        return max(self.countries, key=lambda code: self.countries[code], default=None)

    def foremost(self) -> list[str]:
        """The countries that a good part of the report is about."""
        total = sum(count for count in self.countries.values() if count > 0)
        return [code for code, count in self.countries.items() if count >= FOREMOST * total]

    def share(self, country: str, home: frozenset[str]) -> float:
        """How much of the report is about a country, 0 to 1. Where it names next to none, the theatre's are assumed."""
        total = sum(count for count in self.countries.values() if count > 0)
        own = self.countries.get(country, 0) / max(1, total)
        return max(0.5, own) if total < ASSUME_HOME and country in home else own


def read_context(report: Report, theatre: Lists) -> Context:
    """Find the places that a report names plainly."""
    sightings = tuple(_sure(_sightings(report.full, theatre)))
    context = Context(sightings, total=len(sightings))
    for sighting in sightings:
        context._count(sighting.place, 1)
        context.readings.setdefault(sighting.name, []).append(sighting.place)
    home = _home(report)
    if home is not None:
        context.countries[home] = context.countries.get(home, 0) + HOME
    return context


def _sure(found: Iterable[tuple[Sighting, bool]]) -> Iterator[Sighting]:
    """The sightings, the doubtful ones only of countries that the others say the report is about, if there are any."""
    everything = list(found)
    sure = [sighting.place.country for sighting, doubtful in everything if not doubtful]
    for sighting, doubtful in everything:
        if not (doubtful and sure) or sure.count(sighting.place.country) >= BORNE_OUT * len(sure):
            yield sighting


def followers(text: str, name: str) -> Iterator[str]:
    """The names that follow a name wherever a text puts it inside another: "Sarmada, Idlib", "Kafraya in Idlib"."""
    at = text.find(name)
    while at >= 0:
        match = _FOLLOWER.match(text, at + len(name))
        if match is not None:
            yield match.group(1)
        at = text.find(name, at + 1)


def _home(report: Report) -> str | None:
    """The country of the outlet's web address, where its last part is a country's ("example.co.uk" → GB)."""
    match = _DOMAIN.search(report.url or "") or _DOMAIN.search(report.outlet or "")
    if match is None:
        return None
    code = match.group(1).upper()
    return {"UK": "GB"}.get(code, code if code in nations.codes() and code not in _SOLD else None)


def _sightings(text: str, theatre: Lists) -> Iterator[tuple[Sighting, bool]]:
    """The places named in a text, each with whether it may as well be part of another name."""
    for match in _RUN.finditer(text):
        run = match.group()
        found = theatre.runs.get(run)
        if found is None:
            if len(theatre.runs) > 200_000:
                theatre.runs.clear()
            found = theatre.runs[run] = tuple(_places_of(run, theatre))
        if found and not _is_common(run, text):
            for offset, place, name in found:
                sighting = Sighting(match.start() + offset, place, None, name)
                yield sighting, _is_doubtful(sighting, run)


def _is_common(run: str, text: str) -> bool:
    """Whether it is a sentence's first word and no name: the text has it in small letters too."""
    low = run.lower()
    if low in _STOP or all(word in DIRECTIONS or word in KINDS for word in low.split()):
        return True  # "the Northern Region", "Central Command"
    return low.isalpha() and low in text and re.search(rf"\b{low}\b", text) is not None


def _places_of(run: str, theatre: Lists) -> Iterator[tuple[int, Place, str]]:
    """The places in a run of capitalised words: where in it, what, and the name."""
    words = run.split(" ")
    offset = index = 0
    while index < len(words):
        size, place = _longest(words[index : index + LONGEST], theatre)
        if place is not None:
            yield offset, place, " ".join(words[index : index + size]).rstrip(".")
        offset += sum(len(word) + 1 for word in words[index : index + size])
        index += size


def _is_doubtful(sighting: Sighting, run: str) -> bool:
    """Whether a small place's name stands among other capitalised words, as in "Abdul Khan" or "the Sur Brigade"."""
    if sighting.place.weight >= FOREIGN_CLEAR or sighting.place.kind == "country":
        return False
    rest = run.replace(sighting.name, " ", 1).split()
    lows = [word.lower().rstrip(".'’") for word in rest]
    return any(low not in _STOP and low not in KINDS and low not in DIRECTIONS and low not in PEOPLES for low in lows)


def _longest(words: Sequence[str], theatre: Lists) -> tuple[int, Place | None]:
    for size in range(len(words), words[0].lower() in DIRECTIONS, -1):  # "Northern" alone is a part of something
        place = plain(" ".join(words[:size]), theatre)
        if place is not None:
            return size, place
    return 1, None


def plain(name: str, theatre: Lists) -> Place | None:
    """The place of a name where there is little doubt: the most prominent entry so spelt, if it is prominent."""
    found = theatre.plain_names.get(name)
    if found is None:
        found = theatre.plain_names[name] = (_plain(name, theatre),)
    return found[0]


def _plain(name: str, theatre: Lists) -> Place | None:
    exact = [place for place, worth in theatre.candidates(name) if worth >= 0.0 and _is_clear(place, name, theatre)]
    if not exact:
        country = nation(name)
        bare = unpossessed(name.rstrip("."))
        if country:
            return theatre.place(country)
        if theatre.names_actor(name):
            return None  # "Hamas" is no Hama that lost its apostrophe
        return plain(bare, theatre) if bare and len(bare) > 3 and bare[:-1] else None
    best = max(exact, key=lambda place: place.weight)
    return town_of(best, exact) or best


def _is_clear(place: Place, name: str, theatre: Lists) -> bool:
    if place.id in theatre.by_id or place.precision == "country":
        return place.weight >= CLEAR
    # The world has a town of almost any name; those that a report means are large, or it writes them in full.
    return place.weight >= FOREIGN_CLEAR


def town_of(unit: Place, candidates: Sequence[Place]) -> Place | None:
    """The town among same-named candidates that a unit is named after: it lies within the unit."""
    if unit.precision not in {"governorate", "district", "subdistrict"}:
        return None
    inside = [p for p in candidates if p.precision == "town" and unit.id in p.within]
    return max(inside, key=lambda place: place.weight, default=None)


def _kind_word(text: str, start: int, length: int) -> str | None:
    """The kind that the text gives a name: "the village of X", "X district"."""
    before = _KIND_BEFORE.search(text, max(0, start - 24), start)
    if before and before.group(1) in KINDS:
        return KINDS[before.group(1)]
    after = _KIND_AFTER.match(text, start + length - 1)
    return KINDS.get(after.group(1)) if after else None
