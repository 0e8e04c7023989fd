"""Web pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import trafilatura
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura.settings import Document as Page

from sayso.errors import InputError
from sayso.ingest.credits import credited_agency
from sayso.ingest.datelines import printed_date, running_date
from sayso.ingest.decoding import decoded, tidied
from sayso.ingest.documents import Document, IngestOptions, Kind, finished, is_iso_day
from sayso.ingest.furniture import without_furniture
from sayso.ingest.titles import split_title, without_title
from sayso.models import Report

# What the library thinks of a page is told once, by the error that refuses it.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# The date as its tags give it: the search through the whole page for anything like a date is off, it guesses.
_DATES = {"extensive_search": False, "original_date": True}
# A larger page is an archive or a dump, and the extraction would take minutes.
_MAX_BYTES = 5_000_000
# Ten times the elements of the longest live blogs: each costs far more memory than its few bytes on the page.
_MAX_ELEMENTS = 60_000
# Bytes looked at to know a page by its content.
_LOOKED_AT = 2000
# A caption with fewer words names a picture; it asserts nothing.
_FEWEST_CAPTION_WORDS = 6
# Words in the longest line of what is left, below which the page has no article.
_FEWEST_WORDS = 12
_BYLINE_CLASSES = ("byline", "dateline", "post-date", "entry-date", "article-date", "pubdate", "published")
_BYLINES = (
    "//*[@itemprop='datePublished' or " + " or ".join(f"contains(@class, '{name}')" for name in _BYLINE_CLASSES) + "]"
)
_LONGEST_BYLINE = 200


def read_html(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """One report from a page; raises InputError where trafilatura finds no article in it."""
    tree = _tree(document)
    bylines = _bylines(tree)
    _keep_captions(tree)
    page = _article(tree, document.name)
    article = without_furniture(tidied(page.text or ""))
    if max((len(line.split()) for line in article.split("\n")), default=0) < _FEWEST_WORDS:
        raise InputError(document.name, "no article found in the page; save the article's own page, or its text")
    title = " ".join(tidied(page.title or "").split())
    title, body = (title, without_title(article, title)) if title else split_title(article)
    found = page.date if page.date and is_iso_day(page.date) else document.known.published
    published = printed_date(f"{bylines}\n{body}" if bylines else body, found) or found or running_date(body)
    outlet = page.sitename or credited_agency(f"{bylines}\n{body}") or document.known.outlet
    # Where the page came from is certain; what it says of its own address is not.
    url = document.known.url or page.url
    yield finished(Report("", title, body, outlet or None, published, url or None), document.name, options)


def looks_like_html(data: bytes) -> bool:
    """Whether the first bytes are those of a page."""
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml", b"<!--")) and b"<html" in start


def _tree(document: Document) -> HtmlElement:
    if document.data.count(b"<") > 2 * _MAX_ELEMENTS:
        raise InputError(document.name, f"over {_MAX_ELEMENTS:,} elements, too large for one page; split it up")
    tree = trafilatura.load_html(decoded(document))
    if tree is None:
        raise InputError(document.name, "not readable as HTML; save the page again, or its text")
    return tree


def _bylines(tree: HtmlElement) -> str:
    """The page's bylines, one a line: the extraction drops them, and they print the date."""
    texts = (" ".join(element.text_content().split()) for element in tree.xpath(_BYLINES))
    return "\n".join(dict.fromkeys(text for text in texts if text and len(text) <= _LONGEST_BYLINE))


def _keep_captions(tree: HtmlElement) -> None:
    """Make paragraphs of captions that assert something; the extraction drops figures whole."""
    for caption in reversed(tree.xpath("//figure//figcaption")):
        figure = next(caption.iterancestors("figure"))
        if len(caption.text_content().split()) >= _FEWEST_CAPTION_WORDS and figure.getparent() is not None:
            caption.tag = "p"
            caption.tail = None
            figure.addnext(caption)


def _article(tree: HtmlElement, name: str) -> Page:
    try:
        page = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, include_tables=False, date_extraction_params=dict(_DATES)
        )
    except (LxmlError, RecursionError, ValueError) as error:
        raise InputError(name, "not readable as HTML; save the page again, or its text") from error
    if not isinstance(page, Page):
        raise InputError(name, "no article found in the page; save the article's own page, or its text")
    return page


KIND = Kind(
    "HTML",
    read_html,
    (".html", ".htm", ".xhtml"),
    ("text/html", "application/xhtml+xml"),
    looks_like_html,
    max_bytes=_MAX_BYTES,
)
