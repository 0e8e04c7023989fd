"""Sentences that one outlet took over from another with a word changed here and there: they are no second voice.

Copied passages are found by their shingles (``texts``), which an edited sentence has lost. Among the few claims of one
matter there is time to compare word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.lineup.claims.facts import Fact
from sayso.lineup.copies.lineage import FIGURES
from sayso.lineup.words.folding import content, words

_LEAST = 9  # pairs of words: shorter sentences are written alike by chance
_SHARED = 0.6  # of the pairs of words of the shorter sentence
_RUN = 12  # words on end that are no chance, whatever else the sentences say
_DAYS = 7  # between the two reports: the same sentence again after that may be a stock phrase
_MOST = 200  # claims of a matter: beyond that the oldest stand for all


def retellings(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Claims of no known source, each with the claim of another report whose words it takes over; facts in their order.

    That is the one that names its source, else the oldest. Claims of a known source speak for that source anyway.
    """
    if len({fact.report for fact in facts}) == 1:
        return  # A report takes over nothing from itself.
    heads: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (not _known(f), f.own_voice, f.said)):
        if len(words(fact.claim.claim.evidence.text)) <= _LEAST:
            continue
        source = next((head for head in heads if _retold(fact, head)), None) if not _known(fact) else None
        if source is not None:
            yield fact, source
        elif len(heads) < _MOST:
            heads.append(fact)


def _known(fact: Fact) -> bool:
    return fact.source is not None and fact.source.id is not None


def _retold(fact: Fact, head: Fact) -> bool:
    if fact.report == head.report or abs(fact.said - head.said) > _DAYS:
        return False
    if not fact.own_voice and not head.own_voice and not _one_name(fact.voice_name, head.voice_name):
        return False
    ours, theirs = fact.claim.claim.evidence.text, head.claim.claim.evidence.text
    a, b = _pairs(ours), _pairs(theirs)
    fewer, shared = min(len(a), len(b)), len(a & b)
    if fewer < _LEAST or shared < _LEAST:
        return False
    if shared >= _SHARED * fewer and _figures(ours) == _figures(theirs):
        return True
    return shared >= _RUN and fact.claim.claim.count == head.claim.claim.count and _long_run(ours, theirs)


def _long_run(left: str, right: str) -> bool:
    """Whether two sentences have so many words on end in common as nobody finds twice."""
    there = f" {' '.join(words(right))} "
    found = words(left)
    return any(f" {' '.join(found[at : at + _RUN])} " in there for at in range(len(found) - _RUN + 1))


@lru_cache(maxsize=65536)
def _one_name(left: str, right: str) -> bool:
    """Whether two sources can be one whose name was spelled otherwise."""
    ours, theirs = set(content(left)), set(content(right))
    return 2 * len(ours & theirs) >= len(ours | theirs)


@lru_cache(maxsize=65536)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words(text)))


@lru_cache(maxsize=65536)
def _figures(text: str) -> frozenset[str]:
    found = words(text)
    return FIGURES.intersection(found).union(filter(str.isdigit, found))
