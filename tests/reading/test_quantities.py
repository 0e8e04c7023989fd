"""Number expressions: text → expected words, interval, unit and noun."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.reading.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        # The codebook's intervals.
        ("It killed 23 people.", "23", 23, 23),
        ("It killed at least 23 people.", "at least 23", 23, None),
        ("It killed up to 300 people.", "up to 300", None, 300),
        ("It killed as many as 300 people.", "as many as 300", None, 300),
        ("It killed between 20 and 30 people.", "between 20 and 30", 20, 30),
        ("It killed 20-30 people.", "20-30", 20, 30),
        ("It killed 20 to 30 people.", "20 to 30", 20, 30),
        ("It killed ten or twelve people.", "ten or twelve", 10, 12),
        ("It drove out some 2,200 people.", "some 2,200", 2200, 2200),
        ("It drove out an estimated 2,200 people.", "an estimated 2,200", 2200, 2200),
        ("It drove out nearly 2,200 people.", "nearly 2,200", 2200, 2200),
        ("It drove out a total of 2,200 people.", "a total of 2,200", 2200, 2200),
        ("It drove out more than 140,000 people.", "more than 140,000", 140000, None),
        ("It drove out over 140000 people.", "over 140000", 140000, None),
        ("It drove out no fewer than 50 people.", "no fewer than 50", 50, None),
        ("It drove out no more than 50 people.", "no more than 50", None, 50),
        ("It drove out fewer than 50 people.", "fewer than 50", None, 50),
        ("It drove out 30 or more people.", "30 or more", 30, None),
        ("It drove out 200+ people.", "200+", 200, None),
        ("12 people at least died.", "12", 12, None),
        ("Another 12 people died.", "Another 12", 12, 12),
        ("There were 12 more wounded.", "12 more", 12, 12),
        # Vague plurals.
        ("Dozens of people died.", "Dozens", 24, None),
        ("Scores of people died.", "Scores", 40, None),
        ("Hundreds of people died.", "Hundreds", 200, None),
        ("Several hundred people died.", "Several hundred", 200, None),
        ("Thousands of people died.", "Thousands", 2000, None),
        ("Tens of thousands of people died.", "Tens of thousands", 20000, None),
        ("Hundreds of thousands of people died.", "Hundreds of thousands", 200000, None),
        ("Millions of people fled.", "Millions", 2000000, None),
        # Words and scales.
        ("Five people died.", "Five", 5, 5),
        ("Twenty-three people died.", "Twenty-three", 23, 23),
        ("Twenty three people died.", "Twenty three", 23, 23),
        ("One hundred and five people died.", "One hundred and five", 105, 105),
        ("Two thousand three hundred people died.", "Two thousand three hundred", 2300, 2300),
        ("A dozen people died.", "A dozen", 12, 12),
        ("Two dozen people died.", "Two dozen", 24, 24),
        ("A hundred people died.", "A hundred", 100, 100),
        ("A couple of people died.", "A couple", 2, 2),
        ("Half a million people fled.", "Half a million", 500000, 500000),
        ("More than a quarter of a million people fled.", "More than a quarter of a million", 250000, None),
        ("A million and a half people fled.", "A million and a half", 1500000, 1500000),
        ("1.5 million people fled.", "1.5 million", 1500000, 1500000),
        ("1.5m people fled.", "1.5m", 1500000, 1500000),
        ("Two to three million people fled.", "Two to three million", 2000000, 3000000),
        # Commas stripped from the text.
        ("It drove out 1200 people.", "1200", 1200, 1200),
        ("It drove out 20 000 people.", "20 000", 20000, 20000),
        # One.
        ("One person died.", "One", 1, 1),
        ("A woman died.", "A", 1, 1),
        ("An old man died.", "An", 1, 1),
    ],
)
def test_intervals(text: str, words: str, low: int | None, high: int | None) -> None:
    (quantity,) = find_quantities(text)
    assert (text[quantity.start : quantity.end], quantity.low, quantity.high) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "unit", "noun"),
    [
        ("It killed 23 people.", "people", "people"),
        ("It killed 23 civilians.", "civilians", "civilians"),
        ("It killed five young children.", "children", "children"),
        ("It killed two women.", "women", "women"),
        ("It drove out 430 displaced families.", "families", "families"),
        ("It killed 12 rebel fighters.", "fighters", "fighters"),
        ("It killed 12 government and allied troops.", "fighters", "troops"),
        ("It killed 12 IS militants.", "fighters", "militants"),
        ("It killed 12 members of the Northern Front.", "fighters", "members"),
        ("It killed 12 members of the same family.", "people", "members"),
        ("It wrecked 12 army vehicles.", "other", "vehicles"),
        ("It wrecked 12 civilian homes.", "other", "homes"),
        ("A dozen U.S. citizens were seized.", "people", "citizens"),
        ("Of the dead, seven of them children.", "children", "children"),
        ("Dozens of the wounded were moved.", "people", "wounded"),
        ("Killed: 12.", "people", None),
        ("The toll has risen to 86.", "people", None),
        ("Tens of thousands are trapped.", "people", None),
        ("It pledged $20 million in aid.", "other", "money"),
        ("It pledged 20 million euros in aid.", "other", "money"),
        ("There were 12 of a kind unknown.", None, None),
    ],
)
def test_what_is_counted(text: str, unit: str | None, noun: str | None) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.unit_hint, quantity.noun) == (unit, noun)


def test_a_bare_number_of_a_list_counts_what_the_one_before_it_does() -> None:
    found = find_quantities("It killed 33 civilians in the mill, 8 in the yard and 4 others.")
    assert [(q.low, q.unit_hint) for q in found] == [(33, "civilians"), (8, "civilians"), (4, "people")]


@pytest.mark.parametrize(
    "text",
    [
        "It was signed in 2016.",
        "It fell on October 29.",
        "It fell on 29 October.",
        "It fell on 14 and 27 January.",
        "It fell at 14:28 on 2016-10-29.",
        "It was the second time.",
        "About 30% of it, or two thirds, fell.",
        "He held an M-16 under a MiG-23 by a T-72.",
        "The 107th Brigade took the 1070 Apartments.",
        "It lies 15 km east, 3 miles off.",
        "The girl, aged 12, met a 12-year-old.",
        "It was paid for by its 9-year-old heir.",
        "Under resolution 2254 it ended.",
        "It lasted five days and two hours.",
        "Several fell, some fled, many stayed, no more came.",
        "A calm returned.",
    ],
)
def test_not_counts(text: str) -> None:
    assert find_quantities(text) == []


def test_numbers_beside_words_that_only_look_like_months_or_lengths() -> None:
    found = find_quantities("It killed 12 marines and 5 martyrs, hit 2 markets and 3 metal mills.")
    assert [q.low for q in found] == [12, 5, 2, 3]


def test_gold_counts_are_among_the_quantities_of_their_evidence(shared: Path) -> None:
    counted = matched = 0
    for line in (shared / "gold/dev.jsonl").read_text(encoding="utf-8").splitlines():
        for claim in json.loads(line)["claims"]:
            count = claim["count"]
            # "The governor" counts one, without a number word.
            if not count or (count["low"], count["high"]) == (1, 1):
                continue
            found = {(q.low, q.high) for q in find_quantities(claim["evidence"])}
            counted += 1
            matched += (count["low"], count["high"]) in found
    assert matched / counted >= 0.95


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It drove out 430 families (some 2,600 people).", [430]),
        ("It drove out 430 displaced families, or about 2,600 individuals.", [430]),
        ("It drove out 430 families, 2,600 people in all.", [430]),
        ("It drove out 430 families and killed 12 people.", [430, 12]),
        ("It drove out 430 families, 90 children among them.", [430, 90]),
    ],
)
def test_people_who_are_the_families_just_counted_are_one_group(text: str, numbers: list[int]) -> None:
    assert [quantity.low for quantity in find_quantities(text)] == numbers


def test_the_members_of_a_family_are_people() -> None:
    found = find_quantities("It drove out two families. It killed 11 people including an Iraqi family of four.")
    assert [(q.low, q.unit_hint) for q in found] == [(2, "families"), (11, "people"), (1, "families"), (4, "people")]
