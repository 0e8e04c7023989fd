"""Records as rows of Parquet and back, with nothing lost: every field of a claim, and what its names mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow  # type: ignore[import-untyped]  # it ships without types
from pyarrow import parquet

from sayso.models import (
    ActorResolution,
    Claim,
    Count,
    Mention,
    Period,
    PlaceResolution,
    Report,
    ResolvedClaim,
)

Row = dict[str, Any]

# What came of a shard, in order: a report that was read, or what else the input held. ``record`` is its JSON.
ITEMS = pyarrow.schema(
    [
        ("number", pyarrow.int64()),
        ("kind", pyarrow.string()),
        ("name", pyarrow.string()),
        ("record", pyarrow.string()),
        ("data", pyarrow.binary()),
    ]
)
# One row a claim: columns to ask by, and the whole of it as JSON.
CLAIMS = pyarrow.schema(
    [
        ("report_id", pyarrow.string()),
        ("claim_id", pyarrow.string()),
        ("outlet", pyarrow.string()),
        ("published", pyarrow.string()),
        ("url", pyarrow.string()),
        ("topic", pyarrow.string()),
        ("status", pyarrow.string()),
        ("certainty", pyarrow.string()),
        ("evidence", pyarrow.string()),
        ("place", pyarrow.string()),
        ("place_id", pyarrow.string()),
        ("actor", pyarrow.string()),
        ("actor_id", pyarrow.string()),
        ("source", pyarrow.string()),
        ("source_id", pyarrow.string()),
        ("count_low", pyarrow.int64()),
        ("count_high", pyarrow.int64()),
        ("unit", pyarrow.string()),
        ("start", pyarrow.string()),
        ("end", pyarrow.string()),
        ("confidence", pyarrow.float64()),
        ("reader", pyarrow.string()),
        ("theatre", pyarrow.string()),
        ("number", pyarrow.int64()),
        ("record", pyarrow.string()),
    ]
)


def write(path: Path, rows: Iterable[Row], schema: pyarrow.Schema) -> None:
    """Write a file whole or not at all, whoever else writes the same."""
    fresh = path.with_name(f"{path.name}.{uuid4().hex}.new")
    table = pyarrow.Table.from_pylist(list(rows), schema=schema)
    parquet.write_table(table, fresh, compression="zstd")
    fresh.replace(path)


def read(path: Path) -> list[Row]:
    """The rows of a file."""
    rows: list[Row] = parquet.read_table(path).to_pylist()
    return rows


def claim_row(item: ResolvedClaim, report: Report) -> Row:
    """A claim's columns, without those that say what read it and where it stands."""
    claim, count, when = item.claim, item.claim.count, item.claim.when
    return {
        "report_id": report.id,
        "claim_id": claim.id,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "topic": claim.topic,
        "status": claim.status,
        "certainty": claim.certainty,
        "evidence": claim.evidence.text,
        "place": claim.place and claim.place.text,
        "place_id": item.place and item.place.id,
        "actor": claim.actor and claim.actor.text,
        "actor_id": item.actor and item.actor.id,
        "source": claim.source and claim.source.text,
        "source_id": item.source and item.source.id,
        "count_low": count and count.low,
        "count_high": count and count.high,
        "unit": count and count.unit,
        "start": when and when.start,
        "end": when and when.end,
        "confidence": claim.confidence,
        "record": json.dumps(asdict(item), ensure_ascii=False),
    }


def claim_of(record: str) -> ResolvedClaim:
    """The claim that a row was made of."""
    data = json.loads(record)
    read = data["claim"]
    claim = Claim(
        **read
        | {name: _mention(read[name]) for name in ("evidence", "place", "actor", "object", "source")}
        | {
            "via": tuple(Mention(**link) for link in read["via"]),
            "count": Count(**read["count"]) if read["count"] else None,
            "when": Period(**read["when"]) if read["when"] else None,
        }
    )
    actors = {name: _actor(data[name]) for name in ("actor", "object", "source")}
    return ResolvedClaim(claim, _place(data["place"]), actors["actor"], actors["object"], actors["source"])


def _mention(data: Mapping[str, Any] | None) -> Mention | None:
    return Mention(**data) if data else None


def _place(data: Mapping[str, Any] | None) -> PlaceResolution | None:
    if data is None:
        return None
    return PlaceResolution(**{**data, "within": tuple(data["within"]), "candidates": tuple(data["candidates"])})


def _actor(data: Mapping[str, Any] | None) -> ActorResolution | None:
    return ActorResolution(**{**data, "candidates": tuple(data["candidates"])}) if data else None
