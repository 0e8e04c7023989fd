"""What is told of several places in one breath."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.models import Claim, Count, Mention
from sayso.reading.claims import claim_id
from sayso.reading.learned.listing import listed
from sayso.reading.places import Places

# What names are places is known from the rest of the report.
BEFORE = "It was calm in Tarn, in Orun and in Menkara. "


def claim(sentence: str, place: str, topic: str = "fighting", status: str = "clash") -> Claim:
    first, start = len(BEFORE), len(BEFORE) + sentence.index(place)
    evidence = Mention(sentence, first, first + len(sentence))
    return claim_id(Claim("", "r", topic, status, "stated", evidence, Mention(place, start, start + len(place))))


THREE = "Fighting went on in Tarn, Orun and Menkara on Monday."


@pytest.mark.parametrize(
    ("sentence", "read_there", "told_of"),
    [
        (THREE, ["Tarn"], ["Tarn", "Orun", "Menkara"]),
        (THREE, ["Orun", "Menkara"], ["Orun", "Menkara", "Tarn"]),
        (THREE, ["Tarn, Orun and Menkara"], ["Tarn", "Orun", "Menkara"]),
        ("Shells hit Orun as well as Menkara on Monday.", ["Orun"], ["Orun", "Menkara"]),
        ("Fighting went on in Orun, just south of Tarn, and in Menkara.", ["Menkara"], ["Menkara", "Orun"]),
        ("Fighting went on in Orun, Mali.", ["Orun"], ["Orun"]),  # where Orun lies
        ("Fighting went on along the road between Orun and Tarn.", ["Tarn"], ["Tarn"]),
        (
            "Mortars hit the quarters of Tarn, such as Orun and Menkara.",
            ["Tarn, such as Orun and Menkara"],
            ["Tarn, such as Orun and Menkara"],
        ),
        ("Fighting went on along the roads linking Orun and Tarn.", ["Tarn"], ["Tarn"]),
        ("Fighting in Orun drove people to Menkara.", ["Orun"], ["Orun"]),
    ],
)
def test_every_place_of_a_list_has_its_claim(sentence: str, read_there: list[str], told_of: list[str]) -> None:
    full = BEFORE + sentence
    found = listed([claim(sentence, place) for place in read_there], Places.of(full), full)
    assert sorted(c.place.text for c in found if c.place) == sorted(told_of)
    assert len({c.id for c in found}) == len(found)


def test_mines_in_a_list_of_places_lie_in_each() -> None:
    sentence = "There is a high risk of mines in Tarn, Orun and Menkara."
    found = listed([claim(sentence, "Tarn", "hazard", "present")], Places.of(BEFORE + sentence), BEFORE + sentence)
    assert [c.place.text for c in found if c.place] == ["Tarn", "Orun", "Menkara"]


def test_a_toll_over_several_places_is_one_claim() -> None:
    sentence = "Nine people were killed in Tarn, Orun and Menkara on Monday."
    toll = claim(sentence, "Tarn, Orun and Menkara", "casualties", "killed")
    assert listed([toll], Places.of(BEFORE + sentence), BEFORE + sentence) == [toll]


def test_a_number_given_for_all_places_is_not_each_ones() -> None:
    sentence = "Some 4,000 people are besieged in Tarn and Orun."
    besieged = replace(claim(sentence, "Tarn and Orun", "access", "closed"), count=Count(4000, 4000, "people"))
    assert listed([besieged], Places.of(BEFORE + sentence), BEFORE + sentence) == [besieged]
