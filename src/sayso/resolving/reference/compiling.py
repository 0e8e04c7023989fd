"""Compiles a theatre's CSV files to one JSON file that loads fast, kept in the user's cache.

The CSV files are what people edit and what is kept under version control. The compiled form is made when it is
absent or older than its sources, told by a digest of their content, so nobody need remember to build it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from math import log10
from pathlib import Path
from typing import Any

from sayso.errors import TheatreError
from sayso.resolving.reference import names

FORMAT = 5
_UNIT_WORD = re.compile(r"district|governorate|n[aā]\W?[hḩ]iya|nahyt|ناحية|منطقة|محافظة|مركز", re.IGNORECASE)
FILES = ("places.csv", "actors.csv", "outlets.csv", "naming.csv", "sides.csv", "theatre.csv")
# Prominence where no population is known, about log10 of the usual population of the kind.
WEIGHTS = {
    "country": 7.0,
    "governorate": 5.8,
    "district": 4.4,
    "subdistrict": 3.9,
    "city": 5.0,
    "town": 4.0,
    "neighbourhood": 3.8,
    "village": 3.0,
    "community": 2.8,
    "area": 4.0,
}
SITE_WEIGHT = 3.5
# OCHA translates what stands after the name in Arabic ("Big Orm" is Urum al-Kubra); reports transliterate it.
TRANSLATED = {
    "Big": ("Kubra", "Kabir", "Kabira"),
    "Little": ("Sughra", "Saghir", "Saghira"),
    "Upper": ("Fawqani", "Fawqa", "Foqani"),
    "Lower": ("Tahtani", "Tahta"),
    "Northern": ("Shamali", "Shamaliya"),
    "Southern": ("Janubi", "Qibli", "Qibliya"),
    "Eastern": ("Sharqi", "Sharqiya"),
    "Western": ("Gharbi", "Gharbiya"),
}
# A town after which a unit is named is its centre, and known beyond its size.
CENTRES = {"city": 5.0, "town": 4.5, "community": 3.8}


def cache_folder() -> Path:
    """Where compiled files are kept: ``SAYSO_CACHE``, else the platform's user cache, else a temporary folder."""
    chosen = os.environ.get("SAYSO_CACHE")
    base = Path(chosen) if chosen else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sayso"
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError:
        base = Path(tempfile.gettempdir()) / f"sayso-cache-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
        base.mkdir(parents=True, exist_ok=True)
    return base


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the whole new one, never a part. Raises TheatreError."""
    with whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file to be written, which becomes ``path`` when all went well and is removed when not.

    Processes that make the same file at once do not meet: each writes its own, and the last one stays. Raises
    TheatreError where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o644)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise TheatreError(f"{path}: cannot be written ({error}); name another folder in SAYSO_CACHE") from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time makes files in the folder of ``path``; the others wait, ten minutes at most.

    Where a folder cannot be locked, as on some network drives, each makes its own and the last one stays.
    """
    lock = path.parent / "making.lock"
    with ExitStack() as held:
        with suppress(sqlite3.Error):
            connection = held.enter_context(closing(sqlite3.connect(lock, timeout=600, isolation_level=None)))
            connection.execute("BEGIN EXCLUSIVE")
        yield


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; [] if it is absent. Raises TheatreError naming the file where it is not CSV in UTF-8."""
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets put a mark in front
            return [{k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(file)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TheatreError(f"{path}: not a CSV file in UTF-8 ({error})") from error


def digest(folder: Path) -> str:
    """A digest of everything that the compiled form depends on."""
    state = hashlib.sha256(f"{FORMAT}:{_code_digest()}".encode())
    for name in FILES:
        path = folder / name
        state.update(path.read_bytes() if path.exists() else b"-")
    return state.hexdigest()[:16]


@cache
def _code_digest() -> str:
    """Changing how names fold makes every compiled file stale."""
    code = Path(names.__file__).read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(code).hexdigest()


def build(folder: Path) -> Path:
    """The compiled file of a theatre's folder, made where it is absent or stale."""
    target = cache_folder() / f"theatre-{folder.name}-{digest(folder)}.json"
    if not target.exists():
        text = json.dumps(compile_folder(folder), ensure_ascii=False, separators=(",", ":"))
        write_whole(target, text)
        remove_others(target, f"theatre-{folder.name}-{'[0-9a-f]' * 16}.json")
    return target


def remove_others(kept: Path, pattern: str) -> None:
    """Remove the files that a new one replaces; who still has one open keeps reading it."""
    for path in kept.parent.glob(pattern):
        if path != kept:
            with suppress(OSError):
                path.unlink()


def compiled(folder: Path) -> dict[str, Any]:
    """The compiled theatre of a folder, from the cache where it is fresh, else made and kept."""
    loaded: dict[str, Any] = json.loads(build(folder).read_text(encoding="utf-8"))
    return loaded


def compile_folder(folder: Path) -> dict[str, Any]:
    """Compile a theatre folder: places with their containers, and the name keys that lead to them."""
    place_rows = rows(folder / "places.csv")
    places = [_place(row, chain) for row, chain in _chained(place_rows)]
    keys: dict[str, dict[str, list[int]]] = {"fold": {}, "loose": {}, "bones": {}}
    for index, row in enumerate(place_rows):
        _index(keys, index, _spellings(row))
    for town, unit in _namesakes(place_rows, places):
        places[town][6] = max(places[town][6], CENTRES[place_rows[town]["kind"]])
        _index(keys, town, (name for name in _spellings(place_rows[unit]) if not _UNIT_WORD.search(name)))
    return {
        "places": places,
        "keys": keys,
        "actors": rows(folder / "actors.csv"),
        "outlets": rows(folder / "outlets.csv"),
        "naming": rows(folder / "naming.csv"),
        "sides": rows(folder / "sides.csv"),
        "settings": {row["key"]: row["value"] for row in rows(folder / "theatre.csv")},
    }


def _namesakes(place_rows: list[dict[str, str]], places: list[list[Any]]) -> Iterator[tuple[int, int]]:
    """Towns and the units named after them, by index: how the unit is spelt, the town may be spelt too."""
    index = {place[0]: number for number, place in enumerate(places)}
    named: dict[int, int] = {}
    for number, (row, place) in enumerate(zip(place_rows, places, strict=True)):
        if row["kind"] not in CENTRES:
            continue
        name = names.loose(row["name"])
        for unit in (index[id_] for id_ in place[5]):
            if places[unit][2] in {"subdistrict", "district"} and names.loose(place_rows[unit]["name"]) == name:
                rival = named.get(unit)
                if rival is None or CENTRES[row["kind"]] > CENTRES[place_rows[rival]["kind"]]:
                    named[unit] = number
    return ((town, unit) for unit, town in named.items())


def _spellings(row: dict[str, str]) -> Iterator[str]:
    """Every spelling of a place; "Beit Meheb / Jdeydeh" is also each part, "Hama (Karama)" is "Hama"."""
    listed = [row["name"], row.get("arabic_name", ""), *row.get("aliases", "").split(";")]
    for name in filter(None, (name.strip() for name in listed)):
        yield name.split(" (")[0]
        if " / " in name:
            yield from name.split(" / ")
        first, _, rest = name.partition(" ")
        yield from (f"{rest} al-{word}" for word in TRANSLATED.get(first, ()) if rest)


def _index(keys: dict[str, dict[str, list[int]]], index: int, spellings: Iterable[str]) -> None:
    for spelling in spellings:
        for level, key in (
            ("fold", names.fold(spelling)),
            ("loose", names.loose(spelling)),
            ("bones", names.bones(spelling)),
        ):
            entries = keys[level].setdefault(key, []) if key else []
            if index not in entries:
                entries.append(index)


def _chained(place_rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Each row with its containers, nearest first, by ``parent`` (an id or a pcode)."""
    by_code = {row["pcode"]: row for row in place_rows if row.get("pcode")} | {row["id"]: row for row in place_rows}
    for row in place_rows:
        chain: list[str] = []
        parent = by_code.get(row["parent"])
        while parent is not None and parent["id"] not in chain and parent["id"] != row["id"]:
            chain.append(parent["id"])
            parent = by_code.get(parent["parent"])
        yield row, chain


def _place(row: dict[str, str], chain: list[str]) -> list[Any]:
    population, known = int(row.get("population") or 0), bool(row.get("rank"))
    weight = WEIGHTS.get(row["kind"], SITE_WEIGHT)
    if population:
        weight = max(log10(population), weight - 1)
    weight += 1.0 if known else 0.0
    lat, lon = (float(row[k]) if row.get(k) else None for k in ("lat", "lon"))
    country = row.get("country") or (chain[-1] if chain else row["id"])
    head = [row["id"], row["name"], row["kind"], lat, lon, chain, round(weight, 2), country]
    return [*head, row.get("geonames_id", ""), population, known]
