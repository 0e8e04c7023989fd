"""Claims in the model of FollowTheMoney, as statements or as entities.

A claim is an ``Event`` of its own whose canonical entity is the matter that it is on: lining up is here what entity
resolution is there, so contradicting dates, places and parties stand side by side, each with the claim it is from. A
report is an ``Article``, an outlet or a resolved actor an ``Organization``, a resolved place an ``Address``; who
asserts what is an ``UnknownLink`` from the voice to the matter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any, BinaryIO

from sayso.exports.material import Material
from sayso.models import ActorResolution, Matter, Mention, PlaceResolution, Report, ResolvedClaim

DATASET = "sayso"
ROLES = {"stated": "asserts", "hedged": "asserts with reserve", "denied": "denies", "planned": "announces"}
# The languages that reports are read in, in the three letters that the model wants.
LANGUAGES = {"en": "eng", "ar": "ara", "fr": "fra", "ru": "rus", "tr": "tur", "de": "deu", "es": "spa"}
# What each property holds, as the model names it.
TYPES = {
    **dict.fromkeys(("name",), "name"),
    **dict.fromkeys(("description", "summary", "notes", "bodyText"), "text"),
    **dict.fromkeys(("startDate", "endDate", "date", "publishedAt"), "date"),
    **dict.fromkeys(("title", "publisher", "recordId", "keywords", "role", "status", "fileName", "city"), "string"),
    **dict.fromkeys(("classification", "state"), "string"),
    **dict.fromkeys(("involved", "proof", "addressEntity", "subject", "object"), "entity"),
    **dict.fromkeys(("location", "full"), "address"),
    **dict.fromkeys(("latitude", "longitude"), "number"),
    **{"country": "country", "sourceUrl": "url", "language": "language"},
}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity before it is merged: its schema, ids, and values by property, each with what was written."""

    schema: str
    id: str
    canonical: str
    seen: str | None = None
    values: list[tuple[str, str, str | None]] = field(default_factory=list)

    def add(self, prop: str, value: object, original: str | None = None) -> None:
        """Add a value, unless it is None or empty."""
        if value not in (None, ""):
            self.values.append((prop, str(value), original))


def write(material: Material, out: BinaryIO) -> None:
    """JSON Lines of statements, in the fields of ``followthemoney.statement``."""
    for statement in statements(material):
        out.write((json.dumps(statement, ensure_ascii=False) + "\n").encode())


def write_entities(material: Material, out: BinaryIO) -> None:
    """JSON Lines of entities; the claims on a matter are merged into one."""
    for entity in entities(material):
        out.write((json.dumps(entity, ensure_ascii=False) + "\n").encode())


def statements(material: Material) -> Iterator[dict[str, Any]]:
    """A statement a value, no two alike, by canonical entity; ``id`` is the model's own hash of entity and value."""
    told: set[str] = set()
    # What rolls statements up into entities wants those of one entity in a row.
    for node in sorted(nodes(material), key=lambda one: one.canonical):
        for prop, value, original in node.values:
            key = sha1(f"{DATASET}.{node.id}.{prop}.{value}".encode()).hexdigest()
            if key in told:
                continue
            told.add(key)
            yield {
                "canonical_id": node.canonical,
                "entity_id": node.id,
                "prop": prop,
                "prop_type": TYPES[prop],
                "schema": node.schema,
                "value": value,
                "dataset": DATASET,
                "origin": None,
                "lang": None,
                "original_value": original if original != value else None,
                "external": False,
                "first_seen": node.seen,
                "last_seen": node.seen,
                "id": key,
            }


def entities(material: Material) -> Iterator[dict[str, Any]]:
    """Entities by canonical id, in the order in which they are first met."""
    found: dict[str, dict[str, Any]] = {}
    for node in nodes(material):
        entity = found.setdefault(node.canonical, {"id": node.canonical, "schema": node.schema, "properties": {}})
        for prop, value, _ in node.values:
            values = entity["properties"].setdefault(prop, [])
            if value not in values:
                values.append(value)
    yield from found.values()


def nodes(material: Material) -> Iterator[Node]:
    """Everything that there is to say, one node a thing and one a claim."""
    yield from (_report(report) for report in material.reports)
    yield from (_outlet(name) for name in sorted({report.outlet for report in material.reports if report.outlet}))
    yield from _entries(material)
    yield from (_matter(matter) for matter in material.matters)
    for resolved in material.claims:
        yield _claim(resolved, material)
        link = _link(resolved, material)
        if link is not None:
            yield link


def _id(kind: str, name: str) -> str:
    """An id of the characters that the model allows."""
    return f"sayso-{kind}-{sha1(name.encode()).hexdigest()[:24]}"


def _report(report: Report) -> Node:
    name = _id("report", report.id)
    node = Node("Article", name, name, report.published)
    node.add("title", report.title or report.id)
    node.add("bodyText", report.text)
    node.add("publisher", report.outlet)
    node.add("publishedAt", report.published)
    node.add("sourceUrl", _web(report.url))
    node.add("language", LANGUAGES.get(report.language))
    return node


def _outlet(outlet: str) -> Node:
    name = _id("outlet", outlet)
    node = Node("Organization", name, name)
    node.add("name", outlet)
    node.add("classification", "outlet")
    return node


def _entries(material: Material) -> Iterator[Node]:
    """The actors and places that claims were resolved to, once each."""
    actors: dict[str, ActorResolution] = {}
    places: dict[str, PlaceResolution] = {}
    for resolved in material.claims:
        for actor in (resolved.actor, resolved.object, resolved.source):
            if actor is not None and actor.id is not None:
                actors.setdefault(actor.id, actor)
        if resolved.place is not None and _exact(resolved.place):
            places.setdefault(resolved.place.id or "", resolved.place)
    yield from (_actor(actor, material) for _, actor in sorted(actors.items()))
    yield from (_place(place, material) for _, place in sorted(places.items()))


def _actor(actor: ActorResolution, material: Material) -> Node:
    name = _id("actor", actor.id or "")
    node = Node("Organization", name, name)
    node.add("name", actor.name)
    node.add("classification", material.entries.kinds.get(actor.id or ""))
    return node


def _place(place: PlaceResolution, material: Material) -> Node:
    name = _id("place", place.id or "")
    node = Node("Address", name, name)
    units = material.units((place.id or "", *place.within))
    parts = [place.name, *(units[level].name for level in ("district", "governorate", "country") if level in units)]
    node.add("full", ", ".join(dict.fromkeys(parts)))
    node.add("city", place.name if place.precision == "town" else None)
    node.add("state", units["governorate"].name if "governorate" in units else None)
    node.add("country", units["country"].country.lower() if "country" in units else None)
    node.add("latitude", place.lat)
    node.add("longitude", place.lon)
    return node


def _matter(matter: Matter) -> Node:
    name = _id("matter", matter.id)
    node = Node("Event", name, name)
    node.add("name", f"{matter.question or matter.topic}: {matter.place.name}")
    node.add("keywords", matter.standing)
    node.add("recordId", matter.id)
    for reason in matter.why:
        node.add("notes", reason)
    return node


def _claim(resolved: ResolvedClaim, material: Material) -> Node:
    claim, place = resolved.claim, resolved.place
    report = material.report.get(claim.report_id)
    node = Node("Event", _id("claim", claim.id), _subject(resolved, material), report.published if report else None)
    where = (
        place.name if place is not None and place.id is not None else claim.place.text if claim.place else "no place"
    )
    node.add("name", f"{claim.topic}/{claim.status}: {where}")
    node.add("recordId", claim.id)
    node.add("description", claim.evidence.text)
    node.add("keywords", claim.topic)
    node.add("startDate", claim.when.start if claim.when else None)
    node.add("endDate", claim.when.end if claim.when else None)
    node.add("location", where if claim.place else None, claim.place.text if claim.place else None)
    node.add("proof", _id("report", claim.report_id) if report else None)
    if place is not None and _exact(place):
        node.add("addressEntity", _id("place", place.id or ""))
    for mention, actor in ((claim.actor, resolved.actor), (claim.object, resolved.object)):
        if actor is not None and actor.id is not None:
            node.add("involved", _id("actor", actor.id), mention.text if mention else None)
    return node


def _link(resolved: ResolvedClaim, material: Material) -> Node | None:
    """Who asserts the claim: a resolved source, else the outlet that prints it; None where neither is known."""
    claim, source = resolved.claim, resolved.source
    report = material.report.get(claim.report_id)
    if source is not None and source.id is not None:
        voice = _id("actor", source.id)
    elif report is not None and report.outlet:
        voice = _id("outlet", report.outlet)
    else:
        return None
    name = _id("link", claim.id)
    node = Node("UnknownLink", name, name, report.published if report else None)
    node.add("subject", voice, _words(claim.source))
    node.add("object", _subject(resolved, material))
    node.add("role", ROLES[claim.certainty])
    node.add("date", report.published if report else None)
    node.add("proof", _id("report", claim.report_id) if report else None)
    node.add("recordId", claim.id)
    node.add("summary", claim.evidence.text)
    node.add("description", f"said by: {claim.source.text}" if claim.source else None)
    return node


def _subject(resolved: ResolvedClaim, material: Material) -> str:
    """The canonical entity of a claim: its matter, or the claim where it is on none."""
    matter = material.matter_of.get(resolved.claim.id)
    return _id("matter", matter.id) if matter else _id("claim", resolved.claim.id)


def _exact(place: PlaceResolution) -> bool:
    """Whether the words mean the very entry; a vaguer place has the id of the entry that it is near."""
    return place.id is not None and place.precision not in ("area", "unresolved")


def _words(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
