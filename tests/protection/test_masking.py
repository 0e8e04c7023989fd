"""Names are replaced everywhere in the records, and every offset points at the words of the new text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import MILL, claim, matter, position, report

from sayso.models import ActorResolution, Claim, Mention, Report
from sayso.protection import Hidden, Protected, Protection, find_people, hide, mask

TEXT = (
    "Samira Qaddour, a resident of Mill Quarter, said two nurses were killed there, and Radio Tarn quoted Qaddour as"
    " saying so.\n\nMayor Omar Brandt denied it."
)
REPORT = report(TEXT, title="Shells fell, says Samira Qaddour", url="https://example.org/31/samira-qaddour-speaks")
TOLL = claim(
    REPORT,
    "Samira Qaddour, a resident of Mill Quarter, said two nurses were killed there, and Radio Tarn quoted Qaddour as"
    " saying so.",
    "casualties/killed",
    place="Mill Quarter",
    object="two nurses",
    source="Samira Qaddour",
    via=["Radio Tarn"],
)
TOLL = replace(TOLL, source=ActorResolution(None, "Samira Qaddour"))
NUMBER = 7


def protect() -> Protection:
    people = find_people(REPORT, [TOLL.claim])
    numbers = {person.key: (NUMBER, person.noun) for person in people if person.private}
    return mask([REPORT], [TOLL], {REPORT.id: hide(people, numbers)})


def mentions(claim: Claim) -> list[Mention]:
    found = [claim.evidence, claim.place, claim.actor, claim.object, claim.source, *claim.via]
    return [mention for mention in found if mention is not None]


def test_a_name_is_replaced_in_title_text_and_claim() -> None:
    protection = protect()
    shown: Report = protection.reports[0]
    assert shown.title == "Shells fell, says a resident (w7)"
    assert shown.text.startswith("a resident (w7), a resident of Mill Quarter, said two nurses")
    assert "Radio Tarn quoted a resident (w7) as saying so.\n\nMayor Omar Brandt denied it." in shown.text
    resolved = protection.claims[0]
    assert resolved.claim.source is not None
    assert resolved.claim.source.text == "a resident (w7)"
    assert resolved.source == ActorResolution(None, "a resident (w7)")
    assert "Qaddour" not in f"{protection.reports}{protection.claims}"


def test_offsets_point_at_the_words_of_the_protected_text() -> None:
    protection = protect()
    full, resolved = protection.reports[0].full, protection.claims[0]
    found = mentions(resolved.claim)
    assert len(found) == 5
    assert [full[one.start : one.end] for one in found] == [one.text for one in found]
    assert resolved.claim.object is not None
    assert resolved.claim.object.text == "two nurses"


def test_an_address_made_of_a_name_is_left_out_and_another_stays() -> None:
    assert protect().reports[0].url is None
    plain = replace(REPORT, url="https://example.org/31/shells-fell")
    people = find_people(plain)
    numbers = {person.key: (1, person.noun) for person in people}
    assert mask([plain], [], {plain.id: hide(people, numbers)}).reports[0].url == plain.url


def test_a_matter_shows_no_name_in_its_summaries_voices_reasons_and_place() -> None:
    of = replace(
        matter([TOLL], replace(MILL, id=None, name="the house of Samira Qaddour")),
        positions=(position([TOLL], "two killed, SAMIRA QADDOUR said"),),
        why=("Samira Qaddour and Qaddourists differ.", "Dr. Samira Qaddour, Ms Qaddour"),
    )
    shown = protect().matter(of)
    assert shown.positions[0].summary == "two killed, a resident (w7) said"
    assert shown.positions[0].sources == ("a resident (w7)",)
    assert shown.why == ("a resident (w7) and Qaddourists differ.", "a resident (w7), a resident (w7)")
    assert shown.place.name == "the house of a resident (w7)"
    assert shown.positions[0].claims == of.positions[0].claims


def test_a_matter_of_other_reports_is_as_it_was() -> None:
    other = matter([claim(report("Calm.", id="r9"), "Calm.", "fighting/ended")], MILL)
    assert protect().matter(other) is other


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("resident Samira", "a resident (w1)"),  # ends inside the name
        ("Qaddour said", "a resident (w1) said"),  # begins inside it
        ("The", "The"),
        ("said", "said"),
        ("The resident Samira Qaddour said", "a resident (w1) said"),
    ],
)
def test_a_mention_that_overlaps_a_name_takes_in_all_of_its_label(mention: str, expected: str) -> None:
    of = report("Then The resident Samira Qaddour said so.", title="T")
    start = of.full.index("resident Samira")
    text = Protected(of, [Hidden(start, of.full.index(" said"), "a resident (w1)")])
    if mention.startswith("The "):
        expected = "The " + expected
    at = of.full.index(mention)
    assert text.mention(Mention(mention, at, at + len(mention))).text == expected


def test_of_spans_that_overlap_the_first_and_longest_counts_and_none_runs_over_the_title() -> None:
    of = report("Umm Salim spoke.", title="By Umm")
    spans = [Hidden(7, 10, "x"), Hidden(7, 16, "a person (w1)"), Hidden(3, 10, "never")]
    assert Protected(of, spans).report.full == "By Umm\na person (w1) spoke."


def test_the_same_person_has_the_same_key_in_another_report_and_others_have_another() -> None:
    def keys(text: str, title: str = "") -> dict[str, str]:
        return {person.name: person.key for person in find_people(report(text, title=title))}

    one = keys("Resident Samira Qaddour said so. Qaddour wept.")
    two = keys("“It is cold,” said Samira Qaddour. Olha Lysak, a teacher, agreed.")
    assert one["Samira Qaddour"] == two["Samira Qaddour"] != two["Olha Lysak"]


def test_of_one_word_only_reprints_share_a_person() -> None:
    def key(text: str) -> str:
        (person,) = find_people(report(text))
        return person.key

    wire = "Majd, an activist in Tarn, said the road was cut."
    assert key(wire) == key(f"The city is quiet. {wire}")
    assert key(wire) != key("Majd, an activist in Dolna, said the bridge was hit.")
