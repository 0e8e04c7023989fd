"""What the network says twice or in one breath: claims of a sentence whose places lie in each other."""

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
