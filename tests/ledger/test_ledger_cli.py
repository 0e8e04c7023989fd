"""The commands on a ledger, over both stores: search, judge, the past, backup, restore, statistics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from making import report
from samples import REPORT, TEXT, claims_of

from sayso.cli import main
from sayso.ledger import Provenance, open_ledger

Run = Callable[..., Result]
TAKEN, KILLED = (one.claim.id for one in claims_of(REPORT))


@pytest.fixture
def run(address: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run sayso on a ledger with two reports, the second of which came a day later."""
    with open_ledger(address) as ledger:
        monkeypatch.setattr("sayso.ledger.databases.times.now", lambda: "2031-05-08T10:00:00.000+00:00")
        ledger.add(REPORT, claims_of(REPORT), Provenance("rules", "tarn"))
        monkeypatch.setattr("sayso.ledger.databases.times.now", lambda: "2031-05-09T10:00:00.000+00:00")
        other = report(TEXT, id="r2", outlet="The Mirror")
        ledger.add(other, claims_of(other), Provenance("rules", "tarn"))
    return lambda *words: CliRunner().invoke(main, [*words, "--ledger", address], catch_exceptions=False)


def test_judging_by_command(run: Run) -> None:
    made = run("judge", "correct", TAKEN, "certainty", "hedged", "--by", "Anna", "--because", "It is a rumour.")
    assert made.output == "Judgement 1 (correct), 2031-05-09T10:00:00.000+00:00.\n"
    assert run("judge", "accept", TAKEN, "--by", "Boris").exit_code == 0
    assert run("judge", "undo", "1", "--by", "Boris", "--because", "No.").exit_code == 0
    listed = run("judge", "list", "--claim", TAKEN).output.splitlines()
    assert listed[0].endswith(f"Anna: correct {TAKEN} certainty to hedged: It is a rumour. [undone by 3]")
    assert len(listed) == 3
    assert [one["kind"] for one in json.loads(run("judge", "list", "--format", "json").output)] == [
        "correct",
        "accept",
        "undo",
    ]


def test_what_the_reader_had_stands_beside_what_a_person_has(run: Run) -> None:
    run("judge", "correct", KILLED, "count", '{"low": 2, "high": 2, "unit": "people"}', "--because", "Two.")
    listed = run("judge", "list", "--claim", KILLED).output
    assert listed.startswith('count: {"low": 2, "high": null, "unit": "people"} (as read), {"low": 2, "high": 2,')
    run("judge", "reject", KILLED, "--because", "Not here.")
    assert "This claim is rejected." in run("judge", "list", "--claim", KILLED).output


def test_a_refused_judgement_ends_with_one_line(run: Run) -> None:
    result = run("judge", "reject", TAKEN)
    assert (result.exit_code, result.stderr) == (1, "sayso: to reject needs a reason\n")


def test_a_search_pages_by_key(run: Run) -> None:
    first = json.loads(run("search", "nurses", "--most", "1", "--format", "json").output)
    assert [hit["report"] for hit in first["hits"]] == ["r2"]
    second = json.loads(run("search", "nurses", "--most", "1", "--after", first["next"], "--format", "json").output)
    assert [hit["report"] for hit in second["hits"]] == ["r1"]
    assert second["next"] is None
    assert "Two nurses were killed." in run("search", "nurses", "--outlet", "The Mirror").output


def test_the_past_can_be_searched_and_counted(run: Run) -> None:
    then = json.loads(run("search", "nurses", "--as-of", "2031-05-08", "--format", "json").output)
    assert [hit["report"] for hit in then["hits"]] == ["r1"]
    assert json.loads(run("ledger", "stats", "--as-of", "2031-05-08", "--format", "json").output)["reports"] == 1
    found = json.loads(run("matters", "--as-of", "2031-05-08", "--format", "json").output)
    assert {name for one in found for position in one["positions"] for name in position["reports"]} == {"r1"}
    assert run("matters", "--as-of", "yesterday").stderr.startswith("sayso: 'yesterday' is not a moment such as")


def test_matters_are_merged_and_split_by_command(run: Run) -> None:
    matters = {one["topic"]: one["id"] for one in json.loads(run("matters", "--format", "json").output)}
    refused = run("judge", "merge", *matters.values(), "--because", "The same.")
    assert refused.stderr == "sayso: matters of different topics or questions cannot be merged\n"
    (killed,) = json.loads(run("matters", "--id", matters["casualties"], "--format", "json").output)
    claims = [name for position in killed["positions"] for name in position["claims"]]
    assert len(claims) == 2
    assert run("judge", "split", killed["id"], claims[0], "--because", "Another day.").exit_code == 0
    found = json.loads(run("matters", "--topic", "casualties", "--format", "json").output)
    assert [len(one["positions"][0]["claims"]) for one in found] == [1, 1]
    merged = run("judge", "merge", *(one["id"] for one in found), "--because", "The same after all.")
    assert merged.exit_code == 0
    assert len(json.loads(run("matters", "--topic", "casualties", "--format", "json").output)) == 1


def test_a_backup_is_a_ledger_and_can_be_restored(run: Run, tmp_path: Path) -> None:
    run("judge", "reject", TAKEN, "--because", "No.")
    backup = tmp_path / "backup.db"
    assert run("ledger", "backup", str(backup)).output == f"2 reports, 4 claims written to {backup}.\n"
    again = run("ledger", "backup", str(backup))
    assert again.stderr == f"sayso: {backup} exists: a backup never overwrites\n"
    full = run("ledger", "restore", str(backup))
    assert full.exit_code == 1
    assert "is not empty: restore into a new one" in full.stderr
    with open_ledger(backup) as copy:
        assert copy.check() == []
        assert [one.claim.id for one in copy.claims()] == [KILLED, *(f"r2#{n}" for n in (0, 1))]


def test_statistics_and_check(run: Run) -> None:
    text = run("ledger", "stats").output
    assert "2 reports of 2 outlets, 2031-05-08 to 2031-05-08" in text
    assert "  topic casualties: 2\n" in text
    assert "  reader rules: 2\n" in text
    assert run("ledger", "check").output == "2 reports, 4 claims, no faults.\n"


def test_a_whole_ledger_is_written_some_reports_at_a_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = run("export", "jsonl", "--show-names").output
    monkeypatch.setattr("sayso.cli.exporting.TOGETHER", 1)
    assert run("export", "jsonl", "--show-names").output == at_once
    told = [json.loads(line) for line in at_once.splitlines()]
    assert [(one["report"]["id"], len(one["claims"]), "history" in one) for one in told] == [
        (REPORT.id, 2, True),
        ("r2", 2, True),
    ]
