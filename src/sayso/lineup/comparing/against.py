"""Claims whose contents exclude each other, though nobody sets the one against the other.

What is said of many acts is no answer to what is said of one; and that
somebody denies their part contradicts only those who blame them, or the report that tells of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.lineup.claims.facts import Fact
from sayso.lineup.words import counts
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.figures import places_of
from sayso.lineup.words.folding import AnyCase, alike
from sayso.models import Count

_NEXT = 3  # characters between a sentence and the next
_SOON = 250  # characters between a toll and another's count of it
_SPELL = 7  # days: over a longer period several parties can have done the same
_OF_FIGURES = frozenset({"different_counts", "part_beyond_whole"})
_OF_ACTORS = frozenset({"different_actors", "accused_denies", "accused_blames", "opponents_blamed", "denied_role"})
# "Has been responsible for such attacks", "has used it on several occasions": not one act on one day.
_OF_MANY = AnyCase(
    r"\b(?:has|have) (?:\w+ ){0,2}(?:accus\w+|used|using|included?|responsible)\b|\battacks\b|"
    r"\b(?:multiple|several|many|other|numerous) occasions\b|\bin the past\b|\bpreviously\b",
)

_PAST = AnyCase(r"\b(?:in the past|previously)\b")

# "5,000 left along with 2,200": the second figure is of others.
_ALONG = AnyCase(r"\b(?:along with|besides|in addition to|plus|as well as|together with)\b")
_SEVERAL = AnyCase(
    r"\b(?:attacks|strikes|air ?strikes|raids|bombings|shells|rockets|bullets|blasts|explosions)\b",
)
_ONE = AnyCase(
    r"\b(?:an?|one|single) (?:[\w-]+ ){0,3}"
    r"(?:attack|strike|air ?strike|raid|bombing|bomb|shell|rocket|blast|explosion)\b",
)
# "The toll of the attacks has risen to 40": what a source counts beside is a part of it.
_SUM = AnyCase(r"\b(?:tolls?|totals?|in all|altogether|overall|so far)\b")
# "Raged until the truce began", "stopped in most areas", "isolated fire": fighting that went on and was over, nearly.
_ONLY_SOME = AnyCase(
    r"\buntil (?:the|a) (?:\w+ )?(?:truce|cease ?fire|cessation|pause)\b|\b(?:isolated|sporadic|occasional)\b|"
    r"\b(?:in|across) most\b|\b(?:largely|mostly|mainly) (?:halted|stopped|held|calm|quiet)\b",
)
# "Eleven were killed, said the Observatory."
_SAID = re.compile(
    r"\b(?:said|reported|according to) the ((?:[\w'’-]+ ){0,4}(?:observatory|monitors?|ministry|agency|officials?|"
    r"sources?|spokesman|spokeswoman|office|network|centre|center|council|command))\W*$",
    re.I,
)


def held_apart(left: Fact, right: Fact, levels: Iterable[str]) -> bool:
    """Whether two claims that exclude each other on these levels are set against each other by nobody."""
    names = set(levels)
    if _unplaced(left, right) or _other_speaker(left) or _other_speaker(right) or _half_attributed(left, right):
        return True
    together = left.report == right.report or left.family == right.family
    if names <= _OF_FIGURES:
        if _one_sentence(left, right) and not (_speaks(left) and _speaks(right)):
            return True
        return _one_of_several(left, right) if together else _also_given(left, right)
    if names == {"opponents_blamed"}:
        return not together
    if names == {"opposed_status"}:
        return left.topic == "fighting" and any(_ONLY_SOME.search(f.claim.claim.evidence.text) for f in (left, right))
    if not names <= _OF_ACTORS:
        return False
    both = (_of_many(left), _of_many(right))
    if together and _once(left) and _once(right):
        return True  # What each did "in the past" is of no day, whatever the report tells of.
    if together:
        # Two parties can each have done it somewhere at some time, but where one sentence has them accuse each other.
        apart = left.claim.claim.evidence != right.claim.claim.evidence and not (left.denied or right.denied)
        return apart and all(both) and not (_named_place(left) or _named_place(right))
    # What a party is said to do at all times is answered by its denial at all times.
    return any(both) and not (all(both) and left.denied != right.denied)


def _one_of_several(left: Fact, right: Fact) -> bool:
    """Whether a report tells in its own words of attacks, and a source in it of the victims of one of them."""
    if left.own_voice == right.own_voice or left.report != right.report:
        return False
    told, quoted = (left, right) if left.own_voice else (right, left)
    sum_of, part = told.claim.claim.evidence.text, quoted.claim.claim.evidence.text
    if _SEVERAL.search(sum_of) is None or counts.too_many(_figure(told), _figure(quoted)):
        return False
    return _ONE.search(part) is not None or (_SUM.search(sum_of) is not None and _SUM.search(part) is None)


def _also_given(left: Fact, right: Fact) -> bool:
    """Whether the words of one of two reports give the other's figure too, of others beside."""
    return _gives(left, right) or _gives(right, left)


def _gives(fact: Fact, other: Fact) -> bool:
    figure = other.claim.claim.count
    text = fact.claim.claim.evidence.text
    if figure is None or not _ALONG.search(text):
        return False
    return any(_ALONG.search(text[:start]) for start, _ in places_of(figure.low, text))


def _figure(fact: Fact) -> Count:
    return fact.figure or Count(0, None, "people")


def _other_speaker(fact: Fact) -> bool:
    """Whether the claim's sentence ends on who says so, and that is not whom the claim was given to."""
    source = fact.claim.claim.source
    found = _SAID.search(fact.claim.claim.evidence.text) if source is not None else None
    return found is not None and source is not None and not alike(source.text, found[1]) and source.text not in found[1]


def _unplaced(left: Fact, right: Fact) -> bool:
    """Whether the place of one is in doubt; two claims of one sentence, a charge and the denial that follows it, or
    a toll and its rival in the next sentences are of one place, whichever that is."""
    if not (left.adrift or right.adrift) or _one_sentence(left, right):
        return False
    return not _answered(left, right) and not _counted_anew(left, right)


def _counted_anew(left: Fact, right: Fact) -> bool:
    """Whether one gives, soon after the other, another's count of the same ("the attack left fifty dead, it said")."""
    first, second = sorted((left, right), key=lambda fact: fact.claim.claim.evidence.start)
    if left.report != right.report or left.figure is None or right.figure is None or not second.rival:
        return False
    return second.claim.claim.evidence.start - first.claim.claim.evidence.end <= _SOON


def _answered(left: Fact, right: Fact) -> bool:
    """Whether one denies, in the next sentence, what the other charges."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.report != right.report or left.denied == right.denied:
        return False
    return 0 <= denial.claim.claim.evidence.start - charge.claim.claim.evidence.end <= _NEXT


def _one_sentence(left: Fact, right: Fact) -> bool:
    return left.report == right.report and left.claim.claim.evidence == right.claim.claim.evidence


def _speaks(fact: Fact) -> bool:
    """Whether the claim's sentence has its source say something, as far as it names it."""
    claim = fact.claim.claim
    if claim.source is None or not claim.evidence.start <= claim.source.start < claim.evidence.end:
        return claim.source is not None
    text = claim.evidence.text
    before, after = text[: claim.source.start - claim.evidence.start], text[claim.source.end - claim.evidence.start :]
    return _SAYS.match(after) is not None or _SAID_BY.search(before) is not None


_VERBS = (
    r"(?:said|says?|told|gave|gives?|puts?|reported|reports|added|counted|claimed|claims|stated|confirmed|spoke|rejected|"
    r"denied|disputed|dismissed)"
)
_SAYS = re.compile(rf"\W+(?:[\w'’-]+\W+){{0,3}}?{_VERBS}\b", re.I)
_SAID_BY = AnyCase(rf"\b(?:{_VERBS}|according to|by|citing|quot(?:es|ed|ing))[^\w]+(?:[\w'’-]+[^\w]+){{0,3}}$")


def _half_attributed(left: Fact, right: Fact) -> bool:
    """Whether one sentence gives both, the one with its source: an outlet sets nothing of its own against that."""
    if left.own_voice == right.own_voice or left.denied or right.denied:
        return False
    return _one_sentence(left, right)


def _named_place(fact: Fact) -> bool:
    """Whether the claim's words name its place."""
    place = fact.claim.claim.place
    return place is not None and place.text in fact.claim.claim.evidence.text


def _once(fact: Fact) -> bool:
    """Whether an undated claim is of an earlier time that it leaves open."""
    return fact.window.weak and not fact.denied and _PAST.search(fact.claim.claim.evidence.text) is not None


def _of_many(fact: Fact) -> bool:
    """Whether a claim is about many acts, not about one."""
    window = fact.window
    if window.scope == "period" and window.high - window.low > _SPELL:
        return True
    if window.scope == "since" and fact.said - window.low > _SPELL:
        return True
    text = fact.claim.claim.evidence.text
    if fact.denied:
        return bool(lex.DENIES_ALL.search(text))
    return (window.weak or window.scope == "since") and bool(_OF_MANY.search(text))
