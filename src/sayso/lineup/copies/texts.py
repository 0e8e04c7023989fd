"""The texts of reports, kept so that copies are found as reports come, whatever the order in which they do.

What is said of a text depends only on the texts that are there: the oldest are compared with all, and which are the
oldest does not depend on when they came.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from sayso.lineup.copies.holders import Age, Holders, Holding
from sayso.lineup.copies.lineage import FIGURES, SHINGLE, Lineage, copied, credit, lineage_of, runs, shingles, sketch
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.words.folding import encoded_words, split_words, words
from sayso.models import Claim, Report

_PASSAGE = 10  # words: a shorter sentence may be written twice independently
_CARRIED = 0.8  # of a passage's shingles
_ANCHORS = 2  # shingles by which a passage is looked up: of four in five carried ones, both missing is rare


class Texts:
    """Reports with their families (texts copied from each other) and the oldest text of each claim's passage."""

    def __init__(self, options: LineUpOptions = DEFAULT) -> None:
        self._options = options
        self.reports: dict[str, Report] = {}
        self.lineages: dict[str, Lineage] = {}
        self._ages: dict[str, Age] = {}
        self._sketches: dict[str, Sequence[int]] = {}
        self._credits: dict[str, str | None] = {}  # the agency that signs a report
        self._families: dict[str, tuple[str, ...]] = {}  # a report's family, oldest first, itself among it
        self._holders: Holding = Holders()
        self._passages: Holding = Holders()
        self._echoed: set[str] = set()  # reports with a passage that an older one may have

    def add(
        self,
        reports: Iterable[Report],
        claims: Iterable[Claim] = (),
        traits: Mapping[str, Traits] | None = None,
    ) -> set[str]:
        """Take in reports and claims; the ids of all reports of whose lineage or claims something may have changed.

        ``traits`` by report may be given where they have been worked out elsewhere, from its claims too.
        """
        fresh = {r.id: r for r in reports if r.id not in self.reports}
        self.reports.update(fresh)
        self._ages.update((ident, age(report)) for ident, report in fresh.items())
        stirred = set(fresh)
        for ident, one in traits.items() if traits else ():
            self._sketches[ident], self._credits[ident] = one.sketch, one.credit
        for family in self._resorted(self._related(fresh)):
            stirred.update(self._settle(family))
        held = {ident: one.passages for ident, one in traits.items()} if traits else self._passages_of(claims)
        stirred.update(self._keep_passages(held))
        return stirred

    def family(self, report: str) -> tuple[str, ...]:
        """The ids of the reports that are copies of one text with this one, oldest first, itself among them."""
        return self._families[report]

    def marks(self) -> tuple[Holding, Holding]:
        """Which texts hold the shingles that texts are found by, and those that passages are found by."""
        return self._holders, self._passages

    def echoes(self, claim: Claim) -> set[str]:
        """The reports that may have the claim's passage from its report."""
        own = self._ages[claim.report_id]
        return {ident for anchor in anchors_of(claim) for ident in self._passages.younger(own, anchor)}

    def origin(self, claim: Claim) -> str:
        """The id of the oldest report that has the claim's words.

        Within a family any words count. Elsewhere a passage must be of ``_PASSAGE`` words and more, have been coded
        there too, and most of its shingles must be there with the same figures.
        """
        family = self._families[claim.report_id]
        if len(family) == 1 and claim.report_id not in self._echoed:
            return claim.report_id
        own = self._ages[claim.report_id]
        older = {other for member in family if (other := self._ages[member]) < own} if len(family) > 1 else set()
        if claim.report_id in self._echoed:
            for anchor in anchors_of(claim):
                older.update(self._passages.older(own, anchor))
        if not older:
            return claim.report_id
        return next((other[1] for other in sorted(older) if self._carries(other[1], claim)), claim.report_id)

    def _carries(self, report_id: str, claim: Claim) -> bool:
        full, text = self.reports[report_id].full, claim.evidence.text
        told = words(text)
        # A passage of one shingle alone may be chance.
        if len(told) > SHINGLE and len(set(told)) > 1 and _verbatim(text, full):
            return True
        values, there = shingles(text), set(split_words(full))
        if any((word.isdigit() or word in FIGURES) and word not in there for word in told):
            return False
        # Few texts have even the words, which is sooner seen.
        possible = len(values) if len(told) <= SHINGLE else _runs([word in there for word in told])
        return possible >= _CARRIED * len(values) and len(values & shingles(full)) >= _CARRIED * len(values)

    def _related(self, fresh: Mapping[str, Report]) -> set[str]:
        """The fresh reports, and the families of what lost a comparison to them: all that may fall apart."""
        for ident, report in fresh.items():
            if ident not in self._sketches:
                self._sketches[ident] = sketch_of(report)
        met = self._holders.add((self._ages[ident], self._sketches[ident]) for ident in fresh)
        return {member for ident in fresh.keys() | met.out for member in self._families.get(ident, (ident,))}

    def _to_compare(self, ranks: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """These reports, each with the others and those of before that share enough to be compared in full."""
        for ident, number in ranks.items():
            for other in sorted(self._holders.partners(self._ages[ident], self._sketches[ident])):
                if ranks.get(other, -1) < number:
                    yield ident, other

    def _resorted(self, idents: Iterable[str]) -> list[list[str]]:
        """Reports by family, each oldest first: joined through near copies. Families of before are joined whole."""
        ordered = sorted(idents, key=self._ages.__getitem__)
        ranks = {ident: number for number, ident in enumerate(ordered)}
        parent, heads = list(range(len(ordered))), dict[str, int]()
        for ident, other in self._to_compare(ranks):
            at = ranks[other] if other in ranks else heads.setdefault(self._families[other][0], len(parent))
            parent.extend(range(len(parent), at + 1))
            a, b = _root(parent, at), _root(parent, ranks[ident])
            if a != b and copied(self.reports[other], self.reports[ident], self._options):
                parent[max(a, b)] = min(a, b)
        families: dict[int, list[str]] = defaultdict(list)
        for number, ident in enumerate(ordered):
            families[_root(parent, number)].append(ident)
        for head, number in heads.items():
            if (root := _root(parent, number)) in families:
                families[root] = sorted((*families[root], *self._families[head]), key=self._ages.__getitem__)
        return list(families.values())

    def _settle(self, family: Sequence[str]) -> Iterator[str]:
        """Note a family; the ids of those whose lineage is not what it was, or before whom others were written."""
        members = tuple(family)
        lineage = lineage_of(self.reports[members[0]], [self._credit(ident) for ident in members])
        for number, ident in enumerate(members):
            known, before = self.lineages.get(ident), self._families.get(ident, ())[: number + 1]
            self.lineages[ident], self._families[ident] = lineage, members
            if known is None or before != members[: number + 1] or replace(known, copies=len(members)) != lineage:
                yield ident

    def _credit(self, ident: str) -> str | None:
        """The agency that signs a report."""
        if ident not in self._credits:
            self._credits[ident] = credit(self.reports[ident])
        return self._credits[ident]

    def _passages_of(self, claims: Iterable[Claim]) -> Mapping[str, Sequence[int]]:
        """By report, what the passages of claims are looked up by."""
        held: dict[str, list[int]] = defaultdict(list)
        for claim in claims:
            if claim.report_id in self._ages:
                held[claim.report_id].extend(anchors_of(claim))
        return held

    def _keep_passages(self, held: Mapping[str, Sequence[int]]) -> set[str]:
        """Note passages by report; the reports that have one of them too and are younger."""
        met = self._passages.add((self._ages[ident], marks) for ident, marks in held.items())
        for anchor in met.shared:
            self._echoed.update(ident for _, ident in self._passages.shared(anchor)[1:])
        return met.behind


def trace(reports: Iterable[Report], options: LineUpOptions = DEFAULT) -> dict[str, Lineage]:
    """The lineage of every report, by report id. Order of the input does not matter."""
    texts = Texts(options)
    texts.add(reports)
    return texts.lineages


def age(report: Report) -> Age:
    """The order of texts: those without a date count as latest."""
    return (report.published or "9999", report.id)


class Traits(NamedTuple):
    """What a report's copies are found by, kept small, and the agency that signs it.

    ``passages`` are the shingles by which those of its claims are looked up.
    """

    sketch: Sequence[int]
    passages: Sequence[int]
    credit: str | None


def traits_of(report: Report, claims: Iterable[Claim]) -> Traits:
    """The traits of a report; ``claims`` are all of its claims."""
    found = encoded_words(report.full)
    text, hashes, passages = b" %b " % b" ".join(found), runs(found), array("I")
    for claim in claims:
        told = encoded_words(claim.evidence.text)
        if len(told) < _PASSAGE:
            continue
        # The words of a claim stand in its report, the runs of which are hashed already.
        at = text.find(b" %b " % b" ".join(told))
        first = text.count(b" ", 0, at)
        passages.extend(_least(hashes[first : first + len(told) - SHINGLE + 1] if at >= 0 else runs(told)))
    return Traits(array("I", sketch(hashes)), passages, credit(report))


def sketch_of(report: Report) -> Sequence[int]:
    """The sketch of a report, kept small."""
    return array("I", sketch(runs(encoded_words(report.full))))


def anchors_of(claim: Claim) -> Sequence[int]:
    """The shingles by which a claim's passage is found again; none where it is too short to be told from chance."""
    return _anchors(claim.evidence.text)


@lru_cache(maxsize=4096)
def _anchors(text: str) -> Sequence[int]:
    found = encoded_words(text)
    return _least(runs(found)) if len(found) >= _PASSAGE else ()


def _least(hashes: Iterable[int]) -> Sequence[int]:
    return tuple(sorted(set(hashes))[:_ANCHORS])


def _verbatim(text: str, full: str) -> bool:
    """Whether a text has these very words: most passages that come again do so letter by letter."""
    start = full.find(text)
    end = start + len(text)
    return start >= 0 and not full[max(start - 1, 0) : start + 1].isalnum() and not full[end - 1 : end + 1].isalnum()


def _runs(there: Sequence[bool]) -> int:
    """How many runs of so many words as a shingle has lack none."""
    return sum(all(there[start : start + SHINGLE]) for start in range(len(there) - SHINGLE + 1))


def _root(parent: list[int], item: int) -> int:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item
