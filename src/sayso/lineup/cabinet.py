"""What a line-up has on its shelf: the texts and who copied whom, the blocks with their claims, the groups.

report    age, number, family, lineage and claims, each claim with its block and what its fact takes from the texts
family    the reports of a family of several, oldest first
page      the ages of 64 reports, by number
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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.lineup.blocking import Block
from sayso.lineup.facts import Told
from sayso.lineup.holders import COMMON, Age, Held, Pushed
from sayso.lineup.shelf import Drawer, Shelf, packed, packed_set, unpacked_set

CHUNK = 8  # days
Chunk = tuple[Block, int]  # a block, and which eight days
PAGE = 64  # reports
_BUCKETS = 1 << 16


class Row(NamedTuple):
    """A claim as its report's record has it. ``low`` and ``high`` are the days by which its block is sorted."""

    claim: str
    block: Block
    low: int
    high: int
    told: Told
    within: tuple[str, ...]
    anchors: tuple[int, ...]


class Entry(NamedTuple):
    """A claim as its block has it; ``group`` is the name of its group."""

    claim: str
    report: str
    low: int
    high: int
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
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Directory:
    """The record of a block: its claims, or of a large one the number by chunk and the longer spans of days."""

    entries: list[Entry] = field(default_factory=list)
    chunks: dict[int, int] = field(default_factory=dict)
    long: list[tuple[int, int]] = field(default_factory=list)


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

    def age_of(self, number: int) -> Age:
        """The age of the report of a number."""
        published, name = self.pages[number // PAGE][number % PAGE]
        return published, name

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


Pairs = dict[int, list[int]]  # shingle to the numbers of the reports that hold it


class Marks:
    """Which texts hold a shingle, as ``Holders`` says it, from the shelf."""

    def __init__(self, shelf: Shelf, kind: str, cabinet: Cabinet) -> None:
        self.drawer: Drawer[int, Pairs] = Drawer(shelf, kind, _pack_pairs, _unpack_pairs, dict)
        self._cabinet = cabinet
        self._told: dict[int, Sequence[Age]] = {}  # what ``shared`` said: common shingles are asked for often

    def fetch(self, values: Iterable[int]) -> None:
        """Read what is to be asked of these shingles."""
        self.drawer.fetch(value % _BUCKETS for value in values)

    def shared(self, value: int) -> Sequence[Age]:
        """The texts that hold a shingle, oldest first; none where it is one text alone."""
        if value not in self._told:
            numbers = self.drawer[value % _BUCKETS].get(value, ())
            self._told[value] = self._ages(numbers) if len(numbers) > 1 else ()
        return self._told[value]

    def _ages(self, numbers: Iterable[int]) -> list[Age]:
        found = list(numbers)
        self._cabinet.pages.fetch(number // PAGE for number in found)
        return sorted(self._cabinet.age_of(number) for number in found)

    def add(self, held: Iterable[Held]) -> dict[int, Pushed]:
        """Note who holds what; see ``Holders.add``."""
        more: dict[int, set[Age]] = defaultdict(set)
        for holder, values in held:
            for value in values:
                more[value].add(holder)
        self.fetch(more)
        found: dict[int, Pushed] = {}
        for value, came in more.items():
            bucket = self.drawer[value % _BUCKETS]
            before = self._ages(bucket.get(value, ()))
            came.difference_update(before)
            if came:
                self._told.pop(value, None)
                bucket.setdefault(value, []).extend(self._cabinet.filed[name].number for _, name in sorted(came))
                after = sorted([*before, *came])
                if len(after) > 1:
                    found[value] = (before[:COMMON], after[:COMMON], min(came))
        return found

    def remove(self, number: int, values: Iterable[int]) -> set[str]:
        """Note what a report holds no more; the reports that still hold one of these."""
        found: set[str] = set()
        for value in values:
            self._told.pop(value, None)
            bucket = self.drawer[value % _BUCKETS]
            numbers = [other for other in bucket.get(value, ()) if other != number]
            bucket.pop(value, None)
            if numbers:
                bucket[value] = numbers
                found.update(name for _, name in self._ages(numbers))
        return found


def marks_records(kind: str, pairs: NDArray[np.uint32]) -> Iterator[tuple[str, bytes]]:
    """The records of shingles with the numbers of their holders, a row each."""
    buckets = pairs[:, 0] % _BUCKETS
    order = np.lexsort((pairs[:, 1], pairs[:, 0], buckets))
    buckets, pairs = buckets[order], np.ascontiguousarray(pairs[order])
    starts = np.flatnonzero(np.diff(buckets, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(pairs)], strict=False):
        yield f"{kind}:{buckets[start]}", pairs[start:end].tobytes()


def _pack_pairs(pairs: Pairs) -> bytes:
    flat = sorted((value, number) for value, numbers in pairs.items() for number in numbers)
    return array("I", [part for pair in flat for part in pair]).tobytes()


def _unpack_pairs(record: bytes) -> Pairs:
    numbers, found = array("I", record).tolist(), defaultdict[int, list[int]](list)
    for value, number in zip(numbers[::2], numbers[1::2], strict=True):
        found[value].append(number)
    return dict(found)


def _pack_filed(one: Filed) -> bytes:
    rows = [(r.claim, r.block, r.low, r.high, _told(r.told), r.within, r.anchors) for r in one.rows]
    return packed((one.age, one.number, one.family, one.voice, one.name, one.published, rows))


def _told(told: Told) -> tuple[Any, ...]:
    return (told.said, told.voice, told.voice_name, told.outlet, told.family, told.headline, told.boast)


def _unpack_filed(record: bytes) -> Filed:
    age, number, family, voice, name, published, rows = json.loads(record)
    found = [
        Row(claim, _block(block), low, high, Told(*told), tuple(within), tuple(anchors))
        for claim, block, low, high, told, within, anchors in rows
    ]
    return Filed(age, number, family, voice, name, published, found)


def _block(parts: Sequence[str]) -> Block:
    question, place, text = parts
    return question, place, text


def _pack_directory(one: Directory) -> bytes:
    if not (one.entries or one.chunks):
        return b""
    return packed((sorted(one.entries), sorted(one.chunks.items()), sorted(one.long)))


def _unpack_directory(record: bytes) -> Directory:
    entries, chunks, long = json.loads(record)
    return Directory([Entry(*entry) for entry in entries], dict(chunks), [(low, high) for low, high in long])


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
