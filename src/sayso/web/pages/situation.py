"""The situation: where something is claimed, how it stands, what is open, through time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from sayso.briefs.composing import HEADINGS
from sayso.ledger import MatterQuery
from sayso.models import TOPICS
from sayso.web import links
from sayso.web.desk import Desk
from sayso.web.index import PRESSING, Asked, Index, Lines
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
    everything = index.all()
    extent = extent_of(index, everything)
    asked = asked if asked.since or asked.until or extent is None else _lately(asked, desk, extent)
    lines = index.looked_at(everything, asked)
    found = _matters(desk, lines)
    changed = changing.changes(desk, None, None, LATELY)
    lately = {"since": changed["since"], "changes": changed["changes"][:LATELY_SHOWN]}
    tallied = index.tallied(lines)
    return {
        "title": "Situation",
        "since": asked.since,
        "until": asked.until,
        "topic": asked.topic,
        "standing": asked.standing,
        "topics": {topic: HEADINGS[topic] for topic in TOPICS},
        "totals": _totals(desk),
        "counts": {"matters": len(lines), "standings": index.standings(lines)},
        "timeline": timeline(
            index, index.looked_at(everything, Asked(None, None, asked.topic, asked.standing)), extent
        ),
        "places": places(desk, lines, PLACES),
        "unplaced": sum(number for key, number, _ in tallied if index.places[key].lat is None),
        "matters": found,
        "lately": lately,
    }


def _lately(asked: Asked, desk: Desk, extent: Extent) -> Asked:
    """The days up to the last report: what is going on."""
    last = (desk.covered and desk.covered.last) or date.fromordinal(extent.last).isoformat()
    until = min(date.fromisoformat(last).toordinal(), extent.last) if len(last) == 10 else extent.last
    return Asked(
        date.fromordinal(until - DAYS).isoformat(), date.fromordinal(until).isoformat(), asked.topic, asked.standing
    )


def extent_of(index: Index, lines: Lines) -> Extent | None:
    """The days over which matters begin; None where none has a time.

    The few earliest and latest are left outside: one report that looks back for years would flatten all the rest.
    """
    begins = index.first[lines]
    days = begins[begins > 0]
    if not len(days):
        return None
    outside = len(days) // OUTSIDE
    days = np.partition(days, (outside, len(days) - 1 - outside))
    return Extent(int(days[outside]), int(days[-1 - outside]))


def _totals(desk: Desk) -> dict[str, Any]:
    told, tally = desk.covered or desk.ledger.coverage(), desk.ledger.count_matters(MatterQuery())
    return {
        "reports": told.reports,
        "claims": tally.dated + tally.undated,
        "outlets": told.outlets,
        "first": told.first,
        "last": told.last,
    }


def timeline(index: Index, lines: Lines, extent: Extent | None) -> list[dict[str, Any]]:
    """Matters by the day, week or longer in which they begin, the whole ledger through; each bar by standing."""
    if extent is None:
        return []
    width = max(1, -(-(extent.last - extent.first + 1) // BARS))
    return [
        {
            "start": date.fromordinal(extent.first + number * width).isoformat(),
            "end": date.fromordinal(min(extent.first + (number + 1) * width - 1, extent.last)).isoformat(),
            "total": sum(bar.values()),
            "standings": bar,
        }
        for number, bar in enumerate(index.bars(lines, extent.first, extent.last, width))
    ]


def places(desk: Desk, lines: Lines, most: int) -> list[dict[str, Any]]:
    """The places of matters, those with an open dispute first, then those with most matters."""
    index = desk.index
    found = sorted(index.tallied(lines), key=lambda one: (-one[2]["disputed"], -one[1], index.places[one[0]].name))[
        :most
    ]
    topics = index.topics_of(lines, [key for key, *_ in found])
    return [
        words.place(index.places[key])
        | {
            "matters": number,
            "standings": counted,
            "worst": next(standing for standing in PRESSING if counted[standing]),
            "topics": topics[key],
        }
        for key, number, counted in found
    ]


def _matters(desk: Desk, lines: Lines) -> list[dict[str, Any]]:
    index = desk.index
    told = lines[index.standing[lines] != len(PRESSING) - 1]
    chosen = index.pressing(told if len(told) else lines, MATTERS)
    found, shown = desk.shown(desk.ledger.matters(index.named(chosen)))
    return [words.matter(matter, shown) for matter in found]


def circles(desk: Desk, asked: Asked) -> dict[str, Any]:
    """The places of the situation as GeoJSON, for maps. Places without a point are left out, never guessed."""
    found = places(desk, desk.index.looked_at(desk.index.all(), asked), CIRCLES)
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
