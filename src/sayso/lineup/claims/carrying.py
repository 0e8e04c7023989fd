"""Whether the place of a claim, where its own sentence does not name it, may have been carried over from the wrong one.

A sentence without a place is about the place of the sentences around it. Where these name another, and the claim's is
not the one that the report is mostly about, or where the sentence itself names another, nobody can tell from the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.lineup.claims.facts import EVENTS, place_key
from sayso.lineup.lazy import lazy
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import alike
from sayso.models import ResolvedClaim

_WHERE = re.compile(
    r"\b(?:in|at|on|near|around|outside|inside|within|from|to|into|towards?|of|over|across|through|beside|between|and|"
    r"north|south|east|west) (?:the )?$",
    re.I,
)
# "The attack left twelve dead": the one told of just before.
_THAT = re.compile(
    r"(?:the|this|that|these|those) (?:[\w-]+ )?(?:attacks?|strikes?|air ?strikes?|raids?|bombings?|blasts?|"
    r"explosions?|shelling|bombardment|assault|clashes|incident)\b",
    re.I,
)


_OPENING, _DESCRIBED = 20, 120  # characters before who speaks, and in which they are told of before the verb


@dataclass
class Adrift:
    """The ids of the claims of a report whose place is in doubt; ``items`` are all its claims.

    They are looked for when one is first asked for: few claims contradict another, and only of these it matters.
    """

    items: Sequence[ResolvedClaim]

    def __contains__(self, claim: object) -> bool:
        return claim in self.ids

    @lazy
    def ids(self) -> frozenset[str]:
        """The ids."""
        placed = [item for item in self.items if item.claim.place is not None]
        named = [item for item in placed if _named(item)]
        mostly = Counter(place_key(item) for item in placed if item.claim.topic in EVENTS)
        return frozenset(
            item.claim.id
            for item in placed
            if (not _named(item) and (_names_another(item, placed) or _astray(item, named, mostly)))
            or _launched_from(item)
            or _of_picture(item)
        )


# "The base was the launch pad for an attack that left ten dead", "jets that took off from the base".
_LAUNCHED = re.compile(r"(?:launched|fired|took off|taken off|taking off|set out|flew) from (?:the )?$")
_LAUNCH_PAD = re.compile(
    r",? (?:is|was|has been)(?: \w+ly)? (?:the |a )?(?:launch(?:ing)? ?pad|starting point|base) (?:for|of)\b"
)


def _launched_from(item: ResolvedClaim) -> bool:
    """Whether a claim's words name its place only as that from which an attack set out."""
    place, text = item.claim.place, item.claim.evidence.text
    at = text.find(place.text) if place is not None and item.claim.topic in EVENTS else -1
    if place is None or at < 0 or text.count(place.text) > 1:
        return False
    return bool(_LAUNCHED.search(text[:at]) or _LAUNCH_PAD.match(text, at + len(place.text)))


# "Smoke over Mill (Reuters) A bomber struck": what stands before a picture's credit tells of the picture.
_CREDIT = re.compile(
    r"\((?:[\w ]+ (?:and|via) )?(?:agencies|reuters|afp|ap|getty(?: images)?|anadolu)\) (?=[A-Z])", re.I
)


def _of_picture(item: ResolvedClaim) -> bool:
    """Whether a claim's words name its place only in a picture's caption, and its doer only after that."""
    place, actor, text = item.claim.place, item.claim.actor, item.claim.evidence.text
    credit = _CREDIT.search(text)
    if credit is None or place is None or actor is None or place.text not in text[: credit.start()]:
        return False
    after = text[credit.end() :]
    return place.text not in after and actor.text in after and actor.text not in text[: credit.start()]


def _named(item: ResolvedClaim) -> bool:
    """Whether a claim's own words name its place."""
    place = item.claim.place
    return place is not None and place.text in item.claim.evidence.text


def _names_another(item: ResolvedClaim, items: Sequence[ResolvedClaim]) -> bool:
    """Whether a claim's words name a place that is not its own, as a place and not in the name of an office."""
    text = _without_speaker(item)
    return _another_town(item, text) or any(
        other.claim.place is not None and _stands_in(other.claim.place.text, text) and not _one_area(item, other)
        for other in items
    )


def _without_speaker(item: ResolvedClaim) -> str:
    """A claim's words without those that open them with who says so: "the head of the clinic in Mill said"."""
    text, source = item.claim.evidence.text, item.claim.source
    at = text.find(source.text) if source is not None else -1
    if source is None or not 0 <= at <= _OPENING:
        return text
    said = lex.SAYING.search(text, at + len(source.text))
    return text[said.start() :] if said is not None and said.start() - at - len(source.text) <= _DESCRIBED else text


def _another_town(item: ResolvedClaim, text: str) -> bool:
    """Whether the words give the name of a town, of which no claim need be, and the claim's place is another town."""
    place = item.place
    if place is None or item.claim.place is None or place.precision != "town" or " of " not in text:
        return False
    own = (item.claim.place.text, place.name)
    return any(not any(alike(name, known) for known in own) for name in _TOWN.findall(text))


_TOWN = re.compile(
    r"\b(?:in|at|of|on|near|around|outside|from|to|into) the (?:town|village|city) of ((?:al-|el-)?[A-Z][\w’'-]+)"
)


def _stands_in(place: str, text: str) -> bool:
    at = text.find(place)
    return at > 0 and _WHERE.search(text[:at]) is not None


def _astray(item: ResolvedClaim, named: Sequence[ResolvedClaim], mostly: Counter[str]) -> bool:
    """Whether the last place named before is another, and the claim's not the one that the report is mostly about."""
    text, start = item.claim.evidence.text, item.claim.evidence.start
    if mostly[place_key(item)] == max(mostly.values(), default=0) and not _THAT.match(text):
        return False
    before = [other for other in named if other.claim.evidence.start <= start]
    last = max(before, key=lambda other: (other.claim.evidence.start, other.claim.id), default=None)
    return last is not None and not _one_area(item, last)


def _one_area(left: ResolvedClaim, right: ResolvedClaim) -> bool:
    """Whether two claims are about one place, or the place of one lies in the other's."""
    a, b = left.place, right.place
    if place_key(left) == place_key(right) or a is None or b is None or a.id is None or b.id is None:
        return True  # Where a place is that nobody knows, nobody can tell.
    if a.id == b.id:
        # "The west of the country" and "the north of the country" are two.
        return not ("|" in place_key(left) and "|" in place_key(right))
    return a.id in b.within or b.id in a.within
