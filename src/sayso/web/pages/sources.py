"""A source, an outlet: what it claims, how what it claims stands, how it names others. A record, not a grade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.briefs import names
from sayso.briefs.composing import HEADINGS
from sayso.ledger import Query
from sayso.models import STANDINGS, ResolvedClaim
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.pages import searching, words
from sayso.web.pages.reports import MissingError

# Claims that a record is made of: the latest; and those that are listed.
LATEST, LISTED = 2000, 20
# Others that a record names: how it calls them.
NAMED = 30
# How a private person is shown: "a resident (w1)".
PRIVATE = re.compile(r"\(w\d+\)$")


def source(desk: Desk, name: str) -> dict[str, Any]:
    """The page of who is quoted."""
    found, more = _claims(desk, Query(source=name))
    if not found:
        return _other(desk, name)
    shown = _shown(desk, found)
    actor = desk.theatre.find_actor(name)
    return record(desk, found, shown, more) | {
        "title": name,
        "name": name,
        "owner": None,
        "side": _side(desk, actor.side),
        "kind": "source",
        "quoted_by": _tally(shown.material.report(one).outlet for one in shown.material.claims.values()),
    }


def _other(desk: Desk, name: str) -> dict[str, Any]:
    """The page of an outlet that speaks in its own voice. Raises MissingError where the name is none either."""
    if PRIVATE.search(name):
        raise MissingError("Private people have no page of their own.")
    try:
        return outlet(desk, name)
    except MissingError:
        raise MissingError(f"Nobody of the name {name!r} is quoted in this ledger.") from None


def outlet(desk: Desk, name: str) -> dict[str, Any]:
    """The page of who publishes."""
    found, more = _claims(desk, Query(outlet=name))
    if not found:
        raise MissingError(f"There is no report by {name!r} with a claim in this ledger.")
    shown = _shown(desk, found)
    known = desk.theatre.outlet(name)
    return record(desk, found, shown, more) | {
        "title": name,
        "name": name,
        "owner": known.owner if known else None,
        "side": _side(desk, known.side(None) if known else None),
        "kind": "outlet",
        "quotes": _tally(
            names.name_of(one.claim.source, one.source) if one.claim.source else "in its own voice"
            for one in shown.material.claims.values()
        ),
        "names": naming(shown.material.claims.values()),
        "reports": [
            searching.listed(one)
            for one in sorted(shown.material.reports.values(), key=lambda one: one.published or "")[: -LISTED - 1 : -1]
        ],
    }


def _claims(desk: Desk, query: Query) -> tuple[list[ResolvedClaim], bool]:
    """The latest claims that fit, and whether there are more."""
    page = desk.ledger.search(query, None, LATEST)
    return desk.ledger.claims([hit.claim for hit in page.hits if hit.claim]), page.next is not None


def _shown(desk: Desk, found: Sequence[ResolvedClaim]) -> Shown:
    return Shown.of(desk, desk.ledger.reports({one.claim.report_id for one in found}), found)


def _side(desk: Desk, side: str | None) -> str | None:
    known = desk.theatre.sides.get(side or "")
    return known.label if known else side


def record(desk: Desk, found: Sequence[ResolvedClaim], shown: Shown, more: bool) -> dict[str, Any]:
    """What the claims are about and how the matters stand that they are on: each matter counts once."""
    lines = {line.id: line for line in desk.ledger.lines_of([one.claim.id for one in found]).values()}
    standing = Counter(line.standing for line in lines.values())
    days = sorted(filter(None, (one.published for one in shown.material.reports.values())))
    return {
        "claims": len(found),
        "more": more,
        "reports_number": len(shown.material.reports),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "first_words": words.day(days[0]) if days else None,
        "last_words": words.day(days[-1]) if days else None,
        "matters": len(lines),
        "standings": {name: standing[name] for name in STANDINGS},
        "topics": [
            {"topic": topic, "words": HEADINGS[topic], "claims": number}
            for topic, number in Counter(one.claim.topic for one in found).most_common()
        ],
        "certainty": dict(Counter(one.claim.certainty for one in found)),
        "places": [
            {"name": place.name, "kind": place.precision, "href": links.place(place), "matters": number}
            for place, number in Counter(line.place for line in lines.values()).most_common(12)
        ],
        "disputes": [
            {"href": links.matter(line.id), "topic": HEADINGS[line.topic], "place": line.place.name}
            for line in sorted(lines.values(), key=lambda line: line.last or "", reverse=True)
            if line.standing == "disputed"
        ][:LISTED],
    }


def naming(claims: Iterable[ResolvedClaim]) -> list[dict[str, Any]]:
    """How others are named: for each actor or side, the words for it and how often each is used."""
    called: dict[tuple[str, str], Counter[str]] = {}
    for resolved in claims:
        for mention, meaning in ((resolved.claim.actor, resolved.actor), (resolved.claim.object, resolved.object)):
            if mention is not None and meaning is not None and meaning.id is not None:
                called.setdefault((meaning.id, meaning.name), Counter())[names.tidy(mention.text)] += 1
    found: list[dict[str, Any]] = [
        {"id": name[0], "name": name[1], "words": [{"text": text, "times": n} for text, n in counted.most_common(8)]}
        for name, counted in called.items()
    ]
    return sorted(found, key=lambda one: (-sum(word["times"] for word in one["words"]), one["name"]))[:NAMED]


def _tally(found: Iterable[str | None]) -> list[dict[str, Any]]:
    counted = Counter(one or "outlet not known" for one in found)
    return [{"name": name, "claims": number} for name, number in counted.most_common(15)]
