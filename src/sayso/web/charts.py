"""Where the marks of small drawings stand: the timeline, the bands of control, the map that needs no script.

Only numbers are worked out here; the templates draw with them. Nothing is styled inline, as the pages' policy forbids.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

from sayso.web import speaking
from sayso.web.index import PRESSING, ordinal

Json = dict[str, Any]
Points: TypeAlias = NDArray[np.float64]
# The size of drawings, in their own units; the page scales them to its width.
WIDTH, BARS_HEIGHT = 1000.0, 110.0
BAND, GAP, LABELS = 24, 10, 30
MAP_WIDTH = 800.0
# Room around the circles of a map, as a share of what it shows, and the least that it shows, in degrees.
MARGIN, LEAST = 0.12, 0.5


def drawn(timeline: Sequence[Json], ways: Mapping[str, str]) -> Markup:
    """The bars of a timeline: an outline a standing, from the ground up, and over each bar its words.

    Put together here, since a page has hundreds of pieces. Nothing in it is anybody's words.
    """
    highest = max((bar["total"] for bar in timeline), default=0) or 1
    width = WIDTH / max(1, len(timeline))
    outlines: dict[str, list[str]] = {standing: [] for standing in PRESSING}
    words = []
    for number, bar in enumerate(timeline):
        left, base = number * width, BARS_HEIGHT
        for standing in reversed(PRESSING):
            height = bar["standings"][standing] / highest * BARS_HEIGHT
            if height:
                outlines[standing].append(
                    f"M{left:.1f} {base:.1f}h{width * 0.86:.1f}v{-height:.1f}h{-width * 0.86:.1f}z"
                )
                base -= height
        if bar["total"]:
            words.append(
                f'<rect class="over" x="{left:.1f}" y="0" width="{width:.1f}" height="{BARS_HEIGHT:g}">'
                f"<title>{escape(_told(bar, ways))}</title></rect>"
            )
    shapes = [f'<path class="piece {name}" d="{"".join(found)}"/>' for name, found in outlines.items() if found]
    return Markup("".join((*shapes, *words)))


def _told(bar: Json, ways: Mapping[str, str]) -> str:
    """ "1 May 2016 to 7 May 2016: 5 matters, 2 disputed, 3 single voice"."""
    days = " to ".join(dict.fromkeys(map(speaking.plain_day, (bar["start"], bar["end"]))))
    parts = [f"{speaking.number(bar['standings'][one])} {ways[one]}" for one in PRESSING if bar["standings"][one]]
    return ", ".join((f"{days}: {speaking.plural(bar['total'], 'matter')}", *parts))


def window(timeline: Sequence[Json], since: str | None, until: str | None) -> Json | None:
    """Where the days that are looked at stand on a timeline; None where it is all of it."""
    if not timeline or not (since or until):
        return None
    first, last = ordinal(timeline[0]["start"]), ordinal(timeline[-1]["end"]) + 1
    left = max(0.0, ((ordinal(since) if since else first) - first) / (last - first))
    right = min(1.0, ((ordinal(until, end=True) + 1 if until else last) - first) / (last - first))
    if right <= left:
        return None
    return {"x": _short(left * WIDTH), "width": _short((right - left) * WIDTH)}


def bands(control: Json) -> Json:
    """The bands of control: a row a voice, in each the stretches for which it names a holder, and marks of time."""
    first, last = ordinal(control["start"]), ordinal(control["end"]) + 1
    days = max(1, last - first)
    numbers = {holder["key"]: holder["number"] for holder in control["holders"]}
    rows = []
    for number, band in enumerate(control["bands"]):
        holds = []
        for hold in band["holds"]:
            left = (ordinal(hold["start"]) - first) / days * WIDTH
            right = (ordinal(hold["end"]) + 1 - first) / days * WIDTH
            holds.append(
                hold | {"x": _short(left), "width": _short(max(right - left, 6)), "n": numbers.get(hold["key"], 7)}
            )
        rows.append({"voice": band["voice"], "href": band["href"], "y": number * (BAND + GAP), "holds": holds})
    return {"rows": rows, "height": len(rows) * (BAND + GAP) + LABELS, "ticks": list(_ticks(first, last))}


def _ticks(first: int, last: int) -> Iterator[Json]:
    """At most seven dates along the time."""
    step = max(1, math.ceil((last - first) / 6))
    for at in range(first, last, step):
        yield {"x": _short((at - first) / (last - first) * WIDTH), "day": date.fromordinal(at).isoformat()}


# -- the map that needs no script ---------------------------------------------------------------------------------


@cache
def outlines(theatre: str) -> Json | None:
    """The outlines that come with a theatre, as GeoJSON; None where there are none."""
    path = files("sayso.web") / "data" / f"{theatre}-governorates.geojson"
    found: Json | None = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found


def still_map(theatre: str, places: Iterable[Json]) -> Json | None:
    """A map as lines and circles: of the places with a point, on the outlines of the theatre. None without places."""
    placed = [one for one in places if one["lat"] is not None]
    if not placed:
        return None
    spots = [_mercator(one["lon"], one["lat"]) for one in placed]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    span = max(right - left, (bottom - top) * 1.4, LEAST / 360) * (1 + 2 * MARGIN)
    x0, y0 = (left + right - span) / 2, (top + bottom) / 2 - span / 2.8
    scale = MAP_WIDTH / span
    most = max(one["matters"] for one in placed)
    return {
        "width": MAP_WIDTH,
        "height": round(MAP_WIDTH / 1.4),
        "lines": [
            _path(ring, (x0, y0), scale)
            for ring in _rings(theatre)
            if _meets(ring, (x0, y0), (x0 + span, y0 + span / 1.4))
        ],
        "circles": [
            one
            | {"x": _short((x - x0) * scale), "y": _short((y - y0) * scale), "r": _short(radius(one["matters"], most))}
            for one, (x, y) in zip(placed, spots, strict=True)
        ],
    }


def radius(matters: int, most: int) -> float:
    """The radius of a circle: its area grows with the number of matters."""
    return 5 + 17 * math.sqrt(matters / max(most, 1))


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator, the world from 0 to 1, y downwards."""
    clipped = max(-85.0, min(85.0, lat))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(math.radians(clipped))) / math.pi) / 2


@cache
def _rings(theatre: str) -> list[Points]:
    """The rings of a theatre's outlines, as points of the map of the world."""
    found = outlines(theatre)
    rings = []
    for feature in found["features"] if found else ():
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings += [np.array([_mercator(lon, lat) for lon, lat, *_ in ring]) for polygon in polygons for ring in polygon]
    return rings


def _meets(ring: Points, low: tuple[float, float], high: tuple[float, float]) -> bool:
    """Whether anything of a ring may be seen between two corners of a map."""
    return bool((ring.max(axis=0) >= low).all() and (ring.min(axis=0) <= high).all())


def _path(ring: Points, origin: tuple[float, float], scale: float) -> str:
    """A ring as the path of a drawing, to one and a half units; points that fall on one another are left out."""
    points = np.round((ring - origin) * scale / 1.5).astype(int)
    moved = np.ones(len(points), bool)
    moved[1:] = (points[1:] != points[:-1]).any(axis=1)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (points[moved] * 1.5).tolist()) + "Z"


def _short(value: float) -> float:
    return round(value, 1)
