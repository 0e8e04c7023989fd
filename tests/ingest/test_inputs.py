"""Files, folders, standard input, and everything that can be wrong with them."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest import IngestOptions, read_inputs
from sayso.ingest.inputs import MAX_BYTES
from sayso.models import Report

TEXT = "The army took the mill at Dahr on Tuesday."


def reports(*names: object) -> list[Report]:
    found = list(read_inputs([str(name) for name in names]))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


def failure(name: object) -> str:
    (found,) = read_inputs([str(name)])
    assert isinstance(found, InputError)
    assert found.name.startswith(str(name))
    return found.reason


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.jsonl", "c.html", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f'{{"text": "{name} {TEXT}"}}' if name.endswith("jsonl") else f"{name} {TEXT} {'It burnt down. ' * 9}"
        )
    assert [report.text.split()[0] for report in reports(tmp_path)] == ["a/y.jsonl", "a/z.md", "b.txt", "c.html"]


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.txt").write_text(TEXT)
    found = list(read_inputs([str(tmp_path / "none.txt"), str(tmp_path)], IngestOptions(outlet="The Orchard Post")))
    assert [isinstance(one, Report) for one in found] == [False, True, False, True]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT, TEXT),
        (f'{{"id": "r1", "text": "{TEXT}"}}\n', TEXT),
        (f"<!DOCTYPE html><html><body><p>{TEXT} Four people died there, the mayor said.</p></body></html>", None),
    ],
)
def test_standard_input_is_known_by_its_content(data: str, text: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    (report,) = reports("-")
    assert report.text == (text or f"{TEXT} Four people died there, the mayor said.")


@pytest.mark.parametrize(
    ("data", "language"),
    [
        ("أعلن الجيش سيطرته على القرية يوم الثلاثاء".encode(), "ar"),
        ("أعلن الجيش سيطرته على القرية يوم الثلاثاء بعد اشتباكات".encode("cp1256"), "ar"),
        (TEXT.encode(), "en"),
    ],
)
def test_a_report_is_marked_with_its_language(tmp_path: Path, data: bytes, language: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert [report.language for report in reports(tmp_path / "a.txt")] == [language]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "a.html.gz", "a.jsonl.gz", "a"])
def test_packed_files_are_unpacked(tmp_path: Path, name: str) -> None:
    text = {
        "a.html.gz": f"<html><body><p>{TEXT} Four people died there, the mayor said.</p></body></html>",
        "a.jsonl.gz": f'{{"text": "{TEXT}"}}\n',
    }.get(name, TEXT)
    (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    assert [report.text.startswith(TEXT) for report in reports(tmp_path / name)] == [True]


@pytest.mark.parametrize("name", ["a.txt", "a", "report.2031-05-08"])
def test_a_page_saved_under_another_name_is_known(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(
        f"<html><body><nav>Home</nav><p>{TEXT} Four people died there, the mayor said.</p></body></html>"
    )
    assert reports(tmp_path / name)[0].text.startswith(TEXT)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\xc2\xa0\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"The army\x00took it", "a binary file"),
        ("a.txt", b"\x01\x02\x03\x04" * 30, "a binary file"),
        ("a.txt", b"%PDF-1.7 x", "not readable as PDF"),
        ("a.md", b"%PDF-1.7 x", "a PDF file"),
        ("a.txt", b"PK\x03\x04x", "a ZIP or Office file"),
        ("a.txt", bytes(range(128, 256)) * 20, "encoding cannot be told"),
        ("a.txt", b"\xff\xfe\x00\xd8\x00", "marked as utf-16 but broken"),
        ("a.txt", b"The army took the mill. " * 50_000, "too long for one report"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article found"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"a,b\n1,2\n", "without the columns of ACLED (event_id_cnty"),
        ("a.txt.gz", b"\x1f\x8b\x08 broken", "broken gzip"),
        ("a.txt.gz", gzip.compress(b"The army took it.")[:-9], "broken gzip"),
        ("a.txt.gz", gzip.compress(b" " * 5_000_000), "4 MB or more"),
        ("a.xml", b"<note>The army took it.</note>", "not readable as a feed"),
        ("a.docx", b"PK\x03\x04x", ".docx files are not read"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert reason in failure(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "no such file"),
        ("", "no such file"),
        ("a\x00b", "cannot be read"),
        ("https://user:secret@a.example/x", "holds a name or password"),
        ("http://127.0.0.1:9/x", "private address"),
    ],
)
def test_bad_names(name: str, reason: str) -> None:
    assert reason in failure(name)


@pytest.mark.parametrize(
    "data",
    [
        "The army took the mill, “we hold it”, said Colonel André – a spokesman.".encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-8-sig"),
    ],
)
def test_other_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert reports(tmp_path / "a.txt")[0].text in (
        TEXT,
        "The army took the mill, “we hold it”, said Colonel André – a spokesman.",
    )


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with open(path, "wb") as stream:
        stream.truncate(MAX_BYTES)
    monkeypatch.setattr("builtins.open", _unexpected)
    assert "50 MB or more" in failure(path)


def test_an_endless_stream_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 5_000_000)))
    (found,) = read_inputs(["-"])
    assert isinstance(found, InputError)
    assert "too large" in found.reason


def test_links_in_a_loop_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(read_inputs([str(tmp_path)]))
    assert [isinstance(one, Report) for one in found] == [True, False]


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in failure(tmp_path)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert "without files" in failure(tmp_path)


@pytest.mark.parametrize("published", ["8 May 2031", "2031-5-8", "2031-02-30", ""])
def test_the_published_option_must_be_a_day(published: str) -> None:
    with pytest.raises(InputError, match="--published"):
        IngestOptions(published=published)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 900_000,
        "The army took " * 60_000,
        f"{TEXT} It burnt down in the night, a spokesman said on state television.\n"
        + "Comments\nMore news\n" * 40_000,
        "5 May 2031 " * 80_000,
        "[" * 100_000,
        "_a " * 200_000,
        "BEIRUT, Nov 8, " * 50_000,
    ],
    ids=["one word", "one line", "headings", "dates", "brackets", "emphasis", "towns"],
)
@pytest.mark.parametrize("extension", ["txt", "md"])
def test_enormous_lines(tmp_path: Path, text: str, extension: str, within: Callable[[float], None]) -> None:
    (tmp_path / f"a.{extension}").write_text(text)
    assert len(reports(tmp_path / f"a.{extension}")) == 1
    within(20)


@pytest.fixture
def within() -> Callable[[float], None]:
    """A check that the test has taken at most so many seconds so far."""
    import time

    start = time.monotonic()

    def check(seconds: float) -> None:
        assert time.monotonic() - start < seconds

    return check


def _unexpected(*args: object) -> None:
    raise AssertionError("the file was opened")
