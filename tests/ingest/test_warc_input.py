"""Web archives: their pages are read as the pages alone are, and what is broken in them is named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from input_samples import ARABIC, LEAD, page, pdf, record, warc

from sayso.errors import InputError
from sayso.ingest import IngestOptions, read_inputs
from sayso.ingest.documents import Document, Item
from sayso.ingest.inputs import read_document
from sayso.models import Report

URL = "https://orchard.example/a"
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html"


def read(data: bytes, name: str = "a.warc.gz") -> list[Item]:
    return list(read_document(Document(name, data), IngestOptions()))


def alone(html: str) -> Report:
    (report,) = read_document(Document("a.html", html.encode()), IngestOptions())
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["news.warc.gz", "news.warc", "news", "news.txt"])
def test_pages_read_as_they_do_alone(tmp_path: Path, packed: bool, name: str) -> None:
    pages = [page(f"Mill number {number} is taken") for number in range(3)]
    path = tmp_path / name
    path.write_bytes(warc([record(f"{URL}{n}", one.encode()) for n, one in enumerate(pages)], packed))
    found = read_inputs([str(path)])
    expected = [alone(one) for one in pages]
    assert [(one.id, one.title, one.text, one.outlet, one.published) for one in found if isinstance(one, Report)] == [
        (one.id, one.title, one.text, one.outlet, one.published) for one in expected
    ]


def test_an_archive_packed_as_a_whole() -> None:
    data = gzip.compress(b"".join(record(f"{URL}{n}", page(f"Mill {n} is taken").encode()) for n in range(3)))
    assert [one.title for one in read(data) if isinstance(one, Report)] == [f"Mill {n} is taken" for n in range(3)]


def test_the_page_keeps_its_address() -> None:
    (report,) = read(warc([record(URL, page().encode())]))
    assert isinstance(report, Report)
    assert report.url == URL


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (f"{OK}\r\nContent-Encoding: gzip", gzip.compress(page().encode())),
        (f"{OK}\r\nTransfer-Encoding: chunked", b"a\r\n" + page().encode()[:10] + b"\r\n"),
        (f"{OK}; charset=windows-1251", page().replace("Dahr", "Дар").encode("cp1251")),
        ("HTTP/1.1 200 OK\r\nContent-Type: application/pdf", pdf([[LEAD[:60], LEAD[60:]]])),
        ("HTTP/1.1 200 OK\r\nContent-Type: text/plain", LEAD.encode()),
        ("", LEAD.encode()),
    ],
    ids=["gzip", "chunks", "charset", "PDF", "text", "conversion"],
)
def test_bodies_as_servers_send_them(headers: str, body: bytes) -> None:
    if "chunked" in headers:
        rest = page().encode()[10:]
        body += f"{len(rest):x}\r\n".encode() + rest + b"\r\n0\r\n\r\n"
    (report,) = read(warc([record(URL, body, headers, "response" if headers else "conversion")]))
    assert isinstance(report, Report), report
    assert "The army said on Tuesday that it had taken the mill at" in report.full
    assert ("Дар" in report.full) == ("1251" in headers)


@pytest.mark.parametrize(
    "other",
    [
        record(URL, b"x", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        record(URL, b"x", "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\nLocation: /b"),
        record(URL, b"\x89PNG", "HTTP/1.1 200 OK\r\nContent-Type: image/png"),
        record(URL, b"GET / HTTP/1.1", "", "request"),
        record(URL, b"software: x", "", "warcinfo"),
        record(URL, b"", OK),
    ],
    ids=["missing", "moved", "image", "request", "info", "empty"],
)
def test_records_that_are_no_pages_are_passed_over(other: bytes) -> None:
    found = read(warc([other, record(URL, page().encode()), other]))
    assert [isinstance(one, Report) for one in found] == [True]


def test_a_page_in_another_language_is_marked() -> None:
    html = page("طاحونة ضهر", [ARABIC, f"{ARABIC} أمس", f"{ARABIC} اليوم"])
    assert [one.language for one in read(warc([record(URL, html.encode())])) if isinstance(one, Report)] == ["ar"]


@pytest.mark.parametrize(
    ("data", "reports", "reason"),
    [
        (record(URL, b"<html><body><nav>Home</nav></body></html>"), 1, "no article found"),
        (record(URL, gzip.compress(b" " * 10_000_001), f"{OK}\r\nContent-Encoding: gzip"), 1, "unpacks to over 10 MB"),
        (record(URL, b"xx", f"{OK}\r\nContent-Encoding: br"), 1, "packed as 'br'"),
        (record(URL, b"xx", f"{OK}\r\nContent-Encoding: gzip"), 1, "broken compression"),
        (record(URL, b" " * 10_000_001), 1, "over 10 MB"),
    ],
    ids=["furniture", "swollen", "brotli", "broken", "large"],
)
def test_a_bad_page_is_refused_and_the_others_come(data: bytes, reports: int, reason: str) -> None:
    found = read(warc([data, record(URL, page().encode())]))
    assert len([one for one in found if isinstance(one, Report)]) == reports
    assert [reason in one.reason for one in found if isinstance(one, InputError)] == [True]


@pytest.mark.parametrize(
    ("data", "reports", "reason"),
    [
        (warc([record(URL, page().encode())] * 2, packed=False)[:-300], 1, "cut off"),
        (warc([record(URL, page().encode())] * 2)[:-300], 1, "cut off"),
        (warc([record(URL, page().encode(), claimed=99_999_999_999)], packed=False), 0, "over 10 MB"),
        (warc([record(URL, page().encode())]) + gzip.compress(b"no archive"), 1, "broken WARC"),
        (warc([record(URL, b"x", "", "warcinfo")]), 0, "without pages"),
        (b"", 0, "without pages"),
        (b"WARC/1.0\r\nno header", 0, ""),
        (warc([record(URL, b"\x00" * 100_000_001)] * 12), 0, "more than 10 records over 100 MB"),
    ],
    ids=["cut", "packed and cut", "length", "rest", "no page", "empty", "header", "bombs"],
)
def test_a_broken_archive_gives_what_it_has(data: bytes, reports: int, reason: str) -> None:
    found = read(data, "a.warc")
    assert len([one for one in found if isinstance(one, Report)]) == reports
    errors = [one for one in found if isinstance(one, InputError)]
    assert errors
    assert reason in errors[-1].reason
