"""One assertion, one record: repeated statements of a report are folded into the fullest."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.models import Claim
from sayso.reading.topics.base import Page


def merged(page: Page, claims: Iterable[Claim]) -> list[Claim]:
    """The claims without repetitions, in the order of the text.

    A claim goes where another of its topic and status says the same and more: within one sentence for the same place
    and number, across sentences where it points back ("the strikes") or where the headline says what the body says.
    """
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.topic)):
        rival = next((k for k in kept if _repeats(page, k, claim)), None)
        if rival is None:
            kept.append(claim)
        elif _fuller(page, claim, rival):
            kept[kept.index(rival)] = claim
    return sorted(kept, key=lambda c: c.evidence.start)


def _repeats(page: Page, a: Claim, b: Claim) -> bool:
    """Whether two claims assert the same thing."""
    if (a.topic, a.status) != (b.topic, b.status):
        return False
    if _force(a) != _force(b):
        return False
    if a.evidence == b.evidence:
        return _place(a) == _place(b) and _same_count(a, b) and a.source == b.source
    if a.source is not None and b.source is not None and a.source.text.lower() != b.source.text.lower():
        return False
    title = len(page.report.title)
    if min(a.evidence.start, b.evidence.start) < title <= max(a.evidence.start, b.evidence.start):
        return True
    if a.count is not None or b.count is not None:
        return _same_count(a, b) and a.count is not None and (_near(a, b) or (a.count.low or 0) >= 10)
    if b.confidence < 0.5 or a.confidence < 0.5:
        return True
    return a.topic in ("control", "access") and _place(a) == _place(b)


def _force(claim: Claim) -> str:
    """The certainty, doubt apart: what is denied or planned is another assertion than what is stated."""
    return "stated" if claim.certainty == "hedged" else claim.certainty


def _place(claim: Claim) -> str:
    return claim.place.text.lower() if claim.place else ""


def _near(a: Claim, b: Claim) -> bool:
    """Whether two places share a content word, or one is not given."""
    mine, theirs = _words(a), _words(b)
    return not mine or not theirs or bool(mine & theirs)


def _words(claim: Claim) -> set[str]:
    return {w for w in _place(claim).replace("-", " ").split() if len(w) > 3 and w not in _COMMON}


_COMMON = frozenset(
    ("city", "town", "village", "province", "district", "rebel", "held", "area", "areas", "eastern", "western")
)


def _same_count(a: Claim, b: Claim) -> bool:
    if a.count is None or b.count is None:
        return a.count is b.count
    return (a.count.low, a.count.high) == (b.count.low, b.count.high)


def _fuller(page: Page, new: Claim, old: Claim) -> bool:
    """Whether the new statement is the fuller of two."""
    title = len(page.report.title)
    if (old.evidence.start < title) != (new.evidence.start < title):
        return old.evidence.start < title
    if (old.confidence < 0.5) != (new.confidence < 0.5):
        return old.confidence < 0.5
    if (old.source is None) != (new.source is None):
        return old.source is None
    return False
