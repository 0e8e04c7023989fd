"""The parts of a toll that a sentence gives place by place ("nine in Orun, eight in Tarn"), and pairs of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.models import Claim, Count, Mention
from sayso.reading.claims import claim_id
from sayso.reading.places import NAMED, Place, Places
from sayso.reading.quantities import Quantity

# What may stand between the number and the place of a part, and between two parts.
_IN = re.compile(
    r"(?:\s(?:people|persons?|civilians?|children|women|men|soldiers?|fighters?|militants?|others?|more|victims?|of\sthem"
    r"|dead|were|was|(?:killed|wounded|injured|hurt)(?:\sin\sattacks?)?)){0,4}\s(?:in|at|near|on)\s(?:the\s)?"
)
_NEXT = re.compile(r"(?:\s(?:neighbou?rhoods?|districts?|city|town|village))?[,;]?(?:\s(?:and|while|another))*\s")


# "A man and his wife": two people, whom the words count one by one.
_CHILD = r"child|baby|infant|toddler|boy|girl"
_PERSON = (
    rf"(?:{_CHILD}|m[ae]n|woman|civilian|father|mother|husband|wife|son|daughter|brother|sister|cousin|couple|soldier|"
    r"policeman|officer|guard|fighter|militant|driver|doctor|nurse|medic|teacher|journalist|worker|farmer|shepherd|student)"
)
_PAIR = re.compile(
    rf"\b(?:an?|one)\s(?:[\w-]+\s){{0,2}}?(?P<one>{_PERSON})\s(?:and|along\swith|together\swith)\s"
    rf"(?:an?|one|his|her|their)\s(?:[\w-]+\s){{0,2}}?(?P<other>{_PERSON})\b",
    re.I,
)
_ARMED = re.compile(r"soldier|policeman|officer|guard|fighter|militant", re.I)
# "Killed a man and his wife was hurt": the second has a fate of their own.
_OWN_FATE = re.compile(
    r",?\s(?:was|were|is|are|has|had|later|said|says|told|died|escaped|fled|survived|lost|suffered|remain\w*)\b|"
    r"\sin\s(?:separate|different)\b"
)
_MORE_BEFORE = re.compile(rf"(?:\b{_PERSON}s?,?|\bincluding|\bamong\s(?:them|those|the\s\w+))\s$", re.I)

_HARM = r"(?:kill|wound|injur|murder|shot|shoot|execut|maim|hurt|di(?:ed|e\b)|dead|li(?:ves|fe)\sof|death\sof)\w*"
_HARMED_BEFORE = re.compile(rf"\b{_HARM}(?:\s(?:and|or)\s{_HARM})?\s$", re.I)
_HARMED_AFTER = re.compile(
    rf"(?:\s(?:who|both|also|later|reportedly|allegedly|were|have|had|has|been)){{0,5}}\s{_HARM}", re.I
)


class _Part(NamedTuple):
    number: Quantity
    place: Place


def parted(claims: Iterable[Claim], places: Places, numbers: Sequence[Quantity], full: str) -> list[Claim]:
    """The claims, with those on the parts of a toll that were not read."""
    found = list(claims)
    tolls = [c for c in found if c.topic == "casualties" and c.count is not None]
    for evidence in dict.fromkeys(c.evidence for c in tolls):
        told = [c for c in tolls if c.evidence == evidence]
        inside = [q for q in numbers if evidence.start <= q.start < evidence.end]
        for run in _runs(inside, places, full):
            like = max(told, key=lambda c: _before(c, inside, run[0].number))
            found += [_of(like, part, full) for part in run if not any(_is(c, part) for c in told)]
    return found


def paired(claims: Iterable[Claim], full: str) -> list[Claim]:
    """The claims; a pair of people told of one by one counts two, in one claim."""
    kept: dict[object, Claim] = {}
    for claim in claims:
        pair = _pair(claim, full)
        if pair is None or claim.count is None:
            kept[claim.id] = claim
            continue
        unit = "people" if claim.count.unit == "women" else claim.count.unit
        two = claim_id(replace(claim, count=Count(2, 2, unit)))
        kept.setdefault((claim.status, claim.certainty, pair.start()), two)
    return list(kept.values())


def _pair(claim: Claim, full: str) -> re.Match[str] | None:
    """The pair that a claim on one person is about: two grown-ups or two children, who were killed or hurt."""
    if claim.topic != "casualties" or claim.count is None or (claim.count.low, claim.count.high) != (1, 1):
        return None
    victims = claim.object or claim.evidence
    pair = _PAIR.search(full, max(claim.evidence.start, victims.start - 40), claim.evidence.end)
    if pair is None or pair.start() >= victims.end or pair.end() <= victims.start:
        return None
    if _MORE_BEFORE.search(full, claim.evidence.start, pair.start()):
        return None
    if any(bool(kind.fullmatch(pair["one"])) != bool(kind.fullmatch(pair["other"])) for kind in _COUNTED_APART):
        return None  # the codebook has units of their own for them
    if _HARMED_BEFORE.search(full, claim.evidence.start, pair.start()):
        return None if _OWN_FATE.match(full, pair.end()) else pair
    return pair if _HARMED_AFTER.match(full, pair.end()) else None


_COUNTED_APART = (re.compile(_CHILD, re.I), _ARMED, re.compile("civilian", re.I))


def _runs(numbers: list[Quantity], places: Places, full: str) -> Iterator[list[_Part]]:
    """The parts that follow on one another, two at least."""
    run: list[_Part] = []
    for number in numbers:
        part = _part(number, places, full)
        if run and not (part and _NEXT.fullmatch(full, run[-1].place.end, number.start)):
            if len(run) > 1:
                yield run
            run = []
        run += [part] if part else []
    if len(run) > 1:
        yield run


def _part(number: Quantity, places: Places, full: str) -> _Part | None:
    near = (p for p in places.within(number.end, number.end + 60) if p.kind == NAMED)
    return next((_Part(number, p) for p in near if _IN.fullmatch(full, number.end, p.start)), None)


def _before(claim: Claim, numbers: list[Quantity], first: Quantity) -> int:
    """Where the number of a claim stands, for the last one not after the first part; -1 where it stands elsewhere."""
    return max((q.start for q in numbers if q.start <= first.start and _counts(claim, q)), default=-1)


def _counts(claim: Claim, number: Quantity) -> bool:
    return claim.count is not None and (claim.count.low, claim.count.high) == (number.low, number.high)


def _is(claim: Claim, part: _Part) -> bool:
    at = claim.place
    return _counts(claim, part.number) and at is not None and at.start < part.place.end and part.place.start < at.end


def _of(like: Claim, part: _Part, full: str) -> Claim:
    """The claim on a part, in the unit that its number counts; the victims' words are those of the whole, so none."""
    number, place = part
    whole = like.count.unit if like.count else "people"
    unit = whole if number.unit_hint in (None, "people", "other") else number.unit_hint
    named = Mention(full[place.start : place.end], place.start, place.end)
    return claim_id(replace(like, place=named, object=None, count=Count(number.low, number.high, unit)))
