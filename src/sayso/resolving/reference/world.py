"""The world's countries, units and towns: the fall-back gazetteer, read from one SQLite file."""

from __future__ import annotations

import logging
import sqlite3
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sayso.resolving.reference import worldbuild
from sayso.resolving.reference.compiling import alone, cache_folder, remove_others
from sayso.resolving.reference.names import fold
from sayso.resolving.reference.records import Place
from sayso.resolving.reference.spellings import Spellings

logger = logging.getLogger(__name__)

_COLUMNS = "place.number, place.id, place.name, kind, lat, lon, within, weight, country, population, known"
# A name that many towns share says little; only the most prominent are worth comparing.
MOST = 60
ALIAS = -0.3
# How many names, and places, are kept once looked up: those of a war recur, those of an archive would fill the memory.
KEPT = 5_000
# Of how many countries the spellings are kept ready for comparing.
MOST_COUNTRIES = 20


def world_file() -> Path:
    """The built gazetteer, made first where it is absent or stale (some ten seconds, once); stale ones are removed.

    Of processes that start together one makes it, since that takes a gigabyte of memory.
    """
    target = cache_folder() / f"world-{worldbuild.source_digest()}.sqlite"
    if not target.exists():
        with alone(target):
            _make(target)
    return target


def _make(target: Path) -> None:
    if not target.exists():
        # Without logging set up this goes to standard error, so that nobody wonders what the first run waits for.
        logger.warning("sayso: preparing the place names of the world, once; this takes some ten seconds")
        worldbuild.build(target)
        remove_others(target, "world-*.sqlite")


class World:
    """The world gazetteer. Opened on first use; lookups are kept, since the names of one war recur."""

    def __init__(self) -> None:
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self._named: dict[str, tuple[tuple[Place, float], ...]] = {}
        self._abbreviations: dict[str, Place] | None = None
        self._places: dict[str, Place | None] = {}
        self._own: dict[str, Place] = {}
        self._spellings: dict[str, Spellings] = {}
        self._bent: dict[tuple[str, str], tuple[tuple[Place, float], ...]] = {}

    def _query(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._connection is None:
                # Shared between threads under the lock; read-only, so no two of them can disturb each other.
                uri = f"{world_file().as_uri()}?mode=ro&immutable=1"
                self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            return self._connection.execute(sql, values).fetchall()

    def named(self, key: str) -> tuple[tuple[Place, float], ...]:
        """The places whose folded name is ``key``, most prominent first, each with what the name is worth: an
        alternative name is worth less than the main one."""
        found = self._named.get(key)
        if found is None:
            sql = f"SELECT {_COLUMNS} FROM name JOIN place USING (number) WHERE key = ?"
            rows = self._query(f"{sql} ORDER BY weight DESC LIMIT {MOST}", key) if key else []
            if len(self._named) >= KEPT:
                self._named.clear()
            places = map(_place, rows)
            found = self._named[key] = tuple((place, 0.0 if fold(place.name) == key else ALIAS) for place in places)
        return found

    def abbreviated(self, name: str) -> Place | None:
        """The unit that an abbreviation stands for, just as it is written: "Ky.", "KY", "B.C."."""
        if self._abbreviations is None:
            self._abbreviations = {}
            for row in worldbuild.abbreviations():
                unit = next((p for p, _ in self.named(fold(row["unit"])) if p.country == row["country"]), None)
                if unit is not None:
                    self._abbreviations |= dict.fromkeys(row["abbreviations"].split(";"), unit)
        return self._abbreviations.get(name)

    def like(self, name: str, country: str) -> tuple[tuple[Place, float], ...]:
        """The places of a country whose names are like a bent one, each with what the likeness is worth."""
        found = self._bent.get((country, name))
        if found is None:
            if len(self._bent) >= KEPT:
                self._bent.clear()
            alike = self.spellings(country).like(name).items()
            places = ((self.place(place_id), worth) for place_id, worth in alike)
            found = self._bent[country, name] = tuple((place, worth) for place, worth in places if place is not None)
        return found

    def spellings(self, country: str) -> Spellings:
        """The spellings of a country's units and towns, to compare bent ones with."""
        found = self._spellings.get(country)
        if found is None:
            if len(self._spellings) >= MOST_COUNTRIES:
                self._spellings.clear()
            found = self._spellings[country] = Spellings(partial(self._spelt, country))
        return found

    def _spelt(self, country: str, letter: str) -> Iterator[tuple[str, str]]:
        """The spellings of a country that begin with a consonant, with the ids that they are of."""
        rows = self._query("SELECT names FROM spelling WHERE country = ? AND letter = ?", country, letter)
        for line in zlib.decompress(rows[0][0]).decode().split("\n") if rows else ():
            name, _, number = line.partition("\t")
            yield name, f"geonames:{number}"

    def place(self, place_id: str) -> Place | None:
        """The place of an id ("IQ", "geonames:98182"), or None."""
        if place_id not in self._places:
            if len(self._places) >= KEPT:
                self._places.clear()
            self._places[place_id] = self._find(place_id)
        return self._places[place_id]

    def _find(self, place_id: str) -> Place | None:
        scheme, _, number = place_id.partition(":")
        if scheme == "geonames":
            rows = self._query(f"SELECT {_COLUMNS} FROM place WHERE number = ? AND id IS NULL", number)
            return _place(rows[0]) if rows else None
        if not self._own:
            self._own |= {row[1]: _place(row) for row in self._query(f"SELECT {_COLUMNS} FROM place WHERE id <> ''")}
        return self._own.get(place_id)


def _place(row: tuple[Any, ...]) -> Place:
    number, id_, name, kind, lat, lon, within, weight, country, population, known = row
    containers = [f"geonames:{unit}" for unit in within.split()]
    if country and kind != "country":
        containers.append(country)
    return Place(
        id_ or f"geonames:{number}",
        name,
        kind,
        None if lat is None else lat / 100_000,
        None if lon is None else lon / 100_000,
        tuple(containers),
        weight / 100,
        country,
        str(number) if number > 0 else "",
        population,
        bool(known),
    )
