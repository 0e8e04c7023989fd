"""What the network says twice or in one breath: claims of a sentence whose places lie in each other, or are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.places import Place, Places


def tidied(claims: Iterable[Claim], places: Places, full: str) -> list[Claim]:
    """The claims in the order of the text, each place said once.

    "A and B" beside "B" means A; "rebel-held A" beside "A" is A once, from the likelier claim.
    """
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        said = claim.topic, claim.status, claim.certainty, claim.evidence, claim.count, claim.object, claim.source
        groups[said].append(claim)
    kept = [claim for group in groups.values() for claim in _apart(group, places, full)]
    return sorted(kept, key=lambda c: (c.evidence.start, c.topic))


_HOW = re.compile(
    r"(?:the|a|its|their)\s(?:plane\s|air\s)?(?:crash|collapse|explosion|blast|attack|strike|destruction)(?:es|s)?",
    re.I,
)


def thing(what: Mention | None) -> Mention | None:
    """What was hit or destroyed; None where the words only name how it was ("the crash")."""
    return None if what is not None and _HOW.fullmatch(what.text) else what


_LISTED = re.compile(r",|\b(?:and|or)\b")


class _Placed(NamedTuple):
    claim: Claim
    place: Mention


def _apart(group: list[Claim], places: Places, full: str) -> Iterator[Claim]:
    yield from (claim for claim in group if claim.place is None)
    # The narrowest first: a wider place is read in the light of those inside it.
    placed = [_Placed(claim, claim.place) for claim in group if claim.place is not None]
    done: list[_Placed] = []
    for claim, place in sorted(placed, key=lambda p: len(p.place.text)):
        inside = [i for i, other in enumerate(done) if _overlap(place, other.place)]
        if not inside:
            done.append(_Placed(claim, place))
            continue
        rest = _others(place, [done[i].place for i in inside], places)
        if len(rest) == 1:
            own = Mention(full[rest[0].start : rest[0].end], rest[0].start, rest[0].end)
            done.append(_Placed(claim_id(replace(claim, place=own)), own))
        elif rest or _LISTED.search(place.text):
            done.append(_Placed(claim, place))
        elif claim.confidence > done[inside[0]].claim.confidence:
            at = inside[0]
            done[at] = _Placed(claim_id(replace(claim, place=done[at].place)), done[at].place)
    yield from (one.claim for one in done)


def _overlap(a: Mention, b: Mention) -> bool:
    return a != b and a.start < b.end and b.start < a.end


def _others(wide: Mention, inside: list[Mention], places: Places) -> list[Place]:
    """The named places of a wide phrase that none of the narrower ones has."""
    named = [p for p in places.all if wide.start <= p.start and p.end <= wide.end]
    return [p for p in named if not any(p.start < m.end and m.start < p.end for m in inside)]


# What is told of one act in several records.
_OF_ONE_ACT = frozenset(
    {("fighting", "attack"), ("abuse", "banned_weapon"), ("casualties", "killed"), ("casualties", "wounded")}
)


def in_one_place(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims; the attack, its banned weapon and its victims, told in one breath of one doer, are in one place.

    That is the place named in the sentence, else the last one named before it. How the doer's name begins is none.
    """
    found = list(claims)
    acts: dict[object, list[Claim]] = defaultdict(list)
    for claim in found:
        if (claim.topic, claim.status) in _OF_ONE_ACT and claim.actor is not None:
            acts[claim.evidence, claim.source, claim.certainty == "denied", claim.actor].append(claim)
    for claim in found:
        group = acts.get((claim.evidence, claim.source, claim.certainty == "denied", claim.actor), [claim])
        places = [c.place for c in group if c.place is not None and not _begins_name(c)]
        if len(set(places)) == 1 and (claim.place is None or _begins_name(claim)):
            yield claim_id(replace(claim, place=places[0]))
        elif (claim.topic, claim.status) in _WEAPON and (near := _nearest(group)) is not None:
            yield claim_id(replace(claim, place=near))
        elif claim.topic == "casualties" and len(here := _named_beside(claim, group)) == 1:
            yield claim_id(replace(claim, place=here.pop()))
        else:
            yield claim


def _named_beside(claim: Claim, group: list[Claim]) -> set[Mention]:
    """The places that the sentence names for the others who came to harm, where the claim's is told of only after it.

    Not a region ("northern Galt"), in which the place told of after may lie.
    """
    start, end = claim.evidence.start, claim.evidence.end
    if claim.place is None or claim.place.start < end:
        return set()
    places = {c.place for c in group if c.topic == "casualties" and c.place is not None}
    return {place for place in places if start <= place.start < end and not _REGION.match(place.text)}


_REGION = re.compile(r"(?:the )?(?:north|south|east|west|centr)\w*\b", re.I)


_WEAPON = frozenset({("fighting", "attack"), ("abuse", "banned_weapon")})


def _begins_name(claim: Claim) -> bool:
    """Whether a claim's place is only how its actor's name begins ("Tarn president Adel Sadr's forces")."""
    place, actor = claim.place, claim.actor
    return place is not None and actor is not None and place.start == actor.start and place.end < actor.end


def _nearest(group: list[Claim]) -> Mention | None:
    """The place of an attack and of its banned weapon where the two were read apart; None where they were not."""
    told = {(c.topic, c.status): c.place for c in group if (c.topic, c.status) in _WEAPON}
    places = {place for place in told.values() if place is not None}
    if len(told) < 2 or len(places) < 2 or sum((c.topic, c.status) in _WEAPON for c in group) > 2:
        return None
    start, end = group[0].evidence.start, group[0].evidence.end
    return max(places, key=lambda p: (start <= p.start < end, p.start < start, p.end, -p.start))
