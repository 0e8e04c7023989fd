"""Two claims of one matter, field by field, on named levels.

The levels of a field (``levels``) are tried in order and the first that holds is the result: what is missing first,
then what agrees, what is compatible, what contradicts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lineup.claims.facts import Fact
from sayso.lineup.comparing import levels as at
from sayso.lineup.options import DEFAULT, LineUpOptions

Verdict = Literal["missing", "agrees", "compatible", "contradicts"]
Test = Callable[[Fact, Fact, LineUpOptions], bool]
Levels = tuple[tuple[Test, "Level"], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The result for one field: the level's name, its verdict, and the sentence that explains it."""

    field: str
    name: str
    verdict: Verdict
    explanation: str


def compare(left: Fact, right: Fact, options: LineUpOptions = DEFAULT) -> tuple[Level, ...]:
    """The levels of status, actor, object and count for two claims of one question, place and time."""
    denial, control = left.denied or right.denied, left.topic == "control"
    return tuple([_first(levels, (left, right), options) for levels in _levels(denial, control)])


def contradictions(left: Fact, right: Fact, options: LineUpOptions = DEFAULT) -> tuple[Level, ...]:
    """The levels on which two claims exclude each other; empty where both can be so."""
    denial, control = left.denied or right.denied, left.topic == "control"
    found = []
    for levels in _exclusions(denial, control):
        for test, level in levels:
            if test(left, right, options):
                if level.verdict == "contradicts":
                    found.append(level)
                break
    return tuple(found)


def _first(levels: Levels, pair: tuple[Fact, Fact], options: LineUpOptions) -> Level:
    for test, level in levels:
        if test(*pair, options):
            return level
    raise AssertionError(f"the levels of {levels[0][1].field} do not cover every case")


@cache
def _levels(denial: bool, control: bool) -> tuple[Levels, ...]:
    """The levels of each field, but for those that cannot hold where nobody denies, or of other topics than control."""
    left_out = (frozenset() if denial else _OF_DENIALS) | (frozenset() if control else _OF_CONTROL)
    return tuple(
        tuple(
            (test, Level(field, test.__name__, verdict, " ".join((test.__doc__ or "").split())))
            for verdict, test in levels
            if test not in left_out
        )
        for field, levels in _FIELDS
    )


@cache
def _exclusions(denial: bool, control: bool) -> tuple[Levels, ...]:
    """The levels of each field down to the last that contradicts, what is read off the words after what is not.

    Which of the levels between two that contradict holds does not matter then, and reading costs most.
    """
    return tuple(levels for field in _levels(denial, control) if (levels := _cheapest_first(field)))


def _cheapest_first(levels: Levels) -> Levels:
    found: list[tuple[Test, Level]] = []
    before: list[tuple[Test, Level]] = []
    for test, level in levels:
        before.append((test, level))
        if level.verdict == "contradicts":
            found += sorted(before, key=lambda pair: (pair[1].verdict == "contradicts", pair[0] in _OF_WORDS))
            before = []
    return tuple(found)


_FIELDS: tuple[tuple[str, tuple[tuple[Verdict, Test], ...]], ...] = (
    (
        "status",
        (
            ("agrees", at.both_deny),
            ("compatible", at.denied_of_another),
            ("compatible", at.denied_before),
            ("contradicts", at.loss_denied),
            ("compatible", at.denied_other_status),
            ("compatible", at.denied_victims),
            ("compatible", at.denied_own_role),
            ("compatible", at.denied_figure),
            ("compatible", at.denies_nothing),
            ("compatible", at.denied_means),
            ("compatible", at.denied_by_own_side),
            ("compatible", at.denied_by_ally),
            ("compatible", at.accused_denies),
            ("compatible", at.denied_doer),
            ("contradicts", at.denied_role),
            ("agrees", at.same_status),
            ("compatible", at.no_common_day),
            ("compatible", at.different_things),
            ("compatible", at.outlet_and_source),
            ("compatible", at.unsaid),
            ("contradicts", at.opposed_status),
            ("compatible", at.other_status),
        ),
    ),
    (
        "actor",
        (
            ("compatible", at.misnamed),
            ("contradicts", at.control_lost),
            ("contradicts", at.opponents_blamed),
            ("contradicts", at.fault_or_foe),
            ("missing", at.no_actor),
            ("contradicts", at.accused_blames),
            ("compatible", at.denied_by_ally),
            ("contradicts", at.accused_denies),
            ("compatible", at.one_denies),
            ("agrees", at.same_actor),
            ("contradicts", at.allies_set_apart),
            ("agrees", at.same_side),
            ("compatible", at.allied),
            ("compatible", at.vague_actor),
            ("compatible", at.several_actors),
            ("compatible", at.contested_place),
            ("compatible", at.passing_remark),
            ("compatible", at.changed_hands),
            ("compatible", at.unsaid),
            ("compatible", at.no_doer),
            ("contradicts", at.different_actors),
        ),
    ),
    (
        "object",
        (
            ("missing", at.no_object),
            ("compatible", at.unsaid),
            ("contradicts", at.civilians_or_fighters),
            ("compatible", at.other_object),
        ),
    ),
    (
        "count",
        (
            ("missing", at.no_count),
            ("compatible", at.denied_count),
            ("compatible", at.uncounted_topic),
            ("compatible", at.other_victims),
            ("compatible", at.other_period),
            ("compatible", at.unsaid),
            ("compatible", at.one_of_them),
            ("compatible", at.part_of_them),
            ("compatible", at.overtaken),
            ("contradicts", at.said_to_differ),
            ("contradicts", at.part_beyond_whole),
            ("compatible", at.families_and_people),
            ("contradicts", at.civilians_are_all),
            ("compatible", at.other_population),
            ("agrees", at.same_count),
            ("agrees", at.counts_meet),
            ("agrees", at.rounded_count),
            ("contradicts", at.different_counts),
        ),
    ),
)


# Levels that hold only where a claim is a denial, and those that hold only of who has a place.
_OF_DENIALS: frozenset[Test] = frozenset(
    {
        at.both_deny,
        at.denied_of_another,
        at.denied_before,
        at.loss_denied,
        at.denied_other_status,
        at.denied_victims,
        at.denied_own_role,
        at.opponents_blamed,
        at.denied_figure,
        at.denies_nothing,
        at.denied_means,
        at.denied_by_own_side,
        at.denied_by_ally,
        at.accused_denies,
        at.denied_doer,
        at.denied_role,
        at.one_denies,
        at.denied_count,
    }
)
# Those that read the words of the claims.
_OF_WORDS: frozenset[Test] = frozenset(
    {
        at.unsaid,
        at.denies_nothing,
        at.misnamed,
        at.fault_or_foe,
        at.allies_set_apart,
        at.no_doer,
        at.one_of_them,
        at.part_of_them,
        at.overtaken,
        at.civilians_are_all,
        at.said_to_differ,
    }
)
_OF_CONTROL: frozenset[Test] = frozenset({at.control_lost, at.contested_place, at.passing_remark, at.changed_hands})
