"""Short ways for tests to make records out of plain words."""

from __future__ import annotations

from typing import Any

from sayso.models import Matter, PlaceResolution, Position, Report, ResolvedClaim, Standing
from sayso.records import resolved_from_json

MILL = PlaceResolution("t:mill", "Mill Quarter", "neighbourhood", 36.1, 37.1, ("t:tarn", "t:north"))
TARN = PlaceResolution("t:tarn", "Tarn", "town", 36.0, 37.0, ("t:north",))


def report(text: str, **fields: Any) -> Report:
    return Report(
        **{"id": "r1", "title": "", "outlet": "The Tarn Post", "published": "2031-05-08", "text": text} | fields
    )


def claim(of: Report, evidence: str, kind: str, number: int = 0, **fields: Any) -> ResolvedClaim:
    """A claim by its evidence and ``topic/status``; the other fields as in a hand-coded file."""
    topic, status = kind.split("/")
    data = {"evidence": evidence, "topic": topic, "status": status, "certainty": "stated"} | fields
    return resolved_from_json(data, of, number)


def placed(resolved: ResolvedClaim, place: PlaceResolution) -> ResolvedClaim:
    return ResolvedClaim(resolved.claim, place, resolved.actor, resolved.object, resolved.source)


def matter(claims: list[ResolvedClaim], place: PlaceResolution, standing: Standing = "single", **fields: Any) -> Matter:
    """A matter with one position a claim, unless ``positions`` says otherwise."""
    first = claims[0].claim
    positions = tuple(position([one]) for one in claims)
    base = {"id": f"m-{first.id}", "topic": first.topic, "place": place, "start": None, "end": None}
    return Matter(**base | {"standing": standing, "disputed_on": (), "positions": positions} | fields)


def position(claims: list[ResolvedClaim], summary: str = "so it is said") -> Position:
    return Position(
        summary=summary,
        sources=tuple(one.claim.source.text for one in claims if one.claim.source),
        outlets=(),
        reports=tuple(dict.fromkeys(one.claim.report_id for one in claims)),
        claims=tuple(one.claim.id for one in claims),
    )
