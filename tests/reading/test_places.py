"""Place names by their letters: text → the phrases that name or describe a place."""

from __future__ import annotations

import pytest

from sayso.reading.places import Places


def found(text: str) -> list[str]:
    return [text[p.start : p.end] for p in Places.of(text).all if p.kind == "named"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on the town of Kelmar in Orun province.", ["the town of Kelmar", "Orun province"]),
        ("Shells fell in eastern Zanub and at Tal al-Hamra.", ["eastern Zanub", "Tal al-Hamra"]),
        ("Rebels left the Nahda neighbourhood.", ["the Nahda neighbourhood"]),
        ("The army took the 1080 Flats district.", ["the 1080 Flats district"]),
        # Names in a list with places are places.
        ("Clashes went on in Kelmar, Wadi Sarun, Zanub and Orun.", ["Kelmar", "Wadi Sarun", "Zanub", "Orun"]),
        ("Clashes went on in Kelmar, Sadr said, and in Orun.", ["Kelmar", "Orun"]),
        (
            "Four towns were shelled, including Kelmar, As Zanub and Orun.",
            ["Kelmar", "Zanub", "Orun"],
        ),
        # People, parties, days and media are no places.
        ("On Monday President Halwani told Reuters that Daesh was beaten.", []),
        ("Fighters of the Dawn Front met in Kelmar.", ["Kelmar"]),
        ("The Kelmar-based group spoke.", []),
    ],
)
def test_named_places(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_lost_possessives_are_mended() -> None:
    assert found("Rebels hold Kelmar. They left Kelmars old market in Kelmar.")[1:2] == ["Kelmar"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Rebels left the town of Kelmar in Orun province. Jets then hit the town.", "the town of Kelmar"),
        ("Rebels left the town of Kelmar in Orun province. Jets then hit the province.", "Orun province"),
    ],
)
def test_an_anaphor_means_the_last_place_of_its_kind(text: str, meant: str) -> None:
    places = Places.of(text)
    anaphor = next(p for p in places.all if p.kind == "anaphor")
    place = places.meant(anaphor)
    assert text[place.start : place.end] == meant


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Tarn was shelled, and people there fled.", True),
        ("Tarn was shelled. There are nine dead.", False),
        ("Tarn was shelled. There were no casualties.", False),
        ("Since 2011 more than a quarter of a million have died.", False),
        ("The quarter was shelled.", True),
    ],
)
def test_what_points_back_to_a_place(text: str, points: bool) -> None:
    assert any(p.kind == "anaphor" for p in Places.of(text).all) is points
