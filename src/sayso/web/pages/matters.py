"""A matter: the table of voices, the positions side by side, the standing and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sayso import lineup
from sayso.briefs import phrases
from sayso.briefs.composing import heading
from sayso.doubts import doubts, nearby
from sayso.ledger import MatterQuery
from sayso.lineup import Heard, Voice
from sayso.models import Count, Matter, Report, ResolvedClaim
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.index import Asked, ordinal, place_key
from sayso.web.pages import words
from sayso.web.pages.reports import MissingError, quotation

VIEWS = {
    "conservative": "what all support",
    "range": "the range",
    "latest": "the latest",
    "by-side": "by side",
}
# Days that have a column of their own; earlier ones would make the table wider than any screen.
COLUMNS = 12
# Matters beside one: those on its question among the nearest in time on its topic.
BESIDE, NEAR = 8, 40


def matter(desk: Desk, name: str) -> dict[str, Any]:
    """The page of a matter, by its id."""
    found = desk.ledger.matters([name]) or desk.ledger.find_matters(MatterQuery(name=name))  # or how an id begins
    if not found:
        raise MissingError(f"There is no matter {name!r}: later reports may have changed it. Look for its place.")
    (shown_matter,), shown = desk.shown(found[:1])
    heard = lineup.hear(shown_matter, shown.material.reports.values(), shown.material.claims)
    rows = lineup.voices(heard)
    return words.matter(shown_matter, shown) | {
        "title": heading(shown_matter, shown.material),
        "why": list(shown_matter.why),
        "answers": answers(shown_matter, shown),
        "table": table(shown_matter, rows, shown),
        "views": views(heard),
        "toll": toll(heard, shown),
        "perhaps": perhaps(desk, found[0]),
        "beside": [words.matter(*one) for one in _beside(desk, found[0])],
    }


def answers(found: Matter, shown: Shown) -> list[dict[str, Any]]:
    """The positions, each with its voices and how many texts it stands in."""
    return [
        {
            "letter": chr(ord("A") + number % 26),
            "summary": position.summary,
            "sources": [{"name": name, "href": links.source(name)} for name in position.sources],
            "outlets": [{"name": name, "href": links.outlet(name)} for name in position.outlets],
            "reports": len(position.reports),
            "claims": list(position.claims),
        }
        for number, position in enumerate(found.positions)
    ]


def table(found: Matter, rows: Sequence[Voice], shown: Shown) -> dict[str, Any]:
    """Voices down, days of their reports across, in each cell their own words."""
    material = shown.material
    letters = {
        claim: chr(ord("A") + number % 26)
        for number, position in enumerate(found.positions)
        for claim in position.claims
    }
    said = {name: material.report(one).published for name, one in material.claims.items()}
    days = sorted({said[name] or "" for row in rows for name in row.claims})
    early = set(days[:-COLUMNS])
    columns = (["earlier"] if early else []) + days[-COLUMNS:]
    return {
        "days": [{"day": day or None, "words": day if day == "earlier" else words.day(day or None)} for day in columns],
        "rows": [
            {
                "voice": row.name,
                "side": row.side,
                "href": links.source(row.name),
                "letters": sorted({letters[name] for name in row.claims if name in letters}),
                "cells": [
                    cell([n for n in row.claims if _column(said[n] or "", early) == day], row, letters, shown)
                    for day in columns
                ],
            }
            for row in rows
        ],
    }


def _column(day: str, early: set[str]) -> str:
    return "earlier" if day in early else day


def cell(names: Sequence[str], row: Voice, letters: Mapping[str, str], shown: Shown) -> list[dict[str, Any]]:
    """What a voice said on a day. The same words in several papers are one quotation, with those that reprinted it."""
    material = shown.material
    alike: dict[tuple[str, str], list[ResolvedClaim]] = defaultdict(list)
    for name in names:
        resolved = material.claims[name]
        alike[(" ".join(resolved.claim.evidence.text.casefold().split()), letters.get(name, ""))].append(resolved)
    return [
        quotation(those[0], material)
        | {
            "letter": letter,
            "replaced": those[0].claim.id not in row.current,
            "reprints": [_reprint(material.report(one), one) for one in those[1:]],
        }
        for (_, letter), those in alike.items()
    ]


def _reprint(report: Report, resolved: ResolvedClaim) -> dict[str, Any]:
    return {"outlet": report.outlet, "report": report.id, "href": links.report(report.id, resolved.claim.id)}


def views(heard: Heard) -> list[dict[str, Any]]:
    """The matter under each named view, with the view's rule."""
    found = (lineup.view(name, heard) for name in VIEWS)
    return [
        {
            "view": one.view,
            "words": VIEWS[one.view],
            "rule": one.rule,
            "lines": [asdict(line) for line in one.lines],
            "count": asdict(one.count) if one.count else None,
        }
        for one in found
    ]


def toll(heard: Heard, shown: Shown) -> dict[str, Any] | None:
    """The figures of each voice through time, and the range that stands; None where nobody gives one."""
    found = lineup.toll(heard)
    if not found.series:
        return None
    claims = shown.material.claims
    return {
        "now": [{"population": name, "words": span(count), "count": asdict(count)} for name, count in found.now],
        "series": [
            {
                "voice": one.voice,
                "figures": [
                    {
                        "said": figure.said,
                        "said_words": words.day(figure.said),
                        "words": phrases.number(figure.count, claims[figure.claim].claim.evidence.text),
                        "count": asdict(figure.count),
                        "population": figure.population,
                        "replaced": figure.replaced,
                        "href": links.report(claims[figure.claim].claim.report_id, figure.claim),
                    }
                    for figure in one.figures
                ],
            }
            for one in found.series
        ],
    }


def perhaps(desk: Desk, found: Matter) -> list[dict[str, Any]]:
    """The other matters that may be about the same event, the most likely first."""
    (matter, *others), shown = desk.shown([found, *nearby(desk.ledger, found)])
    return [asdict(one) | {"href": links.matter(one.matter)} for one in doubts(matter, others, shown.material)]


def span(count: Count) -> str:
    """ "6 to 9 people", "at least 40 families"."""
    if count.low is not None and count.high is not None:
        figures = f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
    else:
        figures = f"at least {count.low:,}" if count.low is not None else f"up to {count.high:,}"
    return f"{figures} {phrases.NOUNS.get(count.unit, ('', ''))[1] or count.unit}"


def _beside(desk: Desk, found: Matter) -> list[tuple[Matter, Shown]]:
    """The other times at which the same was asked of the same place."""
    index = desk.index
    here = index.looked_at(index.at(place_key(found.place)), Asked(topic=found.topic))
    near = desk.ledger.matters(index.named(index.nearest(here, _begins(found), NEAR)))
    same = [one for one in near if one.id != found.id and one.question == found.question and one.place == found.place]
    listed, shown = desk.shown(sorted(same[:BESIDE], key=lambda one: (one.start or "", one.id)))
    return [(one, shown) for one in listed]


def _begins(found: Matter) -> int:
    return ordinal(found.start or found.end or "")
