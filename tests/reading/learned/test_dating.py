"""What a list of past days tells is of those days."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.models import Claim, Report
from sayso.reading.claims import claim_id
from sayso.reading.layout import Layout
from sayso.reading.learned.dating import dated
from sayso.reading.rules import read
from sayso.reading.topics.base import Page

NEWS = "At least nine people were killed in Menkara on Monday. "


def undated(text: str, status: str) -> tuple[Claim, Page]:
    page = next(Layout().pages([Report("r", "", NEWS + text, "The Niger Post", "2019-03-12")]))
    last = [claim for claim in read(page) if claim.status == status][-1]
    return claim_id(dataclasses.replace(last, when=None)), page


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("March 1, 2012: The army shelled Tarn for hours.", "attack", "2012-03-01"),
        ("On 4 July 2015 gunmen killed 12 people in Tarn.", "killed", "2015-07-04"),
        ("March 11, 2019: The army shelled Tarn for hours.", "attack", None),  # may be the report's own date
        ("The army shelled Tarn, as it had on March 1, 2012.", "attack", None),
        ("March 1, 2012: The army marched past Tarn, held by rebels.", "held", None),  # may be so still
    ],
)
def test_an_act_is_of_the_past_day_with_which_its_sentence_begins(text: str, status: str, day: str | None) -> None:
    claim, page = undated(text, status)
    when = dated(claim, page).when
    assert (when.start if when else None) == day
