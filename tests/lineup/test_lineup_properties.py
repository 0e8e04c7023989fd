"""What holds for any set of claims: order, reprints and agreeing voices change no verdict."""

from __future__ import annotations

from dataclasses import replace

from casebook import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import TABLES, reprinted

from sayso.lineup import line_up
from sayso.models import Matter

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _claims_of(matter: Matter) -> list[str]:
    return [claim for position in matter.positions for claim in position.claims]


def _standings(matters: list[Matter]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The standing of the matter on which each claim stands."""
    return {claim: (m.standing, m.disputed_on) for m in matters for claim in _claims_of(m)}


@SETTINGS
@given(TABLES, st.randoms(use_true_random=False))
def test_order_does_not_matter(lines: list[str], random: object) -> None:
    reports, claims = build(lines)
    first = line_up(reports, claims)
    shuffled_reports, shuffled = list(reports), list(claims)
    random.shuffle(shuffled_reports)  # type: ignore[attr-defined]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert line_up(shuffled_reports, shuffled) == first


@SETTINGS
@given(TABLES)
def test_every_claim_is_in_one_position_of_one_matter(lines: list[str]) -> None:
    reports, claims = build(lines)
    matters = line_up(reports, claims)
    assert sorted(c for m in matters for c in _claims_of(m)) == sorted(c.claim.id for c in claims)
    assert len({m.id for m in matters}) == len(matters)
    assert all(m.why for m in matters)


@SETTINGS
@given(TABLES)
def test_only_disputes_name_fields_and_set_positions_against_each_other(lines: list[str]) -> None:
    for matter in line_up(*build(lines)):
        assert bool(matter.disputed_on) == (matter.standing == "disputed")
        if matter.standing == "disputed":
            assert len(matter.positions) > 1


@SETTINGS
@given(TABLES, st.integers(0, 11))
def test_a_reprint_changes_no_standing(lines: list[str], which: int) -> None:
    reports, claims = build(lines)
    before = _standings(line_up(reports, claims))
    copy, copied = reprinted(reports[which % len(reports)], claims, "Evening Star")
    after = _standings(line_up([*reports, copy], [*claims, *copied]))
    assert {claim: after[claim] for claim in before} == before


@SETTINGS
@given(TABLES, st.integers(0, 11))
def test_an_agreeing_voice_makes_no_dispute(lines: list[str], which: int) -> None:
    """A new voice that says all that one attributed voice said, when it said it, opens no dispute."""
    reports, claims = build(lines)
    named = [c for c in claims if c.source is not None and c.source.id is not None]
    if not named:
        return
    model = named[which % len(named)].source
    assert model is not None
    echo = replace(model, id="act:echo", name="Echo of the Valley")
    echoed = [
        replace(c, claim=replace(c.claim, id=f"echo-{c.claim.id}"), source=echo) for c in named if c.source == model
    ]
    before = _standings(line_up(reports, claims))
    after = _standings(line_up(reports, [*claims, *echoed]))
    disputed = {claim for claim, (standing, _) in after.items() if standing == "disputed" and claim in before}
    assert disputed == {claim for claim, (standing, _) in before.items() if standing == "disputed"}
