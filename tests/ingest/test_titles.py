"""Which first line is a headline."""

from __future__ import annotations

import pytest

from sayso.ingest.titles import split_title

LEAD = "Gunners shelled the mill at Dahr on Tuesday, the mayor said."


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        (f"Mill shelled at Dahr\n\n{LEAD}", "Mill shelled at Dahr", LEAD),
        (f"Who holds Dahr?\n{LEAD}", "Who holds Dahr?", LEAD),
        (
            f"Mill shelled at Dahr\nMayor blames brigade\n\n{LEAD}",
            "Mill shelled at Dahr",
            f"Mayor blames brigade\n\n{LEAD}",
        ),
        (f"Dahr shelled, says U.S.\n\n{LEAD}", "Dahr shelled, says U.S.", LEAD),
        (
            f"By Jo Hale\n5 May 2031\nMill shelled at Dahr\n\n{LEAD}",
            "Mill shelled at Dahr",
            f"By Jo Hale\n5 May 2031\n\n{LEAD}",
        ),
        # A closed sentence, a sentence that runs on, a single line, a list, a speech: no headline.
        (f"{LEAD}\n\n{LEAD}", "", f"{LEAD}\n\n{LEAD}"),
        (
            "Gunners shelled the mill at Dahr on Tuesday and\nkilled four.",
            "",
            "Gunners shelled the mill at Dahr on Tuesday and\nkilled four.",
        ),
        ("Mill shelled at Dahr", "", "Mill shelled at Dahr"),
        (f"- Mill shelled\n- Bridge cut\n{LEAD}", "", f"- Mill shelled\n- Bridge cut\n{LEAD}"),
        (f"{'very ' * 60}long\n{LEAD}", "", f"{'very ' * 60}long\n{LEAD}"),
        ("", "", ""),
    ],
)
def test_split(text: str, title: str, rest: str) -> None:
    assert split_title(text) == (title, rest)
