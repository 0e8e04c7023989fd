"""What is new since a date: matters that appeared, holders that flipped, figures that moved, disputes that opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.lineup.growing import LineUp
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.words.counts import phrase
from sayso.models import Count, Matter, Report, ResolvedClaim

Kind = Literal["new", "flipped", "moved", "opened", "closed", "firmer", "weaker"]

_FIRMNESS = {"single": 0, "revised": 1, "agreed": 1, "conceded": 2}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, the matter as it stands, as it stood before (None for a new one), and a sentence.

    ``new``: no earlier claim on it. ``flipped``: a new episode of control, with another holder than the last.
    ``moved``: a figure that was not given before. ``opened`` and ``closed``: disputes. ``firmer`` and ``weaker``: it
    rests on more, or on less, than it did.
    """

    kind: Kind
    matter: Matter
    before: Matter | None
    text: str


def changes_since(
    since: str, reports: Iterable[Report], claims: Iterable[ResolvedClaim], options: LineUpOptions = DEFAULT
) -> list[Change]:
    """What reports published on ``since`` (an ISO date) or later changed; reports without a date count as earlier."""
    texts, items = list(reports), list(claims)
    old = {r.id for r in texts if not r.published or r.published < since}
    grown = LineUp(options)
    grown.add((r for r in texts if r.id in old), (c for c in items if c.claim.report_id in old))
    before = grown.matters
    grown.add(texts, items)
    return compare_matters(before, grown.matters, items)


def compare_matters(before: Sequence[Matter], after: Sequence[Matter], claims: Iterable[ResolvedClaim]) -> list[Change]:
    """The changes between two line-ups of a growing set of claims, in the order of ``after``."""
    home = {claim: matter for matter in before for claim in _claims(matter)}
    known = {c.claim.id: c for c in claims}
    found: list[Change] = []
    for matter in after:
        earlier = _earlier(matter, home)
        if earlier is None:
            found.append(_appeared(matter, after, known, home))
        elif set(_claims(matter)) - set(_claims(earlier)):
            found.extend(_changed(earlier, matter, known))
    return found


def _claims(matter: Matter) -> list[str]:
    return [claim for position in matter.positions for claim in position.claims]


def _earlier(matter: Matter, home: Mapping[str, Matter]) -> Matter | None:
    """The matter on which most of this one's claims stood before."""
    shared = Counter(home[claim].id for claim in _claims(matter) if claim in home)
    if not shared:
        return None
    best = min(shared, key=lambda ident: (-shared[ident], ident))
    return next(home[claim] for claim in _claims(matter) if claim in home and home[claim].id == best)


def _appeared(
    matter: Matter, after: Sequence[Matter], known: Mapping[str, ResolvedClaim], home: Mapping[str, Matter]
) -> Change:
    """A new matter; on control, told as flipped where the last known holder was another."""
    if matter.question == "control":
        last = [m for m in after if _precedes(m, matter) and any(claim in home for claim in _claims(m))]
        if last:
            previous = max(last, key=lambda m: (m.end or "", m.id))
            if not _holders(previous, known) & _holders(matter, known) and _holders(matter, known):
                text = f"{matter.place.name}: {previous.positions[0].summary}; now {matter.positions[0].summary}."
                return Change("flipped", matter, previous, text)
    return Change("new", matter, None, f"{matter.place.name}: {matter.positions[0].summary} ({matter.standing}).")


def _precedes(earlier: Matter, matter: Matter) -> bool:
    if earlier.question != "control" or earlier.place != matter.place:
        return False
    return (earlier.end or "") < (matter.start or "")


def _holders(matter: Matter, known: Mapping[str, ResolvedClaim]) -> set[str]:
    """The sides, else the names, of those who are said to hold the place."""
    found = set()
    for claim in _claims(matter):
        item = known[claim]
        if item.claim.actor is not None and item.claim.status in ("taken", "held") and item.claim.certainty != "denied":
            found.add((item.actor and (item.actor.side or item.actor.id)) or item.claim.actor.text.casefold())
    return found


def _changed(earlier: Matter, matter: Matter, known: Mapping[str, ResolvedClaim]) -> list[Change]:
    found: list[Change] = []
    was, now = earlier.standing, matter.standing
    name = matter.place.name
    if now == "disputed" and was != "disputed":
        found.append(Change("opened", matter, earlier, f"{name}: now disputed on {', '.join(matter.disputed_on)}."))
    elif was == "disputed" and now != "disputed":
        found.append(Change("closed", matter, earlier, f"{name}: no longer disputed, now {now}."))
    elif was != now:
        kind: Kind = "firmer" if _FIRMNESS[now] >= _FIRMNESS[was] else "weaker"
        found.append(Change(kind, matter, earlier, f"{name}: {was}, now {now}."))
    old, new = _figures(earlier, known), _figures(matter, known)
    if old and new - old:
        figures = ", ".join(sorted(_words(count) for count in new - old))
        found.append(Change("moved", matter, earlier, f"{name}: a new figure, {figures}."))
    return found


def _figures(matter: Matter, known: Mapping[str, ResolvedClaim]) -> set[Count]:
    return {count for claim in _claims(matter) if (count := known[claim].claim.count) is not None}


def _words(count: Count) -> str:
    return f"{phrase(count)} {count.unit}"
