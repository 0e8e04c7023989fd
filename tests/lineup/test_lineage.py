"""Copies, rewrites and wire credits."""

from __future__ import annotations

import pytest

from sayso.lineup import trace
from sayso.lineup.copies.lineage import credit
from sayso.models import Report

STORY = (
    "Residents of the mill quarter spent a second night in cellars after rockets fell along the canal and on the grain "
    "store, a teacher said by telephone. Two bakeries stayed shut. Buses from the eastern bank were turned back at the "
    "bridge, and a nurse counted eleven patients with burns in the one clinic that still had fuel for its generator. "
    "By morning a bulldozer had cleared the road as far as the tannery, where volunteers handed out water and bread."
)
OTHER = (
    "The governor opened a new ring road on Monday and promised that the harbour cranes would turn again by autumn. "
    "Merchants in the old market complained of high rents, dust and a lack of parking, and asked for shade over the "
    "fish stalls before the summer. A school choir sang, and the mayor of the twin town sent a letter with greetings."
)


def _report(ident: str, text: str, outlet: str, published: str | None = "2016-03-05") -> Report:
    return Report(ident, f"{outlet} {ident}", text, outlet, published)


def _lineages(*reports: Report) -> dict[str, str]:
    return {ident: lineage.id for ident, lineage in trace(reports).items()}


def test_a_reprint_belongs_to_the_older_text() -> None:
    first, copy = _report("b", STORY, "Gulf Wire"), _report("a", STORY, "Daily North", "2016-03-06")
    assert _lineages(copy, first) == {"a": "b", "b": "b"}
    assert trace([first, copy])["a"].name == "Gulf Wire"


def test_a_shortened_copy_is_contained() -> None:
    half = STORY[: len(STORY) // 2]
    assert _lineages(_report("a", STORY, "Gulf Wire"), _report("b", half, "Daily North", "2016-03-06"))["b"] == "a"


def test_a_copy_within_a_longer_report() -> None:
    assert (
        _lineages(_report("a", STORY, "Gulf Wire"), _report("b", OTHER + STORY, "The Levant", "2016-03-06"))["b"] == "a"
    )


def test_a_lightly_edited_copy() -> None:
    edited = STORY.replace("spent a second night", "passed another night").replace("eleven", "11")
    assert _lineages(_report("a", STORY, "Gulf Wire"), _report("b", edited, "Daily North", "2016-03-06"))["b"] == "a"


def test_two_reports_of_their_own() -> None:
    assert _lineages(_report("a", STORY, "Gulf Wire"), _report("b", OTHER, "Daily North")) == {"a": "a", "b": "b"}


def test_one_shared_sentence_is_no_copy() -> None:
    shared = STORY.split(". ")[0]
    assert len(set(_lineages(_report("a", STORY, "Gulf Wire"), _report("b", f"{shared}. {OTHER}", "X")).values())) == 2


def test_a_story_that_a_hundred_papers_carry_is_one_lineage() -> None:
    papers = [_report(f"p{i:03d}", STORY, f"Paper {i}", f"2016-03-{6 + i % 20:02d}") for i in range(100)]
    assert set(_lineages(_report("first", STORY, "Gulf Wire"), *papers).values()) == {"first"}


def test_a_copy_that_signs_the_agency_names_the_voice() -> None:
    lineages = trace([_report("a", STORY, "Daily North"), _report("b", f"{STORY}\n-AFP", "The Levant", "2016-03-06")])
    assert lineages["a"].name == "Agence France-Presse"
    assert lineages["a"].voice == lineages["b"].voice


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PORT (Reuters) - Rockets fell.", "Reuters"),
        ("Rockets fell. -AFP", "Agence France-Presse"),
        ("Rockets fell on the mill. – AP", "Associated Press"),
        ("By Reuters - Mar 05, 2016\n\nRockets fell.", "Reuters"),
        ("PORT — AP — Rockets fell.", "Associated Press"),
        ("Rockets fell, Reuters said.", None),
        ("The AFP photographer fell ill.", None),
        ("Rockets fell.", None),
    ],
)
def test_wire_credits(text: str, agency: str | None) -> None:
    assert credit(_report("a", text, "Daily North")) == agency
