"""What the network says of a window, as findings: a kind of claim in a sentence with the words of its fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.models import CERTAINTIES, UNITS, Count, Period
from sayso.reading.learned import candidates
from sayso.reading.learned.encoding import ASSERTED, HINTED, OTHER, Coded, Window
from sayso.reading.learned.shapes import BY_TOPIC, CERTAINTY, FIRST, KINDS, LAST, ONE, SPANNED, UNIT
from sayso.reading.passages import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LONGEST = 24  # word pieces of a field
LIKELY = 8  # first pieces that are looked at for each field


class Seen(NamedTuple):
    """The encoder's output for one window: (T, hidden), (T, kinds) and (T, kinds)."""

    hidden: Floats
    logit: Floats
    weight: Floats


class Heads(Protocol):
    """The heads over one window, for N questions."""

    def anchors(self, hidden: Floats, kind: Ints, pooled: Floats) -> Floats:
        """(N, T) logits of where a claim hangs."""

    def fields(self, hidden: Floats, kind: Ints, pooled: Floats, anchor: Floats, bucket: Ints) -> tuple[Floats, Floats]:
        """(N, pointers, T) logits of fields and (N, choices) logits."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """From which probability on something is taken; chosen on coded reports kept from training."""

    claim: float = 0.45
    anchor: float = 0.65
    said: float = 0.5  # a field is "not said" from this share on


class Pointed(NamedTuple):
    """The words that a field points at, as a character span (None: not said), and their share."""

    span: Span | None
    share: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim as the network found it, and the shares (0 to 1) that it gives to its choices.

    ``at`` is the character that the claim hangs on: where a field stands that tells it from its like, or its trigger.
    ``number`` is the one where the words of its count begin, ``heard`` the one whose speaker makes the claim.
    """

    sentence: int
    topic: str
    status: str
    at: int
    probability: float
    certainty: str
    certain: float
    fields: dict[str, Pointed]
    count: Count | None
    counted: float
    number: int | None
    heard: int
    when: Period | None


@dataclass(frozen=True, slots=True)
class _Question:
    sentence: int
    kind: int
    probability: float
    pooled: Floats
    trigger: int
    anchor: int = 0
    alone: bool = True  # whether the sentence makes one claim of the kind


def findings(coded: Coded, window: Window, seen: Seen, heads: Heads, cuts: Cuts) -> list[Finding]:
    """The claims of the sentences that the window owns, in the order of the text."""
    asked = _questions(window, seen, cuts)
    if not asked:
        return []
    hung = _hang(window, seen, heads, asked, cuts)
    kinds = np.array([q.kind for q in hung], dtype=np.int64)
    pooled = np.stack([q.pooled for q in hung])
    anchors = seen.hidden[[q.anchor for q in hung]]
    bucket = np.stack([candidates.buckets(window, q.sentence) for q in hung])
    pointed, choice = heads.fields(seen.hidden, kinds, pooled, anchors, bucket)
    return counted_once([_finding(coded, window, q, (pointed[i], choice[i]), cuts) for i, q in enumerate(hung)])


def counted_once(found: list[Finding]) -> list[Finding]:
    """One number counts one thing: of claims of a kind and place that take the same, the one that is surest of it."""
    best: dict[object, Finding] = {}
    for i, one in enumerate(found):
        said = one.sentence, one.topic, one.status, one.fields["place"].span
        key = (*said, one.number) if one.number is not None else i
        best[key] = max(best.get(key, one), one, key=lambda f: f.probability * f.counted)
    return list(best.values())


def _questions(window: Window, seen: Seen, cuts: Cuts) -> list[_Question]:
    asked = []
    for sentence, a, b in candidates.runs(window):
        if not (window.case[a:b] % ASSERTED != OTHER).any():
            continue  # no word in it
        weight = seen.weight[a:b]
        share = np.exp(weight - weight.max(axis=0))
        share /= share.sum(axis=0)
        probability = _sigmoid((share * seen.logit[a:b]).sum(axis=0))
        hinted = {int(hint) - HINTED for hint in window.hint[a:b] if hint >= HINTED}
        for kind in _taken(probability, cuts.claim, hinted):
            pooled = share[:, kind] @ seen.hidden[a:b]
            trigger = a + int(share[:, kind].argmax())
            asked.append(_Question(sentence, int(kind), float(probability[kind]), pooled, trigger))
    return asked


def _taken(probability: Floats, cut: float, hinted: set[int]) -> list[int]:
    """The kinds of claim that are likely; of a topic that is so by its statuses together only, what the rules read."""
    taken = set(np.flatnonzero(probability >= cut).tolist())
    for kinds in BY_TOPIC:
        if not taken & {*kinds} and 1 - np.prod(1 - probability[kinds]) >= cut:
            taken |= hinted & {*kinds}
    return sorted(taken)


def _hang(window: Window, seen: Seen, heads: Heads, asked: list[_Question], cuts: Cuts) -> list[_Question]:
    """Each question once for every word of its sentence that a claim hangs on."""
    kinds = np.array([q.kind for q in asked], dtype=np.int64)
    logits = heads.anchors(seen.hidden, kinds, np.stack([q.pooled for q in asked]))
    hung = []
    for q, row in zip(asked, _sigmoid(logits), strict=True):
        inside = np.flatnonzero(window.sentence == q.sentence)
        inside = inside[row[inside] >= cuts.anchor]
        best = np.flatnonzero(window.sentence == q.sentence)
        chosen = _apart(row, inside) or [int(max([0, *best], key=lambda i: row[i]))]
        hung += [replace(q, anchor=i, alone=len(chosen) == 1) for i in chosen]
    return hung


def _apart(row: Floats, pieces: Ints) -> list[int]:
    """The pieces, of neighbours only the likelier one."""
    chosen: list[int] = []
    for piece in sorted(pieces, key=lambda i: -row[i]):
        if all(abs(piece - other) > 1 for other in chosen):
            chosen.append(int(piece))
    return sorted(chosen)


def _finding(coded: Coded, window: Window, q: _Question, said: tuple[Floats, Floats], cuts: Cuts) -> Finding:
    pointed, choice = said
    topic, status = KINDS[q.kind]
    when = _when(coded, window, q.sentence, pointed)
    since = when is not None and when.end is None  # what has gone on since a day may well be of the whole country
    weights = {} if since else {"place": partial(_specific, coded, q.sentence)}
    turns = sorted(a.start for a in coded.attributions if a.said and not a.carried)
    fields = {
        name: field_span(
            coded, window, (pointed[FIRST[name]], pointed[LAST[name]]), _limits(name, cuts, weights, turns)
        )
        for name in SPANNED
    }
    certainty = _softmax(choice[:CERTAINTY])
    count, counted, number = _count(coded, window, q.sentence, pointed, choice)
    if count is not None and number is not None and count.unit == "families":
        fields["object"] = _households(coded, number, fields["object"])
    at, trigger = (int(window.span[piece, 0]) for piece in (q.anchor or q.trigger, q.trigger))
    return Finding(
        sentence=q.sentence,
        topic=topic,
        status=status,
        at=at,
        probability=q.probability,
        certainty=CERTAINTIES[int(certainty.argmax())],
        certain=float(certainty.max()),
        fields=fields,
        count=count,
        counted=counted,
        number=number,
        heard=_heard(
            coded, q.sentence, (number, fields["actor"].span, fields["object"].span), trigger if q.alone else at
        ),
        when=when,
    )


def _heard(coded: Coded, sentence: int, fields: tuple[int | None, Span | None, Span | None], else_: int) -> int:
    """The character whose speaker makes a claim: of its number, doer or object, the first that its sentence has.

    A doer who speaks in it tells nothing of who says so.
    """
    start, end = coded.sentences[sentence]
    number, actor, thing = fields
    if actor and any(a.said and a.said[0] < actor[1] and actor[0] < a.said[1] for a in coded.attributions):
        actor = None
    places = (number, actor and actor[0], thing and thing[0])
    return next((at for at in places if at is not None and start <= at < end), else_)


_HOUSEHOLDS = re.compile(r"(?:famil|household)\w*", re.I)


def _households(coded: Coded, number: int, object_: Pointed) -> Pointed:
    """What is counted where the number counts families, if the pointer went to other people."""
    text = coded.report.full
    end = next(q.end for q in coded.quantities if q.start == number)
    counted = _HOUSEHOLDS.search(text, number, end + 40)
    if counted is None or (object_.span and _HOUSEHOLDS.search(text, *object_.span)):
        return object_
    return Pointed(counted.span(), object_.share)


# What a country that the claim's own sentence names weighs beside a finer place; chosen on dev.
WIDE = 0.1


def _specific(coded: Coded, sentence: int, span: Span) -> float:
    """What a place weighs: a claim is given the most specific one, and leads name the country first."""
    start, end = coded.sentences[sentence]
    return WIDE if start <= span[0] < end and coded.places.only_countries(*span) else 1.0


def _even(span: Span) -> float:
    return 1.0


_NOTHING = re.compile(r"(?:the|an?|al|el|this|that|its|their|\W)*")  # words that name nothing


class Limits(NamedTuple):
    """From which share on a field is not said, what a span of it weighs, and the characters, in order, at which
    another voice begins, where its words end."""

    said: float
    weight: Callable[[Span], float]
    turns: Sequence[int] = ()


def _limits(name: str, cuts: Cuts, weights: Mapping[str, Callable[[Span], float]], turns: Sequence[int]) -> Limits:
    """The limits of a field; who speaks may be named across where another voice is thought to begin."""
    return Limits(cuts.said, weights.get(name, _even), () if name in ("source", "via") else turns)


def field_span(coded: Coded, window: Window, logits: tuple[Floats, Floats], limits: Limits) -> Pointed:
    """The words that a pointer means: those of like words in several sentences are summed, and weighed."""
    first, last = _softmax(logits[0]), _softmax(logits[1])
    if first[0] >= limits.said:
        return Pointed(None, float(first[0]))
    text = coded.report.full
    shares: dict[str, float] = {}
    spans: dict[str, tuple[float, Span]] = {}
    for piece in np.argsort(-first)[:LIKELY]:
        if piece == 0 or window.sentence[piece] < 0:
            continue
        span = _to_last(window, int(piece), last, limits.turns)
        words = text[slice(*span)].casefold()
        if _NOTHING.fullmatch(words):
            continue
        shares[words] = shares.get(words, 0.0) + float(first[piece])
        spans[words] = max(spans.get(words, (0.0, span)), (float(first[piece]), span))
    if not shares:
        return Pointed(None, float(first[0]))
    best = max(shares, key=lambda w: shares[w] * limits.weight(spans[w][1]))
    return Pointed(spans[best][1], shares[best])


def _to_last(window: Window, first: int, last: Floats, turns: Sequence[int]) -> Span:
    same = np.flatnonzero(window.sentence[first : first + LONGEST] == window.sentence[first]) + first
    begin = int(window.span[first, 0])
    turn = bisect_right(turns, begin)
    if turn < len(turns):
        same = same[window.span[same, 0] < turns[turn]]
    end = same[int(last[same].argmax())]
    return begin, int(window.span[end, 1])


def _count(
    coded: Coded, window: Window, sentence: int, pointed: Floats, choice: Floats
) -> tuple[Count | None, float, int | None]:
    """The count, its share, and where its words begin."""
    shares = _softmax(
        np.where(candidates.allowed(coded, window, sentence, "count"), pointed[FIRST["count"]], np.float32(-1e4))
    )
    piece = int(shares.argmax())
    unit = UNITS[int(choice[CERTAINTY : CERTAINTY + UNIT].argmax())]
    if piece == 0:
        one = float(_sigmoid(choice[ONE]))
        return (
            (Count(1, 1, unit), float(shares[0]) * one, None)
            if one > 0.5
            else (None, float(shares[0]) * (1 - one), None)
        )
    start, end = window.span[piece]  # a piece may begin before the number: broken signs stick to it
    found = next(q for q in coded.quantities if q.start < end and start < q.end)
    unit = "families" if found.unit_hint == "families" else unit
    return Count(found.low, found.high, unit), float(shares[piece]), found.start


def _when(coded: Coded, window: Window, sentence: int, pointed: Floats) -> Period | None:
    row = np.where(candidates.allowed(coded, window, sentence, "when"), pointed[FIRST["when"]], -np.inf)
    piece = int(row.argmax())
    if piece == 0:
        return None
    start, end = window.span[piece]
    return next(t.period for t in coded.times if t.start < end and start < t.end and t.period)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max())
    return np.asarray(e / e.sum(), dtype=np.float32)
