"""What is hedged, where the words settle it: reports that nobody vouches for, claims so called, suspects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.models import Claim
from sayso.reading.claims import beside, claim_id

# "There are credible reports that", "shocked by reports of": what follows is reported to the speaker.
_REPORTS = re.compile(
    r"(?<!\bconfirm\s)(?<!\bconfirmed\s)(?<!\bconfirms\s)(?<!\bthe\s)"
    r"\b(?:(?:credible|unconfirmed|unverified|initial|new|recent|several|many)\s)?reports\s(?:of|that)\b|"
    r"\bthere\s(?:is|was)\snews\s(?:of|about|that)\b",
    re.I,
)
_VOUCHED = re.compile(
    r"\b(?:despite|dismiss\w*|reject\w*|den(?:y|ies|ied)|respond\w*\sto|verified|documented|detailed|published|its|daily)"
    r"\s(?:\w+\s){0,3}$",
    re.I,
)
_BESIDE = 8  # characters
# "Jets hit the mill, with reports of casualties": the attack itself is not in doubt.
_WITH_REPORTS = re.compile(
    r"\bwith\s(?:[\w-]+\s){0,2}?reports\sof\s(?:[\w-]+\s){0,3}?(?:casualt|injur|death|dead|victim|wounded|killed|damage|fatalit)",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:report\w*|alleg\w*|appar\w*|appear\w*|suspect\w*|believed|thought|may|might|could|claim\w*)\b", re.I
)
# "The army claims it holds the mill"; who claims an attack, a life or a right does something else.
_CLAIMS = re.compile(
    r"\s(?:(?!who\b|which\b|that\b)\w+\s){0,4}?claim(?:s|ed)\s"
    r"(?!(?:on\s\w+\s)?responsib|\w+day[’']?s\s|it\s(?:on|in|,|\.)|[A-Z]\w+\sas\b)(?:(?:on\s\w+\s)?(?:that|to|they|it|he|she)\b|[A-Z])"
)
# "Suspected league jets": the culprit is in doubt, and so is the attack that names him; the dead are not.
_CULPRIT = re.compile(r"\b(?:suspected|believed\sto\s(?:be|have)|thought\sto\s(?:be|have)|presumed)\b", re.I)


def doubted(claim: Claim, ruled: Sequence[Claim], full: str) -> Claim:
    """The claim as firm as its words make it; ``ruled`` are the claims that the rules read in the report."""
    if claim.certainty == "stated" and (_unsure(claim, full) or _ruled_so(claim, ruled)):
        return claim_id(replace(claim, certainty="hedged"))
    if claim.certainty == "hedged" and _only_its_toll(claim):
        return claim_id(replace(claim, certainty="stated"))
    return claim


def _unsure(claim: Claim, full: str) -> bool:
    return _is_reported(claim) or _is_claimed(claim, full) or _names_a_suspect(claim, full)


def _is_reported(claim: Claim) -> bool:
    """Whether the first of its fields comes after the words that call it a report."""
    reports = _REPORTS.search(claim.evidence.text)
    start, end = claim.evidence.start, claim.evidence.end
    fields = [m.start for m in (claim.object, claim.place, claim.actor) if m and start <= m.start < end]
    if reports is None or not fields or _VOUCHED.search(claim.evidence.text, 0, reports.start()):
        return False
    if claim.source and 0 <= start + reports.start() - claim.source.end < _BESIDE:
        return False  # "the mission reports that"
    if "," in claim.evidence.text[reports.end() : max(min(fields) - start, 0)]:
        return False  # "despite reports of a pullout, the army"
    victims = claim.object.start if claim.topic == "casualties" and claim.object else min(fields)
    return max(min(fields), victims) >= start + reports.end()


def _is_claimed(claim: Claim, full: str) -> bool:
    return claim.source is not None and _CLAIMS.match(full, claim.source.end) is not None


def _names_a_suspect(claim: Claim, full: str) -> bool:
    actor, start = claim.actor, claim.evidence.start
    if claim.topic != "fighting" or actor is None or not start <= actor.start < claim.evidence.end:
        return False
    return _CULPRIT.search(full, max(start, actor.start - 30), actor.end) is not None


def _only_its_toll(claim: Claim) -> bool:
    tolls = _WITH_REPORTS.search(claim.evidence.text)
    return claim.topic == "fighting" and tolls is not None and not _DOUBT.search(claim.evidence.text, 0, tolls.start())


def _ruled_so(claim: Claim, ruled: Sequence[Claim]) -> bool:
    """Whether the rules hear a word of doubt in every such claim of its words."""
    return {other.certainty for other in ruled if other.status == claim.status and beside(claim, other)} == {"hedged"}
