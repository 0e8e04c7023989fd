"""That something is over, the words must say: where they do not, what the rules read there stands, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.models import Claim
from sayso.reading.claims import claim_id

_TRUCE_OVER = re.compile(
    r"\b(?:end\w*|expir\w*|collaps\w*|over|break\w*|broken?|broke|cancel\w*|suspend\w*|abandon\w*|dead|died|fatal|fail\w*|"
    r"falter\w*|fell|fall\w*|crumbl\w*|unravel\w*|laps\w*|shatter\w*|scrap\w*|withdr\w*|finish\w*|halt\w*|conclu\w*|"
    r"stopp\w*|void|null\w*|no longer|revok\w*|call\w* off|until|resum\w*|after)\b",
    re.I,
)
_CALM = re.compile(
    r"\b(?:calm\w*|quiet\w*|stop\w*|ceas\w*|end\w*|halt\w*|lull|subsid\w*|no|not|over|paus\w*|truce|suspend\w*|complet\w*|"
    r"finish\w*|eas(?:e|ed|ing)|silen\w*|die\w* down|broke off|relief|respite|peace\w*|conclud\w*|abat\w*|without|"
    r"reduc\w*|slow\w*|decreas\w*|declin\w*|drop\w*|fell|less|fewer|defeat\w*|foil\w*|fail\w*|withdr\w*|rep[eu]l\w*|"
    r"moratorium|refrain\w*|thwart\w*)\b",
    re.I,
)


_OVER = {"truce": _TRUCE_OVER, "fighting": _CALM}


def worded(claims: Iterable[Claim], ruled: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; an end without a word of it takes the status that the rules read in its sentence, or is left out."""
    for claim in claims:
        if claim.status != "ended" or _OVER[claim.topic].search(claim.evidence.text):
            yield claim
            continue
        same = (c for c in ruled if c.topic == claim.topic and c.evidence == claim.evidence)
        if (other := next(same, None)) is not None:
            yield claim_id(replace(claim, status=other.status))
