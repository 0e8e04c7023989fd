"""Records to the columns of a ledger and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, cast

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
Meaning = PlaceResolution | ActorResolution


def report_values(report: Report) -> Values:
    return (report.id, report.outlet, report.published, report.title, report.text, report.url, report.language)


def report_of(row: Sequence[Any]) -> Report:
    name, outlet, published, title, text, url, language = row
    return Report(id=name, title=title, text=text, outlet=outlet, published=published, url=url, language=language)


def claim_values(claim: Claim) -> Values:
    names = {field: _offsets(mention) for field in NAMED if (mention := getattr(claim, field)) is not None}
    count, when = claim.count, claim.when
    return (
        claim.id,
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


def claim_of(row: Sequence[Any], meanings: Mapping[str, Meaning]) -> ResolvedClaim:
    """A claim from the columns after its number, with what its names mean by field."""
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
    return ResolvedClaim(claim, **cast(dict[str, Any], meanings))


def meanings_of(resolved: ResolvedClaim) -> Iterator[tuple[str, Meaning]]:
    """Field and meaning of each name that was looked up."""
    for field in NAMED:
        meaning: Meaning | None = getattr(resolved, field)
        if meaning is not None:
            yield field, meaning


@lru_cache(maxsize=1 << 13)  # most claims are about the same few places and parties
def meaning_text(meaning: Meaning) -> str:
    return json.dumps(_fields(meaning), ensure_ascii=False)


@lru_cache(maxsize=1 << 13)
def digest(text: str) -> str:
    """What a stored meaning is found again by."""
    return sha256(text.encode()).hexdigest()[:32]


def extent(claim: Claim, published: str | None) -> tuple[str | None, str | None]:
    """First and last day (``YYYY-MM-DD``) that a claim counts for; None where neither it nor its report has a date.

    It counts by the time that it states, and by its report's date where it states none or only a year. What goes on
    since a day goes on up to the report's date; what is planned counts from that date, when it was said.
    """
    when = claim.when
    if when is None or (when.start is None and when.end is None) or _whole_year(when):
        first = last = published
    elif when.end is not None:
        first, last = when.start or when.end, when.end
    else:
        first, last = when.start, max(published or "", when.start or "")
    if claim.certainty == "planned" and published is not None:
        first = min(first or published, published)
    return first_day(first), last_day(last)


def _whole_year(when: Period) -> bool:
    return when.start is not None and when.start == when.end and "-" not in when.start


def first_day(date: str | None) -> str | None:
    return date and date + "-01-01"[len(date) - 4 :]


def last_day(date: str | None) -> str | None:
    """The last day of a year or month; of every month the 31st, since it only serves to compare."""
    return date and date + "-12-31"[len(date) - 4 :]


def matter_text(matter: Matter) -> str:
    positions = [_fields(position) for position in matter.positions]
    return json.dumps(_fields(matter) | {"place": _fields(matter.place), "positions": positions}, ensure_ascii=False)


def _fields(record: Meaning | Matter | Position) -> dict[str, Any]:
    """The fields of a record by name: quicker than ``asdict``, which copies every value."""
    return {name: getattr(record, name) for name in record.__slots__}


def matter_of(data: Mapping[str, Any]) -> Matter:
    positions = tuple(Position(**_frozen(position)) for position in data["positions"])
    return Matter(**{**_frozen(data), "place": place_of(data["place"]), "positions": positions})


def _frozen(data: Mapping[str, Any]) -> dict[str, Any]:
    """The values with tuples where JSON has lists, as the records want them."""
    return {field: tuple(value) if isinstance(value, list) else value for field, value in data.items()}


def _offsets(mention: Mention) -> list[str | int]:
    return [mention.text, mention.start, mention.end]


def meaning_of(field: str, data: Mapping[str, Any]) -> Meaning:
    return place_of(data) if field == "place" else ActorResolution(**_frozen(data))


def place_of(data: Mapping[str, Any]) -> PlaceResolution:
    return PlaceResolution(**_frozen(data))
