"""JSON Lines: texts to the character, and a message for each line that is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest import read_inputs
from sayso.ingest.documents import Document, IngestOptions
from sayso.ingest.kinds.jsonl import read_jsonl
from sayso.models import Report

TEXT = "The army took the mill at Dahr."


def read(lines: str, options: IngestOptions | None = None) -> list[Report | InputError]:
    return list(read_jsonl(Document("a.jsonl", lines.encode()), options or IngestOptions()))


def record(**fields: object) -> str:
    return json.dumps({"text": TEXT} | fields)


def test_all_fields() -> None:
    fields = {
        "id": "r7",
        "outlet": "The Orchard Post",
        "published": "2031-05-08",
        "title": "Mill taken",
        "url": "https://a.example",
    }
    expected = [Report("r7", "Mill taken", TEXT, "The Orchard Post", "2031-05-08", "https://a.example")]
    assert read(record(**fields)) == expected
    assert read(json.dumps({"report": {"text": TEXT} | fields, "claims": []})) == expected


@pytest.mark.parametrize(
    "text",
    [
        "  The army  took\u00a0the mill.\r\n\r\n\r\nShare this\n11 users have voted.\n",
        "The army took the mill.\u2028“It burnt,” she said.\u200b",
        "You are here",
    ],
)
def test_text_and_title_stay_as_given(text: str) -> None:
    (report,) = read(record(text=text, title=f" {text} "))
    assert isinstance(report, Report)
    assert (report.text, report.title) == (text, f" {text} ")


def test_only_text_is_required() -> None:
    (report,) = read(record(title=None, outlet="", published=None))
    assert isinstance(report, Report)
    assert (report.title, report.outlet, report.published, report.url) == ("", None, None, None)
    assert len(report.id) == 16


def test_a_number_may_be_an_id() -> None:
    (report,) = read(record(id=7))
    assert isinstance(report, Report)
    assert report.id == "7"


@pytest.mark.parametrize(
    ("text", "options", "published"),
    [
        (TEXT, IngestOptions(), "2031-05-08"),
        (f"9 May 2031 {TEXT}", IngestOptions(), "2031-05-09"),
        (f"9 May 2031 {TEXT}", IngestOptions(published="2031-05-10"), "2031-05-10"),
    ],
)
def test_date(text: str, options: IngestOptions, published: str) -> None:
    (report,) = read(record(text=text, published="2031-05-08T10:00:00Z"), options)
    assert isinstance(report, Report)
    assert (report.published, report.text) == (published, text)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "The army', "broken JSON"),
        ("[1, 2]", "not a record"),
        ("null", "not a record"),
        ('{"id": "r1"}', 'no "text"'),
        ('{"text": 5}', 'no "text"'),
        ('{"text": "  "}', "no text to read"),
        (record(published="8/11/16"), "\"published\" is '8/11/16'"),
        (record(published="2031-02-31"), '"published" is'),
        (record(title=3), '"title" is not a string'),
        (record(id=[1]), '"id" is neither'),
        (record(text="The army took\x00 the mill."), "null or broken characters"),
        ('{"text": "The army \\ud800 took the mill."}', "null or broken characters"),
        ('{"text": "x", "id": ' + "9" * 5000 + "}", "broken JSON"),
        ('{"text":' * 100_000, "nested too deeply"),
        (record(text="The army took the mill. " * 50_000), "too long for one report"),
    ],
)
def test_a_broken_line_is_named_and_the_others_come(line: str, reason: str) -> None:
    first, error, last = read(f"{record(id='a')}\n{line}\n\n{record(id='b')}\n")
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(error, InputError)
    assert error.name == "a.jsonl:2"
    with pytest.raises(InputError, match=reason):
        raise error


def test_a_line_in_another_language_is_marked() -> None:
    (report,) = read(record(text="L'armée a repris mardi le moulin de Dahr, selon le maire de la ville."))
    assert isinstance(report, Report)
    assert report.language == "fr"


def test_coded_reports_keep_their_offsets(shared: Path) -> None:
    path = shared / "gold/dev.jsonl"
    with open(path, encoding="utf-8") as stream:
        given = [json.loads(line)["report"] for line in stream if line.strip()]
    found = list(read_inputs([str(path)]))
    assert [(r.id, r.title, r.text) for r in found if isinstance(r, Report)] == [
        (one["id"], one.get("title") or "", one["text"]) for one in given
    ]


def test_a_file_that_holds_no_record_for_very_long_is_something_else() -> None:
    with pytest.raises(InputError, match="no record in its first 10,000 lines"):
        read("{}\n" * 10_001)
    late = read("{}\n" * 9_999 + record() + "\n{}\n{}")
    assert [isinstance(one, Report) for one in late[9_998:]] == [False, True, False, False]
