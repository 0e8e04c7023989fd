"""Which claims can be about one matter at all: by question, place and time, near n log n."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Literal, TypeVar

from sayso.lineup.claims.facts import EVENTS, Fact
from sayso.lineup.options import LineUpOptions

T = TypeVar("T")
Closeness = Literal[0, 1, 2]
Block = tuple[str, str, str]  # question, place, and for what is lined up within its own text only, that text

_LONG = 62  # days: "this year" fits every state of the year and identifies none
NEIGHBOURS = 80  # kinds of claim that one claim is compared with; a day in one place seldom has twenty


def block_of(fact: Fact) -> Block:
    """The block of a fact: its question and place. What has no place or no date stays in its own text."""
    if fact.place_key and fact.window.scope != "undated":
        return (fact.question, fact.place_key, "")
    # Without a place one status at least must be the same: a text can tell of several truces.
    return (fact.question, fact.place_key, f"{fact.family}|{fact.status if not fact.place_key else ''}")


def closeness(left: Fact, right: Fact, options: LineUpOptions) -> Closeness | None:
    """How near two claims are in time: 0 the same days, 1 by the reports' dates, 2 only neighbours; None if apart."""
    a, b = left.window, right.window
    if "undated" in (a.scope, b.scope):
        return 1 if a.scope == b.scope else None
    gap = max(a.low, b.low) - min(a.high, b.high)
    if "since" in (a.scope, b.scope):
        return _running(left, right, options)
    if left.topic not in EVENTS:
        if max(a.high - a.low, b.high - b.low) > _LONG and (a.low, a.high) != (b.low, b.high):
            return None
        return None if gap > options.windows[left.topic] else 1 if a.weak or b.weak else 0
    if a.weak and b.weak:
        apart = abs(left.said - right.said)
        return 1 if apart <= 1 else 2 if apart == 2 else None
    if gap > options.windows[left.topic]:
        return None
    return 2 if gap > 0 else 1 if a.weak or b.weak else 0


def _running(left: Fact, right: Fact, options: LineUpOptions) -> Closeness | None:
    """Running totals meet where they began at the same time and are stated at about the same time."""
    a, b = left.window, right.window
    if a.scope != b.scope:
        return 1 if left.topic not in EVENTS and _lasting(left, right, options) else None
    starts = a.low <= b.high and b.low <= a.high
    if starts and abs(left.said - right.said) <= options.since_lag:
        return 0
    return None


def _lasting(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether a dated claim falls into a state that another says has gone on since some day."""
    ongoing, dated = (left, right) if left.window.scope == "since" else (right, left)
    until = max(ongoing.said, ongoing.window.low) + options.windows[left.topic]
    return ongoing.window.low <= dated.window.high and dated.window.low <= until


def stretches(facts: Iterable[Fact], options: LineUpOptions) -> list[list[Fact]]:
    """The facts of one block in order of time, cut where nothing before can be near anything after."""
    found = list(facts)
    return cut(((*extent(fact), fact) for fact in found), reach_of(found[0].topic, options)) if found else []


def cut(spans: Iterable[tuple[int, int, T]], reach: int) -> list[list[T]]:
    """Things with their first and last day, in order of these, cut where more than ``reach`` days have none of them."""
    found: list[list[T]] = []
    until = 0
    for low, high, item in sorted(spans, key=itemgetter(0, 1)):
        if found and low <= until:
            found[-1].append(item)
            until = max(until, high + reach)
        else:
            found.append([item])
            until = high + reach
    return found


def extent(fact: Fact) -> tuple[int, int]:
    """The first and the last day by which a claim can be near others."""
    window = fact.window
    if fact.topic == "control":
        return fact.effective, fact.effective
    if window.scope == "since" and fact.topic not in EVENTS:
        return window.low, max(window.high, fact.said)
    return window.low, window.high


def neighbours(nodes: Sequence[Fact], options: LineUpOptions) -> Iterator[tuple[int, int]]:
    """Index pairs of facts, sorted by their first day, that may be near enough in time to be compared."""
    for i, left in enumerate(nodes):
        ends = left.window.high + reach_of(left.topic, options)
        for j in range(i + 1, min(i + 1 + NEIGHBOURS, len(nodes))):
            if nodes[j].window.low > ends and "since" not in (left.window.scope, nodes[j].window.scope):
                break
            yield i, j


def reach_of(topic: str, options: LineUpOptions) -> int:
    """Days after which a claim that begins later is about something else, unless one of the two goes on."""
    return options.windows[topic]
