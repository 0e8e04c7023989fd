"""Matters as stored: made elsewhere from the claims, kept here to be asked for one by one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.ledger.claims import keeping
from sayso.ledger.contract import Groundwork, MatterQuery, Survey, Tally
from sayso.ledger.databases import rows
from sayso.ledger.databases.database import Database, Row
from sayso.ledger.databases.tables import FOREVER, FORGETTING, MATTERS, REMARK
from sayso.ledger.matters import shelving
from sayso.models import Matter, PlaceResolution

# Matters written at a time: their places are numbered together.
BATCH = 1000
# The order in which a brief shows the matters of a topic: those that are contested, then those of most voices.
STANDINGS = ("disputed", "revised", "conceded", "agreed", "single")
FOREMOST = (
    "PARTITION BY topic ORDER BY CASE standing"
    + "".join(f" WHEN '{standing}' THEN {place}" for place, standing in enumerate(STANDINGS))
    + " END, voices DESC, coalesce(last, '') DESC"
)
# Number and days of each claim of the present by its id.
Known = dict[str, tuple[int, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Held:
    """Matters in memory: those of the past, or of a store that cannot be written now."""

    revision: int
    made_by: str
    matters: tuple[Matter, ...]

    def find(self, query: MatterQuery) -> list[Matter]:
        """Those that are wanted; by what days their claims count for is not asked, since that is not known here."""
        return sorted((matter for matter in self.matters if _fits(matter, query)), key=reading_order)

    def named(self, names: Collection[str]) -> list[Matter]:
        known = {matter.id: matter for matter in self.matters}
        return [known[name] for name in names if name in known]

    def of_claims(self, claims: Collection[str]) -> dict[str, Matter]:
        wanted = set(claims)
        return {name: matter for matter in self.matters for name in claims_of(matter) if name in wanted}

    def count(self, query: MatterQuery) -> Tally:
        found = self.find(query)
        return Tally(len(found), sum(len(claims_of(matter)) for matter in found), 0)

    def places(self) -> list[PlaceResolution]:
        return list({rows.meaning_text(matter.place): matter.place for matter in self.matters}.values())


def _fits(matter: Matter, query: MatterQuery) -> bool:
    first, last = matter.start or matter.end, matter.end or matter.start
    return (
        (query.place is None or _about(matter.place, query.place))
        and query.topic in (None, matter.topic)
        and query.standing in (None, matter.standing)
        and (query.since is None or (last is not None and last >= query.since))
        and (query.until is None or (first is not None and first <= query.until))
        and (query.name is None or matter.id.startswith(query.name))
    )


def _about(place: PlaceResolution, wanted: PlaceResolution) -> bool:
    if wanted.id is not None:
        return wanted.id == place.id or wanted.id in place.within
    return place.id is None and place.name.casefold() == wanted.name.casefold()


def places(db: Database) -> list[PlaceResolution]:
    found = db.run("SELECT body FROM meanings WHERE number IN (SELECT place FROM matters)")
    return [rows.place_of(json.loads(row[0])) for row in found]


def has(db: Database, upto: int, made_by: str) -> bool:
    """Whether matters made by this line-up are stored that hold for the state at ``upto``."""
    found = db.run("SELECT revision FROM lineups WHERE made_by = ?", (made_by,))
    return bool(found) and not _changed(db, int(found[0][0]), upto)


def _changed(db: Database, one: int, other: int) -> bool:
    """Whether between two revisions anything changed that matters are made from."""
    between = (min(one, other), max(one, other), REMARK)
    return bool(db.run("SELECT 1 FROM changes WHERE revision > ? AND revision <= ? AND kind <> ? LIMIT 1", between))


def find(db: Database, query: MatterQuery, most: int | None = None) -> list[Matter]:
    """The matters that are wanted; with ``most`` of each topic those that are among the first so many, equals too."""
    condition, values = _where(query)
    sql = f"SELECT body FROM matters WHERE {condition}"
    if most is not None:
        ranked = f"SELECT number, rank() OVER ({FOREMOST}) AS place FROM matters WHERE {condition}"
        sql = f"SELECT body FROM matters WHERE number IN (SELECT number FROM ({ranked}) AS ranked WHERE place <= ?)"
        values = (*values, most)
    return sorted((rows.matter_of(json.loads(row[0])) for row in db.run(sql, values)), key=reading_order)


def survey(db: Database, query: MatterQuery) -> Survey:
    """The same in numbers."""
    condition, values = _where(query)
    topics: dict[str, int] = dict(
        db.run(f"SELECT topic, count(*) FROM matters WHERE {condition} GROUP BY topic", values)
    )
    # Each table in turn, so that the database does not begin with the reports.
    told = (
        f"SELECT DISTINCT facets.report FROM matters CROSS JOIN matter_claims CROSS JOIN facets WHERE {condition}"
        f" AND matter_claims.matter = matters.number AND facets.claim = matter_claims.claim AND until = {FOREVER}"
    )
    ((reports, outlets),) = db.run(
        f"SELECT count(*), count(DISTINCT outlet) FROM reports WHERE number IN ({told})", values
    )
    return Survey(topics, count(db, query), int(reports), int(outlets))


def of_claims(db: Database, claims: Collection[str]) -> dict[str, Matter]:
    """The stored matter of each of these claims, by the claim's id."""
    condition, values = db.among("claims.id", claims)
    found = db.run(
        "SELECT claims.id, matter_claims.matter FROM claims JOIN matter_claims ON claim = claims.number"
        f" WHERE {condition}",
        values,
    )
    some, wanted = db.among("number", sorted({matter for _, matter in found}))
    bodies = db.run(f"SELECT number, body FROM matters WHERE {some}", wanted)
    matters = {number: rows.matter_of(json.loads(body)) for number, body in bodies}
    return {name: matters[matter] for name, matter in found}


def count(db: Database, query: MatterQuery) -> Tally:
    if query == MatterQuery(query.place):
        return _tally(db, query)
    condition, values = _where(query)
    found = db.run(
        f"SELECT count(*), coalesce(sum(dated), 0), coalesce(sum(undated), 0) FROM matters WHERE {condition}", values
    )
    return Tally(*map(int, found[0]))


def _tally(db: Database, query: MatterQuery) -> Tally:
    """The same of all matters of a place, or of all there are, which are counted already."""
    condition, values = _about_place(query.place) or ("true", ())
    found = db.run(
        "SELECT coalesce(sum(matters), 0), coalesce(sum(dated), 0), coalesce(sum(undated), 0) FROM tallies"
        f" WHERE {condition.replace('matters.place', 'place')}",
        values,
    )
    return Tally(*map(int, found[0]))


def reading_order(matter: Matter) -> tuple[str, ...]:
    """By topic, place and date."""
    return (matter.topic, matter.place.name, matter.start or "", matter.question, matter.id)


def _told(query: MatterQuery) -> list[tuple[str, Any]]:
    """Conditions that a claim counts for the time asked about: one on the matter's days, then on its claims' own.

    A matter whose first or last day lies in the time has such a claim; of others the claims are looked at.
    """
    since, until = query.told_since, query.told_until
    found: list[tuple[str, Any]] = [("matters.told_last >= ?", since), ("matters.told_first <= ?", until)]
    if since is None or until is None:
        return found
    among = (
        "EXISTS (SELECT 1 FROM matter_claims CROSS JOIN facets WHERE matter_claims.matter = matters.number"
        f" AND facets.claim = matter_claims.claim AND facets.until = {FOREVER}"
        " AND facets.last >= ? AND facets.first <= ?)"
    )
    return [*found, (f"(matters.told_first >= ? OR matters.told_last <= ? OR {among})", (since, until, since, until))]


def _about_place(place: PlaceResolution | None) -> tuple[str, Row] | None:
    """The condition that a matter is about a place or what lies within it; about its name, where it has no entry."""
    if place is None:
        return None
    if place.id is not None:
        return "matters.place IN (SELECT meaning FROM meaning_places WHERE place = ?)", (place.id,)
    unresolved = "matters.place IN (SELECT number FROM meanings WHERE entry IS NULL AND name = ?)"
    return unresolved, (place.name.casefold(),)


def _where(query: MatterQuery) -> tuple[str, Row]:
    """Conditions on matters with their values."""
    parts: list[tuple[str, Any]] = [_about_place(query.place) or ("true", ())]
    for condition, value in (
        ("matters.topic = ?", query.topic),
        ("matters.standing = ?", query.standing),
        ("matters.last >= ?", query.since),
        ("matters.first <= ?", query.until),
        *_told(query),
        *_named(query.name),
    ):
        if value is not None:
            parts.append((condition, value))
    values = [one for _, value in parts for one in (value if isinstance(value, tuple) else (value,))]
    return " AND ".join(condition for condition, _ in parts), tuple(values)


def _named(name: str | None) -> list[tuple[str, Any]]:
    """The condition that an id begins so, as a range of the index."""
    return [] if name is None else [("matters.id >= ?", name), ("matters.id < ?", f"{name}\uffff")]


def store(
    db: Database, made_by: str, revision: int, matters: Iterable[Matter], groundwork: Groundwork | None = None
) -> None:
    """Put matters in the place of all that are stored; with ``groundwork``, so that they can grow.

    Those of a state that is past are stored only if they can: what changed since is then still to be lined up.
    """
    past = _changed(db, revision, FOREVER)
    forgotten = db.run("SELECT 1 FROM changes WHERE revision > ? AND kind = ? LIMIT 1", (revision, FORGETTING))
    if past and (groundwork is None or forgotten):
        return
    db.run("DELETE FROM stirred WHERE revision <= ?", (revision,))
    for table in MATTERS:
        if table != "stirred":
            db.run(f"DELETE FROM {table}")
    shelved = int(groundwork is not None)
    db.run("INSERT INTO lineups (one, revision, made_by, shelved) VALUES (1, ?, ?, ?)", (revision, made_by, shelved))
    insert(db, matters)
    if groundwork is not None:
        shelving.set_aside(db, groundwork)
        shelving.Shelf(db).write(groundwork.records)


def insert(db: Database, matters: Iterable[Matter], claims: Collection[str] | None = None) -> None:
    """Add matters to those that are stored; ``claims`` are theirs, where they are few."""
    condition, values = db.among("claims.id", claims)
    known: Known = {
        name: (number, first, last)
        for name, number, first, last in db.run(
            f"SELECT id, number, first, last FROM claims JOIN facets ON claim = number WHERE {condition} AND until = ?",
            (*values, FOREVER),
        )
    }
    first = keeping.highest(db, "matters") + 1
    for batch in _batches(matters):
        _insert(db, first, batch, known)
        first += len(batch)
        _add_to_tallies(db, range(first - len(batch), first))


def _add_to_tallies(db: Database, numbers: range) -> None:
    db.run(
        "INSERT INTO tallies (place, matters, dated, undated)"
        " SELECT place, count(*), sum(dated), sum(undated) FROM matters WHERE number >= ? AND number < ? GROUP BY place"
        " ON CONFLICT (place) DO UPDATE SET matters = tallies.matters + excluded.matters,"
        " dated = tallies.dated + excluded.dated, undated = tallies.undated + excluded.undated",
        (numbers.start, numbers.stop),
    )


def _insert(db: Database, first: int, matters: Sequence[Matter], known: Known) -> None:
    places = keeping.number_meanings(db, (matter.place for matter in matters))
    numbered = list(enumerate(matters, start=first))
    db.run_many(
        "INSERT INTO matters (number, place, id, topic, standing, first, last, told_first, told_last, dated, undated,"
        " voices, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(n, places[rows.meaning_text(one.place)], *_values(one, known), rows.matter_text(one)) for n, one in numbered],
    )
    db.run_many(
        "INSERT INTO matter_claims (claim, matter) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(known[name][0], number) for number, one in numbered for name in claims_of(one) if name in known],
    )


def _values(matter: Matter, known: Known) -> Row:
    days = [known[name][1:] for name in claims_of(matter) if name in known]
    firsts, lasts = [first for first, _ in days if first], [last for _, last in days if last]
    undated = sum(first is None and last is None for first, last in days)
    return (
        matter.id,
        matter.topic,
        matter.standing,
        matter.start or matter.end,
        matter.end or matter.start,
        min(firsts, default=None),
        max(lasts, default=None),
        len(days) - undated,
        undated,
        sum(len(position.sources) or len(position.outlets) for position in matter.positions),
    )


def claims_of(matter: Matter) -> dict[str, None]:
    """The ids of its claims, each once."""
    return {name: None for position in matter.positions for name in position.claims}


def _batches(matters: Iterable[Matter]) -> Iterator[list[Matter]]:
    batch: list[Matter] = []
    for matter in matters:
        batch.append(matter)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
