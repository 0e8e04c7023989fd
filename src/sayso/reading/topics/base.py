"""What the topics share: a report laid out for reading, and how a trigger's agent, patient and place are found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.models import Report
from sayso.reading.attribution import Attribution, attribute_text
from sayso.reading.places import AREA, NAMED, Place, Places, is_site
from sayso.reading.quantities import Quantity, find_quantities
from sayso.reading.times import TimeMention, find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as its topic reads it: the trigger and what the words around it give.

    ``at`` is the span of the trigger. Fields that the topic leaves open (place, source, time) are filled by what holds
    for the sentence. ``places`` each make a record of their own, unless ``one`` is "whole".
    ``definite`` marks a trigger that points back ("the strikes") and so claims nothing new by itself.
    """

    topic: str
    status: str
    at: Span
    sentence: int
    certainty: str | None = None
    actor: Span | None = None
    object: Span | None = None
    quantity: Quantity | None = None
    places: tuple[Place, ...] = ()
    definite: bool = False
    one: str | None = None
    origin: bool = False


@dataclass(slots=True)
class Page:
    """One report laid out: its parse, sentences, places, numbers, times and voices, all by offsets into ``full``."""

    report: Report
    full: str
    doc: Doc
    sentences: list[Span]
    places: Places
    quantities: list[Quantity]
    times: list[TimeMention]
    voices: list[Attribution]
    _token_starts: list[int] = field(default_factory=list)
    _sentence_starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, report: Report, doc: Doc, spans: list[Span]) -> Page:
        """Lay out a report; ``doc`` is the parse of its full text, ``spans`` its sentences."""
        full = report.full
        return cls(
            report,
            full,
            doc,
            spans,
            Places.of(full),
            find_quantities(full),
            find_times(full, _day(report.published)),
            attribute_text(full, spans),
            [t.idx for t in doc],
            [s[0] for s in spans],
        )

    def token(self, at: int) -> Token:
        """The token that covers a character."""
        return self.doc[max(0, bisect_right(self._token_starts, at) - 1)]

    def sentence_of(self, at: int) -> int:
        """The index of the sentence that covers a character."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def text(self, index: int) -> str:
        """The words of a sentence."""
        return self.full[slice(*self.sentences[index])]

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches of a pattern in each sentence, with the sentence's index."""
        for index, (start, end) in enumerate(self.sentences):
            for match in pattern.finditer(self.full, start, end):
                yield index, match

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        """The numbers that lie inside a span."""
        return [q for q in self.quantities if q.start >= start and q.end <= end]

    def before(self, at: int, length: int, index: int) -> str:
        """Up to ``length`` characters before ``at`` within its sentence."""
        return self.full[max(self.sentences[index][0], at - length) : at]

    def after(self, at: int, length: int, index: int) -> str:
        """Up to ``length`` characters after ``at`` within its sentence."""
        return self.full[at : min(self.sentences[index][1], at + length)]


def _day(published: str | None) -> str | None:
    return published if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None


# --- roles by dependency ---------------------------------------------------------------------------------------------

_SUBJECT = ("nsubj", "csubj")
_PASSIVE_SUBJECT = ("nsubjpass", "nsubj:pass")


def phrase(token: Token) -> Span:
    """The noun phrase of a head word: from its left edge to it, and an "of"-phrase right after it."""
    left = token.left_edge
    start = left.idx
    for child in token.lefts:
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp", "punct"):
            start = token.idx
    end = token.idx + len(token.text)
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == token.i + 1:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    end = inner.idx + len(inner.text)
        elif child.dep_ == "conj" and child.i - token.i <= 4 and child.tag_.startswith("N"):
            end = child.idx + len(child.text)
    return start, end


def subject(verb: Token) -> Token | None:
    """The subject of a verb in the active voice, also of the verb that a participle or infinitive hangs on."""
    seen = 0
    node = verb
    while seen < 4:
        for child in node.lefts:
            if child.dep_ in _SUBJECT:
                return child
            if child.dep_ in _PASSIVE_SUBJECT:
                return child if node is not verb else None
        if node.dep_ in ("advcl", "xcomp", "conj", "ccomp", "pcomp", "prep", "dep") and node.head is not node:
            if node.dep_ == "ccomp" and node is verb:
                return None
            node = node.head
            seen += 1
            continue
        if node.dep_ in ("acl", "relcl"):
            return node.head if node.head.tag_.startswith("N") else None
        return None
    return None


def by_agent(verb: Token) -> Token | None:
    """The agent of a passive ("killed by militants", "in attacks by militants")."""
    for child in verb.rights:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def is_passive(verb: Token) -> bool:
    """Whether a participle is used in the passive ("was killed", "killed in a raid")."""
    if any(c.dep_ in ("auxpass", *_PASSIVE_SUBJECT) for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and (verb.dep_ in ("acl", "amod") or not any(c.dep_ == "dobj" for c in verb.children))
        and not any(c.lower_ in ("has", "have", "had", "having") for c in verb.lefts)
    )


def patient(verb: Token) -> Token | None:
    """What undergoes the verb: the object of the active, the subject of the passive."""
    if is_passive(verb):
        for child in verb.lefts:
            if child.dep_ in (*_PASSIVE_SUBJECT, "nsubj"):
                return child
        if verb.dep_ in ("acl", "relcl", "amod"):
            return verb.head
        if verb.dep_ == "conj":
            return patient(verb.head) if verb.head.tag_.startswith("V") and verb.head is not verb else None
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "obj"):
            return child
    return None


_PARTY = re.compile(
    r"\b(?:army|armies|troops?|forces?|soldiers?|rebels?|regimes?|governments?|militants?|fighters?|jets?|"
    r"warplanes?|planes?|"
    r"aircrafts?|helicopters?|insurgents?|terrorists?|militias?|militiamen|jihadists?|group|groups|bombers?|gunmen|"
    r"gunman|coalition|"
    r"military|units?|police|opposition|factions?|air\sforce|artillery|snipers?|drones?|extremists?|guerrillas?|"
    r"attackers?|assailants?|"
    r"alliance|authorities|navy|marines|commandos|raiders|separatists|loyalists|mercenaries|security|bomber|bombs?|"
    r"missiles?|"
    r"isis|isil|is|daesh|da’esh|taliban|sdf|ypg|fsa|hezbollah|hizbollah|houthis?|al-shabaab|pkk|nusra|qaeda|state|"
    r"front|side|"
    r"sides|russia|russian|syria|syrian|turkey|turkish|israel|israeli|iraqi|iran|iranian|us|u\.s\.|u\.s|us-led|"
    r"u\.s\.-led|saudi-led|"
    r"american|kurdish|kurds|moscow|damascus|ankara|washington|assad|kiev|ukrainian|nato|gunships?|men|takfiris?|"
    r"peshmerga|"
    r"teams?|party|parties|brigades?|battalions?|ally|allies|shabaab|mourners|protesters|hamas)\b",
    re.I,
)


def party(token: Token | None, full: str) -> Span | None:
    """The phrase of a head word if it can act in a war; else None."""
    if token is None:
        return None
    start, end = phrase(token)
    words = full[start:end]
    if token.tag_ in ("WP", "WDT", "PRP", "EX") and token.lower_ not in ("they", "it", "he"):
        return None
    return (start, end) if _PARTY.search(words) or token.tag_ in ("PRP", "NNP", "NNPS") else None


def head_after(page: Page, at: int, index: int) -> Token | None:
    """The head of the noun phrase that begins at ``at``, within its sentence."""
    token = page.token(at)
    end = page.sentences[index][1]
    while token.head is not token and at <= token.head.idx < end and token.dep_ in ("det", "amod", "compound", "nmod"):
        token = token.head
    return token if token.tag_.startswith("N") else None


_PARTY_BEFORE = re.compile(
    r"(?P<party>(?:(?:the|a|an|suspected)\s)?(?:(?:pro-|anti-)?(?:Syrian|Russian|US|U\.S\.|American|Turkish|"
    r"Israeli|Iraqi|Iranian|Saudi|French|British|NATO|"
    r"coalition|government|regime|rebels?|militants?|terrorists?|opposition|insurgents?|army|military|Assad|"
    r"jihadists?|Islamist|ISIS|ISIL|IS|Daesh|DAESH|"
    r"Islamic\sState|Taliban|Kurdish|Houthi|Hezbollah|Ukrainian|Pakistani|Afghan|Egyptian|Libyan|[Tt]he\sarmy|"
    r"US-led|U\.S\.-led|Saudi-led|Turkish-backed|"
    r"Palestinian|al-Shabaab|Boko\sHaram|Al-Shabaab)(?:['’]s|s['’]|s)?(?:\s(?:and|or|regime|government|group|"
    r"forces?|army|militants?|-led|led|coalition|"
    r"military|backed|air\sforce|warplanes?|jets?|aircraft|fighters?|Syrian|Russian|"
    r"allied)){0,3}))\s(?:(?:[a-z-]+)\s){0,2}$",
)


def party_before(page: Page, at: int, index: int) -> Span | None:
    """The party named right before a noun trigger ("Russian and regime air strikes")."""
    head = page.before(at, 70, index)
    found = _PARTY_BEFORE.search(head)
    if not found:
        return None
    base = at - len(head)
    return base + found.start("party"), base + found.end("party")


# --- where -----------------------------------------------------------------------------------------------------------


def places_near(page: Page, start: int, end: int, index: int) -> tuple[Place, ...]:
    """The places that a trigger at ``start:end`` is about, in its own sentence; several where "and" joins them."""
    sentence = page.sentences[index]
    blocked = [
        v.said for v in page.voices if v.said is not None and v.said[0] < sentence[1] and v.said[1] > sentence[0]
    ]
    options = [
        p
        for p in page.places.within(*sentence)
        if (p.kind in (NAMED, AREA)) and not any(a <= p.name_start < b for a, b in blocked) and not _not_where(page, p)
    ]
    if not options:
        return ()
    best = min(options, key=lambda p: _distance(page, p, start, end))
    best = _list_head(page, best, sentence[0])
    chain = page.places.within(best.start, sentence[1])
    return tuple(_joined(page, best, chain))


def _list_head(page: Page, last: Place, start: int) -> Place:
    """The first member of the list that a place ends ("X, Y and Z"); the place itself where it ends none."""
    before = page.places.within(start, last.start)
    if not before or not re.fullmatch(r",?\sand\s(?:the\s)?", page.full[before[-1].end : last.start]):
        return last
    head = before[-1]
    for place in reversed(before[:-1]):
        if page.full[place.end : head.start] not in (", ", ", the "):
            break
        head = place
    return head if head.kind == NAMED and last.kind == NAMED else last


def _not_where(page: Page, place: Place) -> bool:
    """Whether a name serves another purpose: an actor's origin ("Aleppo-based")."""
    tail = page.full[place.name_end : place.name_end + 12]
    return tail.startswith(("-based", "-backed", "-led", " -based"))


def _distance(page: Page, place: Place, start: int, end: int) -> float:
    """How far a place stands from a trigger, in characters, weighted by how places are tied to triggers."""
    if place.start >= end:
        gap = page.full[end : place.start]
        away = float(place.start - end)
    else:
        gap = page.full[place.end : start]
        away = 1.6 * (start - place.end) + 12
    away += 60 * len(_BARRIER.findall(gap))
    lead = page.full[max(0, place.start - 8) : place.start].lower()
    if place.start >= end and re.search(r"\b(?:from|near|of|to)\s$", lead):
        away += 15
    if is_wide(place):
        away += 70
    if place.kind == AREA:
        away += 10
    if is_site(place):
        away += 40
    outer = re.search(r"\b(?:in|of|near|outside)\s(?:the\s)?$", lead)
    if outer and place.start >= end and _follows_place(page, place):
        away += 25
    return away


_BARRIER = re.compile(
    r"[.;:]|\b(?:while|whereas|but|after|before|when|as|which|who|and\s(?:the\s)?\w+\s(?:said|killed))\b"
)
_WIDE = re.compile(r"province|governorate|countryside|region|country|state|county", re.I)


def is_wide(place: Place) -> bool:
    return bool(_WIDE.fullmatch(place.noun or "")) or place.name in page_countries()


def page_countries() -> frozenset[str]:
    """Names of countries: too wide to be the place of an event where a finer one is given."""
    from sayso.reading.places import countries

    return countries()


def _follows_place(page: Page, place: Place) -> bool:
    """Whether a place is the container of another that stands right before it ("the town of X in Y")."""
    around = page.places.within(max(0, place.start - 40), place.start)
    return bool(around) and len(page.full[around[-1].end : place.start].split()) <= 3


_AND = re.compile(r"^(?:,\s|\sand\s(?:the\s)?|,\sand\s(?:the\s)?|\s)$")


def _joined(page: Page, first: Place, chain: list[Place]) -> Iterator[Place]:
    yield first
    last = first
    for place in chain[1:]:
        gap = page.full[last.end : place.start]
        if not re.fullmatch(r",?\s(?:and|as\swell\sas)\s(?:in\s|on\s)?(?:the\s)?|,\s", gap) or place.kind != NAMED:
            break
        if gap.strip() == "," and not _list_goes_on(page, place):
            break
        yield place
        last = place


def _list_goes_on(page: Page, place: Place) -> bool:
    """Whether a comma joins a list ("X, Y and Z") and not a container ("X, Syria")."""
    tail = page.full[place.end : place.end + 14]
    return bool(re.match(r"(?:,\s|,?\sand\s)(?:the\s)?\S{0,3}[A-Z]", tail)) and not is_wide(place)


def places_list(page: Page, first: Place, index: int) -> tuple[Place, ...]:
    """A place and those that "and" or a list joins to it; an anaphor stands for what it means."""
    chain = page.places.within(first.start, page.sentences[index][1])
    return tuple(page.places.meant(p) for p in _joined(page, first, chain))


def number_near(page: Page, start: int, end: int, index: int, reach: int = 9) -> Quantity | None:
    """The number of people that a trigger counts: the nearest within ``reach`` words, those behind it first."""
    best: tuple[int, Quantity] | None = None
    for q in page.quantities_in(*page.sentences[index]):
        if q.unit_hint == "other" or any(t.start < q.end and q.start < t.end for t in page.times):
            continue
        gap = page.full[end : q.start] if q.start >= end else page.full[q.end : start]
        size = len(gap.split())
        if size <= reach and not re.search(r"[;:]|\.\s", gap) and (best is None or size < best[0]):
            best = (size, q)
    return best[1] if best else None


def object_of(page: Page, q: Quantity) -> Span:
    """The words of a number with the noun that it counts."""
    if not q.noun:
        return q.start, q.end
    at = page.full.lower().find(q.noun, q.end, q.end + 60)
    return q.start, (at + len(q.noun) if at >= 0 else q.end)
