"""Views, tolls, control through time, silence and changes: small tables and what is read off them."""

from __future__ import annotations

import pytest
from casebook import build

from sayso.lineup import (
    VIEWS,
    changes_since,
    control_through_time,
    hear,
    line_up,
    silent_outlets,
    toll,
    view,
    voices,
)
from sayso.models import Answer, Count

STRIKE = [
    "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=31 | when=2016-03-05",
    "2016-03-05 | Daily North | Adel[opposition] | casualties killed | Mill | - | n=40+ | when=2016-03-05",
    "2016-03-06 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=43 | when=2016-03-05",
    "2016-03-06 | The Levant | health ministry[government] | casualties killed | Mill | - | n=38 | when=2016-03-05",
]


def _seen(name: str, lines: list[str]) -> Answer:
    reports, claims = build(lines)
    (matter,) = line_up(reports, claims)
    return view(name, hear(matter, reports, claims))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("all", ["38 people killed", "43 people killed", "31 people killed"]),
        ("conservative", ["at least 38 people"]),
        ("range", ["38 to 43 or more people"]),
        ("latest", ["43 people killed", "38 people killed"]),
        ("by-side", ["38 people killed", "43 people killed", "at least 40 people killed"]),
    ],
)
def test_views_of_a_strike(name: str, lines: list[str]) -> None:
    answer = _seen(name, STRIKE)
    assert sorted(line.text for line in answer.lines) == sorted(lines)
    assert answer.view == name
    assert answer.rule.endswith(".")


def test_the_sides_of_a_strike() -> None:
    answer = _seen("by-side", STRIKE)
    assert [(line.label, line.voices) for line in answer.lines] == [
        ("government", ("health ministry",)),
        ("no side", ("Observatory",)),
        ("opposition", ("Adel",)),
    ]


def test_conservative_grants_nothing_where_holders_are_disputed() -> None:
    lines = [
        "2016-03-05 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government]",
        "2016-03-05 | Gulf Wire | Adel of the Shields[opposition] | control held | Mill | rebels[opposition]",
    ]
    assert _seen("conservative", lines).lines == ()
    assert len(_seen("range", lines).lines) == 2


def test_conservative_of_an_agreed_matter_is_its_one_position() -> None:
    lines = [
        "2016-03-05 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government]",
        "2016-03-05 | Daily North | police[government] | control taken | Mill | army[government]",
    ]
    (line,) = _seen("conservative", lines).lines
    assert (line.text, line.voices) == ("taken by army", ("Observatory", "police"))


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(KeyError):
        _seen("true", STRIKE)
    assert set(VIEWS) == {"all", "conservative", "range", "latest", "by-side"}


def test_voices_keep_their_replaced_claims_apart() -> None:
    reports, claims = build(STRIKE)
    (matter,) = line_up(reports, claims)
    by_name = {voice.name: voice for voice in voices(hear(matter, reports, claims))}
    assert set(by_name) == {"Observatory", "Adel", "health ministry"}
    assert len(by_name["Observatory"].claims) == 2
    assert by_name["Observatory"].current == by_name["Observatory"].claims[1:]
    assert by_name["health ministry"].side == "government"


def test_a_toll_through_time() -> None:
    reports, claims = build(STRIKE)
    (matter,) = line_up(reports, claims)
    found = toll(hear(matter, reports, claims))
    series = {one.voice: [(f.said, f.count.low, f.replaced) for f in one.figures] for one in found.series}
    assert series["Observatory"] == [("2016-03-05", 31, True), ("2016-03-06", 43, False)]
    assert [one.voice for one in found.series if one.revised] == ["Observatory"]
    assert found.now == (("people", Count(38, 43, "people")),)


def test_a_toll_of_bounds_stays_open() -> None:
    reports, claims = build(
        [
            "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=16+ | when=2016-03-05",
            "2016-03-05 | Daily North | police[government] | casualties killed | Mill | - | n=19+ | when=2016-03-05",
        ]
    )
    (matter,) = line_up(reports, claims)
    assert toll(hear(matter, reports, claims)).now == (("people", Count(16, None, "people")),)


def test_control_through_time_keeps_its_gaps() -> None:
    reports, claims = build(
        [
            "2016-03-01 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government] | when=2016-03-01",
            "2016-03-04 | Daily North | police[government] | control held | Mill | army[government]",
            "2016-03-06 | Gulf Wire | police[neutral] | control taken | Mill | rebels[opposition] | when=2016-03-06",
            "2016-03-08 | Gulf Wire | police[government] | control taken denied | Mill | rebels[opposition]",
            "2016-03-09 | Gulf Wire | police[government] | control taken planned | Mill | army[government]",
            "2016-05-20 | Gulf Wire | Observatory[neutral] | control held | Mill | rebels[opposition]",
        ]
    )
    holds = control_through_time("place:mill", reports, claims)
    assert [(h.holder, h.start, h.end, h.opened, h.voices) for h in holds] == [
        ("army", "2016-03-01", "2016-03-04", True, ("Observatory", "police")),
        ("rebels", "2016-03-06", "2016-03-06", True, ("police",)),
        ("rebels", "2016-05-20", "2016-05-20", False, ("Observatory",)),
    ]


def test_control_comes_back_after_another_holder() -> None:
    reports, claims = build(
        [
            "2016-03-01 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government] | when=2016-03-01",
            "2016-03-03 | Gulf Wire | police[neutral] | control taken | Mill | rebels[opposition] | when=2016-03-03",
            "2016-03-05 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government] | when=2016-03-05",
        ]
    )
    holds = control_through_time("place:mill", reports, claims)
    assert [(h.holder, h.start) for h in holds] == [
        ("army", "2016-03-01"),
        ("rebels", "2016-03-03"),
        ("army", "2016-03-05"),
    ]


def test_both_claim_to_hold_it_at_once() -> None:
    reports, claims = build(
        [
            "2016-03-05 | Gulf Wire | police[government] | control held | Mill | army[government] | when=2016-02-01/",
            "2016-03-05 | Gulf Wire | Adel of the Shields[opposition] | control held | Mill | rebels[opposition]",
        ]
    )
    holds = control_through_time("place:mill", reports, claims)
    assert [(h.holder, h.start, h.end) for h in holds] == [
        ("army", "2016-02-01", "2016-03-05"),
        ("rebels", "2016-03-05", "2016-03-05"),
    ]


def _week(day: str, outlet: str, place: str) -> str:
    return f"{day} | {outlet} | - | fighting clash | {place} | - | when={day}"


def test_silent_outlets_are_those_that_normally_cover_the_place() -> None:
    lines = [_week(day, "Gulf Wire", "Mill < Port") for day in ("2016-02-01", "2016-02-10", "2016-02-20")]
    lines += [_week(day, "Daily North", "Port") for day in ("2016-02-01", "2016-02-10")]
    lines += [_week("2016-02-10", "The Levant", "Port"), _week("2016-03-05", "The Levant", "Docks")]
    lines += [_week("2016-03-05", "Daily North", "Port"), _week("2016-03-05", "Gulf Wire", "Hillside")]
    reports, claims = build(lines)
    found = silent_outlets("place:port", ("2016-03-04", "2016-03-06"), reports, claims)
    assert [(s.outlet, s.usual, s.last, s.elsewhere) for s in found] == [("Gulf Wire", 3, "2016-02-20", 1)]


OLD = [
    "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=31 | when=2016-03-05",
    "2016-03-05 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government] | when=2016-03-05",
]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (
            "2016-03-07 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=43 | when=2016-03-05",
            ["firmer", "moved"],
        ),
        (
            "2016-03-07 | Daily North | police[government] | casualties killed | Mill | - | n=31 | when=2016-03-05",
            ["firmer"],
        ),
        (
            "2016-03-07 | Daily North | police[government] | casualties killed | Mill | - | n=12 | when=2016-03-05",
            ["opened", "moved"],
        ),
        (
            "2016-03-07 | Daily North | Adel[opposition] | control taken | Mill | rebels[opposition] | when=2016-03-07",
            ["flipped"],
        ),
        (
            "2016-03-07 | Daily North | Adel[opposition] | control held | Mill | rebels[opposition] | when=2016-03-07",
            ["opened"],
        ),
        ("2016-03-07 | Daily North | Adel[opposition] | fighting clash | Docks | - | when=2016-03-07", ["new"]),
        ("2016-03-04 | Daily North | Adel[opposition] | fighting clash | Docks | - | when=2016-03-04", []),
    ],
)
def test_what_a_new_report_changes(line: str, kinds: list[str]) -> None:
    reports, claims = build([*OLD, line])
    assert [change.kind for change in changes_since("2016-03-06", reports, claims)] == kinds


def test_a_dispute_closes_when_a_voice_comes_round() -> None:
    reports, claims = build(
        [
            "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=31 | when=2016-03-05",
            "2016-03-05 | Daily North | police[government] | casualties killed | Mill | - | n=12 | when=2016-03-05",
            "2016-03-07 | Daily North | police[government] | casualties killed | Mill | - | n=31 | when=2016-03-05",
        ]
    )
    (change,) = changes_since("2016-03-06", reports, claims)
    assert (change.kind, change.before is not None and change.before.standing) == ("closed", "disputed")
    assert change.matter.standing == "revised"


def test_a_day_left_open_does_not_widen_the_days_of_a_matter() -> None:
    lines = [
        "2016-03-11 | Gulf Wire | - | casualties killed | Mill | - | n=16+ | when=2016-03-01/2016-03-31"
        ' | says "A car bomb in early March left at least 16 dead in Mill"',
        "2016-03-03 | Daily North | mayor[neutral] | casualties killed | Mill | - | n=16+ | when=2016-03-02",
    ]
    (matter,) = line_up(*build(lines))
    assert (matter.start, matter.end) == ("2016-03-02", "2016-03-02")
    (alone,) = line_up(*build(lines[:1]))
    assert (alone.start, alone.end) == ("2016-03-01", "2016-03-11")
