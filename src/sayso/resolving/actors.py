"""From the words of an actor or source mention to the actor list, or at least to a side.

Names and sides hold for spans of time, so "the Syrian army" of 2016 and of 2026 are different actors. Words such as
"terrorists" or "the regime" mean what the outlet's side means by them (``naming.csv``). A word that names no group
gives a side and no id; the label is neutral, and the outlet's word stays in the claim's mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from sayso.models import ActorResolution, Mention, PlaceResolution, Report
from sayso.resolving.context import Context
from sayso.resolving.lexicon import PEOPLES
from sayso.resolving.parties import (
    AGAINST,
    ALLIANCES,
    ALONGSIDE,
    ARMED,
    BYSTANDERS,
    CLAUSE,
    CUT,
    DESCRIBED,
    DIVERTED,
    IRREGULAR,
    NAME,
    OF_OTHERS,
    OFFICIAL,
    OPPOSED,
    OWNING,
    PAR,
    PLACED,
    PLACED_OF,
    SENTENCE,
    TITLED,
    TOKEN,
    VOICES,
)
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.names import ARTICLES, fold, loose, words
from sayso.resolving.reference.nations import nation
from sayso.resolving.reference.records import Actor, Term

LONGEST = 7
# How much of a report must be about the theatre's countries for its bare words ("the army") to be the theatre's:
# at this share in any case, at the lower one if it names half as many of their towns as of the country named most.
# Set on 596 coded reports: the least for one on the theatre's war was 0.22, the most for one on another war 0.33.
AT_HOME, PERHAPS = 0.35, 0.2
MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What a mention's meaning depends on besides its words."""

    theatre: Lists
    day: str | None
    sides: tuple[str, ...] = ()
    at_home: bool = True
    known: dict[str, ActorResolution] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A name or term found in a mention: the ids or the side it means, and whether it is a proper name."""

    start: int
    ids: tuple[str, ...]
    side: str | None
    proper: bool
    borrowed: bool
    end: int = 0


def setting_of(report: Report, context: Context, theatre: Lists, places: Iterable[PlaceResolution] = ()) -> Setting:
    """The setting of all mentions of a report. ``places`` are what its claims' places were resolved to."""
    outlet = theatre.outlet(report.outlet)
    sides: tuple[str, ...] = ()
    if outlet is not None:
        side = outlet.side(report.published)
        sides = tuple(filter(None, (outlet.id, side, theatre.bloc(side))))
    at_home = _is_at_home(context, theatre, places)
    # Between two dates on which something in the theatre changed, the same words mean the same to the same outlet.
    alike = (theatre.era(report.published), sides, at_home)
    if len(theatre.read) > MOST_KNOWN:
        theatre.read.clear()
    return Setting(theatre, report.published, (*sides, "*"), at_home, theatre.read.setdefault(alike, {}))


def _is_at_home(context: Context, theatre: Lists, places: Iterable[PlaceResolution]) -> bool:
    """Whether a report is about the theatre's war; taken for granted of one that names no country and no known town."""
    home, counted = theatre.countries, context.countries
    if not counted:
        found = {resolution.within[-1] for resolution in places if resolution.within}
        return not found or bool(found & home)
    leading = context.leading()
    share = sum(counted.get(country, 0) for country in home) / sum(counted.values())
    if leading in home or share >= AT_HOME:
        return True
    finer = [s.place.country for s in context.sightings if s.place.precision != "country"]
    return share >= PERHAPS and 2 * sum(country in home for country in finer) >= finer.count(leading or "")


def find_actor(name: str, on_date: str | None, theatre: Lists) -> ActorResolution:
    """Whom a name means on a date, without a report."""
    if name in theatre.actors:
        return _of_actor(theatre.actors[name], Setting(theatre, on_date))
    return _read(name, Setting(theatre, on_date, ("*",)))


def resolve_actor(mention: Mention, report: Report, setting: Setting) -> ActorResolution:
    """Whom an actor or source mention of a report means. ``id`` and ``side`` are None where it stays unresolved."""
    direct = _read(mention.text, setting)
    if direct.id in setting.theatre.namesakes:
        return _fuller(direct, mention.text, report, setting)
    if direct.id or direct.side or direct.candidates or not _is_person(mention.text):
        return direct
    return _by_description(mention.text, report, setting) or direct


def _fuller(found: ActorResolution, text: str, report: Report, setting: Setting) -> ActorResolution:
    """What a short name means in a report that gives it in full: "the Taliban" after "the Pakistani Taliban"."""
    assert found.id is not None
    low, words_low = report.full.lower(), text.lower()
    namesakes = setting.theatre.namesakes[found.id]
    if any(full in words_low for full, _ in namesakes):
        return found
    named = {other for full, other in namesakes if full in low}
    if not named:
        return found
    if len(named) > 1:
        return ActorResolution(None, text, None, tuple(sorted(named)))
    return _of_actor(setting.theatre.actors[named.pop()], setting)


def _is_person(text: str) -> bool:
    """Whether a mention looks like a person's name."""
    adjective = nation(text) is not None or text.lower() in PEOPLES
    return NAME.match(text) is not None and not adjective and not _is_bystander(text)


def _read(text: str, setting: Setting) -> ActorResolution:
    """What words mean by themselves, in this setting."""
    known = setting.known.get(text)
    if known is None:
        if len(setting.known) > MOST_KNOWN:
            setting.known.clear()
        known = setting.known[text] = _understood(text, setting)
    return known


def _understood(text: str, setting: Setting) -> ActorResolution:
    whole = setting.theatre.exact_terms.get(fold(text))
    term = _term(whole, setting) if whole else None
    if term is not None and (term.found.ids or term.found.side):
        return _decide(text, [term.found], setting)
    cut = CUT.search(text)
    head = text[: cut.start()] if cut and cut.start() > 3 else text
    found = list(_found(head, setting))
    if _is_bystander(head):
        found = [f for f in found if f.proper and _is_voice(f, setting.theatre)]
    if not found:
        return ActorResolution(None, text)
    return _decide(text, found, setting)


def _is_bystander(text: str) -> bool:
    tokens = [token.lower() for token in TOKEN.findall(text)[:4]]
    return any(token in BYSTANDERS for token in tokens)


def _is_voice(found: Found, theatre: Lists) -> bool:
    return any(theatre.actors[id_].kind in VOICES for id_ in found.ids)


def _decide(text: str, found: Sequence[Found], setting: Setting) -> ActorResolution:
    """One answer from all names in a mention: proper names before general words, agreement before order."""
    found = _unowned(text, found, setting.theatre)
    if not setting.at_home and _has_stranger(text, found):
        return ActorResolution(None, text, None, tuple(dict.fromkeys(id_ for f in found for id_ in f.ids)))
    proper = [f for f in found if f.proper and not f.borrowed] or [f for f in found if f.proper]
    chosen = [f for f in found if f in proper or _stands_beside(text, f, proper)] if proper else list(found)
    ids = tuple(dict.fromkeys(id_ for f in chosen for id_ in f.ids))
    borrowed = all(f.borrowed for f in chosen)
    sides = [side for f in chosen for side in _sides_of(f, setting)]
    blocs = {setting.theatre.bloc(side) for side in sides}
    if len(ids) == 1 and len(blocs) <= 1 and not borrowed:
        return _of_actor(setting.theatre.actors[ids[0]], setting)
    side = sides[0] if sides and len(blocs) == 1 else None
    label = setting.theatre.sides[side].label if side in setting.theatre.sides and not ids else text
    return ActorResolution(None, label, side, ids)


def _has_stranger(text: str, found: Sequence[Found]) -> bool:
    """Whether a people of whom no actor is known stands on a par with the party found: "eight Turkish soldiers and 22
    Kurdish militants"."""
    for match in ALONGSIDE.finditer(text):
        people, noun = match.group("people"), match.group("noun") or ""
        known = any(one.start <= match.start("people") < one.end for one in found)
        beside = any(one.end <= match.start() for one in found)
        stranger = nation(people) is not None or people.lower() in PEOPLES
        if stranger and beside and not known and (not noun or noun in ARMED or noun in IRREGULAR):
            return True
    return False


def _unowned(text: str, found: Sequence[Found], theatre: Lists) -> list[Found]:
    """Without those that only say whose the next name is: "Lebanon's Hezbollah", "the United Nations (UNHCR)"."""
    kept = list(found)
    for one, following in pairwise(found):
        owner = _is_kind(one, "foreign-state", theatre) or (
            _is_kind(one, "un-agency", theatre) and _is_kind(following, "un-agency", theatre)
        )
        if following.proper and text[one.end : following.start].strip() in OWNING:
            if owner:
                kept.remove(one)
            elif _is_voice(one, theatre) and _is_kind(following, "foreign-state", theatre):
                kept.remove(following)  # "UNICEF's Iraq representative"
    return kept


def _is_kind(found: Found, kind: str, theatre: Lists) -> bool:
    return bool(found.ids) and all(theatre.actors[id_].kind == kind for id_ in found.ids)


def _stands_beside(text: str, general: Found, proper: Sequence[Found]) -> bool:
    """Whether a general word names a party on a par with the proper names: "the army and Hezbollah"."""
    if general.borrowed or not proper:
        return False
    before = [f.end for f in proper if f.end <= general.start]
    if before:
        return PAR.search(text[max(before) : general.end]) is not None
    return re.search(r"\b(?:and|or)\b|,", text[general.end : min(f.start for f in proper)]) is not None


def _sides_of(found: Found, setting: Setting) -> list[str]:
    if found.side is not None:
        return [found.side]
    sides = {_side(setting.theatre.actors[id_], setting) for id_ in found.ids}
    return [side for side in sides if side]


def _of_actor(actor: Actor, setting: Setting) -> ActorResolution:
    return ActorResolution(actor.id, actor.name, _side(actor, setting), (actor.id,))


def _side(actor: Actor, setting: Setting) -> str | None:
    """The side on the day. In a report on another war a state or an ally is on none of the theatre's sides."""
    side = actor.side(setting.day) or None
    if setting.at_home or not actor.abroad or side is None:
        return side
    known = setting.theatre.sides.get(side)
    return side if actor.kind != "foreign-state" and known is not None and known.abroad else None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's loose forms with and without a possessive or plural s, in small letters, and as an acronym or ""."""

    form: str
    bare: str
    low: str
    acronym: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a mention, and where it stands."""

    word: _Word
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in TOKEN.finditer(text):
        word = _word(match.group())
        if word.low in {"al", "el"} or (word.low in ARTICLES and text[match.end() : match.end() + 1] == "-"):
            continue
        tokens.append(_Token(word, match.start(), match.end()))
    return tokens


@lru_cache(maxsize=20_000)
def _word(text: str) -> _Word:
    plain = "".join(words(text))
    bare = plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain
    acronym = re.sub(r"['’]?s?$", "", text.replace(".", "")) if text[:1].isupper() else ""
    return _Word(loose(plain), loose(bare), text.lower(), acronym)


def _found(text: str, setting: Setting) -> Iterator[Found]:
    """The names and terms in a text, longest first from left to right."""
    tokens = _tokens(text)
    index = 0
    while index < len(tokens):
        size, hit = _longest(tokens[index : index + LONGEST], setting)
        if hit is None:
            index += 1
            continue
        end = index + size
        if not setting.at_home:
            hit = _abroad(hit, tokens[index:end], setting)
        if not _is_spared(text, tokens, (index, end), hit, setting):
            start = tokens[index].start
            hit = _in_arms(hit, tokens[end].word.low if end < len(tokens) else "", setting)
            borrowed = OF_OTHERS.search(text[:start]) is not None
            yield Found(start, hit.ids, hit.side, hit.proper, borrowed, tokens[end - 1].end)
        index = end


def _abroad(hit: Found, tokens: Sequence[_Token], setting: Setting) -> Found:
    """What a name means in a report on another war: only those who act there too, or whose name tells the country
    ("the Syrian army"); the "Southern Front" or "state television" of that war are its own."""
    if not hit.proper or any(nation(token.word.low.title()) in setting.theatre.countries for token in tokens):
        return hit
    ids = tuple(id_ for id_ in hit.ids if setting.theatre.actors[id_].abroad)
    return replace(hit, ids=ids)


def _is_spared(text: str, tokens: Sequence[_Token], at: tuple[int, int], hit: Found, setting: Setting) -> bool:
    """Whether a name found does not say who acts: it says where, against whom, or whose."""
    index, end = at
    start = tokens[index].start
    before = tokens[index - 1].word.low if index else ""
    after = tokens[end].word.low if end < len(tokens) else ""
    alone = end - index == 1
    return (
        after in DIVERTED
        or (before in OPPOSED and text[start - 1] == "-")
        or _is_coupled(text, tokens, at)
        or (alone and _is_location(tokens, index) and not any(token.word.low in OFFICIAL for token in tokens))
        or (alone and not hit.proper and after == "of" and tokens[index].word.low in ALLIANCES)
        or (_is_foreign(before, setting) and not any(setting.theatre.actors[id_].abroad for id_ in hit.ids))
        or AGAINST.search(text[:start]) is not None
    )


def _is_coupled(text: str, tokens: Sequence[_Token], at: tuple[int, int]) -> bool:
    """Whether a hyphen joins a nation to another: "Israeli-Palestinian" is neither of them."""
    index, end = at
    if not nation(tokens[index].word.low.title()):
        return False
    before = index > 0 and text[tokens[index].start - 1] == "-" and nation(tokens[index - 1].word.low.title())
    after = end < len(tokens) and text[tokens[end - 1].end : tokens[end].start] == "-"
    return bool(before or (after and nation(tokens[end].word.low.title())))


def _is_location(tokens: Sequence[_Token], index: int) -> bool:
    """Whether what stands in front puts somebody there: "in Damascus", "east of Damascus"."""
    before = [token.word.low for token in tokens[max(0, index - 2) : index]]
    return before[-1:] != [] and (before[-1] in PLACED or (before[-1] == "of" and before[0] in PLACED_OF))


def _in_arms(hit: Found, after: str, setting: Setting) -> Found:
    """A government's forces: its side, since the words name no one force."""
    actors = [setting.theatre.actors[id_] for id_ in hit.ids]
    if after in ARMED and len(actors) == 1 and actors[0].kind == "political":
        return Found(hit.start, (), _side(actors[0], setting), hit.proper, hit.borrowed)
    return hit


def _is_foreign(word: str, setting: Setting) -> bool:
    """Whether a word in front says that an army or government is not the theatre's."""
    country = nation(word.title())
    return country is not None and country not in setting.theatre.countries


def _longest(tokens: Sequence[_Token], setting: Setting) -> tuple[int, Found | None]:
    theatre = setting.theatre
    first = tokens[0].word
    ids = theatre.acronyms.get(first.acronym) if first.acronym else None
    longest = max(theatre.openings.get(first.form, 0), theatre.openings.get(first.bare, 0))
    # Names are kept without "the", as in "al-Qaeda in the Arabian Peninsula".
    places = [at for at, token in enumerate(tokens) if at == 0 or token.word.low != "the"]
    for size in range(min(longest, len(places)), 0, -1):
        forms = tuple([tokens[at].word.form for at in places[:size]])
        bare = tuple([tokens[at].word.bare for at in places[:size]])
        for key in (forms,) if forms == bare else (forms, bare):
            hit = _lookup(key, setting)
            if hit is not None and not (ids and size == 1):
                return places[size - 1] + 1, hit
    return 1, _proper(ids, setting) if ids else None


def _lookup(key: tuple[str, ...], setting: Setting) -> Found | None:
    theatre = setting.theatre
    ids = theatre.actor_keys.get(key)
    terms = theatre.terms.get(key)
    term = _term(terms, setting) if terms else None
    if ids and not (term and (term.own or not any(theatre.actors[i].active(setting.day) for i in ids))):
        return _proper(ids, setting)
    return term.found if term is not None else None


@dataclass(frozen=True, slots=True)
class _Term:
    found: Found
    own: bool


def _proper(ids: tuple[str, ...], setting: Setting) -> Found:
    """Of actors that share a name, those active on the day; a sole bearer of a name keeps it after its time."""
    actors = setting.theatre.actors
    active = tuple(id_ for id_ in ids if actors[id_].active(setting.day))
    return Found(0, active or ids, None, True, False)


def _term(terms: Sequence[Term], setting: Setting) -> _Term | None:
    """The meaning of a term for the outlet: its own naming first, then its side's, its bloc's, anyone's."""
    for rank, alignment in enumerate(setting.sides):
        fitting = [t for t in terms if t.alignment == alignment and t.holds(setting.day)]
        if not fitting:
            continue
        own = rank == 0 and alignment != "*"
        if fitting[0].meaning == "none":
            return _Term(Found(0, (), None, False, True), own)
        if not (setting.at_home or fitting[0].national):
            return None
        ids = tuple(t.meaning for t in fitting if t.meaning.startswith("act:"))
        sides = {t.meaning.removeprefix("side:") for t in fitting if t.meaning.startswith("side:")}
        side = sides.pop() if len(sides) == 1 and not ids else None
        if side is None and not ids:
            return None
        return _Term(Found(0, ids, side, False, False), own)
    return None


def _by_description(name: str, report: Report, setting: Setting) -> ActorResolution | None:
    """Whom a person speaks for, from the words around the fullest mention of the name in the report."""
    text = report.full
    surname = name.split()[-1]
    fuller = re.compile(rf"(?:[A-Z][\w'’-]+ (?:al-|el-)?){{0,3}}\b{re.escape(surname)}\b")
    best: ActorResolution | None = None
    for match in fuller.finditer(text):
        for window in _windows(text, match.start(), match.end()):
            found = _read(window, setting)
            if found.id:
                return found
            best = best or (found if found.side else None)
    return best


def _windows(text: str, start: int, end: int) -> Iterator[str]:
    """The apposition after a name, and the title before it: in one sentence, up to the verb of saying."""
    after = SENTENCE.split(text[end : end + 160])[0]
    if DESCRIBED.match(after):
        yield after.split(", ", 2)[1] if after.startswith(", ") else after.split(", ")[0]
    before = CLAUSE.split(text[max(0, start - 80) : start])[-1]
    title = " ".join(before.split()[-7:])
    if TITLED.search(title):
        yield title
