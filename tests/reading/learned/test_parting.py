"""Parts of a toll that a sentence gives place by place."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Count, Mention
from sayso.reading.claims import claim_id
from sayso.reading.learned.parting import paired, parted
from sayso.reading.places import Places
from sayso.reading.quantities import find_quantities

BEFORE = "It was calm in Tarn, in Orun, in Kelmar and in Menkara. "


def toll(sentence: str, place: str, low: int, status: str = "killed") -> Claim:
    first, start = len(BEFORE), len(BEFORE) + sentence.index(place)
    evidence, where = Mention(sentence, first, first + len(sentence)), Mention(place, start, start + len(place))
    count = Count(low, low, "civilians")
    return claim_id(Claim("", "r", "casualties", status, "stated", evidence, where, count=count))


@pytest.mark.parametrize(
    ("sentence", "read_there", "told"),
    [
        (
            "Raids killed 26 civilians in Menkara, including 14 in Tarn, seven in Orun and five in Kelmar.",
            [("Menkara", 26)],
            {("Menkara", 26), ("Tarn", 14), ("Orun", 7), ("Kelmar", 5)},
        ),
        (
            "Seven people were killed in Tarn and two in Orun.",
            [("Tarn", 7)],
            {("Tarn", 7), ("Orun", 2)},
        ),
        ("Seven people were killed in Tarn.", [("Tarn", 7)], {("Tarn", 7)}),
        # Another act has its own numbers.
        (
            "Seven people were killed in Tarn and the army sent 300 soldiers to the camp in Orun.",
            [("Tarn", 7)],
            {("Tarn", 7)},
        ),
    ],
)
def test_each_part_has_its_claim(sentence: str, read_there: list[tuple[str, int]], told: set[tuple[str, int]]) -> None:
    full = BEFORE + sentence
    claims = [toll(sentence, place, low) for place, low in read_there]
    found = parted(claims, Places.of(full), find_quantities(full), full)
    assert {(c.place.text, c.count.low) for c in found if c.place and c.count} == told
    assert len({c.id for c in found}) == len(found)
    assert {(c.status, c.count.unit) for c in found if c.count} == {("killed", "civilians")}


def test_parts_are_of_the_toll_whose_number_they_follow() -> None:
    sentence = "Raids killed 26 civilians and wounded 60, among them 40 in Tarn and 20 in Orun."
    full = BEFORE + sentence
    claims = [toll(sentence, "Tarn", 26), toll(sentence, "Tarn", 60, "wounded")]
    found = parted(claims, Places.of(full), find_quantities(full), full)
    assert [(c.status, c.count.low) for c in found[2:] if c.count] == [("wounded", 40), ("wounded", 20)]


def test_a_part_is_counted_in_its_own_unit_and_not_called_by_the_whole() -> None:
    sentence = "Raids killed 26 civilians in Menkara, including 14 children in Tarn and seven women in Orun."
    full = BEFORE + sentence
    found = parted([toll(sentence, "Menkara", 26)], Places.of(full), find_quantities(full), full)
    assert [(c.count.unit, c.object) for c in found[1:] if c.count] == [("children", None), ("women", None)]


@pytest.mark.parametrize(
    ("sentence", "read", "told"),
    [
        ("Shells killed a man and his wife in Tarn.", [("a man", "people")], [(2, "people")]),
        ("A man and a woman were killed in Tarn.", [("A man", "people"), ("a woman", "women")], [(2, "people")]),
        ("A woman and her sister died in Tarn.", [("A woman", "women")], [(2, "people")]),
        # A grown-up and a child are counted apart, and so are those of whom only one was hurt.
        ("A woman and a child were killed in Tarn.", [("A woman", "women")], [(1, "women")]),
        ("A man and his wife saw how a shell killed a guard in Tarn.", [("a guard", "people")], [(1, "people")]),
        ("A man and his wife said a shell killed a guard in Tarn.", [("a guard", "people")], [(1, "people")]),
        ("Shells killed a man and his wife was wounded in Tarn.", [("a man", "people")], [(1, "people")]),
        ("Gunmen killed a soldier and a teacher in Tarn.", [("a soldier", "fighters")], [(1, "fighters")]),
        ("Seven died in Tarn, including a man and a woman.", [("a man", "people")], [(1, "people")]),
        ("A medic was killed in Tarn.", [("A medic", "people")], [(1, "people")]),
    ],
)
def test_a_pair_told_one_by_one_counts_two(
    sentence: str, read: list[tuple[str, str]], told: list[tuple[int, str]]
) -> None:
    def one(words: str, unit: str) -> Claim:
        at = sentence.index(words)
        evidence, victim = Mention(sentence, 0, len(sentence)), Mention(words, at, at + len(words))
        count = Count(1, 1, unit)
        return claim_id(Claim("", "r", "casualties", "killed", "stated", evidence, object=victim, count=count))

    found = paired([one(words, unit) for words, unit in read], sentence)
    assert [(c.count.low, c.count.unit) for c in found if c.count] == told
