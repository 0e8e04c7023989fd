"""Lining up with several processes: the texts are indexed once, then each process takes some of the questions.

Claims of different questions never meet, so each process makes whole matters: together, those of one process.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.pool
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.lineup.claims.facts import containers, question
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.texts import Texts, anchors_of, sketch_of
from sayso.lineup.matters import make_matter
from sayso.lineup.meeting.blocks import Blocks
from sayso.lineup.meeting.containment import Joined
from sayso.lineup.options import LineUpOptions
from sayso.lineup.packing import packed, unpacked
from sayso.models import Matter, Report, ResolvedClaim

_CHUNK = 2000  # reports whose texts one process works on at a time


@dataclass(frozen=True)
class Work:
    """What all processes share: they are forked from the one that has it, so that nothing is sent to them."""

    reports: Sequence[Report]
    claims: Mapping[str, Sequence[ResolvedClaim]]  # by report
    options: LineUpOptions
    texts: Texts
    questions: Mapping[str, Sequence[str]]  # those of each report's claims
    shares: Mapping[str, int]  # the process that takes a question
    inside: frozenset[str]  # places in which others lie that claims name
    meeting: frozenset[str]  # those of them that claims name too


_work: Work | None = None


def line_up_shared(
    reports: Sequence[Report], claims: Sequence[ResolvedClaim], options: LineUpOptions, workers: int
) -> list[Matter]:
    """All matters, in no order. The report ids and the claim ids must each be unique."""
    by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for item in claims:
        by_report[item.claim.report_id].append(item)
    inside = frozenset(place for item in claims for place in containers(item))
    with quiet():
        questions = {name: [question(item) for item in items] for name, items in by_report.items()}
        shares = _shares((name for found in questions.values() for name in found), workers)
        meeting = inside & {item.place.id for item in claims if item.place is not None}
        work = Work(reports, by_report, options, Texts(options), questions, shares, inside, meeting)
        _index(work, workers)
        with _pool(work, workers) as pool:
            return [matter for made in pool.imap_unordered(_matters, range(workers)) for matter in unpacked(made)]


def _shares(questions: Iterable[str], workers: int) -> dict[str, int]:
    """Questions by process: the largest first, each to the one with least to do."""
    sizes = Counter(questions)
    loads = [0] * workers
    found: dict[str, int] = {}
    for name, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        least = loads.index(min(loads))
        found[name] = least
        loads[least] += size
    return found


@contextmanager
def _pool(work: Work, workers: int) -> Iterator[multiprocessing.pool.Pool]:
    global _work
    _work = work
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield pool
    finally:
        _work = None


@contextmanager
def quiet() -> Iterator[None]:
    """No search for cycles while millions of records are made: they have none, and each search reads them all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _index(work: Work, workers: int) -> None:
    """Fill the index of texts; what each text is found by is worked out by all processes."""
    sketches: dict[str, Sequence[int]] = {}
    anchors: dict[str, Sequence[int]] = {}
    with _pool(work, workers) as pool:
        for found, passages in pool.imap_unordered(_marks, range(0, len(work.reports), _CHUNK)):
            sketches.update(found)
            anchors.update(passages)
    known = (item.claim for report in work.reports for item in work.claims.get(report.id, ()))
    work.texts.add(work.reports, known, sketches, anchors)


def _marks(start: int) -> tuple[dict[str, Sequence[int]], dict[str, Sequence[int]]]:
    assert _work is not None
    reports = _work.reports[start : start + _CHUNK]
    items = (item.claim for report in reports for item in _work.claims.get(report.id, ()))
    return {r.id: sketch_of(r) for r in reports}, {claim.id: anchors_of(claim) for claim in items}


def _matters(share: int) -> bytes:
    """The matters of one process's questions."""
    assert _work is not None
    blocks = Blocks(_work.options, _work.inside)
    mine = {name for name, number in _work.shares.items() if number == share}
    for report, items in _work.claims.items():
        asked = zip(items, _work.questions[report], strict=True)
        wanted = frozenset(item.claim.id for item, name in asked if name in mine)
        if wanted:
            for fact in facts_of(items, _work.texts, _work.options, wanted):
                blocks.put(fact)
    joined = Joined(_work.options, _work.meeting)
    _, new, _ = blocks.regroup()
    _, heads = joined.update((), new)
    return packed(make_matter(joined.members(head), _work.options) for head in heads)
