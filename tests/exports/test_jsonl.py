"""What is exported is a hand-coded file that can be read and added again, and imported as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from making import MILL, claim, placed, report

from sayso import pipeline
from sayso.cli.exporting import export, import_
from sayso.errors import InputError
from sayso.exports.jsonl import lines, read
from sayso.ledger import By, Provenance, correct, open_ledger, reject, undo
from sayso.models import ActorResolution, ResolvedClaim
from sayso.records import Row, read_rows, write_rows

FIRST, SECOND = report("The army took Mill Quarter.", id="a"), report("Nothing moved.", id="b")
TOLD = placed(claim(FIRST, "The army took Mill Quarter.", "control/taken", place="Mill Quarter"), MILL)


def test_reports_come_with_their_claims_and_bare(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.jsonl", lines([FIRST, SECOND], [TOLD]))
    rows = [row for row in read_rows(tmp_path / "out.jsonl") if isinstance(row, Row)]
    assert [row.report for row in rows] == [FIRST, SECOND]
    assert [one.claim for one in rows[0].claims] == [TOLD.claim]
    assert rows[0].claims[0].place is not None
    assert rows[0].claims[0].place.id == "t:mill"
    assert rows[1].claims == ()


def test_containers_and_candidates_come_back(tmp_path: Path) -> None:
    shown = claim(FIRST, "The army took Mill Quarter.", "control/taken", actor="The army", place="Mill Quarter")
    actor = ActorResolution("t:army", "Tarn Army", "north", ("t:army", "t:guard"))
    whole = ResolvedClaim(shown.claim, MILL, actor)
    write_rows(tmp_path / "out.jsonl", lines([FIRST], [whole]))
    (row,) = read(tmp_path / "out.jsonl")
    assert row == Row(FIRST, (whole,))


def run(command: click.Command, *args: str) -> str:
    done = CliRunner().invoke(command, args)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def judged(ledger_file: Path, tmp_path: Path) -> Path:
    """The examples with judgements, a claim of them rejected, and a report that was read again."""
    path = tmp_path / "judged.db"
    shutil.copy(ledger_file, path)
    with open_ledger(path, create=False) as store:
        one, two, three = store.claims()[:3]
        store.judge(reject(one.claim.id, By("Ruth", "It is about another war.")))
        store.judge(correct(two.claim.id, "certainty", "hedged", By("Omar", "The lead says reportedly.")))
        store.judge(undo(1, By("Ruth", "I had the wrong report open.")))
        store.judge(reject(three.claim.id, By("Ruth", "It is a headline.")))
        again = store.reports()[-1]
        store.reread(again, store.as_read([one.claim.id for one in store.claims_of([again.id])]), Provenance("rules"))
    return path


def test_out_and_in_again_is_the_same_ledger(judged: Path, tmp_path: Path) -> None:
    first, second, copy = (str(tmp_path / name) for name in ("first.jsonl", "second.jsonl", "copy.db"))
    run(export, "jsonl", "--show-names", "--ledger", str(judged), "--out", first)
    assert run(import_, first, "--ledger", copy).startswith("12 reports with 150 claims added")
    run(export, "jsonl", "--show-names", "--ledger", copy, "--out", second)
    assert Path(second).read_text() == Path(first).read_text()
    with open_ledger(judged, create=False) as before, open_ledger(copy, create=False) as after:
        assert after.reports() == before.reports()
        assert after.claims() == before.claims()
        assert after.judgements() == before.judgements()
        assert [one.decision.by.person for one in after.judgements()] == ["Ruth", "Omar", "Ruth", "Ruth"]
        assert after.statistics().readers == before.statistics().readers
        assert "rules" in dict(after.statistics().readers)
        assert after.statistics().changed == before.statistics().changed
        assert pipeline.matters_of(after) == pipeline.matters_of(before)
        assert after.check() == []


def test_a_protected_export_has_no_past_and_can_be_taken_in(judged: Path, tmp_path: Path) -> None:
    shown, copy = tmp_path / "shown.jsonl", str(tmp_path / "copy.db")
    run(export, "jsonl", "--ledger", str(judged), "--out", str(shown))
    assert "Ruth" not in shown.read_text()
    assert all(json.loads(line).keys() == {"report", "claims"} for line in shown.read_text().splitlines())
    run(import_, str(shown), "--ledger", copy)
    with open_ledger(copy, create=False) as after:
        assert after.judgements() == []
        assert after.statistics().readers == (("import", 12),)
        assert after.check() == []


def test_a_part_of_a_ledger_has_no_past(judged: Path) -> None:
    part = run(export, "jsonl", "--show-names", "--topic", "casualties", "--ledger", str(judged))
    assert all(json.loads(line).keys() == {"report", "claims"} for line in part.splitlines())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not a line of an export"),
        ('{"report": {"text": "x"}}', "not a line of an export"),
        ('{"report": {"id": "a"}, "claims": []}', "has no text"),
        ('{"report": {"text": "x"}, "claims": [{"topic": "weather"}]}', "is not a topic"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_others_follow(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps(next(lines([FIRST], [TOLD])))
    (tmp_path / "in.jsonl").write_text(f"{line}\n\n{good}\n", encoding="utf-8")
    broken, whole = read(tmp_path / "in.jsonl")
    assert isinstance(broken, InputError)
    assert "line 1" in broken.name
    assert reason in broken.reason
    assert whole == Row(FIRST, (TOLD,))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read(tmp_path / "none.jsonl"))
