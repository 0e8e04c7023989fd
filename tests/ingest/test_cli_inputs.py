"""sayso add and sayso watch, with what they set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from input_samples import ACLED, ARABIC, LEAD, MORE, page, rss, table, telegram
from web_server import Answer, reader_of, serving

from sayso import pipeline
from sayso.cli import main
from sayso.ledger import open_ledger


class Silent:
    """A reader that finds nothing, at no cost."""

    name = "silent"

    def pipe(self, reports):  # type: ignore[no-untyped-def]
        return ([] for _ in reports)


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_reader", lambda name: Silent())


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_refused_inputs_are_set_aside_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = tmp_path / "l.db"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LEAD)
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "in" / "c.csv").write_bytes(
        table(ACLED, [("T1", "2031-05-06", "Battles", "Army", "Dahr", "Post", MORE, "3")])
    )
    messages = [{"id": 1, "type": "message", "date": "2031-05-06T10:00:00", "text": ARABIC}]
    (tmp_path / "in" / "d.json").write_bytes(telegram(messages))
    told = run("add", tmp_path / "in", "--ledger", ledger, code=1)
    assert "3 reports with 0 claims added" in told
    assert "1 of them stored but not read (1 in Arabic), 1 could not be read." in told
    assert len(list((tmp_path / "l.db.inbox" / "quarantine").glob("*.input"))) == 1
    (coded,) = (tmp_path / "l.db.inbox" / "coded.jsonl").read_text().splitlines()
    with open_ledger(ledger) as store:
        stored = {report.id: report for report in store.reports()}
    assert sorted(report.language for report in stored.values()) == ["ar", "en", "en"]
    assert stored[json.loads(coded)["report_id"]].text == MORE

    assert "1 could not be read" in run("add", "--retry", "--ledger", ledger, code=1)
    monkeypatch.setattr("sayso.ingest.kinds.pdf._pages", lambda document: [f"Mill taken\n{LEAD} It was over."])
    assert "1 report with 0 claims added" in run("add", "--retry", "--ledger", ledger)
    assert list((tmp_path / "l.db.inbox" / "quarantine").iterdir()) == []
    assert "0 reports with 0 claims added" in run("add", "--retry", "--ledger", ledger)


def test_add_wants_something_to_add(tmp_path: Path) -> None:
    assert "Nothing to add" in run("add", "--ledger", tmp_path / "l.db", code=2)


def test_watching_once_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.ingest.Client", reader_of)
    with serving() as site:
        site.pages["/1"] = Answer(page("Mill 1 is taken").encode())
        item = {"title": "Mill 1", "link": f"{site.url}/1", "guid": "1", "description": "A teaser."}
        site.pages["/feed"] = Answer(rss([item]))
        (tmp_path / "feeds.txt").write_text(f"# one feed\n{site.url}/feed\n")
        words = ("watch", tmp_path / "feeds.txt", "--once", "--ledger", tmp_path / "l.db")
        assert "1 report with 0 claims added" in run(*words)
        assert "0 reports with 0 claims added" in run(*words)
        assert site.paths == ["/feed", "/1", "/feed"]
    with open_ledger(tmp_path / "l.db") as store:
        assert [report.url for report in store.reports()] == [f"{site.url}/1"]


def test_stopping_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.ingest.Client", reader_of)
    monkeypatch.setattr("sayso.cli.reading.time.sleep", stop)
    with serving() as site:
        told = run("watch", f"{site.url}/feed", "--ledger", tmp_path / "l.db")
    assert "the server answers 404" in told
    assert "Stopped; the next run goes on from here." in told


def test_an_unread_report_is_shown_with_the_names_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال سكان إن الطائرات قصفت بلدة خان طومان يوم الثلاثاء صباحا", encoding="utf-8")
    told = " ".join(run("read", tmp_path / "a.txt").split())
    assert "Not read: it is written in Arabic. It names خان طومان (Khan tuman)." in told
