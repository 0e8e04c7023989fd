"""E-mail messages and pages saved as one file."""

from __future__ import annotations

import pytest
from input_samples import LAST, LEAD, MORE, mail, page, pdf

from sayso.errors import InputError
from sayso.ingest import IngestOptions
from sayso.ingest.documents import Document, Item
from sayso.ingest.inputs import read_document
from sayso.models import Report


def read(data: bytes, name: str = "a.eml") -> list[Item]:
    return list(read_document(Document(name, data), IngestOptions()))


@pytest.mark.parametrize("name", ["a.eml", "a", "a.txt"])
def test_a_message_is_a_report(name: str) -> None:
    (report,) = read(mail(f"{LEAD}\n\n{MORE}\n\n-- \nThe desk\nTel. 555").as_bytes(), name)
    assert isinstance(report, Report)
    assert (report.title, report.text) == ("Army takes the mill at Dahr", f"{LEAD}\n\n{MORE}")
    assert (report.outlet, report.published) == ("The Orchard Post", "2031-05-06")


@pytest.mark.parametrize(
    ("subject", "title", "outlet"),
    [
        ("RE: [Press] Army takes the mill", "Army takes the mill", "The Orchard Post"),
        ("Fwd: Army takes the mill", "Army takes the mill", None),
        ("=?utf-8?q?Caf=C3=A9_burnt?=", "Café burnt", "The Orchard Post"),
    ],
)
def test_subject_and_sender(subject: str, title: str, outlet: str | None) -> None:
    (report,) = read(mail(subject=subject).as_bytes())
    assert isinstance(report, Report)
    assert (report.title, report.outlet) == (title, outlet)


def test_a_message_in_html_alone() -> None:
    message = mail()
    message.set_content(f"<table><tr><td><p>{LEAD}</p></td></tr><tr><td>{MORE}</td></tr></table>", subtype="html")
    (report,) = read(message.as_bytes())
    assert isinstance(report, Report)
    assert report.text == f"{LEAD}\n{MORE}"


def test_attachments_are_read_by_what_they_are_whatever_they_are_called() -> None:
    message = mail()
    message.add_attachment(pdf([[LAST]]), maintype="application", subtype="pdf", filename="../../etc/passwd")
    message.add_attachment(page("Mill burnt").encode(), maintype="text", subtype="html", filename="x\x00.exe")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    found = read(message.as_bytes())
    assert all(isinstance(one, Report) for one in found), found
    assert {one.full.split("\n")[0] or LAST for one in found if isinstance(one, Report)} == {
        "Army takes the mill at Dahr",
        "Mill burnt",
        LAST,
    }


def test_a_message_in_a_message_is_read_so_deep_and_no_deeper() -> None:
    message = mail(subject="Mill 0")
    for number in range(1, 8):
        outer = mail(subject=f"Mill {number}")
        outer.add_attachment(message)
        message = outer
    found = read(message.as_bytes())
    assert {one.title for one in found if isinstance(one, Report)} == {f"Mill {n}" for n in range(3, 8)}
    assert ["nested more than 4 deep" in one.reason for one in found if isinstance(one, InputError)] == [True]


def test_a_page_saved_as_one_file() -> None:
    message = mail(subject="saved")
    message.set_content(page(), subtype="html")
    message["Content-Location"] = "https://orchard.example/a"
    message.make_related()
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    (report,) = read(message.as_bytes(), "a.mhtml")
    (alone,) = read(page().encode(), "a.html")
    assert isinstance(report, Report)
    assert isinstance(alone, Report)
    assert (report.title, report.text, report.outlet) == (alone.title, alone.text, alone.outlet)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no header at all", ""),
        (mail("").as_bytes(), "without a text"),
        (b"From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\na\r\n" * 500, "over 100 parts"),
        (b"From: \xff\xfe\r\nDate: never\r\nSubject: =?utf-8?b?%%%?=\r\n\r\n", "without a text"),
    ],
)
def test_what_is_no_message_is_refused(data: bytes, reason: str) -> None:
    (error,) = read(data)
    assert isinstance(error, InputError)
    assert reason in error.reason
    assert "unforeseen" not in error.reason
