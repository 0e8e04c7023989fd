"""The rules reader on whole reports: what carries over from one sentence to another."""

from __future__ import annotations

import pytest

from sayso.models import CERTAINTIES, STATUSES, Claim, Report
from sayso.reading.rules import RulesReader


@pytest.fixture(scope="module")
def reader() -> RulesReader:
    return RulesReader()


def report(text: str, title: str = "", published: str | None = "2020-06-10") -> Report:
    return Report(id="r1", title=title, text=text, published=published)


def of(claims: list[Claim], kind: str) -> list[Claim]:
    return [c for c in claims if f"{c.topic}/{c.status}" == kind]


STORY = report(
    "Air strikes on the town of Kelmar in Orun province killed at least 16 people on Tuesday, a monitor said.\n\n"
    "The Orun Observatory for Human Rights said jets also hit a clinic in the town.\n\n"
    "Rebels shelled the Nahda district, wounding four people, state media reported.\n\n"
    "Tarek Halwani, a rebel spokesman, denied that there were clashes in Kelmar.",
    title="Air strikes kill 16 in Kelmar",
)


def test_every_record_is_by_the_codebook(reader: RulesReader) -> None:
    claims = reader(STORY)
    assert claims
    for claim in claims:
        assert claim.status in STATUSES[claim.topic]
        assert claim.certainty in CERTAINTIES
        for mention in (claim.evidence, claim.place, claim.actor, claim.object, claim.source, *claim.via):
            assert mention is None or STORY.full[mention.start : mention.end] == mention.text


def test_the_toll_is_coded_once_at_its_fullest(reader: RulesReader) -> None:
    (toll,) = of(reader(STORY), "casualties/killed")
    assert toll.evidence.start > len(STORY.title)
    assert toll.count is not None
    assert (toll.count.low, toll.count.high) == (16, None)
    assert toll.source is not None
    assert toll.source.text == "The Orun Observatory for Human Rights"
    assert toll.when is not None
    assert toll.when.start == toll.when.end == "2020-06-09"


def test_the_place_is_carried_by_what_stands_for_it(reader: RulesReader) -> None:
    (hit,) = of(reader(STORY), "damage/hit")
    assert hit.place is not None
    assert hit.place.text == "the town of Kelmar"


def test_a_denial_is_a_claim_of_the_one_who_denies(reader: RulesReader) -> None:
    (clash,) = of(reader(STORY), "fighting/clash")
    assert clash.certainty == "denied"
    assert clash.source is not None
    assert clash.source.text == "Tarek Halwani"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Nine people were hurt in Kelmar due to rocket attacks by the rebels on the town.", "stated"),
        ("It would be the first gain of the rebels since they launched an attack on Kelmar.", "stated"),
        ("The rebels are also due to withdraw from Kelmar on Friday.", "planned"),
        ("The rebels are due to withdraw from Kelmar on Friday.", "planned"),
    ],
)
def test_what_is_due_is_planned_and_a_cause_is_not(text: str, certainty: str, reader: RulesReader) -> None:
    acts = [c for c in reader(report(text)) if c.topic in ("fighting", "deployment")]
    assert {c.certainty for c in acts} == {certainty}


def test_the_same_report_gives_the_same_ids(reader: RulesReader) -> None:
    first, second = reader(STORY), reader(STORY)
    assert [c.id for c in first] == [c.id for c in second]
    assert len({c.id for c in first}) == len(first)


def test_pipe_gives_what_single_calls_give(reader: RulesReader) -> None:
    reports = [STORY, report("Nothing happened."), report("", title="")]
    assert list(reader.pipe(iter(reports))) == [reader(r) for r in reports]
    assert reader(reports[1]) == reader(reports[2]) == []


def test_no_claim_is_made_of_politics(reader: RulesReader) -> None:
    text = "The president met the prime minister of Orun. They discussed trade, and elections will be held in May."
    assert reader(report(text)) == []


def test_a_similar_report_asserts_what_the_one_before_it_did(reader: RulesReader) -> None:
    text = "A military source said the army took Kelmar. A media unit run by the Dawn militia carried a similar report."
    claims = of(reader(report(text)), "control/taken")
    assert [c.source.text for c in claims if c.source] == [
        "A military source",
        "A media unit run by the Dawn militia",
    ]


def test_a_toll_of_the_whole_war_belongs_to_the_country(reader: RulesReader) -> None:
    text = "Shells fell on Aleppo. More than 300,000 people have been killed since the war in Syria began in 2011."
    (toll,) = of(reader(report(text)), "casualties/killed")
    assert toll.place is not None
    assert toll.place.text == "Syria"
    assert toll.when is not None
    assert (toll.when.start, toll.when.end) == ("2011", None)


def test_evidence_leaves_out_the_dateline(reader: RulesReader) -> None:
    text = "ORSAN, March 7, 2017 (Orun Wire) — Shells killed 12 people in Kelmar on Monday."
    assert {c.evidence.text for c in reader(report(text))} == {"Shells killed 12 people in Kelmar on Monday."}


def test_a_body_named_for_a_place_is_no_place(reader: RulesReader) -> None:
    text = "The opposition-run Kelmar Health Directorate said 12 people were killed in Orsan."
    assert of(reader(report(text)), "control/held") == []


def test_a_passing_mention_takes_no_place_from_far_before(reader: RulesReader) -> None:
    text = (
        "The army holds the town of Kelmar. Talks went on. Nobody was hopeful. No deal came. Airstrikes were launched."
    )
    assert [c.place for c in of(reader(report(text)), "fighting/attack")] == [None]
