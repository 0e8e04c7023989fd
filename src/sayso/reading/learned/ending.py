"""What a status asks of the words: that something is over, that an attack goes on, that a weapon was used.

Where the words do not say so, what they say or what the rules read there stands, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.models import Claim
from sayso.reading.claims import claim_id
from sayso.vocabulary import CALM, TRUCE_OVER

_TRUCE_OVER = re.compile(rf"\b(?:{TRUCE_OVER}|resum\w*|after)\b", re.I)
_CALM = re.compile(rf"\b(?:{CALM}|not|moratorium|refrain\w*|thwart\w*)\b", re.I)


# "The strikes on the city have stopped": no attack, but the end of it.
_CALMED = re.compile(
    r"\b(?:(?:air\s?)?strikes?|attacks?|shelling|bombardments?|bombings?|raids|fire|fighting|clashes|hostilities|violence)"
    r"(?P<where>(?:\s(?!(?:and|but|as|that|not|never)\b)[\w’'-]+){0,5}?)\s(?:(?:has|have|had)\s)?(?:\w+ly\s)?"
    r"(?:calmed|stopped|ceased|subsided|halted|abated|died\sdown|eased\soff|come\sto\s(?:a\shalt|an\send))\b",
    re.I,
)
_ATTACKED = re.compile(
    r"\b(?:(?:air\s?)?str(?:ikes?|uck|iking)|attack\w*|shell\w*|bomb\w*|raid\w*|hit|target\w*|fir(?:ed|ing)|kill\w*)\b",
    re.I,
)
# Who only has such weapons did not use them.
_HAS = re.compile(
    r"\b(?:possess\w*|stockpil\w*|acquir\w*|obtain\w*|stor(?:e[ds]?|ing)|produc\w+|manufactur\w*|smuggl\w*|"
    r"arsenals?|ha(?:ve|s|d)\s(?:any\s|its\s|the\s|such\s)?(?:chemical|toxic|banned|poison\w*|sarin|chlorine|nerve))\b",
    re.I,
)
_USE = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|attack\w*|str(?:ikes?|uck|iking)|bomb\w*|shell\w*|fir(?:e|ed|ing)|drop\w*|launch\w*|"
    r"releas\w*|gass\w*|hit|kill\w*|expos\w*|symptoms|victims|massacre|suffocat\w*|incidents?|deploy\w*|carr\w+\sout|"
    r"responsib\w*|deliver\w*|rockets?|warheads?|mortars?|resort\w*|target\w*|unleash\w*|spray\w*|chok\w*|inhal\w*|"
    r"raid\w*|affect\w*|wound\w*|injur\w*|contain\w*|against)\b",
    re.I,
)

# "A push to retake the ford": nobody says that it was taken.
_WANTED = re.compile(
    r"\b(?:push\w*|bid|attempts?|attempting|efforts?|plan\w*|offensives?|operations?|campaigns?|assaults?|(?:counter-?)?attacks?|"
    r"drives?|battles?|fights?|fighting|try|trying|tried|seek\w*|aim\w*|hop(?:e[sd]?|ing)|want\w*)\s(?:[\w-]+\s){0,3}?"
    r"(?:to|of|for|at)\s(?:re-?)?(?:tak(?:e|ing)|captur(?:e|ing)|seiz(?:e|ing)|conquer(?:ing)?|liberat(?:e|ing)|(?:re)?gain(?:ing)?|"
    r"over-?run(?:ning)?)\b",
    re.I,
)
# "An attempt to cut the road": nobody says that it was cut.
_TO_CUT = re.compile(
    r"\b(?:push|bid|attempts?|attempting|efforts?|plan\w*|try|trying|tried|seek\w*|aim\w*|want\w*|threaten\w*)\s(?:[\w-]+\s){0,3}?"
    r"(?:to|of|at)\s(?:cut(?:ting)?|surround(?:ing)?|encircl(?:e|ing)|besieg(?:e|ing)|sever(?:ing)?|block(?:ing)?|clos(?:e|ing))\b",
    re.I,
)
_WAS_CUT = re.compile(
    r"\b(?:sieges?|besieged|blockade\w*|encircled|surrounded|severed|closed|blocked|trapped|(?:has|have|had|is|are|was|were|been)\s"
    r"cut|cuts?\s(?:off|the|a|all|main|its)|starv\w+|tighten\w*|shut\w*|seal\w*|prevent\w*|stopp\w+|bar(?:s|red)|dug|"
    r"checkpoints?|roadblocks?|turned\sback|no\s\w+\s(?:has|have|can|could))\b",
    re.I,
)
_LET = re.compile(r"\b(?:help|allow|enabl|manag|succe|able|let|led|continu)\w*\b(?:\s[\w’'-]+){0,6}\s$", re.I)
_TOOK = re.compile(
    r"\b(?:re-?)?(?:captur\w+|seiz\w+|took|tak(?:es?|en|ing)|conquer\w*|liberat\w*|gain\w*|overr[au]n|fell|fall(?:s|en)?|"
    r"lost|los(?:es|ing)|w[io]n\w*|enter\w*|reach\w*|secur(?:ed|ing)|clear(?:ed|ing)|advanc\w+|progress\w*|storm\w*|swept|"
    r"sweep\w*|driv\w+|drove|oust\w*|expel\w*|push\w*|retreat\w*|withdr\w+|cut|encircl\w*|surround\w*|foothold|"
    r"control\w*|held|holds?|in\sthe\shands|complet\w*|finish\w*|victor\w*|defeat\w*|brok\w+|flags?|prais\w*|accus\w*|blam\w*|"
    r"celebrat\w*|success\w*)\b",
    re.I,
)
_WISHES = {("control", "taken"): (_WANTED, _TOOK), ("access", "closed"): (_TO_CUT, _WAS_CUT)}
_OVER = {"truce": _TRUCE_OVER, "fighting": _CALM}


def worded(claims: Iterable[Claim], ruled: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; an end without a word of it takes the status that the rules read in its sentence, or is left out."""
    for claim in map(_calmed, claims):
        if (
            claim.status == "banned_weapon"
            and _HAS.search(claim.evidence.text)
            and not _USE.search(claim.evidence.text)
        ):
            continue
        if _only_wanted(claim):
            yield claim_id(replace(claim, certainty="planned"))
            continue
        if claim.status != "ended" or _OVER[claim.topic].search(claim.evidence.text):
            yield claim
            continue
        same = (c for c in ruled if c.topic == claim.topic and c.evidence == claim.evidence)
        if (other := next(same, None)) is not None:
            yield claim_id(replace(claim, status=other.status))


def _only_wanted(claim: Claim) -> bool:
    """Whether the words of a capture or a siege tell only of the wish for it."""
    wanted, done = _WISHES.get((claim.topic, claim.status), (None, None))
    if wanted is None or done is None or claim.certainty not in ("stated", "hedged"):
        return False
    text = claim.evidence.text
    wished = [m for m in wanted.finditer(text) if not _LET.search(text, 0, m.start())]
    rest = wanted.sub(" ", text) if wished else text
    return bool(wished) and not done.search(rest)


def _calmed(claim: Claim) -> Claim:
    """The claim; an attack of which the words only say that such attacks stopped is their end."""
    if (claim.topic, claim.status) != ("fighting", "attack") or claim.certainty not in ("stated", "hedged"):
        return claim
    text = claim.evidence.text
    calmed = _CALMED.search(text)
    if calmed is None or _PREVENTED.search(text, 0, calmed.start()):
        return claim
    named = claim.place is not None and claim.place.text in calmed["where"]
    rest = text[: calmed.start()] + text[calmed.end() :]
    if not named and _ATTACKED.search(rest):
        return claim
    return claim_id(replace(claim, status="ended"))


# "Did not stop", "called for the strikes to be stopped".
_PREVENTED = re.compile(r"\b(?:until|unless|before|after|if|when|once|not|never)\b[^,;]{0,40}$", re.I)
