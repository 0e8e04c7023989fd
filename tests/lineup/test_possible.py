"""Matters that may be about one event: small tables of claims, and which of their matters point at which."""

from __future__ import annotations

import pytest
from casebook import build

from sayso.lineup import Possible, hear, line_up, perhaps_one

SET_APART = [
    "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Port | - | n=14 | when=2016-03-05",
    "2016-03-05 | Daily North | Rescue Service[neutral] | casualties killed | Docks < Port | - | n=9 | when=2016-03-05",
]


def _pointers(lines: list[str]) -> list[tuple[str, str, Possible]]:
    """Every pointer: from the place of which matter to that of which."""
    reports, claims = build(lines)
    matters = line_up(reports, claims)
    heard = [hear(matter, reports, claims) for matter in matters]
    names = {matter.id: matter.place.name for matter in matters}
    return [(one.matter.place.name, names[p.matter], p) for one in heard for p in perhaps_one(one, heard)]


def test_a_town_and_its_quarter_point_at_each_other() -> None:
    found = _pointers(SET_APART)
    assert [(here, there) for here, there, _ in found] == [("Docks", "Port"), ("Port", "Docks")]
    (_, _, told), _ = found
    assert told.fields == ("count",)
    assert told.text == "Rescue Service (2016-03-05): 9 people killed; Observatory (2016-03-05): 14 people killed."
    assert told.apart == "The one names a wider place, where more can have happened."


@pytest.mark.parametrize(
    ("lines", "fields", "apart"),
    [
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=2 | when=2016-03-05",
                "2016-03-05 | Daily North | Adel[opposition] | casualties killed | Mill | - | n=13 | when=2016-03-05",
            ],
            ("count",),
            "The figures are more than 5 times apart.",
            id="figures far apart",
        ),
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | west of Port (area of Port) | - "
                "| n=7 | when=2016-03-05",
                "2016-03-05 | Daily North | Adel[opposition] | casualties killed | east of Port (area of Port) | - "
                "| n=7 | when=2016-03-05",
            ],
            (),
            "They name different parts or surroundings of the place.",
            id="one figure, two parts of a town",
        ),
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Weir (governorate) | - | n=7 "
                "| when=2016-03-05",
                "2016-03-05 | Daily North | Adel[opposition] | casualties killed | Weir (governorate) | - | n=9 "
                "| when=2016-03-05",
            ],
            ("count",),
            "In so wide an area there is often more than one such event a day.",
            id="a governorate",
        ),
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | fighting attack | Port | - | of a bus "
                "| when=2016-03-05",
                "2016-03-05 | Daily North | Adel[opposition] | fighting attack | near Port (area of Port) | - "
                "| of two buses | when=2016-03-05",
            ],
            (),
            "They name different parts or surroundings of the place.",
            id="buses hit in a town and near it",
        ),
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Port | - | n=11 | when=2016-03-04",
                "2016-03-06 | Daily North | Adel[opposition] | casualties killed | near Port (area of Port) | - | n=11 "
                "| when=2016-03-05",
            ],
            (),
            "They name different parts or surroundings of the place.",
            id="one figure on the next day",
        ),
        pytest.param(
            [
                "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | ?Olive Lane | - | n=7 "
                "| when=2016-03-05",
                "2016-03-05 | Gulf Wire | Adel[opposition] | casualties killed | Port | - | n=9 | when=2016-03-05",
            ],
            ("count",),
            "The place of one is not resolved.",
            id="a place that no list has, told of in the same report",
        ),
    ],
)
def test_why_two_matters_stand_apart(lines: list[str], fields: tuple[str, ...], apart: str) -> None:
    found = _pointers(lines)
    assert [(one.fields, one.apart) for _, _, one in found] == [(fields, apart)] * 2


def test_a_denial_that_may_answer_either_of_two_charges_points_at_both() -> None:
    charge = (
        "2016-03-05 | Gulf Wire | Adel[opposition] | fighting attack | {} < Port | army[government] | when=2016-03-05"
    )
    denial = (
        "2016-03-06 | Daily North | army command[government] | fighting attack denied | Port | army[government] "
        '| when=2016-03-05 | says "The command denied that the army had shelled Port"'
    )
    found = _pointers([charge.format("Docks"), charge.format("Mill"), denial])
    assert {(here, there) for here, there, _ in found} == {
        ("Docks", "Port"),
        ("Mill", "Port"),
        ("Port", "Docks"),
        ("Port", "Mill"),
    }
    assert {one.apart for _, _, one in found} == {"What is denied is not said to be the very event."}
    assert {one.fields for _, _, one in found} == {("actor",)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("casualties killed | Docks < Port | - | n=9 | when=2016-03-09", id="another day"),
        pytest.param("casualties killed | Mill | - | n=9 | when=2016-03-05", id="another place"),
        pytest.param("casualties wounded | Docks < Port | - | n=9 | when=2016-03-05", id="another question"),
        pytest.param("casualties killed | Docks < Port | - | n=9 children | when=2016-03-05", id="others counted"),
        pytest.param("casualties killed | Docks < Port | - | n=2 | when=2016-03-05", id="too few to tell"),
        pytest.param("casualties killed | Docks < Port | - | n=3+ | when=2016-03-05", id="a bound that leaves room"),
        pytest.param(
            "casualties killed | Docks < Port | - | n=9 | when=2016-03-06", id="other figures of the next day"
        ),
        pytest.param(
            'casualties killed | Docks < Port | - | n=9 | when=2016-03-05 | says "Elsewhere, nine died in the Docks"',
            id="told as another event",
        ),
    ],
)
def test_nothing_points_at_what_is_plainly_another_event(other: str) -> None:
    assert _pointers([SET_APART[0], f"2016-03-05 | Daily North | Rescue Service[neutral] | {other}"]) == []


def test_an_unresolved_place_of_another_report_may_be_anywhere() -> None:
    assert _pointers([SET_APART[0], SET_APART[1].replace("Docks < Port", "?Olive Lane")]) == []


def test_one_voice_that_tells_of_two_events_disputes_neither() -> None:
    again = SET_APART[1].replace("Rescue Service", "Observatory")
    assert _pointers([SET_APART[0], again]) == []
