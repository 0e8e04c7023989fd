"""Review: the least certain claims first; accept, correct field by field, reject. What is shown is as stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sayso.briefs import Material, phrases
from sayso.briefs.composing import HEADINGS
from sayso.briefs.wording import clause
from sayso.ledger import By, Decision, Query, accept, assign, correct, reject, undo
from sayso.models import CERTAINTIES, STATUSES, UNITS, ActorResolution, Mention, PlaceResolution, ResolvedClaim
from sayso.records import claim_to_json
from sayso.web import links
from sayso.web.asking import BadRequestError
from sayso.web.desk import Desk
from sayso.web.pages import places, reports
from sayso.web.pages.reports import MissingError

# Claims that the queue is made of: in a ledger with more, those that were added last.
QUEUE, BATCH = 20_000, 2000
SHOWN = 25
NAMES = ("place", "actor", "object", "source")
REASONS = (
    "the report does not say this",
    "said already at a fuller place",
    "opinion, history or politics",
    "not the report's own text",
)


# -- the queue ---------------------------------------------------------------------------------------------------


def queue(desk: Desk) -> list[str]:
    """The claims that nobody has judged, the least certain first."""
    if desk.queue is None or desk.queue[0] != desk.index.revision:
        desk.queue = (desk.index.revision, _waiting(desk))
    return [name for name in desk.queue[1] if name not in desk.judged]


def _waiting(desk: Desk) -> list[str]:
    done = {name for one in desk.ledger.judgements() if one.undone_by is None for name in one.decision.claims}
    names: list[str] = []
    after = None
    while len(names) < QUEUE:
        page = desk.ledger.search(Query(), after, BATCH)
        names += [hit.claim for hit in page.hits if hit.claim and hit.claim not in done]
        after = page.next
        if after is None:
            break
    found = desk.ledger.claims(names)
    return [one.claim.id for one in sorted(found, key=lambda one: (one.claim.confidence, one.claim.id))]


def listed(desk: Desk) -> dict[str, Any]:
    """The page of the queue."""
    waiting = queue(desk)
    found = {one.claim.id: one for one in desk.ledger.claims(waiting[:SHOWN])}
    material = _material(desk, list(found.values()))
    return {
        "title": "Review",
        "waiting": len(waiting),
        "first": links.review(waiting[0]) if waiting else None,
        "claims": [_in_list(found[name], material) for name in waiting[:SHOWN] if name in found],
        "lost": len(desk.ledger.lost()),
    }


def _in_list(resolved: ResolvedClaim, material: Material) -> dict[str, Any]:
    read = resolved.claim
    return reports.quotation(resolved, material) | {
        "sentence": _sentence(resolved, material),
        "confidence": read.confidence,
        "topic_words": HEADINGS[read.topic],
        "review": links.review(read.id),
    }


def _sentence(resolved: ResolvedClaim, material: Material) -> str:
    spoken = clause(resolved, material.places)
    planned = resolved.claim.certainty == "planned"
    return phrases.capital(spoken.planned() if planned else spoken.told())


def _material(desk: Desk, claims: list[ResolvedClaim]) -> Material:
    """As stored: who reviews must see the very words."""
    found = desk.ledger.reports({one.claim.report_id for one in claims})
    return Material.of({one.claim.id: one for one in claims}, {one.id: one for one in found})


# -- one claim ---------------------------------------------------------------------------------------------------


def claim(desk: Desk, name: str) -> dict[str, Any]:
    """The page on which a claim is reviewed."""
    standing = desk.ledger.claims([name])
    found = standing or desk.ledger.as_read([name])
    if not found:
        raise MissingError(f"There is no claim {name!r} in the latest readings of this ledger.")
    resolved = found[0]
    material = _material(desk, [resolved])
    report = material.report(resolved)
    coded = claim_to_json(resolved)
    read = desk.ledger.as_read([name])
    before, after = _neighbours(queue(desk), name)
    line = desk.ledger.lines_of([name]).get(name)
    return {
        "title": f"Review: {' '.join(report.title.split()) or report.id}",
        "id": name,
        "rejected": not standing,
        "sentence": _sentence(resolved, material),
        "claim": coded,
        "read": claim_to_json(read[0]) if read else coded,
        "fields": fields(resolved),
        "meanings": {field: _meaning(getattr(resolved, field)) for field in NAMES},
        "report": {
            "id": report.id,
            "title": " ".join(report.title.split()),
            "outlet": report.outlet,
            "published": report.published,
            "language": report.language,
            "href": links.report(report.id, name),
        },
        "headline": reports.segments(report.full, 0, len(report.title), [resolved]),
        "paragraphs": [
            reports.segments(report.full, start, end, [resolved]) for start, end in reports.paragraphs(report)
        ],
        "judgements": [_told(one) for one in desk.ledger.judgements(name)],
        "matter": {"href": links.matter(line.id), "standing": line.standing} if line else None,
        "waiting": len(queue(desk)),
        "before": links.review(before) if before else None,
        "after": links.review(after) if after else None,
        "statuses": {f"{topic}/{one}": one for topic, those in STATUSES.items() for one in those},
        "topics": {topic: list(those) for topic, those in STATUSES.items()},
        "headings": HEADINGS,
        "certainties": list(CERTAINTIES),
        "units": list(UNITS),
        "reasons": list(REASONS),
    }


def _neighbours(waiting: list[str], name: str) -> tuple[str | None, str | None]:
    """The claims before and after one in the queue; for one that has left it, none and the first."""
    if name not in waiting:
        return None, waiting[0] if waiting else None
    at = waiting.index(name)
    return (waiting[at - 1] if at else None), (waiting[at + 1] if at + 1 < len(waiting) else None)


def fields(resolved: ResolvedClaim) -> dict[str, str]:
    """A claim as the values of the form's fields."""
    read = resolved.claim
    found = {
        "topic": f"{read.topic}/{read.status}",
        "certainty": read.certainty,
        "via": "; ".join(link.text for link in read.via),
        "count_low": _written(read.count.low) if read.count else "",
        "count_high": _written(read.count.high) if read.count else "",
        "count_unit": read.count.unit if read.count else "",
        "when_start": (read.when.start if read.when else None) or "",
        "when_end": (read.when.end if read.when else None) or "",
    }
    for name in NAMES:
        mention: Mention | None = getattr(read, name)
        meaning: PlaceResolution | ActorResolution | None = getattr(resolved, name)
        found[name] = mention.text if mention else ""
        found[f"{name}_meaning"] = (meaning.id if meaning else None) or ""
    return found


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


def _meaning(meaning: PlaceResolution | ActorResolution | None) -> str:
    if meaning is None or meaning.id is None:
        return "unresolved"
    return meaning.name


def _told(judgement: Any) -> dict[str, Any]:
    decision = judgement.decision
    return {
        "number": judgement.number,
        "kind": decision.kind,
        "field": decision.field,
        "person": decision.by.person,
        "reason": decision.by.reason,
        "at": judgement.recorded_at,
        "undone": judgement.undone_by is not None,
    }


# -- judging -----------------------------------------------------------------------------------------------------


def judge(desk: Desk, name: str, form: Mapping[str, str], person: str) -> str:
    """Record what a form decides on a claim; the address to go on to. Raises SaysoError for what cannot be."""
    action = form.get("action", "")
    with desk.ledger.together():
        for decision in _decisions(desk, name, form, person):
            desk.ledger.judge(decision)
    following = _neighbours(queue(desk), name)[1]
    if action == "undo":
        desk.judged.discard(name)
        desk.stir()
        return links.review(name)
    desk.judged.add(name)
    desk.stir()
    return links.review(following) if following else "/review"


def _decisions(desk: Desk, name: str, form: Mapping[str, str], person: str) -> Iterator[Decision]:
    by = By(person, form.get("reason", "").strip()[:400])
    match form.get("action"):
        case "accept":
            yield accept(name, by)
        case "reject":
            yield reject(name, replace(by, reason=form.get("why", "").strip()[:400] or REASONS[0]))
        case "undo":
            number = form.get("number", "")
            if not number.isdecimal():
                raise BadRequestError("Which judgement is to be undone?")
            yield undo(int(number), replace(by, reason=by.reason or "on second thought"))
        case "correct":
            yield from _corrections(desk, name, form, replace(by, reason=by.reason or "as the report has it"))
        case _:
            raise BadRequestError("A claim is accepted, corrected or rejected.")


def _corrections(desk: Desk, name: str, form: Mapping[str, str], by: By) -> Iterator[Decision]:
    """A correction for each field that the form has otherwise, then an assignment for each other meaning."""
    found = desk.ledger.claims([name])
    if not found:
        raise BadRequestError("The claim was rejected: undo that before you correct it.")
    was = fields(found[0])
    now = {field: form.get(field, was[field]).strip() for field in was}
    changed = {field for field in was if now[field] != was[field]}
    if not changed:
        raise BadRequestError("Nothing was changed: accept the claim, or change a field.")
    if "topic" in changed:
        yield correct(name, "topic", now["topic"], by)
    if "certainty" in changed:
        yield correct(name, "certainty", now["certainty"], by)
    if changed & {"count_low", "count_high", "count_unit"}:
        yield correct(name, "count", _count(now), by)
    if changed & {"when_start", "when_end"}:
        when = {"start": now["when_start"] or None, "end": now["when_end"] or None}
        yield correct(name, "when", when if any(when.values()) else None, by)
    if "via" in changed:
        yield correct(name, "via", [link.strip() for link in now["via"].split(";") if link.strip()], by)
    for field in NAMES:
        if field in changed:
            yield correct(name, field, now[field] or None, by)
        if f"{field}_meaning" in changed:
            yield assign([name], field, _entry(desk, field, now), by)


def _count(now: Mapping[str, str]) -> dict[str, Any] | None:
    numbers = [now["count_low"].replace(",", ""), now["count_high"].replace(",", "")]
    if not any(numbers):
        return None
    if not all(number.isascii() and number.isdecimal() and len(number) < 12 for number in numbers if number):
        raise BadRequestError("A count is two whole numbers, or one of them.")
    low, high = (int(number) if number else None for number in numbers)
    if low is not None and high is not None and low > high:
        raise BadRequestError("The lower number of the count is above the higher one.")
    return {"low": low, "high": high, "unit": now["count_unit"] or "people"}


def _entry(desk: Desk, field: str, now: Mapping[str, str]) -> PlaceResolution | ActorResolution:
    """The entry that a field is said to mean: by its id, or by a name that leaves no choice."""
    asked = now[f"{field}_meaning"]
    if field == "place":
        if not asked:
            return PlaceResolution(None, now[field])
        found = places.known(desk, asked)
        if found.id is None:
            raise BadRequestError(f"{asked!r} may be several places: choose one.")
        return found
    if not asked:
        return ActorResolution(None, now[field])
    actor = desk.theatre.actors.get(asked)
    if actor is not None:
        return ActorResolution(actor.id, actor.name, actor.side(None))
    meant = desk.theatre.find_actor(asked)
    if meant.id is None:
        raise BadRequestError(f"{asked!r} is no actor of this theatre, or may be several: choose one.")
    return meant


def suggest(desk: Desk, kind: str, typed: str) -> list[dict[str, str]]:
    """Entries for what was typed so far: their ids and names."""
    if not typed:
        return []
    if kind == "places":
        return [
            {
                "id": one["id"],
                "name": f"{one['name']}, {one['kind']}{', ' + one['around'][-1] if one['around'] else ''}",
            }
            for one in places.choices(desk, typed)
            if one["id"]
        ]
    plain = typed.casefold()
    found = [actor for actor in desk.theatre.actors.values() if plain in actor.name.casefold() or plain in actor.id]
    found.sort(key=lambda actor: (not actor.name.casefold().startswith(plain), actor.name))
    return [{"id": actor.id, "name": actor.name} for actor in found[:12]]
