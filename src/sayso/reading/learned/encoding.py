"""A report as the arrays that the network takes: word pieces with their case and what rules found there."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.models import Report
from sayso.reading.attribution import Attribution
from sayso.reading.learned.shapes import KIND
from sayso.reading.modifiers import modifier_claims
from sayso.reading.passages import Span, sentences
from sayso.reading.places import Places
from sayso.reading.quantities import Quantity
from sayso.reading.times import TimeMention
from sayso.reading.topics.base import Draft, Page

Ints = NDArray[np.int64]

WINDOW = 512  # word pieces that the encoder can see at once
OVERLAP = 160  # word pieces of context that a window repeats from the one before
LONGEST_TITLE = 64
LONGEST_SENTENCE = 200

# What a word piece is: the encoder's vocabulary is lower case, so case is told apart here.
LOWER, CAPITALISED, UPPER, OTHER = range(4)
CASES = 8  # each also inside what a named voice asserts, from ASSERTED on
ASSERTED = 4
# What rules found there.
PLAIN, NUMBER, DATE, VOICE, PLACE = range(5)
KINDS_OF_PIECE = 5
# What the rules' own reading makes of a piece: the words of a field, or (from HINTED on) of a claim of some kind.
UNREAD, ACTOR, OBJECT, WHERE, HINTED = range(5)
HINTS = HINTED + len(KIND)


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what rules can find in it. The network weighs it; numbers and dates it takes from here.

    ``hints`` are spans with what the rules would read there (ACTOR … or HINTED + a kind of claim).
    """

    report: Report
    sentences: list[Span]
    quantities: list[Quantity]
    times: list[TimeMention]
    attributions: list[Attribution]
    places: Places
    hints: list[tuple[Span, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a report that fits the encoder. All arrays have one row a word piece.

    ``sentence`` is the index into ``Coded.sentences`` (-1 for marks); ``span`` the character offsets in
    ``report.full``; ``own`` the sentences whose claims are read in this window.
    """

    ids: Ints
    case: Ints
    kind: Ints
    hint: Ints
    sentence: Ints
    span: Ints
    own: range


def code(page: Page, drafts: list[Draft]) -> Coded:
    """A report laid out, with the drafts of what the rules would read in it."""
    spans = sentences(page.full)  # with datelines: a place may stand there alone
    return Coded(page.report, spans, page.quantities, page.times, page.voices, page.places, _hints(page, drafts))


def _hints(page: Page, drafts: list[Draft]) -> list[tuple[Span, int]]:
    """Fields first, triggers last: where both lie on a piece, the trigger is seen."""
    hints = [((p.start, p.end), WHERE) for d in drafts for p in d.places]
    hints += [(d.object, OBJECT) for d in drafts if d.object]
    hints += [(d.actor, ACTOR) for d in drafts if d.actor]
    held = modifier_claims(page.report, page.places)
    hints += [((c.place.start, c.place.end), HINTED + KIND[c.topic, c.status]) for c in held if c.place]
    return hints + [(d.at, HINTED + KIND[d.topic, d.status]) for d in drafts]


def windows(coded: Coded, tokenizer: Tokenizer) -> list[Window]:
    """The windows of a report, in order; each sentence is owned by exactly one of them."""
    ids, spans = _pieces(coded, tokenizer)
    begin, end = tokenizer.encode("").ids
    head = len(coded.report.title)
    in_title = [i for i, (start, _) in enumerate(coded.sentences) if start < head]
    body = range(len(in_title), len(coded.sentences))
    title = [j for i in in_title for j in ids[i]][:LONGEST_TITLE]
    made = []
    for first, last, own in _cut(body, [len(ids[i]) for i in range(len(ids))], WINDOW - len(title) - 3):
        taken = [(i, j, s) for i in range(first, last) for j, s in zip(ids[i], spans[i], strict=True)]
        titled = [(i, j, s) for i in in_title for j, s in zip(ids[i], spans[i], strict=True)][:LONGEST_TITLE]
        owned = range(0, own.stop) if own.start == len(in_title) else own
        made.append(_window(coded, titled, taken, (begin, end), owned))
    return made


def _pieces(coded: Coded, tokenizer: Tokenizer) -> tuple[list[list[int]], list[list[Span]]]:
    text = coded.report.full
    encoded = tokenizer.encode_batch([text[a:b] for a, b in coded.sentences], add_special_tokens=False)
    ids = [e.ids[:LONGEST_SENTENCE] for e in encoded]
    spans = [
        [(start + a, start + b) for a, b in e.offsets[:LONGEST_SENTENCE]]
        for (start, _), e in zip(coded.sentences, encoded, strict=True)
    ]
    return ids, spans


def _cut(body: range, lengths: list[int], room: int) -> list[tuple[int, int, range]]:
    """(first, last, own) of each window over the sentences ``body``; windows overlap, owners do not."""
    cuts, first, own = [], body.start, body.start
    while True:
        last, used = first, 0
        while last < body.stop and used + lengths[last] <= room:
            used += lengths[last]
            last += 1
        done = last >= body.stop
        # The last sentence of a window lacks what follows it: the next window reads it.
        stop = last if done or last - own < 3 else last - 1
        cuts.append((first, last, range(own, max(stop, own))))
        if done:
            return cuts
        own, back, first = stop, 0, stop
        while first > body.start and back + lengths[first - 1] <= OVERLAP:
            first -= 1
            back += lengths[first]


Piece = tuple[int, int, Span]


def _window(coded: Coded, title: list[Piece], body: list[Piece], marks: tuple[int, int], own: range) -> Window:
    begin, end = (-1, marks[0], (0, 0)), (-1, marks[1], (0, 0))
    pieces = [begin, *title, end, *body, end]
    text = coded.report.full
    spans = np.array([s for _, _, s in pieces], dtype=np.int64).reshape(-1, 2)
    return Window(
        ids=np.array([j for _, j, _ in pieces], dtype=np.int64),
        case=np.array([_case(text[a:b]) for _, _, (a, b) in pieces], dtype=np.int64) + _asserted(coded, spans),
        kind=_kinds(coded, spans),
        hint=_hinted(coded, spans),
        sentence=np.array([i for i, _, _ in pieces], dtype=np.int64),
        span=spans,
        own=own,
    )


def _case(word: str) -> int:
    if not word or not word.isalpha():
        return OTHER
    if word.islower():
        return LOWER
    return UPPER if word.isupper() and len(word) > 1 else CAPITALISED


def _asserted(coded: Coded, spans: Ints) -> Ints:
    inside = np.zeros(len(spans), dtype=np.int64)
    for attribution in coded.attributions:
        inside[pieces_of(spans, attribution.start, attribution.end)] = ASSERTED
    return inside


def _kinds(coded: Coded, spans: Ints) -> Ints:
    kinds = np.zeros(len(spans), dtype=np.int64)
    for place in coded.places.all:
        kinds[pieces_of(spans, place.start, place.end)] = PLACE
    for attribution in coded.attributions:
        for voice in filter(None, (attribution.source, attribution.said)):
            kinds[pieces_of(spans, *voice)] = VOICE
    for quantity in coded.quantities:
        kinds[pieces_of(spans, quantity.start, quantity.end)] = NUMBER
    for time in coded.times:
        kinds[pieces_of(spans, time.start, time.end)] = DATE
    return kinds


def _hinted(coded: Coded, spans: Ints) -> Ints:
    hinted = np.zeros(len(spans), dtype=np.int64)
    for span, what in coded.hints:
        hinted[pieces_of(spans, *span)] = what
    return hinted


def pieces_of(spans: Ints, start: int, end: int) -> Ints:
    """Indices of the word pieces inside the characters ``start`` to ``end``, in order."""
    return np.flatnonzero((spans[:, 0] < end) & (spans[:, 1] > start) & (spans[:, 1] > spans[:, 0]))


def sentence_at(coded: Coded, offset: int) -> int:
    """The index of the sentence that holds a character."""
    return max(0, bisect.bisect_right([a for a, _ in coded.sentences], offset) - 1)
