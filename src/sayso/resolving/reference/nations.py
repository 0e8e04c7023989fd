"""Countries and their demonyms: "Yemeni", "Yemen" and "Yemen's" all point to YE. Small enough to keep in memory."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from sayso.resolving.reference.names import fold, unpossessed

COUNTRIES = Path(str(files("sayso"))) / "theatres" / "world" / "countries.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The rows of countries.csv: country (ISO 3166), name, capital, aliases, demonyms."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def codes() -> frozenset[str]:
    """All country codes."""
    return frozenset(row["country"] for row in rows())


@cache
def capital(country: str) -> str | None:
    """The name of a country's capital."""
    return next((row["capital"] or None for row in rows() if row["country"] == country), None)


@cache
def _table(column: str) -> dict[str, str]:
    return {fold(word): row["country"] for row in rows() for word in row[column].split(";") if word}


@lru_cache(maxsize=4_000)
def demonym(word: str) -> str | None:
    """The country whose people or adjective the word is ("Yemeni" → "YE"), or None."""
    if not word[:1].isupper():
        return None
    return _table("demonyms").get(fold(word))


@lru_cache(maxsize=4_000)
def nation(words: str) -> str | None:
    """The country that a name, alias, demonym or possessive of one points to, or None."""
    for reading in filter(None, (words, unpossessed(words))):
        key = fold(reading)
        for column in ("name", "aliases", "demonyms"):
            code = _table(column).get(key)
            if code and reading[:1].isupper():
                return code
    return None
