"""A place: who holds it according to whom, through time; tolls; and what is said on every topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sayso import lineup
from sayso.briefs import Brief, Question, compose, locate
from sayso.briefs.records import Item, Quote, Speaker, Statement
from sayso.errors import SaysoError
from sayso.lineup.claims.facts import Fact
from sayso.lineup.words.folding import fold
from sayso.models import Hold, Matter, PlaceResolution
from sayso.web import links
from sayso.web.desk import Desk, Shown
from sayso.web.hearing import Hearing, cut, size
from sayso.web.index import Asked, Index, Lines, place_key
from sayso.web.pages import matters as matter_pages
from sayso.web.pages import words
from sayso.web.pages.reports import MissingError
from sayso.web.pages.situation import extent_of, timeline

# Matters that are told of a place, shared out among its topics, and of each topic at least. Claims that are quoted of a
# matter, and where all matters are told. The matter's page has all.
TOLD, A_TOPIC, QUOTED, AT_LENGTH = 24, 2, 2, 6
# Claims on control that the bands are drawn from, the latest: months of a town that changes hands often; and bands.
HELD, BANDS = 30, 16
# Figures that are told as tolls, of matters with at most so many claims; and places within that are listed.
TOLLS, COUNTABLE, WITHIN = 3, 24, 24
COUNTED = ("casualties", "displacement", "return")


def find(desk: Desk, name: str) -> PlaceResolution:
    """The place of an id or name. Raises SaysoError where there is none, or several."""
    known = desk.index.places.get(name)
    if known is not None:
        return known
    return locate(name, desk.theatre, [])


def place(desk: Desk, where: PlaceResolution, asked: Asked) -> dict[str, Any]:
    """The page of a place."""
    key, index = place_key(where), desk.index
    inside = index.inside(key)
    mine = index.looked_at(inside, asked)
    if not len(inside) and where.id is None:
        raise MissingError(f"Nothing is claimed about {where.name!r} in this ledger.")
    chosen = _chosen(desk, key, mine, asked)
    quoted, shown = desk.shown(chosen.quoted, [*chosen.counted, *chosen.held])
    return words.place(where) | {
        "title": shown.material.name(where),
        "key": key,
        "native": desk.native(where.id),
        "around": [words.place(one) for one in around(desk, where)],
        "since": asked.since,
        "until": asked.until,
        "counts": {"matters": len(mine), "standings": index.standings(mine), "untold": len(mine) - len(quoted)},
        "timeline": timeline(index, inside, extent_of(index, inside)),
        "control": control(desk, chosen.held, shown),
        "tolls": tolls(desk, chosen.counted, shown),
        "scope": _scope(len(mine)),
        "sections": sections(_brief(where, quoted, shown), index.topics(mine), chosen.quotable),
        "within": within(desk, key, mine),
    }


@dataclass(frozen=True, slots=True)
class Chosen:
    """The matters that a page tells: to quote from, each cut to a few claims; to count; to draw who holds the place.

    ``quotable`` is how many claims each has that is quoted from, before it was cut, by id.
    """

    quoted: list[Matter]
    counted: list[Matter]
    held: list[Matter]
    quotable: dict[str, int]


def _chosen(desk: Desk, key: str, mine: Lines, asked: Asked) -> Chosen:
    index = desk.index
    here = index.looked_at(index.at(key), replace(asked, topic="control", standing=None))
    pressing, latest = index.of_each_topic(mine, _a_topic(index, mine)), index.latest(here, HELD)
    found = {one.id: one for one in desk.ledger.matters(index.named(np.union1d(pressing, latest)))}
    told = [found[name] for name in index.named(pressing) if name in found]
    counted = [one for one in told if one.topic in COUNTED and size(one) <= COUNTABLE]
    counted.sort(key=lambda one: -sum(len(position.sources) for position in one.positions))
    held, claims = [], 0
    for name in index.named(latest):
        if name in found and claims < HELD:
            held.append(cut(found[name], HELD - claims))
            claims += size(held[-1])
    quoted = [cut(one, AT_LENGTH if len(told) == len(mine) else QUOTED) for one in told]
    return Chosen(quoted, counted[:TOLLS], held, {one.id: size(one) for one in told})


def _a_topic(index: Index, mine: Lines) -> int:
    """How many matters of a topic are told: all of few, else the more, the fewer topics there are."""
    if len(mine) <= TOLD:
        return TOLD
    return max(A_TOPIC, TOLD // sum(number > 0 for number in index.topics(mine).values()))


def _scope(matters: int) -> str:
    if not matters:
        return "No claims about this place and time in the ledger."
    return "What is said here, and by whom. Nothing of it has been verified."


def around(desk: Desk, where: PlaceResolution) -> list[PlaceResolution]:
    """The places that contain this one, the widest first."""
    return [found for name in reversed(where.within) if (found := desk.theatre.find_place(name)).id is not None]


def _brief(where: PlaceResolution, found: Sequence[Matter], shown: Shown) -> Brief:
    """The brief on the place, of the matters that were chosen."""
    return compose(Question(where, None, None, ()), found, shown.material)


def sections(brief: Brief, told_of: Mapping[str, int], quotable: Mapping[str, int]) -> list[dict[str, Any]]:
    """The brief's sections as plain data, with the addresses of matters and words.

    ``told_of`` are the matters a topic, ``quotable`` the claims a matter.
    """
    return [
        {
            "topic": section.topic,
            "heading": section.heading,
            "items": [_item(item, quotable[item.matter]) for item in section.items],
            "more": max(0, told_of[section.topic] - len(section.items)),
            "href": links.with_query("/search", {"place": brief.place_id or brief.place, "topic": section.topic}),
        }
        for section in brief.sections
    ]


def _item(item: Item, quotable: int) -> dict[str, Any]:
    """A matter with its sentences; ``more`` of its claims are not quoted here."""
    quotes = sum(len(statement.quotes) for position in item.positions for statement in position)
    return {
        "matter": item.matter,
        "href": links.matter(item.matter),
        "heading": item.heading,
        "standing": item.standing,
        "standing_words": item.standing_words,
        "disputed_on": list(item.disputed_on),
        "positions": [[_statement(statement) for statement in position] for position in item.positions],
        "more": max(0, quotable - quotes),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "sentence": statement.sentence,
        "voices": [_speaker(voice) for voice in statement.voices],
        "quotes": [_quote(quote) for quote in statement.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": " ".join(quote.text.split()),
        "start": quote.start,
        "end": quote.end,
        "report": quote.report,
        "outlet": quote.outlet,
        "published": quote.published,
        "title": quote.title,
        "url": quote.url,
        "voice": _speaker(quote.voice),
        "claim": quote.claim,
        "published_words": words.day(quote.published),
        "href": links.report(quote.report, quote.claim),
    }


def _speaker(voice: Speaker) -> dict[str, Any]:
    return {"name": voice.name, "via": list(voice.via), "own": voice.own}


# -- control -----------------------------------------------------------------------------------------------------


def control(desk: Desk, held: Sequence[Matter], shown: Shown) -> dict[str, Any] | None:
    """Who is said to hold the place: a band a voice, each of the stretches for which it names a holder."""
    if not held:
        return None
    by_voice = _by_voice(desk, shown.matters(held), shown)
    told = {voice: lineup.holds(_lineup_key(held[0].place), facts) for voice, facts in by_voice.items()}
    # Those that speak for most days, if there are too many for one look.
    most = sorted((voice for voice in told if told[voice]), key=lambda one: (-len(by_voice[one]), one))
    bands = {voice: told[voice] for voice in sorted(most[:BANDS])}
    whole = [hold for holds in bands.values() for hold in holds]
    if not whole:
        return None
    return {
        "start": min(hold.start for hold in whole),
        "end": max(hold.end for hold in whole),
        "holders": _holders(whole),
        "bands": [
            {"voice": voice, "href": links.source(voice), "holds": [_hold(one, shown) for one in holds]}
            for voice, holds in bands.items()
        ],
        "more": max(0, len(most) - BANDS),
    }


def _lineup_key(where: PlaceResolution) -> str:
    """How the line-up names a place that it has or has not an entry for."""
    return where.id or fold(where.name)


def _by_voice(desk: Desk, found: Sequence[Matter], shown: Shown) -> dict[str, list[Fact]]:
    """The claims of each voice, by its name."""
    by_voice: dict[str, list[Fact]] = defaultdict(list)
    hearing = Hearing(shown.material, found, desk.sketches)
    for matter in found:
        for voice, facts in hearing.voices(matter):
            by_voice[voice].extend(facts)
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


def tolls(desk: Desk, counted: Sequence[Matter], shown: Shown) -> list[dict[str, Any]]:
    """The figures on the dead, the hurt, the displaced, with their range over the voices that stand by them."""
    protected = shown.matters(counted)
    hearing = Hearing(shown.material, protected, desk.sketches)
    found = []
    for matter in protected:
        told = matter_pages.toll(hearing.heard(matter), shown)
        if told is not None:
            found.append(words.matter(matter, shown) | {"toll": told})
    return sorted(found, key=lambda one: -len(one["toll"]["series"]))


def within(desk: Desk, key: str, lines: Lines) -> list[dict[str, Any]]:
    """The places inside this one that something is claimed about, those with most matters first."""
    found = [one for one in desk.index.tallied(lines) if one[0] != key]
    found.sort(key=lambda one: (-one[1], desk.index.places[one[0]].name))
    return [
        words.place(desk.index.places[name]) | {"matters": number, "standings": counted}
        for name, number, counted in found[:WITHIN]
    ]


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
