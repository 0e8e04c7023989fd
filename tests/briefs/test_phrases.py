"""Numbers and dates in plain words."""

from __future__ import annotations

import pytest
from making import claim, report

from sayso.briefs import phrases
from sayso.models import Count, Period


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
        ("nurses displaced", (2, 2, "people"), "2 nurses"),
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
    of = report("Two nurses, at least two nurses, nurses, Ada Mirren and a nurse; two of them; nurses displaced.")
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
        ("the city’s infrastructure", "was"),
        ("many who fled", "were"),
    ],
)
def test_the_verb_agrees(phrase: str, verb: str) -> None:
    assert phrases.were(phrase) == verb
