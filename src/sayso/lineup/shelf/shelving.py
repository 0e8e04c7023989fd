"""A line-up on a shelf: an addition reads and writes only the records that it touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.lineup.claims.context import in_context
from sayso.lineup.claims.facts import Fact, fact_of
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.holders import Age
from sayso.lineup.copies.lineage import Lineage
from sayso.lineup.copies.texts import Texts, age, anchors_of, sketch_of
from sayso.lineup.matters import make_matter, reading_order
from sayso.lineup.meeting.blocking import Block, reach_of
from sayso.lineup.meeting.blocks import Group
from sayso.lineup.meeting.containment import Cue, Joined, cues_around, own_cues
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.shelf.cabinet import CHUNK, Cabinet, Entry, Filed, Gathered, Marks, Row, Rows
from sayso.lineup.shelf.filing import BlockFile, Stretch
from sayso.lineup.shelf.filling import row_of
from sayso.lineup.shelf.partial import FAR, Groups, Part, regroup
from sayso.lineup.shelf.shelf import Archive, Shelf
from sayso.models import Claim, Matter, Report, ResolvedClaim

V = TypeVar("V")
_MARGIN = 30  # claims on either side of those that changed: mostly enough to tell how far the change reaches
_TOGETHER = 4 * CHUNK  # days: changes nearer to each other than that are worked on together


@dataclass(frozen=True, slots=True)
class Regrown:
    """What an addition changed: the ids of the matters that are no more as they were, and those in their stead or anew.

    ``touched`` is how many blocks (a question about a place) were lined up again.
    """

    gone: frozenset[str]
    new: tuple[Matter, ...]
    touched: int


def grow(
    shelf: Shelf,
    archive: Archive,
    reports: Iterable[Report],
    claims: Iterable[ResolvedClaim],
    options: LineUpOptions = DEFAULT,
) -> Regrown:
    """Line up again what these reports touch, on a shelf that has all others.

    ``reports`` are those that came or of which any claim is not as it was; ``claims`` are all that they have now. The
    matters before, without those that are gone and with the new ones, are those of lining up all at once, bit for bit.
    """
    return _Desk(shelf, archive, options).add(list(reports), list(claims))


class _Lazy(dict[str, V]):
    """A dict that is filled as it is asked."""

    def __init__(self, load: Callable[[str], V | None]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, key: str) -> V:
        found = self._load(key)
        if found is None:
            raise KeyError(key)
        self[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default


class _All(set[str]):
    """A set of everything."""

    def __contains__(self, item: object) -> bool:
        return True

    def update(self, *others: Iterable[str]) -> None:
        """Nothing can come to it."""


class _ShelvedTexts(Texts):
    """The texts on a shelf, read as they are asked for."""

    def __init__(self, kept: Cabinet, archive: Archive, options: LineUpOptions) -> None:
        super().__init__(options)
        self._kept, self._archive = kept, archive
        self._new: dict[str, Report] = {}
        self.reports = _Lazy(self._report)
        self.lineages = _Lazy(self._lineage)
        self._ages = _Lazy(self._age)
        self._sketches = _Lazy(lambda name: sketch_of(self.reports[name]))
        self._families = _Lazy(self._family)
        self._holders: Marks = kept.sketches
        self._passages: Marks = kept.passages
        self._echoed = _All()

    def take(self, reports: Iterable[Report], claims: Iterable[Claim]) -> set[str]:
        """Take in reports, of which some may be there, and claims; see ``Texts.add``."""
        for report in reports:
            if report.id not in self._kept.filed:
                self._new[report.id] = report
                own = age(report)
                self._kept.filed[report.id] = Filed(own[0], self._kept.number(own))
        return self.add(self._new.values(), claims)

    @property
    def new(self) -> Collection[str]:
        """The ids of the reports that came."""
        return self._new.keys()

    def _known(self, name: str) -> Filed | None:
        return None if name in self._new else self._kept.filed.get(name)

    def _report(self, name: str) -> Report | None:
        return next(iter(self._archive.reports([name])), None) if self._known(name) else None

    def _age(self, name: str) -> Age | None:
        known = self._known(name)
        return (known.age, name) if known else None

    def _family(self, name: str) -> tuple[str, ...] | None:
        known = self._known(name)
        return tuple(self._kept.families.get(known.family, [name])) if known else None

    def _lineage(self, name: str) -> Lineage | None:
        known = self._known(name)
        if known is None:
            return None
        copies = len(self._families[name])
        return Lineage(known.family, known.voice, known.name, known.published, copies)

    def _to_compare(self, ranks: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        self._kept.filed.fetch(ranks)
        self._fetch_reports(ranks)
        self._holders.fetch(value for name in ranks for value in self._sketches[name])
        pairs = list(super()._to_compare(ranks))
        names = {name for pair in pairs for name in pair}
        self._kept.filed.fetch(names)
        self._kept.families.fetch({filed.family for name in names if (filed := self._known(name))})
        self._fetch_reports(names)
        yield from pairs

    def look_up(self, claims: Iterable[Claim]) -> None:
        """Read together the texts that the passages of claims may be from."""
        known = (claim for claim in claims if claim.report_id in self._ages)
        asked = [(claim.report_id, anchor) for claim in known for anchor in anchors_of(claim)]
        self._passages.fetch_oldest(anchor for _, anchor in asked)
        older = {other for name, anchor in asked for _, other in self._passages.older(self._ages[name], anchor)}
        self._kept.filed.fetch(older)
        self._kept.families.fetch({filed.family for name in older if (filed := self._known(name))})
        self._fetch_reports(older)

    def _fetch_reports(self, names: Iterable[str]) -> None:
        """Read texts together."""
        missing = [name for name in names if not dict.__contains__(self.reports, name)]
        for report in self._archive.reports(missing) if missing else ():
            self.reports[report.id] = report

    def _settle(self, family: Sequence[str]) -> Iterator[str]:
        yield from super()._settle(family)
        lineage = self.lineages[family[0]]
        for name in family:
            filed = self._kept.filed[name]
            filed.family, filed.published = lineage.id, lineage.published
            filed.voice, filed.name = lineage.voice, lineage.name
            self._kept.families.pop(name, None)
        if len(family) > 1:
            self._kept.families[lineage.id] = list(family)


class _ShelvedGroups(Joined):
    """The groups on a shelf. ``was`` has the ids of the matters of those that were taken out."""

    def __init__(self, kept: Cabinet, load: Callable[[Iterable[tuple[str, str]]], list[Fact]], options: LineUpOptions):
        super().__init__(options)
        self._kept, self._load = kept, load
        self._groups = _Lazy(self._group)
        self._into, self._from = kept.into, kept.come
        self._wide, self._narrow = kept.wide, kept.narrow
        self.was: set[str] = set()

    def update(self, gone: Collection[str], new: Iterable[Group]) -> tuple[set[str], set[str]]:
        """See ``Joined.update``; what it asks for is read together first."""
        fresh, kept = {members[0].id: members for members in new}, self._kept.groups
        kept.fetch(gone)
        around = {cue for name in gone for cue in kept[name].around}
        around.update(cue for members in fresh.values() for cue in cues_around(members))
        own = {cue for members in fresh.values() for cue in own_cues(members)}
        self._kept.wide.fetch({*own, *(cue for name in gone for cue in kept[name].own), *_near(around)})
        asking = {name for cue in _near(around) for name in self._wide[cue]}
        kept.fetch(asking)
        self._kept.into.fetch({*gone, *fresh, *asking})
        self._kept.come.fetch({*gone, *fresh, *asking, ""})
        own.update(cue for name in asking for cue in kept[name].own)
        self._kept.narrow.fetch({*around, *_near(own)})
        inside = {name for cue in _near(own) for name in self._narrow[cue]}
        kept.fetch(inside)
        self._load(member for name in (asking | inside) - set(gone) for member in kept[name].members)
        return super().update(gone, fresh.values())

    def _group(self, name: str) -> Group | None:
        kept = self._kept.groups.get(name)
        return tuple(sorted(self._load(kept.members), key=lambda f: f.key)) if kept else None

    def _cues(self, name: str) -> tuple[Sequence[Cue], Sequence[Cue]]:
        kept = self._kept.groups[name]
        return kept.own, kept.around

    def _insert(self, members: Group, own: Sequence[Cue], around: Sequence[Cue]) -> None:
        super()._insert(members, own, around)
        pairs = [(fact.id, fact.report) for fact in members]
        self._kept.groups[members[0].id] = Gathered(pairs, list(own), list(around))

    def _remove(self, name: str) -> None:
        self._groups.setdefault(name, ())
        super()._remove(name)
        self.was.add(self._kept.groups.pop(name).matter)


def _near(cues: Iterable[Cue]) -> set[Cue]:
    """The same of the week, the one before and the one after."""
    return {
        (question, place, near, token) for question, place, week, token in cues for near in range(week - 1, week + 2)
    }


@dataclass(slots=True)
class _Change:
    """What came into a block and what went out of it; a claim that changed did both."""

    put: dict[str, tuple[Row, str]] = field(default_factory=dict)
    dropped: dict[str, tuple[Row, str]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)  # the groups of those that went out

    def groups_on(self, days: Collection[int]) -> set[str]:
        """The groups of what went out of these days."""
        return {self.before[claim] for claim, (row, _) in self.dropped.items() if row.low in days}


class _Desk:
    """One addition."""

    def __init__(self, shelf: Shelf, archive: Archive, options: LineUpOptions) -> None:
        self._kept, self._archive, self._options = Cabinet(shelf), archive, options
        self._texts = _ShelvedTexts(self._kept, archive, options)
        self._joined = _ShelvedGroups(self._kept, self._load, options)
        self._facts: dict[str, Fact] = {}
        self._changes: dict[Block, _Change] = defaultdict(_Change)
        self._gone: set[str] = set()
        self._made: dict[Block, dict[str, Group]] = defaultdict(dict)

    def add(self, reports: Sequence[Report], claims: Sequence[ResolvedClaim]) -> Regrown:
        given: dict[str, list[ResolvedClaim]] = {report.id: [] for report in reports}
        for item in {item.claim.id: item for item in claims}.values():
            given.setdefault(item.claim.report_id, []).append(item)
        stirred = self._read(reports, given) | given.keys()
        self._kept.filed.fetch(stirred)
        self._kept.told.fetch(stirred)
        items = self._claims_of(stirred - given.keys()) | given
        self._texts.look_up(item.claim for name in stirred for item in items[name])
        for name in sorted(stirred):
            self._refresh(name, items[name], name in given)
        blocks = self._apply()
        files = self._open(blocks)
        for block, there in files.items():
            self._regroup(there, self._changes[block], blocks[block])
        found = self._matters(len(blocks))
        self._kept.flush()
        return found

    # -- texts -----------------------------------------------------------------------------------------------------

    def _read(self, reports: Sequence[Report], given: Mapping[str, Sequence[ResolvedClaim]]) -> set[str]:
        """Take the texts in; the reports of which any fact may not be as it was."""
        stirred: set[str] = set()
        self._kept.filed.fetch(given)
        for name, items in given.items():
            filed = self._kept.filed.get(name)
            if filed is not None:
                passages = {anchor for item in items for anchor in anchors_of(item.claim)}
                dropped = {anchor for row in self._kept.told[name] for anchor in row.anchors} - passages
                stirred |= self._kept.passages.remove(filed.number, dropped)
        stirred |= self._texts.take(reports, (item.claim for items in given.values() for item in items))
        before = stirred - set(self._texts.new)
        self._kept.filed.fetch(before)
        self._kept.told.fetch(before)
        held = [(name, anchor) for name in before for row in self._kept.told[name] for anchor in row.anchors]
        self._kept.passages.fetch(anchor for _, anchor in held)
        for name, anchor in held:
            stirred.update(self._kept.passages.younger((self._kept.filed[name].age, name), anchor))
        return stirred

    def _claims_of(self, reports: Collection[str]) -> dict[str, list[ResolvedClaim]]:
        """The claims of reports that were there."""
        found: dict[str, list[ResolvedClaim]] = {name: [] for name in reports}
        names = [row.claim for name in found for row in self._kept.told[name]]
        for item in self._archive.claims(names) if names else ():
            found[item.claim.report_id].append(item)
        return found

    def _refresh(self, name: str, items: Sequence[ResolvedClaim], given: bool) -> None:
        """Work out a report's facts anew, and note what goes and comes in the blocks."""
        old = {row.claim: row for row in self._kept.told[name]}
        rows = []
        for fact in sorted(facts_of(items, self._texts, self._options), key=lambda f: f.id):
            row, before = row_of(fact), old.pop(fact.id, None)
            rows.append(row)
            self._facts[fact.id] = fact
            if before is None or given or before != row:
                if before is not None:
                    self._changes[before.block].dropped[fact.id] = (before, name)
                self._changes[row.block].put[fact.id] = (row, name)
        for row in old.values():
            self._changes[row.block].dropped[row.claim] = (row, name)
        self._kept.told[name] = Rows.of(rows)

    def _load(self, members: Iterable[tuple[str, str]]) -> list[Fact]:
        """The facts of claims, each named with its report."""
        pairs = list(members)
        missing = {claim: report for claim, report in pairs if claim not in self._facts}
        if missing:
            self._kept.told.fetch(missing.values())
            told = {name: self._kept.told[report].claim(name).told for name, report in missing.items()}
            whole = self._claims_of({missing[name] for name in told if told[name].moved})
            for item in self._archive.claims(list(missing)):
                name = item.claim.id
                if told[name].moved:
                    item = in_context(item, whole[missing[name]])
                self._facts[name] = fact_of(item, told[name], self._options.lag)
        return [self._facts[claim] for claim, _ in pairs]

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _apply(self) -> dict[Block, bool]:
        """Count what lies within which places; the blocks to be grouped again, and whether as a whole."""
        more: Counter[str] = Counter()
        for change in self._changes.values():
            more.update(place for row, _ in change.put.values() for place in row.within)
            more.subtract(place for row, _ in change.dropped.values() for place in row.within)
        found = dict.fromkeys(self._changes, False)
        self._kept.inside.fetch({*more, *(place for _, place, _ in found)})
        for place, number in more.items():
            before = self._kept.inside[place]
            self._kept.inside[place] = before + number
            if bool(before) != bool(before + number):
                # Who holds a place does not depend on what is told of places in it.
                blocks = (block for block in self._kept.at.get(place, ()) if not block[0].startswith("control"))
                found.update(dict.fromkeys(blocks, True))
        return found

    def _open(self, blocks: Mapping[Block, bool]) -> dict[Block, BlockFile]:
        """Put the changes into their blocks. What these need is read for all at once."""
        self._kept.blocks.fetch(blocks)
        found = {block: BlockFile(self._kept, block) for block in sorted(blocks)}
        spans = [(there, *span) for block, there in found.items() for span in self._spans(block, blocks[block])]
        self._kept.chunks.fetch(chunk for there, days, margin in spans for chunk in there.chunks_near(days, margin))
        for block, there in found.items():
            self._update(there, self._changes[block])
        self._dissolve(found)
        near = [entry for there, days, margin in spans for entry in self._near(there, days, margin).entries]
        self._kept.groups.fetch(entry.group for entry in near if entry.group)
        self._load((entry.claim, entry.report) for entry in near)
        return found

    def _spans(self, block: Block, whole: bool) -> list[tuple[set[int], int]]:
        """The days of a block that changed, such as lie together, and how many claims to look at on either side."""
        change = self._changes[block]
        days = {row.low for rows in (change.dropped, change.put) for row, _ in rows.values()}
        return [(days, FAR)] if whole else [(run, _MARGIN) for run in _runs(days)]

    def _near(self, there: BlockFile, days: Collection[int], margin: int) -> Stretch:
        """What of a block is to be grouped again."""
        near, change = there.near(days, margin), self._changes[there.block]
        if margin >= FAR:
            return near
        changed = [entry for rows in (change.dropped, change.put) for entry in _entries(rows) if entry.low in days]
        return near.around(changed, reach_of(there.block[0].split("/")[0], self._options))

    def _update(self, there: BlockFile, change: _Change) -> None:
        for days in _runs({row.low for row, _ in change.dropped.values()}):
            entries = there.near(days, 0).entries
            change.before.update((e.claim, e.group) for e in entries if e.claim in change.dropped)
        there.update(_entries(change.dropped), _entries(change.put))

    def _dissolve(self, files: Mapping[Block, BlockFile]) -> None:
        """Leave those in no group that were in one with a claim that went out."""
        gone = {block: set(self._changes[block].before.values()) for block in files}
        self._kept.groups.fetch(name for names in gone.values() for name in names)
        members = {
            block: [m for name in names for m in self._kept.groups[name].members] for block, names in gone.items()
        }
        self._kept.told.fetch(report for pairs in members.values() for _, report in pairs)
        for block, there in files.items():
            left = {claim: name for claim, name in members[block] if claim not in self._changes[block].dropped}
            rows = {claim: (self._kept.told[name].claim(claim), name) for claim, name in left.items()}
            there.regroup(_entries(rows), dict.fromkeys(left, ""))
            self._gone |= gone[block]

    def _regroup(self, there: BlockFile, change: _Change, whole: bool) -> None:
        """Group again what is near the changes of a block; each of what lies far apart alone."""
        block = there.block
        for days, margin in self._spans(block, whole):
            near = self._near(there, days, margin)
            while (groups := self._group_again(block, change, near, days)) is None:
                margin *= 4
                near = self._near(there, days, margin)
            names = {fact.id: members[0].id for members in groups for fact in members}
            entries = [entry for entry in near.entries if entry.claim in names]
            there.regroup(entries, names)
            self._replace(block, {entry.group for entry in entries}, groups)

    def _replace(self, block: Block, old: Collection[str], groups: Groups) -> None:
        """Note which groups of a block are no more, and the new ones."""
        made = self._made[block]
        for name in old:
            if name and made.pop(name, None) is None:
                self._gone.add(name)
        made.update((members[0].id, tuple(members)) for members in groups)

    def _members(self, block: Block, group: str) -> frozenset[str]:
        made = self._made[block]
        if group in made:
            return frozenset(fact.id for fact in made[group])
        return frozenset(claim for claim, _ in self._kept.groups[group].members)

    def _group_again(self, block: Block, change: _Change, near: Stretch, days: set[int]) -> Groups | None:
        there = {entry.claim: entry.group for entry in near.entries}
        self._kept.groups.fetch(name for name in there.values() if name)
        whole = {name: self._members(block, name) for name in {*there.values()} if name}
        removed = change.dropped.keys() - there.keys()
        rows = [row for row, _ in (*change.put.values(), *change.dropped.values()) if row.low in days]
        part = Part(
            self._load((entry.claim, entry.report) for entry in near.entries),
            near,
            days=days,
            ends={row.high for row in rows},
            removed=removed,
            mates={claim for name in change.groups_on(days) for claim, _ in self._kept.groups[name].members} - removed,
            beside=self._beside(block, near) if block[0].startswith("control") else (),
        )
        old = {claim: whole[name] for claim, name in there.items() if name and claim not in change.put}
        return regroup(part, old, self._options, self._kept.inside[block[1]] > 0)

    def _beside(self, block: Block, near: Stretch) -> list[Fact]:
        """The claims of the block that the reports of these have elsewhere in it."""
        own = {entry.claim for entry in near.entries}
        reports = {entry.report for entry in near.entries}
        self._kept.told.fetch(reports)
        rows = [(row.claim, name) for name in sorted(reports) for row in self._kept.told[name].within(block)]
        return self._load((claim, name) for claim, name in rows if claim not in own)

    # -- matters ---------------------------------------------------------------------------------------------------

    def _matters(self, touched: int) -> Regrown:
        before, heads = self._joined.update(
            self._gone, [members for made in self._made.values() for members in made.values()]
        )
        kept = self._kept.groups
        was = self._joined.was | {kept[name].matter for name in before | heads if name in kept}
        for name in before - heads:
            if name in kept:
                kept[name].matter = ""
        made = []
        for name in heads:
            matter = make_matter(self._joined.members(name), self._options)
            kept[name].matter = matter.id
            made.append(matter)
        return Regrown(frozenset(was - {""}), tuple(sorted(made, key=reading_order)), touched)


def _runs(days: Iterable[int]) -> list[set[int]]:
    """Days sorted into such as lie together."""
    found: list[set[int]] = []
    for day in sorted(days):
        if found and day - max(found[-1]) <= _TOGETHER:
            found[-1].add(day)
        else:
            found.append({day})
    return found


def _entries(rows: Mapping[str, tuple[Row, str]]) -> list[Entry]:
    return [Entry(row.claim, report, row.low, row.high, row.until, "") for row, report in rows.values()]
