"""Events derived from matters under a named view: what the rows of event data sets are made from.

An event is a matter on something that happened at one place in a bounded time, with the matters on what it did there
(who was killed, what was damaged) joined to it where they are told in the same report. Nothing is decided here that the
view does not decide: a matter for which it gives no answer makes no event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.exports.material import Country, Entry, Heard, Material
from sayso.models import ActorResolution, Claim, Line, Matter, Mention, PlaceResolution, Report, ResolvedClaim

# What can stand for itself, and what belongs to an attack or clash that is told with it.
HOSTS = ("fighting/attack", "fighting/clash")
JOINING = ("casualties/killed", "casualties/wounded", "damage", "abuse/banned_weapon", "abuse/execution")
QUESTIONS = (
    *HOSTS,
    *JOINING,
    *("control", "truce", "hazard", "casualties/detained", "casualties/missing", "abuse/looting", "abuse/mistreatment"),
    *("deployment/arrived", "deployment/withdrew", "deployment/surrendered"),
)
# Statuses of these questions that are an event; the others are states that last.
HAPPENED = {"control": {"taken"}, "truce": {"agreed"}, "hazard": {"cleared"}, "damage": {"hit", "destroyed"}}
PEOPLE = ("people", "civilians", "fighters", "children", "women")
CIVIL_UNITS = ("civilians", "children", "women", "families")
CIVILIAN = re.compile(
    r"\b(?:civilians?|residents?|child(?:ren)?|wom[ae]n|famil(?:y|ies)|patients?|doctors?|medics?|nurses?|pupils?|"
    r"students?|teachers?|journalists?|villagers?|shoppers?|farmers?|displaced|aid workers?|rescue workers?|girls?|"
    r"boys?)\b",
    re.IGNORECASE,
)
# "At least 15 regime soldiers" are regime soldiers.
NUMBER = re.compile(
    r"^(?:(?:the|an?|some|about|around|nearly|at least|more than|up to|over|other|several|many|dozens of|scores of|"
    r"hundreds of|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )+(?=\w)",
    re.IGNORECASE,
)
# A toll over more days than this is a sum, not an event.
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Figures:
    """The killed: ``best`` is the view's figure (None where it gives none), ``low`` and ``high`` what voices give now.

    ``unit`` says who is counted.
    """

    best: int | None
    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an event: its shown name, what it was resolved to, and whether it is civilians."""

    name: str
    meaning: ActorResolution | None = None
    civilians: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One row's worth. ``days`` is how long the time may be off or last, in days; ``claims`` are those behind it.

    ``number`` of ``of`` counts the answers that the view gives side by side; ``label`` names the side of one.
    """

    id: str
    main: Matter
    joined: tuple[Matter, ...]
    view: str
    rule: str
    start: str
    end: str
    days: int
    actor: Party | None
    target: Party | None
    losers: frozenset[str]
    figures: Figures | None
    voices: tuple[str, ...]
    claims: tuple[ResolvedClaim, ...]
    reports: tuple[Report, ...]
    text: str
    label: str = ""
    number: int = 1
    of: int = 1

    @property
    def question(self) -> str:
        """What the event is: topic and status ("fighting/attack", "control/taken")."""
        return self.main.question if "/" in self.main.question else f"{self.main.topic}/{happening(self.main)}"

    @property
    def place(self) -> PlaceResolution:
        """Where: the main matter's place."""
        return self.main.place

    @property
    def words(self) -> str:
        """The exact words behind it, together."""
        return " ".join(resolved.claim.evidence.text for resolved in self.claims)

    @property
    def standing(self) -> str:
        """How the matters behind it stand: "disputed single"."""
        return " ".join(dict.fromkeys(matter.standing for matter in (self.main, *self.joined)))


@dataclass(slots=True)
class Left:
    """The matters that make no event under the view, by the reason."""

    reasons: Counter[str] = field(default_factory=Counter)

    def sentences(self) -> Iterator[str]:
        """What to tell the user, the commonest reason first."""
        for reason, number in self.reasons.most_common():
            yield f"left out: {number} {'matter' if number == 1 else 'matters'}, since {reason}"


def happening(matter: Matter) -> str:
    """The status by which a matter of a topic with several is an event ("taken" of control)."""
    return {"control": "taken", "truce": "agreed", "hazard": "cleared", "damage": "hit"}.get(matter.topic, "")


def events(material: Material, left: Left | None = None) -> list[Event]:
    """The events of the matters that were heard, by date, place and id; ``left`` counts what makes none, and why."""
    left = left if left is not None else Left()
    told = [matter for matter in material.matters if _happened(matter, material)]
    hosts = _joined(told, material)
    joined: dict[str, list[Matter]] = {}
    for matter in told:
        if matter.id in hosts:
            joined.setdefault(hosts[matter.id], []).append(matter)
    found: list[Event] = []
    for matter in told:
        if matter.id not in hosts:
            found.extend(_events(matter, tuple(joined.get(matter.id, ())), material, left))
    return sorted(found, key=lambda one: (one.start, one.place.name, one.id, one.number))


def _happened(matter: Matter, material: Material) -> bool:
    """Whether a matter is on something that happened, by what is not denied and not only planned."""
    if matter.question not in QUESTIONS or matter.id not in material.heard:
        return False
    wanted = HAPPENED.get(matter.question)
    return any(
        _asserts(one.claim) and (wanted is None or one.claim.status in wanted) for one in _behind(matter, material)
    )


def _joined(told: Sequence[Matter], material: Material) -> dict[str, str]:
    """The attack or clash that each matter on its effects belongs to, by ids: that with most words in common."""
    by_place: dict[str | None, list[Matter]] = {}
    for matter in told:
        if matter.question in HOSTS:
            by_place.setdefault(matter.place.id or matter.place.name, []).append(matter)
    found = {}
    for matter in told:
        if matter.question not in JOINING:
            continue
        near = [host for host in by_place.get(matter.place.id or matter.place.name, ()) if _same_time(matter, host)]
        ranked = sorted(((_shared(matter, host, material), host.id) for host in near), reverse=True)
        if ranked and ranked[0][0] > (0, 0):
            found[matter.id] = ranked[0][1]
    return found


def _same_time(left: Matter, right: Matter) -> bool:
    """Whether two matters are at most a day apart; undated ones are of no time."""
    if not (left.start and left.end and right.start and right.end):
        return False
    return _days(left.start, right.end) >= -1 and _days(right.start, left.end) >= -1


def _shared(left: Matter, right: Matter, material: Material) -> tuple[int, int]:
    """How many sentences and how many reports tell of both."""
    sentences = _passages(left, material), _passages(right, material)
    both = sum(
        any(one[0] == two[0] and one[1] < two[2] and two[1] < one[2] for two in sentences[1]) for one in sentences[0]
    )
    return both, len({one[0] for one in sentences[0]} & {two[0] for two in sentences[1]})


def _passages(matter: Matter, material: Material) -> set[tuple[str, int, int]]:
    claims = (one.claim for one in _behind(matter, material))
    return {(claim.report_id, claim.evidence.start, claim.evidence.end) for claim in claims}


def _events(main: Matter, joined: tuple[Matter, ...], material: Material, left: Left) -> Iterator[Event]:
    start, end = main.start, main.end
    heard = material.heard[main.id]
    if main.place.id is None and not any(one.claim.place for one in _behind(main, material)):
        left.reasons["no place is given"] += 1
        return
    if start is None:
        left.reasons["no date is given"] += 1
        return
    if end is None:
        left.reasons["it goes on, with no end"] += 1
        return
    if _days(start, end) > LONGEST:
        left.reasons["it is a sum over more than a year"] += 1
        return
    lines = [line for line in heard.answer.lines if _tells(line, main, material)]
    if not lines:
        left.reasons[f"the view {heard.answer.view} gives no answer"] += 1
        return
    groups = _side_by_side(lines, heard.answer.view)
    for number, group in enumerate(groups, start=1):
        yield _event(main, joined, group, (number, len(groups)), material)


def _side_by_side(lines: list[Line], view: str) -> list[list[Line]]:
    """The answers that a view gives side by side: a position or a side each; other views give one."""
    if view == "all":
        return [[line] for line in lines]
    if view != "by-side":
        return [lines]
    sides: dict[str, list[Line]] = {}
    for line in lines:
        sides.setdefault(line.label, []).append(line)
    return list(sides.values())


def _behind(matter: Matter, material: Material) -> tuple[ResolvedClaim, ...]:
    return _claims([name for position in matter.positions for name in position.claims], material)


def _tells(line: Line, main: Matter, material: Material) -> bool:
    """Whether a line of an answer says that it happened: some claim in it that does not deny it."""
    wanted = HAPPENED.get(main.question)
    told = _claims(line.claims, material)
    return any(_asserts(one.claim) and (wanted is None or one.claim.status in wanted) for one in told)


def _event(
    main: Matter, joined: tuple[Matter, ...], lines: Sequence[Line], number: tuple[int, int], material: Material
) -> Event:
    heard = material.heard[main.id]
    label = lines[0].label if heard.answer.view == "by-side" else ""
    own = _claims([name for line in lines for name in line.claims], material)
    others = [(matter, _lines(matter, label, material)) for matter in joined]
    behind = _claims([name for _, found in others for line in found for name in line.claims], material)
    claims = (*own, *(one for one in behind if one not in own))
    actor = _actor(claims)
    assert main.start is not None  # events without a date are left out before
    assert main.end is not None
    return Event(
        id=main.id if number[1] == 1 else f"{main.id}-{number[0]}",
        main=main,
        joined=joined,
        view=heard.answer.view,
        rule=heard.answer.rule,
        start=main.start,
        end=main.end,
        days=_length(main.start, main.end, own),
        actor=actor,
        target=_target(claims, actor),
        losers=_losers(claims),
        figures=_figures((main, *joined), label, material),
        voices=_voices(claims, (main, *joined), material),
        claims=claims,
        reports=_reports(claims, material),
        text=_told(lines, [line for _, found in others for line in found]),
        label=label,
        number=number[0],
        of=number[1],
    )


def _lines(matter: Matter, label: str, material: Material) -> tuple[Line, ...]:
    """The answer on a joined matter; under by-side that of the same side."""
    return tuple(line for line in material.heard[matter.id].answer.lines if not label or line.label == label)


def _claims(names: Iterable[str], material: Material) -> tuple[ResolvedClaim, ...]:
    return tuple(material.claim[name] for name in dict.fromkeys(names) if name in material.claim)


def _voices(claims: Sequence[ResolvedClaim], matters: Sequence[Matter], material: Material) -> tuple[str, ...]:
    """The independent voices behind the claims: a reprint is not one, whoever prints it."""
    names = {resolved.claim.id for resolved in claims}
    voices = (voice for matter in matters for voice in material.heard[matter.id].voices)
    return tuple(dict.fromkeys(voice.name for voice in voices if names & set(voice.claims)))


def _reports(claims: Sequence[ResolvedClaim], material: Material) -> tuple[Report, ...]:
    names = dict.fromkeys(resolved.claim.report_id for resolved in claims)
    return tuple(material.report[name] for name in names if name in material.report)


def _told(lines: Sequence[Line], others: Sequence[Line]) -> str:
    """What is said and by whom, in plain words."""
    return "; ".join(f"{line.text} ({', '.join(line.voices)})" for line in (*lines, *others))


# -- time --------------------------------------------------------------------------------------------------------


def _length(start: str, end: str, claims: Sequence[ResolvedClaim]) -> int:
    """How many days the event may span: the two of a night are one, a time that only reports' dates tell is three."""
    days = _days(start, end) + 1
    stated = [claim.when for claim in (resolved.claim for resolved in claims) if claim.when and claim.when.start]
    if not stated:
        return max(days, 3)
    finest = max(len(when.start or "") for when in stated)
    return max(1 if days <= 2 else days, {4: 365, 7: 30}.get(finest, 1))


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


# -- parties -----------------------------------------------------------------------------------------------------


def _actor(claims: Sequence[ResolvedClaim]) -> Party | None:
    """The party that most claims name as doing it; of those as frequent the first."""
    named = [(one.claim.actor, one.actor) for one in claims if one.claim.actor and _asserts(one.claim)]
    return _most(named)


def _target(claims: Sequence[ResolvedClaim], actor: Party | None) -> Party | None:
    """Whom it hit: a party that was resolved and is not of the actor's camp, else civilians where the words say so."""
    told = [one for one in claims if _asserts(one.claim)]
    own = camp(actor)
    named = [
        (one.claim.object, one.object)
        for one in told
        if one.object is not None and (own is None or camp_of(one.object) != own)
    ]
    civil = [one for one in told if civilian(one.claim)]
    if named and len(named) >= len(civil):
        return _most(named)
    return Party("Civilians", None, civilians=True) if civil else None


def camp(party: Party | None) -> str | None:
    """The camp of a party: "assad" of the side "assad-ally"; None where no side is known."""
    return camp_of(party.meaning) if party is not None else None


def camp_of(meaning: ActorResolution | None) -> str | None:
    """The camp of what a name was resolved to."""
    side = meaning.side if meaning is not None else None
    return side.split("-")[0] if side and side != "neutral" else None


def _losers(claims: Sequence[ResolvedClaim]) -> frozenset[str]:
    """The camps whose fighters were killed."""
    killed = (one for one in claims if one.claim.status == "killed" and _asserts(one.claim))
    return frozenset(found for found in (camp_of(one.object) for one in killed) if found)


def _asserts(claim: Claim) -> bool:
    return claim.certainty in ("stated", "hedged")


def civilian(claim: Claim) -> bool:
    """Whether those hurt are civilians by the unit counted or by the words for them."""
    if claim.topic not in ("casualties", "fighting", "abuse"):
        return False
    counted = claim.count is not None and claim.count.unit in CIVIL_UNITS
    return counted or (claim.object is not None and CIVILIAN.search(claim.object.text) is not None)


def _most(named: Sequence[tuple[Mention | None, ActorResolution | None]]) -> Party | None:
    found: dict[str, list[tuple[Mention, ActorResolution | None]]] = {}
    for mention, meaning in named:
        if mention is not None:
            key = (meaning.id if meaning else None) or mention.text.casefold()
            found.setdefault(key, []).append((mention, meaning))
    if not found:
        return None
    mention, meaning = max(found.values(), key=len)[0]
    name = meaning.name if meaning is not None and meaning.id is not None else " ".join(mention.text.split())
    name = NUMBER.sub("", name)
    return Party(name[:1].upper() + name[1:], meaning)


# -- figures -----------------------------------------------------------------------------------------------------


def _figures(matters: Sequence[Matter], label: str, material: Material) -> Figures | None:
    """The killed: low and high over all that voices give now, best by the view; None where no figure is given."""
    killed = next((one for one in matters if one.question == "casualties/killed"), None)
    if killed is None:
        return None
    heard = material.heard[killed.id]
    whole = heard.range.count
    if whole is None or whole.unit not in PEOPLE:
        return None
    low, high = whole.low or 0, whole.high if whole.high is not None else whole.low or 0
    best = _best(heard, whole.unit, label, material)
    return Figures(None if best is None else min(max(best, low), high), low, high, whole.unit)


def _best(heard: Heard, unit: str, label: str, material: Material) -> int | None:
    """The view's figure: its own where it counts, else the lowest that its lines give."""
    count = heard.answer.count
    if count is not None:
        return count.low if count.low is not None else count.high
    lines = [line for line in heard.answer.lines if not label or line.label == label]
    told = [one.claim for line in lines for one in _claims(line.claims, material)]
    found = [claim.count for claim in told if claim.certainty != "denied"]
    given = [count.low if count.low is not None else count.high for count in found if count and count.unit == unit]
    return min((figure for figure in given if figure is not None), default=None)


# -- where -------------------------------------------------------------------------------------------------------


def units(event: Event, material: Material) -> dict[str, Entry]:
    """The units that the event's place lies in or is, by level."""
    place = event.place
    return material.units((place.id, *place.within) if place.id else place.within)


def country_of(event: Event, material: Material) -> Country | None:
    """The country that the event was in; None where that is not known."""
    around = units(event, material)
    return material.entries.countries.get(around["country"].country) if "country" in around else None


def associates(event: Event, party: Party | None) -> tuple[str, ...]:
    """Others of a party's camp whom the claims name on its side: what was resolved, in the order of the claims."""
    own = camp(party)
    meant = (meaning for one in event.claims if _asserts(one.claim) for meaning in (one.actor, one.object))
    names = (one.name for one in meant if one is not None and one.id is not None and own and camp_of(one) == own)
    return tuple(dict.fromkeys(name for name in names if party is not None and name != party.name))
