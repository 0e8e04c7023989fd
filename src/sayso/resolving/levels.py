"""Whether a name that a town shares with the unit about it means the town or the unit.

"Idlib" is a town with a tenth of the people of the province that is named after it; "Aleppo" is a town with half of
them. A bare name means the unit where the town is a small part of it, or a part of it and the report speaks of the
unit, unless the words or the report speak of the town. The unit is the coarser answer, so that a doubt never makes a
place finer than its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sayso.resolving.phrases import Phrase
from sayso.resolving.reference.records import Place
from sayso.resolving.weighing import Candidates, Scene

# The town's share of its unit's people: below the first a bare name means the unit, below the second it does where the
# report speaks of the unit. Set on the bare names of 71 coded claims: at 0.10 (Idlib, Daraa) all but those that speak
# of the town mean the unit, at 0.23 to 0.29 (Deir ez-Zor, Hama) half of them, at 0.44 (Homs, Aleppo) next to none.
SMALL, PART = 0.2, 0.4
_UNIT = "province|governorate|countryside|oblast|region|strip"
_S = r"(?:['’]?s)?"
_UNIT_AFTER = re.compile(
    rf"{_S} (?i:{_UNIT}|provincial)\b|"
    rf"{_S}(?:,? (?:and )?(?:al |ez )?[A-Z][\w'’-]+){{1,4}} (?i:provinces|governorates)\b"
)
_UNIT_BEFORE = re.compile(
    rf"\b(?i:rural|{_UNIT}) (?:of )?$|\b(?i:provinces|governorates) of (?:[\w'’-]+,? (?:and )?){{0,4}}$"
)
_TOWN_AFTER = re.compile(
    rf"{_S} (?i:city|town)\b(?! of)|{_S} (?:[A-Z][\w'’-]+ ){{1,3}}(?i:district|neighbou?rhood|quarter)\b"
)
_TOWN_BEFORE = re.compile(
    r"\b(?i:city|town|cities|towns|outskirts|centre|center|suburbs?|streets) (?i:of )$|\b(?i:capital),? $"
)
# How many letters before a name may say what it means.
REACH = 60
_ABOUT_TOWN = re.compile(
    r"\b(?:near|around|outside|outskirts|suburbs?|edges?|centre|center|downtown|streets?|entrances?|gates?|city|town|"
    r"kilomet\w+|km|miles?|(?:north|south|east|west)\w* of|neighbou?rhoods?|quarters?)\b",
    re.IGNORECASE,
)
_UNIT_KINDS = frozenset({None, "area", "governorate"})


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Whether a text speaks of the unit of a name, and of the town."""

    unit: bool
    town: bool


def levelled(winner: Place, found: Candidates, phrase: Phrase, text: str, scene: Scene) -> Place:
    """The winner, or in its stead the unit or town of the same name that a bare name rather means."""
    pair = _pair(winner, (place for place, _ in found))
    if pair is None or phrase.kind not in _UNIT_KINDS or phrase.site or phrase.head is None:
        return winner
    town, unit = pair
    if phrase.kind == "governorate":
        return unit
    if winner is town and not _may_be_unit(town, unit):
        return winner
    spoken = _spoken(scene.report.full if scene.report else "", phrase.head.text)
    if spoken.town or _ABOUT_TOWN.search(text) or _has_quarter(town, scene):
        return town
    return unit if _may_be_unit(town, unit) and _is_unit(town, unit, spoken) else winner


def _pair(winner: Place, found: Iterable[Place]) -> tuple[Place, Place] | None:
    """The town and the first-level unit among places of one name, of which the winner is one."""
    if winner.precision == "governorate":
        towns = [p for p in found if p.precision == "town" and winner.id in p.within]
        town = max(towns, key=lambda place: place.weight, default=None)
        return (town, winner) if town else None
    if winner.precision not in {"town", "district", "subdistrict"}:
        return None
    places = list(found)
    unit = next((p for p in places if p.precision == "governorate" and p.id in winner.within), None)
    if unit is None:
        return None
    if winner.precision == "town":
        return winner, unit
    return _pair(unit, places)


def _may_be_unit(town: Place, unit: Place) -> bool:
    return unit.known or 0 < town.population < PART * unit.population


def _is_unit(town: Place, unit: Place, spoken: _Spoken) -> bool:
    """Whether a bare name means the unit. The world's units have only the sum of their towns' people, which is too
    little to go by alone."""
    small = town.population < SMALL * unit.population and unit.kind == "governorate"
    return unit.known or small or spoken.unit


def _has_quarter(town: Place, scene: Scene) -> bool:
    """Whether the report names a neighbourhood of the town."""
    return any(s.place.precision == "neighbourhood" and town.id in s.place.within for s in scene.context.sightings)


@lru_cache(maxsize=256)
def _spoken(text: str, name: str) -> _Spoken:
    """What a text says of a name: "Idlib province", "the provinces of Hama and Idlib"; "Idlib city", "the city of
    Idlib", "Idlib's Thawra district"."""
    unit = town = False
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum():
            unit = unit or bool(_UNIT_AFTER.match(text, end) or _UNIT_BEFORE.search(text, max(0, at - REACH), at))
            before = _TOWN_BEFORE.search(text, max(0, at - REACH), at) and not _UNIT_AFTER.match(text, end)
            town = town or bool(before or _TOWN_AFTER.match(text, end))
        at = text.find(name, end)
    return _Spoken(unit, town)
