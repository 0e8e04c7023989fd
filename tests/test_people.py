"""Private people have labels in all that a ledger answers, unless their names are asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from making import claim, report

from sayso import people, pipeline
from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.models import ResolvedClaim

NAME = "Samira Qaddour"
TEXT = (
    f"{NAME}, a resident, said two nurses were killed in Minian on Monday. Mayor Omar Brandt denied that anybody died."
)
REPORT = report(
    TEXT, title=f"Two killed, says {NAME}", published="2016-11-08", url="https://example.org/samira-qaddour"
)
LATER = report(f"“It was dark,” {NAME} said. Olha Lysak, a nurse, wept.", id="r2", published="2016-11-09")


def claims() -> list[ResolvedClaim]:
    place = pipeline.load_theatre("syria").find_place("Minian")
    fields = {"place": "Minian", "when": {"start": "2016-11-07", "end": "2016-11-07"}}
    told = claim(
        REPORT,
        TEXT.split(". ")[0] + ".",
        "casualties/killed",
        source=NAME,
        object="two nurses",
        count={"low": 2, "high": 2, "unit": "people"},
        **fields,
    )
    return [ResolvedClaim(told.claim, place)]


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "l.db")
    with open_ledger(path) as made:
        made.add(REPORT, claims())
        made.add(LATER, [])
    return path


def run(*words: str) -> str:
    result = CliRunner().invoke(main, [*words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


ASKED = [
    ("brief", "Minian"),
    ("brief", "Minian", "--format", "json"),
    ("matters", "--why"),
    ("matters", "--format", "json"),
    ("matters", "--view", "latest"),
    ("changes", "--since", "2016-11-01", "--format", "json"),
    ("export", "jsonl"),
    ("export", "csv"),
    ("export", "html", "Minian"),
]


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_no_answer_has_the_name(ledger: str, words: tuple[str, ...]) -> None:
    shown = run(*words, "--ledger", ledger)
    assert "samira" not in shown.casefold()
    assert "a resident (w1)" in " ".join(shown.split()) or words[0] == "changes"


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "Minian", "--show-names"),
        ("matters", "--format", "json", "--show-names"),
        ("export", "jsonl", "--names", "full"),
    ],
    ids=" ".join,
)
def test_a_reviewer_may_ask_for_names(ledger: str, words: tuple[str, ...]) -> None:
    assert NAME in run(*words, "--ledger", ledger)


def test_an_exported_claim_points_at_its_words(ledger: str) -> None:
    row = json.loads(run("export", "jsonl", "--ledger", ledger).splitlines()[0])
    full = f"{row['report']['title']}\n{row['report']['text']}"
    evidence, source = row["claims"][0]["evidence"], row["claims"][0]["source"]
    assert full[evidence["start"] : evidence["end"]] == evidence["text"]
    assert full[source["start"] : source["end"]] == source["text"] == "a resident (w1)"


def test_a_person_has_one_label_in_all_reports_of_a_ledger(ledger: str) -> None:
    theatre = pipeline.load_theatre("syria")
    with open_ledger(ledger) as store:
        later = people.protect(store, [LATER], [], theatre).reports[0].text
        first = people.protect(store, [REPORT], claims(), theatre).reports[0].text
    assert later == "“It was dark,” a person (w1) said. a medic (w2), a nurse, wept."
    assert first.startswith("a person (w1), a resident, said two nurses")
    assert "Mayor Omar Brandt" in first


def test_a_report_is_looked_through_once(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("matters", "--why", "--ledger", ledger)
    monkeypatch.setattr("sayso.people.find_people", lambda *_: pytest.fail("looked through again"))
    assert run("matters", "--why", "--ledger", ledger) == first


def test_people_are_found_while_a_report_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theatre = pipeline.load_theatre("syria")
    reading = pipeline.resolve(REPORT, [one.claim for one in claims()], theatre)
    with open_ledger(tmp_path / "l.db") as store:
        (kept,) = pipeline.keep([reading], store)
        assert isinstance(kept, pipeline.Kept)
        monkeypatch.setattr("sayso.people.find_people", lambda *_: pytest.fail("looked through again"))
        shown = people.protect(store, [REPORT], [], theatre).reports[0].text
    assert shown.startswith("a resident (w1), a resident, said two nurses")


def test_another_theatre_finds_its_own(ledger: str, tmp_path: Path) -> None:
    known = pipeline.load_theatre("syria")
    copy = Path(shutil.copytree(known.folder, tmp_path / "theatre"))
    with (copy / "actors.csv").open("a", encoding="utf-8") as table:
        table.write(f"act:samira,{NAME},,political,,,,,,,,\n")
    with open_ledger(ledger) as store:
        assert NAME not in people.protect(store, [REPORT], claims(), known).reports[0].text
        assert NAME in people.protect(store, [REPORT], claims(), pipeline.load_theatre(str(copy))).reports[0].text
        assert NAME not in people.protect(store, [REPORT], claims(), known).reports[0].text


def test_an_actor_of_the_theatre_keeps_the_name(ledger: str) -> None:
    text = "Rami Abdel Rahman said so. Ramiz Tarhan said so."
    with open_ledger(ledger) as store:
        shown = people.protect(store, [report(text, id="r3")], [], pipeline.load_theatre("syria"))
    assert shown.reports[0].text == "Rami Abdel Rahman said so. a person (w1) said so."


def test_a_name_is_forgotten_by_command(ledger: str) -> None:
    asked = CliRunner().invoke(main, ["forget", NAME, "--ledger", ledger], input="n\n")
    assert asked.exit_code == 1
    assert "stands in 2 reports" in asked.output
    assert NAME in run("brief", "Minian", "--show-names", "--ledger", ledger)
    assert run("forget", NAME, "--yes", "--ledger", ledger) == "Forgotten in 2 reports.\n"
    assert "amira" not in run("brief", "Minian", "--show-names", "--ledger", ledger)
    assert run("forget", NAME, "--yes", "--ledger", ledger) == "No report has that name.\n"
    assert run("ledger", "check", "--ledger", ledger).endswith("no faults.\n")


def test_spellings_are_read_from_standard_input(ledger: str) -> None:
    result = CliRunner().invoke(
        main, ["forget", "-", "--yes", "--ledger", ledger], input="samira-qaddour\n\nOLHA LYSAK\n"
    )
    assert result.output == "Forgotten in 2 reports.\n"
    with open_ledger(ledger) as store:
        assert "Lysak" not in store.reports()[1].text


def test_a_name_without_a_letter_is_refused(ledger: str) -> None:
    result = CliRunner().invoke(main, ["forget", "  ", "--ledger", ledger])
    assert (result.exit_code, result.output) == (1, "sayso: a name has at least one letter\n")
