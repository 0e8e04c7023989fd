"""Whose say-so a claim rests on, and when two names are one voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.lineup.claims import facts as fx
from sayso.lineup.claims.carrying import Adrift
from sayso.lineup.claims.context import in_context
from sayso.lineup.claims.facts import Fact, Told
from sayso.lineup.claims.naming import belligerent, party, same_camp
from sayso.lineup.claims.ordering import in_order
from sayso.lineup.claims.retelling import retellings
from sayso.lineup.copies.lineage import Lineage, canonical
from sayso.lineup.copies.texts import Texts
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import alike, anonymous, content, fold, words
from sayso.lineup.words.windows import span
from sayso.models import Report, ResolvedClaim

_REDATE = 7  # days: a passage found in an older report is dated by that report only where it can be the same news


def build_facts(reports: Iterable[Report], claims: Iterable[ResolvedClaim], options: LineUpOptions) -> list[Fact]:
    """Every claim as a fact with its voice, in the fixed order of facts.

    Claims whose report is not among ``reports`` keep their own report id as lineage and have no date but their own.
    """
    by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for item in {c.claim.id: c for c in claims}.values():
        by_report[item.claim.report_id].append(item)
    texts = Texts(options)
    texts.add(reports, (item.claim for items in by_report.values() for item in items))
    found = [fact for items in by_report.values() for fact in facts_of(items, texts, options)]
    return in_order(found)


def facts_of(
    items: Sequence[ResolvedClaim], texts: Texts, options: LineUpOptions, wanted: Collection[str] | None = None
) -> list[Fact]:
    """The claims of one report as facts: all, or those of the ``wanted`` questions. ``items`` are all its claims."""
    mine: list[ResolvedClaim] = []
    others: list[ResolvedClaim] = []
    for item in items:
        (mine if wanted is None or fx.question(item) in wanted else others).append(item)
    if not mine:
        return []
    names = _names(items)
    asked = [(item, in_context(item, items)) for item in (*mine, *filter(_claims_attack, others))]
    lost = Adrift(items)
    told = ((item, _told(item, texts, names, lost, item is not before)) for before, item in asked)
    facts = _with_boasts([fx.fact_of(item, its, options.lag) for item, its in told])
    return facts[: len(mine)]


def _claims_attack(item: ResolvedClaim) -> bool:
    """Whether a party tells of an attack of its own side: what else it tells is then no admission."""
    claim = item.claim
    return claim.status == "attack" and same_camp(party(claim.source, item.source), party(claim.actor, item.actor))


def _with_boasts(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those marked in which a party announces its own act rather than admits it.

    It does so by its words, or where the same voice in the same report claims the attack itself.
    """
    claimed = {(f.report, f.voice) for f in facts if f.question == "fighting/attack" and _own_act(f)}
    found = []
    for fact in facts:
        if _own_act(fact):
            told = fx.announced(fact.claim)
            act = (fact.report, fact.voice) in claimed or fact.status == "execution"
            fact = replace(fact, boast=told if told is not None else act)
        found.append(fact)
    return found


def _own_act(fact: Fact) -> bool:
    """Whether a party speaks of what its own side did."""
    return not fact.denied and same_camp(fact.source, fact.actor)


def _told(item: ResolvedClaim, texts: Texts, names: Names, lost: Adrift, moved: bool) -> Told:
    report = texts.reports.get(item.claim.report_id)
    if report is None:
        own = Lineage(item.claim.report_id, f"report {item.claim.report_id}", "", None, 1)
        return Told(0, *_voice(item, own, names), "", own.id, item.claim.evidence.end <= 0, lost=lost, moved=moved)
    origin = texts.origin(item.claim)
    said = span(report.published)[0] if report.published else 0
    earlier = texts.reports[origin].published
    if earlier and (not said or said - span(earlier)[0] <= _REDATE):
        said = span(earlier)[0]
    lineage, headline = texts.lineages[origin], item.claim.evidence.end <= len(report.title)
    voice, name = _voice(_condensed_by(item, lost.items) if headline else item, lineage, names)
    outlet = report.outlet or f"report {report.id}"
    return Told(said, voice, name, outlet, lineage.id, headline, lost=lost, moved=moved)


def _condensed_by(headline: ResolvedClaim, items: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """The claim of the body whose figure a headline gives, if there is one that names its source; else the headline."""
    claim = headline.claim
    if claim.source is not None or claim.count is None:
        return headline
    told = (claim.topic, claim.status, claim.count.low)
    body = [
        item
        for item in items
        if item.claim.source is not None
        and item.claim.count is not None
        and (item.claim.topic, item.claim.status, item.claim.count.low) == told
    ]
    return min(body, key=lambda item: (item.claim.evidence.start, item.claim.id), default=headline)


def _voice(item: ResolvedClaim, lineage: Lineage, names: Names) -> tuple[str, str]:
    """Key and shown name of the voice: the source, else who passes an unnamed one on, else the lineage's writer."""
    claim = item.claim
    if claim.source is None:
        return lineage.voice, lineage.name
    if item.source is not None and item.source.id is not None:
        return fold(item.source.name), item.source.name
    key = names.fullest.get(fold(claim.source.text), fold(claim.source.text))
    through = claim.via[-1].text if claim.via else names.through.get(key)
    if through is not None and (anonymous(key) or lex.OFFICE.search(claim.source.text)):
        return names.fullest.get(fold(through)) or canonical(through), through
    if not anonymous(key):
        return canonical(key), claim.source.text
    return f"{key} @ {lineage.id}", claim.source.text


@dataclass(frozen=True, slots=True)
class Names:
    """What a report calls its sources, by folded words: the fullest name of each, and who passes it on."""

    fullest: Mapping[str, str]
    through: Mapping[str, str]


def _names(claims: Sequence[ResolvedClaim]) -> Names:
    fullest = _aliases(claims)
    through: dict[str, str] = {}
    for item in claims:
        if item.claim.source is not None and item.claim.via:
            key = fold(item.claim.source.text)
            link = item.claim.via[-1].text
            through[fullest.get(key, key)] = min(link, through.get(fullest.get(key, key), link))
    return Names(fullest, through)


def _aliases(claims: Sequence[ResolvedClaim]) -> dict[str, str]:
    """Short names of a source within a report ("the Observatory") to the fullest one, resolved names first."""
    names: set[tuple[bool, str, str]] = set()
    for item in claims:
        source = item.claim.source
        if source is not None:
            resolved = item.source is not None and item.source.id is not None
            key = fold(item.source.name) if resolved and item.source is not None else fold(source.text)
            names.add((resolved, _known_part(source.text, key) if resolved else fold(source.text), key))
    ordered = sorted(names, key=lambda n: (not n[0], -len(n[1].split()), n[1]))
    links = {(False, fold(link.text), "") for item in claims for link in item.claim.via}
    return {text: _fullest(text, ordered) for resolved, text, _ in (*ordered, *sorted(links)) if not resolved}


def _known_part(text: str, key: str) -> str:
    """Of a joint statement known as one of its names ("the Valley Center and the Observatory") that name, folded."""
    parts = [fold(part) for part in text.split(" and ")]
    own = [part for part in parts if set(part.split()) & set(key.split())]
    return own[0] if len(own) == 1 < len(parts) else fold(text)


def _fullest(text: str, names: Sequence[tuple[bool, str, str]]) -> str:
    mine = set(text.split())
    for resolved, other, key in names:
        theirs = set(other.split())
        # A joint statement ("the Observatory and rescue workers") is no voice beside the one it contains.
        if mine <= theirs or (resolved and theirs <= mine and len(theirs) > 1):
            return key
    return text


def settle(facts: Sequence[Fact], agrees: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The voice of each fact of one matter, by claim id, once retellings and short names are put to their source.

    ``agrees`` gives for each claim id the ids that it does not contradict. An outlet's own words beside an
    attributed claim of the same report (a headline, a lead, a sum of what others said) are no voice of their own.
    """
    if len({f.voice for f in facts}) == 1:
        return {f.id: f.voice for f in facts}
    keys = {f.voice for f in facts if " @ " not in f.voice and not f.own_voice}
    shown = {f.voice: f.voice_name for f in facts}
    names = {**_names_of_one(frozenset((key, shown[key]) for key in keys)), **_appositions(facts)}
    voices = {f.id: names.get(name := names.get(f.voice, f.voice), name) for f in facts}
    attributed: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if not fact.own_voice:
            attributed[fact.family].append(fact)
    for fact in facts:
        if not fact.own_voice or fact.background or fact.family not in attributed:
            continue
        told = [f for f in attributed[fact.family] if _condensed(fact, f) or f.id in agrees[fact.id]]
        if fact.topic == "truce" and any(f.id not in agrees[other.id] for f in told for other in told):
            continue  # Each accuses the other of breaking it: that it began is neither's word.
        if told:
            voices[fact.id] = voices[min(told, key=lambda f: (_unlike(fact, f), voices[f.id])).id]
    for fact, source in retellings(facts):
        if source.id in agrees[fact.id] or source.id == fact.id:
            voices[fact.id] = voices[source.id]
    return voices


@lru_cache(maxsize=65536)
def _names_of_one(shown: frozenset[tuple[str, str]]) -> Mapping[str, str]:
    """Voices, each with its shown name, that are another of them by name; the same few meet on most matters."""
    keys = {key for key, _ in shown}
    # The parts of a joint statement are names too: "the Observatory" is no second voice beside "the Observatory and X".
    joint = _joint(dict(shown), keys)
    return {**_short_names(keys), **_nameless(keys - joint.keys()), **joint}


def _condensed(own: Fact, told: Fact) -> bool:
    """Whether an outlet's words are the headline over a claim that its report attributes."""
    return own.headline and own.report == told.report


def _joint(shown: Mapping[str, str], keys: Iterable[str]) -> dict[str, str]:
    """Joint statements to the one of their names that comes first among the voices, alone or first in another."""
    first = {key: fold(shown[key].split(" and ")[0]) for key in sorted(keys) if " and " in shown[key]}
    alone = sorted(k for k in keys if k not in first)
    found: dict[str, str] = {}
    for key, name in first.items():
        wider = [k for k in alone if set(content(name)) <= set(content(k))]
        same = [k for k in sorted(first) if first[k] == name]
        found[key] = wider[0] if len(wider) == 1 else same[0]
    return {key: to for key, to in found.items() if key != to}


def _nameless(keys: Iterable[str]) -> dict[str, str]:
    """A nameless "monitor" is the one monitor that speaks by name on the matter; so is a "rescue service"."""
    ordered, found = sorted(keys), dict[str, str]()
    for called, marks in lex.CALLED:
        nameless = [k for k in ordered if called.issuperset(words(k))]
        named = [k for k in ordered if k not in nameless and marks.search(k)]
        if len(named) == 1:
            found.update(dict.fromkeys(nameless, named[0]))
    return found


def _appositions(facts: Sequence[Fact]) -> dict[str, str]:
    """Sources that their sentence goes on to name: "another group, the Observatory of the Valley, said"."""
    named = {f.voice for f in facts if f.source is not None and f.source.id is not None}
    full = sorted(key for key in named if len(key.split()) > 1)
    found: dict[str, str] = {}
    for fact in facts if full else ():
        if fact.own_voice or fact.voice in named:
            continue
        said = set(_until_verb(fact))
        meant = [key for key in full if said.issuperset(content(key))]
        if len(meant) == 1:
            found[fact.voice] = meant[0]
    return found


def _until_verb(fact: Fact) -> tuple[str, ...]:
    """The words from a claim's source to the verb that has it say something; none where that is not in the evidence."""
    source, text = fact.claim.claim.source, fact.claim.claim.evidence.text
    start = text.find(source.text) if source is not None else -1
    if source is None or start < 0:
        return ()
    verb = lex.SAYING.search(text, start + len(source.text))
    return words(text[start : verb.start()]) if verb else ()


def _unlike(own: Fact, source: Fact) -> int:
    """How little an outlet's own words look like a source's claim: 0 the same figure, 1 of the same group, 2 other."""
    if own.figure is None or source.figure is None or own.population != source.population:
        return 2
    return int((own.figure.low, own.figure.high) != (source.figure.low, source.figure.high))


def _short_names(keys: Iterable[str]) -> dict[str, str]:
    """Unresolved names that are part of another name on the same matter ("malahifji", "zakaria malahifji")."""
    ordered = sorted(keys, key=lambda k: (-len(k.split()), k))
    found: dict[str, str] = {}
    for key in ordered:
        mine = set(content(key))
        wider = [k for k in ordered if k != key and mine < set(content(k))]
        spelled = [k for k in ordered if k < key and len(k.split()) == len(key.split()) > 1 and alike(k, key)]
        if len(wider) == 1 or spelled:
            found[key] = found.get(to := (wider or spelled)[0], to)
    return found


def harmed(fact: Fact) -> frozenset[str]:
    """The camps that the claim speaks against, as far as the claim itself names them."""
    found: set[str | None] = set()
    if fact.topic == "control" or (fact.topic == "casualties" and fact.population == "fighters"):
        found = {fact.object.camp} if fact.object else set()
    elif fact.topic in _BLAMED and fact.status not in _HARMLESS and not _boast(fact):
        found = {fact.actor.camp} if fact.actor else set()
    return frozenset(c for c in found if c)


# Topics whose actor is blamed. A siege or a withdrawal is announced like an attack, so saying so admits nothing.
_BLAMED = ("casualties", "damage", "abuse", "aid", "hazard", "truce", "return", "displacement", "deployment")
_HARMLESS = frozenset(
    words("restored provided needed cleared agreed holding rejected ended arrived withdrew returned evacuated")
)


def _boast(fact: Fact) -> bool:
    """Whether a party announces its attack, by its words or by hitting what is military: then it admits nothing."""
    item = fact.claim.claim.object
    if fact.boast and fact.topic in ("casualties", "damage", "abuse"):
        return True
    return item is not None and fact.topic in ("casualties", "damage") and fx.military(item.text)


def concedes(fact: Fact, camps: frozenset[str]) -> bool:
    """Whether this voice belongs to one of the harmed ``camps`` and states the claim without a hedge."""
    return (
        fact.certainty == "stated"
        and fact.source is not None
        and belligerent(fact.source.side)
        and fact.source.camp in camps
    )
