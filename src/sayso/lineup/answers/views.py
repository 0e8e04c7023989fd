"""Named ways of reading a matter: what it amounts to, under a rule that is stated and never hidden.

A view is a function over a matter and its voices; its docstring is the rule as shown to the user.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.naming import camp_of
from sayso.lineup.claims.voices import build_facts
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.standing import Table
from sayso.lineup.summaries import summary
from sayso.lineup.words import counts
from sayso.lineup.words.windows import day
from sayso.models import Answer, Count, Line, Matter, Report, ResolvedClaim


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent voice on a matter: its name, its side where known, and its claims, oldest first.

    ``current`` are the claims that it has not itself replaced since.
    """

    name: str
    side: str | None
    claims: tuple[str, ...]
    current: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A matter with its claims sorted by voice: what views work on."""

    matter: Matter
    table: Table

    def current(self) -> list[Fact]:
        """The claims that their voices have not replaced, oldest first."""
        found = [f for f in self.table.facts if f.id not in self.table.replaced]
        return sorted(found, key=lambda f: (f.said, f.key))

    def name(self, fact: Fact) -> str:
        """The shown name of a claim's voice."""
        return self.table.names[self.table.voices[fact.id]]


def hear(
    matter: Matter,
    reports: Iterable[Report],
    claims: Iterable[ResolvedClaim] | Mapping[str, ResolvedClaim],
    options: LineUpOptions = DEFAULT,
) -> Heard:
    """A matter with its voices. Of ``reports`` and ``claims`` only those on the matter are used."""
    wanted = {claim for position in matter.positions for claim in position.claims}
    sources = {report for position in matter.positions for report in position.reports}
    items = claims.values() if isinstance(claims, Mapping) else claims
    mine = [c for c in items if c.claim.id in wanted]
    facts = build_facts([r for r in reports if r.id in sources], mine, options)
    return Heard(matter, Table(tuple(facts), options))


def voices(heard: Heard) -> tuple[Voice, ...]:
    """The independent voices of a matter, by name."""
    table, found = heard.table, []
    for voice, facts in table.by_voice.items():
        sides = sorted({f.source.side for f in facts if f.source and f.source.side})
        current = tuple(f.id for f in facts if f.id not in table.replaced)
        found.append(Voice(table.names[voice], sides[0] if sides else None, tuple(f.id for f in facts), current))
    return tuple(sorted(found, key=lambda v: (v.name, v.claims)))


def view(name: str, heard: Heard) -> Answer:
    """The matter under the view of that name. Raises KeyError for a name that is not in ``VIEWS``."""
    return VIEWS[name](heard)


def _answer(function: Callable[[Heard], Answer], lines: Iterable[Line], count: Count | None = None) -> Answer:
    rule = " ".join((function.__doc__ or "").split())
    return Answer(function.__name__.removesuffix("_view").replace("_", "-"), rule, tuple(lines), count)


def _line(heard: Heard, facts: list[Fact], text: str, label: str = "") -> Line:
    return Line(label, text, tuple(sorted({heard.name(f) for f in facts})), tuple(f.id for f in facts))


def all_view(heard: Heard) -> Answer:
    """Every position that a voice holds, those of most voices first."""
    lines = [Line("", p.summary, p.sources, p.claims) for p in heard.matter.positions]
    return _answer(all_view, lines)


def conservative_view(heard: Heard) -> Answer:
    """The lowest figure that all independent voices support; without figures, only what no voice excludes."""
    counted = _counted(heard)
    if counted:
        lows = [min(f.count.low or 0 for f in facts if f.count) for facts in _per_voice(heard, counted).values()]
        count = Count(min(lows), None, counted[0].population or "people")
        return _answer(conservative_view, [_line(heard, counted, f"{counts.phrase(count)} {count.unit}")], count)
    if heard.matter.standing == "disputed":
        return _answer(conservative_view, [])
    return _answer(conservative_view, [_line(heard, heard.current(), heard.matter.positions[0].summary)])


def range_view(heard: Heard) -> Answer:
    """From the lowest to the highest figure that any independent voice gives now."""
    counted = _counted(heard)
    if not counted:
        return _answer(range_view, all_view(heard).lines)
    lows = [f.count.low for f in counted if f.count and f.count.low is not None]
    ends = [f.count.high if f.count.high is not None else f.count.low for f in counted if f.count]
    bounded = all(f.count.high is not None for f in counted if f.count)
    top = max(e for e in ends if e is not None)
    count = Count(min(lows) if lows else None, top, counted[0].population or "people")
    more = "" if bounded else " or more"
    return _answer(range_view, [_line(heard, counted, f"{counts.phrase(count)}{more} {count.unit}")], count)


def latest_view(heard: Heard) -> Answer:
    """What was asserted last, by whichever voice; claims without a date count as oldest."""
    current = heard.current()
    last = max(f.said for f in current)
    lines = [_line(heard, [f], summary(f), day(f.said) or "") for f in current if f.said == last]
    return _answer(latest_view, lines)


def by_side_view(heard: Heard) -> Answer:
    """What the voices of each side say; monitors, papers and bodies that take no part stand under "no side"."""
    sides: dict[str, list[Fact]] = defaultdict(list)
    for fact in heard.current():
        sides[(camp_of(fact.source.side) if fact.source else None) or "no side"].append(fact)
    lines: list[Line] = []
    for side in sorted(sides):
        texts = sorted({summary(f) for f in sides[side]})
        lines.extend(_line(heard, [f for f in sides[side] if summary(f) == text], text, side) for text in texts)
    return _answer(by_side_view, lines)


def through_time(heard: Heard) -> Answer:
    """What each voice stated, in the order of the days; what it replaced since says so."""
    ordered = sorted(heard.table.facts, key=lambda f: (f.said, f.key))
    replaced = heard.table.replaced
    lines = [
        _line(heard, [f], summary(f) + (" (replaced since)" if f.id in replaced else ""), day(f.said) or "")
        for f in ordered
    ]
    return _answer(through_time, lines)


VIEWS: Mapping[str, Callable[[Heard], Answer]] = {
    "all": all_view,
    "conservative": conservative_view,
    "range": range_view,
    "latest": latest_view,
    "by-side": by_side_view,
}


def _counted(heard: Heard) -> list[Fact]:
    """The standing claims with a figure for the widest population that any voice counts."""
    found = [f for f in heard.current() if f.count is not None and not f.denied]
    found = [f for f in found if not f.part] or found
    for population in ("people", "civilians", "families", "fighters", "children", "women", "other"):
        wanted = [f for f in found if (f.population or "other") == population]
        if wanted:
            return wanted
    return []


def _per_voice(heard: Heard, facts: list[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[heard.table.voices[fact.id]].append(fact)
    return found
