"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sayso.errors import InputError
from sayso.ingest.credits import credited_agency
from sayso.ingest.datelines import printed_date, published_in
from sayso.ingest.decoding import decoded, tidied
from sayso.ingest.documents import NOTHING, Document, IngestOptions, Kind, check_length, finished, is_iso_day
from sayso.ingest.furniture import is_furniture, without_furniture
from sayso.ingest.titles import split_title, without_title
from sayso.models import Report

# A text counts as wrapped by hand when its lines end between these columns, and nearly all of its filled blocks do so.
_WRAP_FROM, _WRAP_TO = 45, 100
_MOSTLY = 0.6

_FRONT_MATTER = re.compile(r"\A\s*---\n(.{0,5000}?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]{2,20})\s*:\s*[\"']?(.{1,300}?)[\"']?\s*$", re.MULTILINE)
_OUTLET_FIELDS = ("outlet", "publisher", "publication", "site", "sitename", "source")
_DATE_FIELDS = ("published", "date", "publication_date", "date_published")

_MARKDOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"^\[[^\]\n]{1,100}\]:\s*\S.*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"^(?:[-*_] ?){3,}$", re.MULTILINE), ""),
    (re.compile(r"^(.+)\n(?:=+|-{3,})$", re.MULTILINE), r"\1"),
    (re.compile(r"^(?:> ?)+", re.MULTILINE), ""),
    (re.compile(r"^#{1,6} +(.*?)(?: +#+)?$", re.MULTILINE), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,1000}?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])"), r"\1"),
)
_HEADING = re.compile(r"^# +(\S.*?)(?: +#+)?$|^(\S.*)\n=+$", re.MULTILINE)


def read_text(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """One report from plain text; raises InputError where there is none."""
    yield _report(_text(document), document.name, options, document.known)


def read_markdown(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """One report from Markdown, its marks taken off; front matter gives title, outlet, date and address."""
    text = _text(document)
    front = _FRONT_MATTER.match(text)
    known = _front_matter(front[1]) if front else NOTHING
    text = text[front.end() :] if front else text
    heading = _HEADING.search(text)
    if heading and not known.title:
        known = Report("", plain(heading[1] or heading[2]), "", known.outlet, known.published, known.url)
        text = text[: heading.start()] + text[heading.end() :]
    yield _report(plain(text), document.name, options, known)


def plain(markdown: str) -> str:
    """``markdown`` without its marks: headings, emphasis, quotes, links and images (their words stay)."""
    for pattern, words in _MARKDOWN:
        markdown = pattern.sub(words, markdown)
    return markdown


def unwrapped(text: str) -> str:
    """``text`` with the lines of a paragraph joined, where it was broken at a column by hand."""
    lines = text.split("\n")
    inner = [line for line, below in pairwise(lines) if line and below]
    wrapped = sum(_WRAP_FROM <= len(line) <= _WRAP_TO for line in inner)
    if len(inner) < 4 or wrapped < _MOSTLY * len(inner) or max(map(len, lines)) > _WRAP_TO + 20:
        return text
    joined, above = [lines[:1]], lines[0]
    for line in lines[1:]:
        if line and len(above) >= _WRAP_FROM and not is_furniture(line) and not is_furniture(above):
            joined[-1].append(line)
        else:
            joined.append([line])
        above = line
    return "\n".join(" ".join(parts) for parts in joined)


def _text(document: Document) -> str:
    text = decoded(document)
    check_length(text, document.name)
    return tidied(text)


def _report(text: str, name: str, options: IngestOptions, known: Report) -> Report:
    if not text.strip():
        raise InputError(name, "empty; give a file with the report's text")
    article = without_furniture(unwrapped(text))
    if not article:
        raise InputError(name, "nothing but web furniture; give the article's text")
    title, body = (known.title, without_title(article, known.title)) if known.title else split_title(article)
    outlet = known.outlet or credited_agency(article)
    published = printed_date(article, known.published) or known.published or published_in(article)
    return finished(Report("", title, body, outlet, published, known.url), name, options)


def _front_matter(block: str) -> Report:
    fields = {match[1].lower(): match[2].strip() for match in _FIELD.finditer(block)}
    outlet = next((fields[name] for name in _OUTLET_FIELDS if name in fields), None)
    day = next((fields[name][:10] for name in _DATE_FIELDS if name in fields), None)
    published = day if day and is_iso_day(day) else None
    return Report("", fields.get("title", ""), "", outlet, published, fields.get("url"))


# A text of so many bytes has more characters than a report may have, in whatever encoding.
_MAX_BYTES = 4_500_000
KIND = Kind("text", read_text, (".txt", ".text", ""), ("text/plain",), max_bytes=_MAX_BYTES)
MARKDOWN = Kind("Markdown", read_markdown, (".md", ".markdown"), ("text/markdown",), max_bytes=_MAX_BYTES)
