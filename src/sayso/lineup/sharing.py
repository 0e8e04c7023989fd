"""Lining up with several processes: the texts are indexed once, then each process takes some of the questions.

Claims of different questions never meet, so each process makes whole matters: together, those of one process.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.pool
import multiprocessing.queues
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice

from sayso.lineup.claims.facts import containers, question
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.texts import Texts, Traits, traits_of
from sayso.lineup.matters import make_matter
from sayso.lineup.meeting.blocks import Blocks
from sayso.lineup.meeting.containment import Joined
from sayso.lineup.options import LineUpOptions
from sayso.lineup.packing import packed, unpacked
from sayso.models import Matter, Report, ResolvedClaim

_CHUNK = 2000  # reports whose texts one process works on at a time
_BATCH = 5000  # matters that are sent at a time
Batches = multiprocessing.queues.SimpleQueue[bytes]


@dataclass(frozen=True)
class Work:
    """What all processes share: they are forked from the one that has it, so that nothing is sent to them."""

    reports: Sequence[Report]
    claims: Mapping[str, Sequence[ResolvedClaim]]  # by report
    options: LineUpOptions
    texts: Texts
    shares: dict[str, int]  # the process that takes a question
    inside: frozenset[str]  # places in which others lie that claims name
    meeting: frozenset[str]  # those of them that claims name too
    made: Batches  # what is sent back


_work: Work | None = None


def line_up_shared(
    reports: Sequence[Report], claims: Sequence[ResolvedClaim], options: LineUpOptions, workers: int
) -> list[Matter]:
    """All matters, in no order. The report ids and the claim ids must each be unique."""
    with quiet():
        by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
        for item in claims:
            by_report[item.claim.report_id].append(item)
        inside = frozenset(chain.from_iterable({containers(item) for item in claims}))
        meeting = inside & {item.place.id for item in claims if item.place is not None}
        made = multiprocessing.get_context("fork").SimpleQueue()
        work = Work(reports, by_report, options, Texts(options), {}, inside, meeting, made)
        work.shares.update(_shares(_index(work, workers), workers))
        with _pool(work, workers) as pool:
            ended = pool.map_async(_line_up, range(workers), 1)
            matters = [matter for batch in _sent(made, workers) for matter in unpacked(batch)]
            ended.get()  # raises what a process raised
            return matters


def _sent(made: Batches, workers: int) -> Iterator[bytes]:
    """Matters as processes send them, until each has sent that there are no more."""
    while workers:
        batch = made.get()
        if batch:
            yield batch
        else:
            workers -= 1


def _shares(sizes: Mapping[str, int], workers: int) -> dict[str, int]:
    """Questions by process, by how many claims they have: the largest first, each to the one with least to do."""
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


def _index(work: Work, workers: int) -> Counter[str]:
    """Fill the index of texts; how many claims each question has. All processes look at the texts and claims."""
    traits: dict[str, Traits] = {}
    sizes: Counter[str] = Counter()
    with _pool(work, workers) as pool:
        for found, counted in pool.imap_unordered(_traits, range(0, len(work.reports), _CHUNK)):
            traits.update(found)
            sizes.update(counted)
    unknown = (items for report, items in work.claims.items() if report not in traits)
    sizes.update(question(item) for items in unknown for item in items)
    work.texts.add(work.reports, traits=traits)
    return sizes


def _traits(start: int) -> tuple[dict[str, Traits], Counter[str]]:
    """The traits of some reports, and how many of their claims each question has."""
    assert _work is not None
    reports = _work.reports[start : start + _CHUNK]
    found: dict[str, Traits] = {}
    sizes: Counter[str] = Counter()
    for report in reports:
        items = _work.claims.get(report.id, ())
        found[report.id] = traits_of(report, [item.claim for item in items])
        sizes.update(map(question, items))
    return found, sizes


def _line_up(share: int) -> None:
    """Send the matters of one process's questions in batches, so that they are taken in while more are made."""
    assert _work is not None
    try:
        matters = _matters(_work, share)
        while batch := list(islice(matters, _BATCH)):
            _work.made.put(packed(batch))
    finally:
        _work.made.put(b"")


def _matters(work: Work, share: int) -> Iterator[Matter]:
    blocks = Blocks(work.options, work.inside)
    mine = {name for name, number in work.shares.items() if number == share}
    for items in work.claims.values():
        for fact in facts_of(items, work.texts, work.options, mine):
            blocks.put(fact)
    joined = Joined(work.options, work.meeting)
    _, new, _ = blocks.regroup()
    _, heads = joined.update((), new)
    return (make_matter(joined.members(head), work.options) for head in heads)
