"""When something happened of which a sentence tells that begins with its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sayso.models import Claim
from sayso.reading.claims import claim_id
from sayso.reading.topics.base import Page

_OPENING = 4  # characters that may stand before the date at the head of a sentence: "On ", "– "
_LONG_AGO = timedelta(days=31)  # before the report: a later date may be the report's own
_LASTING = frozenset({"held", "contested", "present", "holding", "barred"})


def dated(claim: Claim, page: Page) -> Claim:
    """The claim; an undated act in a sentence that begins with a date of long ago ("March 1, 2012: ") is of that date.

    Lists of what came before are told so. What lasts may last still.
    """
    published, start = page.report.published, claim.evidence.start
    if claim.when is not None or claim.status in _LASTING or published is None or len(published) != len("2012-03-01"):
        return claim
    head = next((time.period for time in page.times if start <= time.start <= start + _OPENING), None)
    if head is None or head.end is None or not head.start:
        return claim
    before = (date.fromisoformat(published) - _LONG_AGO).isoformat()
    return claim_id(replace(claim, when=head)) if head.end.ljust(len(before), "~") < before else claim
