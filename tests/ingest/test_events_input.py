"""Rows of ACLED and UCDP GED: notes as reports, coded values kept."""

from __future__ import annotations

import pytest
from input_samples import ACLED, LEAD, MORE, UCDP, table

from sayso.errors import InputError
from sayso.ingest import CodedEvent, IngestOptions
from sayso.ingest.documents import Document, Item
from sayso.ingest.inputs import read_document
from sayso.models import Report

ROW = ("TRN101", "2031-05-06", "Battles", "Army of Dahr", "Dahr", "Orchard Post", LEAD, "14")
GED = (
    "77",
    "1",
    "Army",
    "Brigade",
    f'"{LEAD}"',
    "Orchard Wire",
    "2031-05-07",
    "Army takes mill",
    "2031-05-06",
    "2031-05-06",
)


def read(data: bytes, options: IngestOptions | None = None) -> list[Item]:
    return list(read_document(Document("a.csv", data), options or IngestOptions()))


def test_acled_notes_and_codes() -> None:
    report, event = read(table(ACLED, [ROW]))
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.published) == (LEAD, "Orchard Post", "2031-05-06")
    assert event == CodedEvent(report.id, "ACLED", "TRN101", dict(zip(ACLED, ROW, strict=True)))


def test_ucdp_source_and_codes() -> None:
    report, event = read(table(UCDP, [(*GED, "14", "20", "")]))
    assert isinstance(report, Report)
    assert isinstance(event, CodedEvent)
    assert (report.title, report.text, report.outlet) == ("Army takes mill", f'"{LEAD}"', "Orchard Wire")
    assert report.published == "2031-05-07"
    assert (event.dataset, event.event, event.values["best"], "low" in event.values) == ("UCDP GED", "77", "14", False)


@pytest.mark.parametrize(
    ("data", "published"),
    [
        (table(ACLED, [(ROW[0], "06 May 2031", *ROW[2:])]), "2031-05-06"),
        (table(ACLED, [(ROW[0], "2031-05-06 00:00:00.000", *ROW[2:])]), "2031-05-06"),
        (table(ACLED, [(ROW[0], "spring", *ROW[2:])]), None),
        (table(ACLED, [ROW], delimiter=";"), "2031-05-06"),
        (table(ACLED, [ROW], delimiter="\t"), "2031-05-06"),
        (b"\xef\xbb\xbf" + table(ACLED, [ROW]), "2031-05-06"),
    ],
    ids=["words", "time", "none", "semicolons", "tabs", "mark"],
)
def test_dates_and_separators(data: bytes, published: str | None) -> None:
    report, _ = read(data)
    assert isinstance(report, Report)
    assert report.published == published


@pytest.mark.parametrize(("source", "outlet"), [("Orchard Post; Tarn Radio", "ACLED"), ("", "ACLED"), ("SANA", "SANA")])
def test_several_sources_are_no_outlet(source: str, outlet: str) -> None:
    report, _ = read(table(ACLED, [(*ROW[:5], source, *ROW[6:])]))
    assert isinstance(report, Report)
    assert report.outlet == outlet


def test_options_win() -> None:
    report, _ = read(table(ACLED, [ROW]), IngestOptions("Tarn Radio", "2031-06-01"))
    assert isinstance(report, Report)
    assert (report.outlet, report.published) == ("Tarn Radio", "2031-06-01")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW[:-1], "7 values in a table of 8 columns"),
        ((*ROW[:6], "", "3"), "no text to read"),
        ((*ROW[:6], "x" * 120_000 + "\n" + "y" * 120_000, "3"), "broken CSV"),
    ],
)
def test_a_broken_row_is_named(row: tuple[str, ...], reason: str) -> None:
    found = read(table(ACLED, [row, (*ROW[:6], MORE, "0")]))
    (error,) = [one for one in found if isinstance(one, InputError)]
    assert reason in error.reason
    assert error.name.startswith("a.csv:")
    assert ("broken CSV" in reason) == (not any(isinstance(one, Report) for one in found))


def test_another_table_is_refused_with_the_columns_that_are_needed() -> None:
    (error,) = read(table(("date", "deaths"), [("2031-05-06", "3")]))
    assert isinstance(error, InputError)
    assert "ACLED (event_id_cnty, event_date, notes) or UCDP GED" in error.reason
