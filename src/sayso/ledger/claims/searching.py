"""Search: words in evidence or texts, and conditions on claims, a page at a time.

Hits come in the order of their numbers, the highest (latest added) first, and the number of the last one is the key
to the next page: however far one pages, each page costs the same, and what is added meanwhile moves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import LedgerError
from sayso.ledger.contract import Hit, Page, Query
from sayso.ledger.databases.database import Database, Row
from sayso.ledger.databases.tables import FOREVER

QUOTED = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"[^\W_]+")
# A condition met by fewer claims than this is looked up by its index; one met by more is tested claim by claim from
# the latest on, where a page is soon full. Of 300 to 100,000 this was the quickest on a ledger of a million claims.
FEW = 30_000


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a page begins (the key of the last hit before it) and how many hits it has at most."""

    after: str | None
    most: int


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its values; ``column`` is the one it is on, where an index may find what meets it."""

    sql: str
    values: Row
    column: str | None = None


def search(db: Database, upto: int, query: Query, cut: Cut) -> Page:
    """A page of claims or reports. Raises LedgerError for a key that is none."""
    phrases = phrases_of(query.words)
    if query.words.strip() and not phrases:
        return Page((), None)  # only marks: nothing has them as words
    wanted = _claims(db, upto, query, phrases) if query.kind == "claims" else _reports(db, upto, query, phrases)
    source, key, columns, conditions = wanted
    if cut.after is not None:
        conditions.append(Condition(f"{key} < ?", (_key(cut.after),)))
    where = _all(conditions)
    found = db.run(
        f"SELECT {columns} FROM {source} WHERE {where.sql} ORDER BY {key} DESC LIMIT ?", (*where.values, cut.most + 1)
    )
    shown = found[: cut.most]
    return Page(tuple(_hits(db, shown)), str(shown[-1][1]) if len(found) > len(shown) else None)


def phrases_of(words: str) -> list[list[str]]:
    """The plain words of each word or quoted phrase, without case and accents: ``pro-army`` is a phrase of two."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c)).lower()
    found = [WORD.findall(quoted or bare) for quoted, bare in QUOTED.findall(plain)]
    return [phrase for phrase in found if phrase]


def _key(after: str) -> int:
    if not after.isdecimal():
        raise LedgerError(f"{after!r} is not the key of a page")
    return int(after)


Wanted = tuple[str, str, str, list[Condition]]


def _claims(db: Database, upto: int, query: Query, phrases: list[list[str]]) -> Wanted:
    """What to select claims from, by which key, and the conditions."""
    conditions = [*_facets(query), *_outlet(query), *_days(query)]
    present = _present(upto)
    if phrases:
        index = db.word_index("claims", phrases)
        joined = Condition(f"{index.condition} AND facets.claim = {index.key}", index.values)
        # The words come first: the database is not to begin with a condition that half the ledger meets.
        return f"{index.table} CROSS JOIN facets", index.key, "facets.report, facets.claim", [
            joined, *map(_tested, conditions), present
        ]  # fmt: skip
    few = _fewest(db, conditions)
    conditions = [condition if condition is few else _tested(condition) for condition in conditions]
    return "facets", "facets.claim", "facets.report, facets.claim", [*conditions, present]


def _reports(db: Database, upto: int, query: Query, phrases: list[list[str]]) -> Wanted:
    conditions = [Condition("reports.revision <= ?", (upto,))]
    if query.outlet is not None:
        conditions.append(Condition("reports.outlet = ?", (query.outlet,)))
    if query.since is not None:
        conditions.append(Condition("reports.published >= ?", (query.since,)))
    if query.until is not None:
        conditions.append(Condition("reports.published <= ?", (query.until,)))
    if facets := list(_facets(query)):
        inner = _all([*facets, _present(upto)])
        told = f"EXISTS (SELECT 1 FROM facets WHERE facets.report = reports.number AND {inner.sql})"
        conditions.append(Condition(told, inner.values))
    columns = "reports.number, reports.number, reports.id"
    if not phrases:
        return "reports", "reports.number", columns, conditions
    index = db.word_index("reports", phrases)
    joined = Condition(f"{index.condition} AND reports.number = {index.key}", index.values)
    return f"{index.table} CROSS JOIN reports", index.key, columns, [joined, *conditions]


def told_of(db: Database, upto: int, place: str, days: tuple[str, str]) -> list[tuple[str, str]]:
    """Outlet and date of each report published between two days, inclusive, with a claim on a place or within it."""
    there, present = _among("place", "SELECT meaning FROM meaning_places WHERE place = ?", (place,)), _present(upto)
    # Reports mostly come in the order of their days: of the claims only those of these numbers need be looked at.
    published = Condition("reports.published >= ? AND reports.published <= ?", days)
    ends = db.run(f"SELECT min(+number), max(+number) FROM reports WHERE {published.sql}", published.values)
    near = Condition("facets.report >= ? AND facets.report <= ?", ends[0])
    seen = [] if upto == FOREVER else [Condition("reports.revision <= ?", (upto,))]
    if _number(db, _all([there, near])) < FEW:
        claims = _all([there, near, present])
        # Tested, since the days are fewer: looked up by number, each report would be read.
        among = Condition(f"+reports.number IN (SELECT report FROM facets WHERE {claims.sql})", claims.values)
    else:
        claims = _all([Condition("facets.report = reports.number", ()), near, _tested(there), present])
        among = Condition(f"EXISTS (SELECT 1 FROM facets WHERE {claims.sql})", claims.values)
    where = _all([published, *seen, among])
    found = db.run(f"SELECT outlet, published FROM reports WHERE {where.sql} AND outlet IS NOT NULL", where.values)
    return [(str(outlet), str(day)) for outlet, day in found]


def _all(conditions: Sequence[Condition]) -> Condition:
    """All of them as one."""
    values = tuple(value for condition in conditions for value in condition.values)
    return Condition(" AND ".join(condition.sql for condition in conditions), values)


def _present(upto: int) -> Condition:
    """The condition that a claim counts as it is at a revision."""
    if upto == FOREVER:
        return Condition(f"facets.until = {FOREVER}", ())
    return Condition("facets.since <= ? AND facets.until > ?", (upto, upto))


def _facets(query: Query) -> Iterator[Condition]:
    """The conditions that are on a claim itself."""
    if query.place is not None:
        yield _among("place", "SELECT meaning FROM meaning_places WHERE place = ?", (query.place,))
    for column, name in (("actor", query.actor), ("source", query.source)):
        if name is not None:
            yield _among(column, "SELECT number FROM meanings WHERE entry = ? OR name = ?", (name, name.casefold()))
    if query.topic is not None:
        yield Condition("facets.topic = ?", (query.topic,))
    if query.standing is not None:
        yield Condition(
            "EXISTS (SELECT 1 FROM matter_claims JOIN matters ON matters.number = matter_claims.matter"
            " WHERE matter_claims.claim = facets.claim AND matters.standing = ?)",
            (query.standing,),
        )


def _outlet(query: Query) -> Iterator[Condition]:
    if query.outlet is not None:
        yield _among("report", "SELECT number FROM reports WHERE outlet = ?", (query.outlet,))


def _days(query: Query) -> Iterator[Condition]:
    if query.since is not None:
        yield Condition("facets.last >= ?", (query.since,))
    if query.until is not None:
        yield Condition("facets.first <= ?", (query.until,))


def _among(column: str, wanted: str, values: Row) -> Condition:
    return Condition(f"facets.{column} IN ({wanted})", values, column)


def _fewest(db: Database, conditions: list[Condition]) -> Condition | None:
    """The condition that fewest claims meet, if these are few."""
    counted = [(_number(db, condition), n) for n, condition in enumerate(conditions) if condition.column]
    number, place = min(counted, default=(FEW, 0))
    return conditions[place] if number < FEW else None


def _number(db: Database, condition: Condition) -> int:
    """How many claims meet a condition, counted up to where it no longer counts as few."""
    found = db.run(
        f"SELECT count(*) FROM (SELECT 1 FROM facets WHERE {condition.sql} LIMIT {FEW}) AS found", condition.values
    )
    return int(found[0][0])


def _tested(condition: Condition) -> Condition:
    """The condition so put that no index is used for it."""
    if condition.column is None:
        return condition
    column = f"facets.{condition.column} "
    return Condition(condition.sql.replace(column, f"+{column}", 1), condition.values)


def _hits(db: Database, found: list[Row]) -> Iterator[Hit]:
    """The ids of what was found: rows of report number, key, and the report's id where reports were asked for."""
    if found and len(found[0]) == 3:
        yield from (Hit(row[2]) for row in found)
        return
    condition, values = db.among("claims.number", [row[1] for row in found])
    names = {
        number: (report, claim)
        for number, report, claim in db.run(
            "SELECT claims.number, report_id, claims.id FROM claims"
            f" JOIN readings ON readings.number = claims.reading WHERE {condition}",
            values,
        )
    }
    yield from (Hit(*names[row[1]]) for row in found)
