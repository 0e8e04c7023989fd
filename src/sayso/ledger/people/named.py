"""The private people of each report, as they were found in its text: where they are named, and never their names.

A row is derived and can be found again: it goes as soon as something changes that it was found from.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from sayso.ledger.contract import Named
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import REMARK, insertion

# Changes after which the people of every report are still those that were found before.
HARMLESS = ("report", REMARK)
# Reports tested at a time, so that a large ledger need not fit into memory.
BATCH = 2000
People = dict[str, tuple[Named, ...]]


def known(db: Database, upto: int, reports: Collection[str], made_by: str) -> People:
    """The people of those reports in which they were found by this code and which have not changed since."""
    condition, values = db.among("reports.id", reports)
    found = db.run(
        "SELECT reports.id, people FROM report_people JOIN reports ON reports.number = report"
        f" WHERE {condition} AND made_by = ? AND report_people.revision <= ?",
        (*values, made_by, upto),
    )
    return {report: _parsed(body) for report, body in found}


def keep(db: Database, made_by: str, revision: int, found: Mapping[str, Sequence[Named]]) -> None:
    """Keep what was found in the state of a revision, unless something changed since that it may depend on."""
    since = db.run("SELECT 1 FROM changes WHERE revision > ? AND kind NOT IN (?, ?) LIMIT 1", (revision, *HARMLESS))
    if since or not found:
        return
    condition, values = db.among("id", list(found))
    numbers: dict[str, int] = dict(db.run(f"SELECT id, number FROM reports WHERE {condition}", values))
    drop(db, numbers.values())
    db.run_many(
        insertion("report_people"),
        [(numbers[name], made_by, revision, _written(people)) for name, people in found.items() if name in numbers],
    )


def drop(db: Database, reports: Collection[int]) -> None:
    """Have the people of the reports with these numbers found again."""
    condition, values = db.among("report", list(reports))
    db.run(f"DELETE FROM report_people WHERE {condition}", values)


def check(db: Database) -> Iterator[str]:
    """Rows that cannot be read, or that point beyond the text of their report."""
    ((last,),) = db.run("SELECT coalesce(max(report), 0) FROM report_people")
    for start in range(1, last + 1, BATCH):
        for report, length, body in db.run(
            "SELECT id, length(title) + 1 + length(text), people FROM report_people"
            " JOIN reports ON reports.number = report WHERE report >= ? AND report < ?",
            (start, start + BATCH),
        ):
            if not _is_sound(body, length):
                yield f"the people of report {report} do not point at its words"


def _is_sound(body: str, length: int) -> bool:
    try:
        people = _parsed(body)
    except (ValueError, TypeError):
        return False
    return all(
        0 <= one.first < len(one.spans) and all(0 <= begin <= start < end <= length for begin, start, end in one.spans)
        for one in people
    )


def _parsed(body: str) -> tuple[Named, ...]:
    return tuple(
        Named(digest, noun, first, tuple((begin, start, end) for begin, start, end in spans))
        for digest, noun, first, spans in json.loads(body)
    )


def _written(people: Sequence[Named]) -> str:
    return json.dumps([[one.digest, one.noun, one.first, one.spans] for one in people], separators=(",", ":"))
