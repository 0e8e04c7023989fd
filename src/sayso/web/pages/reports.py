"""A report: its text with the evidence marked, beside what was coded from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sayso.briefs import names, phrases
from sayso.briefs.composing import HEADINGS, Material
from sayso.briefs.wording import clause
from sayso.errors import SaysoError
from sayso.ledger import Line
from sayso.models import Report, ResolvedClaim
from sayso.records import claim_to_json
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.pages import words


class MissingError(SaysoError):
    """What a page is asked for and the ledger does not have."""


def report(desk: Desk, name: str) -> dict[str, Any]:
    """The page of a report, as a reader may see it."""
    found = desk.ledger.reports([name])
    if not found:
        raise MissingError(f"There is no report {name!r} in this ledger.")
    shown = Shown.of(desk, found, desk.ledger.claims_of([name]))
    return told(desk, shown.material.reports[name], shown.material)


def told(desk: Desk, found: Report, material: Material) -> dict[str, Any]:
    """A report with its claims as a page shows them."""
    claims = sorted(material.claims.values(), key=lambda one: (one.claim.evidence.start, one.claim.id))
    lines = desk.ledger.lines_of(material.claims)
    return {
        "title": " ".join(found.title.split()) or "Report without a title",
        "report": {
            "id": found.id,
            "title": found.title,
            "outlet": found.outlet,
            "outlet_href": links.outlet(found.outlet) if found.outlet else None,
            "published": found.published,
            "published_words": words.day(found.published),
            "url": links.outside(found.url),
            "language": found.language,
        },
        "headline": segments(found.full, 0, len(found.title), claims),
        "paragraphs": [segments(found.full, start, end, claims) for start, end in paragraphs(found)],
        "claims": [claim(resolved, material, lines.get(resolved.claim.id)) for resolved in claims],
    }


def paragraphs(found: Report) -> list[tuple[int, int]]:
    """Where the paragraphs of the text stand, as offsets into title, newline, text."""
    spans, start = [], len(found.title) + 1
    for line in found.text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def segments(full: str, start: int, end: int, claims: Iterable[ResolvedClaim]) -> list[dict[str, Any]]:
    """A stretch of text cut wherever evidence begins or ends; each piece with the claims that rest on it.

    ``first`` lists the claims whose evidence begins with the piece: the piece is where a link to them leads.
    """
    mine = [one.claim for one in claims if one.claim.evidence.start < end and one.claim.evidence.end > start]
    cuts = {start, end}
    for one in mine:
        cuts |= {max(start, one.evidence.start), min(end, one.evidence.end)}
    edges = sorted(cuts)
    return [
        {
            "text": full[left:right],
            "claims": [one.id for one in mine if one.evidence.start < right and one.evidence.end > left],
            "first": [one.id for one in mine if one.evidence.start == left],
        }
        for left, right in pairwise(edges)
    ]


def claim(resolved: ResolvedClaim, material: Material, line: Line | None) -> dict[str, Any]:
    """A claim as coded, with the sentence it amounts to and the matter it is on."""
    read = resolved.claim
    spoken = clause(resolved, material.places)
    return claim_to_json(resolved) | {
        "sentence": phrases.capital(spoken.planned() if read.certainty == "planned" else spoken.told()),
        "voice": voice(resolved, material),
        "topic_words": HEADINGS[read.topic],
        "count_words": phrases.number(read.count, read.evidence.text) if read.count else None,
        "when_words": phrases.period(read.when),
        "place_href": links.place(resolved.place) if resolved.place and resolved.place.id else None,
        "matter": {"id": line.id, "href": links.matter(line.id), "standing": line.standing} if line else None,
        "anchor": links.anchor(read.id),
    }


def voice(resolved: ResolvedClaim, material: Material) -> dict[str, Any]:
    """Who asserts a claim: a named source, or the outlet itself."""
    read, found = resolved.claim, material.report(resolved)
    if read.source is None:
        return {"name": found.outlet or names.UNNAMED_VOICE, "own": True, "via": [], "href": None}
    known = resolved.source.name if resolved.source and resolved.source.id else read.source.text
    return {
        "name": names.name_of(read.source, resolved.source),
        "own": False,
        "via": [names.tidy(link.text) for link in read.via],
        "href": links.source(known),
    }


def quotations(found: Sequence[ResolvedClaim], material: Material) -> list[dict[str, Any]]:
    """The exact words of claims, each with where they stand."""
    return [quotation(one, material) for one in found]


def quotation(resolved: ResolvedClaim, material: Material) -> dict[str, Any]:
    """The exact words of a claim, and the address of the very place where they stand."""
    read, found = resolved.claim, material.report(resolved)
    return {
        "claim": read.id,
        "text": " ".join(read.evidence.text.split()),
        "start": read.evidence.start,
        "end": read.evidence.end,
        "outlet": found.outlet,
        "published": found.published,
        "published_words": words.day(found.published),
        "report": found.id,
        "title": " ".join(found.title.split()),
        "href": links.report(found.id, read.id),
        "certainty": read.certainty,
    }
