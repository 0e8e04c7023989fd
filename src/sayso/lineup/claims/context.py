"""A claim in the light of what its report told before: whose toll it rivals, and where and when that was.

A pure function of the claims of one report, so that a line-up that grows and one made anew see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.lineup.claims import facts as fx
from sayso.lineup.words import counts, figures
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.windows import day, span
from sayso.models import Count, ResolvedClaim

_ONE_EVENT = 2  # times that two tolls of one event may be apart
_NEXT = 3  # characters between a sentence and the next
_SET_BY = 3  # the same, where the words say that the one is lower or higher, or give it right after the other


def in_context(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """A toll of what was told just before has its day, and its place where its own is not known; what was late on one
    day can have been early on the next; a denial is of the place of what it answers.

    "State media put the toll at nine" and "the monitor said the bombings killed 21" rival a toll told before.
    """
    claim = item.claim
    text = claim.evidence.text
    if claim.topic in fx.EVENTS and _of_night(item, items):
        item = _with_morning(item)
        claim = item.claim
    if claim.certainty == "denied" and claim.topic not in fx.EVENTS:
        return _as_charged(item, items)
    if claim.topic != "casualties" or claim.count is None:
        return item
    if fx.population(item) == "others" and _first_there(item, items):
        return _as_all(item)
    if (" p" in text or " g" in text) and figures.given_as_rival(claim.count.low, text):
        return _as_compared(item, items) or _as_its_rival(item, items)
    if lex.DAY.search(text) or claim.source is None or _placed(item) or not lex.tells_that_toll(text):
        return item
    last = _last_toll(item, [other for other in items if other.place is not None and other.place.id is not None])
    if last is None or last.claim.count is None or counts.ratio(claim.count, last.claim.count) > _ONE_EVENT:
        return item
    return replace(item, place=last.place, claim=replace(claim, when=last.claim.when or claim.when))


def _of_night(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> bool:
    """Whether what is claimed was in the night after its day, by its own words or those from which it has the day."""
    claim, text = item.claim, item.claim.evidence.text
    if claim.when is None or claim.when.start is None or claim.when.start != claim.when.end:
        return False
    if _nightly(text) and lex.DAY.search(text):
        return lex.NIGHT.search(text) is not None
    told = [
        other.claim.evidence
        for other in items
        if other.claim.when == claim.when and other.claim.evidence.end <= claim.evidence.start
    ]
    if not any(_nightly(said.text) for said in told) or lex.DAY.search(text):
        return False
    last = max((said for said in told if lex.DAY.search(said.text)), key=lambda said: said.start, default=None)
    return last is not None and lex.NIGHT.search(last.text) is not None


def _nightly(text: str) -> bool:
    """Whether a night may be spoken of: a pattern costs more than this."""
    return "night" in text or "late " in text


def _with_morning(item: ResolvedClaim) -> ResolvedClaim:
    """A claim of one day as one of that day and the next, on which others put what happened in the night between."""
    when = item.claim.when
    if when is None or when.end is None or not (last := span(when.end)[1]):
        return item
    return replace(item, claim=replace(item.claim, when=replace(when, end=day(last + 1))))


def _as_charged(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """A denial of what the sentence before it tells, with that one's place where the one lies in the other."""
    claim, place = item.claim, item.place
    for other in items:
        told, there = other.claim, other.place
        if (told.topic, told.status) != (claim.topic, claim.status) or told.certainty == "denied":
            continue
        if not 0 <= claim.evidence.start - told.evidence.end <= _NEXT or there is None or place is None:
            continue
        if place.id == there.id or place.id in there.within or there.id in place.within:
            return replace(item, place=there, claim=replace(claim, place=told.place))
    return item


def _first_there(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> bool:
    """Whether a claim's sentence names its place, and nobody was told of before who came to harm there."""
    here = (other for other in items if fx.place_key(other) == fx.place_key(item))
    return _named_here(item) and item.place is not None and _last_toll(item, here) is None


def _as_all(item: ResolvedClaim) -> ResolvedClaim:
    """ "Another six were killed in Mill", the first who are told of there, as six: the others fell elsewhere."""
    thing = item.claim.object
    if thing is None:
        return item
    told = thing.text.replace("more than", "over").split()
    plain = " ".join(word for word in told if lex.REMAINDER.search(word) is None)
    return replace(item, claim=replace(item.claim, object=replace(thing, text=plain or thing.text)))


def _as_compared(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> ResolvedClaim | None:
    """A toll that its words call lower or higher ("placed the toll lower, at 110"), with place and day of the one
    told before that is nearest to it; None where there is none, or where the sentence names its own place."""
    claim, count, text = item.claim, item.claim.count, item.claim.evidence.text
    higher = lex.HIGHER.search(text) is not None
    if _named_here(item) or count is None or higher == (lex.LOWER.search(text) is not None):
        return None
    told = _tolls_before(item, (other for other in items if _compared(count, other, higher)))
    there = min(told, key=lambda other: _distance(count, other), default=None)
    if there is None or there.place is None:
        return None
    return replace(item, place=there.place, claim=replace(claim, place=there.claim.place, when=there.claim.when))


def _distance(count: Count, other: ResolvedClaim) -> tuple[float, int, str]:
    """How far a toll told before is from another: in number, then in the text."""
    return counts.ratio(count, other.claim.count or count), other.claim.evidence.start, other.claim.id


def _compared(count: Count, other: ResolvedClaim, higher: bool) -> bool:
    """Whether a toll is one that words may call another one higher or lower than."""
    theirs = other.claim.count
    if theirs is None or fx.population(other) not in ("people", "civilians") or counts.ratio(count, theirs) > _SET_BY:
        return False
    if lex.is_rough(theirs, other.claim.evidence.text):
        return False
    ours = count.low or count.high or 0
    return ours > (theirs.low or theirs.high or 0) if higher else ours < (theirs.high or theirs.low or 0)


def _as_its_rival(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """A toll that its words set against one told before, with that one's day, and place where none is named since."""
    claim = item.claim
    when = claim.when if lex.DAY.search(claim.evidence.text) else None
    here = _last_toll(item, [other for other in items if fx.place_key(other) == fx.place_key(item)])
    there = _last_toll(item, [other for other in items if _rivals(item, other)])
    if there is not None and (here is None or not _rivals(item, here)) and not _placed_since(item, there):
        when = when or there.claim.when or claim.when
        return replace(item, place=there.place, claim=replace(claim, place=there.claim.place, when=when))
    return replace(item, claim=replace(claim, when=when or here.claim.when)) if here is not None else item


def _placed_since(item: ResolvedClaim, other: ResolvedClaim) -> bool:
    """Whether the words after ``other`` name the claim's place."""
    place = item.claim.place
    return place is not None and (place.start > other.claim.evidence.end or _named_here(item))


def _rivals(item: ResolvedClaim, other: ResolvedClaim) -> bool:
    """Whether two tolls can be of one event."""
    ours, theirs = item.claim.count, other.claim.count
    if ours is None or theirs is None or other.place is None or fx.population(item) != fx.population(other):
        return False
    follows = 0 <= item.claim.evidence.start - other.claim.evidence.end <= _NEXT
    return counts.ratio(ours, theirs) <= (_SET_BY if follows else _ONE_EVENT)


def _named_here(item: ResolvedClaim) -> bool:
    """Whether a claim's place is named in its own sentence."""
    return item.claim.place is not None and item.claim.place.text in item.claim.evidence.text


def _placed(item: ResolvedClaim) -> bool:
    """Whether a claim's place is known, or named in its own sentence."""
    known = item.place is not None and item.place.id is not None
    return known or _named_here(item)


def _last_toll(item: ResolvedClaim, among: Iterable[ResolvedClaim]) -> ResolvedClaim | None:
    return max(_tolls_before(item, among), key=lambda other: (other.claim.evidence.start, other.claim.id), default=None)


def _tolls_before(item: ResolvedClaim, among: Iterable[ResolvedClaim]) -> list[ResolvedClaim]:
    claim = item.claim
    return [
        other
        for other in among
        if (other.claim.topic, other.claim.status) == (claim.topic, claim.status)
        and other.claim.evidence.end <= claim.evidence.start
    ]
