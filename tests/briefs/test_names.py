"""Parties, voices and places are named as reports name them, never finer than the words."""

from __future__ import annotations

import pytest
from making import MILL, claim, placed, report

from sayso.briefs import names
from sayso.models import ActorResolution, Mention, PlaceResolution


@pytest.mark.parametrize(
    ("words", "entry", "shown"),
    [
        ("The  Tarn\nObservatory", None, "the Tarn Observatory"),
        ("the monitor", "Tarn Observatory", "the monitor (Tarn Observatory)"),
        ("the observatory", "Tarn Observatory", "the observatory"),
        ("the regime", "Tarn government (old)", "the regime (Tarn government)"),
        ("the NTF", "North Tarn Front", "the NTF"),
        ("they", None, "a party called only “they”"),
        ("Residents", None, "residents"),
        ("Rebel", None, "Rebel [forces]"),
        ("Government House", None, "Government House"),
        ("Ada Mirren, of the Front", "Ada Mirren", "Ada Mirren, of the Front"),
    ],
)
def test_names_are_told_apart_only_where_the_words_do_not(words: str, entry: str | None, shown: str) -> None:
    meaning = ActorResolution("t:x", entry, None) if entry else None
    assert names.name_of(Mention(words, 0, len(words)), meaning) == shown


@pytest.mark.parametrize(
    ("words", "meaning", "shown"),
    [
        ("Mill Qrt.", MILL, "in Mill Quarter"),
        ("rural Tarn", PlaceResolution("t:tarn", "Tarn", "area"), "in rural Tarn"),
        ("Elsewhere", PlaceResolution(None, "Elsewhere"), "in Elsewhere"),
        ("Saint Ada Hospital", None, "at Saint Ada Hospital"),
        ("15 km east of Tarn", PlaceResolution("t:tarn", "Tarn", "area"), "15 km east of Tarn"),
        ("1070 Flats", None, "in 1070 Flats"),
        ("near Tarn", None, "near Tarn"),
        ("north of Tarn", None, "north of Tarn"),
        ("north Tarn", None, "in north Tarn"),
    ],
)
def test_places_are_never_finer_than_the_words(words: str, meaning: PlaceResolution | None, shown: str) -> None:
    assert names.somewhere(names.place_name(Mention(words, 0, len(words)), meaning, {})) == shown


def test_a_place_is_called_what_most_reports_call_it() -> None:
    of = report("Mil Qrt. Mill Qtr. the town of Mill Qtr. the Mill Qtr district. East Tarn. Tarn city.")
    mill = [
        placed(claim(of, "Tarn city.", "fighting/ended", place=p), MILL)
        for p in ("Mil Qrt", "Mill Qtr", "the town of Mill Qtr")
    ]
    area = PlaceResolution("t:tarn", "Tarn", "area")
    usual = names.usual_names([*mill, placed(claim(of, "Tarn city.", "fighting/ended", place="East Tarn"), area)])
    assert usual == {"t:mill": "Mill Qtr"}
    assert names.place_name(None, MILL, usual) == "Mill Qtr"


@pytest.mark.parametrize(
    ("words", "place", "same"),
    [
        ("the hospital", "Saint Ada Hospital", True),
        ("Saint Ada Hospital", "Saint Ada Hospital", True),
        ("the hospital gate", "Saint Ada Hospital", False),
        ("pital", "Saint Ada Hospital", False),
    ],
)
def test_an_object_may_be_the_place_itself(words: str, place: str, same: bool) -> None:
    assert names.echoes(words, place) is same
