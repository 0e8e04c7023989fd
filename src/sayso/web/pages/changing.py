"""What later reports changed: new matters, other holders, other figures, disputes that opened and closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

from sayso import lineup
from sayso.ledger import MatterQuery
from sayso.models import Matter, PlaceResolution
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.index import ordinal, place_key
from sayso.web.pages import words

# Matters that changes are looked for in, the latest first, and changes that are shown.
LOOKED_AT, SHOWN = 400, 100
# Days up to the last report that count as new where no date is asked for.
DAYS = 7
KINDS = {
    "new": "new",
    "flipped": "changed hands",
    "moved": "another figure",
    "opened": "dispute opened",
    "closed": "dispute closed",
    "firmer": "rests on more",
    "weaker": "rests on less",
}


def changes(desk: Desk, since: str | None, where: PlaceResolution | None, looked_at: int = LOOKED_AT) -> dict[str, Any]:
    """The page of changes since a day, about a place or anywhere, among the latest matters told of since."""
    since = since or _lately(desk)
    found, shown = _found(desk, since, where, looked_at)
    told: list[dict[str, Any]] = [
        {
            "kind": change.kind,
            "kind_words": KINDS[change.kind],
            "text": _hidden(change.text, change.matter, shown),
            "matter": words.matter(shown.protection.matter(change.matter), shown),
            "before": change.before.standing if change.before else None,
            "since": _last(change.matter, shown),
        }
        for change in found
    ]
    told.sort(key=lambda one: (one["kind"] == "new", one["matter"]["standing"] == "single"))
    return {
        "title": f"Changes about {where.name}" if where else "Changes",
        "since": since,
        "place": words.place(where) if where else None,
        "key": place_key(where) if where else None,
        "changes": told[:SHOWN],
        "more": max(0, len(told) - SHOWN),
    }


def _lately(desk: Desk) -> str:
    last = ordinal((desk.covered or desk.ledger.coverage()).last or "") or date.today().toordinal()
    return date.fromordinal(last - DAYS + 1).isoformat()


def _found(desk: Desk, since: str, where: PlaceResolution | None, most: int) -> tuple[list[lineup.Change], Shown]:
    """The changes among the matters that were told of since, lined up as they were before and as they are now."""
    fresh = desk.ledger.find_matters(MatterQuery(place=where, told_since=since))
    fresh.sort(key=lambda one: one.end or one.start or "", reverse=True)
    fresh = fresh[:most]
    # Who held a place before is told by its earlier matters on control.
    held = {place_key(one.place): one.place for one in fresh if one.topic == "control"}
    earlier = [one for place in held.values() for one in _control(desk, place)]
    looked_at = {one.id: one for one in (*fresh, *earlier)}
    _, shown = desk.shown(list(looked_at.values()))
    claims = desk.ledger.claims(shown.material.claims)
    reports = desk.ledger.reports(shown.material.reports)
    wanted = {one.id for one in fresh}
    return [one for one in lineup.changes_since(since, reports, claims) if one.matter.id in wanted], shown


def _control(desk: Desk, place: PlaceResolution) -> list[Matter]:
    found = desk.ledger.find_matters(MatterQuery(place=place, topic="control"))
    return [one for one in found if one.place == place][-LOOKED_AT:]


def _hidden(text: str, matter: Matter, shown: Shown) -> str:
    hide = shown.protection.hider(matter)
    return hide(text) if hide else text


def _last(matter: Matter, shown: Shown) -> str | None:
    """The day of the last report on a matter."""
    reports = {name for position in matter.positions for name in position.reports}
    days = [shown.material.reports[name].published or "" for name in reports if name in shown.material.reports]
    return max(days, default="") or None


def feed(page: dict[str, Any], root: str) -> dict[str, Any]:
    """The same as the items of an RSS feed, under the address of this server."""
    path = links.with_query("/changes", {"place": page["key"]})
    return {
        "title": f"sayso: {page['title']}",
        "link": root + path,
        "self": root + links.with_query("/changes.rss", {"place": page["key"]}),
        "items": [
            {
                "title": f"{one['kind_words']}: {one['text']}",
                "link": root + one["matter"]["href"],
                # A change is known by what changed and on which reports: told again it is the same item.
                "guid": f"{one['matter']['id']}:{one['kind']}:{one['since'] or ''}",
                "description": f"{one['matter']['heading']}: {one['matter']['standing_words']}.",
                "date": _mail_date(one["since"]),
            }
            for one in page["changes"]
        ],
    }


def _mail_date(iso: str | None) -> str | None:
    day = ordinal(iso or "")
    return format_datetime(datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)) if day else None
