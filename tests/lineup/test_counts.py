"""Figures as intervals."""

from __future__ import annotations

import pytest

from sayso.lineup.words import counts
from sayso.models import Count


def _count(low: int | None, high: int | None, unit: str = "people") -> Count:
    return Count(low, high, unit)


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ((16, None), (19, None), True),
        ((16, None), (19, 19), True),
        ((16, None), (12, 12), False),
        ((26, 26), (50, 50), False),
        ((None, 300), (350, 350), False),
        ((None, 300), (200, 200), True),
        ((20, 30), (30, 40), True),
        ((24, None), (20, 20), False),
    ],
)
def test_meet(left: tuple[int | None, int | None], right: tuple[int | None, int | None], meet: bool) -> None:
    assert counts.meet(_count(*left), _count(*right)) is meet
    assert counts.meet(_count(*right), _count(*left)) is meet


@pytest.mark.parametrize(
    ("left", "right", "rounded"),
    [
        (140_000, 142_300, True),
        (2_200, 2_187, True),
        (140_000, 190_000, False),
        (43, 40, False),
        (271_138, 470_000, False),
        (2_000_000, 1_900_000, True),
    ],
)
def test_rounded(left: int, right: int, rounded: bool) -> None:
    assert counts.rounded(_count(left, left), _count(right, right)) is rounded
    assert counts.rounded(_count(right, right), _count(left, left)) is rounded


@pytest.mark.parametrize(
    ("families", "people", "fit"), [((430, 430), (2600, 2600), True), ((430, 430), (9000, 9000), False)]
)
def test_households(families: tuple[int, int], people: tuple[int, int], fit: bool) -> None:
    assert counts.households(_count(*families), _count(*people)) is fit


@pytest.mark.parametrize(
    ("count", "words"),
    [((23, None), "at least 23"), ((None, 300), "up to 300"), ((20, 30), "20 to 30"), ((2200, 2200), "2,200")],
)
def test_phrase(count: tuple[int | None, int | None], words: str) -> None:
    assert counts.phrase(_count(*count)) == words


def test_a_ratio_is_one_where_the_ranges_meet() -> None:
    assert counts.ratio(_count(16, None), _count(90, 90)) == 1.0
    assert counts.ratio(_count(60, 60), _count(3, 3)) == 20.0
    assert counts.ratio(_count(None, 10), _count(40, 40)) == 4.0


def test_a_rough_word_gives_way_by_half() -> None:
    assert counts.meet(counts.loosened(_count(24, None)), _count(20, 20))
    assert not counts.meet(counts.loosened(_count(24, None)), _count(9, 9))
    assert counts.loosened(_count(24, 24)) == _count(24, 24)
