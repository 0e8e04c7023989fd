"""The invented reports that the reader is trained on: their short form is read rightly and has no faults."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_FILE = Path(__file__).parent.parent / "training" / "invented.py"
_SPEC = importlib.util.spec_from_file_location("training_invented", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
invented = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(invented)

SHORT = """Every report, outlet and private person in this file is invented.

# Orun Wire | 2024-03-05 | Army takes Kelmar
1 ORUN - The army took Kelmar on Tuesday, killing up to 30 rebels.
2 A witness said so.

3 Later, the rebels denied it.
= 1 control/taken | place: Kelmar | actor: The army | when: 2024-03-05
= 1-2 "killing up to 30 rebels" casualties/killed | count: -30 fighters | source: A witness | when: 2024-03-05..
= 3 control/taken denied | source: the rebels | via: The army; A witness

# - | - |
1 Nothing happened.
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "war.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_short_form_becomes_rows_of_a_gold_file(tmp_path: Path) -> None:
    told, silent = invented.rows(written(tmp_path, SHORT))
    assert told["report"]["title"] == "Army takes Kelmar"
    assert told["report"]["text"].count("\n\n") == 1
    taken, killed, denied = told["claims"]
    assert taken["evidence"] == "ORUN - The army took Kelmar on Tuesday, killing up to 30 rebels."
    assert (taken["source"], taken["via"], taken["when"]) == (None, [], {"start": "2024-03-05", "end": "2024-03-05"})
    assert killed["evidence"] == "killing up to 30 rebels"
    assert killed["count"] == {"low": None, "high": 30, "unit": "fighters"}
    assert killed["when"] == {"start": "2024-03-05", "end": None}
    assert (denied["certainty"], denied["via"]) == ("denied", ["The army", "A witness"])
    assert silent == {"report": {**silent["report"], "published": None, "title": ""}, "claims": []}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("place: Kelmar", "place: Kalmer"),
        ("control/taken |", "control/stolen |"),
        ("count: -30 fighters", "count: 30 knights"),
        ("when: 2024-03-05\n", "when: Tuesday\n"),
        ("= 3 control", "= 4 control"),
        ("actor: The army", "agent: The army"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in SHORT
    with pytest.raises(invented.FaultError, match=r"war\.txt:\d+"):
        list(invented.rows(written(tmp_path, SHORT.replace(right, wrong))))


def test_the_reports_that_training_uses_are_without_fault() -> None:
    rows = invented.load()
    assert len(rows) > 50
    assert len({row["report"]["id"] for row in rows}) == len(rows)
    assert sum(len(row["claims"]) for row in rows) > 5 * len(rows)
