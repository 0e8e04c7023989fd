"""Adds files with two nodes of one core, of which one is killed when the first shard is read; prints what came of it.

    python two_nodes.py FOLDER FILE...

In a process of its own, since Ray leaves threads, sockets and processes behind.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from sayso import cluster, pipeline
from sayso.cluster import adding
from sayso.errors import InputError
from sayso.ledger import Ledger, open_ledger

SETTINGS = pipeline.Settings(reader="rules", gate=True)


def told(outcomes: Iterable[pipeline.Kept | InputError]) -> list[str]:
    """What an ``add`` said of each report and error."""
    return [f"{one}" if isinstance(one, InputError) else f"{one.report.id} {one.claims} {one.new}" for one in outcomes]


def state(ledger: Ledger) -> list[str]:
    """All reports, claims and matters of a ledger, to the byte."""
    records = (ledger.reports(), ledger.claims(), pipeline.matters_of(ledger))
    return [repr(record) for found in records for record in found]


def main(folder: Path, inputs: list[str]) -> None:
    import ray
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    adding.MANY = 0  # line up on the cluster, however little it is
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    doomed = nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False, logging_level=logging.ERROR)
    shards = cluster.shards_of(inputs, SETTINGS)
    with cluster.connected("auto"), open_ledger(str(folder / "cluster.db")) as ledger:
        run = cluster.Run(folder / "shards", ledger)
        done = cluster.read_shards(shards, SETTINGS, run.folder)
        first = next(done)
        nodes.remove_node(doomed)
        read = [first, *done]
        added = told(cluster.add(inputs, SETTINGS, run))  # nothing is read again: it goes on with what is there
        lined_up = [repr(one) for one in cluster.line_up(ledger.reports(), ledger.claims())]
        found = {"read": read, "told": added, "state": state(ledger), "lined_up": lined_up}
    (folder / "found.json").write_text(json.dumps(found), encoding="utf-8")
    ray.shutdown()
    nodes.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
