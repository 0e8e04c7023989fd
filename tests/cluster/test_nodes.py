"""Two nodes, of which one is killed in the middle, give what one process gives: the same claims, the same matters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from invented import write_shards
from two_nodes import SETTINGS, state, told

from sayso import pipeline
from sayso.ledger import open_ledger

pytest.importorskip("ray")


def test_a_killed_node_changes_nothing(tmp_path: Path) -> None:
    inputs = write_shards(tmp_path / "in", 6, 4)
    with open_ledger(str(tmp_path / "local.db")) as ledger:
        kept, expected = told(pipeline.add(inputs, SETTINGS, ledger)), state(ledger)
        matters = [repr(matter) for matter in pipeline.matters_of(ledger)]
    assert matters

    script = Path(__file__).parent / "two_nodes.py"
    command = [sys.executable, str(script), str(tmp_path), *inputs]
    said = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert said.returncode == 0, said.stderr
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert sorted(found["read"]) == [[number, ""] for number in range(6)]
    assert found["told"] == kept
    assert found["lined_up"] == matters
    assert found["state"] == expected
