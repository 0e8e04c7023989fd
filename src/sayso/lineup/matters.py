"""One matter of the claims about it: its positions, standing and reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sayso.lineup.claims.facts import UNPLACED, Fact
from sayso.lineup.claims.ordering import in_order
from sayso.lineup.comparing.comparison import compare
from sayso.lineup.options import LineUpOptions
from sayso.lineup.standing import Table, judge
from sayso.lineup.summaries import summary
from sayso.lineup.words.windows import day
from sayso.models import Matter, PlaceResolution, Position


def reading_order(matter: Matter) -> tuple[str, ...]:
    """The order in which matters are given: by topic, place and date."""
    return (matter.topic, matter.place.name, matter.start or "", matter.question, matter.id)


def make_matter(members: Sequence[Fact], options: LineUpOptions) -> Matter:
    """The matter that these claims are about, with its positions, standing and reasons."""
    facts = tuple(in_order(members) if len(members) > 1 else members)
    table = Table(facts, options)
    verdict = judge(table)
    start, end = _dates(facts)
    return Matter(
        id=_identity(facts),
        topic=facts[0].topic,
        place=_place(facts),
        start=start,
        end=end,
        standing=verdict.standing,
        disputed_on=verdict.disputed_on,
        positions=_positions(table),
        why=verdict.why,
        question=facts[0].question,
    )


def _identity(facts: Sequence[Fact]) -> str:
    """The name by the earliest claim on it, so that later claims leave the id as it is."""
    first = min(facts, key=lambda f: (f.said or f.window.high, f.id)) if len(facts) > 1 else facts[0]
    return _name(first.question, first.id)


def _name(question: str, claim: str) -> str:
    return hashlib.sha256(f"{question}|{claim}".encode()).hexdigest()[:16]


def answers_to(matter: Matter, name: str) -> bool:
    """Whether an id, or its beginning, is the matter's, or was made from a claim that is on it now.

    So an id that was given once leads to its claim's matter, also after an earlier report that came late renamed it.
    """
    if matter.id.startswith(name):
        return True
    return any(_name(matter.question, claim).startswith(name) for p in matter.positions for claim in p.claims)


def _dates(facts: Sequence[Fact]) -> tuple[str | None, str | None]:
    """First and last day that the claims speak of; no end where all go on.

    Who leaves the day open ("earlier this month") tells nothing of it where others give it.
    """
    known = [f for f in facts if f.window.scope != "undated"]
    if not known:
        return None, None
    known = [f for f in known if not f.window.open] or known
    low = min([f.window.high if f.window.weak else f.window.low for f in known])
    if all(f.window.scope == "since" for f in known):
        return day(low), None
    return day(low), day(max([f.effective for f in known]))


def _place(facts: Sequence[Fact]) -> PlaceResolution:
    """The finest place among the claims; the words where it is unresolved."""
    found: dict[tuple[int, str, str], PlaceResolution] = {}
    for fact in facts:
        place, mention = fact.claim.place, fact.claim.claim.place
        if place is not None and place.id is not None:
            found[(-len(place.within), place.id, place.name)] = place
        elif mention is not None:
            found[(1, mention.text, "")] = PlaceResolution(None, mention.text)
    return found[min(found)] if found else UNPLACED


def _positions(table: Table) -> tuple[Position, ...]:
    """Claims that do not exclude each other, together; the position of most voices first."""
    if len(table.facts) == 1:
        return (_alone(table.facts[0]),)
    opposed = {a for a, _ in table.clashes}
    parts: list[list[Fact]] = [] if opposed else [list(table.facts)]
    for fact in sorted(table.facts, key=lambda f: f.id not in opposed) if opposed else ():
        fitting = [p for p in parts if _fits(fact, p, table)]
        if len(fitting) == 1:
            fitting[0].append(fact)
        elif fitting:
            max(fitting, key=lambda p: _affinity(fact, p, table)).append(fact)
        else:
            parts.append([fact])
    found = [_position(sorted(part, key=lambda f: (f.said, table.rank[f.id])), table) for part in parts]
    return tuple(sorted(found, key=lambda p: (-len(p.sources), p.summary, p.claims)))


def _fits(fact: Fact, part: Sequence[Fact], table: Table) -> bool:
    """Whether a claim excludes nothing of a position; that a truce was agreed is not to say who broke it."""
    if fact.topic == "truce" and all(fact.status != other.status for other in part):
        return False
    return not any((fact.id, other.id) in table.clashes for other in part)


def _alone(fact: Fact) -> Position:
    """The position of the one claim of a matter: most matters have one, so nothing is worked out for them."""
    outlets = (fact.outlet,) if fact.outlet else ()
    return Position(summary(fact), (fact.voice_name or fact.voice,), outlets, (fact.report,), (fact.id,))


def _affinity(fact: Fact, part: Sequence[Fact], table: Table) -> tuple[int, int, int]:
    """How much a claim belongs with a position: by what it agrees on, then by voice, then by time."""
    agreed = max(sum(level.verdict == "agrees" for level in compare(fact, other, table.options)) for other in part)
    kin = any(table.voices[other.id] == table.voices[fact.id] for other in part)
    return agreed, int(kin), -min(abs(other.said - fact.said) for other in part)


def _position(part: Sequence[Fact], table: Table) -> Position:
    best = max(part, key=lambda f: (not f.background, _fullness(f), f.said, table.rank[f.id]))
    return Position(
        summary=summary(best),
        sources=tuple(sorted({table.names[table.voices[f.id]] for f in part})),
        outlets=tuple(sorted({f.outlet for f in part if f.outlet})),
        reports=tuple(sorted({f.report for f in part})),
        claims=tuple(f.id for f in part),
    )


def _fullness(fact: Fact) -> tuple[bool, bool, bool]:
    """How much a claim says: a certain one with figure and party stands for its position."""
    whole = fact.population in (None, "people", "other", "civilians", "families")
    return fact.certainty != "hedged", fact.count is not None and whole, fact.actor is not None
