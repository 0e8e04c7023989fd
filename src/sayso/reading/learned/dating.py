"""Dates of another day than the report's news, above all of long ago: which claims they date, and which they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sayso.models import Claim, Period
from sayso.reading.claims import claim_id
from sayso.reading.topics.base import Page

_OPENING = 4  # characters that may stand before the date at the head of a sentence: "On ", "– "
_LONG_AGO = timedelta(days=31)  # before the report: a later date may be the report's own
_LASTING = frozenset({"held", "contested", "present", "holding", "barred"})
_EVENTS = frozenset({"fighting", "casualties", "damage", "abuse"})


# "Accused the army of that attack": of the one that the sentence before tells of, and not of the report's news.
_THAT_ONE = re.compile(
    r"\bthat (?:\w+ )?(?:attacks?|strike|raid|bombing|massacre|blast|explosion|assault|incident|killings?)\b", re.I
)
_THAT_DAY = re.compile(r"\b(?:on|during|by) that (?:day|night|morning|evening|afternoon)\b", re.I)


def dated(claim: Claim, page: Page) -> Claim:
    """The claim, with the date of long ago that its sentence begins with, without one that only a later sentence has.

    Lists of what came before are told so ("March 1, 2012: the army shelled Tarn"); what lasts may last still. And what
    a report tells first is its news, not of the day of an earlier event that it tells of at its end. "That attack" of
    long ago is of the day that the sentence before gives.
    """
    before = _day_of_that(claim, page)
    if before is not None:
        return claim_id(replace(claim, when=before))
    if claim.when is None:
        head = _opening(claim, page) if claim.status not in _LASTING else None
        return claim_id(replace(claim, when=head)) if head is not None and _long_ago(head, page) else claim
    if claim.topic in _EVENTS and _long_ago(claim.when, page) and _only_later(claim, claim.when, page):
        return claim_id(replace(claim, when=None))
    return claim


def _opening(claim: Claim, page: Page) -> Period | None:
    """The date that a claim's sentence begins with."""
    start = claim.evidence.start
    head = next((time.period for time in page.times if start <= time.start <= start + _OPENING), None)
    return head if head is not None and head.start else None


def _day_of_that(claim: Claim, page: Page) -> Period | None:
    """The one date in the sentence before, where the claim is of "that day", or that is long ago and the claim of "that
    attack"."""
    start, end = claim.evidence.start, claim.evidence.end
    at = page.sentence_of(start)
    that_day = _THAT_DAY.search(claim.evidence.text) is not None
    if claim.topic not in _EVENTS or at == 0 or not (that_day or _THAT_ONE.search(claim.evidence.text)):
        return None
    first, last = page.sentences[at - 1]
    given = [t for t in page.times if first <= t.start < end and t.period is not None and not t.is_dateline]
    if len(given) != 1 or given[0].start >= last or given[0].period is None:
        return None
    return given[0].period if that_day or _long_ago(given[0].period, page) else None


def _only_later(claim: Claim, when: Period, page: Page) -> bool:
    """Whether a date is only given after the claim's sentence, which has none of its own."""
    start, end = claim.evidence.start, claim.evidence.end
    if any(start <= time.start < end and time.period and not time.is_dateline for time in page.times):
        return False
    given = [time.start for time in page.times if time.period and time.period.start == when.start]
    return bool(given) and min(given) >= end


def _long_ago(when: Period, page: Page) -> bool:
    published = page.report.published
    if when.end is None or published is None or len(published) != len("2012-03-01"):
        return False
    before = (date.fromisoformat(published) - _LONG_AGO).isoformat()
    return when.end.ljust(len(before), "~") < before
