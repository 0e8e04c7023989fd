"""The texts of reports, kept so that copies are found as reports come, whatever the order in which they do.

What is said of a text depends only on the texts that are there: the oldest are compared with all, and which are the
oldest does not depend on when they came.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.lineup.folding import split_words, words
from sayso.lineup.lineage import FIGURES, Lineage, copied, lineage_of, shingles, sketch
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.models import Claim, Report

Age = tuple[str, str]  # date of publication, report id: the order in which texts count as written

_COMMON = 40  # holders of one shingle that are compared with all others; later ones only with these
_PASSAGE = 10  # words: a shorter sentence may be written twice independently
_CARRIED = 0.8  # of a passage's shingles
_ANCHORS = 3  # shingles by which a passage is looked up: of four in five carried ones, all three missing is rare


class Texts:
    """Reports with their families (texts copied from each other) and the oldest text of each claim's passage."""

    def __init__(self, options: LineUpOptions = DEFAULT) -> None:
        self._options = options
        self.reports: dict[str, Report] = {}
        self.lineages: dict[str, Lineage] = {}
        self._sketches: dict[str, frozenset[int]] = {}
        self._holders: dict[int, list[Age]] = defaultdict(list)
        self._families: dict[str, tuple[str, ...]] = {}  # a report's family, oldest first, itself among it
        self._passages: dict[int, list[Age]] = defaultdict(list)

    def add(self, reports: Iterable[Report], claims: Iterable[Claim] = ()) -> set[str]:
        """Take in reports and claims; the ids of all reports of whose lineage or claims something may have changed."""
        fresh = {r.id: r for r in reports if r.id not in self.reports}
        self.reports.update(fresh)
        stirred = set(fresh)
        for family in self._resorted(self._related(fresh)):
            stirred.update(self._settle(family))
        stirred.update(self._kept_passages(claims))
        return stirred

    def origin(self, claim: Claim) -> str:
        """The id of the oldest report that has the claim's words.

        Within a family any words count. Elsewhere a passage must be of ``_PASSAGE`` words and more, have been coded
        there too, and most of its shingles must be there with the same figures.
        """
        own = age(self.reports[claim.report_id])
        older = {other for other in self._family(claim.report_id) if other < own}
        anchors = _anchors(claim)
        for anchor in anchors:
            older.update(other for other in self._passages.get(anchor, ())[:_COMMON] if other < own)
        return next((other[1] for other in sorted(older) if self._carries(other[1], claim)), claim.report_id)

    def _carries(self, report_id: str, claim: Claim) -> bool:
        full = self.reports[report_id].full
        values = shingles(claim.evidence.text)
        if len(values & shingles(full)) < _CARRIED * len(values):
            return False
        figures = {w for w in words(claim.evidence.text) if w.isdigit() or w in FIGURES}
        return figures <= set(split_words(full))

    def _family(self, report_id: str) -> Iterator[Age]:
        return (age(self.reports[member]) for member in self._families[report_id])

    def _related(self, fresh: Mapping[str, Report]) -> set[str]:
        """The fresh reports, whatever they may be copies of, and what lost a comparison to them: families whole."""
        dirty = set(fresh)
        for report in fresh.values():
            self._sketches[report.id] = sketch(report.full)
        for value, newcomers in self._new_holders(fresh).items():
            holders = self._holders[value]
            before = holders[:_COMMON]
            if len(newcomers) * 8 > len(holders):
                holders.extend(newcomers)
                holders.sort()
            else:
                for newcomer in newcomers:
                    insort(holders, newcomer)
            if len(holders) > _COMMON:
                dirty.update(ident for _, ident in set(before) - set(holders[:_COMMON]))
        partners = {other for ident in fresh for other in self._partners(ident)}
        return {member for ident in dirty | partners for member in self._families.get(ident, (ident,))}

    def _new_holders(self, fresh: Mapping[str, Report]) -> dict[int, list[Age]]:
        found: dict[int, list[Age]] = defaultdict(list)
        for report in fresh.values():
            for value in self._sketches[report.id]:
                found[value].append(age(report))
        return found

    def _partners(self, ident: str) -> list[str]:
        """The texts that share enough with one to be compared with it in full."""
        own, shared = age(self.reports[ident]), Counter[str]()
        for value in self._sketches[ident]:
            holders = self._holders[value]
            if len(holders) > 1:
                near = holders if len(holders) <= _COMMON or own <= holders[_COMMON - 1] else holders[:_COMMON]
                shared.update(other for _, other in near)
        return [other for other, number in shared.items() if number >= 2 and other != ident]

    def _resorted(self, idents: Iterable[str]) -> list[list[str]]:
        """Reports by family, each oldest first: joined through near copies."""
        ordered = sorted(idents, key=lambda ident: age(self.reports[ident]))
        rank = {ident: number for number, ident in enumerate(ordered)}
        parent = list(range(len(ordered)))
        for ident in ordered:
            for other in sorted(self._partners(ident)):
                if rank.get(other, len(rank)) < rank[ident]:
                    a, b = _root(parent, rank[other]), _root(parent, rank[ident])
                    if a != b and copied(self.reports[other], self.reports[ident], self._options):
                        parent[max(a, b)] = min(a, b)
        families: dict[int, list[str]] = defaultdict(list)
        for number, ident in enumerate(ordered):
            families[_root(parent, number)].append(ident)
        return list(families.values())

    def _settle(self, family: Sequence[str]) -> Iterator[str]:
        """Note a family; the ids of those whose lineage is not what it was, or whose family has others in it."""
        members = tuple(family)
        lineage = lineage_of([self.reports[ident] for ident in members])
        for ident in members:
            if self.lineages.get(ident) != lineage or self._families.get(ident) != members:
                self.lineages[ident], self._families[ident] = lineage, members
                yield ident

    def _kept_passages(self, claims: Iterable[Claim]) -> set[str]:
        """Note the passages of claims; the reports that have one of them too."""
        touched: dict[int, set[Age]] = defaultdict(set)
        for claim in claims:
            if claim.report_id in self.reports:
                for anchor in _anchors(claim):
                    touched[anchor].add(age(self.reports[claim.report_id]))
        stirred: set[str] = set()
        for anchor, ages in touched.items():
            before = self._passages[anchor]
            known = set(before)
            if ages <= known:
                continue
            self._passages[anchor] = sorted(known | ages)
            if before and self._passages[anchor][:_COMMON] != before[:_COMMON]:
                # What an older text holds is not changed by a younger one.
                stirred.update(ident for other in before if other > min(ages) for ident in other[1:])
        return stirred


def trace(reports: Iterable[Report], options: LineUpOptions = DEFAULT) -> dict[str, Lineage]:
    """The lineage of every report, by report id. Order of the input does not matter."""
    texts = Texts(options)
    texts.add(reports)
    return texts.lineages


def age(report: Report) -> Age:
    """The order of texts: those without a date count as latest."""
    return (report.published or "9999", report.id)


def _anchors(claim: Claim) -> Sequence[int]:
    """The shingles by which a claim's passage is found again; none where it is too short to be told from chance."""
    if len(words(claim.evidence.text)) < _PASSAGE:
        return ()
    return sorted(shingles(claim.evidence.text))[:_ANCHORS]


def _root(parent: list[int], item: int) -> int:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item
