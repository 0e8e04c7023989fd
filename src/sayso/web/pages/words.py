"""What all pages say in the same way: how a matter stands, times, links to the words."""

from __future__ import annotations

from typing import Any

from sayso.briefs import phrases
from sayso.briefs.composing import HEADINGS, heading, standing_words
from sayso.models import Matter, Period, PlaceResolution
from sayso.web import links
from sayso.web.desk import Shown
from sayso.web.speaking import in_english as day

Json = dict[str, Any]
__all__ = ["Json", "day", "matter", "place"]


def place(found: PlaceResolution) -> Json:
    """A place as a page names it."""
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.precision,
        "lat": found.lat,
        "lon": found.lon,
        "href": links.place(found),
    }


def matter(found: Matter, shown: Shown) -> Json:
    """A matter in short: what it is about, how it stands, its answers with who gives them."""
    return {
        "id": found.id,
        "href": links.matter(found.id),
        "topic": found.topic,
        "topic_words": HEADINGS[found.topic],
        "question": found.question,
        "heading": heading(found, shown.material),
        "place": place(found.place),
        "start": found.start,
        "end": found.end,
        "when": phrases.period(Period(found.start, found.end)),
        "standing": found.standing,
        "standing_words": standing_words(found),
        "disputed_on": list(found.disputed_on),
        "positions": [
            {
                "summary": position.summary,
                "sources": list(position.sources),
                "outlets": list(position.outlets),
                "reports": len(position.reports),
                "claims": list(position.claims),
            }
            for position in found.positions
        ],
    }
