"""Three real reports: what must go, what must stay, and what they say of their outlet and date."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ingest import read_inputs
from sayso.ingest.decoding import tidied
from sayso.models import Report

# By the file: the filled lines that are the article; known outlet and date.
CASES = [
    ("000", slice(0, None), (None, "2026-01-11")),
    ("001", slice(0, -5), (None, None)),
    ("002", slice(1, -5), ("Reuters", "2016-11-08")),
]


@pytest.mark.parametrize(("number", "article", "known"), CASES)
def test_report(shared: Path, number: str, article: slice, known: tuple[str | None, str | None]) -> None:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    (report,) = read_inputs([str(path)])
    assert isinstance(report, Report)
    assert (report.outlet, report.published) == known
    lines = [line for line in tidied(path.read_text(encoding="utf-8")).split("\n") if line][article]
    assert report.title == lines[0]
    assert [line for line in report.text.split("\n") if line] == lines[1:]


def test_nothing_of_the_furniture_is_left(shared: Path) -> None:
    words = (
        "You are here",
        "have voted",
        "Leave a Reply",
        "Akismet",
        "Recommended For You",
        "emailed to you",
        "PDF",
        "  1.",
    )
    for report in read_inputs([str(shared / "seeds")]):
        assert isinstance(report, Report)
        assert not [word for word in words if word in report.full]
