"""Control through time: for a place, when each holder is claimed to hold it, and by whom. Gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.naming import Party
from sayso.lineup.claims.parties import same_party
from sayso.lineup.claims.voices import build_facts
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.words.windows import day
from sayso.models import Hold, Report, ResolvedClaim


@dataclass(frozen=True, slots=True)
class _Stretch:
    low: int
    high: int
    facts: tuple[Fact, ...]


def control_through_time(
    place: str, reports: Iterable[Report], claims: Iterable[ResolvedClaim], options: LineUpOptions = DEFAULT
) -> list[Hold]:
    """Who is claimed to hold a place, through time, by first day.

    ``place`` is an entry's id, or the folded words of an unresolved place. Denied, planned and partial claims and
    those without a date are left out. Claims of one holder make one stretch where they are at most the control
    window apart and no other holder is claimed between.
    """
    return holds(place, build_facts(reports, claims, options), options)


def holds(place: str, facts: Iterable[Fact], options: LineUpOptions = DEFAULT) -> list[Hold]:
    """The same of claims that were prepared before."""
    telling = [f for f in facts if _tells(f, place)]
    stretches: list[_Stretch] = []
    for fact in sorted(telling, key=lambda f: (_first(f), f.effective, f.key)):
        last = _joined(fact, stretches, options)
        if last is None:
            stretches.append(_Stretch(_first(fact), fact.effective, (fact,)))
        else:
            old = stretches[last]
            stretches[last] = _Stretch(old.low, max(old.high, fact.effective), (*old.facts, fact))
    return [_hold(s) for s in sorted(stretches, key=lambda s: (s.low, s.high, s.facts[0].key))]


def _tells(fact: Fact, place: str) -> bool:
    if fact.question != "control" or fact.place_key != place or fact.actor is None:
        return False
    return fact.status in ("taken", "held") and not fact.denied and fact.window.scope != "undated"


def _first(fact: Fact) -> int:
    """The first day for which the claim speaks: a holding "since May" from May, another for its own day."""
    return fact.window.low if fact.window.scope == "since" else fact.effective


def _holder(fact: Fact) -> Party:
    assert fact.actor is not None  # _tells has seen to it
    return fact.actor


def _joined(fact: Fact, stretches: Sequence[_Stretch], options: LineUpOptions) -> int | None:
    """The stretch that a claim lengthens: of the same holder, near enough, with no other holder's claim between."""
    for number in range(len(stretches) - 1, -1, -1):
        stretch = stretches[number]
        same = same_party(_holder(stretch.facts[0]), _holder(fact))
        if not same and stretch.low > _last_of(fact, stretches):
            return None
        if same:
            return number if _first(fact) - stretch.high <= options.windows["control"] else None
    return None


def _last_of(fact: Fact, stretches: Sequence[_Stretch]) -> int:
    """The last day of the same holder's stretches."""
    return max((s.high for s in stretches if same_party(_holder(s.facts[0]), _holder(fact))), default=0)


def _hold(stretch: _Stretch) -> Hold:
    holder = _holder(stretch.facts[0])
    begins = [f for f in stretch.facts if f.status == "taken" and f.effective == stretch.low]
    return Hold(
        holder=holder.name,
        side=holder.side,
        start=day(stretch.low) or "",
        end=day(stretch.high) or "",
        opened=bool(begins),
        voices=tuple(sorted({f.voice_name for f in stretch.facts})),
        claims=tuple(f.id for f in stretch.facts),
    )
