"""Search: words and conditions, claims or reports, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.briefs import phrases
from sayso.briefs.composing import HEADINGS
from sayso.briefs.wording import clause
from sayso.errors import SaysoError
from sayso.ledger import Query
from sayso.models import STANDINGS, TOPICS, Report
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.pages import places, words
from sayso.web.pages.reports import quotation, voice

# Hits of one page.
HITS = 25


def search(desk: Desk, query: Query, place: str | None = None, after: str | None = None) -> dict[str, Any]:
    """The page of what was searched for. ``place`` is a name or id as the user gave it."""
    asked = {
        "q": query.words,
        "kind": query.kind,
        "place": place,
        "topic": query.topic,
        "source": query.source,
        "outlet": query.outlet,
        "standing": query.standing,
        "since": query.since,
        "until": query.until,
    }
    base: dict[str, Any] = {
        "title": f"Search: {query.words}" if query.words else "Search",
        "asked": asked,
        "topics": {topic: HEADINGS[topic] for topic in TOPICS},
        "standings": list(STANDINGS),
        "problem": None,
        "claims": [],
        "reports": [],
        "places": [],
        "next": None,
    }
    if not any(value for name, value in asked.items() if name != "kind"):
        return base
    if query.words and not after:
        base["places"] = places.choices(desk, query.words)[:5]
    try:
        found = _resolved(desk, query, place)
        page = desk.ledger.search(found, after, HITS)
    except SaysoError as error:
        return base | {"problem": str(error)}
    following = links.with_query("/search", {**asked, "after": page.next}) if page.next else None
    if query.kind == "reports":
        return base | {"reports": _reports(desk, [hit.report for hit in page.hits]), "next": following}
    return base | {"claims": _claims(desk, [hit.claim for hit in page.hits if hit.claim]), "next": following}


def _resolved(desk: Desk, query: Query, place: str | None) -> Query:
    """The query with the place by its id. Raises SaysoError for a name that nobody knows or that means several."""
    return replace(query, place=places.find(desk, place).id or "~") if place else query


def _reports(desk: Desk, names: list[str]) -> list[dict[str, Any]]:
    found = {one.id: one for one in desk.ledger.reports(names)}
    shown = Shown.of(desk, found.values(), desk.ledger.claims_of(names))
    return [listed(shown.material.reports[name]) for name in names]


def listed(found: Report) -> dict[str, Any]:
    """A report in a list: its title, outlet, date and how it begins."""
    return {
        "id": found.id,
        "title": " ".join(found.title.split()) or found.id,
        "outlet": found.outlet,
        "published": found.published,
        "published_words": words.day(found.published),
        "begins": " ".join(found.text.split())[:240],
        "href": links.report(found.id),
    }


def _claims(desk: Desk, names: list[str]) -> list[dict[str, Any]]:
    found = {one.claim.id: one for one in desk.ledger.claims(names)}
    reports = desk.ledger.reports({one.claim.report_id for one in found.values()})
    shown = Shown.of(desk, reports, list(found.values()))
    material = shown.material
    lines = desk.ledger.lines_of(names)
    told = []
    for name in names:
        if name not in material.claims:
            continue
        resolved = material.claims[name]
        line = lines.get(name)
        spoken = clause(resolved, material.places)
        planned = resolved.claim.certainty == "planned"
        told.append(
            quotation(resolved, material)
            | {
                "topic": resolved.claim.topic,
                "topic_words": HEADINGS[resolved.claim.topic],
                "sentence": phrases.capital(spoken.planned() if planned else spoken.told()),
                "voice": voice(resolved, material),
                "matter": {"href": links.matter(line.id), "standing": line.standing} if line else None,
            }
        )
    return told
