"""The commands that look after theatres."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), prog_name="sayso", catch_exceptions=False)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_theatre_that_comes_along_is_sound() -> None:
    result = run("theatre", "check", "syria")
    assert (result.exit_code, result.output) == (0, "syria: no problems.\n")


def test_a_new_theatre_is_made_checked_and_used(tmp_path: Path) -> None:
    made = run("theatre", "new", "tarn")
    assert made.exit_code == 0
    assert (tmp_path / "tarn" / "theatre.csv").is_file()
    assert run("theatre", "check", "tarn").output == "tarn: no problems.\n"
    (tmp_path / "a.txt").write_text(
        "The army captured the village of Weir on Tuesday, a monitor said.", encoding="utf-8"
    )
    assert run("read", "--theatre", "tarn", "a.txt").exit_code == 0


def test_a_problem_is_named_and_the_status_tells(tmp_path: Path) -> None:
    run("theatre", "new", "tarn")
    with (tmp_path / "tarn" / "theatre.csv").open("a", encoding="utf-8") as file:
        file.write("countries,Tarnland\n")
    result = run("theatre", "check", "tarn")
    assert result.exit_code == 1
    assert "'Tarnland' is not a country code" in result.output
    assert result.output.endswith("tarn: 1 problem.\n")


def test_a_folder_in_use_and_one_that_is_missing_are_refused(tmp_path: Path) -> None:
    run("theatre", "new", "tarn")
    again = run("theatre", "new", "tarn")
    assert (again.exit_code, again.stderr.startswith("sayso: ")) == (1, True)
    missing = run("theatre", "check", "nowhere")
    assert (missing.exit_code, missing.stderr) == (1, "sayso: nowhere: no such folder\n")


def test_building_names_the_files() -> None:
    result = run("theatre", "build", "syria")
    assert result.exit_code == 0
    assert all(Path(line).is_file() for line in result.output.splitlines())
    assert result.output
