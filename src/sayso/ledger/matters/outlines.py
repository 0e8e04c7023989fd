"""Stored matters in short: what a list or a count needs of very many, without what is said in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sayso.ledger.contract import Line, Outline
from sayso.ledger.databases import rows
from sayso.ledger.databases.database import Database
from sayso.models import Matter


def outline(db: Database) -> Outline:
    """All stored matters in short, in the order of their ids in the store."""
    where = db.run("SELECT number, body FROM meanings WHERE number IN (SELECT place FROM matters)")
    numbers = {number: at for at, (number, _) in enumerate(where)}
    found = db.run("SELECT id, topic, standing, place, first, last, voices FROM matters ORDER BY number")
    if not found:
        return Outline()
    ids, topics, standings, places, first, last, voices = zip(*found, strict=True)
    meant = tuple(rows.place_of(json.loads(body)) for _, body in where)
    return Outline(ids, topics, standings, tuple(numbers[one] for one in places), first, last, voices, meant)


def outline_of(matters: Iterable[Matter]) -> Outline:
    """The same of matters in memory."""
    known = list(matters)
    where = tuple({rows.meaning_text(one.place): one.place for one in known}.values())
    numbers = {place: at for at, place in enumerate(where)}
    return Outline(
        ids=tuple(one.id for one in known),
        topics=tuple(one.topic for one in known),
        standings=tuple(one.standing for one in known),
        places=tuple(numbers[one.place] for one in known),
        first=tuple(one.start or one.end for one in known),
        last=tuple(one.end or one.start for one in known),
        voices=tuple(sum(len(each.sources) or len(each.outlets) for each in one.positions) for one in known),
        where=where,
    )


def lines_of(db: Database, claims: Collection[str]) -> dict[str, Line]:
    """The stored matter of each of these claims in short, by the claim's id."""
    condition, values = db.among("claims.id", claims)
    found = db.run(
        "SELECT claims.id, matters.id, matters.topic, standing, place, last FROM claims"
        " JOIN matter_claims ON claim = claims.number JOIN matters ON matters.number = matter_claims.matter"
        f" WHERE {condition}",
        values,
    )
    some, wanted = db.among("number", sorted({row[4] for row in found}))
    bodies = db.run(f"SELECT number, body FROM meanings WHERE {some}", wanted)
    places = {number: rows.place_of(json.loads(body)) for number, body in bodies}
    return {claim: Line(name, topic, standing, places[at], last) for claim, name, topic, standing, at, last in found}


def line_of(matter: Matter) -> Line:
    """The same of a matter in memory."""
    return Line(matter.id, matter.topic, matter.standing, matter.place, matter.end or matter.start)


def matters(db: Database, names: Collection[str]) -> list[Matter]:
    """The stored matters of these ids, in that order; those that are not there are left out."""
    condition, values = db.among("id", names)
    found: dict[str, str] = dict(db.run(f"SELECT id, body FROM matters WHERE {condition}", values))
    return [rows.matter_of(json.loads(found[name])) for name in names if name in found]
