"""What is refused is kept with its reason, and can be read again; coded values are kept beside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from input_samples import ACLED, LEAD, page, table, warc

from sayso.errors import InputError
from sayso.ingest import CodedEvent, Inbox, IngestOptions, RefusedError, read_inputs
from sayso.ingest import inbox as module
from sayso.ingest.documents import Document
from sayso.models import Report

HOSTILE = "../../../etc/\x00pass\nwd"


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path / "l.db.inbox")


def take(inbox: Inbox, *names: object, options: IngestOptions | None = None) -> list[Report]:
    """Read inputs as ``sayso add`` does; what comes out right."""
    chosen, found = options or IngestOptions(), []
    for item in read_inputs([str(name) for name in names], chosen):
        if isinstance(item, InputError):
            inbox.refuse(item, chosen)
        elif isinstance(item, Report):
            found.append(item)
    return found


def files(inbox: Inbox) -> list[Path]:
    return sorted(path for path in inbox.folder.rglob("*") if path.is_file())


def test_what_is_refused_is_kept_to_the_byte_with_its_reason(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01")
    assert take(inbox, tmp_path / "noise.txt") == []
    ((name, reason),) = inbox.refused()
    assert name.endswith("noise.txt")
    assert "a binary file" in reason
    assert [path.read_bytes() for path in files(inbox) if path.suffix == ".input"] == [b"\x00\x01"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(inbox)} == {0o600}


def test_the_same_input_is_kept_once(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(b"\x00\x01")
    take(inbox, tmp_path / "noise.txt", tmp_path / "noise.txt")
    assert len(files(inbox)) == 2


def test_a_name_that_is_no_input_is_not_kept(inbox: Inbox, tmp_path: Path) -> None:
    take(inbox, tmp_path / "none.txt")
    assert files(inbox) == []


def test_names_are_never_used_as_names_of_files(inbox: Inbox, tmp_path: Path) -> None:
    inbox.refuse(RefusedError(HOSTILE, "is odd", Document(HOSTILE, b"x")), IngestOptions())
    assert [path.parent for path in files(inbox)] == [inbox.folder / "quarantine"] * 2
    assert inbox.refused() == [(HOSTILE, "is odd")]


def test_what_can_be_read_later_leaves_when_it_is_settled(
    inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(LEAD)
    options = IngestOptions("The Orchard Post", "2031-05-06")
    with monkeypatch.context() as patched:
        patched.setattr("sayso.ingest.documents.MAX_REPORT_CHARACTERS", 20)
        assert take(inbox, path, options=options) == []
        assert [isinstance(one, InputError) for one in inbox.again()] == [True]
        inbox.settle()
        assert len(inbox.refused()) == 1
    path.unlink()
    (report,) = inbox.again()
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.published) == (LEAD, "The Orchard Post", "2031-05-06")
    assert len(inbox.refused()) == 1
    inbox.settle()
    assert inbox.refused() == []


def test_a_file_without_bytes_kept_is_opened_again(inbox: Inbox, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b" " * 5_000_000)
    take(inbox, path)
    assert [item.suffix for item in files(inbox)] == [".json"]
    path.write_text(LEAD)
    assert [one.text for one in inbox.again() if isinstance(one, Report)] == [LEAD]


def test_a_page_of_an_archive_is_kept_alone(inbox: Inbox, tmp_path: Path) -> None:
    from input_samples import record

    path = tmp_path / "a.warc.gz"
    bad = b"<html><body><nav>Home</nav></body></html>"
    path.write_bytes(warc([record("https://a.example/1", bad), record("https://a.example/2", page().encode())]))
    assert len(take(inbox, path)) == 1
    assert [one.read_bytes() for one in files(inbox) if one.suffix == ".input"] == [bad]
    (error,) = inbox.again()
    assert isinstance(error, InputError)


def test_a_hostile_heap_does_not_fill_the_disk(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_KEPT", 25)
    for number in range(5):
        inbox.refuse(RefusedError(f"{number}", "is odd", Document(f"{number}", b"x" * 10)), IngestOptions())
    assert [path.suffix for path in files(inbox)].count(".input") == 2
    assert len(inbox.refused()) == 5


def test_a_note_that_is_broken_is_named(inbox: Inbox) -> None:
    inbox.refuse(RefusedError("a", "is odd", Document("a", b"x")), IngestOptions())
    (note,) = [path for path in files(inbox) if path.suffix == ".json"]
    note.write_text("{")
    with pytest.raises(InputError, match="delete it"):
        inbox.refused()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        Inbox(tmp_path / "file").refuse(RefusedError("a", "b", Document("a", b"x")), IngestOptions())


def test_coded_values_are_kept_once(inbox: Inbox, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table(ACLED, [("T1", "2031-05-06", "Battles", "Army", "Dahr", "Post", LEAD, "14")]))
    for again in (inbox, Inbox(inbox.folder)):
        for item in read_inputs([str(path)]):
            if isinstance(item, CodedEvent):
                again.code(item)
    (event,) = inbox.coded()
    assert (event.event, event.values["fatalities"]) == ("T1", "14")


def test_a_line_cut_off_by_a_crash_is_left_out(inbox: Inbox) -> None:
    inbox.code(CodedEvent("r1", "ACLED", "T1"))
    with open(inbox.folder / "coded.jsonl", "a", encoding="utf-8") as stream:
        stream.write('{"report_id": "r2", "data')
    assert [event.event for event in inbox.coded()] == ["T1"]
    assert os.path.exists(inbox.folder / "coded.jsonl")
