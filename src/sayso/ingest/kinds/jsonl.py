"""JSON Lines: one report a line, its text kept to the character."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.datelines import dated
from sayso.ingest.decoding import decoded
from sayso.ingest.documents import Document, IngestOptions, Kind, RefusedError, finished, is_iso_day
from sayso.models import Report

_OPTIONAL = ("outlet", "published", "url", "title")
# A report of the greatest length, each character written as "\uXXXX".
_LONGEST_LINE = 6_500_000
# Lines at the head of a file without one record, after which it is taken for something else.
_FRUITLESS = 10_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """The reports of the lines ``{"id", "outlet", "published", "title", "text", "url"}``, or the same under "report".

    Only ``text`` is required. Title and text stay exactly as given, since offsets in coded data count on it.
    A date printed as a dateline in the text beats the record's. A broken line is yielded as an InputError that
    names file and line; the others still come. Raises InputError where the file has no line at all, or no record for
    very long.
    """
    empty, fruitless = True, True
    for number, line in enumerate(_lines(document), start=1):
        if line.strip():
            item = _read_line(Document(f"{document.name}:{number}", line, media="application/jsonl"), options)
            empty, fruitless = False, fruitless and isinstance(item, InputError)
            yield item
        if fruitless and number == _FRUITLESS:
            raise InputError(document.name, f"no record in its first {number:,} lines; give one whole record a line")
    if empty:
        raise InputError(document.name, "empty; give a file with the report's text")


def _lines(document: Document) -> Iterator[bytes]:
    """The lines one by one, for a long file would not fit. Only "\\n" ends a line; JSON strings hold others."""
    stream, data = document.stream, document.data
    if stream is None:
        start = 0
        while start < len(data):
            end = data.find(b"\n", start)
            end = end if end >= 0 else len(data)
            yield data[start:end]
            start = end + 1
        return
    while line := stream.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise InputError(document.name, f"a line over {_LONGEST_LINE:,} bytes; give one record a line")
        if line.startswith(_WIDE):
            line = decoded(Document(document.name, line + stream.read(_LONGEST_LINE))).encode("utf-8", "surrogatepass")
            yield from line.split(b"\n")
        else:
            yield line


def looks_like_jsonl(data: bytes) -> bool:
    """Whether the first bytes are those of a record, as far as they go."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    first, ended, _ = start.partition(b"\n")
    if not first.startswith(b"{"):
        return False
    try:
        _fields(first.decode("utf-8", "replace"), "")
    except InputError:
        # A long first line is cut off; it counts by its beginning.
        return not ended and len(data) >= 4096 and b'"text"' in first
    return True


def _read_line(line: Document, options: IngestOptions) -> Report | InputError:
    try:
        report = _record(_fields(decoded(line), line.name), line.name)
        return finished(report if options.published else dated(report), line.name, options)
    except InputError as error:
        return RefusedError(error.name, error.reason, line)


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


KIND = Kind(
    "JSON Lines",
    read_jsonl,
    (".jsonl", ".ndjson", ".json"),
    ("application/jsonl", "application/x-ndjson"),
    looks_like_jsonl,
    streams=True,
)
