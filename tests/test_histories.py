"""Who is claimed to hold a place, and who gave which figure, through time: told of what a brief shows."""

from __future__ import annotations

import io
import json

import pytest
from making import MILL, claim, placed, report
from rich.console import Console

from sayso.briefs import Brief, Material, Question, compose, to_console, to_json, to_markdown
from sayso.histories import through_time
from sayso.lineup import line_up
from sayso.models import PlaceResolution, Report, ResolvedClaim

Row = tuple[str, str, str, str, int | None, str | None]  # day, outlet, kind, actor, figure, stated day


def material_of(rows: list[Row]) -> tuple[list[Report], list[ResolvedClaim]]:
    """A report with one sentence and one claim for each row; the outlet is the voice."""
    reports, claims = [], []
    for number, (day, outlet, kind, actor, figure, when) in enumerate(rows):
        words = f"{outlet} tells in its own words number {number} that {actor} {figure or ''} {kind} Mill Quarter"
        one = report(f"{words}.", id=f"r{number}", outlet=outlet, published=day)
        fields = {"place": "Mill Quarter", "actor": actor}
        if figure:
            fields["count"] = {"low": figure, "high": figure, "unit": "people"}
        if when:
            fields["when"] = {"start": when, "end": when}
        reports.append(one)
        claims.append(placed(claim(one, words, kind, number, **fields), MILL))
    return reports, claims


def told(rows: list[Row], place: PlaceResolution = MILL, most: int | None = None) -> Brief:
    reports, claims = material_of(rows)
    matters = line_up(reports, claims)
    material = Material.of({c.claim.id: c for c in claims}, {r.id: r for r in reports})
    return through_time(compose(Question(place), matters, material, most), place, matters, material)


TAKEN: Row = ("2031-05-02", "The Tarn Post", "control/taken", "the army", None, "2031-05-02")
HELD: Row = ("2031-05-06", "The Gleaner", "control/held", "the army", None, "2031-05-06")
LATER: Row = ("2031-06-20", "Radio Tarn", "control/taken", "rebels", None, "2031-06-20")
CONTROL = [
    ([TAKEN], []),
    ([TAKEN, HELD], ["From 2 to 6 May 2031: taken and held by the army, said The Gleaner and The Tarn Post."]),
    (
        [TAKEN, LATER],
        ["On 2 May 2031: taken by the army, said The Tarn Post.", "On 20 June 2031: taken by rebels, said Radio Tarn."],
    ),
    (
        [HELD, LATER],
        ["On 6 May 2031: held by the army, said The Gleaner.", "On 20 June 2031: taken by rebels, said Radio Tarn."],
    ),
]


@pytest.mark.parametrize(("rows", "lines"), CONTROL)
def test_who_is_claimed_to_hold_the_place(rows: list[Row], lines: list[str]) -> None:
    assert [held.words for held in told(rows).holders] == lines


def test_who_holds_a_place_within_is_not_who_holds_the_place() -> None:
    tarn = PlaceResolution("t:tarn", "Tarn", "town", 36.0, 37.0, ("t:north",))
    assert told([TAKEN, HELD]).holders
    assert not told([TAKEN, HELD], tarn).holders


def dead(day: str, outlet: str, figure: int) -> Row:
    return (day, outlet, "casualties/killed", "a blast", figure, "2031-05-02")


TOLLS = [
    ([dead("2031-05-02", "The Tarn Post", 31)], []),
    ([dead("2031-05-02", "The Tarn Post", 31), dead("2031-05-02", "The Gleaner", 31)], []),
    (
        [dead("2031-05-02", "The Tarn Post", 31), dead("2031-05-03", "The Gleaner", 40)],
        [
            "Mill Quarter, deaths, on 2 May 2031: now 31 to 40 people",
            "The Gleaner: 40 people on 3 May 2031.",
            "The Tarn Post: 31 people on 2 May 2031.",
        ],
    ),
    (
        [dead("2031-05-02", "The Tarn Post", 31), dead("2031-05-04", "The Tarn Post", 43)],
        [
            "Mill Quarter, deaths, on 2 May 2031: now 43 people",
            "The Tarn Post: 31 people on 2 May 2031, replaced since; 43 people on 4 May 2031.",
        ],
    ),
]


@pytest.mark.parametrize(("rows", "lines"), TOLLS)
def test_the_figures_of_each_voice(rows: list[Row], lines: list[str]) -> None:
    made = told(rows)
    assert [words for toll in made.tolls for words in (toll.heading, *(one.words for one in toll.series))] == lines


def test_histories_are_of_what_the_brief_shows() -> None:
    rows = [dead("2031-05-02", "The Tarn Post", 31), dead("2031-05-04", "The Tarn Post", 43)]
    assert told(rows).tolls
    assert not told(rows, most=0).tolls


def test_histories_stand_in_every_form() -> None:
    made = told([TAKEN, HELD, dead("2031-05-02", "The Tarn Post", 31), dead("2031-05-04", "The Tarn Post", 43)])
    out = io.StringIO()
    to_console(made, Console(file=out, width=200, highlight=False))
    text, markdown, data = out.getvalue(), to_markdown(made), json.loads(json.dumps(to_json(made)))
    assert "CONTROL THROUGH TIME\n  From 2 to 6 May 2031: taken and held by the army" in text
    assert "TOLLS THROUGH TIME\n  Mill Quarter, deaths" in text
    assert (
        "## Tolls through time\n\n* Mill Quarter, deaths, on 2 May 2031: now 43 people\n  * The Tarn Post" in markdown
    )
    assert [(one["start"], one["end"], one["opened"]) for one in data["holders"]] == [
        ("2031-05-02", "2031-05-06", True)
    ]
    figures = data["tolls"][0]["series"][0]["figures"]
    assert [(one["said"], one["count"]["low"], one["replaced"]) for one in figures] == [
        ("2031-05-02", 31, True),
        ("2031-05-04", 43, False),
    ]
    assert data["tolls"][0]["now"] == [{"low": 43, "high": 43, "unit": "people"}]
