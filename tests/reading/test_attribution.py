"""Who asserts what: text → the voice behind each stretch, its links and certainty."""

from __future__ import annotations

import re

import pytest

from sayso.reading.attribution import attribute_text


def voices(text: str) -> list[tuple[str | None, tuple[str, ...], str]]:
    """The source, links and certainty of each attribution of a text."""
    return [
        (text[slice(*a.source)] if a.source else None, tuple(text[slice(*v)] for v in a.via), a.certainty)
        for a in attribute_text(text)
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # The verb before, after and turned round.
        ("The Orun Observatory said rebels had entered Kelmar.", "The Orun Observatory"),
        ("Rebels entered Kelmar, the Orun Observatory said on Tuesday.", "the Orun Observatory"),
        ('"Rebels have entered Kelmar," said Tarek Halwani, a teacher.', "Tarek Halwani"),
        ("Rebels have entered Kelmar, according to two local officials.", "two local officials"),
        ("According to the Orun Observatory, rebels have entered Kelmar.", "the Orun Observatory"),
        # Without commas.
        ("Twelve people died in Kelmar the Orun Observatory said.", "the Orun Observatory"),
        ("Twelve people died in the province of Kelmar said the Orun Observatory.", "the Orun Observatory"),
        ("Twelve people died in Kelmar on Monday state news agency ORNA reported.", "state news agency ORNA"),
        # Words between the voice and its verb.
        ("Tarek Halwani, head of the political office of the Dawn group, said the town had fallen.", "Tarek Halwani"),
        ("The Observatory - which relies on people in the town - said the town had fallen.", "The Observatory"),
        ("A witness in the old market told reporters that shells fell all night.", "A witness"),
        (
            "Nine people have burns the mayor and doctors at the clinic said.",
            "the mayor and doctors at the clinic",
        ),
        ("The provincial inquiry has concluded that the bridge was mined.", "The provincial inquiry"),
        ("Residents of Kelmar's Dawn and Hill districts reported gunfire.", "Residents of Kelmar's Dawn and Hill"),
        ("The rebels there deny they are negotiating.", "The rebels"),
        ("It fell in a raid that rescuers and residents say lasted an hour.", "rescuers and residents"),
        ("Local rescue personnel told the council that the road was closed.", "Local rescue personnel"),
        ("According to Orunian armed group Dawn more than 20 trucks left.", "Orunian armed group Dawn"),
        ("The rights group known as Orun Watch says the raid was at night.", "Orun Watch"),
        ("More may come said Orun director Tarek Halwani The mills were shut.", "Orun director Tarek Halwani"),
        ("The Orun envoy has already raised concerns that wells are being closed.", "The Orun envoy"),
        ("The Orun Observatory gave a much higher toll of 52 dead.", "The Orun Observatory"),
        # A sentence that ends on a name right after the verb ends on its speaker.
        ("Eight died at the mill of the brother of Governor Tarek Halwani said Orla Tamm.", "Orla Tamm"),
        (
            "Wells should be dug before winter in the hills of Kelmar state, said a panel led by Orla Tamm.",
            "a panel led by Orla Tamm",
        ),
        (
            "Nine wells were poisoned in three weeks, a network tracking the drought said.",
            "a network tracking the drought",
        ),
        (
            "The teacher Orla Tamm declared the school closed, citing the lack of Kelmar doctors.",
            "The teacher Orla Tamm",
        ),
        ("Jets struck a base after gas had fallen on the town that Orunia blamed on the army.", "Orunia"),
        # Names with words that open a clause.
        ("The Presence of Mercy Foundation said ten people were killed.", "The Presence of Mercy Foundation"),
        ("In the northern states, said the governor, nine people died.", "the governor"),
        # When something was declared tells only when.
        ("Since the government declared the truce over 30 people have died according to two medics.", "two medics"),
        # Brackets and colons.
        ("Some 300 families were displaced (OCHA 27/08/2020).", "OCHA 27/08/2020"),
        ("Defence Ministry: Forty fighters killed near Kelmar.", "Defence Ministry"),
    ],
)
def test_one_voice(text: str, source: str) -> None:
    assert [v[0] for v in voices(text)] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels entered Kelmar on Tuesday.",
        "The mayor was told to leave by noon.",
        "The mayor gave no figures, but said there were some wounded.",
        "The roads out of Kelmar make those reports difficult to check.",
        "Mourners carried the dead through the United States base.",
        "A mine reported lifted in the old school office was gone.",
    ],
)
def test_no_voice(text: str) -> None:
    assert voices(text) == []


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        (
            "Twelve people are dead, Al-Volna said, citing the health ministry.",
            "the health ministry",
            ("Al-Volna",),
        ),
        (
            "The Volna news agency also reported two medics as saying that the clinic was hit.",
            "two medics",
            ("The Volna news agency",),
        ),
        (
            "The Volna news agency quoted a source in the Orunian defence ministry as saying jets would fly again.",
            "a source in the Orunian defence ministry",
            ("The Volna news agency",),
        ),
        ("The town is empty, Tarek Halwani told Reuters.", "Tarek Halwani", ("Reuters",)),
        ("Tarek Halwani told reporters the town was empty.", "Tarek Halwani", ()),
    ],
)
def test_chains(text: str, source: str, via: tuple[str, ...]) -> None:
    assert voices(text) == [(source, via, "stated")]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The army denied that it had shelled Kelmar.", "denied"),
        ("The rebels vowed to retake Kelmar.", "planned"),
        ("Media reports said the bridge had been hit.", "hedged"),
        ("Initial reports indicated that the bridge had been hit.", "hedged"),
        ("The bridge has been hit according to media reports.", "hedged"),
        ("The army accused the rebels of shelling Kelmar.", "stated"),
    ],
)
def test_certainty_of_the_verb(text: str, certainty: str) -> None:
    assert [v[2] for v in voices(text)] == [certainty]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # A pronoun, a surname, a general name stand for the fullest name that the text gives.
        (
            "Activist Tarek Halwani said shells fell on Kelmar. He added that a school was hit.",
            ["Activist Tarek Halwani", "Activist Tarek Halwani"],
        ),
        (
            "Tarek Halwani said shells fell on Kelmar. A school was hit, Halwani said.",
            ["Tarek Halwani", "Tarek Halwani"],
        ),
        (
            "Twelve people died in Kelmar, a monitor said. The Orun Observatory for Human Rights said more may die.",
            ["The Orun Observatory for Human Rights", "The Orun Observatory for Human Rights"],
        ),
        (
            "A military source said Kelmar had been taken. The source said mines were being cleared.",
            ["A military source", "A military source"],
        ),
        # A name of capitals is a body, not a person.
        ("OMISS said fighting went on. Shells hit its camp, it added.", ["OMISS", "OMISS"]),
        (
            "Orun Human Rights Watch said four died. Earlier, OHRW said, three more were missing.",
            ["Orun Human Rights Watch", "Orun Human Rights Watch"],
        ),
        (
            "The Weir Relief Union said four died. Later the WRU said three more were missing.",
            ["The Weir Relief Union", "The Weir Relief Union"],
        ),
        (
            "The Orun Observatory for Human Rights said four died. The Tarn-based Observatory and the agency Nova said "
            "eight were hurt. The Observatory said six died.",
            [
                "The Orun Observatory for Human Rights",
                "The Tarn-based Observatory and the agency Nova",
                "The Orun Observatory for Human Rights",
            ],
        ),
        (
            "The Ministry of Roads and Bridges said four died. Later the ministry said nine had died.",
            ["The Ministry of Roads and Bridges", "The Ministry of Roads and Bridges"],
        ),
        (
            "A prominent foreign rights group says the mill was mined. Orun Rights Watch said it was not alone.",
            ["Orun Rights Watch", "Orun Rights Watch"],
        ),
        # A name of its own is no word for another monitor.
        (
            "Nine died, the Orun Monitor said. The Shore Helmets said ten had.",
            ["the Orun Monitor", "The Shore Helmets"],
        ),
        # A quotation that goes on over sentences, before and after its speaker is named.
        (
            '"They came at dawn. They burned two houses," said Tarek Halwani.',
            ["Tarek Halwani", "Tarek Halwani"],
        ),
        (
            '"They came at dawn," Tarek Halwani said. "They burned two houses."',
            ["Tarek Halwani", "Tarek Halwani"],
        ),
        # What follows without a sign of it is the outlet's own.
        ("The Orun Observatory said rebels entered Kelmar. The town has no power.", ["The Orun Observatory"]),
    ],
)
def test_across_sentences(text: str, sources: list[str]) -> None:
    assert [v[0] for v in voices(text)] == sources


def test_a_named_voice_is_believed_before_unnamed_reports() -> None:
    text = "The mayor of Kelmar said the bridge had been hit, according to media reports."
    assert voices(text) == [("The mayor of Kelmar", (), "stated")]


def test_two_clauses_have_two_voices() -> None:
    text = "A rebel said the hill had been taken, while the army said the attack was repelled."
    first, second = attribute_text(text)
    assert text[slice(*first.source or (0, 0))] == "A rebel"
    assert text[slice(*second.source or (0, 0))] == "the army"
    assert first.end <= second.start == text.index("the army")


@pytest.mark.parametrize(
    "parts",
    [
        [
            "[The monitor] The monitor said 12 people had died in Kelmar but ",
            "[state television] state television said the dead were fighters.",
        ],
        [
            "[State media] State media said 12 people were killed in the attack, but ",
            "[the governor] the governor said 15 were killed.",
        ],
        [
            "[The monitor] The monitor said at least 24 people were killed, but ",
            "[state television] state television put the toll at nine.",
        ],
        ["[ORNA] ORNA said 35 people were killed in Kelmar and ", "[the monitor] the monitor put the toll at 20."],
        [
            "[The governor] The governor said nobody was hurt, while ",
            "[a doctor in the town] a doctor in the town said six people were killed.",
        ],
        [
            "[The opposition] The opposition blamed government forces for the raid, while ",
            "[Damascus] Damascus blamed rebels.",
        ],
        [
            "[State TV] State TV blamed the bombing on rebels; ",
            "[the opposition] the opposition said it was the work of the army.",
        ],
        [
            "While ",
            "[the army] the army said it had taken Kelmar, ",
            "[the rebels] the rebels said they still controlled it.",
        ],
        [
            "Although ",
            "[the ministry] !the ministry denied its jets had hit Kelmar, ",
            "[the monitor] the monitor said they killed 23 people.",
        ],
        [
            "[Activists] Activists said jets bombed the market in Kelmar, ",
            "[the army] !an accusation the army denied",
            ".",
        ],
        [
            "[The monitor] The monitor reported that 22 people died in strikes, ",
            "[the ministry] !which the ministry denied",
            ".",
        ],
        [
            "[Orunia] Orunia said its forces had killed 20 men, ",
            "[the militia] !a figure the militia rejected",
            "[the militia] , saying five had died.",
        ],
        [
            "[A commander] !A commander denied the army had captured Kelmar",
            "[A commander] , saying his men held most of it.",
        ],
        [
            "[The army] !The army denied it had bombed the clinic and ",
            "[The army] said rebels had set off a car bomb there.",
        ],
        [
            "[The rebels] The rebels said they had left Kelmar and ",
            "[a military source] a military source said the army had entered it.",
        ],
        [
            "[A military source] A military source quoted by state media said 50 men were killed, but ",
            "[the monitor] the monitor said 15 died.",
        ],
        ["[Orunia] Orunia announces truce in Kelmar, ", "[Orunia] !denies hitting a clinic"],
        ["A Volgan-announced truce began in Kelmar, but ", "[the rebels] the rebels said it was broken."],
        ["[A source] A source said the shell was fired by rebels", "[rebels] , who blamed the army."],
        ["[The ministry] !The ministry dismissed reports that its jets had bombed the school."],
        [
            "[The president] The president said Orunia was not behind the attack ",
            "[officials] which officials said ",
            "[officials] they believe it was.",
        ],
        ["The army has not commented on the attack, ", "[the monitor] which the monitor said killed 12."],
    ],
)
def test_several_voices_of_one_sentence(parts: list[str]) -> None:
    """Each part is "[voice] words", with "!" where the voice denies; nobody answers for words without one."""
    said = [re.fullmatch(r"(?:\[(.*)\] )?(!?)(.*)", part) for part in parts]
    text = "".join(part[3] for part in said if part)
    expected = [(part[1], part[3], "denied" if part[2] else "stated") for part in said if part and part[1]]
    found = [(a.source, text[a.start : a.end], a.certainty) for a in attribute_text(text)]
    assert [(text[slice(*source)], words, how) for source, words, how in found if source] == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Twelve people died in Kelmar, said Halwani. Tarek Halwani of the Dawn group gave no names.", "Halwani"),
        ("A blast in the old town of Kelmar has claimed the lives of 18 people ORNA television reported.", "ORNA"),
        ("Jets hit several parts of Kelmar said Tarek Halwani director of the Orun Observatory.", "Tarek Halwani"),
        ("Nine died with rebels who held the base said Observatory director Tarek Halwani.", "Tarek Halwani"),
        ("A witness, Tarek Halwani, said the town had fallen.", "Tarek Halwani"),
        ("The monitor which had first put the dead at nine said a family was among them.", "The monitor"),
        ("Many of the victims were women who had come to shop, the sources said.", "the sources"),
        ("Gunmen who stormed a hotel in Kelmar took guests hostage, police said.", "police"),
        ("Video posted by residents purportedly showed shells falling on the market.", "Video posted by residents"),
        ("The army is accused by aid workers of shelling the market.", "aid workers"),
    ],
)
def test_the_one_who_speaks(text: str, source: str) -> None:
    assert source in (voices(text)[0][0] or "")


def test_the_observatory_is_no_other_monitor() -> None:
    text = "The Kelmar Committees said nine had died. The Observatory later said that there were twelve."
    assert [source for source, *_ in voices(text)] == ["The Kelmar Committees", "The Observatory"]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("The mayor said the truce would fail, as government forces took the hills near Kelmar.", ", as government"),
        ("Wells were dug, the mayor said, even as the rebels moved on Kelmar.", ", even as the rebels"),
        ("The envoy said talks were needed to end a war that has killed 9,000 people.", "a war that has killed"),
        # The voice goes on, or has not begun.
        ("The mayor, who followed the war that has killed thousands, said ten people died.", None),
        ("The mayor said ten people died, as the army shelled the town, and five were hurt.", None),
        ("The mayor said, as the rebels had, that the truce was over.", None),
        ("The mayor said ‘ten people died, as the army shelled us’.", None),
        ("The police identified a teacher, as the papers had it, as the Kelmar gunman.", None),
    ],
)
def test_background_behind_a_voice_is_the_outlets_own(text: str, background: str | None) -> None:
    found = attribute_text(text)
    own = [one.start for one in found if one.source is None]
    assert own == ([text.index(background)] if background else [])
    assert found[0].source is not None
