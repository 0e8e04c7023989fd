"""One event told of a place and of the wider place around it ("in Douma", "in Rural Damascus").

A wider place is another scope, so figures of it contradict nothing. Only where an event is told with the same figure
or the same thing hit, on the same days, and only one event inside fits, are the two told together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.lineup.blocking import closeness
from sayso.lineup.comparison import contradictions
from sayso.lineup.facts import EVENTS, Fact, habitual
from sayso.lineup.options import LineUpOptions

_TELLING = 5  # people: the same smaller toll in a city and in one of its districts is often chance


def join_wider(groups: Sequence[list[Fact]], options: LineUpOptions) -> list[list[Fact]]:
    """The groups, those of a wider place put into the one event inside it that they plainly tell."""
    inside = _by_container(groups)
    into: dict[int, int] = {}
    for number, members in enumerate(groups):
        place = members[0].claim.place
        if place is None or place.id is None or members[0].topic not in EVENTS:
            continue
        nearby = inside.get((members[0].question, place.id, members[0].window.high // _WEEK), ())
        fitting = [n for n in nearby if n != number and _one_event(members, groups[n], options)]
        if len(fitting) == 1:
            into[number] = fitting[0]
    return _merged(groups, into)


_WEEK = 7


def _by_container(groups: Sequence[list[Fact]]) -> dict[tuple[str, str, int], list[int]]:
    """Groups by question, each place that contains them, and the weeks around their first day."""
    found: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for number, members in enumerate(groups):
        place, week = members[0].claim.place, members[0].window.high // _WEEK
        if place is not None and members[0].topic in EVENTS:
            for container in place.within:
                for near in (week - 1, week, week + 1):
                    found[(members[0].question, container, near)].append(number)
    return found


def _merged(groups: Sequence[list[Fact]], into: dict[int, int]) -> list[list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for number, members in enumerate(groups):
        target = number
        while target in into:
            target = into[target]
        found[target].extend(members)
    return [found[number] for number in sorted(found)]


def _one_event(wide: Sequence[Fact], narrow: Sequence[Fact], options: LineUpOptions) -> bool:
    pairs = [(a, b) for a in wide for b in narrow]
    if any(closeness(a, b, options) in (None, 2) or contradictions(a, b, options) for a, b in pairs):
        return False
    if any(a.report == b.report and a.voice == b.voice for a, b in pairs):
        return False
    return any(_same_event(a, b) for a, b in pairs)


def _same_event(wide: Fact, narrow: Fact) -> bool:
    a, b = wide.count, narrow.count
    if wide.topic == "casualties":
        if a is None or b is None or wide.population != narrow.population:
            return False
        return (a.low, a.high) == (b.low, b.high) and (a.low or a.high or 0) >= _TELLING
    place = wide.claim.place
    if habitual(wide) or (place is not None and place.precision == "country"):
        return False  # A hospital hit somewhere in the country is not this hospital.
    return bool(wide.targets & narrow.targets) and not (wide.window.weak and narrow.window.weak)
