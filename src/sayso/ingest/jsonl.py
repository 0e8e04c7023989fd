"""JSON Lines: one report a line, its text kept to the character."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.datelines import dated
from sayso.ingest.decoding import decoded
from sayso.ingest.documents import Document, IngestOptions, finished, is_iso_day
from sayso.models import Report

_OPTIONAL = ("outlet", "published", "url", "title")


def read_jsonl(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """The reports of the lines ``{"id", "outlet", "published", "title", "text", "url"}``, or the same under "report".

    Only ``text`` is required. Title and text stay exactly as given, since offsets in coded data count on it.
    A date printed as a dateline in the text beats the record's. A broken line is yielded as an InputError that
    names file and line; the others still come. Raises InputError where the file has no line at all.
    """
    # Only "\n" ends a line: JSON strings may hold the other line ends that splitlines() knows.
    for number, line in enumerate(decoded(document).split("\n"), start=1):
        if line.strip():
            yield _read_line(line, f"{document.name}:{number}", options)


def is_record(line: str) -> bool:
    """True for a line of JSON that has a report's text, as sniffing a stream needs it."""
    try:
        _fields(line, "")
    except InputError:
        return False
    return True


def _read_line(line: str, name: str, options: IngestOptions) -> Report | InputError:
    try:
        report = _record(_fields(line, name), name)
        return finished(report if options.published else dated(report), name, options)
    except InputError as error:
        return error


def _fields(line: str, name: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise InputError(name, "JSON nested too deeply; give one flat record a line") from error
    except ValueError as error:
        raise InputError(name, f"broken JSON ({str(error)[:80]}); give one whole record a line") from error
    if isinstance(record, dict) and isinstance(record.get("report"), dict):
        record = record["report"]
    if not isinstance(record, dict):
        raise InputError(name, 'not a record; give {"id", "outlet", "published", "title", "text", "url"} a line')
    if not isinstance(record.get("text"), str):
        raise InputError(name, 'no "text" in the record; each line needs the report\'s text')
    return record


def _record(fields: dict[str, Any], name: str) -> Report:
    for key in _OPTIONAL:
        if not isinstance(fields.get(key), str | None):
            raise InputError(name, f'"{key}" is not a string; write it as one or leave it out')
    identity = fields.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int | None):
        raise InputError(name, '"id" is neither a string nor a number; write it as one or leave it out')
    published = fields.get("published") or None
    if published and not is_iso_day(published[:10]):
        raise InputError(name, f'"published" is {published[:40]!r}; write it as YYYY-MM-DD or leave it out')
    return Report(
        id="" if identity is None else str(identity),
        title=fields.get("title") or "",
        text=fields["text"],
        outlet=fields.get("outlet") or None,
        published=published[:10] if published else None,
        url=fields.get("url") or None,
    )
