"""The commands on a ledger of hand-coded claims: add, brief, matters, export, check, evaluate."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from sayso.cli import asking, main
from sayso.lineup import VIEWS

Run = Callable[..., Result]

TEXTS = {
    "herald": (
        "The army took Al-Qusour on Tuesday, the army command said. "
        "The command said 12 fighters were killed in Palmyra. Residents of Palmyra need bread."
    ),
    "mirror": "The rebels hold Al-Qusour, a rebel spokesman said. Talks on Palmyra failed, he said.",
}


def coded(evidence: str, kind: str, **fields: Any) -> dict[str, Any]:
    topic, status = kind.split("/")
    return {"topic": topic, "status": status, "certainty": "stated", "evidence": evidence} | fields


CLAIMS = {
    "herald": [
        coded(
            "The army took Al-Qusour on Tuesday, the army command said.",
            "control/taken",
            place="Palmyra",
            actor="The army",
            source="the army command",
            when={"start": "2016-03-22", "end": "2016-03-22"},
        ),
        coded(
            "The command said 12 fighters were killed in Palmyra.",
            "casualties/killed",
            place="Palmyra",
            object="12 fighters",
            count={"low": 12, "high": 12, "unit": "fighters"},
            source="the army command",
        ),
        coded("Residents of Palmyra need bread.", "aid/needed", place="Palmyra", object="bread"),
    ],
    "mirror": [
        coded(
            "The rebels hold Al-Qusour, a rebel spokesman said.",
            "control/held",
            place="Palmyra",
            actor="The rebels",
            source="a rebel spokesman",
            when={"start": "2016-03-22", "end": "2016-03-22"},
        ),
    ],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run sayso in an empty folder with two hand-coded reports in ``coded.jsonl``."""
    rows = [
        {
            "report": {
                "id": name,
                "outlet": f"The {name.title()}",
                "published": "2016-03-23",
                "title": "",
                "text": text,
            },
            "claims": CLAIMS[name],
        }
        for name, text in TEXTS.items()
    ]
    (tmp_path / "coded.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, list(words), prog_name="sayso", catch_exceptions=False)


@pytest.fixture
def filled(run: Run) -> Run:
    assert run("add", "--coded", "coded.jsonl").exit_code == 0
    return run


def test_adding_says_what_was_added_and_adding_again_changes_nothing(run: Run) -> None:
    first = run("add", "--coded", "coded.jsonl")
    assert (first.exit_code, first.output) == (0, "2 reports with 4 claims added to sayso.db.\n")
    again = run("add", "--coded", "coded.jsonl")
    assert (again.exit_code, again.output) == (0, "0 reports with 0 claims added to sayso.db, 2 already there.\n")


def test_a_broken_line_is_named_the_others_are_added_and_the_end_is_not_well(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "coded.jsonl").open("a") as file:
        file.write('{"report": \n{"report": {"id": "late", "text": "Nothing."}, "claims": []}\n')
    result = run("add", "--coded", "coded.jsonl", "absent.jsonl")
    assert result.exit_code == 1
    assert result.stdout == "3 reports with 4 claims added to sayso.db, 2 could not be read.\n"
    first, second = result.stderr.splitlines()
    assert first.startswith("sayso: coded.jsonl, line 3: not JSON")
    assert second.startswith("sayso: absent.jsonl: cannot be read")


def test_a_brief_is_text_markdown_or_json(filled: Run) -> None:
    text = filled("brief", "Palmyra", "--on", "2016-03-23").output
    assert text.startswith("Palmyra (town), from 10 to 23 March 2016\n")
    assert "disputed on who holds it" in text
    assert "The army took Palmyra, on 22 March 2016, said the army command." in " ".join(text.split())
    assert "“The rebels hold Al-Qusour, a rebel spokesman said.”" in " ".join(text.split())
    markdown = filled("brief", "Palmyra", "--format", "markdown").output
    assert "## Killed, wounded, missing, detained" in markdown
    data = json.loads(filled("brief", "Palmyra", "--format", "json").output)
    assert [section["topic"] for section in data["sections"]] == ["control", "casualties", "aid"]
    assert data["claims"] == 4


def test_a_brief_of_an_unknown_place_is_refused(filled: Run) -> None:
    result = filled("brief", "Xanaduville")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("sayso: there is no place 'Xanaduville'")


def test_matters_have_the_shape_that_others_read(filled: Run) -> None:
    found = json.loads(filled("matters", "--format", "json").output)
    assert len(found) == 3
    control = next(one for one in found if one["topic"] == "control")
    assert list(control) == ["id", "topic", "place", "start", "end", "standing", "disputed_on", "positions"]
    assert list(control["place"]) == ["id", "name", "lat", "lon"]
    assert (control["standing"], control["disputed_on"]) == ("disputed", ["actor"])
    assert [set(one) for one in control["positions"]] == [{"summary", "sources", "outlets", "reports", "claims"}] * 2
    assert {report for one in control["positions"] for report in one["reports"]} == {"herald", "mirror"}


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        (["--topic", "aid"], ["aid"]),
        (["--standing", "disputed"], ["control"]),
        (["--place", "Palmyra", "--topic", "casualties"], ["casualties"]),
        (["--place", "Damascus"], []),
        (["--on", "2016-03-22", "--topic", "control"], ["control"]),
        (["--on", "2015-01-01"], []),
        (["--id", "none"], []),
    ],
)
def test_matters_are_filtered(filled: Run, words: list[str], topics: list[str]) -> None:
    assert [one["topic"] for one in json.loads(filled("matters", "--format", "json", *words).output)] == topics


def test_an_id_that_no_matter_has_is_answered(filled: Run) -> None:
    assert "0 matters" in filled("matters", "--id", "none", "--why").output


def test_a_matter_says_why_it_stands_so(filled: Run) -> None:
    (control,) = json.loads(filled("matters", "--topic", "control", "--format", "json").output)
    text = filled("matters", "--id", control["id"][:8], "--why").output
    assert "disputed on who holds it" in text
    assert "Why: " in text
    assert "“The rebels hold Al-Qusour, a rebel spokesman said.” [1]" in " ".join(text.split())
    table = filled("matters").output
    assert control["id"] in table
    assert all(len(line) <= 120 for line in table.splitlines())


def test_views_are_those_of_the_line_up(filled: Run) -> None:
    assert tuple(VIEWS) == asking.VIEWS
    for view in VIEWS:
        assert filled("matters", "--view", view).exit_code == 0
    (shape,) = json.loads(filled("matters", "--topic", "control", "--view", "by-side", "--format", "json").output)
    assert shape["view"]["view"] == "by-side"
    assert len(shape["view"]["lines"]) == 2
    assert {claim for line in shape["view"]["lines"] for claim in line["claims"]} == {"herald#0", "mirror#0"}


def test_a_matter_is_told_through_time(filled: Run) -> None:
    words = ("matters", "--topic", "control", "--through-time")
    (one,) = json.loads(filled(*words, "--format", "json").output)
    lines = one["view"]["lines"]
    assert one["view"]["view"] == "through-time"
    assert [line["label"] for line in lines] == sorted(line["label"] for line in lines)
    assert {claim for line in lines for claim in line["claims"]} == {"herald#0", "mirror#0"}
    assert lines[0]["label"] in filled(*words).output


def test_changes_are_told_from_a_date_on(filled: Run, tmp_path: Path) -> None:
    late = {"id": "late", "outlet": "The Echo", "published": "2016-03-30", "text": "Palmyra has bread, a baker said."}
    claim = coded("Palmyra has bread, a baker said.", "aid/provided", place="Palmyra", object="bread", source="a baker")
    (tmp_path / "late.jsonl").write_text(json.dumps({"report": late, "claims": [claim]}), encoding="utf-8")
    filled("add", "--coded", "late.jsonl")
    found = json.loads(filled("changes", "--since", "2016-03-30", "--format", "json").output)
    assert [(one["kind"], one["matter"]["topic"], one["before"]) for one in found] == [("new", "aid", None)]
    assert len(json.loads(filled("changes", "--since", "2016-01-01", "--format", "json").output)) == 4
    assert (
        json.loads(filled("changes", "--since", "2016-01-01", "--place", "Damascus", "--format", "json").output) == []
    )
    table = filled("changes", "--since", "2016-03-30").output
    assert found[0]["matter"]["id"] in table
    assert table.endswith("1 change\n")


def test_the_export_can_be_added_again(filled: Run, tmp_path: Path) -> None:
    exported = filled("export", "jsonl").output
    (tmp_path / "out.jsonl").write_text(exported, encoding="utf-8")
    assert filled("add", "--coded", "out.jsonl", "--ledger", "copy.db").exit_code == 0
    assert filled("export", "jsonl", "--ledger", "copy.db").output == exported
    rows = [json.loads(line) for line in exported.splitlines()]
    place = rows[0]["claims"][0]["place"]
    assert rows[0]["report"]["text"][place["start"] - 1 : place["end"] - 1] == place["text"] == "Palmyra"
    assert {"id", "name", "precision", "lat", "lon"} < set(place)


def test_a_sound_ledger_passes_and_a_damaged_one_does_not(filled: Run) -> None:
    result = filled("ledger", "check")
    assert (result.exit_code, result.output) == (0, "2 reports, 4 claims, no faults.\n")
    raw = sqlite3.connect("sayso.db")
    raw.execute("UPDATE claims SET evidence_start = evidence_start + 1 WHERE topic = 'aid'")
    raw.commit()
    raw.close()
    damaged = filled("ledger", "check")
    assert damaged.exit_code == 1
    assert "of its evidence do not point at 'Residents of Palmyra need bread.'" in damaged.output
    assert damaged.output.endswith("2 reports, 4 claims, 1 fault.\n")


@pytest.mark.parametrize("words", [["brief", "Palmyra"], ["matters"], ["export", "jsonl"], ["ledger", "check"]])
def test_questions_to_a_ledger_that_is_not_there_are_refused(run: Run, tmp_path: Path, words: list[str]) -> None:
    result = run(*words, "--ledger", "none.db")
    assert result.exit_code == 1
    assert result.stderr == (
        "sayso: there is no ledger at none.db: make one with `sayso add`, or name one with --ledger\n"
    )
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["brief", "Palmyra", "--on", "23/03/2016"], "is not a date of the form YYYY-MM-DD"),
        (["matters", "--topic", "weather"], "'weather' is not one of"),
        (["read"], "Missing argument"),
    ],
)
def test_wrong_use_is_explained(run: Run, words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_evaluate_prints_the_table(run: Run) -> None:
    result = run("evaluate", "coded.jsonl", "coded.jsonl")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "found F1 1.000  right F1 1.000"
    broken = run("evaluate", "absent.jsonl", "coded.jsonl")
    assert broken.exit_code == 1
    assert broken.stderr.startswith("sayso: absent.jsonl: cannot be read")


def groups(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            found += groups(sub, (*path, name))
    return found


@pytest.mark.parametrize("path", groups(main), ids=" ".join)
def test_every_help_has_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"], prog_name="sayso")
    assert result.exit_code == 0
    example = result.output.split("Example:\n", 1)[1]
    assert example.strip().startswith(" ".join(("sayso", *path)))


def test_help_is_quick_because_nothing_heavy_is_loaded() -> None:
    heavy = ("spacy", "torch", "trafilatura", "rapidfuzz", "numpy")
    code = f"import sys; from sayso.cli import main; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_command_is_installed() -> None:
    script = Path(sys.executable).with_name("sayso")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("sayso, version ")
