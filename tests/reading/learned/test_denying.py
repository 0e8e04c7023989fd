"""Denials: who denies what, which charge a denial answers, and what only looks like one."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Mention, Period, Report
from sayso.reading.claims import claim_id
from sayso.reading.layout import Layout
from sayso.reading.learned.denials import denials
from sayso.reading.learned.denying import answering

LAYOUT = Layout()
DAY = Period("2031-05-04", "2031-05-04")
Row = tuple[str, str, str | None, str | None, str | None]  # sentence, certainty, place, actor, source


def read(text: str, rows: list[Row], kind: tuple[str, str] = ("fighting", "attack")) -> list[Row]:
    """The claims of a text after denials were looked at, as rows like those that they were given as.

    A row's sentence is given by the words that it begins with, all of them where nothing was read of
    it; what is claimed outside of a denial is of ``DAY``.
    """
    report = Report("r", "News from Tarn", text, "The Tarn Post", "2031-05-05")
    (page,) = LAYOUT.pages([report])

    def find(words: str | None, start: int = 0) -> Mention | None:
        at = page.full.find(words, start) if words else -1
        at = at if at >= 0 or not words else page.full.find(words)
        return Mention(words, at, at + len(words)) if words else None

    def claim(row: Row) -> Claim:
        start = page.full.index(row[0], len(report.title))
        a, b = next(span for span in page.sentences if span[0] <= start < span[1])
        when = DAY if row[1] != "denied" else None
        return claim_id(
            Claim(
                "",
                "r",
                *kind,
                row[1],
                Mention(page.full[a:b], a, b),
                find(row[2], a),
                find(row[3], a),
                source=find(row[4], a),
                when=when,
            )
        )

    found = answering([claim(row) for row in rows], page)
    first = {row[0]: page.full.index(row[0], len(report.title)) for row in rows}
    return [
        (
            next((words for words, at in first.items() if c.evidence.start <= at < c.evidence.end), c.evidence.text),
            c.certainty,
            *(m.text if m else None for m in (c.place, c.actor, c.source)),
        )
        for c in found
    ]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        pytest.param(
            "The Shields said that the army had shelled Tarn, but the army denied any involvement.",
            [("The", "stated", "Tarn", "the army", "The Shields")],
            [
                ("The", "stated", "Tarn", "the army", "The Shields"),
                ("The", "denied", "Tarn", "the army", "the army"),
            ],
            id="a charge and its denial in one sentence",
        ),
        pytest.param(
            "The Shields accused the army of shelling Tarn, an accusation dismissed by the government.",
            [("The", "stated", "Tarn", "the army", "The Shields")],
            [
                ("The", "stated", "Tarn", "the army", "The Shields"),
                ("The", "denied", "Tarn", "the army", "the government"),
            ],
            id="dismissed by another of its side",
        ),
        pytest.param(
            "Many envoys blamed the Volga Army for the raid on Tarn, though it denied responsibility.",
            [("Many", "denied", "Tarn", "the Volga Army", None)],
            [
                ("Many", "stated", "Tarn", "the Volga Army", "Many envoys"),
                ("Many", "denied", "Tarn", "the Volga Army", "the Volga Army"),
            ],
            id="a pronoun denies, and the charge was not read",
        ),
        pytest.param(
            "Volga denied responsibility for the raid on Tarn and blamed the Shields.",
            [("Volga", "denied", "Tarn", "the Shields", "Volga")],
            [("Volga", "stated", "Tarn", "the Shields", "Volga"), ("Volga", "denied", "Tarn", "Volga", "Volga")],
            id="whom the denier blames, the denial does not clear",
        ),
        pytest.param(
            "Volga has denied any responsibility.",
            [("Volga", "denied", None, None, "Volga")],
            [("Volga", "denied", None, "Volga", "Volga")],
            id="who denies responsibility denies their own",
        ),
        pytest.param(
            "Jets of the Alliance were not near Tarn. A minister of Volga denied that the country's air force had been "
            "there.",
            [("A minister", "denied", "Tarn", "Jets of the Alliance", "A minister of Volga")],
            [("A minister", "denied", "Tarn", "A minister of Volga", "A minister of Volga")],
            id="who denies it of the country's air force denies their own part",
        ),
        pytest.param(
            "Volga has denied reports that its jets bombed Tarn.",
            [("Volga", "stated", "Tarn", "its jets", "Volga")],
            [("Volga", "denied", "Tarn", "its jets", "Volga")],
            id="what follows the verb is denied",
        ),
        pytest.param(
            "Volga denied the report, saying the Shields had bombed Tarn.",
            [("Volga", "stated", "Tarn", "the Shields", "Volga")],
            [("Volga", "stated", "Tarn", "the Shields", "Volga")],
            id="what the denier says beside is not",
        ),
        pytest.param(
            "Volga denied it had bombed the mill in Tarn and said the Shields had set off a car bomb there.",
            [("Volga", "denied", "Tarn", "the Shields", "Volga")],
            [("Volga", "stated", "Tarn", "the Shields", "Volga"), ("Volga", "denied", "Tarn", "Volga", "Volga")],
            id="an act of one's own is denied, what another did instead is not",
        ),
        pytest.param(
            "The minister said Volga's jets had not struck Tarn.",
            [("The minister", "stated", "Tarn", "Volga's jets", "The minister")],
            [("The minister", "denied", "Tarn", "Volga's jets", "The minister")],
            id="who has not done it",
        ),
        pytest.param(
            "The minister said the Shields had never used gas in Tarn.",
            [("The minister", "stated", "Tarn", "the Shields", "The minister")],
            [("The minister", "denied", "Tarn", "the Shields", "The minister")],
            id="who has never done it",
        ),
        pytest.param(
            "The minister said the Shields had not spared the school that they struck in Tarn.",
            [("The minister", "stated", "Tarn", "the Shields", "The minister")],
            [("The minister", "stated", "Tarn", "the Shields", "The minister")],
            id="what they have not done is another thing",
        ),
        pytest.param(
            "Envoys pointed the finger at Volga for the attack on Tarn though it denied any part in it.",
            [("Envoys", "denied", "Tarn", "Volga", "Envoys")],
            [("Envoys", "denied", "Tarn", "Volga", "Volga"), ("Envoys", "stated", "Tarn", "Volga", "Envoys")],
            id="it who denies a part is the accused",
        ),
        pytest.param(
            "Envoys accused Volga of stopping the relief of Tarn by shelling it, which Volga denied.",
            [("Envoys", "denied", "Tarn", "Volga", "Envoys")],
            [("Envoys", "stated", "Tarn", "Volga", "Envoys"), ("Envoys", "denied", "Tarn", "Volga", "Volga")],
            id="the accuser of whom something is stopped denies nothing",
        ),
        pytest.param(
            "The Shields said that the army had shelled Tarn. Weir was quiet. The army denied the charge.",
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", "Weir", "The army", "The army"),
            ],
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", "Weir", "The army", "The army"),
            ],
            id="a place named after the charge is nearer",
        ),
        pytest.param(
            "The Shields said that the army had shelled Tarn. The army denied it had shelled the mill. Shops shut "
            "in Weir.",
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", "Weir", "The army", "The army"),
            ],
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", "Tarn", "The army", "The army"),
            ],
            id="what is named after the denial is not its place",
        ),
        pytest.param(
            "Weir was quiet. The Shields said that the army had shelled Tarn. The army denied the charge.",
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", None, "The army", "The army"),
            ],
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", "Tarn", "The army", "The army"),
            ],
            id="a denial is about the place of its charge",
        ),
        pytest.param(
            "The Shields said that the army had gassed Tarn. The army has always denied using gas.",
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", None, "The army", "The army"),
            ],
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                ("The army", "denied", None, "The army", "The army"),
            ],
            id="a standing denial is about no place",
        ),
        pytest.param(
            "The army and the Shields have blamed each other for the raid on Tarn.",
            [("The", "stated", "Tarn", None, "The army")],
            [
                ("The", "stated", "Tarn", "the Shields", "The army"),
                ("The", "stated", "Tarn", "The army", "the Shields"),
            ],
            id="accusations traded are one record an accuser",
        ),
        pytest.param(
            "Volga has accused Shields of shelling the roads to Tarn, which the Shields have denied.",
            [("Volga", "denied", "Tarn", "the Shields", "the Shields")],
            [
                ("Volga", "denied", "Tarn", "the Shields", "the Shields"),
                ("Volga", "stated", "Tarn", "the Shields", "Volga"),
            ],
            id="who accuses the denier, whose name the denial says again",
        ),
        pytest.param(
            "The army has consistently denied using gas in Tarn, accusing the Shields of it instead.",
            [("The", "denied", "Tarn", "the Shields", "The army")],
            [("The", "stated", "Tarn", "the Shields", "The army"), ("The", "denied", "Tarn", "The army", "The army")],
            id="a denial at all times, and whom the denier accuses",
        ),
        pytest.param(
            "The army and the Shields blamed each other for the raid on Tarn, while an envoy said Volga had hit Weir.",
            [("The", "stated", "Weir", "Volga", "an envoy")],
            [("The", "stated", "Weir", "Volga", "an envoy")],
            id="what another says beside accusations stays that voice's",
        ),
        pytest.param(
            "Volga called the story of a raid on Tarn absurd.",
            [("Volga", "denied", "Tarn", "Volga", "Volga")],
            [("Volga", "denied", "Tarn", "Volga", "Volga")],
            id="to ridicule a charge is to deny it",
        ),
        pytest.param(
            "The envoy said that the army had shelled Tarn, and not for the first time.",
            [("The", "denied", "Tarn", "the army", "The envoy")],
            [("The", "stated", "Tarn", "the army", "The envoy")],
            id="not for the first time",
        ),
        pytest.param(
            "The envoy said there was no consequence for the army after the raid on Tarn.",
            [("The", "denied", "Tarn", "the army", "The envoy")],
            [("The", "stated", "Tarn", "the army", "The envoy")],
            id="no consequence",
        ),
        pytest.param(
            "The envoy said that the army had shelled Tarn but had no immediate toll.",
            [("The", "denied", "Tarn", "the army", "The envoy")],
            [("The", "stated", "Tarn", "the army", "The envoy")],
            id="no toll yet",
        ),
        pytest.param(
            "Tarn was shelled, an envoy told the Post, but he didn't say how.",
            [("Tarn", "denied", "Tarn", None, "an envoy")],
            [("Tarn", "stated", "Tarn", None, "an envoy")],
            id="did not say how",
        ),
        pytest.param(
            "No group has yet claimed the raid on Tarn, which the envoy laid to the army.",
            [("No group", "denied", "Tarn", "the army", "the envoy")],
            [("No group", "stated", "Tarn", "the army", "the envoy")],
            id="nobody claimed it",
        ),
        pytest.param(
            "The envoy said that no key figure was hit when the army shelled Tarn.",
            [("The", "denied", "Tarn", "the army", "The envoy")],
            [("The", "denied", "Tarn", "the army", "The envoy")],
            id="figures are people too",
        ),
        pytest.param(
            "The alliance did not deny that its jets had bombed Tarn.",
            [("The", "denied", "Tarn", "its jets", "The alliance")],
            [("The", "hedged", "Tarn", "its jets", "The alliance")],
            id="not denied is left open",
        ),
        pytest.param(
            "Volga condemns the raid on Tarn.",
            [("Volga", "denied", "Tarn", "Volga", "Volga")],
            [("Volga", "stated", "Tarn", None, "Volga")],
            id="who condemns did not do it",
        ),
        pytest.param(
            "The opposition blamed the army, saying the raid on Tarn cast doubt on the talks.",
            [("The", "denied", "Tarn", "the army", "The opposition")],
            [("The", "stated", "Tarn", "the army", "The opposition")],
            id="who blames does not deny",
        ),
        pytest.param(
            "Reports came at noon. They blamed the army, saying the raid on Tarn cast doubt on the talks.",
            [("They", "denied", "Tarn", "the army", "Reports")],
            [("They", "stated", "Tarn", "the army", "Reports")],
            id="nor who is named in another sentence",
        ),
        pytest.param(
            "The envoy did not accuse the army of the raid on Tarn.",
            [("The", "denied", "Tarn", "the army", "The envoy")],
            [("The", "denied", "Tarn", "the army", "The envoy")],
            id="nor does who does not blame state it",
        ),
        pytest.param(
            "The Shields accused the army of shelling Tarn. The government has strongly denied those allegations.",
            [("The Shields", "stated", "Tarn", "the army", "The Shields")],
            [
                ("The Shields", "stated", "Tarn", "the army", "The Shields"),
                (
                    "The government has strongly denied those allegations.",
                    "denied",
                    "Tarn",
                    "the army",
                    "The government",
                ),
            ],
            id="those allegations are the last ones made",
        ),
        pytest.param(
            "The Shields accused the Volga Army of shelling Tarn. Volga denied any involvement.",
            [("The Shields", "stated", "Tarn", "the Volga Army", "The Shields")],
            [
                ("The Shields", "stated", "Tarn", "the Volga Army", "The Shields"),
                ("Volga denied any involvement.", "denied", "Tarn", "the Volga Army", "Volga"),
            ],
            id="who is accused denies any involvement",
        ),
        pytest.param(
            "The Shields accused the army of shelling Tarn. Volga denied any involvement.",
            [("The Shields", "stated", "Tarn", "the army", "The Shields")],
            [("The Shields", "stated", "Tarn", "the army", "The Shields")],
            id="another's involvement is another matter",
        ),
        pytest.param(
            "Envoys believe the Volga Army bombed Tarn, but Orun has denied involvement.",
            [("Envoys", "denied", "Tarn", "the Volga Army", "Envoys")],
            [
                ("Envoys", "stated", "Tarn", "the Volga Army", "Envoys"),
                ("Envoys", "denied", "Tarn", "the Volga Army", "Orun"),
            ],
            id="who speaks before another denies it does not deny it",
        ),
        pytest.param(
            "An envoy accused the Volga Army of the raid on Tarn. Jets flew over Weir. Volga denied that its jets had "
            "flown, with its minister saying that jets from Orun had done so.",
            [
                ("An envoy", "stated", "Tarn", "the Volga Army", "An envoy"),
                ("Volga denied", "denied", "Orun", "Volga", "Volga"),
            ],
            [
                ("An envoy", "stated", "Tarn", "the Volga Army", "An envoy"),
                ("Volga denied", "denied", "Tarn", "Volga", "Volga"),
            ],
            id="a place that the denier turns to is not that of what is denied",
        ),
        pytest.param(
            "An envoy accused the Volga Army of the raid on Tarn. "
            + "The day was calm and the markets were open. " * 20
            + "Volga denied the raid.",
            [
                ("An envoy", "stated", "Tarn", "the Volga Army", "An envoy"),
                ("Volga denied", "denied", None, "Volga", "Volga"),
            ],
            [
                ("An envoy", "stated", "Tarn", "the Volga Army", "An envoy"),
                ("Volga denied", "denied", "Tarn", "Volga", "Volga"),
            ],
            id="a report that charges a party at one place only",
        ),
    ],
)
def test_what_is_denied(text: str, given: list[Row], expected: list[Row]) -> None:
    assert sorted(map(str, read(text, given))) == sorted(map(str, expected))


@pytest.mark.parametrize(
    ("text", "kind", "given", "expected"),
    [
        pytest.param(
            "The army refuted rebels' claims of taking Tarn.",
            ("control", "taken"),
            [("The", "hedged", "Tarn", "rebels", "The army")],
            [("The", "denied", "Tarn", "rebels", "The army"), ("The", "hedged", "Tarn", "rebels", "rebels")],
            id="others' claims that the speaker refutes",
        ),
        pytest.param(
            "The army refuted rebels' claims of taking Tarn and underlined that it held Weir.",
            ("control", "held"),
            [("The", "stated", "Weir", "The army", "The army")],
            [("The", "stated", "Weir", "The army", "The army")],
            id="what the speaker says besides",
        ),
        pytest.param(
            "The Shields accused the army of killing ten in Tarn, which the army denied.",
            ("casualties", "killed"),
            [("The", "stated", "Tarn", "the army", "The Shields")],
            [("The", "stated", "Tarn", "the army", "The Shields"), ("The", "denied", "Tarn", "the army", "the army")],
            id="a charge of killing and its denial",
        ),
        pytest.param(
            "The Shields said ten had died in Tarn, which the army denied.",
            ("casualties", "killed"),
            [("The", "stated", "Tarn", "the army", "The Shields")],
            [("The", "stated", "Tarn", "the army", "The Shields")],
            id="where nobody accuses, the dead are not denied",
        ),
        pytest.param(
            "Volga accused the Shields of closing the roads to Tarn, which the Shields denied.",
            ("access", "closed"),
            [("Volga", "denied", "Tarn", "the Shields", "the Shields")],
            [
                ("Volga", "denied", "Tarn", "the Shields", "the Shields"),
                ("Volga", "stated", "Tarn", "the Shields", "Volga"),
            ],
            id="who is accused of closing roads denies it",
        ),
        pytest.param(
            "Volga accused the Shields of closing the roads to Tarn, which the Shields denied.",
            ("access", "closed"),
            [("Volga", "stated", "Tarn", "the Shields", "Volga")],
            [
                ("Volga", "stated", "Tarn", "the Shields", "Volga"),
                ("Volga", "denied", "Tarn", "the Shields", "the Shields"),
            ],
            id="the denial of it, where only the charge was read",
        ),
        pytest.param(
            "The Shields said that the army had taken Tarn, but the army denied it.",
            ("control", "taken"),
            [("The", "stated", "Tarn", "the army", "The Shields")],
            [("The", "stated", "Tarn", "the army", "The Shields"), ("The", "denied", "Tarn", "the army", "the army")],
            id="a taking that is denied whole",
        ),
        pytest.param(
            "The army said it had taken Tarn, but the Shields denied their men had fled.",
            ("control", "taken"),
            [("The", "stated", "Tarn", "The army", "The army")],
            [("The", "stated", "Tarn", "The army", "The army")],
            id="another thing is denied",
        ),
        pytest.param(
            "The army denied losing any ground at Tarn.",
            ("control", "taken"),
            [("The", "denied", "Tarn", "The army", "The army")],
            [("The", "denied", "Tarn", None, "The army")],
            id="who denies a loss took nothing",
        ),
        pytest.param(
            "The army said it held Tarn, a claim denied by the Shields.",
            ("control", "held"),
            [("The", "stated", "Tarn", "The army", "The army")],
            [("The", "stated", "Tarn", "The army", "The army"), ("The", "denied", "Tarn", "The army", "the Shields")],
            id="a claim denied by another",
        ),
    ],
)
def test_what_else_is_denied(text: str, kind: tuple[str, str], given: list[Row], expected: list[Row]) -> None:
    assert sorted(map(str, read(text, given, kind))) == sorted(map(str, expected))


def test_other_claims_are_left_alone() -> None:
    text = "The Shields said that the army had entered Tarn, but the army denied it."
    given: list[Row] = [("The", "stated", "Tarn", "the army", "The Shields")]
    assert read(text, given, ("deployment", "arrived")) == given


@pytest.mark.parametrize(
    ("text", "deniers"),
    [
        ("The army denied any role.", ["The army"]),
        ("The claim was swiftly denied by the ministry.", ["the ministry"]),
        ("The convoy was denied entry.", []),
        ("Soldiers denied access to the town.", []),
        ("The ministry rejected the allegations as baseless.", ["The ministry"]),
        ("The rebels rejected the plan.", []),
    ],
)
def test_who_denies(text: str, deniers: list[str]) -> None:
    found = denials(text, 0, len(text))
    assert [d.denier.text for d in found if d.denier is not None] == deniers


@pytest.mark.parametrize(
    ("text", "denied_by"),
    [
        (
            "State media said that hundreds had fled Tarn, but residents on the ground dismissed the reports as lies.",
            ["residents"],
        ),
        ("State media said that hundreds had fled Tarn, but residents did not see the reports.", []),
        ("State media denied the reports that hundreds had fled Tarn.", []),  # that is read as a denial or not at all
    ],
)
def test_who_dismisses_what_others_report_of_people_who_fled(text: str, denied_by: list[str]) -> None:
    found = read(text, [("State", "stated", "Tarn", None, "State media")], ("displacement", "displaced"))
    assert [row[4] for row in found if row[1] == "denied"] == denied_by
