"""Numbers, dates and names in plain words."""

from __future__ import annotations

import pytest
from making import MILL, claim, placed, report

from sayso.briefs import phrases
from sayso.models import ActorResolution, Count, Mention, Period, PlaceResolution


@pytest.mark.parametrize(
    ("count", "evidence", "words"),
    [
        (Count(23, None, "people"), "At least 23 people were killed.", "at least 23"),
        (Count(23, None, "people"), "The dead number 23 or more.", "at least 23"),
        (Count(140000, None, "people"), "It forced more than 140,000 people to flee.", "more than 140,000"),
        (Count(140000, None, "people"), "Over 140000 fled.", "over 140,000"),
        (Count(2200, 2200, "families"), "Some 2,200 families returned.", "some 2,200"),
        (Count(2200, 2200, "families"), "They counted 2,200 families.", "2,200"),
        (Count(None, 300, "people"), "Up to 300 are held.", "up to 300"),
        (Count(None, 300, "people"), "They hold 300 at the most.", "up to 300"),
        (Count(20, 30, "people"), "Between 20 and 30 fell.", "20 to 30"),
        (Count(24, None, "people"), "Dozens of nurses left.", "dozens of"),
        (Count(24, None, "people"), "At least 24 nurses left.", "at least 24"),
        (Count(20000, None, "people"), "Tens of thousands left.", "tens of thousands of"),
        (Count(1, 1, "people"), "A nurse was hurt.", "one"),
    ],
)
def test_counts_keep_the_words_of_their_evidence(count: Count, evidence: str, words: str) -> None:
    assert phrases.number(count, evidence) == words


@pytest.mark.parametrize(
    ("object_", "count", "words"),
    [
        ("Two nurses", (2, 2, "people"), "2 nurses"),
        ("at least two nurses", (2, None, "people"), "at least 2 nurses"),
        ("nurses", (2, None, "people"), "at least 2 nurses"),
        (None, (2, None, "people"), "at least 2 people"),
        ("two of them", (2, 2, "people"), "2 people"),
        (None, (1, 1, "families"), "one family"),
        ("Ada Mirren", (1, 1, "people"), "Ada Mirren"),
        ("a nurse", (1, 1, "people"), "one nurse"),
        ("nurses", None, "nurses"),
        (None, None, "people (not stated)"),
    ],
)
def test_people_are_counted_and_named(
    object_: str | None, count: tuple[int, int | None, str] | None, words: str
) -> None:
    of = report("Two nurses, at least two nurses, nurses, Ada Mirren and a nurse; two of them.")
    given = {"low": count[0], "high": count[1], "unit": count[2]} if count else None
    made = claim(of, "Two nurses, at least two nurses, nurses", "casualties/killed", object=object_, count=given)
    assert phrases.people(made.claim, object_, "people (not stated)") == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, ""),
        (Period("2031-05-08", "2031-05-08"), "on 8 May 2031"),
        (Period("2031-05-03", "2031-05-08"), "from 3 to 8 May 2031"),
        (Period("2031-04-30", "2031-05-08"), "from 30 April to 8 May 2031"),
        (Period("2030-12-30", "2031-01-02"), "from 30 December 2030 to 2 January 2031"),
        (Period("2031-05-08", None), "since 8 May 2031"),
        (Period(None, "2031-05-08"), "up to 8 May 2031"),
        (Period("2031-05", "2031-05"), "in May 2031"),
        (Period("2031", "2031"), "in 2031"),
        (Period("2031-04", "2031-05"), "from April 2031 to May 2031"),
    ],
)
def test_periods_read_like_prose(when: Period | None, words: str) -> None:
    assert phrases.period(when) == words


@pytest.mark.parametrize(
    ("words", "entry", "shown"),
    [
        ("The  Tarn\nObservatory", None, "the Tarn Observatory"),
        ("the monitor", "Tarn Observatory", "the monitor (Tarn Observatory)"),
        ("the observatory", "Tarn Observatory", "the observatory"),
        ("the regime", "Tarn government (old)", "the regime (Tarn government)"),
        ("the NTF", "North Tarn Front", "the NTF"),
        ("Ada Mirren, of the Front", "Ada Mirren", "Ada Mirren, of the Front"),
    ],
)
def test_names_are_told_apart_only_where_the_words_do_not(words: str, entry: str | None, shown: str) -> None:
    meaning = ActorResolution("t:x", entry, None) if entry else None
    assert phrases.name_of(Mention(words, 0, len(words)), meaning) == shown


@pytest.mark.parametrize(
    ("words", "meaning", "shown"),
    [
        ("Mill Qrt.", MILL, "in Mill Quarter"),
        ("rural Tarn", PlaceResolution("t:tarn", "Tarn", "area"), "in rural Tarn"),
        ("Elsewhere", PlaceResolution(None, "Elsewhere"), "in Elsewhere"),
        ("15 km east of Tarn", PlaceResolution("t:tarn", "Tarn", "area"), "15 km east of Tarn"),
        ("near Tarn", None, "near Tarn"),
        ("north of Tarn", None, "north of Tarn"),
        ("north Tarn", None, "in north Tarn"),
    ],
)
def test_places_are_never_finer_than_the_words(words: str, meaning: PlaceResolution | None, shown: str) -> None:
    assert phrases.somewhere(phrases.place_name(Mention(words, 0, len(words)), meaning, {})) == shown


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("2 nurses", "were"),
        ("at least 4 wounded", "were"),
        ("dozens of staff", "were"),
        ("1 nurse", "was"),
        ("one nurse", "was"),
        ("a bus with 20 people", "was"),
        ("at least 23 people", "were"),
        ("the hospital of Saint Ada", "was"),
        ("bakeries in the north", "were"),
        ("the bridge and the mill", "were"),
        ("Ada Mirren", "was"),
    ],
)
def test_the_verb_agrees(phrase: str, verb: str) -> None:
    assert phrases.were(phrase) == verb


def test_a_place_is_called_what_most_reports_call_it() -> None:
    of = report("Mil Qrt. Mill Qtr. the town of Mill Qtr. East Tarn. Tarn city.")
    mill = [
        placed(claim(of, "Tarn city.", "fighting/ended", place=p), MILL)
        for p in ("Mil Qrt", "Mill Qtr", "the town of Mill Qtr")
    ]
    area = PlaceResolution("t:tarn", "Tarn", "area")
    names = phrases.usual_names([*mill, placed(claim(of, "Tarn city.", "fighting/ended", place="East Tarn"), area)])
    assert names == {"t:mill": "Mill Qtr"}
    assert phrases.place_name(None, MILL, names) == "Mill Qtr"
