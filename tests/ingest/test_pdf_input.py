"""PDF files with a text layer."""

from __future__ import annotations

import zlib

import pytest
from input_samples import LAST, LEAD, MORE, pdf

from sayso.errors import InputError
from sayso.ingest import IngestOptions
from sayso.ingest.documents import Document, Item
from sayso.ingest.inputs import read_document
from sayso.models import Report

WRAPPED = [
    "Army takes the mill at Dahr",
    "DAHR, May 6, 2031 (Orchard Wire) - The army said on Tuesday that it had",
    "taken the mill at Dahr after shelling that killed at least 14 people, a spokes-",
    "man said.",
    "The Hill Brigade denied this and said that clashes were going on around the",
    "school, and that the road was open.",
]


def read(data: bytes) -> list[Item]:
    return list(read_document(Document("a.pdf", data), IngestOptions()))


def test_lines_become_paragraphs() -> None:
    (report,) = read(pdf([WRAPPED]))
    assert isinstance(report, Report)
    assert report.title == WRAPPED[0]
    assert report.text.split("\n") == [
        f"{WRAPPED[1]} {WRAPPED[2][:-1]}{WRAPPED[3]}",
        f"{WRAPPED[4]} {WRAPPED[5]}",
    ]
    assert (report.outlet, report.published) == ("Orchard Wire", "2031-05-06")


def test_what_stands_on_each_page_goes() -> None:
    pages = [
        ["Tarn Protection Cluster - Flash Update", text, f"Page {number} of 3"]
        for number, text in enumerate([LEAD, MORE, LAST], 1)
    ]
    (report,) = read(pdf(pages))
    assert isinstance(report, Report)
    assert "Flash Update" not in report.full
    assert "Page" not in report.full
    assert [part in report.full for part in (LEAD, MORE, LAST)] == [True] * 3


SWOLLEN = zlib.compress(b"(x) Tj " * 5_000_000)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[]]), "without a text layer"),
        (pdf([["x"]] * 3), "without a text layer"),
        (pdf([[LEAD]] * 301), "over 300 pages"),
        (pdf([[LEAD]])[:200], "not readable as PDF"),
        (b"%PDF-1.7", "not readable as PDF"),
        (b"%PDF-1.4\n" + b"[" * 100_000, "PDF"),
        (
            b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
            b"2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF",
            "PDF",
        ),
        (
            b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
            b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
            b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >> endobj\n"
            b"4 0 obj << /Filter /FlateDecode /Length "
            + str(len(SWOLLEN)).encode()
            + b" >>\nstream\n"
            + SWOLLEN
            + b"\nendstream endobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF",
            "PDF",
        ),
    ],
    ids=["no text", "hardly text", "pages", "cut", "head", "brackets", "loop", "swollen"],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    (error,) = read(data)
    assert isinstance(error, InputError)
    assert reason in error.reason
    assert "unforeseen" not in error.reason
