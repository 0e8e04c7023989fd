"""One event told of a place and of the wider place around it ("in Douma", "in Rural Damascus").

A wider place is another scope, so figures of it contradict nothing. Only where an event is told with the same figure
or the same thing hit, on the same days, and only one event inside fits, are the two told together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.lineup.blocking import closeness
from sayso.lineup.blocks import Group
from sayso.lineup.comparison import contradictions
from sayso.lineup.facts import EVENTS, Fact
from sayso.lineup.grouping import like_means
from sayso.lineup.options import LineUpOptions

_TELLING = 5  # people: the same smaller toll in a city and in one of its districts is often chance
_TELLING_FAR = 40  # the same, of a whole country or of "the east"
_WEEK = 7

Cell = tuple[str, str, int]  # question, place, week
Token = tuple[object, ...] | str  # what two groups must share at least to tell one event


class Joined:
    """The groups of all blocks, those of a wider place put to the one event inside it that they plainly tell.

    A group goes by the id of its first claim.
    """

    def __init__(self, options: LineUpOptions) -> None:
        self._options = options
        self._groups: dict[str, Group] = {}
        self._into: dict[str, str] = {}
        self._from: dict[str, set[str]] = defaultdict(set)
        self._wide: dict[Cell, set[str]] = defaultdict(set)  # groups by their own place
        self._narrow: dict[Cell, set[str]] = defaultdict(set)  # groups by each place that contains theirs
        self._tokens: dict[Cell, dict[Token, set[str]]] = {}  # the narrow ones by token, made when asked for

    def update(self, gone: Iterable[Group], new: Iterable[Group]) -> tuple[set[str], set[str]]:
        """Take groups out and in: the heads whose matters may be no more, and those to be made anew."""
        out, fresh = {g[0].id: g for g in gone}, {g[0].id: g for g in new}
        asking = self._asking([*out.values(), *fresh.values()])
        before = {self._head(name) for name in (*out, *asking) if name in self._groups}
        for members in out.values():
            self._remove(members)
        for members in fresh.values():
            self._insert(members)
        asking = {name for name in (asking | fresh.keys()) if name in self._groups}
        for name in asking:
            self._point(name)
        known = (before | asking | fresh.keys()) & self._groups.keys()
        return before, {self._head(name) for name in known}

    def members(self, head: str) -> list[Fact]:
        """All facts of a head's group and of the groups put to it."""
        found: list[Fact] = []
        waiting = [head]
        while waiting:
            name = waiting.pop()
            found.extend(self._groups[name])
            waiting.extend(self._from.get(name, ()))
        return found

    def _head(self, name: str) -> str:
        while name in self._into:
            name = self._into[name]
        return name

    def _asking(self, groups: Sequence[Group]) -> set[str]:
        """The groups of wider places that may be put elsewhere when these come or go."""
        cells = {cell for members in groups for cell in _cells_around(members)}
        return {name for cell in cells for name in self._wide.get(cell, ())}

    def _insert(self, members: Group) -> None:
        name = members[0].id
        self._groups[name] = members
        own = _own_cell(members)
        if own is not None:
            self._wide[own].add(name)
        for cell in _cells_around(members):
            self._narrow[cell].add(name)
            self._tokens.pop(cell, None)

    def _remove(self, members: Group) -> None:
        name = members[0].id
        del self._groups[name]
        self._from[self._into.pop(name, "")].discard(name)
        for other in self._from.pop(name, ()):
            self._into.pop(other, None)
        own = _own_cell(members)
        if own is not None:
            self._wide[own].discard(name)
        for cell in _cells_around(members):
            self._narrow[cell].discard(name)
            self._tokens.pop(cell, None)

    def _point(self, name: str) -> None:
        """Put a group to the one event inside its place that it tells, if there is one."""
        self._from[self._into.pop(name, "")].discard(name)
        target = self._event_inside(name)
        if target is not None:
            self._into[name] = target
            self._from[target].add(name)

    def _event_inside(self, name: str) -> str | None:
        members = self._groups[name]
        cell = _own_cell(members)
        if cell is None or not self._narrow.get(cell):
            return None
        if cell not in self._tokens:
            self._tokens[cell] = self._by_token(cell)
        near = {n for token in _told_widely(members) for n in self._tokens[cell].get(token, ())} - {name}
        fitting = [n for n in near if _one_event(members, self._groups[n], self._options)]
        return fitting[0] if len(fitting) == 1 else None

    def _by_token(self, cell: Cell) -> dict[Token, set[str]]:
        found: dict[Token, set[str]] = defaultdict(set)
        for name in self._narrow[cell]:
            for fact in self._groups[name]:
                for token in _tokens(fact):
                    found[token].add(name)
        return found


def _own_cell(members: Group) -> Cell | None:
    place = members[0].claim.place
    if place is None or place.id is None or members[0].topic not in EVENTS:
        return None
    return members[0].question, place.id, members[0].window.high // _WEEK


def _cells_around(members: Group) -> Iterator[Cell]:
    """The cells of the places that contain the group's, in the weeks around its first day."""
    place, week = members[0].claim.place, members[0].window.high // _WEEK
    if place is not None and members[0].topic in EVENTS:
        for container in place.within:
            if container != place.id:
                for near in (week - 1, week, week + 1):
                    yield members[0].question, container, near


def _tokens(fact: Fact) -> Iterator[Token]:
    """What a claim tells its event by: the figure of a toll, else the things hit."""
    count = fact.count
    if fact.topic != "casualties":
        yield from fact.targets
    elif count is not None and (count.low or count.high or 0) >= _TELLING:
        yield (count.low, count.high)


def _told_widely(members: Group) -> set[Token]:
    return {token for fact in members if fact.topic == "casualties" or _plain(fact) for token in _tokens(fact)}


def _plain(wide: Fact) -> bool:
    """Whether a claim on a wider place can tell an event inside it: a hospital somewhere in the country does not."""
    place = wide.claim.place
    return not (place is not None and place.precision == "country") and not wide.habitual


def _one_event(wide: Sequence[Fact], narrow: Sequence[Fact], options: LineUpOptions) -> bool:
    pairs = [(a, b) for a in wide for b in narrow]
    if not any(_same_event(a, b) for a, b in pairs):
        return False
    if any(a.report == b.report and a.voice == b.voice for a, b in pairs):
        return False
    if not all(like_means(a, b) for a, b in pairs):
        return False
    return not any(closeness(a, b, options) in (None, 2) or contradictions(a, b, options) for a, b in pairs)


def _telling(wide: Fact) -> int:
    place = wide.claim.place
    return _TELLING_FAR if place is not None and place.precision in ("country", "area") else _TELLING


def _same_event(wide: Fact, narrow: Fact) -> bool:
    a, b = wide.count, narrow.count
    if wide.topic == "casualties":
        if a is None or b is None or wide.population != narrow.population:
            return False
        return (a.low, a.high) == (b.low, b.high) and (a.low or a.high or 0) >= _telling(wide)
    if not _plain(wide):
        return False
    return bool(wide.targets & narrow.targets) and not (wide.window.weak and narrow.window.weak)
