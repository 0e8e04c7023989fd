"""Invented reports of a long war, for benchmarks: as many as are asked for, the same for the same seed.

With the skew of reporting on a war: a few towns, outlets and topics have most of it, most events are told once and some
by dozens, a seventh of the reports are copies of another, and five hundred claims come a day: more claims are a longer
war. Places and parties are those of a theatre. A report has about five claims, the longest some forty, and 250 words
besides. All offsets point at their words.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from sayso.models import ActorResolution, Claim, Count, Mention, Period, PlaceResolution, Report, ResolvedClaim
from sayso.resolving import Theatre

FIRST = date(2012, 1, 1)
A_DAY = 500  # claims
A_REPORT = 5
COPIED = 1 / 7
WORDS = 250  # of a report, besides its claims
PLACES = 5000
TOLD_AGAIN = 0.45  # of the claims are on an event that was told before

# Kinds of claim and about how often each comes in a hundred claims of reports on a war.
KINDS = {
    "fighting attack": 24,
    "casualties killed": 18,
    "casualties wounded": 6,
    "control taken": 7,
    "control held": 10,
    "fighting clash": 6,
    "damage hit": 6,
    "displacement displaced": 3,
    "truce agreed": 3,
    "truce holding": 2,
    "truce violated": 1,
    "aid needed": 2,
    "aid provided": 3,
    "access closed": 3,
    "deployment arrived": 2,
    "deployment withdrew": 2,
    "abuse banned_weapon": 1,
    "hazard present": 1,
}
THINGS = ("civilians", "people", "a hospital", "a school", "the market", "soldiers", "fighters", "a bakery", None, None)
UNNAMED = ("activists", "residents", "a medic", "local sources", "a military source")
CERTAINTIES, CERTAIN = ("stated", "hedged", "denied", "planned"), (88, 95, 97, 100)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, which several reports tell."""

    number: int
    kind: str
    place: PlaceResolution
    day: int
    actor: ActorResolution | None
    toll: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with where its words stand in it, and what they mean."""

    sentence: str
    event: Event
    place: Mention | None
    actor: Mention | None
    thing: Mention | None
    source: Mention | None
    actor_means: ActorResolution | None
    source_means: ActorResolution | None


@dataclass(frozen=True, slots=True)
class Invented:
    """A report with its claims, and the event that each claim tells of."""

    report: Report
    claims: tuple[ResolvedClaim, ...]
    events: tuple[Event, ...]


@dataclass(slots=True)
class World:
    """What the reports are made of, each list with the most frequent first, and what happened so far."""

    places: tuple[PlaceResolution, ...]
    outlets: tuple[str, ...]
    actors: tuple[ActorResolution, ...]
    words: tuple[str, ...]
    people: tuple[str, ...]
    chance: random.Random
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=2000))
    recent: deque[Invented] = field(default_factory=lambda: deque(maxlen=50))
    weights: dict[int, list[float]] = field(default_factory=dict)

    def pick(self, of: Sequence[object]) -> int:
        """An index, the first ones most often: the n-th 1/n as often as the first."""
        size = len(of)
        if size not in self.weights:
            self.weights[size] = list(accumulate(1 / n for n in range(1, size + 1)))
        found = self.weights[size]
        return min(bisect(found, self.chance.random() * found[-1]), size - 1)

    def some(self, number: int) -> str:
        """So many words, the common ones often."""
        self.pick(self.words)
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights[len(self.words)], k=number))


def make_world(theatre: Theatre, seed: int = 3) -> World:
    chance = random.Random(seed)
    ranked = sorted(theatre.places, key=lambda place: -place.weight)
    found = [theatre.find_place(place.id) for place in ranked[: PLACES + 500]]
    towns = [place for place in found if place.id is not None and len(place.within) > 1][:PLACES]
    wide = [place for place in found if place.id is not None and len(place.within) == 1]
    for number, place in enumerate(wide):  # "in the province of X" is said less often than the town of that name
        towns.insert(15 * (number + 1), place)
    actors = tuple(theatre.find_actor(one.name) for one in list(theatre.actors.values())[:80])
    syllables = ["".join((a, b)) for a in "bdfghklmnrstwz" for b in "aeiou"]
    words = {"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(20000)}
    names = ["".join(chance.choices(syllables, k=2)).title() for _ in range(400)]
    people = tuple(f"{chance.choice(names)} {chance.choice(names)}" for _ in range(2000))
    return World(tuple(towns), tuple(f"Outlet {n}" for n in range(300)), actors, tuple(sorted(words)), people, chance)


def invent(world: World) -> Iterator[Invented]:
    """Reports without end, each with its claims, in the order in which they were published."""
    number = claims = 0
    while True:
        number += 1
        day = (FIRST + timedelta(days=claims // A_DAY)).isoformat()
        outlet = world.outlets[world.pick(world.outlets)]
        if world.recent and world.chance.random() < COPIED:
            made = _copy(world, number, outlet, day)
        else:
            made = _report(world, number, outlet, day)
            world.recent.append(made)
        claims += len(made.claims)
        yield made


def _report(world: World, number: int, outlet: str, day: str) -> Invented:
    told = [_told(world, day) for _ in range(1 + min(int(world.chance.expovariate(1 / (A_REPORT - 0.5))), 40))]
    title = f"Report {number} of {world.some(4)}"
    text = " ".join([*(one.sentence for one in told), world.some(WORDS)])
    report, start, claims = Report(f"g{number}", title, text, outlet, day), len(title) + 1, []
    for place, one in enumerate(told):
        claims.append(_claim(world, f"{report.id}-{place}", report, one, start))
        start += len(one.sentence) + 1
    return Invented(report, tuple(claims), tuple(one.event for one in told))


def _copy(world: World, number: int, outlet: str, day: str) -> Invented:
    """A recent report once more, under another name."""
    original = world.chance.choice(world.recent)
    report = replace(original.report, id=f"g{number}", outlet=outlet, published=day)
    again = (replace(one.claim, id=f"{report.id}-{n}", report_id=report.id) for n, one in enumerate(original.claims))
    claims = tuple(replace(one, claim=claim) for one, claim in zip(original.claims, again, strict=True))
    return Invented(report, claims, original.events)


def _event(world: World, day: int) -> Event:
    """An event of these days: one that was told already, the newer ones more often, or a new one."""
    chance = world.chance
    if world.events and chance.random() < TOLD_AGAIN:
        return world.events[-1 - min(int(chance.expovariate(1 / 150)), len(world.events) - 1)]
    kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
    place, actor = world.places[world.pick(world.places)], chance.randrange(5)
    toll = min(int(chance.paretovariate(0.9)), 400)
    party = world.actors[world.pick(world.actors)] if actor else None
    number = world.events[-1].number + 1 if world.events else 0
    world.events.append(Event(number, kind, place, day - chance.choice((0, 0, 1)), party, toll))
    return world.events[-1]


def _told(world: World, day: str) -> Told:
    chance = world.chance
    event = _event(world, date.fromisoformat(day).toordinal())
    actor = event.actor if chance.random() < 0.9 else world.actors[world.pick(world.actors)]
    source, meaning = _source(world)
    thing = chance.choice(THINGS)
    parts: list[tuple[str, str | None]] = [
        ("source", source),
        ("", "said that" if source else None),
        ("actor", actor.name if actor else None),
        ("", world.some(chance.randint(5, 12))),
        ("thing", thing),
        ("", "in"),
        ("place", event.place.name if chance.random() < 0.95 else None),
    ]
    sentence, at = "", dict[str, Mention]()
    for name, words in parts:
        if words:
            sentence += " " if sentence else ""
            at |= {name: Mention(words, len(sentence), len(sentence) + len(words))} if name else {}
            sentence += words
    told = (at.get("place"), at.get("actor"), at.get("thing"), at.get("source"))
    return Told(f"{sentence}.", event, *told, actor, meaning)


def _source(world: World) -> tuple[str | None, ActorResolution | None]:
    """Who is quoted: in two of five nobody, else a party, somebody unnamed, or a private person."""
    chance = world.chance.random()
    if chance < 0.4:
        return None, None
    if chance < 0.7:
        found = world.actors[world.pick(world.actors)]
        return found.name, found
    if chance < 0.92:
        words = world.chance.choice(UNNAMED)
        return words, ActorResolution(None, words)
    name = world.people[world.pick(world.people)]
    return name, ActorResolution(None, name)


def _claim(world: World, name: str, report: Report, told: Told, start: int) -> ResolvedClaim:
    chance, event, (topic, status) = world.chance, told.event, told.event.kind.split()

    def moved(mention: Mention | None) -> Mention | None:
        return mention and Mention(mention.text, mention.start + start, mention.end + start)

    toll = event.toll if chance.random() < 0.7 else event.toll + chance.randint(1, 5)
    counted = topic in ("casualties", "displacement") and chance.random() < 0.8
    when = date.fromordinal(event.day).isoformat()
    claim = Claim(
        id=name,
        report_id=report.id,
        topic=topic,
        status=status,
        certainty=CERTAINTIES[bisect(CERTAIN, chance.randrange(100))],
        evidence=Mention(told.sentence, start, start + len(told.sentence)),
        place=moved(told.place),
        actor=moved(told.actor),
        object=moved(told.thing),
        count=Count(toll, toll if chance.random() < 0.8 else None, "people") if counted else None,
        when=Period(when, when) if chance.random() < 0.6 else None,
        source=moved(told.source),
        confidence=0.9,
    )
    return ResolvedClaim(claim, event.place if claim.place else None, told.actor_means, None, told.source_means)
