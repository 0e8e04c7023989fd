"""Plain text and Markdown as reports: title, outlet, date, body."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions
from sayso.ingest.kinds.text import plain, read_markdown, read_text, unwrapped
from sayso.models import Report

LEAD = (
    "Gunners of the Hill Brigade shelled the mill at Dahr on Tuesday, killing four people, the mayor of the town said."
)
MORE = "The brigade denied this and said that its guns had been silent since the truce."


def text(content: str, options: IngestOptions = IngestOptions()) -> Report:  # noqa: B008
    return _only(read_text(Document("a.txt", content.encode()), options))


def markdown(content: str) -> Report:
    return _only(read_markdown(Document("a.md", content.encode()), IngestOptions()))


def _only(found: object) -> Report:
    (report,) = found  # type: ignore[misc]
    assert isinstance(report, Report)
    return report


def test_title_byline_and_body() -> None:
    article = f"By Reuters - May 07,2031\n\n{LEAD}\n\n{MORE}"
    report = text(f"You are here\n\nMill shelled at Dahr\n\n{article}\n\nup\n3 users have voted.")
    assert (report.title, report.outlet, report.published) == ("Mill shelled at Dahr", "Reuters", "2031-05-07")
    assert report.text == article
    assert report.full == f"{report.title}\n{report.text}"


def test_unknown_stays_unknown() -> None:
    report = text(f"Mill shelled at Dahr\n\n{LEAD}")
    assert (report.outlet, report.published, report.url) == (None, None, None)


def test_options_win_over_what_is_printed() -> None:
    report = text(f"By Reuters - May 07,2031\n\n{LEAD}", IngestOptions("The Orchard Post", "2031-05-09"))
    assert (report.outlet, report.published) == ("The Orchard Post", "2031-05-09")


def test_id_follows_outlet_and_text() -> None:
    first, again = text(LEAD), text(f"\ufeff{LEAD}\r\n")
    other = text(LEAD, IngestOptions(outlet="The Orchard Post"))
    assert first.id == again.id != other.id
    assert len(first.id) == 16


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("The mill\u00a0burnt  down.\r\nNobody was hurt.", "The mill burnt down.\nNobody was hurt."),
        ("The\u200b mill burnt\u00ad down.", "The mill burnt down."),
        ("Cafe\u0301 Dahr was hit.", "Caf\u00e9 Dahr was hit."),
        ("“The mill,” she said – ‘burnt’ …", "“The mill,” she said – ‘burnt’ …"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert text(raw).full.strip() == clean


def test_text_wrapped_by_hand_is_joined() -> None:
    wrapped = (
        "Mill shelled at Dahr\n\n"
        "Gunners of the Hill Brigade shelled the mill at Dahr on Tuesday,\n"
        "killing four people, the mayor of the town said. The brigade has\n"
        "Held the hills since March and denied the attack in a statement\n"
        "that it sent to reporters.\n\n"
        "An army convoy reached the town in the evening and soldiers were\n"
        "clearing mines along the road.\n"
    )
    report = text(wrapped)
    assert report.title == "Mill shelled at Dahr"
    assert [len(paragraph.split("\n")) for paragraph in report.text.split("\n\n")] == [1, 1]
    assert "on Tuesday, killing four people" in report.text


def test_paragraphs_a_line_are_not_joined() -> None:
    lines = f"{LEAD}\n{MORE}\n{LEAD}\n{MORE}\n{LEAD}\n{MORE}"
    assert unwrapped(lines) == lines


def test_markdown_with_front_matter() -> None:
    report = markdown(
        "---\ntitle: Mill shelled at Dahr\noutlet: 'The Orchard Post'\ndate: 2031-05-08T10:00\n"
        f"url: https://orchard.example/1\n---\n\n{LEAD}\n"
    )
    assert (report.title, report.text) == ("Mill shelled at Dahr", LEAD)
    assert (report.outlet, report.published, report.url) == (
        "The Orchard Post",
        "2031-05-08",
        "https://orchard.example/1",
    )


def test_markdown_heading_is_the_title() -> None:
    report = markdown(
        f"Orchard news\n\n# Mill *shelled* at [Dahr](https://a.example)\n\n{LEAD}\n\n## Roads cut\n\n> {MORE}\n"
    )
    assert report.title == "Mill shelled at Dahr"
    assert report.text.endswith(f"{LEAD}\n\nRoads cut\n\n{MORE}")


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**Four** people _died_ at the `mill`.", "Four people died at the mill."),
        ("![Soldiers stand at the mill](a.jpg)", "Soldiers stand at the mill"),
        ("The [mayor](https://a.example/x) said so [here][1].\n[1]: https://a.example", "The mayor said so here.\n"),
        ("Mill shelled\n============", "Mill shelled"),
        ("file_name_here and 2 * 3 * 4", "file_name_here and 2 * 3 * 4"),
        ("It held 1\\. and 2\\.", "It held 1. and 2."),
        ("<!-- hidden -->Seen", "Seen"),
    ],
)
def test_plain(marked: str, words: str) -> None:
    assert plain(marked) == words


@pytest.mark.parametrize("content", ["You are here\n\nShare this\nPDF", "\u200b\n\n"])
def test_no_article(content: str) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: (nothing but web furniture|empty)"):
        text(content)
