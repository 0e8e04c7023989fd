"""What is told of several places in one breath, as one claim for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.places import NAMED, Place, Places

# What the codebook splits by place; a toll or a deal over several places is one claim with the whole phrase, and a
# number that is given for all of them is not each one's.
_SPLIT = frozenset({"fighting", "control", "access", "hazard"})
# Between two of a list.
_JOINT = re.compile(r"(?:,\s(?:(?:and|as\swell\sas)\s)?|\s(?:and|as\swell\sas)\s)(?:(?:in|near|at|on|the|A[nst])\s)*")
_LAST = re.compile(r"\b(?:and|as\swell\sas)\s")
# "Orun, just south of Tarn, and Menkara": Tarn tells only where Orun is.
_BESIDE = re.compile(
    r"\b(?:\w*(?:north|south|east|west)\w*|close|near|outside|kilomet\w+|miles)\s(?:(?:of|to|from)\s)?$", re.I
)

# "The road between Orun and Tarn" is in neither.
_BETWEEN = re.compile(r"\b(?:between|from|connect\w+|link\w+)\s(?:the\s)?$", re.I)


def listed(claims: Iterable[Claim], places: Places, full: str) -> list[Claim]:
    """The claims, with those on the places of a list ("clashes in A, B and C") of which some were not read."""
    found = list(claims)
    for claim in tuple(found):
        if claim.topic in _SPLIT and claim.place is not None and claim.count is None:
            others = [other for other in found if other is not claim and _alike(claim, other)]
            for members in _lists(places, full, claim.evidence):
                if any(_on(m, claim.place) for m in members) and claim.place.start >= members[0].start:
                    left = [m for m in members if not any(_on(m, other.place) for other in others)]
                    found += [_at(claim, m, full) for m in left if not _on(m, claim.place)]
                    own = [m for m in left if _on(m, claim.place)]
                    if len(own) > 1:
                        found.remove(claim)
                        found += [_at(claim, member, full) for member in own]
    return found


def _alike(a: Claim, b: Claim) -> bool:
    return (a.topic, a.status, a.certainty, a.evidence) == (b.topic, b.status, b.certainty, b.evidence)


def _on(member: Place, place: Mention | None) -> bool:
    return place is not None and member.start < place.end and place.start < member.end


def _at(claim: Claim, member: Place, full: str) -> Claim:
    return claim_id(replace(claim, place=Mention(full[member.start : member.end], member.start, member.end)))


def _lists(places: Places, full: str, evidence: Mention) -> Iterator[list[Place]]:
    """The lists of named places in a sentence, each ended by an "and"; countries are no members."""
    run: list[Place] = []
    end = evidence.start
    for place in places.within(evidence.start, evidence.end):
        if place.kind != NAMED or places.only_countries(place.start, place.end):
            continue
        if _BESIDE.search(full[max(end, place.start - 24) : place.start]):
            end = place.end
            continue
        if not _JOINT.fullmatch(full, end, place.start):
            run = []
        if _BETWEEN.search(full[max(0, place.start - 16) : place.start]):
            end = len(full)  # what follows is no list
            continue
        run.append(place)
        if len(run) > 1 and _LAST.search(full, end, place.start):
            yield run
            run = []
        end = place.end
