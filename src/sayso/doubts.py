"""Matters that may be about one event and were not lined up: found in a ledger, and told in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.briefs import Brief, Material
from sayso.briefs.composing import asked, heading
from sayso.briefs.records import Pair, Section
from sayso.ledger import MatterQuery
from sayso.lineup import WITHIN, Heard, Possible, can_be_one, hear, perhaps_one
from sayso.lineup.words.windows import day, span
from sayso.models import Matter, PlaceResolution

if TYPE_CHECKING:
    from sayso.ledger import Ledger

MOST = 6  # pairs of a topic that a brief tells


@dataclass(frozen=True, slots=True)
class Doubt:
    """A matter that may be about the same event as another: its id, what it is about, and what speaks for and against.

    ``fields`` are those on which the two would be disputed if they were one; empty where nothing excludes the other.
    """

    matter: str
    heading: str
    fields: tuple[str, ...]
    words: str


def nearby(ledger: Ledger, matter: Matter) -> list[Matter]:
    """The stored matters that may be about the same event, by question, time and place alone."""
    start, end = matter.start or matter.end, matter.end or matter.start
    if not start or not end:
        return []
    place = matter.place
    if len(place.within) > 1:
        place = PlaceResolution(place.within[-2], "")  # the widest below the country, which is the last
    since, until = day(span(start)[0] - WITHIN), day(span(end)[1] + WITHIN)
    query = MatterQuery(place, matter.topic, since=since, until=until)
    found = {one.id: one for one in ledger.find_matters(query)}
    # Those of its own reports too: a place that is not resolved lies in none.
    beside = ledger.claims_of({name for position in matter.positions for name in position.reports})
    found |= {one.id: one for one in ledger.matters_of([one.claim.id for one in beside]).values()}
    return [found[name] for name in sorted(found) if can_be_one(matter, found[name])]


def doubts(matter: Matter, others: Sequence[Matter], material: Material) -> tuple[Doubt, ...]:
    """Of ``others`` those that may be about the matter's event, the most likely first. ``material`` is of all."""
    by_id = {one.id: one for one in others}
    found = perhaps_one(_heard(matter, material), [_heard(one, material) for one in others])
    return tuple(
        Doubt(one.matter, heading(by_id[one.matter], material), one.fields, _words(one, matter.topic)) for one in found
    )


def with_doubts(made: Brief, matters: Iterable[Matter], material: Material) -> Brief:
    """The brief with the pairs of matters it shows that may be about one event.

    Others of ``matters`` stay out: only the reports that a brief quotes have been looked through for private names.
    """
    shown = {item.matter for section in made.sections for item in section.items}
    by_id = {matter.id: matter for matter in matters if matter.id in shown}
    of_week: dict[tuple[str, int], list[Matter]] = defaultdict(list)
    for matter in by_id.values():
        of_week[(matter.question, _week(matter))].append(matter)
    heard: dict[str, Heard] = {}

    def listen(matter: Matter) -> Heard:
        if matter.id not in heard:
            heard[matter.id] = _heard(matter, material)
        return heard[matter.id]

    def pairs(section: Section) -> tuple[Pair, ...]:
        found: dict[tuple[str, str], Pair] = {}
        for matter in [by_id[item.matter] for item in section.items]:
            weeks = range(_week(matter) - 2, _week(matter) + 3)
            near = [one for week in weeks for one in of_week[(matter.question, week)] if can_be_one(matter, one)]
            for one in perhaps_one(listen(matter), [listen(other) for other in near]) if near else ():
                names = (matter.id, one.matter)
                if names[::-1] not in found:
                    both = dict.fromkeys(heading(by_id[name], material) for name in names)
                    found[names] = Pair(names, one.fields, f"{'; '.join(both)}. {_words(one, matter.topic)}")
        return tuple(found.values())[:MOST]

    return replace(made, sections=tuple(replace(one, perhaps=pairs(one)) for one in made.sections))


def _week(matter: Matter) -> int:
    told = matter.end or matter.start
    return span(told)[0] // 7 if told else 0


def _heard(matter: Matter, material: Material) -> Heard:
    claims = [one for position in matter.positions for one in material.of_position(position)]
    reports = {one.claim.report_id: material.report(one) for one in claims}
    return hear(matter, reports.values(), claims)


def _words(one: Possible, topic: str) -> str:
    """ "A: 8 people killed; B: 13 people killed. As one event they would be disputed on how many. …" """
    if one.fields:
        return f"{one.text} As one event they would be disputed on {asked(one.fields, topic)}. {one.apart}"
    return f"{one.text} As one event they would be counted once. {one.apart}"
