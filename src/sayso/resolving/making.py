"""Makes a new theatre's folder from a GeoNames dump, or from CSV files that a person has."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import TheatreError
from sayso.resolving import nations
from sayso.resolving.checking import COLUMNS

PLACE_COLUMNS = (
    "id name arabic_name aliases kind lat lon parent geonames_id pcode population rank source licence".split()
)
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
    this format's columns. Raises TheatreError if the folder has files already or an input is not in its format.
    """
    target = Path(folder)
    if target.exists() and any(target.iterdir()):
        raise TheatreError(f"{target}: is not empty; give a new folder")
    table = [*(_from_geonames(Path(geonames)) if geonames else ()), *(_from_csv(Path(places)) if places else ())]
    target.mkdir(parents=True, exist_ok=True)
    countries = sorted({row["id"] for row in table if row["kind"] == "country"})
    settings = [
        {"key": "name", "value": name},
        {"key": "title", "value": name},
        {"key": "countries", "value": ";".join(countries)},
    ]
    _write(target / "theatre.csv", ("key", "value"), settings)
    _write(target / "places.csv", PLACE_COLUMNS, table)
    for file in ("outlets.csv", "naming.csv", "sides.csv"):
        _write(target / file, COLUMNS[file], [])
    if actors:
        shutil.copyfile(actors, target / "actors.csv")
    else:
        _write(target / "actors.csv", COLUMNS["actors.csv"], [])
    return target


def _write(path: Path, columns: tuple[str, ...] | list[str], table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(table)


def _from_csv(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise TheatreError(f"{path}: no such file")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in COLUMNS["places.csv"] if column not in (reader.fieldnames or ())]
        if missing:
            raise TheatreError(f"{path}: no column {', '.join(missing)}")
        return list(reader)


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
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != FIELDS:
                raise TheatreError(f"{path} line {number}: {len(fields)} fields where a GeoNames dump has {FIELDS}")
            yield fields


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
