"""What a line-up has on its shelf: the texts and who copied whom, the blocks with their claims, the groups.

report    age, number, family and lineage
told      the claims of a report, each on a line with its block and what its fact takes from the texts
family    the reports of a family of several, oldest first
page      the ages of 16 reports, by number
sketch    which reports hold which shingles, 65,536 records of pairs; passage: the same of the claims' passages
block     the claims of a block; of a large one how many of them begin in which eight days, and chunk has them
inside    how many claims lie within a place; at: the blocks of a place
group     the claims of a group, and by what it is found as the event inside a wider place, or as the wider one
narrow    the groups by what they are found by; wide: those of wider places
into      the group that a group was put to; from: those that were put to it
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.lineup.claims.facts import Told
from sayso.lineup.copies.holders import COMMON, Age, Held, Met
from sayso.lineup.meeting.blocking import Block
from sayso.lineup.shelf.shelf import Drawer, Shelf, packed, packed_set, unpacked_set

CHUNK = 8  # days
Days = tuple[int, int, int]  # the first and the last of a claim, and up to which it can be near others
Chunk = tuple[Block, int]  # a block, and which eight days
PAGE = 16  # reports
_BUCKETS = 1 << 16
_LOOKS = 8  # places looked at together: each time costs a way to the database and back


class Row(NamedTuple):
    """A claim as its report's record has it. ``low`` and ``high`` are the days by which its block is sorted.

    Up to the day ``until`` it can be near others.
    """

    claim: str
    block: Block
    low: int
    high: int
    until: int
    told: Told
    within: tuple[str, ...]
    anchors: tuple[int, ...]


class Entry(NamedTuple):
    """A claim as its block has it; ``group`` is the name of its group."""

    claim: str
    report: str
    low: int
    high: int
    until: int
    group: str


@dataclass(slots=True)
class Filed:
    """The record of a report."""

    age: str
    number: int
    family: str = ""
    voice: str = ""
    name: str = ""
    published: str | None = None


class Rows:
    """The claims of a report, each read when it is asked for."""

    __slots__ = ("_lines",)

    def __init__(self, record: bytes = b"") -> None:
        self._lines = record.splitlines()

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Rows:
        """These, in this order."""
        found = cls()
        found._lines = [_pack_row(row) for row in rows]
        return found

    def __iter__(self) -> Iterator[Row]:
        return map(_unpack_row, self._lines)

    def claim(self, name: str) -> Row:
        """The one of this id."""
        start = packed((name,))[:-1]
        return next(_unpack_row(line) for line in self._lines if line.startswith(start))

    def within(self, block: Block) -> list[Row]:
        """Those of a block."""
        words = packed(block)
        return [row for line in self._lines if words in line and (row := _unpack_row(line)).block == block]

    def record(self) -> bytes:
        """All of them."""
        return b"\n".join(self._lines)


@dataclass(slots=True)
class Directory:
    """The record of a block: its claims, or of a large one the number by chunk and the days of those that last long."""

    entries: list[Entry] = field(default_factory=list)
    chunks: dict[int, int] = field(default_factory=dict)
    long: list[Days] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """The record of a group: its claims with their reports, its cues (see ``containment``), the id of its matter.

    A group that was put to another has no matter.
    """

    members: list[tuple[str, str]]
    own: list[Any] = field(default_factory=list)
    around: list[Any] = field(default_factory=list)
    matter: str = ""


class Cabinet:
    """All drawers of one shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.filed: Drawer[str, Filed] = Drawer(shelf, "report", _pack_filed, _unpack_filed)
        self.told: Drawer[str, Rows] = Drawer(shelf, "told", Rows.record, Rows, Rows)
        self.families: Drawer[str, list[str]] = Drawer(shelf, "family", packed, json.loads)
        self.pages: Drawer[int, list[list[str]]] = Drawer(shelf, "page", packed, json.loads, list)
        self.sizes: Drawer[str, int] = Drawer(shelf, "size", packed, json.loads, int)
        self.sketches, self.passages = Marks(shelf, "sketch", self), Marks(shelf, "passage", self)
        self.blocks: Drawer[Block, Directory] = Drawer(shelf, "block", _pack_directory, _unpack_directory, Directory)
        self.chunks: Drawer[Chunk, list[Entry]] = Drawer(shelf, "chunk", _pack_entries, _unpack_entries, list)
        self.inside: Drawer[str, int] = Drawer(shelf, "inside", packed, json.loads, int)
        self.at: Drawer[str, set[Block]] = Drawer(shelf, "at", _pack_blocks, _unpack_blocks, set)
        self.groups: Drawer[str, Gathered] = Drawer(shelf, "group", _pack_group, _unpack_group)
        self.narrow: Drawer[Any, set[str]] = Drawer(shelf, "narrow", packed_set, unpacked_set, set)
        self.wide: Drawer[Any, set[str]] = Drawer(shelf, "wide", packed_set, unpacked_set, set)
        self.into: Drawer[str, str] = Drawer(shelf, "into", packed, json.loads)
        self.come: Drawer[str, set[str]] = Drawer(shelf, "from", packed_set, unpacked_set, set)

    def ages(self, numbers: Iterable[int]) -> list[Age]:
        """The ages of the reports of these numbers."""
        found = list(numbers)
        self.pages.fetch({number // PAGE for number in found})
        return [(one[0], one[1]) for one in (self.pages[number // PAGE][number % PAGE] for number in found)]

    def number(self, age: Age) -> int:
        """Give a new report its number."""
        found = self.sizes["reports"]
        self.sizes["reports"] = found + 1
        self.pages[found // PAGE].append(list(age))
        return found

    def flush(self) -> None:
        """Write what was changed."""
        drawers = [one for one in vars(self).values() if isinstance(one, Drawer)]
        drawers += [self.sketches.drawer, self.passages.drawer]
        self._shelf.write({name: record for drawer in drawers for name, record in drawer.changes()})


class Bucket:
    """Some shingles, in order, with the numbers of the texts that hold each, oldest first."""

    __slots__ = ("_numbers", "_values")

    def __init__(self, record: bytes = b"") -> None:
        half = len(record) // 2
        self._values, self._numbers = array("I", record[:half]), array("I", record[half:])

    def get(self, value: int) -> Sequence[int]:
        """The numbers of the texts that hold a shingle."""
        return self._numbers[bisect_left(self._values, value) : bisect_right(self._values, value)]

    def put(self, value: int, numbers: Sequence[int]) -> None:
        """Note who holds a shingle now."""
        start, end = bisect_left(self._values, value), bisect_right(self._values, value)
        self._values[start:end] = array("I", [value]) * len(numbers)
        self._numbers[start:end] = array("I", numbers)

    def record(self) -> bytes:
        """All of it."""
        return self._values.tobytes() + self._numbers.tobytes()


class Marks:
    """Which texts hold a shingle, as ``Holders`` says it, from the shelf.

    The numbers of a shingle's holders are kept in the order of their ages, so that these need not be read.
    """

    def __init__(self, shelf: Shelf, kind: str, cabinet: Cabinet) -> None:
        self.drawer: Drawer[int, Bucket] = Drawer(shelf, kind, Bucket.record, Bucket, Bucket)
        self._cabinet = cabinet

    def fetch(self, values: Iterable[int]) -> None:
        """Read what is to be asked of these shingles."""
        self.drawer.fetch(value % _BUCKETS for value in values)

    def fetch_oldest(self, values: Iterable[int]) -> None:
        """The same, with the ages of the oldest texts that hold them."""
        asked = list(values)
        self.fetch(asked)
        several = [numbers for value in asked if len(numbers := self._numbers(value)) > 1]
        self._cabinet.ages(number for numbers in several for number in numbers[:COMMON])

    def shared(self, value: int) -> Sequence[Age]:
        """See ``Holding``."""
        numbers = self._numbers(value)
        return self._cabinet.ages(numbers) if len(numbers) > 1 else ()

    def partners(self, own: Age, values: Iterable[int]) -> list[str]:
        """See ``Holding``."""
        mine, found = self._cabinet.filed[own[1]].number, Counter[int]()
        for value in values:
            numbers = self._numbers(value)
            oldest = numbers[:COMMON]
            found.update(numbers if mine in oldest else oldest)
        return self._names(number for number, shared in found.items() if shared >= 2 and number != mine)

    def older(self, own: Age, value: int) -> Sequence[Age]:
        """See ``Holding``."""
        mine, oldest = self._cabinet.filed[own[1]].number, self._numbers(value)[:COMMON]
        return self._cabinet.ages(oldest[: oldest.index(mine)] if mine in oldest else oldest)

    def younger(self, own: Age, value: int) -> Sequence[str]:
        """See ``Holding``."""
        mine, numbers = self._cabinet.filed[own[1]].number, self._numbers(value)
        return self._names(numbers[numbers.index(mine) + 1 :]) if mine in numbers[:COMMON] else []

    def add(self, held: Iterable[Held]) -> Met:
        """See ``Holding``. Which shingles several hold is not told: there are too many to look at."""
        came: dict[int, set[Age]] = defaultdict(set)
        for holder, values in held:
            for value in values:
                came[value].add(holder)
        self.fetch(came)
        asked = [(value, age) for value, ages in came.items() for age in sorted(ages)]
        out, behind = set[int](), set[int]()
        for (value, age), place in reversed([*zip(asked, self._places(asked), strict=True)]):
            before, number = self._numbers(value), self._cabinet.filed[age[1]].number
            if number not in before:
                after = [*before[:place], number, *before[place:]]
                self.drawer[value % _BUCKETS].put(value, after)
                if place < COMMON:
                    out.update(before[COMMON - 1 : COMMON])
                    behind.update(after[place + 1 :])
        known = {self._cabinet.filed[age[1]].number for ages in came.values() for age in ages}
        return Met({*self._names(out - known)}, {*self._names(behind)}, ())

    def remove(self, number: int, values: Iterable[int]) -> set[str]:
        """Note what a report holds no more; the reports that still hold one of these."""
        left: set[int] = set()
        for value in values:
            numbers = [other for other in self._numbers(value) if other != number]
            self.drawer[value % _BUCKETS].put(value, numbers)
            left.update(numbers)
        return {*self._names(left)}

    def _numbers(self, value: int) -> Sequence[int]:
        return self.drawer[value % _BUCKETS].get(value)

    def _names(self, numbers: Iterable[int]) -> list[str]:
        return [name for _, name in self._cabinet.ages(numbers)]

    def _places(self, asked: Sequence[tuple[int, Age]]) -> list[int]:
        """Where texts come among the holders of a shingle. Ages are read for all at once, those of the last first."""
        holders = [self._numbers(value) for value, _ in asked]
        spans = [(0, len(numbers)) for numbers in holders]
        looks = {n: range(end - 1, end) for n, (_, end) in enumerate(spans) if end}
        while looks:
            ages = self._cabinet.ages(holders[n][at] for n, places in looks.items() for at in places)
            pairs = zip(((n, at) for n, places in looks.items() for at in places), ages, strict=True)
            for (n, at), age in pairs:
                start, end = spans[n]
                spans[n] = (max(start, at + 1), end) if age < asked[n][1] else (start, min(end, at))
            looks = {
                n: range(start, end, -(-(end - start) // _LOOKS))
                for n in looks
                if (start := spans[n][0]) < (end := spans[n][1])
            }
        return [start for start, _ in spans]


def marks_records(kind: str, pairs: NDArray[np.uint32]) -> Iterator[tuple[str, bytes]]:
    """The records of shingles with the numbers of their holders, a row each; a lower number is of an older text."""
    buckets = pairs[:, 0] % _BUCKETS
    order = np.lexsort((pairs[:, 1], pairs[:, 0], buckets))
    buckets, pairs = buckets[order], pairs[order]
    starts = np.flatnonzero(np.diff(buckets, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(pairs)], strict=False):
        yield f"{kind}:{buckets[start]}", pairs[start:end].T.tobytes()


def _pack_filed(one: Filed) -> bytes:
    return packed((one.age, one.number, one.family, one.voice, one.name, one.published))


def _unpack_filed(record: bytes) -> Filed:
    return Filed(*json.loads(record))


def _pack_row(row: Row) -> bytes:
    t = row.told
    told = (t.said, t.voice, t.voice_name, t.outlet, t.family, t.headline, t.boast, row.claim in t.lost, t.moved)
    return packed((row.claim, row.block, row.low, row.high, row.until, told, row.within, row.anchors))


def _unpack_row(line: bytes) -> Row:
    claim, block, low, high, until, told, within, anchors = json.loads(line)
    told[-2] = frozenset((claim,) if told[-2] else ())
    return Row(claim, _block(block), low, high, until, Told(*told), tuple(within), tuple(anchors))


def _block(parts: Sequence[str]) -> Block:
    question, place, text = parts
    return question, place, text


def _pack_directory(one: Directory) -> bytes:
    if not (one.entries or one.chunks):
        return b""
    return packed((sorted(one.entries), sorted(one.chunks.items()), sorted(one.long)))


def _unpack_directory(record: bytes) -> Directory:
    entries, chunks, long = json.loads(record)
    return Directory(
        [Entry(*entry) for entry in entries], dict(chunks), [(low, high, until) for low, high, until in long]
    )


def _pack_entries(entries: list[Entry]) -> bytes:
    return packed(sorted(entries))


def _unpack_entries(record: bytes) -> list[Entry]:
    return [Entry(*entry) for entry in json.loads(record)]


def _pack_blocks(blocks: set[Block]) -> bytes:
    return packed(sorted(blocks))


def _unpack_blocks(record: bytes) -> set[Block]:
    return {_block(parts) for parts in json.loads(record)}


def _pack_group(one: Gathered) -> bytes:
    return packed((sorted(one.members), sorted(one.own, key=str), sorted(one.around, key=str), one.matter))


def _unpack_group(record: bytes) -> Gathered:
    members, own, around, matter = json.loads(record)
    pairs = [(claim, report) for claim, report in members]
    return Gathered(pairs, [_cue(cue) for cue in own], [_cue(cue) for cue in around], matter)


def _cue(parts: Sequence[Any]) -> tuple[Any, ...]:
    *start, token = parts
    return (*start, tuple(token) if isinstance(token, list) else token)
