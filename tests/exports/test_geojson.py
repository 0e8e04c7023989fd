"""GeoJSON by RFC 7946, and as GeoPandas reads it."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
from conftest import Made, Written

from sayso.exports.columns import NAMES


def test_it_keeps_to_the_rfc(written: Written, made: Made) -> None:
    data = json.loads(written("geojson"))
    assert data["type"] == "FeatureCollection"
    assert len(data["features"]) == len(made("geojson").claims)
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert set(feature["properties"]) == set(NAMES) - {"lat", "lon"}
        if feature["geometry"] is not None:
            assert feature["geometry"]["type"] == "Point"
            lon, lat = feature["geometry"]["coordinates"]
            # Longitude comes first: the examples' week is in Syria, between these meridians and parallels.
            assert (35 < lon < 43, 32 < lat < 38) == (True, True)


def test_only_words_that_mean_a_point_have_one(written: Written, made: Made) -> None:
    features = json.loads(written("geojson"))["features"]
    points = {one["id"] for one in features if one["geometry"] is not None}
    assert points == {one.claim.id for one in made("geojson").claims if one.place and one.place.lat is not None}
    precisions = {one["properties"]["precision"] for one in features if one["geometry"] is not None}
    assert precisions <= {"site", "town", "neighbourhood"}


def test_geopandas_reads_it(written: Written, tmp_path: Path) -> None:
    (tmp_path / "out.geojson").write_bytes(written("geojson"))
    frame = geopandas.read_file(tmp_path / "out.geojson")
    assert len(frame) == 151
    assert frame.crs.to_epsg() == 4326
    placed = frame[frame.geometry.notna()]
    assert set(placed.geometry.geom_type) == {"Point"}
    khattab = placed[placed["place_id"] == "ocha:C2991"].geometry.iloc[0]
    assert (round(khattab.x, 2), round(khattab.y, 2)) == (36.67, 35.2)
