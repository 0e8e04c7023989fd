"""Matters of a ledger that may be about one event: in a brief, on the command line, on a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso import pipeline
from sayso.briefs import to_json, to_markdown
from sayso.cli import main
from sayso.doubts import nearby
from sayso.ledger import Ledger, open_ledger
from sayso.models import Matter
from sayso.web import Options
from sayso.web.desk import Desk
from sayso.web.pages import matters as pages

TOWN = "Shells killed 17 people in Aleppo on 5 May, said Samir Haddad, a baker."
QUARTER = "Rockets on the Salaheddine neighbourhood of Aleppo killed 12 people on 5 May, the Rescue Service said."
LATER = "Shells killed 12 people in Aleppo on 25 May, the Rescue Service said."


def coded(ident: str, outlet: str, day: str, text: str, count: int, **fields: Any) -> dict[str, Any]:
    claim = {
        "topic": "casualties",
        "status": "killed",
        "certainty": "stated",
        "evidence": text,
        "object": f"{count} people",
        "count": {"low": count, "high": count, "unit": "people"},
        "when": {"start": day, "end": day},
    }
    return {"report": {"id": ident, "outlet": outlet, "published": day, "text": text}, "claims": [claim | fields]}


ROWS = [
    coded("a", "The Orontes Wire", "2016-05-05", TOWN, 17, place="Aleppo", source="Samir Haddad"),
    coded(
        "b",
        "Radio Jabal",
        "2016-05-05",
        QUARTER,
        12,
        place="the Salaheddine neighbourhood of Aleppo",
        source="the Rescue Service",
    ),
    coded("c", "Radio Jabal", "2016-05-25", LATER, 12, place="Aleppo", source="the Rescue Service"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three reports: a town's toll, a quarter's of the same day, and one of the town weeks later."""
    lines = tmp_path / "coded.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    with open_ledger(tmp_path / "made.db") as ledger:
        for kept in pipeline.add_coded([str(lines)], pipeline.Settings(), ledger):
            assert isinstance(kept, pipeline.Kept), kept
        pipeline.matters_of(ledger)
    return tmp_path / "made.db"


def of_day(ledger: Ledger, day: str) -> dict[int, Matter]:
    """The matters of a day by the figure of each."""
    found = [one for one in pipeline.matters_of(ledger) if one.start == day]
    return {17 if "17" in one.positions[0].summary else 12: one for one in found}


def test_matters_near_by_in_a_ledger_are_found_whichever_is_the_wider(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = of_day(ledger, "2016-05-05")
        assert [one.id for one in nearby(ledger, found[17])] == [found[12].id]
        assert [one.id for one in nearby(ledger, found[12])] == [found[17].id]
        assert nearby(ledger, of_day(ledger, "2016-05-25")[12]) == []


def test_a_matter_tells_what_may_be_the_same_event_and_shows_no_private_name(path: Path) -> None:
    theatre = pipeline.load_theatre("syria")
    with open_ledger(path) as ledger:
        found = of_day(ledger, "2016-05-05")
        (doubt,) = pipeline.doubts(ledger, found[12], theatre)
        (named,) = pipeline.doubts(ledger, found[12], theatre, show_names=True)
    assert (doubt.matter, doubt.fields) == (found[17].id, ("count",))
    assert doubt.heading == "Aleppo, deaths, on 5 May 2016"
    assert "17 people killed" in doubt.words
    assert "12 people killed" in doubt.words
    assert "disputed on how many" in doubt.words
    assert "Haddad" not in doubt.words
    assert "Samir Haddad" in named.words


def test_a_brief_tells_each_pair_once(path: Path) -> None:
    with open_ledger(path) as ledger:
        told = pipeline.brief(ledger, "Aleppo", pipeline.load_theatre("syria"), pipeline.BriefOptions())
        pair = {one.id for one in of_day(ledger, "2016-05-05").values()}
    (section,) = told.sections
    (one,) = section.perhaps
    assert set(one.matters) == pair
    text = to_markdown(told)
    assert text.count("may be about one event") == 1
    assert text.count(one.words) == 1
    assert "Haddad" not in text


def test_a_brief_points_at_no_matter_that_it_does_not_show(path: Path) -> None:
    options = pipeline.BriefOptions("2016-05-01", "2016-05-10", most=1)
    with open_ledger(path) as ledger:
        told = pipeline.brief(ledger, "Aleppo", pipeline.load_theatre("syria"), options)
    (section,) = told.sections
    assert len(section.items) == 1
    assert section.perhaps == ()
    assert "Haddad" not in json.dumps(to_json(told))


def test_why_a_matter_stands_so_ends_with_what_may_be_the_same(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = of_day(ledger, "2016-05-05")
    words = ["matters", "--id", found[17].id, "--ledger", str(path)]
    told = CliRunner().invoke(main, [*words, "--why"])
    assert told.exit_code == 0, told.output
    assert "Perhaps the same event: " in told.output
    assert found[12].id in " ".join(told.output.split())
    (shape,) = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).output)
    assert [one["matter"] for one in shape["perhaps"]] == [found[12].id]
    (plain, *_) = json.loads(CliRunner().invoke(main, [*words[:1], *words[3:], "--format", "json"]).output)
    assert "perhaps" not in plain


def test_the_page_of_a_matter_leads_to_it(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = of_day(ledger, "2016-05-05")
    desk = Desk.open(Options(ledger=str(path)))
    try:
        page = pages.matter(desk, found[17].id)
    finally:
        desk.close()
    (one,) = page["perhaps"]
    assert one["href"].endswith(found[12].id)
    assert "Haddad" not in one["words"]


def test_who_merges_the_two_sees_the_dispute(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = of_day(ledger, "2016-05-05")
    names = [one.id for one in found.values()]
    signed = ["--by", "a reader", "--because", "The quarter is where the shells fell."]
    merged = CliRunner().invoke(main, ["judge", "merge", *names, "--ledger", str(path), *signed])
    assert merged.exit_code == 0, merged.output
    with open_ledger(path) as ledger:
        (one,) = [matter for matter in pipeline.matters_of(ledger) if matter.start == "2016-05-05"]
        assert one.standing == "disputed"
        assert pipeline.doubts(ledger, one, pipeline.load_theatre("syria")) == ()
