"""sayso export and sayso import, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main
from sayso.cli.exporting import export
from sayso.exports import FORMATS


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), prog_name="sayso")


def test_every_format_is_a_command() -> None:
    assert set(export.commands) == set(FORMATS)


# What needs rows of a dataset is written in test_comparison.py.
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.needs != "coded"])
def test_a_file_is_written_whole(name: str, ledger_file: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out{FORMATS[name].suffix}"
    place = ["Khattab"] if FORMATS[name].needs == "brief" else ["--place", "Khattab"]
    done = run("export", name, *place, "--ledger", str(ledger_file), "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 300
    assert list(tmp_path.iterdir()) == [out]


def test_binary_goes_to_standard_output_where_that_is_no_screen(ledger_file: Path) -> None:
    done = run("export", "parquet", "--ledger", str(ledger_file), "--topic", "truce")
    assert done.exit_code == 0
    assert done.stdout_bytes[:4] == done.stdout_bytes[-4:] == b"PAR1"


def test_what_makes_no_event_is_told_apart_from_the_rows(ledger_file: Path) -> None:
    done = run("export", "acled", "--ledger", str(ledger_file))
    assert done.stdout.startswith("event_id_cnty,")
    assert "left out: " in done.stderr


def test_a_folder_that_is_not_there_is_named(ledger_file: Path, tmp_path: Path) -> None:
    done = run("export", "csv", "--ledger", str(ledger_file), "--out", str(tmp_path / "none" / "out.csv"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_a_failure_leaves_what_was_there(ledger_file: Path, tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text("old")
    done = run("export", "html", "Nowhere", "--ledger", str(ledger_file), "--out", str(tmp_path / "out.html"))
    assert done.exit_code == 1
    assert (tmp_path / "out.html").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_out_and_in_again(ledger_file: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "all.jsonl", tmp_path / "copy.db"
    words = ("export", "jsonl", "--names", "full", "--ledger")
    assert run(*words, str(ledger_file), "--out", str(file)).exit_code == 0
    assert "12 reports with 151 claims added" in run("import", str(file), "--ledger", str(copy)).output
    assert "0 reports" in run("import", str(file), "--ledger", str(copy)).output
    assert run(*words, str(copy)).output == file.read_text(encoding="utf-8")


def test_a_line_that_cannot_be_imported_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("{\n", encoding="utf-8")
    done = run("import", str(tmp_path / "in.jsonl"), "--ledger", str(tmp_path / "new.db"))
    assert done.exit_code == 1
    assert "line 1" in done.stderr
