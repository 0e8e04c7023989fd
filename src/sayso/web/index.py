"""What stands where and when, in columns that answer quickly: made once for each state of the ledger."""

from __future__ import annotations

import pickle
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.errors import LedgerError
from sayso.ledger import Outline
from sayso.models import STANDINGS, TOPICS, PlaceResolution, Standing

# The most pressing first: what a reader looks for.
PRESSING: tuple[Standing, ...] = ("disputed", "revised", "conceded", "agreed", "single")
RANK = {standing: number for number, standing in enumerate(PRESSING)}

# Numbers of matters in the index, or a column of one value for each of them.
Lines: TypeAlias = NDArray[np.int32]
Small: TypeAlias = NDArray[np.int8]
NONE: Lines = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which matters are looked at; None looks at any. ``since`` and ``until`` are ISO dates."""

    since: str | None = None
    until: str | None = None
    topic: str | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """All matters in short, a column a field and a row a matter, and the places they are about by key.

    ``first`` and ``last`` are days as ordinals, 0 where no time is known. ``rank`` puts the matters in the order in
    which they press: the disputed first, then those of most voices, then the latest. ``by_place`` are the rows sorted
    by place, those of a place from its ``starts`` on; ``areas`` the places in and within one that has an id.
    """

    revision: int
    ids: Sequence[str] = ()
    topic: Small = field(default_factory=lambda: np.zeros(0, np.int8))
    standing: Small = field(default_factory=lambda: np.zeros(0, np.int8))
    place: Lines = field(default_factory=lambda: NONE)
    first: Lines = field(default_factory=lambda: NONE)
    last: Lines = field(default_factory=lambda: NONE)
    rank: Lines = field(default_factory=lambda: NONE)
    keys: tuple[str, ...] = ()
    places: Mapping[str, PlaceResolution] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    areas: Mapping[str, Lines] = field(default_factory=dict)
    by_place: Lines = field(default_factory=lambda: NONE)
    starts: Lines = field(default_factory=lambda: np.zeros(1, np.int32))

    @classmethod
    def made(cls, revision: int, told: Outline) -> Index:
        """The index of all stored matters."""
        places: dict[str, PlaceResolution] = {}
        for found in told.where:
            places.setdefault(place_key(found), found)
        keys = tuple(places)
        numbers = {key: number for number, key in enumerate(keys)}
        of_meaning = np.array([numbers[place_key(found)] for found in told.where], np.int32)
        place = of_meaning[np.array(told.places, np.int32)] if told.ids else NONE
        first = np.array([_day(iso) for iso in told.first], np.int32)
        last = np.array([_day(iso, True) for iso in told.last], np.int32)
        topic = _codes(told.topics, TOPICS)
        standing = _codes(told.standings, PRESSING)
        voices = np.array(told.voices, np.int32)
        order = np.lexsort((np.array(told.ids), -last, -voices, standing)) if told.ids else NONE
        rank = np.empty(len(told.ids), np.int32)
        rank[order] = np.arange(len(told.ids), dtype=np.int32)
        by_place = np.argsort(place, kind="stable").astype(np.int32)
        starts = np.searchsorted(place[by_place], np.arange(len(keys) + 1)).astype(np.int32)
        return cls(
            revision, told.ids, topic, standing, place, first, last, rank, keys, places, numbers, _areas(places),
            by_place, starts,
        )  # fmt: skip

    def keep(self, path: Path) -> None:
        """Write it to a file for other processes of this server: quicker to read than to make. Raises LedgerError."""
        try:
            with path.open("wb") as file:
                pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise LedgerError(f"the index cannot be kept at {path}: {error}") from error

    @classmethod
    def kept(cls, path: Path) -> Index:
        """The index in a file that this server wrote, where no other user can write. Raises OSError if it is gone."""
        with path.open("rb") as file:
            found: Index = pickle.load(file)
        return found

    def __len__(self) -> int:
        return len(self.ids)

    # -- which matters -------------------------------------------------------------------------------------------

    def all(self) -> Lines:
        return np.arange(len(self.ids), dtype=np.int32)

    def at(self, key: str) -> Lines:
        """The matters about a place itself."""
        number = self.numbers.get(key)
        return NONE if number is None else self.by_place[self.starts[number] : self.starts[number + 1]]

    def inside(self, key: str) -> Lines:
        """The matters about a place and what lies within it."""
        numbers = self.areas.get(key)
        if numbers is None:
            return self.at(key)
        return np.concatenate([self.by_place[self.starts[n] : self.starts[n + 1]] for n in numbers])

    def looked_at(self, lines: Lines, asked: Asked) -> Lines:
        """Those of the matters that are asked for; one without a time only where no time is asked for."""
        wanted = np.ones(len(lines), bool)
        if asked.topic:
            wanted &= self.topic[lines] == TOPICS.index(asked.topic)
        if asked.standing:
            wanted &= self.standing[lines] == RANK[asked.standing]  # type: ignore[index]
        if asked.since:
            wanted &= self.last[lines] >= ordinal(asked.since)
        if asked.until:
            wanted &= (self.first[lines] > 0) & (self.first[lines] <= ordinal(asked.until, end=True))
        return lines[wanted]

    def pressing(self, lines: Lines, most: int) -> Lines:
        """The matters that a reader looks for: the disputed first, then those of most voices, then the latest."""
        return _least(lines, self.rank[lines], most)

    def latest(self, lines: Lines, most: int) -> Lines:
        return _least(lines, -self.last[lines], most)

    def nearest(self, lines: Lines, day: int, most: int) -> Lines:
        """The matters that begin nearest to a day."""
        return _least(lines, np.abs(self.first[lines] - day), most)

    def of_each_topic(self, lines: Lines, most: int) -> Lines:
        """Of each topic the matters that press most."""
        topics = self.topic[lines]
        return np.concatenate([NONE, *(self.pressing(lines[topics == n], most) for n in range(len(TOPICS)))])

    def named(self, lines: Lines) -> list[str]:
        """The ids of matters."""
        return [self.ids[line] for line in lines.tolist()]

    # -- how many ------------------------------------------------------------------------------------------------

    def standings(self, lines: Lines) -> dict[str, int]:
        """How many of the matters stand in each way; every way is there."""
        return _by_standing(np.bincount(self.standing[lines], minlength=len(PRESSING)).tolist())

    def topics(self, lines: Lines) -> dict[str, int]:
        """How many of the matters are on each topic."""
        return dict(zip(TOPICS, np.bincount(self.topic[lines], minlength=len(TOPICS)).tolist(), strict=True))

    def tallied(self, lines: Lines) -> list[tuple[str, int, dict[str, int]]]:
        """Key, number of matters and how they stand, of each place that one of the matters is about."""
        ways = len(PRESSING)
        counted = np.bincount(self.place[lines] * ways + self.standing[lines], minlength=len(self.keys) * ways)
        table = counted.reshape(-1, ways)
        told = np.flatnonzero(table.any(axis=1))
        return [
            (self.keys[number], sum(row), _by_standing(row))
            for number, row in zip(told.tolist(), table[told].tolist(), strict=True)
        ]

    def topics_of(self, lines: Lines, keys: Collection[str]) -> dict[str, list[str]]:
        """The three topics that most of the matters about each of these places are on."""
        size = len(TOPICS)
        counted = np.bincount(self.place[lines] * size + self.topic[lines], minlength=len(self.keys) * size)
        table = counted.reshape(-1, size)
        most = {key: np.argsort(-table[self.numbers[key]], kind="stable")[:3].tolist() for key in keys}
        return {key: [TOPICS[n] for n in those if table[self.numbers[key], n]] for key, those in most.items()}

    def bars(self, lines: Lines, first: int, last: int, width: int) -> list[dict[str, int]]:
        """How many matters begin in each stretch of ``width`` days from one day to another, by standing."""
        begins, ways = self.first[lines], len(PRESSING)
        inside = (begins >= first) & (begins <= last)
        cells = (begins[inside] - first) // width * ways + self.standing[lines][inside]
        counted = np.bincount(cells, minlength=((last - first) // width + 1) * ways).reshape(-1, ways)
        return [_by_standing(row) for row in counted.tolist()]


def _codes(values: Sequence[str], known: Sequence[str]) -> Small:
    numbers = {name: number for number, name in enumerate(known)}
    return np.array([numbers[value] for value in values], np.int8)


def _by_standing(counted: Sequence[int]) -> dict[str, int]:
    found = dict(zip(PRESSING, counted, strict=True))
    return {standing: found[standing] for standing in STANDINGS}


def _least(lines: Lines, keys: Lines, most: int) -> Lines:
    """The lines of the smallest keys, the smallest first."""
    if len(lines) > most:
        near = np.argpartition(keys, most - 1)[:most]
        lines, keys = lines[near], keys[near]
    return lines[np.argsort(keys, kind="stable")]


def _areas(places: Mapping[str, PlaceResolution]) -> dict[str, Lines]:
    found: dict[str, list[int]] = {}
    for number, (key, place) in enumerate(places.items()):
        for name in dict.fromkeys((key, *place.within)):
            found.setdefault(name, []).append(number)
    return {name: np.array(numbers, np.int32) for name, numbers in found.items()}


def place_key(place: PlaceResolution) -> str:
    """The id of a place; for one without an entry, its name behind a tilde."""
    return place.id or f"~{place.name.casefold()}"


@cache
def _day(iso: str | None, end: bool = False) -> int:
    return ordinal(iso, end) if iso else 0


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
