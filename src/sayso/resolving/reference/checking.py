"""Checks a theatre's files: every problem as a line that names the file and row, so that a person can mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import TheatreError
from sayso.resolving.reference.compiling import FILES, rows
from sayso.resolving.reference.records import PRECISIONS, spans

Rows = list[dict[str, str]]
COLUMNS: dict[str, tuple[str, ...]] = {
    "theatre.csv": ("key", "value"),
    "places.csv": ("id", "name", "kind", "parent", "source", "licence"),
    "actors.csv": ("id", "name", "aliases", "kind", "side", "active_from", "active_to", "source", "licence"),
    "outlets.csv": ("id", "name", "aliases", "owner", "alignment", "source", "licence"),
    "naming.csv": ("alignment", "terms", "meaning", "from", "to"),
    "sides.csv": ("id", "label", "bloc"),
}
SITE_KINDS = frozenset(
    "hospital road camp airport dam prison crossing landmark military-site industrial-zone river school".split()
)
KINDS = frozenset(PRECISIONS) | SITE_KINDS
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def check(path: str | Path) -> list[str]:
    """The problems of a theatre's folder, [] if it is sound. Raises TheatreError only if there is no such folder."""
    folder = Path(path)
    if not folder.is_dir():
        raise TheatreError(f"{folder}: no such folder")
    if not (folder / "theatre.csv").is_file():
        return ["theatre.csv: absent; it gives the theatre's name and countries"]
    try:
        tables = {name: rows(folder / name) for name in FILES}
    except TheatreError as error:
        return [str(error)]
    problems = list(_columns(tables))
    if problems:
        return problems
    return [*_settings(tables["theatre.csv"]), *_places(tables["places.csv"]), *_parties(tables)]


def _columns(tables: dict[str, Rows]) -> Iterator[str]:
    for name, table in tables.items():
        missing = [column for column in COLUMNS[name] if table and column not in table[0]]
        if missing:
            yield f"{name}: no column {', '.join(missing)}"


def _settings(table: Rows) -> Iterator[str]:
    settings = {row["key"]: row["value"] for row in table}
    if not settings.get("name"):
        yield "theatre.csv: no name"
    for code in filter(None, settings.get("countries", "").split(";")):
        if not re.fullmatch(r"[A-Z]{2}", code):
            yield f"theatre.csv: {code!r} is not a country code of two capitals (ISO 3166)"


def _places(table: Rows) -> Iterator[str]:
    yield from _unique("places.csv", table)
    known = {row["id"] for row in table} | {row["pcode"] for row in table if row.get("pcode")}
    parents = {row["id"]: row["parent"] for row in table}
    for line, row in enumerate(table, start=2):
        where = f"places.csv line {line} ({row['id']})"
        if row["kind"] not in KINDS:
            yield f"{where}: unknown kind {row['kind']!r}"
        if row["parent"] and row["parent"] not in known:
            yield f"{where}: no place has the id or pcode {row['parent']!r} of its parent"
        elif _circular(row["id"], parents):
            yield f"{where}: contains itself"
        yield from (f"{where}: {problem}" for problem in (*_rights(row), *_point(row)))


def _circular(start: str, parents: dict[str, str]) -> bool:
    seen, at = {start}, parents.get(start, "")
    while at in parents:
        if at in seen:
            return True
        seen.add(at)
        at = parents[at]
    return False


def _point(row: dict[str, str]) -> Iterator[str]:
    for column, most in (("lat", 90), ("lon", 180)):
        text = row.get(column, "")
        if text and not (re.fullmatch(r"-?\d+(\.\d+)?", text) and abs(float(text)) <= most):
            yield f"{column} {text!r} is not a number of degrees"
    population = row.get("population", "")
    if population and not population.isdigit():
        yield f"population {population!r} is not a whole number"
    if bool(row.get("lat")) != bool(row.get("lon")):
        yield "has one of lat and lon without the other"


def _rights(row: dict[str, str]) -> Iterator[str]:
    if not row["name"]:
        yield "no name"
    for column in ("source", "licence"):
        if not row[column]:
            yield f"no {column}: nothing without one is shipped"


def _parties(tables: dict[str, Rows]) -> Iterator[str]:
    sides = {row["id"] for row in tables["sides.csv"]}
    blocs = {row["bloc"] for row in tables["sides.csv"]}
    for name in ("actors.csv", "outlets.csv", "sides.csv"):
        yield from _unique(name, tables[name])
    for name, column in (("actors.csv", "side"), ("outlets.csv", "alignment")):
        for line, row in enumerate(tables[name], start=2):
            where = f"{name} line {line} ({row['id']})"
            yield from (f"{where}: {problem}" for problem in (*_rights(row), *_sides(row[column], sides)))
    for line, row in enumerate(tables["actors.csv"], start=2):
        for column in ("active_from", "active_to"):
            if row[column] and not _DATE.match(row[column]):
                yield f"actors.csv line {line} ({row['id']}): {column} {row[column]!r} is not an ISO date"
    voices = {"", "*"} | sides | blocs | {row["id"] for row in tables["outlets.csv"]}
    meanings = {"none"} | {f"side:{side}" for side in sides} | {row["id"] for row in tables["actors.csv"]}
    for line, row in enumerate(tables["naming.csv"], start=2):
        if row["alignment"] not in voices:
            yield f"naming.csv line {line}: no side, bloc or outlet {row['alignment']!r}"
        if row["meaning"] not in meanings:
            yield f"naming.csv line {line}: no side or actor {row['meaning']!r}"
        if not row["terms"]:
            yield f"naming.csv line {line}: no terms"


def _sides(text: str, sides: set[str]) -> Iterator[str]:
    for span in spans(text):
        if span.value not in sides:
            yield f"side {span.value!r} is not in sides.csv"
        for day in filter(None, (span.start, span.end)):
            if not _DATE.match(day):
                yield f"{day!r} is not an ISO date"


def _unique(name: str, table: Rows) -> Iterator[str]:
    for id_, count in Counter(row["id"] for row in table).items():
        if count > 1 or not id_:
            yield f"{name}: the id {id_!r} stands on {count} rows"
