"""That something is over, the words must say: where they do not, a truce still holds and no fighting has ended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def worded(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims: a truce read as ended without a word of it holds, an end of fighting without one is no claim."""
    for claim in claims:
        text = claim.evidence.text
        if (claim.topic, claim.status) == ("truce", "ended") and not _TRUCE_OVER.search(text):
            yield claim_id(replace(claim, status="holding"))
        elif (claim.topic, claim.status) != ("fighting", "ended") or _CALM.search(text):
            yield claim
