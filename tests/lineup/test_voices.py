"""Whose say-so a claim rests on, where a name alone does not tell."""

from __future__ import annotations

from dataclasses import replace

from casebook import build

from sayso.lineup.claims.voices import build_facts
from sayso.lineup.options import DEFAULT
from sayso.models import ActorResolution


def test_a_joint_statement_known_as_one_of_its_names_does_not_lend_it_to_the_other() -> None:
    reports, claims = build(
        [
            "2016-03-05 | Gulf Wire | the Valley Centre | casualties killed | Mill | - | n=4",
            "2016-03-05 | Gulf Wire | the Valley Centre and the Observatory | casualties killed | Hill | - | n=9",
        ]
    )
    known = ActorResolution("act:observatory", "Observatory of the North", "neutral")
    claims = [claims[0], replace(claims[1], source=known)]
    assert [fact.voice for fact in build_facts(reports, claims, DEFAULT)] == ["valley centre", "observatory north"]
