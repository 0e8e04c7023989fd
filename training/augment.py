"""Other ways in which the same report could have been written, its coding kept."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from typing import Any

Record = dict[str, Any]
FIELDS = ("evidence", "place", "actor", "object", "source")
_STRIPPED = re.compile(r"[,'’]")
_NAME = re.compile(r"[A-Z][\w-]+(?: (?:al-|el-)?[A-Z][\w-]+)*")
# Words of place names that say what or where it is, not which.
_GENERAL = frozenset(
    "The North South East West Northern Southern Eastern Western Central Province City Town Village District Camp "
    "Governorate Syria Syrian Street Road Hospital Airport Base".split()
)


def variants(row: Record, names: list[str], rng: random.Random, swaps: int) -> list[Record]:
    """The report as it is; without commas and apostrophes, as some archives have them; with its places renamed."""
    made = [row, stripped(row)]
    made += [renamed(row, names, rng) for _ in range(swaps)]
    return made


def stripped(row: Record) -> Record:
    return rewritten(row, lambda words: _STRIPPED.sub("", words))


def place_names(rows: Iterable[Record]) -> list[str]:
    """The proper names in the place fields of coded reports, in a fixed order."""
    return sorted({name for row in rows for name in _names(row)})


def _names(row: Record) -> set[str]:
    places = (claim["place"] for claim in row["claims"] if claim["place"])
    return {m.group() for p in places for m in _NAME.finditer(p) if not set(m.group().split()) & _GENERAL}


def renamed(row: Record, names: list[str], rng: random.Random) -> Record:
    """The row with each of its place names replaced everywhere by another name of the stock."""
    new = {name: rng.choice(names) for name in sorted(_names(row))}
    if not new:
        return row
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(new, key=len, reverse=True)))
    return rewritten(row, lambda words: pattern.sub(lambda m: new[m.group()], words))


def rewritten(row: Record, change: Callable[[str], str]) -> Record:
    """The row with every string of report and claims changed alike."""
    report = {**row["report"], "title": change(row["report"]["title"]), "text": change(row["report"]["text"])}
    claims = [
        {**c, **{f: change(c[f]) if c[f] else None for f in FIELDS}, "via": [change(v) for v in c["via"]]}
        for c in row["claims"]
    ]
    return {"report": report, "claims": claims}
