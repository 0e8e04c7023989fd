"""What a list of past days tells is of those days."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.models import Claim, Period, Report
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


LAST_TIME = "At least nine people were killed in Menkara. A bomb had killed six there on January 4."


@pytest.mark.parametrize(
    ("text", "day", "kept"),
    [
        (LAST_TIME, "2019-01-04", None),  # the day of the earlier bomb
        (LAST_TIME.replace("January 4", "Monday"), "2019-03-11", "2019-03-11"),
        ("On January 4 a bomb went off in Menkara. At least nine people were killed.", "2019-01-04", "2019-01-04"),
        ("At least nine people were killed in Menkara on January 4. A trial began.", "2019-01-04", "2019-01-04"),
    ],
)
def test_what_a_report_tells_first_is_not_of_a_day_long_ago_that_it_names_later(
    text: str, day: str, kept: str | None
) -> None:
    page = next(Layout().pages([Report("r", "", text, "The Niger Post", "2019-03-12")]))
    nine = next(claim for claim in read(page) if claim.count and claim.count.low == 9)
    when = dated(claim_id(dataclasses.replace(nine, when=Period(day, day))), page).when
    assert (when.start if when else None) == kept


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In August 2013 gas was used in Tarn. The envoy said the army had carried out that attack.", "2013-08"),
        ("In August 2013 gas was used in Tarn. The envoy said the army had carried out an attack.", None),
        ("Gas was used in Tarn on Monday. The envoy said the army had carried out that attack.", None),
    ],
)
def test_that_attack_is_of_the_day_long_ago_that_the_sentence_before_gives(text: str, day: str | None) -> None:
    page = next(Layout().pages([Report("r", "", text, "The Niger Post", "2019-03-12")]))
    attack = [claim for claim in read(page) if claim.status == "attack"][-1]
    when = dated(claim_id(dataclasses.replace(attack, when=None)), page).when
    assert (when.start if when else None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A clinic in Tarn was hit on Thursday. Jets attacked Tarn three times on that day, he said.", "2019-03-07"),
        ("A clinic in Tarn was hit on Thursday. Jets attacked Tarn three times, he said.", None),
        ("Tarn was hit on Thursday and on Friday. Jets attacked Tarn three times on that day, he said.", None),
    ],
)
def test_that_day_is_the_one_of_the_sentence_before(text: str, day: str | None) -> None:
    claim, page = undated(text, "attack")
    when = dated(claim, page).when
    assert (when.start if when else None) == day
