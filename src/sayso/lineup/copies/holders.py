"""Which texts hold a shingle. There are millions of shingles, and nearly all are in one text only."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Age = tuple[str, str]  # date of publication, report id: the order in which texts count as written
Held = tuple[Age, Sequence[int]]  # a text and shingles that it holds

COMMON = 40  # holders of one shingle, the oldest, that are compared with all others; later ones only with these


class Met(NamedTuple):
    """What it means for texts that others came.

    ``out`` are those that are no more among the oldest holders of a shingle, ``behind`` those younger than one that
    came among them, ``shared`` the shingles that came and that several hold now. A shelf need not tell the last.
    """

    out: set[str]
    behind: set[str]
    shared: Collection[int]


class Holding(Protocol):
    """What is asked of an index of shingles. ``own`` is always a text that holds what is asked about."""

    def add(self, held: Iterable[Held]) -> Met:
        """Note who holds what."""

    def partners(self, own: Age, values: Iterable[int]) -> list[str]:
        """The texts that hold two of these shingles or more: of a common one only the oldest, or all beside these."""

    def older(self, own: Age, value: int) -> Sequence[Age]:
        """Of the oldest holders of a shingle those older than one."""

    def younger(self, own: Age, value: int) -> Sequence[str]:
        """The ids of the holders of a shingle younger than one; none where that is not among the oldest."""

    def shared(self, value: int) -> Sequence[Age]:
        """The texts that hold a shingle, oldest first; none where it is one text alone."""


class Holders:
    """The texts that hold each shingle.

    Those of the first filling that one text holds are kept in two sorted arrays, an eighth of what a dict would take.
    """

    def __init__(self) -> None:
        self._shared: dict[int, list[Age]] = {}
        self._alone: dict[int, Age] = {}  # what came after the first filling and one text holds
        self._ages: list[Age] = []
        self._values = np.empty(0, np.uint32)
        self._owners = np.empty(0, np.uint32)

    def shared(self, value: int) -> Sequence[Age]:
        """See ``Holding``."""
        return self._shared.get(value, ())

    def partners(self, own: Age, values: Iterable[int]) -> list[str]:
        """See ``Holding``."""
        common = self._shared.keys() & values
        if len(common) < 2:
            return []
        held = [self._shared[value] for value in common]
        compared = (near if len(near) <= COMMON or own <= near[COMMON - 1] else near[:COMMON] for near in held)
        found = Counter(chain.from_iterable(compared))
        return [other[1] for other, number in found.items() if number >= 2 and other != own]

    def older(self, own: Age, value: int) -> Sequence[Age]:
        """See ``Holding``."""
        return [other for other in self.shared(value)[:COMMON] if other < own]

    def younger(self, own: Age, value: int) -> Sequence[str]:
        """See ``Holding``."""
        holders = self.shared(value)
        return [other[1] for other in holders if other > own] if own in holders[:COMMON] else []

    def add(self, held: Iterable[Held]) -> Met:
        """See ``Holding``."""
        items = list(held)
        if not self._ages and not self._alone and not self._shared:
            return self._fill(items)
        more: dict[int, set[Age]] = defaultdict(set)
        for holder, values in items:
            for value in values:
                more[value].add(holder)
        met = Met(set(), set(), [])
        for value, came in more.items():
            before = self._shared.get(value) or self._lone(value)
            came.difference_update(before)
            after = sorted([*before, *came])
            if len(after) == 1:
                self._alone[value] = after[0]
            elif came:
                self._shared[value] = after
                _note(met, value, (before, after, min(came)))
        return met

    def pairs(self, numbers: Mapping[Age, int]) -> NDArray[np.uint32]:
        """Every shingle with the number of each text that holds it, a row each."""
        known = np.array([numbers[holder] for holder in self._ages], np.uint32)
        shared = self._shared
        single = np.isin(self._values, np.fromiter(shared, np.uint32, len(shared)), invert=True)
        first = np.stack([self._values[single], known[self._owners[single]]], axis=1)
        later = [(value, numbers[holder]) for value, holder in self._alone.items() if value not in shared]
        later += [(value, numbers[holder]) for value, holders in shared.items() for holder in holders]
        return np.concatenate([first, np.array(later, np.uint32).reshape(-1, 2)])

    def _lone(self, value: int) -> Sequence[Age]:
        at = int(np.searchsorted(self._values, np.uint32(value)))
        if at < len(self._values) and self._values[at] == value:
            return (self._ages[self._owners[at]],)
        return (self._alone[value],) if value in self._alone else ()

    def _fill(self, items: Sequence[Held]) -> Met:
        """The first filling, by sorting: a dict of so many numbers costs more than all the rest."""
        self._ages = sorted({holder for holder, _ in items})
        ranks = {holder: number for number, holder in enumerate(self._ages)}
        joined = array("I")
        for _, held in items:
            joined.extend(held)
        values = np.frombuffer(joined, np.uint32).astype(np.uint64)
        owners = np.repeat(
            np.array([ranks[holder] for holder, _ in items], np.uint64), [len(held) for _, held in items]
        )
        pairs = values << np.uint64(32) | owners
        pairs.sort()
        first = np.ones(len(pairs), bool)
        first[1:] = pairs[1:] != pairs[:-1]
        pairs = pairs[first]
        values, owners = (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32)
        starts = np.flatnonzero(np.diff(values, prepend=-1))
        numbers = np.diff(starts, append=len(values))
        single, several = starts[numbers == 1], numbers > 1
        self._values, self._owners = values[single], owners[single]
        for start, number in zip(starts[several].tolist(), numbers[several].tolist(), strict=True):
            holders = [self._ages[owner] for owner in owners[start : start + number].tolist()]
            self._shared[int(values[start])] = holders
        behind = {ident for holders in self._shared.values() for _, ident in holders[1:]}
        return Met(set(), behind, self._shared.keys())


def _note(met: Met, value: int, change: tuple[Sequence[Age], Sequence[Age], Age]) -> None:
    """Note what it means that the holders of a shingle are others than before; the third are the oldest that came."""
    before, after, oldest = change
    assert isinstance(met.shared, list)
    met.shared.append(value)
    if before[:COMMON] != after[:COMMON]:
        met.out.update(ident for _, ident in set(before[:COMMON]) - set(after[:COMMON]))
        met.behind.update(other[1] for other in after if other > oldest)
