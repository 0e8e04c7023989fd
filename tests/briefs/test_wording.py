"""One clause a topic and status: who did what to whom, where; what is not stated is left out."""

from __future__ import annotations

from typing import Any

import pytest
from making import claim, report

from sayso.briefs.wording import clause
from sayso.models import STATUSES

# One text with the words of every example below.
TEXT = (
    "The army rebels Mill Quarter two nurses the clinic mines bread the Ring Road residents villagers "
    "1070 Flats two hills clinic them an advance in Mill Quarter. Shells fell on the clinic. Shells and rockets fell. "
    "They called the ceasefire “partial”. Nobody knows."
)
ARMY = {"actor": "The army", "place": "Mill Quarter"}
TWO = {"low": 2, "high": 2, "unit": "people"}
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("control/taken", ARMY | {"object": "rebels"}, "the army took Mill Quarter from rebels"),
    ("control/taken", {"place": "Mill Quarter"}, "Mill Quarter was taken"),
    ("control/taken", ARMY | {"object": "two hills"}, "the army took two hills in Mill Quarter"),
    ("control/held", ARMY, "the army held Mill Quarter"),
    (
        "control/held",
        {"place": "1070 Flats"},
        "1070 Flats was held",
    ),
    ("control/held", {"place": "Mill Quarter"}, "Mill Quarter was held"),
    (
        "control/lost",
        {"place": "Mill Quarter", "object": "rebels"},
        "Mill Quarter was lost by rebels",
    ),
    ("control/contested", ARMY | {"object": "rebels"}, "Mill Quarter was contested between the army and rebels"),
    (
        "fighting/attack",
        ARMY | {"object": "the clinic"},
        "the army carried out an attack on the clinic in Mill Quarter",
    ),
    ("fighting/attack", {"place": "Mill Quarter"}, "an attack took place in Mill Quarter"),
    ("fighting/attack", ARMY | {"evidence": "an advance in Mill Quarter."}, "the army advanced in Mill Quarter"),
    (
        "fighting/attack",
        ARMY | {"evidence": "Shells fell on the clinic.", "object": "the clinic"},
        "the army carried out shelling on the clinic in Mill Quarter",
    ),
    (
        "fighting/attack",
        ARMY | {"evidence": "Shells and rockets fell."},
        "the army carried out an attack in Mill Quarter",
    ),
    (
        "fighting/attack",
        ARMY | {"place": "the clinic", "object": "clinic"},
        "the army carried out an attack on the clinic",
    ),
    ("fighting/attack", ARMY | {"object": "them"}, "the army carried out an attack in Mill Quarter"),
    ("fighting/clash", ARMY | {"object": "rebels"}, "the army and rebels clashed in Mill Quarter"),
    ("fighting/clash", {"place": "Mill Quarter"}, "clashes took place in Mill Quarter"),
    ("fighting/ended", {"place": "Mill Quarter"}, "fighting stopped in Mill Quarter"),
    (
        "casualties/killed",
        ARMY | {"object": "two nurses", "count": TWO},
        "2 nurses were killed in Mill Quarter, blamed on the army",
    ),
    ("casualties/killed", {}, "people were killed"),
    ("casualties/wounded", {"count": TWO}, "2 people were wounded"),
    ("casualties/missing", {"count": TWO, "place": "Mill Quarter"}, "2 people went missing in Mill Quarter"),
    ("casualties/detained", ARMY | {"count": TWO}, "the army detained 2 people in Mill Quarter"),
    (
        "displacement/displaced",
        {"object": "residents", "place": "Mill Quarter"},
        "residents were displaced in Mill Quarter",
    ),
    ("displacement/evacuated", ARMY | {"object": "residents"}, "residents were evacuated in Mill Quarter by the army"),
    ("return/returned", {"object": "residents", "place": "Mill Quarter"}, "residents returned to Mill Quarter"),
    (
        "return/barred",
        {"object": "residents", "place": "Mill Quarter"},
        "residents were kept from returning to Mill Quarter",
    ),
    ("truce/agreed", ARMY | {"object": "rebels"}, "the army agreed a truce with rebels in Mill Quarter"),
    ("truce/holding", {"place": "Mill Quarter"}, "a truce was in force in Mill Quarter"),
    ("truce/holding", {"evidence": "They called the ceasefire “partial”."}, "a partial truce was in force"),
    ("truce/violated", ARMY, "the army violated a truce in Mill Quarter"),
    ("truce/rejected", {"place": "Mill Quarter"}, "a truce was rejected in Mill Quarter"),
    ("truce/ended", ARMY | {"object": "rebels"}, "a truce ended in Mill Quarter between the army and rebels"),
    ("hazard/present", ARMY | {"object": "mines"}, "mines were present in Mill Quarter, blamed on the army"),
    ("hazard/cleared", ARMY | {"object": "mines"}, "the army cleared mines in Mill Quarter"),
    ("hazard/cleared", {}, "explosive hazards were cleared"),
    ("damage/hit", ARMY | {"object": "the clinic"}, "the army hit the clinic in Mill Quarter"),
    ("damage/destroyed", {"object": "the clinic"}, "the clinic was destroyed"),
    ("damage/restored", {"object": "the clinic"}, "the clinic was restored"),
    ("aid/provided", ARMY | {"object": "bread"}, "the army provided bread in Mill Quarter"),
    ("aid/provided", {"object": "bread", "count": TWO}, "bread (2 people) was provided"),
    ("aid/blocked", ARMY, "the army blocked aid in Mill Quarter"),
    ("aid/needed", {"object": "bread"}, "bread was needed"),
    ("access/closed", ARMY | {"object": "residents"}, "the army closed off Mill Quarter to residents"),
    ("access/closed", ARMY | {"object": "the Ring Road"}, "the army closed off the Ring Road in Mill Quarter"),
    ("access/open", {"place": "Mill Quarter"}, "Mill Quarter was open"),
    ("deployment/arrived", ARMY, "the army deployed to Mill Quarter"),
    ("deployment/withdrew", ARMY, "the army withdrew from Mill Quarter"),
    ("deployment/surrendered", ARMY, "the army surrendered or defected in Mill Quarter"),
    ("abuse/execution", ARMY | {"object": "villagers"}, "the army executed villagers in Mill Quarter"),
    (
        "abuse/military_use",
        ARMY | {"object": "the clinic"},
        "the army used the clinic for military ends in Mill Quarter",
    ),
    ("abuse/banned_weapon", ARMY, "the army used a banned weapon in Mill Quarter"),
    ("abuse/banned_weapon", {}, "a banned weapon was used"),
    ("abuse/looting", ARMY | {"object": "the clinic"}, "the army looted the clinic in Mill Quarter"),
    ("abuse/mistreatment", {"object": "villagers"}, "villagers were mistreated"),
]


@pytest.mark.parametrize(("kind", "fields", "words"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_a_claim_is_told_in_one_clause(kind: str, fields: dict[str, Any], words: str) -> None:
    made = claim(report(TEXT), **{"evidence": "Nobody knows.", "kind": kind} | fields)
    assert clause(made).told() == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("control/taken", "the army to take Mill Quarter"),
        ("fighting/attack", "the army to carry out an attack in Mill Quarter"),
        ("deployment/withdrew", "the army to withdraw from Mill Quarter"),
        ("truce/agreed", "the army to agree a truce in Mill Quarter"),
    ],
)
def test_what_is_planned_is_not_told_as_done(kind: str, words: str) -> None:
    assert clause(claim(report(TEXT), "Nobody knows.", kind, **ARMY)).planned() == words


def test_every_status_has_its_words() -> None:
    kinds = {f"{topic}/{status}" for topic, statuses in STATUSES.items() for status in statuses}
    assert kinds == {case[0] for case in CASES}
