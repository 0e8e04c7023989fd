"""What a brief tells through time: who is claimed to hold its place, and each voice's figures, from what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from sayso.briefs import Brief, Material, phrases
from sayso.briefs.records import Held, Tolled, Voiced
from sayso.lineup import Toll, control_through_time, hear, toll
from sayso.lineup.words.folding import fold
from sayso.models import Count, Hold, Matter, Period, PlaceResolution, Series

COUNTED = frozenset({"casualties", "displacement", "return"})
MOST_TOLLS = 6  # matters whose figures are told through time


def through_time(made: Brief, place: PlaceResolution, matters: Iterable[Matter], material: Material) -> Brief:
    """The brief with its histories, of the matters that it shows; it stays as it is where there is nothing to tell."""
    by_id = {matter.id: matter for matter in matters}
    items = [item for section in made.sections for item in section.items]
    shown = [(by_id[item.matter], item.heading) for item in items if item.matter in by_id]
    tolls = [one for matter, heading in shown if (one := _toll(matter, heading, material)) is not None]
    return replace(
        made,
        holders=_holders(place, [matter for matter, _ in shown], material),
        tolls=tuple(tolls[:MOST_TOLLS]),
    )


def _holders(place: PlaceResolution, matters: Sequence[Matter], material: Material) -> tuple[Held, ...]:
    """Who is claimed to hold the place itself, and when; nothing where that is one day of one holder."""
    key = place.id or fold(place.name)
    asked = [m for m in matters if m.question == "control" and (m.place.id or fold(m.place.name)) == key]
    claims = [one for matter in asked for position in matter.positions for one in material.of_position(position)]
    reports = {one.claim.report_id: material.report(one) for one in claims}
    found = control_through_time(key, reports.values(), claims)
    if len(found) == 1 and found[0].start == found[0].end:
        return ()
    return tuple(_held(hold) for hold in found)


def _held(hold: Hold) -> Held:
    time = phrases.capital(phrases.period(Period(hold.start, hold.end)))
    verb = ("taken and held" if hold.start != hold.end else "taken") if hold.opened else "held"
    words = f"{time}: {verb} by {hold.holder}, said {phrases.listed(hold.voices)}."
    return Held(hold.holder, hold.side, hold.start, hold.end, hold.opened, hold.voices, hold.claims, words)


def _toll(matter: Matter, heading: str, material: Material) -> Tolled | None:
    """The figures on a matter; None where all that is given is one figure."""
    claims = [one for position in matter.positions for one in material.of_position(position)]
    if matter.topic not in COUNTED or sum(one.claim.count is not None for one in claims) < 2:
        return None
    reports = {one.claim.report_id: material.report(one) for one in claims}
    found = toll(hear(matter, reports.values(), claims))
    told = {(figure.population, figure.count) for one in found.series for figure in one.figures}
    if len(told) < 2 or not (len(found.series) > 1 or found.series[0].revised):
        return None
    return Tolled(matter.id, f"{heading}: {_now(found)}", _counts(found), tuple(_voiced(one) for one in found.series))


def _counts(found: Toll) -> tuple[Count, ...]:
    return tuple(count for _, count in found.now)


def _now(found: Toll) -> str:
    """ "now 31 to 43 people, 5 children"."""
    return f"now {', '.join(_counted(count) for count in _counts(found))}"


def _voiced(one: Series) -> Voiced:
    alike = groupby(one.figures, key=lambda f: (f.population, f.count.low, f.count.high, f.replaced))
    told = []
    for _, same in alike:
        first = next(same)
        when = f" on {phrases.day(first.said)}" if first.said else ""
        counted = _counted(replace(first.count, unit=first.population))
        told.append(f"{counted}{when}{', replaced since' if first.replaced else ''}")
    return Voiced(one.voice, one.figures, f"{one.voice}: {'; '.join(told)}.")


def _counted(count: Count) -> str:
    noun = phrases.NOUNS.get(count.unit, ("", count.unit))[0 if count.low == count.high == 1 else 1]
    return f"{phrases.number(count, '')} {noun}".strip()
