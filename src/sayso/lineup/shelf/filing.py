"""The claims of a block on the shelf: in one record, or in one for every eight days where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.lineup.meeting.blocking import Block, cut
from sayso.lineup.shelf.cabinet import CHUNK, Cabinet, Chunk, Days, Directory, Entry

SMALL = 150  # claims: up to that a block is one record, and is grouped as a whole
_LONG = 7  # days: of a claim for so many or more it is noted that it may end long after those that begin with it
_OUTSIDE = ""  # stands among the names of claims for those that have not been read


@dataclass(frozen=True, slots=True)
class Stretch:
    """Claims of a block that begin on the days ``first`` to ``last``, and whether there are others; see ``Part``.

    ``hidden`` are the days on which longer ones end that begin before, and ``until`` is the last day up to which any
    that begins before can be near others.
    """

    entries: list[Entry]
    first: int
    last: int
    more_before: bool
    more_after: bool
    hidden: frozenset[int]
    until: int

    def around(self, changed: Iterable[Entry], reach: int) -> Stretch:
        """Only the claims that can be near changed ones, by way of others too; all where it does not have all such.

        ``changed`` are those that came and those that went.
        """
        came = list(changed)
        spans = [(e.low, e.until, e.claim) for e in (*self.entries, *came)]
        spans += [(self.first - 1, self.until, _OUTSIDE)] if self.more_before else []
        spans += [(self.last + 1, self.last + 1, _OUTSIDE)] if self.more_after else []
        names = {entry.claim for entry in came}
        wanted = {name for part in cut(spans, reach) if not names.isdisjoint(part) for name in part}
        if _OUTSIDE in wanted:
            return self
        entries = [entry for entry in self.entries if entry.claim in wanted]
        return replace(self, entries=entries, more_before=False, more_after=False)


class BlockFile:
    """One block on the shelf."""

    def __init__(self, kept: Cabinet, block: Block) -> None:
        self._kept, self.block = kept, block
        self._directory = kept.blocks[block]

    def update(self, gone: Iterable[Entry], new: Iterable[Entry]) -> None:
        """Take claims out, then others in. Of those that go, only the name and the first and last day are looked at."""
        there = self._directory
        before = bool(there.chunks or there.entries)
        for low, entries in _by_chunk(gone).items():
            names = {entry.claim for entry in entries}
            kept = [entry for entry in self._chunk(low) if entry.claim not in names]
            self._put_chunk(low, kept)
            for entry in entries:
                if there.chunks and _is_long(entry):
                    there.long.remove((entry.low, entry.high, entry.until))
        for low, entries in _by_chunk(new).items():
            self._put_chunk(low, [*self._chunk(low), *entries])
            if there.chunks:
                there.long.extend(_long(entries))
        if not there.chunks and len(there.entries) > SMALL:
            self._divide()
        after = bool(there.chunks or there.entries)
        if self.block[1] and before != after:
            at = self._kept.at[self.block[1]]
            (at.add if after else at.discard)(self.block)

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
            return Stretch(list(self._directory.entries), 0, 0, False, False, frozenset(), 0)
        left, right = self._cut(numbers, days, margin)
        self._kept.chunks.fetch((self.block, number) for number in numbers[left:right])
        entries = [entry for number in numbers[left:right] for entry in self._kept.chunks[(self.block, number)]]
        first = numbers[left - 1] * CHUNK + CHUNK if left else numbers[0] * CHUNK
        last = numbers[right] * CHUNK - 1 if right < len(numbers) else numbers[-1] * CHUNK + CHUNK - 1
        before = [(high, until) for low, high, until in self._directory.long if low < first]
        until = max([first + _LONG, *(until for _, until in before)])
        hidden = frozenset(high for high, _ in before)
        return Stretch(entries, first, last, left > 0, right < len(numbers), hidden, until)

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
        there.long = _long(entries)
        for number, some in _by_chunk(entries).items():
            there.chunks[number] = len(some)
            self._kept.chunks[(self.block, number)] = some


def _is_long(entry: Entry) -> bool:
    return entry.until - entry.low >= _LONG


def _long(entries: Iterable[Entry]) -> list[Days]:
    return [(e.low, e.high, e.until) for e in entries if _is_long(e)]


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
    return Directory([], {number: len(some) for number, some in chunks.items()}, _long(entries)), chunks
