"""The charge that a denial answers, where it was made in a sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.learned.denials import CHARGED, DENIES, OF_CHARGES, TURNS, as_denied, denials, within
from sayso.reading.topics.base import Page

_ALWAYS = re.compile(
    r"\b(?:always|repeatedly|consistently|persistently|long|both|previously|never)\b|\bden\w+\s(?:using|the\suse\sof)\b",
    re.I,
)
# "Denied those allegations", "denied any involvement": what is denied stands before.
_ALL_OF_IT = re.compile(rf"\s(?:any|all|these|those|such|the|its|his|her|their)?\s?(?:such\s)?{OF_CHARGES}\b", re.I)
_ITS_PART = re.compile(r"\s(?:any\s|all\s)?(?:responsibility|involvement|role|part)\b|\sit\b|\sbeing\sbehind\b", re.I)
_CHARGES = re.compile(rf"\b(?:accus|blam|alleg|charg|responsib|hold\s|held\s)\w*|\b{OF_CHARGES}\b|\bclaim\w*", re.I)
_UNREAD = 0.25  # as believed as what the rules alone read
# Characters that a denial may stand from its charge, about four sentences.
_BACK = 600
_NEXT = 2  # characters between a sentence and the next


def unread(claims: list[Claim], page: Page) -> Iterator[Claim]:
    """Denials of what was said before ("the army denied those allegations") of which nothing was read."""
    answered = {c.evidence.start for c in claims if c.certainty == "denied" and (c.topic, c.status) in CHARGED}
    for start, end in page.sentences:
        for denial in denials(page.full, start, end) if start not in answered else ():
            if denial.denier is None or denial.passive:
                continue
            those = _ALL_OF_IT.match(page.full, denial.end)
            if not those and not _ITS_PART.match(page.full, denial.end):
                continue
            evidence = Mention(page.full[start:end], start, end)
            for charge in _last_charges(claims, start):
                if (those and _CHARGES.search(charge.evidence.text)) or _names_one(charge.actor, denial.denier):
                    answer = replace(charge, evidence=evidence, confidence=_UNREAD)
                    yield as_denied(answer, denial.denier, charge.actor or denial.denier)


def _last_charges(claims: list[Claim], start: int) -> list[Claim]:
    """The charges against somebody in the last sentence before ``start`` that has any, if it is near."""
    before = [
        c
        for c in claims
        if (c.topic, c.status) in CHARGED
        and c.certainty in ("stated", "hedged")
        and c.actor is not None
        and c.source is not None
        and start - _BACK < c.evidence.start < start
    ]
    last = max((c.evidence.start for c in before), default=0)
    return [c for c in before if c.evidence.start == last]


def timed(claim: Claim, page: Page) -> bool:
    """Whether the claim's sentence gives a time."""
    return any(claim.evidence.start <= time.start < claim.evidence.end and time.period for time in page.times)


def placed(claim: Claim, claims: list[Claim], page: Page) -> Claim:
    """The claim; a denial whose sentence names no place is about the place, and day, of the charge just before it."""
    start, end = claim.evidence.start, claim.evidence.end
    if claim.certainty != "denied" or (claim.topic, claim.status) not in CHARGED:
        return claim
    if _ALWAYS.search(claim.evidence.text) or not denials(page.full, start, end):
        return claim
    charge = _charge(claim, claims)
    if charge is None or charge.place is None or _own_place(claim, charge, page.full):
        return claim
    when = claim.when if timed(claim, page) else charge.when or claim.when
    return claim_id(replace(claim, place=charge.place, when=when))


def _own_place(denial: Claim, charge: Claim, full: str) -> bool:
    """Whether a denial has a place of its own after the charge, and not of something that the denier turns to."""
    place = denial.place
    if place is None or place.start <= charge.evidence.start or _cut_out(place, charge.place):
        return False
    if place.start >= denial.evidence.end:
        return False  # What is named after the denial is of what is told next.
    if not within(place, denial.evidence):
        return True
    verb = DENIES.search(full, denial.evidence.start, place.start)
    return verb is None or TURNS.search(full, verb.end(), place.start) is None


def _cut_out(place: Mention, whole: Mention | None) -> bool:
    return whole is not None and place != whole and within(place, whole)


def _charge(denial: Claim, claims: list[Claim]) -> Claim | None:
    """The charge that a denial answers: the nearest before it, of those that blame the same party if there is one.

    The sentence just before, where it blames that party, need not name the place of the act.
    """
    for c in claims:
        if (
            (c.topic, c.status) == (denial.topic, denial.status)
            and c.certainty in ("stated", "hedged")
            and 0 <= denial.evidence.start - c.evidence.end <= _NEXT
            and _names_one(c.actor, denial.actor)
        ):
            return c
    before = [
        c
        for c in claims
        if (c.topic, c.status) == (denial.topic, denial.status)
        and c.certainty in ("stated", "hedged")
        and denial.evidence.start - _BACK < c.evidence.start <= denial.evidence.start
        and _of_one_act(c)
    ]
    blaming = [c for c in before if _names_one(c.actor, denial.actor)]
    return max(blaming or before, key=lambda c: c.evidence.start, default=None) or _only_charge(denial, claims)


def _only_charge(denial: Claim, claims: list[Claim]) -> Claim | None:
    """The charge against the same party of which the report tells before, where it tells of such at one place only."""
    blaming = [
        c
        for c in claims
        if (c.topic, c.status) == (denial.topic, denial.status)
        and c.certainty in ("stated", "hedged")
        and c.evidence.start <= denial.evidence.start
        and c.place is not None
        and _names_one(c.actor, denial.actor or denial.source)
        and not _names_one(c.place, c.actor)
    ]
    places = {c.place.text.split(",")[0].casefold() for c in blaming if c.place is not None}
    shortest = min(places, key=len, default="")
    if not all(shortest in place for place in places):
        return None
    return max(blaming, key=lambda c: (_of_one_act(c), c.evidence.start), default=None)


def _of_one_act(charge: Claim) -> bool:
    """Whether a charge names the place of its act, and is not of a state that goes on since a day."""
    if charge.place is None or not within(charge.place, charge.evidence) or charge.place == charge.actor:
        return False
    return charge.when is None or charge.when.end is not None


def _names_one(left: Mention | None, right: Mention | None) -> bool:
    """Whether two names share a word that begins with a capital."""
    if left is None or right is None:
        return False
    return bool(_capitals(left.text) & _capitals(right.text))


def _capitals(name: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\b[A-Z]\w{2,}", name)} - {"The"}
