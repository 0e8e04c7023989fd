"""A line-up that grows gives what lining up all at once gives, and touches only the blocks of what came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from casebook import build, cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import TABLES, reprinted

from sayso.lineup import LineUp, answers_to, line_up
from sayso.models import Report, ResolvedClaim

SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _shuffled(reports: list[Report], order: list[int]) -> list[Report]:
    return [report for _, report in sorted(zip(order, reports, strict=False), key=lambda pair: pair[0])]


def _of(reports: list[Report], claims: list[ResolvedClaim]) -> list[ResolvedClaim]:
    names = {report.id for report in reports}
    return [c for c in claims if c.claim.report_id in names]


@SETTINGS
@given(TABLES, st.permutations(range(24)), st.sampled_from([1, 2, 3, 5]), st.booleans())
def test_growing_report_by_report_is_lining_up_at_once(
    lines: list[str], order: list[int], portion: int, copied: bool
) -> None:
    reports, claims = build(lines)
    if copied:
        copies = [reprinted(report, claims, "Evening Star") for report in reports]
        claims = [*claims, *(claim for _, more in copies for claim in more)]
        reports = [*reports, *(copy for copy, _ in copies)]
    grown = LineUp()
    waiting = _shuffled(reports, order)
    while waiting:
        part, waiting = waiting[:portion], waiting[portion:]
        before = {m.id: m for m in grown.matters}
        growth = grown.add(part, _of(part, claims))
        after = {m.id: m for m in grown.matters}
        assert {m.id for m in growth.gone} == {i for i, m in before.items() if after.get(i) != m}
        assert {m.id for m in growth.new} == {i for i, m in after.items() if before.get(i) != m}
    assert grown.matters == line_up(reports, claims)


def test_processes_that_share_the_work_make_the_same_matters() -> None:
    reports: list[Report] = []
    claims: list[ResolvedClaim] = []
    for number, case in enumerate(cases()):
        texts, items = build(case.lines)
        reports += [replace(r, id=f"{number}-{r.id}") for r in texts]
        claims += [
            replace(c, claim=replace(c.claim, id=f"{number}-{c.claim.id}", report_id=f"{number}-{c.claim.report_id}"))
            for c in items
        ]
    assert len(claims) > 400
    assert line_up(reports, claims, workers=2) == line_up(reports, claims)


NEAR = "2016-03-05 | Gulf Wire | - | casualties killed | Mill < Port | - | n=31 | when=2016-03-05"
FAR = [
    f"2016-03-{day} | Daily North | - | casualties killed | Dock{day} < Harbour | - | n={day} | when=2016-03-{day}"
    for day in range(10, 29)
]


@pytest.mark.parametrize(
    ("line", "touched"),
    [
        ("2016-03-06 | The Levant | - | casualties killed | Mill < Port | - | n=30 | when=2016-03-05", 1),
        ("2016-03-06 | The Levant | - | casualties killed | Hillside < Port | - | n=31 | when=2016-03-05", 1),
        ("2016-03-06 | The Levant | - | control taken | Mill < Port | army[government] | when=2016-03-05", 1),
        # The first that is told inside the mill makes it a place that holds others.
        ("2016-03-06 | The Levant | - | casualties killed | Yard < Mill < Port | - | n=30 | when=2016-03-05", 2),
    ],
)
def test_only_the_blocks_of_a_new_report_are_touched(line: str, touched: int) -> None:
    reports, claims = build([NEAR, *FAR, line])
    fresh = next(r for r in reports if r.outlet == "The Levant")
    old = [r for r in reports if r is not fresh]
    grown = LineUp()
    assert grown.add(old, _of(old, claims)).touched == 20
    assert grown.add([fresh], _of([fresh], claims)).touched == touched


def test_the_same_report_again_touches_nothing() -> None:
    reports, claims = build([NEAR, *FAR])
    grown = LineUp()
    grown.add(reports, claims)
    growth = grown.add(reports, claims)
    assert (growth.gone, growth.new, growth.touched) == ((), (), 0)


def test_an_older_original_that_comes_late_takes_the_voice_of_its_copies() -> None:
    reports, claims = build(["2016-03-05 | Gulf Wire | - | fighting attack | Mill | rebels[opposition]"])
    late = replace(reports[0], id="late", outlet="The Levant", published="2016-03-04")
    grown = LineUp()
    grown.add(reports, claims)
    growth = grown.add([late], ())
    assert [m.positions[0].sources for m in growth.new] == [("The Levant",)]
    assert grown.matters == line_up([late, *reports], claims)


def test_an_id_still_leads_to_its_matter_when_an_earlier_report_comes_late() -> None:
    late = "2016-03-04 | The Levant | Adel[opposition] | control taken | Mill | army[government]"
    first = "2016-03-05 | Gulf Wire | Observatory[neutral] | control taken | Mill | army[government]"
    (old,) = line_up(*build([first]))
    reports, claims = build([first, late])
    (new,) = line_up(reports, claims)
    assert new.id != old.id
    assert answers_to(new, old.id)
    assert answers_to(new, old.id[:8])
    assert not answers_to(new, "0" * 16)


def test_claims_may_come_before_their_report() -> None:
    reports, claims = build([NEAR, *FAR])
    grown = LineUp()
    grown.add((), claims)
    grown.add(reports, ())
    assert grown.matters == line_up(reports, claims)


def test_a_passage_that_forty_reports_carry_is_the_oldest_ones() -> None:
    """Late and early arrivals of many copies of one passage, more than are looked at for one shingle."""
    words = 'says "The depot behind the tannery was shelled twice before dawn and burned until noon"'
    lines = [
        f"2016-04-{1 + n // 3:02d} | Paper {n} | - | fighting attack | Mill | rebels[opposition] | {words}"
        for n in range(60)
    ]
    reports, claims = build(lines)
    at_once = line_up(reports, claims)
    for step in (1, -1, 7):
        grown = LineUp()
        for number in range(60):
            report = reports[(number * step) % 60]
            grown.add([report], _of([report], claims))
        assert grown.matters == at_once
