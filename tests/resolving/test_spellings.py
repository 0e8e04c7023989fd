"""Spellings of one gazetteer: what a bent name is like, by how it is bent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.resolving.reference.spellings import BONES_WORTH, FUZZY_WORTH, LOOSE_WORTH, Spellings

# Invented towns by the consonant that they are kept under, and their ids.
TOWNS = {
    "k": [("karvanud", "x:1"), ("kelmarinad", "x:2"), ("kelmarinad", "x:3")],
    "q": [("qarvanud", "x:4")],
    "t": [("tolmirad", "x:5"), ("tolmirat", "x:6"), ("tarn", "x:7")],
}


def spelt(letter: str) -> Iterator[tuple[str, str]]:
    yield from TOWNS.get(letter, ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kelmarinad", {"x:2": LOOSE_WORTH, "x:3": LOOSE_WORTH}),  # two towns of one name
        ("Qarvanud", {"x:1": LOOSE_WORTH, "x:4": LOOSE_WORTH}),  # k and q are one letter
        ("Kelmarunad", {"x:2": BONES_WORTH, "x:3": BONES_WORTH}),  # another vowel
        ("Karvanudd", {"x:1": LOOSE_WORTH, "x:4": LOOSE_WORTH}),
        ("Tolmirag", {}),  # one letter in eight is too much
        ("Tarn", {}),  # too short
        ("Verusimal", {}),  # no town begins so
    ],
)
def test_what_a_name_is_like(name: str, expected: dict[str, float]) -> None:
    assert Spellings(spelt).like(name) == expected


def test_a_name_that_is_fuzzily_like_another_is_worth_less() -> None:
    long = Spellings(lambda letter: [("tolmiradestan", "x:8")] if letter == "t" else [])
    assert BONES_WORTH > long.like("Tolmiradeslan")["x:8"] > FUZZY_WORTH - 1


def test_spellings_of_a_letter_are_fetched_once() -> None:
    asked = []

    def counted(letter: str) -> Iterator[tuple[str, str]]:
        asked.append(letter)
        return spelt(letter)

    spellings = Spellings(counted)
    assert [spellings.like(name) != {} for name in ("Tolmirad", "Tolmirat", "Tolmirum")] == [True, True, False]
    assert asked == ["t"]
