"""Two nodes, of which one is killed in the middle, give what one process gives: the same claims, the same matters."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented import write_shards

from sayso import cluster, pipeline
from sayso.errors import InputError
from sayso.ledger import SqliteLedger, open_ledger

ray = pytest.importorskip("ray")

SETTINGS = pipeline.Settings(reader="rules", gate=True)
# Ray leaves sockets and files to the collector, and its nodes' processes are ended by it.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


@pytest.fixture
def nodes() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    ray.init(address=made.address, log_to_driver=False, logging_level=logging.ERROR)
    yield made
    ray.shutdown()
    made.shutdown()


def told(outcomes: Iterator[pipeline.Kept | InputError]) -> list[str]:
    return [f"{one}" if isinstance(one, InputError) else f"{one.report.id} {one.claims} {one.new}" for one in outcomes]


def state(ledger: SqliteLedger) -> list[str]:
    matters = pipeline.matters_of(ledger)
    assert matters
    return [repr(record) for records in (ledger.reports(), ledger.claims(), matters) for record in records]


def test_a_killed_node_changes_nothing(nodes: Any, tmp_path: Path) -> None:
    inputs = write_shards(tmp_path / "in", 6, 4)
    with open_ledger(tmp_path / "local.db") as ledger:
        local = told(pipeline.add(inputs, SETTINGS, ledger)), state(ledger)

    shards = cluster.shards_of(inputs, SETTINGS)
    with cluster.connected("auto"), open_ledger(tmp_path / "cluster.db") as ledger:
        run = cluster.Run(tmp_path / "shards", ledger)
        done = cluster.read_shards(shards, SETTINGS, run.folder)
        next(done)
        nodes.remove_node(next(iter(nodes.worker_nodes)))
        assert [reason for _, reason in done] == [""] * 5
        filled = told(cluster.add(inputs, SETTINGS, run))  # nothing is read again: it goes on with what is there
        lined_up = cluster.line_up(ledger.reports(), ledger.claims())
        assert [repr(one) for one in lined_up] == [repr(one) for one in pipeline.matters_of(ledger)]
        found = filled, state(ledger)
    assert found == local
