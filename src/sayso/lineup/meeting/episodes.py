"""Claims on who holds a place, sorted into episodes: each the question who held it around one date.

A place can change hands: a later taking by another party opens a new episode and contradicts nothing. What is said to
be held on the day of a taking and after it, with no taking between, belongs to that taking and may contradict it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.ordering import in_order
from sayso.lineup.claims.parties import named_apart, same_party
from sayso.lineup.meeting.blocking import stretches
from sayso.lineup.options import LineUpOptions

_EVENTS = ("taken", "lost")


def episodes(block: Sequence[Fact], options: LineUpOptions) -> list[list[Fact]]:
    """The facts of one place's control block by episode, each sorted; every fact is in exactly one."""
    return sort_by_episode(with_history(block, options), options)


def sort_by_episode(block: Sequence[Fact], options: LineUpOptions) -> list[list[Fact]]:
    """The same for facts that are marked as background where they are."""
    if block[0].window.scope == "undated":
        return [in_order(block)]
    parts = stretches(block, options)
    return [found for part in parts for found in ([part] if len(part) == 1 else _episodes(part, options))]


def _episodes(facts: Sequence[Fact], options: LineUpOptions) -> list[list[Fact]]:
    ordered = sorted(in_order(facts), key=lambda f: f.effective)
    starts = _starts([f for f in ordered if f.status in _EVENTS and not f.denied and not f.background], options)
    opened = {fact.id: number for number, (_, _, members) in enumerate(starts) for fact in members}
    firsts = [first for first, _, _ in starts]
    found: dict[int, list[Fact]] = defaultdict(list)
    rest: list[Fact] = []
    for fact in ordered:
        at = opened.get(fact.id)
        if at is None:
            at = _episode(fact, starts, bisect_right(firsts, fact.effective), options)
        (rest if at is None else found[at]).append(fact)
    return [in_order(part) for part in (*found.values(), *_runs(rest, options))]


def with_history(block: Sequence[Fact], options: LineUpOptions) -> list[Fact]:
    """The block, an outlet's undated taking marked as background where its report tells of another holder.

    "Troops entered X, which rebels took in spring": what the report dates or attributes is the news.
    """
    news: dict[str, list[Fact]] = defaultdict(list)
    for fact in block:
        if not fact.own_voice or fact.claim.claim.when is not None:
            news[fact.report].append(fact)
    return [
        replace(fact, background=True)
        if fact.own_voice
        and fact.claim.claim.when is None
        and any(named_apart(fact.actor, other.actor, options) for other in news[fact.report])
        else fact
        for fact in block
    ]


Start = tuple[int, int, tuple[Fact, ...]]


def _starts(events: Sequence[Fact], options: LineUpOptions) -> list[Start]:
    """Takings and losses joined where they tell of one change: (first day, last day, facts).

    One change is told on several days; another party's taking on a later day is another change.
    """
    found: list[Start] = []
    for fact in events:
        last = found[-1] if found else None
        if last and _one_change(last, fact, options):
            found[-1] = (last[0], fact.effective, (*last[2], fact))
        else:
            found.append((fact.effective, fact.effective, (fact,)))
    return found


def _one_change(start: Start, fact: Fact, options: LineUpOptions) -> bool:
    if fact.effective - start[0] > options.windows["control"]:
        return False
    if fact.effective == start[0]:
        return True
    return not any(_opposed(fact, other, options) for other in start[2])


def _opposed(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether two changes are in favour of different parties."""
    if left.status == right.status:
        sides = (left.actor, right.actor) if left.status == "taken" else (left.object, right.object)
        return named_apart(*sides, options)
    taken, lost = (left, right) if left.status == "taken" else (right, left)
    return taken.actor is not None and lost.object is not None and same_party(taken.actor, lost.object)


def _episode(fact: Fact, starts: Sequence[Start], begun: int, options: LineUpOptions) -> int | None:
    """The number of the episode that a fact belongs to, the last of the ``begun`` first ones that reaches to it.

    None for a state that no known change opened.
    """
    for number in range(begun - 1, -1, -1):
        _, last, members = starts[number]
        if fact.effective > last + options.windows["control"]:
            return None
        if not _before(fact, members, options):
            return number
    return None


def _before(fact: Fact, members: Sequence[Fact], options: LineUpOptions) -> bool:
    """Whether a passing description on the day of a change still means the holder before it."""
    if not fact.background:
        return False
    return any(m.actor is not None and named_apart(fact.actor, m.actor, options) for m in members)


def _runs(facts: Sequence[Fact], options: LineUpOptions) -> list[list[Fact]]:
    """Facts in order of their day, cut where a run would grow longer than the control window.

    Passing descriptions that name different holders mean different parts of the place or stale news: they neither
    agree nor exclude each other, so each holder has runs of his own.
    """
    found: list[list[Fact]] = []
    for fact in facts:
        for run in reversed(found):
            if fact.effective - run[0].effective > options.windows["control"]:
                found.append([fact])
                break
            if not any(_in_passing(fact, other, options) for other in run):
                run.append(fact)
                break
        else:
            found.append([fact])
    return found


def _in_passing(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    return (left.background or right.background) and named_apart(left.actor, right.actor, options)
