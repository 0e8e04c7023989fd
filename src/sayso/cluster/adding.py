"""``sayso add`` on a cluster: shards to Parquet, Parquet to the ledger, the ledger's matters lined up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import pipeline
from sayso.cluster.lining import line_up
from sayso.cluster.reading import outcomes_of, read_shards
from sayso.cluster.shards import Shard, shards_of
from sayso.errors import InputError
from sayso.ingest import CodedEvent, unreadable
from sayso.running import Poisoned

if TYPE_CHECKING:
    from sayso.ingest import Inbox
    from sayso.ledger import Ledger


# Claims from which lining up on the cluster pays: fewer are lined up here before its tasks have started.
MANY = 50_000


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run puts things: ``folder`` is seen by all machines, ``ledger`` and ``inbox`` by this one."""

    folder: Path
    ledger: Ledger
    inbox: Inbox | None = None


def add(inputs: Sequence[str], settings: pipeline.Settings, run: Run) -> Iterator[pipeline.Kept | InputError]:
    """Read on the cluster, load into the ledger, line up, many claims on the cluster: the ledger is then that of a
    local run.

    What comes out is what a local ``add`` gives, in its order. A run that was stopped goes on when it is started again.
    """
    shards = shards_of(inputs, settings)
    failed = dict(reading(shards, settings, run.folder))
    claims = 0
    for one in fill(shards, failed, settings, run):
        claims += one.claims if isinstance(one, pipeline.Kept) else 0
        yield one
    pipeline.matters_of(run.ledger, line_up if claims >= MANY else None)


def reading(shards: Sequence[Shard], settings: pipeline.Settings, folder: Path) -> Iterator[tuple[int, str]]:
    """Read the shards into Parquet; number and reason of each that failed. Starting again tries those again."""
    yield from ((number, reason) for number, reason in read_shards(shards, settings, folder) if reason)


def fill(
    shards: Sequence[Shard], failed: dict[int, str], settings: pipeline.Settings, run: Run
) -> Iterator[pipeline.Kept | InputError]:
    """Load the shards that were read into the ledger, in order, as if they had been read here."""
    found = _found(shards, failed, run)
    yield from pipeline.keep(pipeline.set_aside(found, settings, run.inbox), run.ledger)


def _found(
    shards: Sequence[Shard], failed: dict[int, str], run: Run
) -> Iterator[pipeline.Reading | CodedEvent | InputError]:
    for shard in shards:
        if shard.number in failed:
            yield InputError(shard.path, f"could not be read on the cluster ({failed[shard.number]}); run it again")
            continue
        for outcome in outcomes_of(shard, run.folder):
            yield unreadable(outcome.report, outcome.reason) if isinstance(outcome, Poisoned) else outcome
