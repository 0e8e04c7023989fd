"""A part of a large block grouped again, with the groups that the whole block would have.

An addition changes the groups near it and no others, but how far "near" goes depends on the claims. So a part of the
block is grouped and compared with the groups that were. What is grouped as before where the part ends proves that the
rest of the block would be as before too; where it is not so, a larger part must be tried.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.lineup.claims.facts import Fact
from sayso.lineup.meeting.blocking import NEIGHBOURS, extent, neighbours, reach_of, stretches
from sayso.lineup.meeting.episodes import sort_by_episode, with_history
from sayso.lineup.meeting.grouping import Node, clusters, facts_in, group, links_of, nodes_of
from sayso.lineup.options import LineUpOptions
from sayso.lineup.shelf.filing import Stretch

_SPAN = 8  # days: longer than an episode goes on, and than the claims of a report's date reach back
FAR = 10**7  # a day after all days
Old = Mapping[str, frozenset[str]]  # the group that each claim was in, whole


@dataclass(frozen=True, slots=True)
class Part:
    """Claims of a block that follow each other in time, ``near`` those that changed.

    ``days`` are those on which claims that came, changed or went begin, ``ends`` those on which they end. ``removed``
    are the claims that went, ``mates`` those that were in a group with one that changed or went, ``beside`` other
    claims of the block in the reports of these.
    """

    facts: Sequence[Fact]
    near: Stretch
    days: Collection[int]
    ends: Collection[int]
    removed: Collection[str]
    mates: Collection[str]
    beside: Sequence[Fact] = ()


Groups = list[list[Fact]]


def regroup(part: Part, old: Old, options: LineUpOptions, wide: bool) -> Groups | None:
    """The groups of the part's claims that are not as before; None where the part is too small to tell.

    All other groups of the block are as they were.
    """
    if not part.facts:
        return []
    if part.facts[0].topic == "control":
        return _regroup_episodes(part, old, options)
    if not (part.near.more_before or part.near.more_after):
        parts = stretches(part.facts, options)
        return _changed((members for one in parts for members in group(one, options, wide)), old)
    return _regroup_events(part, old, options, wide)


def _changed(groups: Iterable[list[Fact]], old: Old) -> Groups:
    return [members for members in groups if not _as_before([fact.id for fact in members], old)]


def _as_before(names: Collection[str], old: Old) -> bool:
    whole = frozenset(names)
    return all(old.get(name) == whole for name in names)


def _regroup_events(part: Part, old: Old, options: LineUpOptions, wide: bool) -> Groups | None:
    """The new clusters of a part, as far as they lie together.

    Clusters are what joining the best links first gives if every link between two of them was refused when its turn
    came, and whether it was depends on the two alone. So where every link from a set of new clusters leads to one that
    is as before, those clusters and the old ones around them are what grouping the whole block gives.
    """
    nodes = nodes_of(part.facts)
    links = links_of(nodes, options, wide)
    found = clusters(len(nodes), links)
    cluster = {node: members for members in found for node in members}
    same = {n for members in found if _as_before([f.id for n in members for f in nodes[n].facts], old) for n in members}
    linked: dict[int, set[int]] = defaultdict(set)
    for i, j in links:
        linked[i].add(j)
        linked[j].add(i)
    at = {fact.id: number for number, node in enumerate(nodes) for fact in node.facts}
    new: set[int] = set()
    waiting, mates = _touched(nodes, part, options), set(part.mates)
    while waiting or mates:
        if not mates <= at.keys():
            return None
        waiting.update(at[name] for name in mates)
        node = waiting.pop()
        new.add(node)
        waiting = (waiting | set(cluster[node]) | (linked[node] - same)) - new
        mates = {name for fact in nodes[node].facts for name in old.get(fact.id, ())} - set(part.removed)
        mates = {name for name in mates if at.get(name) not in new}
    around = {mate for node in new for other in linked[node] for mate in cluster[other]}
    if not (_known_before(nodes, new, part, options) and _known_after(nodes, new, part, options)):
        return None
    if not _days_known(nodes, new | around, part):
        return None
    return _changed((facts_in(nodes, members) for members in found if members[0] in new), old)


def _touched(nodes: Sequence[Node], part: Part, options: LineUpOptions) -> set[int]:
    """The nodes of the days that changed, and those with so many neighbours that one more pushes another out.

    Of some the part does not have so many, though the block may.
    """
    lows = [node.fact.window.low for node in nodes]
    low, high = bisect_left(lows, min(part.days)), bisect_right(lows, max(part.days))
    start = max(0, low - NEIGHBOURS)
    near = neighbours([node.fact for node in nodes[start : high + NEIGHBOURS]], options)
    numbers = Counter(start + i for i, _ in near)
    full = {node for node in range(start, high) if numbers[node] >= NEIGHBOURS}
    if part.near.more_after:
        last = range(max(start, len(nodes) - NEIGHBOURS), high)
        full.update(node for node in last if _ends(nodes[node], options) > part.near.last)
    ending = {number for number, node in enumerate(nodes) if node.fact.window.high in part.ends}
    return full | ending | {node for node in range(low, high) if lows[node] in part.days}


def _ends(node: Node, options: LineUpOptions) -> int:
    """The last day on which a claim may begin that is near this one."""
    return extent(node.fact)[1] + reach_of(node.fact.topic, options)


def _known_before(nodes: Sequence[Node], new: Collection[int], part: Part, options: LineUpOptions) -> bool:
    """Whether the part has all before that the new clusters are linked to, and all that reaches the days that changed.

    It has where so many claims of it come before as one is compared with, or where all that begin earlier are over.
    """
    lows = [node.fact.window.low for node in nodes]
    first = min([*new, bisect_left(lows, min(part.days))])
    if not part.near.more_before or first >= NEIGHBOURS:
        return True
    over = part.near.until + reach_of(part.facts[0].topic, options)
    return over < min([*part.days, *lows[first : first + 1]])


def _known_after(nodes: Sequence[Node], new: Collection[int], part: Part, options: LineUpOptions) -> bool:
    """Whether the part has all after that the new clusters are linked to."""
    if not part.near.more_after or max(new, default=0) < len(nodes) - NEIGHBOURS:
        return True
    return all(_ends(nodes[node], options) <= part.near.last for node in new)


def _days_known(nodes: Sequence[Node], known: Collection[int], part: Part) -> bool:
    """Whether the part has all claims of the days on which these end."""
    ends = {nodes[node].fact.window.high for node in known}.union(part.ends)
    first, last = min(ends, default=part.near.last), max(ends, default=part.near.first)
    if part.near.more_before and (not ends.isdisjoint(part.near.hidden) or first < part.near.first + _SPAN):
        return False
    return not part.near.more_after or last <= part.near.last


def _regroup_episodes(part: Part, old: Old, options: LineUpOptions) -> Groups | None:
    """The new episodes of a part.

    Episodes are made in order of time, each from what is at most two weeks away. So where all that lie in some days
    are as before, what changed beyond these days has no bearing on what lies on this side.
    """
    own = {fact.id for fact in part.facts}
    known = with_history([*part.facts, *part.beside], options)
    groups = sort_by_episode([fact for fact in known if fact.id in own], options)
    new = [(min(f.effective for f in g), max(f.effective for f in g), g) for g in _changed(groups, old)]
    low, high = min(part.days, default=0) - 2 * _SPAN, max(part.days, default=0) + 3 * _SPAN

    def calm(end: int) -> bool:
        return all(last < end - _SPAN or first > end for first, last, _ in new)

    near, left, right = part.near, 0, FAR
    if near.more_before:
        left = next((end for end in range(low, near.first + _SPAN, -1) if calm(end)), -1)
    if near.more_after:
        right = next((end for end in range(high, near.last + 1) if calm(end)), -1)
    if left < 0 or right < 0:
        return None
    return [members for first, last, members in new if left < first and last < right]
