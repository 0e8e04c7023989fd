"""Makes a new theatre's folder from a GeoNames dump, or from CSV files that a person has."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import TheatreError
from sayso.resolving.reference import nations
from sayso.resolving.reference.checking import COLUMNS
from sayso.resolving.reference.compiling import rows
from sayso.resolving.reference.records import spans

PLACE_COLUMNS = (
    "id name arabic_name aliases kind lat lon parent geonames_id pcode population rank source licence".split()
)
# Kept too where a table brings them.
MORE_COLUMNS = ("wikidata", "admin1", "admin2", "country")
# The columns of a GeoNames dump that are used, by number (geonames.org/export, readme.txt).
ID, NAME, ALIASES, LAT, LON, CLASS, CODE, COUNTRY, POPULATION = 0, 1, 3, 4, 5, 6, 7, 8, 14
ADMIN = (10, 11, 12)
FIELDS = 19
KIND_OF_CODE = {
    **dict.fromkeys(("PCLI", "PCL", "PCLD"), "country"),
    "ADM1": "governorate",
    "ADM2": "district",
    "ADM3": "subdistrict",
    **dict.fromkeys(("PPLC", "PPLA"), "city"),
    "PPLX": "neighbourhood",
    **dict.fromkeys(("AIRP", "AIRB", "AIRF"), "airport"),
    **dict.fromkeys(("MILB", "INSM", "FT"), "military-site"),
    **dict.fromkeys(("HSP", "HSPC"), "hospital"),
    "DAM": "dam",
    "CMPRF": "camp",
    "PRN": "prison",
    **dict.fromkeys(("RD", "ST"), "road"),
    "CSTM": "crossing",
    "RGN": "area",
}
TOWN_FROM = 5_000


def new(
    name: str,
    folder: str | Path,
    geonames: str | Path | None = None,
    places: str | Path | None = None,
    actors: str | Path | None = None,
) -> Path:
    """Make a theatre's folder with all its files and return it.

    ``geonames`` is a dump of one or more countries in GeoNames' format, ``places`` and ``actors`` are CSV files with
    this format's columns. The sides that the actors name are put into ``sides.csv`` with their ids as labels. Raises
    TheatreError if the folder has files already or an input is not in its format; nothing is written then.
    """
    target = Path(folder)
    if not re.fullmatch(r"[\w.-]+", name):
        raise TheatreError(f"{name!r} is no name for a theatre: give one of letters, digits, hyphens and dots")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TheatreError(f"{target}: is not empty; give a new folder")
    table = [*(_from_geonames(Path(geonames)) if geonames else ()), *_from_csv(places, "places.csv")]
    parties = _from_csv(actors, "actors.csv")
    target.mkdir(parents=True, exist_ok=True)
    countries = sorted({row["id"] for row in table if row["kind"] == "country"})
    settings = {"name": name, "title": name, "countries": ";".join(countries)}
    _write(target / "theatre.csv", ("key", "value"), [{"key": key, "value": value} for key, value in settings.items()])
    more = [column for column in MORE_COLUMNS if any(row.get(column) for row in table)]
    _write(target / "places.csv", [*PLACE_COLUMNS, *more], table)
    _write(target / "actors.csv", list(parties[0]) if parties else COLUMNS["actors.csv"], parties)
    sides = dict.fromkeys(span.value for row in parties for span in spans(row["side"]))
    _write(target / "sides.csv", COLUMNS["sides.csv"], [{"id": side, "label": side, "bloc": side} for side in sides])
    for file in ("outlets.csv", "naming.csv"):
        _write(target / file, COLUMNS[file], [])
    return target


def _write(path: Path, columns: tuple[str, ...] | list[str], table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(table)


def _from_csv(given: str | Path | None, kind: str) -> list[dict[str, str]]:
    """The rows of a person's table of places or actors, [] if none is given."""
    if given is None:
        return []
    path = Path(given)
    if not path.is_file():
        raise TheatreError(f"{path}: no such file")
    table = rows(path)
    if not table:
        raise TheatreError(f"{path}: has no rows; the first line names the columns")
    missing = [column for column in COLUMNS[kind] if column not in table[0]]
    if missing:
        raise TheatreError(f"{path}: no column {', '.join(missing)}; the first line names the columns")
    return table


def _from_geonames(path: Path) -> list[dict[str, str]]:
    lines = list(_dump(path))
    units: dict[tuple[str, ...], str] = {}
    for fields in lines:
        depth = {"ADM1": 1, "ADM2": 2, "ADM3": 3}.get(fields[CODE])
        if depth:
            units[_unit(fields, depth)] = f"geonames:{fields[ID]}"
    table = [_place(fields, units) for fields in lines if _kind(fields)]
    return [*_countries({fields[COUNTRY] for fields in lines} - {row["id"] for row in table}), *table]


def _countries(codes: set[str]) -> list[dict[str, str]]:
    """Rows for the countries that a dump has places of but no row for, so that every chain ends in a country."""
    names = {row["country"]: row["name"] for row in nations.rows()}
    made = {"kind": "country", "parent": "", "source": "GeoNames", "licence": "CC BY 4.0"}
    return [{"id": code, "name": names.get(code, code), **made} for code in sorted(codes)]


def _dump(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        raise TheatreError(f"{path}: no such file")
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                fields = line.rstrip("\r\n").split("\t")
                problem = _broken(fields)
                if problem:
                    raise TheatreError(f"{path} line {number}: {problem}")
                yield fields
    except UnicodeDecodeError as error:
        raise TheatreError(f"{path}: not text in UTF-8 ({error}); unpack a .zip first") from error


def _broken(fields: list[str]) -> str | None:
    """What is wrong with a line of a dump."""
    if len(fields) != FIELDS:
        return f"{len(fields)} fields where a GeoNames dump has {FIELDS}, with tabs between"
    if not (fields[POPULATION] or "0").isdigit():
        return f"population {fields[POPULATION]!r} is not a whole number"
    return None


def _unit(fields: list[str], depth: int) -> tuple[str, ...]:
    return (fields[COUNTRY], *(fields[column] for column in ADMIN[:depth]))


def _kind(fields: list[str]) -> str | None:
    known = KIND_OF_CODE.get(fields[CODE])
    if known or fields[CLASS] != "P":
        return known
    return "town" if int(fields[POPULATION] or 0) >= TOWN_FROM else "village"


def _place(fields: list[str], units: dict[tuple[str, ...], str]) -> dict[str, str]:
    own = f"geonames:{fields[ID]}"
    kind = _kind(fields) or ""
    # The nearest unit above it: its own third-level unit, or the one above where it is that unit itself.
    above = (units.get(_unit(fields, depth)) for depth in (3, 2, 1))
    parent = next((unit for unit in above if unit and unit != own), fields[COUNTRY])
    aliases = [alias for alias in fields[ALIASES].split(",") if alias and alias != fields[NAME]]
    return {
        "id": fields[COUNTRY] if kind == "country" else own,
        "name": fields[NAME],
        "aliases": ";".join(aliases),
        "kind": kind,
        "lat": fields[LAT],
        "lon": fields[LON],
        "parent": "" if kind == "country" else parent,
        "geonames_id": fields[ID],
        "population": fields[POPULATION] if fields[POPULATION] != "0" else "",
        "source": "GeoNames",
        "licence": "CC BY 4.0",
    }
