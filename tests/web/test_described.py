"""The JSON pages are asked all that their description allows, and much that it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from looking import Served

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance"
# Questions to a page and kind of question: enough to reach every field of every query, few enough for every run.
QUESTIONS = 12


def test_no_question_breaks_a_page(served: Served, tmp_path: Path) -> None:
    # As a command: it runs in a process of its own, whatever else the tests have loaded.
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{served.root}/openapi.json", "--checks", CHECKS]
    options = ["--max-examples", str(QUESTIONS), "--seed", "7", "--no-color", "--generation-database", "none"]
    found = subprocess.run([*command, *options], capture_output=True, text=True, cwd=tmp_path, timeout=900, check=False)
    assert found.returncode == 0, found.stdout[-6000:] + found.stderr[-2000:]
    assert "fuzzing" in found.stdout.casefold()
