"""Lining up with several processes: the texts are indexed once, then each process takes some of the questions.

Claims of different questions never meet, so each process makes whole matters: together, those of one process.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from sayso.errors import SaysoError
from sayso.lineup.claims.context import in_context
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


@dataclass(frozen=True)
class Work:
    """What all processes share: they are forked from the one that has it, so that nothing is sent to them."""

    workers: int
    reports: Sequence[Report]
    claims: Mapping[str, Sequence[ResolvedClaim]]  # by report
    options: LineUpOptions
    texts: Texts
    shares: dict[str, int]  # the process that takes a question
    inside: frozenset[str]  # places in which others lie that claims name
    meeting: frozenset[str]  # those of them that claims name too


Job = Callable[[Work, int], Iterator[bytes]]  # what the process with this number sends of its share of the work


def line_up_shared(
    reports: Sequence[Report], claims: Sequence[ResolvedClaim], options: LineUpOptions, workers: int
) -> list[Matter]:
    """All matters, in no order. The report ids and the claim ids must each be unique."""
    with quiet():
        by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
        for item in claims:
            by_report[item.claim.report_id].append(item)
        told = [in_context(item, items) for items in by_report.values() for item in items]
        inside = frozenset(chain.from_iterable({containers(item) for item in told}))
        places = {item.place for item in told if item.place is not None}
        vague = {place.id for place in places if place.precision == "area" and place.id is not None}
        meeting = (inside & {place.id for place in places}) | vague
        work = Work(workers, reports, by_report, options, Texts(options), {}, inside, meeting)
        work.shares.update(_shares(_index(work), workers))
        return [matter for batch in _sent(work, _line_up) for matter in unpacked(batch)]


def _sent(work: Work, job: Job) -> Iterator[bytes]:
    """What all processes send that do their shares of a job, as it comes; an error where one dies before its end."""
    context = multiprocessing.get_context("fork")
    running: dict[Connection, BaseProcess] = {}
    started: list[BaseProcess] = []
    try:
        for share in range(work.workers):
            receiver, sender = context.Pipe(duplex=False)
            started.append(context.Process(target=_send, args=(sender, job(work, share)), daemon=True))
            started[-1].start()
            running[receiver] = started[-1]
            sender.close()  # Now the process alone has it, so that its death is the end of what comes.
        while running:
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)
                if found := _received(ready, running[ready]):
                    yield found
                else:
                    del running[ready]
    finally:
        for process in started:
            process.kill()  # It need not give back millions of records one by one.
            process.join()


def _send(sender: Connection, batches: Iterable[bytes]) -> None:
    for batch in batches:
        sender.send_bytes(batch)
    sender.send_bytes(b"")


def _received(receiver: Connection, process: BaseProcess) -> bytes:
    """The next that a process sent, empty after the last."""
    try:
        return receiver.recv_bytes()
    except (EOFError, OSError):
        process.join()
        code = process.exitcode or 0
        how = f"was killed by signal {-code}, perhaps for want of memory" if code < 0 else f"failed with code {code}"
        raise SaysoError(f"A process that lines up claims {how}. Fewer processes (workers) need less memory.") from None


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
def quiet() -> Iterator[None]:
    """No search for cycles while millions of records are made: they have none, and each search reads them all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # all that was made counts as searched: the next search would read it all
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _index(work: Work) -> Counter[str]:
    """Fill the index of texts; how many claims each question has. All processes look at the texts and claims."""
    traits: dict[str, Traits] = {}
    sizes: Counter[str] = Counter()
    for batch in _sent(work, _traits):
        found, counted = pickle.loads(batch)
        traits.update(found)
        sizes.update(counted)
    unknown = (items for report, items in work.claims.items() if report not in traits)
    sizes.update(question(item) for items in unknown for item in items)
    work.texts.add(work.reports, traits=traits)
    return sizes


def _traits(work: Work, share: int) -> Iterator[bytes]:
    """The traits of one process's reports, and how many of their claims each question has."""
    for start in range(share * _CHUNK, len(work.reports), work.workers * _CHUNK):
        found: dict[str, Traits] = {}
        sizes: Counter[str] = Counter()
        for report in work.reports[start : start + _CHUNK]:
            items = work.claims.get(report.id, ())
            found[report.id] = traits_of(report, [item.claim for item in items])
            sizes.update(map(question, items))
        yield pickle.dumps((found, sizes))


def _line_up(work: Work, share: int) -> Iterator[bytes]:
    """The matters of one process's questions in batches, so that they are taken in while more are made."""
    matters = _matters(work, share)
    while batch := list(islice(matters, _BATCH)):
        yield packed(batch)


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
