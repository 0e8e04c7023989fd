"""The stage's one verb: claims in, the same claims with the meaning of their names beside them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.models import ActorResolution, Claim, Mention, PlaceResolution, Report, ResolvedClaim
from sayso.resolving.actors import resolve_actor, setting_of
from sayso.resolving.context import Sighting, read_context
from sayso.resolving.phrases import parse
from sayso.resolving.places import resolve_place
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.records import Place
from sayso.resolving.weighing import Scene


def resolve(report: Report, claims: Sequence[Claim], theatre: Lists) -> list[ResolvedClaim]:
    """Resolve the places, actors, objects and sources of one report's claims, in order.

    A mention that is absent stays None; one that is present gets a resolution, whose ``id`` is None where it is
    unresolved. An object gets one only if it names an actor or a side, since most objects are things.
    """
    if not claims:
        return []
    context = read_context(report, theatre)
    scene = Scene(theatre, context, report)
    mentions = [claim.place for claim in claims if claim.place]
    places = resolve_places(report, mentions, scene) | dict(_sites(report, mentions, scene))
    setting = setting_of(report, context, theatre, places.values())
    actors: dict[str, ActorResolution] = {}

    def actor(mention: Mention | None) -> ActorResolution | None:
        if mention is None:
            return None
        if mention.text not in actors:
            actors[mention.text] = resolve_actor(mention, report, setting)
        return actors[mention.text]

    return [
        ResolvedClaim(
            claim,
            places[claim.place] if claim.place else None,
            actor(claim.actor),
            _named(actor(claim.object)),
            actor(claim.source),
        )
        for claim in claims
    ]


# "The Orun" of "the Orun hospital": a listed hospital goes by more than the words that were taken for its place.
_SITE = re.compile(r"\s(?:hospital|clinic|airport|air ?base|prison|dam|bridge)\b", re.IGNORECASE)


def _sites(report: Report, mentions: Sequence[Mention], scene: Scene) -> Iterator[tuple[Mention, PlaceResolution]]:
    """The mentions that name a listed site together with the word behind them, with that site."""
    for mention in mentions:
        noun = _SITE.match(report.full, mention.end)
        if noun is not None:
            whole = resolve_place(Mention(mention.text + noun[0], mention.start, noun.end()), scene)
            if whole.precision == "site":
                yield mention, whole


def resolve_places(report: Report, mentions: Sequence[Mention], scene: Scene) -> dict[Mention, PlaceResolution]:
    """Resolve place mentions of one report.

    Names are read twice, the second time knowing what the others were taken to mean; descriptions ("the village")
    last, since they refer back to names.
    """
    described = {mention for mention in mentions if parse(mention.text).head is None}
    texts = {mention.text: mention for mention in mentions if mention not in described}
    first = {text: resolve_place(mention, scene) for text, mention in texts.items()}
    if len(texts) > 1:
        read = dict(_read(first, scene.theatre))
        informed = replace(scene, context=scene.context.informed_by(read.items()))
        again = (text for text, found in first.items() if _is_open(found) or _head(text) in read)
        first |= {text: resolve_place(texts[text], informed) for text in again}
    resolved = {mention: first[mention.text] for mention in mentions if mention not in described}
    if described:
        context = scene.context.with_sightings(_sightings(report, resolved, scene.theatre), report.full)
        resolved |= {mention: resolve_place(mention, replace(scene, context=context)) for mention in described}
    return resolved


def _is_open(resolution: PlaceResolution) -> bool:
    """Whether more context could change it."""
    return len(resolution.candidates) > 1


def _head(text: str) -> str:
    """The name in a mention, or ""."""
    head = parse(text).head
    return head.text if head else ""


def _read(resolutions: dict[str, PlaceResolution], theatre: Lists) -> Iterator[tuple[str, Place]]:
    """The name in each mention with the place it was taken to mean."""
    for text, resolution in resolutions.items():
        place = theatre.place(resolution.id) if resolution.id else None
        head = parse(text).head
        if place is not None and head is not None:
            yield head.text, place


def _sightings(report: Report, resolved: dict[Mention, PlaceResolution], theatre: Lists) -> Iterator[Sighting]:
    """Everywhere that the report writes a name which a claim's place was resolved from."""
    text = report.full
    seen: set[str] = set()
    for mention, resolution in resolved.items():
        head = parse(mention.text).head
        place = theatre.place(resolution.id) if resolution.id and resolution.precision != "area" else None
        if place is None or head is None or head.text in seen:
            continue
        seen.add(head.text)
        at = text.find(head.text)
        while at >= 0:
            yield Sighting(at, place, parse(mention.text).kind)
            at = text.find(head.text, at + 1)


def _named(resolution: ActorResolution | None) -> ActorResolution | None:
    known = resolution is not None and (resolution.id or resolution.side or resolution.candidates)
    return resolution if known else None
