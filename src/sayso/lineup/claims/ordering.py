"""Facts in their fixed order, and those that are alike in some way, with as little asked of each as tells them apart.

What is read off a claim's words costs most. Nearly all claims differ by their day, status, party or figure already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from sayso.lineup.claims.facts import Fact

EARLY, _KEY = attrgetter("early"), attrgetter("key")
_LATE = attrgetter("said", "voice", "report", "id")


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by their keys, which are made only where what the keys begin with is the same."""
    ordered = sorted(facts, key=EARLY)
    if all(left.early != right.early for left, right in pairwise(ordered)):
        return ordered
    found: list[Fact] = []
    for _, run in groupby(ordered, key=EARLY):
        tied = list(run)
        if len(tied) > 1:
            # Copies of one text are alike in all that their keys have from the words.
            tied.sort(key=_KEY if len({_words(fact) for fact in tied}) > 1 else _LATE)
        found += tied
    return found


def _words(fact: Fact) -> tuple[str, str]:
    claim = fact.claim.claim
    return claim.evidence.text, claim.object.text if claim.object else ""


def alike_in(facts: Sequence[Fact], *keys: Callable[[Fact], Hashable]) -> list[list[Fact]]:
    """The facts by several keys, in the order of each part's first; a key is made only where those before are alike."""
    parts = _parts(facts, keys[0])
    if len(parts) == len(facts):
        return parts
    for key in keys[1:]:
        parts = [finer for part in parts for finer in (_parts(part, key) if len(part) > 1 else (part,))]
    place = {fact.id: number for number, fact in enumerate(facts)}
    return sorted(parts, key=lambda part: place[part[0].id])


def _parts(facts: Sequence[Fact], key: Callable[[Fact], Hashable]) -> list[list[Fact]]:
    found: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return list(found.values())
