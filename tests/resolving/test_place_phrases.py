"""Place phrases taken apart, without a gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolving.phrases import parse

PHRASES = [
    # words, name, kind, containers, vague
    ("Hanano", "Hanano", None, (), False),
    ("the village of Minian", "Minian", "village", (), False),
    ("Hanano in Raqqa", "Hanano", None, ("Raqqa",), False),
    ("Sarmada, Syria", "Sarmada", None, ("Syria",), False),
    ("the southwestern outskirts of Aleppo", "Aleppo", None, (), True),
    ("15 km east of Palmyra", "Palmyra", None, (), True),
    ("a bakery in the town of Harim in Idlib province", "Harim", "town", ("Idlib",), False),
    ("near the town of Sukhna (in central Homs province)", "Sukhna", "town", ("Homs",), True),
    ("the northeastern Syrian city of Hasakeh", "Hasakeh", "city", ("Syrian",), False),
    ("Aleppo's Sheikh Maqsoud district", "Sheikh Maqsoud", "district", ("Aleppo",), False),
    ("the Turkish border town of Kilis", "Kilis", "town", ("Turkish",), False),
    ("the northern province of Aleppo", "Aleppo", "governorate", (), False),
    ("Aleppo and its countryside", "Aleppo", None, (), True),
    ("the 1070 Apartments district", "1070 Apartments", "district", (), False),
    ("the Turkish border", "Turkish", None, (), True),
    ("al-Shaer field in Homs", "al-Shaer", "site", ("Homs",), False),
]


@pytest.mark.parametrize(("words", "name", "kind", "parents", "vague"), PHRASES)
def test_a_phrase_is_taken_apart(
    words: str, name: str, kind: str | None, parents: tuple[str, ...], vague: bool
) -> None:
    phrase = parse(words)
    assert phrase.head is not None
    assert (phrase.head.text, phrase.kind, phrase.parents, phrase.vague) == (name, kind, parents, vague)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Jableh and Tartous", ["Jableh", "Tartous"]),
        ("Sheikh Maqsoud, Achrafieh and Bani Zaid", ["Sheikh Maqsoud", "Achrafieh", "Bani Zaid"]),
        ("between Raqqa and Deir ez-Zor", ["Raqqa", "Deir ez-Zor"]),
        ("a crossing between Turkey and Idlib", ["Turkey", "Idlib"]),
    ],
)
def test_places_on_a_par_are_all_kept(words: str, names: list[str]) -> None:
    phrase = parse(words)
    assert phrase.head is not None
    assert [named.text for named in (phrase.head, *phrase.others)] == names


@pytest.mark.parametrize(
    ("words", "definite", "vague"),
    [
        ("the village", "village", False),
        ("the city's eastern districts", "city", True),
        ("government-held parts of the city", "city", True),
        ("the country", "country", False),
        ("the capital", "capital", False),
        ("rebel-held areas", None, True),
        ("a village", None, True),
    ],
)
def test_a_phrase_without_a_name_refers_back_or_is_vague(words: str, definite: str | None, vague: bool) -> None:
    phrase = parse(words)
    assert phrase.head is None
    assert (phrase.definite, phrase.vague) == (definite, vague)


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_without_failing(text: str) -> None:
    phrase = parse(text)
    assert phrase.head is None or phrase.head.text
