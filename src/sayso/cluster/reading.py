"""Reading shards on Ray Data: actors with the models loaded once; of each shard, two Parquet files.

A shard that is done has both files and is never read again. One that fails is tried again; one whose process dies is
read again with care, each report alone, and a report on which it dies twice is set aside and passed by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sayso import pipeline
from sayso.cluster import records
from sayso.cluster.engine import ClusterError, cores, ray
from sayso.cluster.shards import Item, Shard, items_of
from sayso.errors import InputError, SaysoError
from sayso.ingest import CodedEvent, RefusedError
from sayso.models import Report
from sayso.running import BATCH, Desk, Poisoned

TRIES = 3  # of a shard within one process
DEATHS = 2  # of the process that reads a report, before it is set aside

Outcome = pipeline.Reading | Poisoned | CodedEvent | InputError


@dataclass(frozen=True, slots=True)
class Files:
    """Where the results of a shard stand."""

    folder: Path
    key: str

    @property
    def items(self) -> Path:
        """Reports and what else the shard held; written last, so it says that the shard is done."""
        return self.folder / f"items-{self.key}.parquet"

    @property
    def claims(self) -> Path:
        return self.folder / f"claims-{self.key}.parquet"

    @property
    def trail(self) -> Path:
        return self.folder / f"trail-{self.key}.json"


@dataclass(slots=True)
class Trail:
    """What is being read, noted before it is: what stands here when a process begins has cost one its life."""

    path: Path
    reading: list[str] = field(default_factory=list)
    deaths: dict[str, int] = field(default_factory=dict)

    @classmethod
    def found(cls, path: Path) -> Trail:
        try:
            trail = cls(path, **json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls(path)
        for name in trail.reading:
            trail.deaths[name] = trail.deaths.get(name, 0) + 1
        return trail

    @property
    def careful(self) -> bool:
        """Whether each report is to be read alone."""
        return bool(self.deaths)

    def poisoned(self, report: Report) -> bool:
        """Whether a report has cost too many lives. Those of a whole batch, where it was one of many, count one."""
        return self.deaths.get(report.id, 0) > DEATHS

    def note(self, reports: Iterable[Report]) -> None:
        self.reading = [report.id for report in reports]
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps({"reading": self.reading, "deaths": self.deaths}), "utf-8")
        fresh.replace(self.path)


class ShardReader:
    """An actor: reads shards one after another. ``folder`` is where results go, seen by all machines."""

    def __init__(self, settings: pipeline.Settings, folder: str) -> None:
        self._settings, self._folder = settings, Path(folder)
        self._desk: Desk[pipeline.Reading] = pipeline.desk(settings, threads=1)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        shard = Shard(row["number"], row["path"], row["group"] if row["group"] >= 0 else None, row["key"])
        reason = ""
        for _ in range(TRIES):
            try:
                self._read(shard)
                return {"number": shard.number, "reason": ""}
            except SaysoError:
                raise
            except Exception as error:  # a disk, a network: the next try may do
                reason = repr(error)
        return {"number": shard.number, "reason": reason}

    def _read(self, shard: Shard) -> None:
        files = Files(self._folder, shard.key)
        if files.items.exists():
            return
        items: list[records.Row] = []
        claims: list[records.Row] = []
        for outcome in self._outcomes(shard, Trail.found(files.trail)):
            number = len(items)
            items.append({"number": number, **_item_row(outcome)})
            if isinstance(outcome, pipeline.Reading):
                made = {"reader": outcome.reader, "theatre": outcome.theatre, "number": number}
                claims.extend(records.claim_row(claim, outcome.report) | made for claim in outcome.claims)
        records.write(files.claims, claims, records.CLAIMS)
        records.write(files.items, items, records.ITEMS)
        files.trail.unlink(missing_ok=True)

    def _outcomes(self, shard: Shard, trail: Trail) -> Iterator[Outcome]:
        items, size = items_of(shard, self._settings), 1 if trail.careful else BATCH
        while batch := list(islice(items, size)):
            reports = [item for item in batch if isinstance(item, Report) and not trail.poisoned(item)]
            trail.note(reports)
            results = iter(self._desk.read(reports))
            for item in batch:
                if not isinstance(item, Report):
                    yield item
                elif trail.poisoned(item):
                    yield Poisoned(item, "the process that read it died")
                else:
                    yield next(results)


def read_shards(shards: Sequence[Shard], settings: pipeline.Settings, folder: Path) -> Iterator[tuple[int, str]]:
    """Read the shards that are not done; the number of each as it is, with why it failed ("" where it did not).

    Raises ClusterError where the reader cannot be loaded, or the cluster is lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    left = [shard for shard in shards if not Files(folder, shard.key).items.exists()]
    yield from ((shard.number, "") for shard in shards if shard not in left)
    if not left:
        return
    engine = ray()
    rows = [asdict(shard) | {"group": -1 if shard.group is None else shard.group} for shard in left]
    found = engine.data.from_items(rows, override_num_blocks=len(rows)).map(
        ShardReader,
        fn_constructor_args=(replace(settings, workers=1), str(folder)),
        concurrency=(1, min(len(left), cores())),
        num_cpus=1,
    )
    try:
        for row in found.iter_rows():
            yield row["number"], row["reason"]
    except engine.exceptions.RayError as error:
        raise ClusterError(f"reading on the cluster was given up: {error}") from error


def outcomes_of(shard: Shard, folder: Path) -> Iterator[Outcome]:
    """What came of a shard that is done, in the order of the shard."""
    files = Files(folder, shard.key)
    claims: dict[int, list[records.Row]] = {}
    for row in records.read(files.claims):
        claims.setdefault(row["number"], []).append(row)
    for row in records.read(files.items):
        yield _outcome(row, claims.get(row["number"], []))


def _item_row(outcome: Outcome) -> records.Row:
    """The columns of what came, but for its number."""
    if isinstance(outcome, pipeline.Reading):
        made = {"report": asdict(outcome.report), "reader": outcome.reader, "theatre": outcome.theatre}
        return _row("report", outcome.report.id, made)
    if isinstance(outcome, Poisoned):
        return _row("poisoned", outcome.report.id, {"report": asdict(outcome.report), "reason": outcome.reason})
    if isinstance(outcome, CodedEvent):
        return _row("event", outcome.report_id, asdict(outcome))
    document = outcome.document if isinstance(outcome, RefusedError) else None
    kept = {} if document is None else {"document": _document_row(document)}
    told = {"name": outcome.name, "reason": outcome.reason, "refused": isinstance(outcome, RefusedError)} | kept
    return _row("error", outcome.name, told, document.data if document else None)


def _document_row(document: Any) -> dict[str, Any]:
    return {
        "name": document.name,
        "media": document.media,
        "charset": document.charset,
        "known": asdict(document.known),
        "depth": document.depth,
    }


def _row(kind: str, name: str, record: dict[str, Any], data: bytes | None = None) -> records.Row:
    return {"kind": kind, "name": name, "record": json.dumps(record, ensure_ascii=False), "data": data}


def _outcome(row: records.Row, claims: Sequence[records.Row]) -> Outcome:
    record = json.loads(row["record"])
    if row["kind"] == "report":
        found = tuple(records.claim_of(claim["record"]) for claim in claims)
        return pipeline.Reading(Report(**record["report"]), found, record["theatre"], record["reader"])
    if row["kind"] == "poisoned":
        return Poisoned(Report(**record["report"]), record["reason"])
    if row["kind"] == "event":
        return CodedEvent(**record)
    if not record["refused"]:
        return InputError(record["name"], record["reason"])
    return RefusedError(record["name"], record["reason"], _document(record.get("document"), row["data"]))


def _document(record: dict[str, Any] | None, data: bytes | None) -> Any:
    from sayso.ingest import Document

    return Document(**record | {"data": data or b"", "known": Report(**record["known"])}) if record else None


__all__ = ["Files", "Item", "Outcome", "ShardReader", "outcomes_of", "read_shards"]
