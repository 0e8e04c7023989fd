"""The inputs of a run as shards: the pieces that are read, retried and found done after a restart, each alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from sayso import __version__, pipeline
from sayso.errors import InputError
from sayso.ingest import CodedEvent, Document, IngestOptions
from sayso.ingest.inputs import read_document
from sayso.models import Report

Item = Report | CodedEvent | InputError


@dataclass(frozen=True, slots=True)
class Shard:
    """A file, or some row groups of a Parquet file. ``key`` names what it held and how it is read."""

    number: int
    path: str
    group: int | None
    key: str


def shards_of(inputs: Sequence[str], settings: pipeline.Settings) -> list[Shard]:
    """The shards of files and folders, in the order in which a local run reads them.

    Raises InputError for what is not a file that all machines could see.
    """
    found: list[Shard] = []
    for path in _files(inputs):
        for group in _groups(path):
            found.append(Shard(len(found), str(path), group, _key(path, group, settings)))
    return found


def _files(inputs: Sequence[str]) -> Iterator[Path]:
    for name in inputs:
        path = Path(name).absolute()
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            yield from sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
        elif path.is_file():
            yield path
        else:
            raise InputError(name, "not a file; a cluster reads files that all its machines see")


def _groups(path: Path) -> Sequence[int | None]:
    if path.suffix != ".parquet":
        return [None]
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]  # it ships without types

    try:
        return range(parquet.ParquetFile(path).num_row_groups)
    except (ArrowException, OSError) as error:
        raise InputError(str(path), f"not a Parquet file that can be read ({error})") from error


def _key(path: Path, group: int | None, settings: pipeline.Settings) -> str:
    """Sixteen hexadecimal digits by the file as it stands and by what changes its claims."""
    status = path.stat()
    how = asdict(replace(settings, workers=1))
    said = json.dumps([str(path), group, status.st_size, status.st_mtime_ns, how, __version__], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def items_of(shard: Shard, settings: pipeline.Settings) -> Iterator[Item]:
    """What the shard holds, by the functions of the local path."""
    if shard.group is None:
        yield from pipeline.ingest([shard.path], settings)
        return
    from pyarrow import parquet

    options = IngestOptions(outlet=settings.outlet, published=settings.published)
    rows = parquet.ParquetFile(shard.path).read_row_group(shard.group).to_pylist()
    for number, row in enumerate(rows, start=1):
        name = f"{shard.path}, row group {shard.group + 1}, row {number}"
        line = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace")
        yield from read_document(Document(name, line, "application/x-ndjson"), options)
