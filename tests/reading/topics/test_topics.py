"""The topics of the codebook: sentence → what a coder would write down.

A record is written ``topic/status certainty | place | count | source``; a field that is null is a dash. The place is
the one that the claim carries, whatever else the sentence names.
"""

from __future__ import annotations

import pytest

from sayso.models import Claim, Count, Report
from sayso.reading.rules import RulesReader


@pytest.fixture(scope="module")
def reader() -> RulesReader:
    return RulesReader()


def number(count: Count | None) -> str:
    if count is None:
        return "-"
    low = "" if count.low is None else count.low
    high = "" if count.high is None else count.high
    return f"{low if low == high else f'{low}..{high}'} {count.unit}"


def record(claim: Claim) -> str:
    place = claim.place.text if claim.place else "-"
    source = claim.source.text if claim.source else "-"
    return f"{claim.topic}/{claim.status} {claim.certainty} | {place} | {number(claim.count)} | {source}"


def read(reader: RulesReader, text: str) -> set[str]:
    claims = reader(Report(id="r", title="", text=text, published="2020-06-10"))
    assert all(c.evidence.text in text for c in claims)
    return {record(c) for c in claims}


CASES = {
    "control": [
        (
            "Government forces captured Kelmar and Zanub on Monday.",
            {"control/taken stated | Kelmar | - | -", "control/taken stated | Zanub | - | -"},
        ),
        ("The village of Kelmar was seized by rebels.", {"control/taken stated | The village of Kelmar | - | -"}),
        ("The army drove the militants from Kelmar.", {"control/taken stated | Kelmar | - | -"}),
        ("Rebels still control Kelmar.", {"control/held stated | Kelmar | - | -"}),
        ("Kelmar is still in the hands of the rebels.", {"control/held stated | Kelmar | - | -"}),
        ("The army seized weapons and documents.", set()),
    ],
    "fighting": [
        ("Jets bombed the town of Kelmar.", {"fighting/attack stated | the town of Kelmar | - | -"}),
        (
            "Clashes broke out between the army and rebels in Kelmar.",
            {"fighting/clash stated | Kelmar | - | -"},
        ),
        ("Kelmar was calm on Monday.", {"fighting/ended stated | Kelmar | - | -"}),
        ("The army plans to attack Kelmar.", {"fighting/attack planned | Kelmar | - | -"}),
        ("The minister condemned the vote in parliament.", set()),
    ],
    "casualties": [
        (
            "At least 12 people were killed and 30 wounded in Kelmar.",
            {
                "casualties/killed stated | Kelmar | 12.. people | -",
                "casualties/wounded stated | Kelmar | 30 people | -",
            },
        ),
        (
            "Gunmen killed nine civilians, including two children, in Kelmar.",
            {
                "casualties/killed stated | Kelmar | 9 civilians | -",
                "casualties/killed stated | Kelmar | 2 children | -",
            },
        ),
        (
            "Forty people were killed or wounded in Kelmar.",
            {"casualties/killed stated | Kelmar | 40 people | -", "casualties/wounded stated | Kelmar | 40 people | -"},
        ),
        ("No casualties were reported in Kelmar.", {"casualties/killed denied | Kelmar | - | -"}),
        ("None of the three guards was hurt in Kelmar.", {"casualties/wounded denied | Kelmar | - | -"}),
        ("The bodies found in Kelmar bore no signs of injuries.", set()),
        ("Militants kidnapped six villagers in Kelmar.", {"casualties/detained stated | Kelmar | 6 people | -"}),
        ("Four people were reportedly killed in Kelmar.", {"casualties/killed hedged | Kelmar | 4 people | -"}),
    ],
    "displacement": [
        (
            "More than 3,000 families have fled Kelmar.",
            {"displacement/displaced stated | Kelmar | 3000.. families | -"},
        ),
        (
            "Some 500 civilians were evacuated from Kelmar.",
            {"displacement/evacuated stated | Kelmar | 500 civilians | -"},
        ),
    ],
    "return": [
        ("Some 40 families have returned to Kelmar.", {"return/returned stated | Kelmar | 40 families | -"}),
        ("Residents are still barred from returning to Kelmar.", {"return/barred stated | Kelmar | - | -"}),
    ],
    "truce": [
        ("A ceasefire in Kelmar took effect on Monday.", {"truce/holding stated | Kelmar | - | -"}),
        ("Both sides announced a truce in Kelmar.", {"truce/agreed stated | Kelmar | - | Both sides"}),
        ("The truce in Kelmar collapsed.", {"truce/ended stated | Kelmar | - | -"}),
        (
            "A truce began in Kelmar. The army violated it by shelling the town of Orsan.",
            {"truce/holding stated | Kelmar | - | -", "truce/violated stated | the town of Orsan | - | -"},
        ),
    ],
    "hazard": [
        ("Sappers are clearing mines in Kelmar.", {"hazard/cleared stated | Kelmar | - | -"}),
        ("Kelmar remains littered with unexploded shells.", {"hazard/present stated | Kelmar | - | -"}),
        ("Sappers have cleared 140 mines from Kelmar.", {"hazard/cleared stated | Kelmar | 140 other | -"}),
        (
            "Teams cleared mines reportedly left by Dawn fighters in Kelmar.",
            {"hazard/cleared stated | Kelmar | - | -", "hazard/present hedged | Kelmar | - | -"},
        ),
        ("Unexploded cluster munitions remained around Kelmar.", {"hazard/present stated | Kelmar | - | -"}),
    ],
    "damage": [
        (
            "Two houses and a clinic were destroyed in Kelmar.",
            {"damage/destroyed stated | Kelmar | 2 other | -", "damage/destroyed stated | Kelmar | 1 other | -"},
        ),
        ("A shell hit a school in Kelmar.", {"damage/hit stated | Kelmar | 1 other | -"}),
        ("The bridge in Kelmar was reopened.", {"damage/restored stated | Kelmar | - | -"}),
        (
            "State media said a helicopter had crashed in Kelmar because of a technical fault.",
            {"damage/destroyed stated | Kelmar | 1 other | State media"},
        ),
        (
            "The governor said the crash was due to bad weather over Kelmar.",
            {"damage/destroyed stated | Kelmar | - | The governor"},
        ),
        ("The price of bread in Kelmar crashed, and a jet was seen.", set()),
    ],
    "aid": [
        ("Aid workers delivered food to Kelmar.", {"aid/provided stated | Kelmar | - | -"}),
        ("Kelmar suffers from a shortage of water.", {"aid/needed stated | Kelmar | - | -"}),
    ],
    "access": [
        ("Rebels cut the road to Kelmar.", {"access/closed stated | Kelmar | - | -"}),
        ("The army lifted the siege of Kelmar.", {"access/open stated | Kelmar | - | -"}),
    ],
    "deployment": [
        ("The army sent reinforcements to Kelmar.", {"deployment/arrived stated | Kelmar | - | -"}),
        ("Rebel fighters withdrew from Kelmar.", {"deployment/withdrew stated | Kelmar | - | -"}),
    ],
    "abuse": [
        ("Soldiers looted homes in Kelmar.", {"abuse/looting stated | Kelmar | - | -"}),
        ("Rebels used civilians as human shields in Kelmar.", {"abuse/military_use stated | Kelmar | - | -"}),
    ],
}


@pytest.mark.parametrize(
    ("topic", "text", "expected"),
    [(topic, text, expected) for topic, cases in CASES.items() for text, expected in cases],
)
def test_topic(reader: RulesReader, topic: str, text: str, expected: set[str]) -> None:
    assert {r for r in read(reader, text) if r.startswith(f"{topic}/")} == expected
