"""Claims as Parquet: the columns of the CSV, typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from sayso.exports.columns import COLUMNS, rows
from sayso.exports.material import Material

# Rows held in memory at once.
BATCH = 10_000


def write(material: Material, out: BinaryIO) -> None:
    """One row a claim. Dates are text, since many are a month or a year only; the file's metadata says what made it."""
    import pyarrow  # type: ignore[import-untyped]  # it ships without types
    from pyarrow import parquet

    kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64()}
    fields = [pyarrow.field(one.name, kinds[one.kind], metadata=_notes(one.tag, one.meaning)) for one in COLUMNS]
    schema = pyarrow.schema(fields, metadata={"sayso_version": material.version, "sayso_made": material.made})
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows(material)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))


def _notes(tag: str, meaning: str) -> dict[str, str]:
    return {"hxl": tag, "description": meaning}


def _batches(found: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(found)
    while batch := list(islice(iterator, BATCH)):
        yield batch
