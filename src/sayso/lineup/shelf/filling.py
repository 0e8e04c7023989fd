"""A whole line-up put on an empty shelf, so that additions can go on from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sayso.lineup.claims.facts import Fact, Told, containers
from sayso.lineup.copies.holders import Age, Holders
from sayso.lineup.copies.texts import Texts, age, anchors_of
from sayso.lineup.meeting.blocking import Block, block_of, extent
from sayso.lineup.meeting.blocks import Group
from sayso.lineup.meeting.containment import cues_around, own_cues
from sayso.lineup.shelf.cabinet import PAGE, Cabinet, Entry, Filed, Gathered, Row, Rows, marks_records
from sayso.lineup.shelf.filing import divided
from sayso.lineup.shelf.shelf import Shelf

_BATCH = 10_000  # records written at a time
Record = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """The groups of a line-up, by name; which were put to which other; the matters' ids by the names of their heads."""

    groups: Mapping[str, Group]
    into: Mapping[str, str]
    matters: Mapping[str, str]


def fill(shelf: Shelf, texts: Texts, made: Made) -> None:
    """Write all that additions need of a line-up to an empty shelf."""
    records = _records(Cabinet(shelf), texts, made)
    while batch := dict(islice(records, _BATCH)):
        shelf.write(batch)


def row_of(fact: Fact) -> Row:
    """A fact as the record of its report has it."""
    window = fact.window
    low, high = (fact.effective, fact.effective) if fact.topic == "control" else (window.low, window.high)
    lost = frozenset((fact.id,) if fact.adrift else ())
    name = fact.voice_name
    told = Told(fact.said, fact.voice, name, fact.outlet, fact.family, fact.headline, fact.boast, lost, fact.moved)
    anchors = tuple(anchors_of(fact.claim.claim))
    return Row(fact.id, block_of(fact), low, high, extent(fact)[1], told, containers(fact.claim), anchors)


def _records(cabinet: Cabinet, texts: Texts, made: Made) -> Iterator[Record]:
    rows: dict[str, list[Row]] = defaultdict(list)
    blocks: dict[Block, list[Entry]] = defaultdict(list)
    inside: Counter[str] = Counter()
    for name, members in made.groups.items():
        for fact in members:
            row = row_of(fact)
            rows[fact.report].append(row)
            blocks[row.block].append(Entry(row.claim, fact.report, row.low, row.high, row.until, name))
            inside.update(row.within)
    yield from _of_texts(cabinet, texts, rows)
    yield from _of_blocks(cabinet, blocks)
    yield from (cabinet.inside.record(place, number) for place, number in inside.items())
    yield from _of_groups(cabinet, made)


def _of_texts(cabinet: Cabinet, texts: Texts, rows: Mapping[str, list[Row]]) -> Iterator[Record]:
    ages = sorted(age(report) for report in texts.reports.values())
    numbers: dict[Age, int] = {one: number for number, one in enumerate(ages)}
    yield cabinet.sizes.record("reports", len(ages))
    for start in range(0, len(ages), PAGE):
        yield cabinet.pages.record(start // PAGE, [list(one) for one in ages[start : start + PAGE]])
    for (published, name), number in numbers.items():
        lineage, family = texts.lineages[name], texts.family(name)
        filed = Filed(published, number, lineage.id, lineage.voice, lineage.name, lineage.published)
        yield cabinet.filed.record(name, filed)
        if name == lineage.id and len(family) > 1:
            yield cabinet.families.record(name, list(family))
    for name, own in rows.items():
        yield cabinet.told.record(name, Rows.of(sorted(own)))
    for kind, marks in zip(("sketch", "passage"), texts.marks(), strict=True):
        assert isinstance(marks, Holders)
        yield from marks_records(kind, marks.pairs(numbers))


def _of_blocks(cabinet: Cabinet, blocks: Mapping[Block, list[Entry]]) -> Iterator[Record]:
    at: dict[str, set[Block]] = defaultdict(set)
    for block, entries in blocks.items():
        directory, chunks = divided(entries)
        yield cabinet.blocks.record(block, directory)
        yield from (cabinet.chunks.record((block, number), some) for number, some in chunks.items())
        if block[1]:
            at[block[1]].add(block)
    yield from (cabinet.at.record(place, found) for place, found in at.items())


def _of_groups(cabinet: Cabinet, made: Made) -> Iterator[Record]:
    narrow, wide, come = (defaultdict[object, set[str]](set) for _ in range(3))
    for name, members in made.groups.items():
        own, around = own_cues(members), cues_around(members)
        pairs = [(fact.id, fact.report) for fact in members]
        yield cabinet.groups.record(name, Gathered(pairs, list(own), list(around), made.matters.get(name, "")))
        for cue in own:
            wide[cue].add(name)
        for cue in around:
            narrow[cue].add(name)
    for name, head in made.into.items():
        come[head].add(name)
        yield cabinet.into.record(name, head)
    yield from (cabinet.come.record(str(head), names) for head, names in come.items())
    yield from (cabinet.narrow.record(cue, names) for cue, names in narrow.items())
    yield from (cabinet.wide.record(cue, names) for cue, names in wide.items())
