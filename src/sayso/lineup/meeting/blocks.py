"""Facts by block, and the groups into which each block falls; only blocks that were touched are grouped again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sayso.lineup.claims.facts import Fact, containers
from sayso.lineup.meeting.blocking import Block, block_of, stretches
from sayso.lineup.meeting.episodes import episodes
from sayso.lineup.meeting.grouping import group
from sayso.lineup.options import LineUpOptions

Group = tuple[Fact, ...]


class Blocks:
    """All facts, each in its block."""

    def __init__(self, options: LineUpOptions, inside: Collection[str] | None = None) -> None:
        """``inside`` are the places that contain others, where that is known of all facts that there will be."""
        self._options = options
        self._known = inside is not None
        self._facts: dict[Block, dict[str, Fact]] = defaultdict(dict)
        self._groups: dict[Block, list[Group]] = {}
        self._stale: set[Block] = set()
        self._inside: Counter[str] = Counter(inside or ())  # facts by the places that contain theirs
        self._at: dict[str, set[Block]] = defaultdict(set)

    def put(self, fact: Fact) -> None:
        """Take a fact in; its block is to be grouped again."""
        block = block_of(fact)
        self._facts[block][fact.id] = fact
        self._stale.add(block)
        if self._known:
            return
        self._at[fact.place_key].add(block)
        for container in containers(fact.claim):
            self._inside[container] += 1
            if self._inside[container] == 1:
                self._stale.update(self._at.get(container, ()))

    def drop(self, fact: Fact) -> None:
        """Take a fact out; its block is to be grouped again."""
        block = block_of(fact)
        del self._facts[block][fact.id]
        self._stale.add(block)
        for container in containers(fact.claim):
            self._inside[container] -= 1
            if not self._inside[container]:
                self._stale.update(self._at.get(container, ()))

    def regroup(self) -> tuple[list[Group], list[Group], int]:
        """Group what was touched: the groups that are no more, the new ones, and how many blocks were touched."""
        gone: list[Group] = []
        new: list[Group] = []
        touched = sorted(self._stale)
        for block in touched:
            before, after = self._groups.pop(block, []), self._grouped(block)
            if after:
                self._groups[block] = after
            if before:
                old = {members[0].id: members for members in before}
                kept = {m[0].id for m in after if old.get(m[0].id) == m}
                gone.extend(m for m in before if m[0].id not in kept)
                new.extend(m for m in after if m[0].id not in kept)
            else:
                new.extend(after)
        self._stale.clear()
        return gone, new, len(touched)

    def _grouped(self, block: Block) -> list[Group]:
        facts = list(self._facts[block].values())
        if not facts:
            self._at[block[1]].discard(block)
            del self._facts[block]
            return []
        if facts[0].topic == "control":
            return _tuples(episodes(facts, self._options))
        wide, parts = self._inside[block[1]] > 0, stretches(facts, self._options)
        return _tuples(members for part in parts for members in group(part, self._options, wide))


def _tuples(groups: Iterable[Sequence[Fact]]) -> list[Group]:
    return [tuple(members) for members in groups]
