"""Records to the columns of a ledger and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sayso.models import (
    ActorResolution,
    Claim,
    Count,
    Matter,
    Mention,
    Period,
    PlaceResolution,
    Position,
    Report,
    ResolvedClaim,
)

NAMED = ("place", "actor", "object", "source")
Values = tuple[Any, ...]


def report_values(report: Report) -> Values:
    return (report.id, report.outlet, report.published, report.title, report.text, report.url, report.language)


def report_of(row: Sequence[Any]) -> Report:
    name, outlet, published, title, text, url, language = row
    return Report(id=name, title=title, text=text, outlet=outlet, published=published, url=url, language=language)


def claim_values(claim: Claim, reading: int | None) -> Values:
    names = {field: _offsets(mention) for field in NAMED if (mention := getattr(claim, field)) is not None}
    count, when = claim.count, claim.when
    return (
        claim.id,
        reading,
        claim.topic,
        claim.status,
        claim.certainty,
        claim.evidence.text,
        claim.evidence.start,
        claim.evidence.end,
        json.dumps(names | {"via": [_offsets(link) for link in claim.via]}, ensure_ascii=False),
        *((count.low, count.high, count.unit) if count else (None, None, None)),
        *((when.start, when.end, 1) if when else (None, None, 0)),
        claim.confidence,
    )


def claim_of(row: Sequence[Any], meanings: Mapping[str, str]) -> ResolvedClaim:
    """A claim from the columns after its number, with the JSON of its resolutions by field."""
    (name, report, topic, status, certainty, words, start, end, names, low, high, unit, first, last, dated, sure) = row
    mentions = json.loads(names)
    claim = Claim(
        id=name,
        report_id=report,
        topic=topic,
        status=status,
        certainty=certainty,
        evidence=Mention(words, start, end),
        count=Count(low, high, unit) if unit else None,
        when=Period(first, last) if dated else None,
        via=tuple(Mention(*link) for link in mentions["via"]),
        confidence=sure,
        **{field: Mention(*mentions[field]) for field in NAMED if field in mentions},
    )
    return ResolvedClaim(claim, **{field: _meaning(field, json.loads(text)) for field, text in meanings.items()})


def resolution_values(resolved: ResolvedClaim) -> Iterator[Values]:
    """Field, entry and the whole resolution as JSON, for each name that was looked up."""
    for field in NAMED:
        meaning: PlaceResolution | ActorResolution | None = getattr(resolved, field)
        if meaning is not None:
            yield field, meaning.id, json.dumps(asdict(meaning), ensure_ascii=False)


def matter_text(matter: Matter) -> str:
    return json.dumps(asdict(matter), ensure_ascii=False)


def matter_of(data: Mapping[str, Any]) -> Matter:
    positions = tuple(Position(**_frozen(position)) for position in data["positions"])
    return Matter(**{**_frozen(data), "place": _place(data["place"]), "positions": positions})


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values with tuples where JSON has lists, as the records want them."""
    return {field: tuple(value) if isinstance(value, list) else value for field, value in data.items()}


def _offsets(mention: Mention) -> list[str | int]:
    return [mention.text, mention.start, mention.end]


def _meaning(field: str, data: Mapping[str, Any]) -> Any:
    return _place(data) if field == "place" else ActorResolution(**_frozen(data))


def _place(data: Mapping[str, Any]) -> PlaceResolution:
    return PlaceResolution(**_frozen(data))
