from __future__ import annotations

from dataclasses import replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id, without_repeats

EVIDENCE = Mention("Shells fell on the town of Tarn.", 0, 32)
CLAIM = claim_id(
    Claim(
        id="",
        report_id="r",
        topic="fighting",
        status="attack",
        certainty="stated",
        evidence=EVIDENCE,
        place=Mention("the town", 15, 23),
        confidence=0.4,
    )
)


def test_names_that_begin_at_one_place_are_one_claim_the_likelier() -> None:
    longer = claim_id(replace(CLAIM, place=Mention("the town of Tarn", 15, 31), confidence=0.6))
    assert longer.id == CLAIM.id
    assert without_repeats([CLAIM, longer]) == [longer]


def test_like_words_at_two_places_are_one_claim() -> None:
    again = claim_id(replace(CLAIM, place=Mention("The Town", 60, 68)))
    assert without_repeats([CLAIM, again]) == [CLAIM]


def test_claims_that_differ_stay_in_order() -> None:
    denied = claim_id(replace(CLAIM, certainty="denied", confidence=0.9))
    assert without_repeats([CLAIM, denied]) == [CLAIM, denied]
