"""A line-up that grows: a new report touches its own blocks only, and the result is that of lining up all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import get_all_start_methods

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.texts import Texts
from sayso.lineup.matters import make_matter, reading_order
from sayso.lineup.meeting.blocks import Blocks
from sayso.lineup.meeting.containment import Joined
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.sharing import line_up_shared, quiet
from sayso.lineup.shelf.filling import Made, fill
from sayso.lineup.shelf.shelf import Shelf
from sayso.models import Matter, Report, ResolvedClaim


@dataclass(frozen=True, slots=True)
class Growth:
    """What reports changed: the matters that are no more as they were, those that came in their stead or anew.

    ``touched`` is how many blocks (a question about a place) were lined up again.
    """

    gone: tuple[Matter, ...]
    new: tuple[Matter, ...]
    touched: int


class LineUp:
    """All matters of a set of reports and claims, kept up to date as more come.

    Whatever the order and the portions in which reports come, ``matters`` is what ``line_up`` gives for all of them.
    A report comes with its claims; claims that come later are taken in too. A claim id that is there stays as it is.
    """

    def __init__(self, options: LineUpOptions = DEFAULT) -> None:
        self._options = options
        self._texts = Texts(options)
        self._claims: dict[str, dict[str, ResolvedClaim]] = defaultdict(dict)
        self._facts: dict[str, dict[str, Fact]] = {}
        self._blocks = Blocks(options)
        self._joined = Joined(options)
        self._matters: dict[str, Matter] = {}

    @property
    def matters(self) -> list[Matter]:
        """All matters, by topic, place and date."""
        return sorted(self._matters.values(), key=reading_order)

    def add(self, reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> Growth:
        """Take in reports and claims, and line up again what they touch."""
        new = {report.id: report for report in reports if report.id not in self._texts.reports}
        # Claims may have come before their report.
        waiting = [item for name in new if name in self._claims for item in self._claims[name].values()]
        fresh: list[ResolvedClaim] = []
        for item in claims:
            mine = self._claims[item.claim.report_id]
            if item.claim.id not in mine:
                mine[item.claim.id] = item
                fresh.append(item)
        stirred = self._texts.add(new.values(), (item.claim for item in (*fresh, *waiting)))
        for report in (stirred - new.keys()) & self._claims.keys():
            # What others have from a report that turns out to be somebody else's is that other's.
            stirred.update(name for item in self._claims[report].values() for name in self._texts.echoes(item.claim))
        for report in sorted(stirred | {item.claim.report_id for item in fresh}):
            self._refresh(report)
        return self._line_up()

    def keep(self, shelf: Shelf) -> None:
        """Write to an empty shelf what ``grow`` needs to go on from here."""
        names = {head: matter.id for head, matter in self._matters.items()}
        fill(shelf, self._texts, Made(self._joined.groups, self._joined.put_together(), names))

    def _refresh(self, report: str) -> None:
        """Work out a report's facts anew; only the blocks of those that are not as before are touched."""
        items = list(self._claims[report].values()) if report in self._claims else []
        before = self._facts.get(report, {})
        after = {fact.id: fact for fact in facts_of(items, self._texts, self._options)}
        for ident, fact in after.items():
            old = before.get(ident)
            if old is None:
                self._blocks.put(fact)
            elif old != fact:
                self._blocks.drop(old)
                self._blocks.put(fact)
            else:
                after[ident] = old
        self._facts[report] = after

    def _line_up(self) -> Growth:
        gone, new, touched = self._blocks.regroup()
        before, heads = self._joined.update([members[0].id for members in gone], new)
        old = {head: self._matters.pop(head) for head in before | heads if head in self._matters}
        made = {head: make_matter(self._joined.members(head), self._options) for head in heads}
        self._matters.update(made)
        return Growth(
            tuple(sorted((m for h, m in old.items() if made.get(h) != m), key=reading_order)),
            tuple(sorted((m for h, m in made.items() if old.get(h) != m), key=reading_order)),
            touched,
        )


def shelve(
    reports: Iterable[Report], claims: Iterable[ResolvedClaim], shelf: Shelf, options: LineUpOptions = DEFAULT
) -> list[Matter]:
    """What ``line_up`` gives; all that ``grow`` needs to go on from it is written to the shelf, which must be empty."""
    grown = LineUp(options)
    with quiet():
        grown.add(reports, claims)
        grown.keep(shelf)
        return grown.matters


def line_up(
    reports: Iterable[Report],
    claims: Iterable[ResolvedClaim],
    options: LineUpOptions = DEFAULT,
    workers: int = 1,
) -> list[Matter]:
    """All matters that the claims answer, by topic, place and date.

    Pure and independent of the order of both inputs; every claim is in exactly one position of one matter. A claim
    whose report is not given is kept, with no date and no outlet but what it says itself. With ``workers`` above 1 that
    many processes share the work, where the system can fork.
    """
    if workers > 1 and "fork" in get_all_start_methods():
        texts, items = {r.id: r for r in reports}, {c.claim.id: c for c in claims}
        return sorted(line_up_shared(list(texts.values()), list(items.values()), options, workers), key=reading_order)
    grown = LineUp(options)
    with quiet():
        grown.add(reports, claims)
        return grown.matters
