"""Claims as GeoJSON (RFC 7946): points where the words mean a point, no geometry where they do not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.exports.columns import row
from sayso.exports.material import Material
from sayso.models import ResolvedClaim


def write(material: Material, out: BinaryIO) -> None:
    """A FeatureCollection with a feature a claim, one on a line; its properties are the columns of the CSV."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, feature in enumerate(features(material)):
        separator = "\n" if number == 0 else ",\n"
        out.write((separator + json.dumps(feature, ensure_ascii=False, allow_nan=False)).encode())
    out.write(b"\n]}\n")


def features(material: Material) -> Iterator[dict[str, Any]]:
    """A feature a claim; claims without a point have a null geometry, so that they are still counted."""
    for resolved in material.claims:
        properties = {name: value for name, value in row(resolved, material).items() if name not in ("lat", "lon")}
        yield {
            "type": "Feature",
            "id": resolved.claim.id,
            "geometry": _point(resolved),
            "properties": properties,
        }


def _point(resolved: ResolvedClaim) -> dict[str, Any] | None:
    place = resolved.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}
