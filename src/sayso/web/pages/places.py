"""A place: who holds it according to whom, through time; tolls; and what is said on every topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sayso import lineup
from sayso.briefs import Brief, Question, compose, locate, showing, silence_note
from sayso.errors import SaysoError
from sayso.lineup import Hold
from sayso.lineup.folding import fold
from sayso.models import Matter, PlaceResolution, ResolvedClaim
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.index import Asked, Line, ordinal, place_key, standings
from sayso.web.pages import matters as matter_pages
from sayso.web.pages import words
from sayso.web.pages.reports import MissingError
from sayso.web.pages.situation import extent_of, pressing, timeline

# Matters that are told of a place, a topic; search has the rest.
A_TOPIC = 6
# Matters on control that the bands are drawn from: years of a town that changed hands often.
HELD = 40
# Figures that are told as tolls, and places within that are listed.
TOLLS, WITHIN = 6, 24


def find(desk: Desk, name: str) -> PlaceResolution:
    """The place of an id or name. Raises SaysoError where there is none, or several."""
    known = desk.index.places.get(name)
    if known is not None:
        return known
    return locate(name, desk.theatre, [])


def place(desk: Desk, where: PlaceResolution, asked: Asked) -> dict[str, Any]:
    """The page of a place."""
    key = place_key(where)
    inside = desk.index.inside(key)
    mine = [line for line in inside if _told(line, asked)]
    if not inside and where.id is None:
        raise MissingError(f"Nothing is claimed about {where.name!r} in this ledger.")
    found, shown = desk.shown(desk.index.matters(_chosen(mine)))
    brief = _brief(desk, where, asked, found, shown)
    return words.place(where) | {
        "title": shown.material.name(where),
        "key": key,
        "native": desk.native(where.id),
        "around": [words.place(one) for one in around(desk, where)],
        "since": asked.since,
        "until": asked.until,
        "counts": {"matters": len(mine), "standings": standings(mine), "untold": len(mine) - len(found)},
        "timeline": timeline(inside, extent_of(inside)),
        "control": control(desk, key),
        "tolls": tolls(found, shown),
        "scope": showing.scope(brief),
        "sections": sections(brief, Counter(line.topic for line in mine)),
        "notes": list(brief.notes),
        "within": within(desk, key, mine),
    }


def _chosen(lines: Iterable[Line]) -> list[Line]:
    """Of each topic the matters that press most."""
    by_topic: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_topic[line.topic].append(line)
    return [line for those in by_topic.values() for line in pressing(those, A_TOPIC)]


def _told(line: Line, asked: Asked) -> bool:
    low = ordinal(asked.since) if asked.since else 0
    high = ordinal(asked.until, end=True) if asked.until else 0
    return (not low or line.last >= low) and (not high or 0 < line.first <= high)


def around(desk: Desk, where: PlaceResolution) -> list[PlaceResolution]:
    """The places that contain this one, the widest first."""
    return [found for name in reversed(where.within) if (found := desk.theatre.find_place(name)).id is not None]


def _brief(desk: Desk, where: PlaceResolution, asked: Asked, found: Sequence[Matter], shown: Shown) -> Brief:
    """The brief on the place, of the matters that were chosen."""
    question = Question(where, asked.since, asked.until, ())
    made = compose(replace(question, since=question.start), found, shown.material, A_TOPIC)
    return replace(made, notes=(*made.notes, *_silence(desk, question, shown)))


def _silence(desk: Desk, question: Question, shown: Shown) -> Iterable[str]:
    """Who usually writes of the place and says nothing in the time asked about."""
    if not (question.place.id and question.start and question.on):
        return ()
    before = date.fromordinal(max(1, ordinal(question.start) - 90)).isoformat()
    reports = desk.ledger.imprints(before, question.on)
    silent = lineup.silent_outlets(
        question.place.id, (question.start, question.on), reports, shown.material.claims.values()
    )
    return silence_note([(one.outlet, one.last, one.elsewhere) for one in silent])


def sections(brief: Brief, told_of: Mapping[str, int]) -> list[dict[str, Any]]:
    """The brief's sections as plain data, with the addresses of matters and words; ``told_of``: matters a topic."""
    told = []
    for section in brief.sections:
        data = asdict(section)
        data["href"] = links.with_query("/search", {"place": brief.place_id or brief.place, "topic": section.topic})
        for item in data["items"]:
            item["href"] = links.matter(item["matter"])
            for position in item["positions"]:
                for statement in position:
                    for quote in statement["quotes"]:
                        quote["text"] = " ".join(quote["text"].split())
                        quote["published_words"] = words.day(quote["published"])
                        quote["href"] = links.report(quote["report"], quote["claim"])
        data["more"] = max(0, told_of[section.topic] - len(section.items))
        told.append(data)
    return told


# -- control -----------------------------------------------------------------------------------------------------


def control(desk: Desk, key: str) -> dict[str, Any] | None:
    """Who is said to hold the place: a band a voice, each of the stretches for which it names a holder."""
    numbers = [n for n in desk.index.of_place.get(key, ()) if desk.index.lines[n].topic == "control"]
    lines = sorted((desk.index.lines[n] for n in numbers), key=lambda line: -line.last)[:HELD]
    found = desk.index.matters(lines)
    if not found:
        return None
    _, shown = desk.shown(found)
    bands = {voice: _held(found[0].place, those, shown) for voice, those in _by_voice(found, shown).items()}
    whole = [hold for holds in bands.values() for hold in holds]
    if not whole:
        return None
    return {
        "start": min(hold.start for hold in whole),
        "end": max(hold.end for hold in whole),
        "holders": _holders(whole),
        "bands": [
            {"voice": voice, "href": links.source(voice), "holds": [_hold(one, shown) for one in holds]}
            for voice, holds in sorted(bands.items())
            if holds
        ],
    }


def _held(where: PlaceResolution, claims: Sequence[ResolvedClaim], shown: Shown) -> list[Hold]:
    """What one voice says of who holds the place. Its reports go without their texts: only their dates count here."""
    names = {one.claim.report_id for one in claims}
    reports = [replace(shown.material.reports[name], text="") for name in names]
    return lineup.control_through_time(_lineup_key(where), reports, claims)


def _lineup_key(where: PlaceResolution) -> str:
    """How the line-up names a place that it has or has not an entry for."""
    return where.id or fold(where.name)


def _by_voice(found: Iterable[Matter], shown: Shown) -> dict[str, list[ResolvedClaim]]:
    """The claims of each voice, by its name."""
    by_voice: dict[str, list[ResolvedClaim]] = defaultdict(list)
    claims, reports = shown.material.claims, list(shown.material.reports.values())
    for matter in shown.matters(found):
        for voice in lineup.voices(lineup.hear(matter, reports, claims)):
            by_voice[voice.name].extend(claims[name] for name in voice.claims)
    return by_voice


def _holders(holds: Iterable[Hold]) -> list[dict[str, Any]]:
    """The holders that anybody names, in the order in which they come up, each with a number for its pattern."""
    names = dict.fromkeys(hold.side or hold.holder for hold in sorted(holds, key=lambda one: one.start))
    shown = {hold.side or hold.holder: hold.holder for hold in holds}
    return [{"key": name, "name": shown[name], "number": number % 8} for number, name in enumerate(names)]


def _hold(hold: Hold, shown: Shown) -> dict[str, Any]:
    first = shown.material.claims[hold.claims[0]].claim
    return {
        "holder": hold.holder,
        "key": hold.side or hold.holder,
        "start": hold.start,
        "end": hold.end,
        "start_words": words.day(hold.start),
        "end_words": words.day(hold.end),
        "opened": hold.opened,
        "claims": list(hold.claims),
        "href": links.report(first.report_id, first.id),
    }


# -- tolls and places within -------------------------------------------------------------------------------------


def tolls(found: Sequence[Matter], shown: Shown) -> list[dict[str, Any]]:
    """The figures on the dead, the hurt, the displaced, with their range over the voices that stand by them."""
    counted = []
    for matter in found:
        if matter.topic not in ("casualties", "displacement", "return"):
            continue
        heard = lineup.hear(matter, shown.material.reports.values(), shown.material.claims)
        told = matter_pages.toll(heard, shown)
        if told is not None:
            counted.append(words.matter(matter, shown) | {"toll": told})
    counted.sort(key=lambda one: -len(one["toll"]["series"]))
    return counted[:TOLLS]


def within(desk: Desk, key: str, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The places inside this one that something is claimed about, those with most matters first."""
    by_place: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.place != key:
            by_place[line.place].append(line)
    found = [
        words.place(desk.index.places[name]) | {"matters": len(those), "standings": standings(those)}
        for name, those in by_place.items()
    ]
    return sorted(found, key=lambda one: (-one["matters"], one["name"]))[:WITHIN]


def choices(desk: Desk, name: str) -> list[dict[str, Any]]:
    """The places that a name may mean, best first."""
    found = desk.theatre.find_place(name)
    ids = [found.id] if found.id else list(found.candidates[:12])
    resolved = [desk.theatre.find_place(one) for one in ids]
    return [words.place(one) | {"around": [w["name"] for w in map(words.place, around(desk, one))]} for one in resolved]


def known(desk: Desk, key: str) -> PlaceResolution:
    """The place of an id that stands in an address. Raises MissingError where nobody knows it."""
    try:
        return find(desk, key)
    except SaysoError as error:
        raise MissingError(str(error)) from error
