"""Taking a name out of everything that is stored, past states included. All of it is called inside one transaction.

The one place where what is stored is changed: somebody's right to be forgotten outweighs the record of what was there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.ledger.claims import keeping
from sayso.ledger.claims.asking import REPORT_COLUMNS
from sayso.ledger.contract import Mask
from sayso.ledger.databases import rows
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.rows import Meaning
from sayso.ledger.databases.tables import FORGETTING, MATTERS
from sayso.ledger.people import named, naming
from sayso.models import Report

# Reports read at a time, so that a large ledger need not fit into memory.
BATCH = 500


def forget(db: Database, mask: Mask) -> int:
    """Take a name out of reports, claims, meanings and judgements; how many reports had it.

    Matters are dropped, since they can be made again.
    """
    for table in MATTERS:
        db.run(f"DELETE FROM {table}")
    changed = 0
    for number, report in _reports(db):
        shown = mask.report(report)
        if shown != report:
            naming.forget(db, mask.people(report))
            named.drop(db, [number])
            _report(db, number, shown)
            _claims(db, report.id, shown.full)
            _judgements_of(db, report.id, shown.full)
            changed += 1
    found = _elsewhere(db, mask)
    if changed or found:
        keeping.record(db, FORGETTING)
    return changed


def _reports(db: Database) -> Iterator[tuple[int, Report]]:
    last = keeping.highest(db, "reports")
    for start in range(1, last + 1, BATCH):
        for number, *row in db.run(
            f"SELECT number, {REPORT_COLUMNS} FROM reports WHERE number >= ? AND number < ?", (start, start + BATCH)
        ):
            yield number, rows.report_of(row)


def _report(db: Database, number: int, shown: Report) -> None:
    db.run(
        "UPDATE reports SET outlet = ?, title = ?, text = ?, url = ? WHERE number = ?",
        (shown.outlet, shown.title, shown.text, shown.url, number),
    )


# -- the claims of a report --------------------------------------------------------------------------------------


def _claims(db: Database, report: str, full: str) -> None:
    """Give every claim of every reading the words that its offsets point at now."""
    found = db.run(
        "SELECT claims.number, evidence, evidence_start, evidence_end, names FROM claims"
        " JOIN readings ON readings.number = reading WHERE report_id = ?",
        (report,),
    )
    for number, evidence, start, end, names in found:
        before = json.loads(names)
        after = {field: _pointed(value, full) for field, value in before.items()}
        if after != before:
            db.run("UPDATE claims SET names = ? WHERE number = ?", (_json(after), number))
            _resolutions(db, number, before, after)
        if full[start:end] != evidence:
            db.run("UPDATE claims SET evidence = ? WHERE number = ?", (full[start:end], number))


def _pointed(value: list[Any], full: str) -> list[Any]:
    """A mention, or a list of them, with the words at its offsets."""
    if value and isinstance(value[0], str):
        return [full[value[1] : value[2]], value[1], value[2]]
    return [_pointed(link, full) for link in value]


def _resolutions(db: Database, claim: int, before: dict[str, Any], after: dict[str, Any]) -> None:
    """What is unresolved is called by its words in the report: where these changed, so does it."""
    for field in rows.NAMED:
        if before.get(field) == after.get(field):
            continue
        for old, body in db.run(
            "SELECT DISTINCT number, body FROM resolutions JOIN meanings ON meanings.number = meaning"
            " WHERE claim = ? AND field = ? AND entry IS NULL",
            (claim, field),
        ):
            meaning = rows.meaning_of(field, json.loads(body))
            if meaning.name == before[field][0]:
                _repoint(db, old, replace(meaning, name=after[field][0]), claim)


def _repoint(db: Database, old: int, meaning: Meaning, claim: int | None = None) -> None:
    """Put a meaning in the place of another one, in one claim or everywhere."""
    new = keeping.number_meanings(db, [meaning])[rows.meaning_text(meaning)]
    one, values = ("", ()) if claim is None else (" AND claim = ?", (claim,))
    db.run(f"UPDATE resolutions SET meaning = ? WHERE meaning = ?{one}", (new, old, *values))
    for column in ("place", "actor", "source"):
        db.run(f"UPDATE facets SET {column} = ? WHERE {column} = ?{one}", (new, old, *values))
    used = db.run(
        "SELECT 1 FROM resolutions WHERE meaning = ? UNION ALL SELECT 1 FROM facets WHERE place = ? OR actor = ?"
        " OR source = ? LIMIT 1",
        (old, old, old, old),
    )
    if not used and new != old:
        db.run("DELETE FROM meaning_places WHERE meaning = ?", (old,))
        db.run("DELETE FROM meanings WHERE number = ?", (old,))


def _judgements_of(db: Database, report: str, full: str) -> None:
    """Give the corrections of a report's claims the words that their offsets point at now."""
    found = db.run(
        "SELECT DISTINCT judgements.number, value FROM judgements JOIN judged_claims ON judgement = judgements.number"
        " JOIN claims ON claims.number = claim JOIN readings ON readings.number = reading"
        " WHERE report_id = ? AND value IS NOT NULL AND kind = 'correct'",
        (report,),
    )
    for number, value in found:
        before = json.loads(value)
        after = _corrected(before, full)
        if after != before:
            db.run("UPDATE judgements SET value = ? WHERE number = ?", (_json(after), number))


def _corrected(value: Any, full: str) -> Any:
    if isinstance(value, list):
        return [_corrected(one, full) for one in value]
    if not isinstance(value, dict) or not {"text", "start", "end"} <= value.keys() or value["start"] is None:
        return value
    text = full[value["start"] : value["end"]]
    meaning = value.get("meaning")
    if isinstance(meaning, dict) and meaning.get("id") is None and meaning.get("name") == value["text"]:
        value = value | {"meaning": meaning | {"name": text}}
    return value | {"text": text}


# -- everywhere else ---------------------------------------------------------------------------------------------


def _elsewhere(db: Database, mask: Mask) -> bool:
    """Take the whole name out of meanings and judgements, wherever it is from; whether it was there."""
    found = False
    for number, body in db.run("SELECT number, body FROM meanings"):
        data = json.loads(body)
        if (shown := _masked(data, mask)) != data:
            _repoint(db, number, rows.meaning_of("place" if "precision" in data else "actor", shown))
            found = True
    for number, person, reason, value in db.run("SELECT number, person, reason, value FROM judgements"):
        old = json.loads(value) if value is not None else None
        new = _masked(old, mask)
        if (mask.words(person), mask.words(reason), new) != (person, reason, old):
            db.run(
                "UPDATE judgements SET person = ?, reason = ?, value = ? WHERE number = ?",
                (mask.words(person), mask.words(reason), None if value is None else _json(new), number),
            )
            found = True
    return found


def _masked(value: Any, mask: Mask) -> Any:
    """JSON with the name taken out of its words; ids of entries stay."""
    if isinstance(value, str):
        return mask.words(value)
    if isinstance(value, list):
        return [_masked(one, mask) for one in value]
    if isinstance(value, dict):
        return {key: one if key in ("id", "candidates", "within") else _masked(one, mask) for key, one in value.items()}
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
