"""What a browser asks for, checked: nothing of an address reaches the ledger unchecked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sayso.errors import SaysoError
from sayso.ledger import Query
from sayso.models import STANDINGS, TOPICS
from sayso.web.index import Asked

# Longer than any name or sentence that one would look for.
LONGEST = 400


class BadRequestError(SaysoError):
    """An address or form that asks for what cannot be."""


def asked(query: Mapping[str, str]) -> Asked:
    """Days, topic and standing. Raises BadRequestError for what is none of these."""
    since, until = day(query, "since"), day(query, "until")
    if since and until and since > until:
        raise BadRequestError("The first day is after the last one.")
    return Asked(since, until, among(query, "topic", TOPICS), among(query, "standing", STANDINGS))


def search(query: Mapping[str, str]) -> Query:
    """What is searched for, but for its place, which is looked up later."""
    found = asked(query)
    return Query(
        words=text(query, "q") or "",
        kind="reports" if query.get("kind") == "reports" else "claims",
        topic=found.topic,
        source=text(query, "source"),
        outlet=text(query, "outlet"),
        standing=found.standing,
        since=found.since,
        until=found.until,
    )


def key(query: Mapping[str, str]) -> str | None:
    """Where a page goes on: a number."""
    found = query.get("after") or None
    if found is not None and not (found.isascii() and found.isdecimal() and len(found) < 19):
        raise BadRequestError("That is not where a page goes on.")
    return found


def day(query: Mapping[str, str], name: str) -> str | None:
    """A day as YYYY-MM-DD."""
    value = query.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadRequestError(f"{name}: a day is written as YYYY-MM-DD, such as 2016-11-08.") from None


def among(query: Mapping[str, str], name: str, known: Collection[str]) -> str | None:
    value = query.get(name, "").strip()
    if value and value not in known:
        raise BadRequestError(f"{name}: it can be {', '.join(known)}.")
    return value or None


def text(query: Mapping[str, str], name: str) -> str | None:
    """Words as typed, within reason. A NUL cannot be stored, so nothing can have it."""
    value = query.get(name, "").strip()
    if len(value) > LONGEST:
        raise BadRequestError(f"{name}: longer than {LONGEST} characters.")
    if "\x00" in value:
        raise BadRequestError(f"{name}: has a character that no text has.")
    return value or None
