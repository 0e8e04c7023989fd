"""The situation: where something is claimed, how it stands, what is open, through time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.briefs.composing import HEADINGS
from sayso.models import STANDINGS, TOPICS
from sayso.web import links
from sayso.web.desk import Desk
from sayso.web.index import PRESSING, RANK, Asked, Line, standings
from sayso.web.pages import changing, words

# Days up to the last report that are looked at where nothing else is asked for: a month of situation reports.
DAYS = 30
# Bars of the timeline, places of the list, matters of a list: as many as an eye takes in.
BARS, PLACES, MATTERS = 90, 60, 12
# Of so many matters one at each end may stand outside the timeline.
OUTSIDE = 40
# Matters that the latest changes are looked for in, and changes that are shown.
LATELY, LATELY_SHOWN = 100, 6
# Places on the map: beyond this the circles cover each other.
CIRCLES = 2000


@dataclass(frozen=True, slots=True)
class Extent:
    """The days of the ledger's matters, as ordinals."""

    first: int
    last: int


def situation(desk: Desk, asked: Asked) -> dict[str, Any]:
    """The page of everything: map, timeline, open disputes."""
    index = desk.index
    extent = extent_of(index.lines)
    asked = asked if asked.since or asked.until or extent is None else _lately(asked, desk, extent)
    lines = list(index.looked_at(asked))
    found = _matters(desk, lines)
    changed = changing.changes(desk, None, None, LATELY)
    lately = {"since": changed["since"], "changes": changed["changes"][:LATELY_SHOWN]}
    return {
        "title": "Situation",
        "since": asked.since,
        "until": asked.until,
        "topic": asked.topic,
        "standing": asked.standing,
        "topics": {topic: HEADINGS[topic] for topic in TOPICS},
        "totals": _totals(desk),
        "counts": {"matters": len(lines), "standings": standings(lines)},
        "timeline": timeline(index.looked_at(Asked(None, None, asked.topic, asked.standing)), extent),
        "places": places(desk, lines, PLACES),
        "unplaced": sum(desk.index.places[line.place].lat is None for line in lines),
        "matters": found,
        "lately": lately,
    }


def _lately(asked: Asked, desk: Desk, extent: Extent) -> Asked:
    """The days up to the last report: what is going on."""
    last = desk.ledger.statistics().last or date.fromordinal(extent.last).isoformat()
    until = min(date.fromisoformat(last).toordinal(), extent.last) if len(last) == 10 else extent.last
    return Asked(
        date.fromordinal(until - DAYS).isoformat(), date.fromordinal(until).isoformat(), asked.topic, asked.standing
    )


def extent_of(lines: Iterable[Line]) -> Extent | None:
    """The days over which matters begin; None where none has a time.

    The few earliest and latest are left outside: one report that looks back for years would flatten all the rest.
    """
    days = sorted(line.first for line in lines if line.first)
    return Extent(days[len(days) // OUTSIDE], days[-1 - len(days) // OUTSIDE]) if days else None


def _totals(desk: Desk) -> dict[str, Any]:
    told = desk.ledger.statistics()
    return {
        "reports": told.reports,
        "claims": told.claims,
        "outlets": told.outlets,
        "first": told.first,
        "last": told.last,
    }


def timeline(lines: Iterable[Line], extent: Extent | None) -> list[dict[str, Any]]:
    """Matters by the day, week or longer in which they begin, the whole ledger through; each bar by standing."""
    if extent is None:
        return []
    width = max(1, -(-(extent.last - extent.first + 1) // BARS))
    bars: dict[int, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if extent.first <= line.first <= extent.last:
            bars[(line.first - extent.first) // width][line.standing] += 1
    return [
        {
            "start": date.fromordinal(extent.first + number * width).isoformat(),
            "end": date.fromordinal(min(extent.first + (number + 1) * width - 1, extent.last)).isoformat(),
            "total": bars[number].total() if number in bars else 0,
            "standings": {standing: bars[number][standing] if number in bars else 0 for standing in STANDINGS},
        }
        for number in range((extent.last - extent.first) // width + 1)
    ]


def places(desk: Desk, lines: Iterable[Line], most: int) -> list[dict[str, Any]]:
    """The places of matters, those with an open dispute first, then those with most matters."""
    by_place: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_place[line.place].append(line)
    found = [
        words.place(desk.index.places[key])
        | {
            "matters": len(those),
            "standings": standings(those),
            "worst": min((line.standing for line in those), key=RANK.__getitem__),
            "topics": [topic for topic, _ in Counter(line.topic for line in those).most_common(3)],
        }
        for key, those in by_place.items()
    ]
    return sorted(found, key=lambda one: (-one["standings"]["disputed"], -one["matters"], one["name"]))[:most]


def pressing(lines: Iterable[Line], most: int) -> list[Line]:
    """The matters that a reader looks for: the disputed first, then those of most voices, then the latest."""
    return sorted(lines, key=lambda line: (RANK[line.standing], -line.voices, -line.last, line.id))[:most]


def _matters(desk: Desk, lines: Sequence[Line]) -> list[dict[str, Any]]:
    chosen = [line for line in lines if line.standing != PRESSING[-1]] or list(lines)
    found, shown = desk.shown(desk.index.matters(pressing(chosen, MATTERS)))
    return [words.matter(matter, shown) for matter in found]


def circles(desk: Desk, asked: Asked) -> dict[str, Any]:
    """The places of the situation as GeoJSON, for maps. Places without a point are left out, never guessed."""
    found = places(desk, desk.index.looked_at(asked), CIRCLES)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [one["lon"], one["lat"]]},
                "properties": {name: one[name] for name in ("id", "name", "kind", "href", "matters", "worst")}
                | {"disputed": one["standings"]["disputed"]},
            }
            for one in found
            if one["lat"] is not None
        ],
    }


def page_of(path: str, asked: Asked) -> str:
    """The address of a page with what is asked of it."""
    return links.with_query(
        path, {"since": asked.since, "until": asked.until, "topic": asked.topic, "standing": asked.standing}
    )
