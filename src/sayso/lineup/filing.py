"""The claims of a block on the shelf: in one record, or in one for every eight days where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.lineup.blocking import Block
from sayso.lineup.cabinet import CHUNK, Cabinet, Chunk, Directory, Entry

SMALL = 150  # claims: up to that a block is one record, and is grouped as a whole
_LONG = 7  # days: of a claim for so many or more it is noted that it may end long after those that begin with it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Claims of a block that begin on the days ``first`` to ``last``, and whether there are others; see ``Part``."""

    entries: list[Entry]
    first: int
    last: int
    more_before: bool
    more_after: bool
    hidden: frozenset[int]


class BlockFile:
    """One block on the shelf."""

    def __init__(self, kept: Cabinet, block: Block) -> None:
        self._kept, self.block = kept, block
        self._directory = kept.blocks[block]

    def update(self, gone: Iterable[Entry], new: Iterable[Entry]) -> None:
        """Take claims out, then others in. Of those that go, only the name and the first and last day are looked at."""
        there = self._directory
        for low, entries in _by_chunk(gone).items():
            names = {entry.claim for entry in entries}
            kept = [entry for entry in self._chunk(low) if entry.claim not in names]
            self._put_chunk(low, kept)
            for entry in entries:
                if there.chunks and entry.high - entry.low >= _LONG:
                    there.long.remove((entry.low, entry.high))
        for low, entries in _by_chunk(new).items():
            self._put_chunk(low, [*self._chunk(low), *entries])
            if there.chunks:
                there.long.extend((e.low, e.high) for e in entries if e.high - e.low >= _LONG)
        if not there.chunks and len(there.entries) > SMALL:
            self._divide()
        if (there.chunks or there.entries) and self.block[1]:
            self._kept.at[self.block[1]].add(self.block)
        elif self.block[1]:
            self._kept.at[self.block[1]].discard(self.block)

    def regroup(self, entries: Iterable[Entry], groups: Mapping[str, str]) -> None:
        """Note the new groups of claims that are there."""
        for low, some in _by_chunk(entries).items():
            names = {entry.claim for entry in some}
            kept = [e._replace(group=groups[e.claim]) if e.claim in names else e for e in self._chunk(low)]
            self._put_chunk(low, kept)

    def chunks_near(self, days: Collection[int], margin: int) -> list[Chunk]:
        """The keys of the chunks that ``near`` reads."""
        numbers = sorted(self._directory.chunks)
        left, right = self._cut(numbers, days, margin)
        return [(self.block, number) for number in numbers[left:right]]

    def near(self, days: Collection[int], margin: int) -> Stretch:
        """The claims that begin in the eight days of these days and between, with ``margin`` claims on either side."""
        numbers = sorted(self._directory.chunks)
        if not numbers:
            return Stretch(list(self._directory.entries), 0, 0, False, False, frozenset())
        left, right = self._cut(numbers, days, margin)
        self._kept.chunks.fetch((self.block, number) for number in numbers[left:right])
        entries = [entry for number in numbers[left:right] for entry in self._kept.chunks[(self.block, number)]]
        first = numbers[left - 1] * CHUNK + CHUNK if left else numbers[0] * CHUNK
        last = numbers[right] * CHUNK - 1 if right < len(numbers) else numbers[-1] * CHUNK + CHUNK - 1
        hidden = frozenset(high for low, high in self._directory.long if low < first)
        return Stretch(entries, first, last, left > 0, right < len(numbers), hidden)

    def _cut(self, numbers: Sequence[int], days: Collection[int], margin: int) -> tuple[int, int]:
        """Which chunks of these numbers, in order, have these days and the claims on either side: from, up to.

        All where no days are given.
        """
        sizes = self._directory.chunks
        if not days:
            return 0, len(numbers)
        left = sum(number < min(days) // CHUNK for number in numbers)
        right = sum(number <= max(days) // CHUNK for number in numbers)
        before = after = 0
        while left > 0 and before < margin:
            left -= 1
            before += sizes[numbers[left]]
        while right < len(numbers) and after < margin:
            after += sizes[numbers[right]]
            right += 1
        return left, right

    def _chunk(self, number: int) -> list[Entry]:
        if self._directory.chunks:
            return self._kept.chunks[(self.block, number)]
        return [entry for entry in self._directory.entries if entry.low // CHUNK == number]

    def _put_chunk(self, number: int, entries: list[Entry]) -> None:
        there = self._directory
        if not there.chunks:
            there.entries = [*(e for e in there.entries if e.low // CHUNK != number), *entries]
            return
        self._kept.chunks[(self.block, number)] = entries
        there.chunks[number] = len(entries)
        if not entries:
            del there.chunks[number]

    def _divide(self) -> None:
        there = self._directory
        entries, there.entries = there.entries, []
        there.long = [(e.low, e.high) for e in entries if e.high - e.low >= _LONG]
        for number, some in _by_chunk(entries).items():
            there.chunks[number] = len(some)
            self._kept.chunks[(self.block, number)] = some


def _by_chunk(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.low // CHUNK].append(entry)
    return found


def divided(entries: list[Entry]) -> tuple[Directory, dict[int, list[Entry]]]:
    """The record of a new block with these claims, and its chunks where it is large."""
    if len(entries) <= SMALL:
        return Directory(entries), {}
    chunks = _by_chunk(entries)
    long = [(e.low, e.high) for e in entries if e.high - e.low >= _LONG]
    return Directory([], {number: len(some) for number, some in chunks.items()}, long), chunks
