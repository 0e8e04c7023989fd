"""What a cluster writes comes back whole; a shard is done once, tried again, and freed of the report that breaks it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import pyarrow  # type: ignore[import-untyped]
import pytest
from invented import lines, write_shards
from making import MILL, claim, report
from pyarrow import parquet

from sayso import pipeline
from sayso.cluster import Run, fill, records, shards_of
from sayso.cluster.reading import Files, ShardReader, Trail, outcomes_of
from sayso.errors import InputError
from sayso.ingest import Inbox
from sayso.ledger import open_ledger
from sayso.models import ActorResolution, Claim, Report, ResolvedClaim
from sayso.running import Poisoned

SETTINGS = pipeline.Settings()


class Quoter:
    """A reader that makes one claim of the first sentence, and breaks on the words "a broken page"."""

    name = "quoter"

    def __init__(self) -> None:
        self.batches: list[int] = []

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        known = list(reports)
        self.batches.append(len(known))
        for one in known:
            if "a broken page" in one.text:
                raise RecursionError("too deep")
            yield [claim(one, one.text.split(". ")[0], "fighting/attack").claim]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Quoter:
    quoter = Quoter()
    monkeypatch.setattr(pipeline, "load_reader", lambda name, threads: quoter)
    return quoter


def read(shard: object, folder: Path) -> dict[str, object]:
    folder.mkdir(exist_ok=True)
    row = asdict(shard)  # type: ignore[call-overload]
    return ShardReader(SETTINGS, str(folder))(row | {"group": -1 if row["group"] is None else row["group"]})


def test_a_claim_comes_back_as_it_was() -> None:
    one = report("The army took Tarn on Monday, residents said; 3 to 5 people died there.")
    known = claim(
        one,
        one.text,
        "control/taken",
        place="Tarn",
        source="residents",
        actor="The army",
        count={"low": 3, "high": 5, "unit": "people"},
        when={"start": "2031-05", "end": None},
        via=["residents"],
    )
    whole = ResolvedClaim(known.claim, MILL, ActorResolution("act:army", "Army", "government", ("act:army", "act:b")))
    for item in (known, whole):
        row = records.claim_row(item, one)
        assert records.claim_of(row["record"]) == item
        assert set(row) | {"reader", "theatre", "number"} == set(records.CLAIMS.names)


def test_a_shard_is_read_once(reader: Quoter, tmp_path: Path) -> None:
    (path,) = write_shards(tmp_path / "in", 1, 3)
    (shard,) = shards_of([path], SETTINGS)
    for _ in range(2):
        assert read(shard, tmp_path / "out") == {"number": 0, "reason": ""}
    assert reader.batches == [3]
    found = list(outcomes_of(shard, tmp_path / "out"))
    assert [one.report.id for one in found if isinstance(one, pipeline.Reading)] == ["inv-0", "inv-1", "inv-2"]
    assert not Files(tmp_path / "out", shard.key).trail.exists()


def test_a_changed_file_is_another_shard(tmp_path: Path) -> None:
    (path,) = write_shards(tmp_path, 1, 1)
    before = shards_of([path], SETTINGS)[0].key
    assert shards_of([str(tmp_path)], SETTINGS)[0].key == before
    assert shards_of([path], pipeline.Settings(gate=True))[0].key != before
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(lines(9, 1)[0]) + "\n")
    assert shards_of([path], SETTINGS)[0].key != before


def test_row_groups_of_parquet_are_shards(reader: Quoter, tmp_path: Path) -> None:
    path = tmp_path / "archive.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(lines(0, 5)), path, row_group_size=2)
    shards = shards_of([str(path)], SETTINGS)
    assert [shard.group for shard in shards] == [0, 1, 2]
    for shard in shards:
        assert read(shard, tmp_path / "out")["reason"] == ""
    found = [one for shard in shards for one in outcomes_of(shard, tmp_path / "out")]
    assert [one.report.id for one in found if isinstance(one, pipeline.Reading)] == [f"inv-{n}" for n in range(5)]


@pytest.mark.parametrize("name", ["missing.warc", "https://news.example/1.html"])
def test_only_files_make_shards(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="not a file"):
        shards_of([str(tmp_path / name)], SETTINGS)


def test_a_report_that_breaks_the_reader_is_set_aside(reader: Quoter, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    rows = [*lines(0, 2), {"id": "bad", "text": "This is a broken page."}, *lines(2, 2)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (shard,) = shards_of([str(path)], SETTINGS)
    assert read(shard, tmp_path / "out")["reason"] == ""
    found = list(outcomes_of(shard, tmp_path / "out"))
    assert [one.report.id for one in found if isinstance(one, Poisoned)] == ["bad"]
    inbox = Inbox(tmp_path / "inbox")
    with open_ledger(tmp_path / "l.db") as ledger:
        kept = list(fill([shard], {}, SETTINGS, Run(tmp_path / "out", ledger, inbox)))
        assert ledger.contents().reports == 4
    assert [str(one) for one in kept if isinstance(one, InputError)] == [
        "bad: reading it failed (RecursionError('too deep'))"
    ]
    assert [name for name, _ in inbox.refused()] == ["bad"]


def test_a_report_that_kills_its_process_is_found_and_passed_by(reader: Quoter, tmp_path: Path) -> None:
    """A process that dies leaves its trail: first the whole batch is suspect, then each report alone."""
    (path,) = write_shards(tmp_path / "in", 1, 3)
    (shard,) = shards_of([path], SETTINGS)
    out = tmp_path / "out"
    out.mkdir()
    reports = [report("x", id=f"inv-{n}") for n in range(3)]
    for suspects in (reports, reports[1:2], reports[1:2]):  # it died in the batch, then twice on the second report
        trail = Trail.found(Files(out, shard.key).trail)
        trail.note(suspects)
    assert read(shard, out)["reason"] == ""
    assert reader.batches == [1, 0, 1]
    found = [one for one in outcomes_of(shard, out) if isinstance(one, Poisoned)]
    assert [(one.report.id, one.reason) for one in found] == [("inv-1", "the process that read it died")]


def test_a_shard_that_fails_is_tried_again_then_named(
    reader: Quoter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = write_shards(tmp_path / "in", 1, 2)
    (shard,) = shards_of([path], SETTINGS)
    written, failures = records.write, [OSError("the disk is full")] * 4

    def failing(*args: object) -> None:
        if failures:
            raise failures.pop()
        written(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(records, "write", failing)
    assert "the disk is full" in str(read(shard, tmp_path / "out")["reason"])
    with open_ledger(tmp_path / "l.db") as ledger:
        kept = list(fill([shard], {0: "the disk is full"}, SETTINGS, Run(tmp_path / "out", ledger)))
    assert [type(one) for one in kept] == [InputError]
    assert read(shard, tmp_path / "out")["reason"] == ""
