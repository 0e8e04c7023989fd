"""Tolls through time: each voice's figures in order, what it replaced, and the range over the voices now."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.lineup.answers.views import Heard
from sayso.lineup.words.windows import day
from sayso.models import Count, Figure, Series


@dataclass(frozen=True, slots=True)
class Toll:
    """The figures on one matter. ``now`` is the range that the voices' standing figures span, by population."""

    matter: str
    series: tuple[Series, ...]
    now: tuple[tuple[str, Count], ...]


def toll(heard: Heard) -> Toll:
    """The series of each voice and the range over them; both empty where nobody gives a figure."""
    table, series = heard.table, []
    for voice, facts in table.by_voice.items():
        figures = tuple(
            Figure(day(f.said), f.count, f.population or "other", f.id, f.id in table.replaced)
            for f in facts
            if f.count is not None and not f.denied
        )
        if figures:
            series.append(Series(table.names[voice], figures))
    series.sort(key=lambda s: (s.voice, s.figures[0].claim))
    return Toll(heard.matter.id, tuple(series), _now(series))


def _now(series: list[Series]) -> tuple[tuple[str, Count], ...]:
    standing = [figure for one in series for figure in one.figures if not figure.replaced]
    return tuple(
        (population, _span(population, [f.count for f in standing if f.population == population]))
        for population in sorted({f.population for f in standing})
    )


def _span(population: str, found: list[Count]) -> Count:
    """The lowest and the highest number given; open above where every voice gives only a lower bound."""
    lows = [c.low for c in found if c.low is not None]
    numbers = [n for c in found for n in (c.low, c.high) if n is not None]
    open_end = all(c.high is None for c in found)
    return Count(min(lows) if lows else None, None if open_end else max(numbers), population)
