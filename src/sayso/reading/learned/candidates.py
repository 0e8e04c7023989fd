"""What a claim's fields may point at, as arrays over the word pieces of a window."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.reading.learned import encoding
from sayso.reading.learned.encoding import Coded, Window
from sayso.reading.learned.shapes import MARK, REACH, TITLE


def runs(window: Window) -> list[tuple[int, int, int]]:
    """(sentence, first piece, last piece + 1) for each sentence that the window owns."""
    sentence = window.sentence
    edges = np.flatnonzero(np.diff(sentence, prepend=-2, append=-2))
    return [(int(sentence[a]), int(a), int(b)) for a, b in pairwise(edges) if int(sentence[a]) in window.own]


def buckets(window: Window, sentence: int) -> NDArray[np.int64]:
    """How far each piece stands from a sentence: sentences before or after, the title, a mark."""
    far = np.clip(window.sentence - sentence, -REACH, REACH) + REACH
    titled = np.cumsum(window.sentence < 0) == 1
    far[titled & (window.sentence != sentence)] = TITLE
    far[window.sentence < 0] = MARK
    return far


def allowed(coded: Coded, window: Window, sentence: int, field: str) -> NDArray[np.bool_]:
    """Where a number or date may be pointed at: the first pieces of those that code found, and piece 0."""
    mask = np.zeros(len(window.ids), dtype=np.bool_)
    mask[0] = True
    for start, end in _spans(coded, sentence, field):
        pieces = encoding.pieces_of(window.span, start, end)
        mask[pieces[:1]] = True
    return mask


def _spans(coded: Coded, sentence: int, field: str) -> list[tuple[int, int]]:
    if field == "when":
        return [(t.start, t.end) for t in coded.times if t.period]
    start, end = coded.sentences[sentence]
    return [(q.start, q.end) for q in coded.quantities if start <= q.start and q.end <= end]
