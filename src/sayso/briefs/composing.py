"""A brief from matters and their claims: plain sentences, each with its voices and their exact words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.briefs import names, phrases
from sayso.briefs.records import Brief, Item, Quote, Section, Speaker, Statement
from sayso.briefs.selection import Question, Selection, about, select
from sayso.briefs.wording import clause
from sayso.models import Matter, Period, PlaceResolution, Position, Report, ResolvedClaim, Standing

HEADINGS = {
    "control": "Control",
    "fighting": "Fighting",
    "casualties": "Killed, wounded, missing, detained",
    "displacement": "Displacement",
    "return": "Return",
    "access": "Access and movement",
    "aid": "Aid and services",
    "truce": "Truces",
    "hazard": "Mines and other explosive hazards",
    "damage": "Damage and repair",
    "abuse": "Alleged violations",
    "deployment": "Movements of forces",
}
STANDINGS: dict[Standing, str] = {
    "disputed": "disputed",
    "revised": "the figure was revised",
    "conceded": "conceded: granted also by a voice of the side it harms",
    "agreed": "several voices, no contradiction",
    "single": "rests on a single voice",
}
MOST_SILENT = 5  # outlets named in the note on silence
ORDER: tuple[Standing, ...] = tuple(STANDINGS)
# What is asked where a topic asks several questions.
KINDS = {
    "control/part": "a part of it",
    "fighting/attack": "attacks",
    "fighting/clash": "clashes",
    "casualties/killed": "deaths",
    "casualties/wounded": "wounded",
    "casualties/missing": "missing",
    "casualties/detained": "detained",
    "displacement/evacuated": "evacuation",
    "return/barred": "barred from returning",
    "aid/needed": "needs",
    "damage/restored": "repairs",
    "deployment/withdrew": "withdrawal",
    "deployment/surrendered": "surrender",
    "abuse/execution": "executions",
    "abuse/military_use": "military use",
    "abuse/banned_weapon": "banned weapons",
    "abuse/looting": "looting",
    "abuse/mistreatment": "mistreatment",
}
QUESTIONS = {
    "count": "how many",
    "place": "where",
    "when": "when",
    "object": "who or what was affected",
    "status": "what happened",
    "certainty": "whether it happened",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What sentences are made of: claims and reports by id, and the usual names of places by theirs."""

    claims: Mapping[str, ResolvedClaim]
    reports: Mapping[str, Report]
    places: Mapping[str, str]

    @classmethod
    def of(cls, claims: Mapping[str, ResolvedClaim], reports: Mapping[str, Report]) -> Material:
        return cls(claims, reports, names.usual_names(claims.values()))

    def name(self, place: PlaceResolution) -> str:
        return self.places.get(place.id, place.name) if place.id else place.name

    def of_position(self, position: Position) -> list[ResolvedClaim]:
        return [self.claims[name] for name in position.claims]

    def report(self, resolved: ResolvedClaim) -> Report:
        return self.reports[resolved.claim.report_id]


@dataclass(frozen=True, slots=True)
class Chosen:
    """All matters about the place and time in numbers: how many of each topic, their claims, reports and outlets."""

    topics: Mapping[str, int]
    claims: int
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a brief only counts: claims about its place that are in none of the matters it is given, without a date and
    of other times, and how many matters each place around has that it has not itself, nearest first.

    With ``chosen`` a brief is given only matters about the place and time, and of each topic at least those it shows.
    """

    undated: int = 0
    outside: int = 0
    around: tuple[tuple[PlaceResolution, int], ...] = ()
    chosen: Chosen | None = None


def compose(
    question: Question,
    matters: Iterable[Matter],
    material: Material,
    most: int | None = None,
    beyond: Beyond | None = None,
) -> Brief:
    """The brief that answers a question, with at most ``most`` matters a topic (None: all).

    Without ``beyond``, ``matters`` are all there are; with it, at least those about the place and time.
    """
    candidates = list(matters)
    beyond = beyond or Beyond(around=_around(question, candidates))
    if beyond.chosen is not None:
        selection, chosen = Selection(tuple(candidates), 0, 0), beyond.chosen
    else:
        selection = select(question, candidates, material.claims, material.reports)
        chosen = _counted(selection.matters, material)
    sections = (_section(topic, selection.matters, material, (most, chosen.topics)) for topic in HEADINGS)
    return Brief(
        place=material.name(question.place),
        place_id=question.place.id,
        kind=question.place.precision,
        since=question.start,
        on=question.on,
        claims=chosen.claims,
        reports=chosen.reports,
        outlets=chosen.outlets,
        sections=tuple(section for section in sections if section.items),
        notes=(*_notes(selection, beyond), *_wider(beyond.around)),
    )


def _counted(matters: Sequence[Matter], material: Material) -> Chosen:
    used = [one.claim for matter in matters for p in matter.positions for one in material.of_position(p)]
    sources = {claim.report_id for claim in used}
    outlets = {material.reports[name].outlet for name in sources} - {None}
    return Chosen(Counter(matter.topic for matter in matters), len(used), len(sources), len(outlets))


def _notes(selection: Selection, beyond: Beyond) -> tuple[str, ...]:
    notes = []
    undated, outside = selection.undated + beyond.undated, selection.outside + beyond.outside
    if undated:
        left = f"{_claims(undated)} about this place without any date, in reports without one, left out"
        notes.append(f"{left}: ask without --on and --since to see.")
    if outside:
        notes.append(f"{_claims(outside)} about this place at other times, left out.")
    return tuple(notes)


def _around(question: Question, matters: Sequence[Matter]) -> tuple[tuple[PlaceResolution, int], ...]:
    """The places around the one asked about, each with the number of matters that are not about that one."""
    here = sum(about(matter, question.place) for matter in matters)
    return tuple((place, sum(about(matter, place) for matter in matters) - here) for place in question.around)


def _wider(around: Iterable[tuple[PlaceResolution, int]]) -> tuple[str, ...]:
    """Where there is more: the nearest and the widest place around this one that more matters are about."""
    more: dict[int, str] = {}  # of places with as many matters the nearest
    for place, number in around:
        more.setdefault(number, f"{number} about {place.name} ({place.precision}, {place.id})")
    told = [more[number] for number in sorted(more) if number]
    ends = list(dict.fromkeys((*told[:1], *told[-1:])))
    return (f"More matters around it: {phrases.listed(ends)}.",) if ends else ()


def silence_note(silent: Sequence[tuple[str, str, int]]) -> Iterator[str]:
    """A note on silent outlets, each with the ISO date of its last report on the place and its number of others now."""
    told = [f"{outlet} (last on {phrases.day(last)}, now {others} on other places)" for outlet, last, others in silent]
    if told:
        yield (
            f"Silent on this place in this time, though they often write of it: {phrases.listed(told[:MOST_SILENT])}."
            " That nothing is reported does not mean that nothing happened."
        )


def _claims(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"


def _section(
    topic: str, matters: Iterable[Matter], material: Material, limits: tuple[int | None, Mapping[str, int]]
) -> Section:
    """The matters of a topic, the contested first, then those with most voices, then the latest.

    Of matters alike in that, those told in the same sentence of a report stay together, in the order of the text.
    ``limits`` are how many are shown at most, and how many there are of each topic.
    """
    most, there = limits
    chosen = sorted(
        (matter for matter in matters if matter.topic == topic), key=lambda one: _first_words(one, material)
    )
    chosen.sort(key=lambda matter: matter.end or matter.start or "", reverse=True)
    chosen.sort(key=lambda matter: (ORDER.index(matter.standing), -_voices(matter)))
    shown = chosen if most is None else chosen[:most]
    items = tuple(_item(matter, material) for matter in shown)
    return Section(topic, HEADINGS[topic], items, there.get(topic, 0) - len(shown))


def _first_words(matter: Matter, material: Material) -> tuple[str, int, int]:
    claim = material.of_position(matter.positions[0])[0].claim
    return claim.report_id, claim.evidence.start, (claim.object or claim.evidence).start


def _voices(matter: Matter) -> int:
    return sum(len(position.sources) or len(position.outlets) for position in matter.positions)


def _item(matter: Matter, material: Material) -> Item:
    return Item(
        matter=matter.id,
        heading=heading(matter, material),
        standing=matter.standing,
        standing_words=standing_words(matter),
        disputed_on=matter.disputed_on,
        positions=tuple(statements(position, material, matter.standing == "single") for position in matter.positions),
    )


def heading(matter: Matter, material: Material) -> str:
    """What a matter is about: "Mill Quarter, deaths, on 7 May 2031"."""
    kinds = [KINDS.get(matter.question.removesuffix("/planned"), "")]
    kinds += ["announced"] if matter.question.endswith("/planned") else []
    time = phrases.period(Period(matter.start, matter.end))
    return ", ".join(filter(None, (material.name(matter.place) or "place not stated", *kinds, time)))


def standing_words(matter: Matter) -> str:
    """How a matter stands, in words: "disputed on who holds it"."""
    if matter.standing != "disputed" or not matter.disputed_on:
        return STANDINGS[matter.standing]
    return f"disputed on {asked(matter.disputed_on, matter.topic)}"


def asked(fields: Iterable[str], topic: str) -> str:
    """What is disputed, in words: "how many and who did it"."""
    who = "who holds it" if topic == "control" else "who did it"
    return phrases.listed([QUESTIONS.get(field, who) for field in fields])


def statements(position: Position, material: Material, single: bool = False) -> tuple[Statement, ...]:
    """The sentences of a position. Claims that say the same share one; no voice is lent the words of another.

    ``single`` says that all of it is one voice: outlets after the first then only carry what that one reported.
    """
    claims = material.of_position(position)
    groups: dict[tuple[str, str], list[ResolvedClaim]] = {}
    for resolved in sorted(claims, key=lambda one: (material.report(one).published or "", one.claim.evidence.start)):
        groups.setdefault((_core(resolved, material.places), resolved.claim.certainty), []).append(resolved)
    return tuple(_statement(core, members, material, single) for (core, _), members in groups.items())


def _core(resolved: ResolvedClaim, places: Mapping[str, str]) -> str:
    """What is claimed, with its time and without its voice."""
    words, claim = clause(resolved, places), resolved.claim
    core = words.planned() if claim.certainty == "planned" else words.told()
    when = phrases.period(claim.when)
    return f"{core}, {when}" if when else core


def _statement(core: str, members: Sequence[ResolvedClaim], material: Material, single: bool) -> Statement:
    quotes = tuple(_quote(resolved, material.report(resolved)) for resolved in members)
    voices = tuple(dict.fromkeys(quote.voice for quote in quotes))
    return Statement(_sentence(core, members[0].claim.certainty, voices, single), voices, quotes)


def _quote(resolved: ResolvedClaim, report: Report) -> Quote:
    evidence = resolved.claim.evidence
    return Quote(
        text=evidence.text,
        start=evidence.start,
        end=evidence.end,
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        title=report.title,
        url=report.url,
        voice=_speaker(resolved, report),
        claim=resolved.claim.id,
    )


def _speaker(resolved: ResolvedClaim, report: Report) -> Speaker:
    claim = resolved.claim
    via = tuple(names.tidy(link.text) for link in claim.via)
    if claim.source is not None:
        return Speaker(names.name_of(claim.source, resolved.source), via)
    return Speaker(report.outlet or names.UNNAMED_VOICE, via, own=True)


def _sentence(core: str, certainty: str, voices: Sequence[Speaker], single: bool) -> str:
    """The sentence with its voices: who denies stands first, who says stands last."""
    if certainty == "denied":
        return f"{phrases.capital(_names(voices))} denied that {core}."
    lead = {"hedged": "reportedly, ", "planned": "announced, planned or called for: "}.get(certainty, "")
    return f"{phrases.capital(lead + core)}, {_tellers(voices, single)}."


def _tellers(voices: Sequence[Speaker], single: bool) -> str:
    said = [_named(voice) for voice in voices if not _is_outlet(voice)]
    reported = [_named(voice) for voice in voices if _is_outlet(voice)]
    parts = [f"said {phrases.listed(said)}"] if said else []
    if single and len(reported) > 1:
        parts.append(f"reported {reported[0]} in its own voice, carried by {phrases.listed(reported[1:])}")
    elif reported:
        parts.append(
            f"reported {phrases.listed(reported)} in {'its own voice' if len(reported) == 1 else 'their own voices'}"
        )
    return ", and ".join(parts)


def _is_outlet(voice: Speaker) -> bool:
    return voice.own and voice.name != names.UNNAMED_VOICE


def _names(voices: Sequence[Speaker]) -> str:
    return phrases.listed([_named(voice) for voice in voices])


def _named(voice: Speaker) -> str:
    if not voice.via:
        return voice.name
    return f"{voice.name} ({'citing' if voice.own else 'through'} {phrases.listed(voice.via)})"
