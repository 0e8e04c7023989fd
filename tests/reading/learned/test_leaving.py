"""Words that name an act and claim none of it."""

from __future__ import annotations

import pytest

from sayso.models import Period, Report
from sayso.reading.layout import Layout
from sayso.reading.learned.decoding import Finding, Pointed
from sayso.reading.learned.encoding import code
from sayso.reading.learned.leaving import claims_nothing

KINDS = {
    "attack": "fighting",
    "clash": "fighting",
    "killed": "casualties",
    "wounded": "casualties",
    "banned_weapon": "abuse",
    "held": "control",
    "ended": "truce",
}


def nothing(text: str | Report, status: str, at: str, place: str | None = None, when: Period | None = None) -> bool:
    """Whether a finding that hangs on the words ``at`` is left out."""
    report = text if isinstance(text, Report) else Report("r", "", text, "The Orun Post", "2019-03-12")
    coded = code(next(Layout().pages([report])), [])
    full = coded.report.full
    start = full.index(place) if place else 0
    fields = {"place": Pointed((start, start + len(place)) if place else None, 0.9)}
    hung = full.index(at)
    found = Finding(0, KINDS[status], status, hung, 0.9, "stated", 0.9, fields, None, 0.9, None, hung, when)
    return claims_nothing(coded, found)


@pytest.mark.parametrize(
    ("text", "status", "at", "left_out"),
    [
        ("Targeting ambulances is a breach of the laws of war, she said.", "attack", "Targeting", True),
        ("Shelling hit an ambulance, which is a breach of the laws of war.", "attack", "Shelling", False),
        ("Shelling of the old town is going on.", "attack", "Shelling", False),
        ("Shelling killed nine people and the road is closed.", "attack", "Shelling", False),
        ("She said that bombing Tarn is a crime.", "attack", "bombing", False),
        ("All parties must avoid shelling in the towns.", "attack", "shelling", True),
        ("It was a step that could avert possible air strikes on Tarn.", "attack", "strikes", True),
        ("A possible gas attack killed nine people in Tarn.", "attack", "attack", False),
        ("The raid broke the brigade’s ability to attack its neighbours.", "attack", "attack", True),
        ("The raid broke the brigade’s ability to attack its neighbours.", "attack", "raid", False),
        ("Considerable air strikes hit Tarn on Monday.", "attack", "strikes", False),
        ("Possible air strikes hit Tarn on Monday.", "attack", "strikes", False),
        ("Rebels were able to hit the base.", "attack", "hit", False),
        ("Clashes went on in Tarn under the threat of mortar attacks.", "attack", "attacks", True),
        ("Clashes went on in Tarn under the threat of mortar attacks.", "clash", "Clashes", False),
        ("The army says that it does all it can to avoid civilian deaths.", "killed", "deaths", True),
        ("We hope for the full recovery of the injured.", "wounded", "injured", True),
        ("The army said it was looking into the incident.", "attack", "incident", True),
        ("The army was looking into reports that shells killed nine people.", "killed", "killed", False),
        ("There were no details of casualties in Tarn.", "killed", "casualties", True),
        ("There were no immediate figures for injuries.", "wounded", "injuries", True),
        ("The army gave no breakdown of the 40 dead.", "killed", "dead", False),
        ("There were no casualties in Tarn.", "killed", "casualties", False),
        ("Peace talks on Tarn ended on Monday.", "ended", "ended", True),
        ("The truce ended on Monday and talks did not resume.", "ended", "ended", False),
    ],
)
def test_what_ought_to_be_may_be_or_is_looked_into(text: str, status: str, at: str, left_out: bool) -> None:
    assert nothing(text, status, at) is left_out


FOR = "Jets of the Kasanga-led coalition fighting the Dawn Front in Mali and Niger struck Tarn on Monday."


@pytest.mark.parametrize(
    ("at", "place", "left_out"),
    [("fighting", "Mali", True), ("fighting", None, True), ("struck", "Tarn", False), ("fighting", "Tarn", False)],
)
def test_what_a_coalition_is_known_for(at: str, place: str | None, left_out: bool) -> None:
    assert nothing(FOR, "clash", at, place) is left_out


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("The charity works in the rebel-held parts of Mali.", True),
        ("The charity works in rebel-held areas of Tarn.", False),
        ("The charity works in the rebel-held areas.", False),  # which ones, another sentence may say
    ],
)
def test_who_holds_parts_of_a_country(text: str, left_out: bool) -> None:
    assert nothing(text, "held", "rebel-held") is left_out


@pytest.mark.parametrize(
    ("text", "when", "left_out"),
    [
        ("A raid killed nine people in Tarn in May 2014.", Period("2014-05", "2014-05"), True),
        ("A raid killed nine people in Tarn in May 2018.", Period("2018-05", "2018-05"), False),
        ("Fighting has killed nine thousand people since May 2014.", Period("2014-05", None), False),
        ("A raid killed nine people in Tarn. The war began in May 2014.", Period("2014-05", "2014-05"), False),
    ],
)
def test_history_of_more_than_two_years(text: str, when: Period, left_out: bool) -> None:
    assert nothing(text, "killed", "killed", when=when) is left_out


def test_a_report_of_which_only_the_year_is_known_may_be_of_its_first_day() -> None:
    report = Report("r", "", "A raid killed nine people in Tarn in May 2017.", "The Orun Post", "2019")
    assert not nothing(report, "killed", "killed", when=Period("2017-05", "2017-05"))
