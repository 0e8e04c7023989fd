"""The place that a user names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from sayso.errors import SaysoError
from sayso.models import Matter, PlaceResolution

# Candidates shown for an ambiguous name, and spellings offered for an unknown one.
CHOICES, GUESSES = 6, 3
# How alike (0 to 100) a name must be to be offered; below this the offers were of other places.
ALIKE = 70


class Entry(Protocol):
    """A place of a gazetteer."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


class Gazetteer(Protocol):
    """What looks names up."""

    def find_place(self, name: str) -> PlaceResolution: ...

    def place(self, place_id: str) -> Entry | None: ...


def locate(name: str, gazetteer: Gazetteer, matters: Sequence[Matter]) -> PlaceResolution:
    """The gazetteer's place, or one that reports name and the gazetteer does not have.

    Of an ambiguous name, the only one that there are claims about is meant. Raises SaysoError where that does not
    settle it, with the candidates, and for an unknown name, with those that look like it.
    """
    return locate_among(name, gazetteer, lambda: [matter.place for matter in matters])


def locate_among(name: str, gazetteer: Gazetteer, places: Callable[[], Sequence[PlaceResolution]]) -> PlaceResolution:
    """The same with the places that there are claims about; they are asked for only where the name needs them."""
    found = gazetteer.find_place(name)
    if found.id is not None:
        return found
    spoken_of = places()
    # Words for the place itself before words for what lies around it.
    there = {place.id: place for place in sorted(spoken_of, key=lambda place: place.precision != "area")}
    present = [there[candidate] for candidate in found.candidates if candidate in there]
    if len(present) == 1:
        return present[0]
    unlisted = (place for place in spoken_of if place.id is None)
    place = next((place for place in unlisted if place.name.casefold() == name.casefold()), None)
    if place is not None:
        return place
    if found.candidates:
        raise SaysoError(f"{name!r} may be {_choices(found.candidates, gazetteer)}: ask by the id in brackets")
    raise SaysoError(f"there is no place {name!r} in the gazetteer or the ledger{_nearest(name, spoken_of)}")


def _choices(candidates: Sequence[str], gazetteer: Gazetteer) -> str:
    known = [(one, gazetteer.place(one)) for one in candidates[:CHOICES]]
    return " or ".join(f"{place.name}, {place.kind} [{one}]" if place else f"[{one}]" for one, place in known)


def _nearest(name: str, places: Iterable[PlaceResolution]) -> str:
    from rapidfuzz import process, utils

    names = sorted({place.name for place in places if place.name})
    near = process.extract(name, names, processor=utils.default_process, limit=GUESSES, score_cutoff=ALIKE)
    return f"; did you mean {' or '.join(match[0] for match in near)}?" if near else ""
