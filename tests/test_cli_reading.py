"""sayso read and sayso add on files, good and bad, with the reader and theatre that come with sayso."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main

REPORT = """Army takes village north of Hama

Orontes Wire, 7 March 2017

The army captured the village of Khattab on Tuesday, the Syrian Observatory for Human Rights said.
Two civilians were killed in Khattab by shelling, a doctor told Orontes Wire.
"""
PAGE = (
    "<html><head><title>Site</title></head><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav></body></html>"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good report, one good line, and every kind of bad input."""
    made = tmp_path_factory.mktemp("reports")
    (made / "good.txt").write_text(REPORT, encoding="utf-8")
    line = json.dumps(
        {"title": "Calm", "text": "Fighting stopped in Palmyra on Friday, a monitor said.", "outlet": "Echo"}
    )
    (made / "mixed.jsonl").write_text(f"{line}\nthis is no JSON\n", encoding="utf-8")
    (made / "empty.txt").write_bytes(b"")
    (made / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (made / "page.html").write_text(PAGE, encoding="utf-8")
    (made / "french.txt").write_text(
        "Les combats ont repris hier dans la ville, selon des habitants. " * 5, encoding="utf-8"
    )
    return made


@pytest.fixture(scope="module")
def added(folder: Path) -> tuple[Result, Result]:
    """``sayso add`` on the folder and a missing file, twice."""
    words = ["add", str(folder), str(folder / "missing.txt"), "--ledger", str(folder.parent / "sayso.db")]
    return CliRunner().invoke(main, words), CliRunner().invoke(main, words)


def test_good_reports_are_added_though_others_fail(added: tuple[Result, Result]) -> None:
    first, _ = added
    assert first.exit_code == 1
    assert first.stdout.startswith("3 reports with ")
    assert first.stdout.rstrip().endswith("1 of them stored but not read (1 in French), 5 could not be read.")


@pytest.mark.parametrize("name", ["empty.txt", "noise.txt", "page.html", "mixed.jsonl:2", "missing.txt"])
def test_each_failure_is_one_line_that_names_the_input(added: tuple[Result, Result], name: str) -> None:
    lines = [line for line in added[0].stderr.splitlines() if f"/{name}: " in line]
    assert len(lines) == 1
    assert lines[0].startswith("sayso: ")
    assert len(added[0].stderr.splitlines()) == 5


def test_adding_the_same_again_changes_nothing(added: tuple[Result, Result]) -> None:
    assert "0 reports with 0 claims added" in added[1].stdout
    assert "3 already there" in added[1].stdout


def test_read_shows_a_table(folder: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(folder / "good.txt")], catch_exceptions=False)
    assert result.exit_code == 0
    text = " ".join(result.output.split())
    assert "Army takes village north of Hama" in text
    assert "7 March 2017" in text
    assert "casualties" in text
    assert all(len(line) <= 120 for line in result.output.splitlines())


def test_read_prints_coded_lines_whose_offsets_hold(folder: Path) -> None:
    result = CliRunner().invoke(main, ["read", "--format", "jsonl", str(folder / "good.txt")], catch_exceptions=False)
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    full = f"{row['report']['title']}\n{row['report']['text']}"
    names = [one[field] for one in row["claims"] for field in ("evidence", "place", "actor", "object", "source")]
    assert {one["topic"] for one in row["claims"]} >= {"control", "casualties"}
    assert all(full[name["start"] : name["end"]] == name["text"] for name in names if name)


def test_standard_input_takes_the_outlet_and_date_that_it_is_given() -> None:
    words = ["read", "-", "--format", "jsonl", "--outlet", "The Echo", "--published", "2017-03-08"]
    text = "The army captured the village of Khattab, a monitor said. Residents fled the village."
    result = CliRunner().invoke(main, words, input=text, catch_exceptions=False)
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["report"]["outlet"], row["report"]["published"]) == ("The Echo", "2017-03-08")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--reader", "crystal-ball"], "sayso: there is no reader 'crystal-ball'"),
        (["--theatre", "atlantis"], "sayso: no theatre 'atlantis'"),
    ],
)
def test_an_unknown_reader_or_theatre_is_named(folder: Path, words: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["read", str(folder / "good.txt"), *words])
    assert result.exit_code == 1
    assert result.stderr.startswith(message)


def test_evaluate_runs_the_reader_on_the_gold(folder: Path, tmp_path: Path) -> None:
    read = CliRunner().invoke(main, ["read", "--format", "jsonl", str(folder / "good.txt")], catch_exceptions=False)
    gold, kept = tmp_path / "gold.jsonl", tmp_path / "kept.jsonl"
    gold.write_text(read.stdout, encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(gold), "--output", str(kept)], catch_exceptions=False)
    assert result.output.splitlines()[-1] == "found F1 1.000  right F1 1.000"
    again = CliRunner().invoke(main, ["evaluate", str(gold), str(kept)], catch_exceptions=False)
    assert again.output == result.output


def test_a_reader_of_the_output_that_stops_is_no_failure(folder: Path) -> None:
    sayso = Path(sys.executable).with_name("sayso")
    command = f"{sayso} read --format jsonl {folder / 'good.txt'} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=os.environ, check=True)
    assert "Traceback" not in done.stderr
