"""Which of the places that a report names is the claim's, where the words settle it."""

from __future__ import annotations

import dataclasses

import pytest

from sayso.models import Claim, Count, Mention, Report
from sayso.reading.claims import claim_id
from sayso.reading.layout import Layout
from sayso.reading.learned.decoding import WIDE, _specific
from sayso.reading.learned.encoding import code
from sayso.reading.learned.placing import placed
from sayso.reading.places import Places
from sayso.reading.rules import read
from sayso.reading.topics.base import Page


def page_of(text: str) -> Page:
    return next(Layout().pages([Report("r", "", text, "The Niger Post", "2019-03-12")]))


def killed(page: Page, place: str) -> Claim:
    """That people were killed, as the first sentence says, placed by the network at the last mention of ``place``."""
    first = next(c for c in read(page) if c.status == "killed")
    start = page.full.rindex(place)
    return claim_id(dataclasses.replace(first, place=Mention(place, start, start + len(place))))


LEAD_WIDE = "At least nine people were killed in northern Mali on Monday. The blast hit a market in Menkara."
LEAD_PROVINCE = "At least nine people were killed in Tarn province on Monday. On Tuesday the army shelled Menkara."
LEAD_TOWN = "At least nine people were killed in Tarn on Monday. On Tuesday the army shelled Menkara."
LATER_TOWN = (
    "The army entered the town of Tarn on Sunday. On Monday it shelled Menkara. At least nine people were killed in "
    "the town, a medic said."
)
LATER_AREA = LATER_TOWN.replace("in the town,", "in the area,")


@pytest.mark.parametrize(
    ("text", "read_there", "kept"),
    [
        (LEAD_WIDE, "Menkara", "Menkara"),  # the finer place, though it is named later
        (LEAD_TOWN, "Menkara", "Tarn"),  # the one that the claim's own sentence names
        (LEAD_PROVINCE, "Menkara", "Tarn province"),
        (LATER_TOWN, "Menkara", "the town of Tarn"),  # what "the town" points back to
        (LATER_AREA, "Menkara", "Menkara"),  # what "the area" is shifts from line to line
    ],
)
def test_a_claim_has_the_most_specific_place_that_its_words_mean(text: str, read_there: str, kept: str) -> None:
    page = page_of(text)
    place = placed(killed(page, read_there), page, read(page)).place
    assert place is not None
    assert place.text == kept


@pytest.mark.parametrize(
    ("described", "kept"),
    [
        ("the same town", "the town of Tarn"),
        ("a small town", "the town of Tarn"),
        ("the crowded streets of the town", "the town of Tarn"),
        ("a clinic in the town", "a clinic in the town"),
    ],
)
def test_a_settlement_that_is_only_described_takes_the_name_that_the_rules_carry_over(
    described: str, kept: str
) -> None:
    page = page_of(f"The army shelled the town of Tarn. At least nine people were killed in {described}, a medic said.")
    place = placed(killed(page, described), page, read(page)).place
    assert place is not None
    assert place.text == kept


@pytest.mark.parametrize(
    ("text", "read_there", "kept"),
    [
        (
            "The blast killed nine residents from Menkara who waited at a bus stop in Tarn on Monday.",
            "Menkara",
            "Tarn",
        ),
        ("The blast killed nine residents from Menkara on Monday. The army entered Tarn.", "Menkara", "Menkara"),
        ("The blast killed nine people in Menkara on Monday, on the road from Tarn.", "Menkara", "Menkara"),
    ],
)
def test_where_the_victims_came_from_gives_way_to_the_other_place_of_the_sentence(
    text: str, read_there: str, kept: str
) -> None:
    page = page_of(text)
    place = placed(killed(page, read_there), page, read(page)).place
    assert place is not None
    assert kept in place.text


def test_where_the_one_who_speaks_works_gives_way_to_the_place_that_the_rules_carry_over() -> None:
    page = page_of("Shells fell on Tarn. Anan Kaya, the manager of a clinic in Menkara, said nine people were killed.")
    ruled = read(page)
    carried = [dataclasses.replace(c, place=Mention("Tarn", 15, 19)) for c in ruled]
    place = placed(killed(page, "Menkara"), page, carried).place
    assert place is not None
    assert place.text == "Tarn"


@pytest.mark.parametrize(
    ("words", "wide"),
    [
        ("in Mali", True),
        ("in northern Mali", True),
        ("across Mali and Niger", True),
        ("across the Sahel", True),
        ("in the town of Menkara in northern Mali", False),
        ("in a village", False),
    ],
)
def test_what_names_a_country_and_nothing_finer(words: str, wide: bool) -> None:
    full = f"Nine people were killed {words} on Monday."
    assert Places.of(full).only_countries(full.index(words), full.index(words) + len(words)) is wide


def test_a_country_weighs_less_in_the_claims_own_sentence_only() -> None:
    page = page_of("Nine people were killed in Mali on Monday. The army was sent from Niger.")
    coded = code(page, [])
    mali, niger = (coded.report.full.index(name) for name in ("Mali", "Niger"))
    assert _specific(coded, 0, (mali, mali + 4)) == WIDE
    assert _specific(coded, 0, (niger, niger + 5)) == 1.0


WAR = "Shells fell on Menkara and on Orun. The war in Mali went on, and Mali mourned with Niger. "


@pytest.mark.parametrize(
    ("toll", "read_there", "kept"),
    [
        ("More than 90,000 people have been killed since the uprising broke out in 2014.", "Menkara", "Mali"),
        ("At least 90,000 people have died in the six-year conflict.", "Menkara", "Mali"),
        ("The conflict has killed more than 90,000 people.", "Niger", "Niger"),  # a country already
        ("Niger's civil war has killed 90,000 people.", "Menkara", "Niger"),  # the one whose war it is
        ("Some 90 people have been killed since the uprising broke out in 2014.", "Menkara", "Menkara"),
        ("Some 90,000 people were killed in Orun since the war broke out.", "Orun", "Orun"),  # the toll of a town
        ("Many people have been killed since the war broke out.", "Menkara", "Menkara"),  # of whom is not said
        ("It was the bloodiest day since the war began: 1,100 people died.", "Menkara", "Menkara"),
        ("Some 90,000 people have fled the town since the war began.", "Menkara", "Orun"),
        ("The Chechen conflict has killed 90,000 people.", "Menkara", "Menkara"),  # a war that is not the country's
        ("The war has killed many people.", "Menkara", "Mali"),
        ("Between Chad and Niger, the war has killed many people.", "Menkara", "Menkara"),  # whose is not said
        ("More than 90,000 people have been killed in those raids.", "Menkara", "Menkara"),
    ],
)
def test_the_toll_of_a_war_is_that_of_its_country(toll: str, read_there: str, kept: str) -> None:
    page = page_of(WAR + toll)
    start, at = len(page.full) - len(toll), page.full.rindex(read_there)
    count = None if "any people" in toll else Count(90 if "90 " in toll else 90_000, None, "people")
    place = Mention(read_there, at, at + len(read_there))
    evidence = Mention(toll, start, len(page.full))
    claim = Claim("", "r", "casualties", "killed", "stated", evidence, place, count=count)
    told = placed(claim, page, []).place
    assert told is not None
    assert told.text == kept
    assert page.full[told.start : told.end] == kept


LIVES = (
    "A raid hit the town of Tarn on Monday. An activist, who lives in Menkara but has kin in the province, said nine "
    "people were killed."
)
COUNTED = (
    "Gas was dropped on the town of Tarn on Monday. Adel Sadr, the manager of Orun hospital, told a reporter the "
    "hospital had recorded nine deaths."
)
COURTYARD = COUNTED.replace("the hospital had recorded nine deaths", "the raid on its courtyard caused nine deaths")
RECEIVED = (
    "The army entered Weir on Sunday. Nine people were killed in the town of Tarn on Monday, and the hospital received "
    "their bodies."
)
CAPITAL = "Rebels hold the town of Menkara. They fired rockets at the capital, killing nine people."
RESPONSE = (
    "The army shelled the town of Menkara, killing nine people, after rebels had fired rockets at the capital. It was "
    "the worst day in weeks."
)


@pytest.mark.parametrize(
    ("text", "read_there", "kept"),
    [
        (LIVES, "Menkara", "the town of Tarn"),  # where an activist lives
        (COUNTED, "Orun hospital", "the town of Tarn"),  # the hospital that counted them
        (COURTYARD, "Orun hospital", "Orun hospital"),  # the hospital that was hit
        (RECEIVED, "the town of Tarn", "the town of Tarn"),
        (CAPITAL, "Menkara", "the capital"),
        (CAPITAL.replace("the capital", "its capital"), "Menkara", "Menkara"),
        (CAPITAL.replace("the capital,", "the capital of fear,"), "Menkara", "Menkara"),
        (RESPONSE, "Menkara", "Menkara"),  # others did that
    ],
)
def test_victims_are_not_where_their_counters_live_nor_where_the_capital_was_not_hit(
    text: str, read_there: str, kept: str
) -> None:
    page = page_of(text)
    place = placed(killed(page, read_there), page, read(page)).place
    assert place is not None
    assert place.text == kept
