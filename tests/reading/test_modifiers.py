"""Control and sieges said in passing: sentence → topic, status, place, holder."""

from __future__ import annotations

import pytest

from sayso.models import Report
from sayso.reading.modifiers import modifier_claims

HELD, CLOSED = "control/held", "access/closed"


def read(text: str, title: str = "") -> list[tuple[str, str | None, str | None]]:
    claims = modifier_claims(Report(id="r", title=title, text=text))
    assert all(c.source is None and c.certainty == "stated" for c in claims)
    return [
        (f"{c.topic}/{c.status}", c.place.text if c.place else None, c.actor.text if c.actor else None) for c in claims
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets hit rebel-held eastern Kelmar.", [(HELD, "eastern Kelmar", "rebel")]),
        ("Shells fell on the government-controlled Nahda district.", [(HELD, "Nahda district", "government")]),
        (
            "Buses left for the opposition-held towns of Fara and Zanub.",
            [(HELD, "towns of Fara", "opposition"), (HELD, "Zanub", "opposition")],
        ),
        ("Trucks reached besieged Madura.", [(CLOSED, "Madura", None)]),
        ("Trucks left the regime-besieged town of Madura.", [(CLOSED, "town of Madura", "regime")]),
        ("They fled the jihadist stronghold of Rabta.", [(HELD, "Rabta", "jihadist")]),
        ("Madura is under government siege.", [(CLOSED, "Madura", "government")]),
        ("Rabta province, held by the rebels, was quiet.", [(HELD, "Rabta province", "the rebels")]),
        # No proper name: nothing.
        ("The army shelled rebel-held areas.", []),
        ("The rebels held talks in Kelmar.", []),
        ("Rebel fighters left Kelmar.", []),
    ],
)
def test_modifiers(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert read(text) == expected


def test_once_a_place_and_report() -> None:
    text = "Jets hit rebel-held Kelmar. Later, shells fell on rebel-held Kelmar again."
    assert len(read(text)) == 1


def test_the_body_counts_before_the_title() -> None:
    (claim,) = modifier_claims(Report(id="r", title="Jets hit rebel-held Kelmar", text="Rebel-held Kelmar was hit."))
    assert claim.evidence.text == "Rebel-held Kelmar was hit."


def test_an_unnamed_town_is_the_one_that_the_report_names() -> None:
    text = "Strikes on a rebel-held town in northern Orun killed six. The dead were taken out of the town of Kelmar."
    assert read(text) == [(HELD, "the town of Kelmar", "rebel")]
