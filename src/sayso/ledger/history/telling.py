"""How a ledger came by what it holds, told report by report as JSON, and put into a ledger again.

What is told of a report stands beside its claims in a line of JSON Lines:

- ``added``: the change that brought it, as ``{"change", "kind", "at"}``; ``readings``: each with its number, reader,
  theatre, change and claims as read (null: those of the line), ``first`` being the number of the first claim;
- ``judgements`` whose last report it is, each with the claims that it was on, by reading and id;
- ``people``: where private people are named in it, as they were found;
- ``ledger``, on the first line alone: the last change, the changes that brought no row, and the numbers of people.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.ledger.claims import asking
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import FOREVER
from sayso.ledger.store import SqlLedger
from sayso.records import Json, whole_to_json

# Reports told at a time, so that a large ledger need not fit into memory.
BATCH = 500
_BARE_CHANGES = (
    "SELECT revision, kind, recorded_at FROM changes WHERE revision NOT IN (SELECT revision FROM reports"
    " UNION SELECT revision FROM readings UNION SELECT revision FROM judgements) ORDER BY revision"
)


def told(ledger: SqlLedger) -> Iterator[tuple[str, Json]]:
    """The id and the history of each report, in the order in which they were added. Ask inside of a snapshot."""
    db = ledger.database
    judged = _judgements(db)
    on_claims = {link["number"] for found in judged.values() for one in found for link in one["on"]}
    for start in range(1, _last(db) + 1, BATCH):
        batch = range(start, start + BATCH)
        readings, people = _readings(db, batch, on_claims), _people(db, batch)
        for number, name, change, kind, at in db.run(
            "SELECT number, id, changes.revision, kind, recorded_at FROM reports"
            " JOIN changes ON changes.revision = reports.revision WHERE number >= ? AND number < ? ORDER BY number",
            (batch.start, batch.stop),
        ):
            history: Json = {"ledger": _ledger(db)} if number == 1 else {}
            history |= {"added": _recorded(change, kind, at), "readings": readings[name]}
            history |= {"judgements": [_shown(one) for one in judged[number]]} if number in judged else {}
            history |= {"people": people[number]} if number in people else {}
            yield name, history


def _last(db: Database) -> int:
    return int(db.run("SELECT coalesce(max(number), 0) FROM reports")[0][0])


def _ledger(db: Database) -> Json:
    ((last,),) = db.run("SELECT revision FROM state")
    return {
        "last": last,
        "changes": [_recorded(*row) for row in db.run(_BARE_CHANGES)],
        "people": [list(row) for row in db.run("SELECT number, digest, noun FROM people ORDER BY number")],
    }


def _recorded(change: int, kind: str, at: str) -> Json:
    return {"change": change, "kind": kind, "at": at}


def _readings(db: Database, batch: range, judged: set[int]) -> dict[str, list[Json]]:
    """The readings of some reports, in order, by the report's id."""
    found: dict[str, list[Json]] = defaultdict(list)
    for number, report, reader, theatre, change, kind, at, first, last in db.run(
        "SELECT readings.number, report_id, reader, theatre, changes.revision, changes.kind, recorded_at,"
        " (SELECT min(claims.number) FROM claims WHERE reading = readings.number),"
        " (SELECT max(claims.number) FROM claims WHERE reading = readings.number)"
        " FROM readings JOIN changes ON changes.revision = readings.revision"
        " JOIN reports ON reports.id = report_id WHERE reports.number >= ? AND reports.number < ?"
        " ORDER BY readings.number",
        (batch.start, batch.stop),
    ):
        made_by = {"number": number, "reader": reader, "theatre": theatre, "first": first}
        found[report].append(made_by | {"recorded": _recorded(change, kind, at), "claims": None})
        found[report][-1]["plain"] = first is None or judged.isdisjoint(range(first, last + 1))
    for readings in found.values():
        for reading in readings:
            if not reading.pop("plain") or reading is not readings[-1]:
                claims = asking.of_reading(db, FOREVER, reading["number"])
                reading["claims"] = [whole_to_json(one.resolved) for one in claims]
    return found


# -- judgements --------------------------------------------------------------------------------------------------


def _judgements(db: Database) -> dict[int, list[Json]]:
    """All judgements, each under the number of the last report that it is about, what undoes one under the same."""
    links, report_of = _links(db)
    made: dict[int, list[Json]] = defaultdict(list)
    for number, kind, person, reason, field, value, undoes, change, change_kind, at in db.run(
        "SELECT number, judgements.kind, person, reason, field, value, undoes, changes.revision, changes.kind,"
        " recorded_at FROM judgements JOIN changes ON changes.revision = judgements.revision ORDER BY number"
    ):
        report = report_of.setdefault(number, report_of.get(undoes or 0, 1))
        said = {"number": number, "kind": kind, "person": person, "reason": reason, "field": field}
        said |= {"value": json.loads(value) if value is not None else None, "undoes": undoes}
        made[report].append(said | {"recorded": _recorded(change, change_kind, at), "on": links.get(number, [])})
    return made


def _links(db: Database) -> tuple[dict[int, list[Json]], dict[int, int]]:
    """The claims that each judgement was on, reading by reading, and the number of the last report among them."""
    links: dict[int, list[Json]] = defaultdict(list)
    report_of: dict[int, int] = {}
    for judgement, claim, name, reading, report, part, change in db.run(
        "SELECT judgement, claims.number, claims.id, reading, reports.number, part, judged_claims.revision"
        " FROM judged_claims JOIN claims ON claims.number = claim JOIN readings ON readings.number = reading"
        " JOIN reports ON reports.id = report_id ORDER BY judgement, claims.number"
    ):
        links[judgement].append({"number": claim, "claim": name, "reading": reading, "part": part, "change": change})
        report_of[judgement] = max(report_of.get(judgement, 0), report)
    return links, report_of


def _shown(judgement: Json) -> Json:
    return judgement | {"on": [_without(link, "number") for link in judgement["on"]]}


def _without(shape: Mapping[str, Any], key: str) -> Json:
    return {name: value for name, value in shape.items() if name != key}


# -- people ------------------------------------------------------------------------------------------------------


def _people(db: Database, batch: range) -> dict[int, Json]:
    found: Sequence[tuple[int, str, int, str]] = db.run(
        "SELECT report, made_by, revision, people FROM report_people WHERE report >= ? AND report < ?",
        (batch.start, batch.stop),
    )
    return {
        report: {"made_by": made_by, "change": change, "found": json.loads(people)}
        for report, made_by, change, people in found
    }
