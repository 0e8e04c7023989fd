"""RSS and Atom feeds: an entry is a report, by the text that the feed itself carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sayso.errors import InputError
from sayso.ingest.datelines import dated
from sayso.ingest.documents import Document, IngestOptions, Kind, RefusedError, finished
from sayso.ingest.fragments import plain_text
from sayso.ingest.furniture import without_furniture
from sayso.models import Report

_MAX_BYTES = 5_000_000
# News feeds have tens of entries.
_MAX_ENTRIES = 2_000
_LOOKED_AT = 2000
# Words from which an entry carries its article and not only a teaser for it.
_WHOLE = 120
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: ``key`` names it from one fetch to the next, ``text`` are the words that the feed has of it.

    ``whole`` says that these are the article and not a teaser. ``published`` is an ISO date.
    """

    key: str
    title: str
    text: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    whole: bool = False


def read_feed(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """A report for each entry with words of its own. Raises InputError for what is no feed."""
    listed = entries(document)
    if not listed:
        raise InputError(document.name, "a feed without entries")
    for number, entry in enumerate(listed, start=1):
        name = f"{document.name}, entry {number}"
        try:
            report = as_report(entry, name, options)
        except InputError as error:
            yield RefusedError(error.name, error.reason)
        else:
            yield report


def as_report(entry: Entry, name: str, options: IngestOptions) -> Report:
    """The entry by the words that the feed has of it. Raises InputError where there are none."""
    if not entry.text:
        raise InputError(name, "a headline without a text; give the page's address")
    report = Report("", entry.title, entry.text, entry.outlet, entry.published, entry.url)
    return finished(report if options.published else dated(report), name, options)


def entries(document: Document) -> list[Entry]:
    """The entries of a feed as it lists them. Raises InputError for what is no feed or declares entities of its own."""
    if _DECLARES.search(document.data):
        raise InputError(document.name, "declares entities, as no feed needs to; it was not opened")
    parsed = _parsed(document.data)
    if not parsed.entries and not parsed.get("version"):
        raise InputError(document.name, "not readable as a feed; give an RSS or Atom feed")
    outlet = plain_text(str(parsed.feed.get("title") or ""), document.name)[:200] or document.known.outlet
    return [_entry(raw, outlet or None, document.name) for raw in parsed.entries[:_MAX_ENTRIES]]


def _parsed(data: bytes) -> Any:
    import feedparser  # type: ignore[import-untyped]

    # Bytes, never a name: feedparser would open a string as an address or a file. We take the text out ourselves, so
    # its cleaning and its guesses at relative links are off.
    return feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)


def _entry(raw: Any, outlet: str | None, name: str) -> Entry:
    title = " ".join(plain_text(str(raw.get("title") or ""), name).split())[:500]
    contents = [str(one.get("value") or "") for one in raw.get("content") or ()]
    texts = [without_furniture(plain_text(text, name)) for text in (*contents, str(raw.get("summary") or ""))]
    text = max(texts, key=len)
    link = str(raw.get("link") or "")
    url = link if link.startswith(("http://", "https://")) else None
    source = raw.get("source") or {}
    key = str(raw.get("id") or "") or url or sha256(f"{title}\n{text}".encode("utf-8", "replace")).hexdigest()[:16]
    return Entry(
        key=key[:500],
        title=title,
        text=text,
        outlet=str(source.get("title") or "")[:200] or outlet,
        # By the dict's own method: the library's warns wherever the one date stands in for the other.
        published=_day(dict.get(raw, "published_parsed") or dict.get(raw, "updated_parsed")),
        url=url,
        whole=len(text.split()) >= _WHOLE,
    )


def _day(moment: Any) -> str | None:
    """The ISO date of a time as feedparser gives it: nine numbers, in UTC."""
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment and 1900 <= moment[0] <= 2999 else None


def looks_like_feed(data: bytes) -> bool:
    """Whether the first bytes are those of a feed."""
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _ROOT.search(start)
    return start.startswith(b"<") and root is not None and b"<html" not in start[: root.start()].lower()


KIND = Kind(
    "feed",
    read_feed,
    (".rss", ".atom", ".rdf", ".xml"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    looks_like_feed,
    max_bytes=_MAX_BYTES,
)
