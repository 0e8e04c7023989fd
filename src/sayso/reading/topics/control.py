"""Who holds a place: taken, held, lost, contested. Modifiers ("rebel-held X") are read apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.places import ANAPHOR, NAMED, Place
from sayso.reading.topics.base import Draft, Page, Span, by_agent, is_passive, party, places_list, subject

_TAKEN = re.compile(
    r"\b(?:(?:re-?)?captur(?:ed|ing|e|es)|(?:re)?tak(?:en|e|ing)(?:\s(?:full|complete|total)?\s?control\sof|\sover|"
    r"\sback)?|retook|took\b(?:\s(?:full|complete)?\s?control\sof|\sover|\sback)?|"
    r"seiz(?:ed|ing|e|es)(?:\s(?:full\s|complete\s)?control\s(?:of|over))?|liberat(?:ed|ing|e|ion\sof)|regain(?:ed|"
    r"ing)?(?:\scontrol\s(?:of|over))?|overr(?:an|un)|wrest(?:ed|ing)?(?:\scontrol\sof)?|conquered|"
    r"recover(?:ed|ing)|reclaim(?:ed|ing)|restored\scontrol\s(?:over|of)|established\s(?:full\s)?control\s(?:over|"
    r"of)|imposed\s(?:full\s)?control\s(?:over|on)|"
    r"secured|freed|cleared|captures|fell\sto|fall\sof|fallen\sto|capture\sof|recapture\sof|seizure\sof|"
    r"swept\sinto|swept\sthrough|w[io]n(?:ning)?\sback|t[ao]ken?\sover|took\sover)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:controls?|controlled|controlling|holds?|(?:still\s|now\s)held|in\s(?:full\s|complete\s|"
    r"total\s)?control\sof|remains?\sin\scontrol\sof|"
    r"(?:is|are|remains?)\s(?:still\s)?(?:with|in\sthe\shands\sof|under\sthe\scontrol\sof)|rules?\s(?=\S*\s?(?:a|"
    r"over|large|parts))|maintains?)\b",
    re.I,
)
_CONTESTED = re.compile(
    r"\b(?:divided\s(?:between|into|city(?=\sof\s))|disputed|contested|has\sbeen\sdivided|is\sdivided)\b", re.I
)
_LOST = re.compile(
    r"\b(?:lost(?:\scontrol\sof)?|losing(?:\scontrol\sof)?|driven\s(?:out\s)?(?:of|from)|ousted\sfrom|"
    r"expelled\sfrom|pushed\sout\sof|forced\sout\sof)\b",
    re.I,
)
_GROUND = re.compile(
    r"^(?:\s(?:the|a|an|all|most|much|parts?|part|several|some|two|three|four|five|six|seven|eight|nine|ten|\d+|of|"
    r"its|many|more|new|large|vast|wide|almost|nearly|entire|other|key|"
    r"strategic|nearby|important|areas?|swathes?|swaths?|town|village|city|control|back|full|whole|number|"
    r"outskirts|[a-z]+-[a-z]+|\d+\spercent|percent|per\scent|neighbou?ring|also|from|northern|southern|eastern|"
    r"western|"
    r"Syrian|Iraqi|small|a\sseries|series|positions?|hills?|bases?|hilltops?|in|and|large|main|border|military|"
    r"swath|territory|around|inside)){0,7}\s?$",
    re.I,
)
_NOUN_GROUND = re.compile(
    r"\s(?:(?:the|a|an|several|some|two|three|four|five|six|seven|eight|nine|ten|\d+|many|more|new|key|strategic|"
    r"other|nearby|all|most|of|its|large|parts|military|positions|almost|much|vast|swathes|swaths|wide|"
    r"[a-z]+-held|lost)\s){0,4}"
    r"(?:towns?|villages?|areas?|neighbou?rhoods?|districts?|territory|territories|ground|hills?|hilltops?|"
    r"positions|bases?|airports?|airbases?|buildings?|posts?|checkpoints?|road|highway|land|farms|"
    r"points|sites|city|cities|blocks|bridges?|province|provinces|crossings?|dam|refinery|oilfields?|compound)\b",
    re.I,
)
_SHARE = re.compile(
    r"\s(?:(?:nearly|almost|about|some|over|more\sthan)\s)?(?:half|most|all|much|parts?|a\sthird|large|vast|wide|"
    r"\d+\spercent)\b"
)
_WHICH = re.compile(r",?\s(?:which|that|where)\s(?!(?:is|are|was|were|said|has|have)\b)")
_PUSHED = re.compile(
    r"\b(?:expel(?:led|ling)|dr[io]ve(?:n)?|driving|push(?:ed|ing)?|oust(?:ed|ing)?|dislodg(?:ed|ing|e)|rout(?:ed|"
    r"ing)|clear(?:ed|ing)|flush(?:ed|ing))\s"
    r"(?:back\s|out\s)?(?P<whom>(?:[^\s.;]+\s){1,6}?)(?:back\s)?(?:from|out\sof)\s(?!their\shomes)",
    re.I,
)
_DEVICES = re.compile(r"\b(?:mines?|IEDs?|devices|bombs?|explosives|munitions|rubble|debris|bodies)\b", re.I)
_NOT = re.compile(
    r"\b(?:taken\s(?:to|place|out|part|in|by|on|hostage|prisoner|into|up)|take\s(?:part|place|in|action|into|on|"
    r"up)|took\s(?:part|place|to|off|on|up|in)|taking\s(?:part|place|into|in)|hold\s(?:talks|on|a|up)|"
    r"holds\s(?:talks|a))\b",
    re.I,
)


def drafts(page: Page) -> Iterator[Draft]:
    """Who took, holds, lost or disputes a place; one draft a trigger, its places split."""
    for index in range(len(page.sentences)):
        yield from _taken(page, index)
        yield from _pushed(page, index)
        yield from _others(page, index)


def _taken(page: Page, index: int) -> Iterator[Draft]:
    for match in _TAKEN.finditer(page.full, *page.sentences[index]):
        if _NOT.match(page.full, match.start()):
            continue
        places, passive = _what(page, match, index)
        if places is None:
            continue
        yield Draft(
            "control", "taken", match.span(), index, None, _taker(page, match, index, passive), None, None, places
        )


def _what(page: Page, match: re.Match[str], index: int) -> tuple[tuple[Place, ...] | None, bool]:
    """The places that a verb of taking takes, right behind it or as its passive subject; None if it takes none."""
    end = match.end()
    sentence_end = page.sentences[index][1]
    for place in page.places.within(end, min(end + 90, sentence_end)):
        gap = page.full[end : place.start]
        if _GROUND.match(gap.rstrip() + " ") or gap in (" ", " the "):
            return _with_ground(page, places_list(page, place, index), end), False
        break
    if relative := _relative(page, match, index):
        return relative, False
    if page.full.startswith((" it ", " it."), end):
        named = [p for p in page.places.within(page.sentences[index][0], match.start()) if p.kind == NAMED]
        return ((named[-1],) if named else None), False
    token = page.token(match.start())
    if is_passive(token) and (before := _subject_place(page, match, index)):
        return before, True
    if _NOUN_GROUND.match(page.full, end, sentence_end):
        return (), False
    return None, False


def _with_ground(page: Page, places: tuple[Place, ...], end: int) -> tuple[Place, ...]:
    """The places with the words that say how much of them ("several villages in X", "half of Y")."""
    ground = _NOUN_GROUND.match(page.full, end, places[0].start) or _SHARE.match(page.full, end, places[0].start)
    if ground is None or len(places) > 1:
        return places
    return (replace(places[0], start=min(end + 1, places[0].start)),)


def _relative(page: Page, match: re.Match[str], index: int) -> tuple[Place, ...]:
    """The place that a relative clause is about ("X, which the rebels seized in May")."""
    start = page.sentences[index][0]
    for place in reversed(page.places.within(max(start, match.start() - 110), match.start())):
        gap = page.full[place.end : match.start()]
        if _WHICH.match(gap) and len(gap.split()) <= 9:
            return (page.places.meant(place),)
    return ()


def _pushed(page: Page, index: int) -> Iterator[Draft]:
    """ "Drove the rebels from X": X is taken from them."""
    start, end = page.sentences[index]
    for match in _PUSHED.finditer(page.full, start, end):
        places = page.places.within(match.end() - 1, min(match.end() + 40, end))
        token = page.token(match.start())
        mines = _DEVICES.search(match["whom"])
        if mines or not places or len(page.full[match.end() : places[0].start].split()) > 4:
            continue
        who = by_agent(token) if is_passive(token) else subject(token)
        found = places_list(page, places[0], index)
        yield Draft(
            "control", "taken", match.span(), index, None, party(who, page.full), match.span("whom"), None, found
        )


def _subject_place(page: Page, match: re.Match[str], index: int) -> tuple[Place, ...]:
    start = page.sentences[index][0]
    head = page.full[max(start, match.start() - 60) : match.start()]
    if not re.search(r"\b(?:was|were|been|be|is|are|being)\s(?:\w+ly\s|also\s|later\s)?$", head):
        return ()
    before = page.places.within(max(start, match.start() - 80), match.start())
    if not before or len(page.full[before[-1].end : match.start()].split()) > 4:
        return ()
    return (before[-1],)


def _taker(page: Page, match: re.Match[str], index: int, passive: bool) -> Span | None:
    token = page.token(match.start())
    if match.group().lower().startswith(("fell", "fallen", "fall")):
        to = re.compile(r"\s(?:the\s)?(?:\S+\s){0,3}?\S+").match(page.full, match.end(), page.sentences[index][1])
        return (to.start() + 1, to.end()) if to and match.group().lower().endswith("to") else None
    return party(by_agent(token) if passive or is_passive(token) else subject(token), page.full)


def _others(page: Page, index: int) -> Iterator[Draft]:
    sentence = page.sentences[index]
    for status, pattern in (("held", _HELD), ("lost", _LOST), ("contested", _CONTESTED)):
        for match in pattern.finditer(page.full, *sentence):
            if _NOT.match(page.full, match.start()):
                continue
            places = _around(page, match, index, status)
            if places:
                actor = _holder(page, match, index) if status == "held" else None
                yield Draft("control", status, match.span(), index, None, actor, None, None, places)
                break


_WHO = re.compile(
    r"\s(?:(?:the|its|an?)\s)?(?:[\w’'-]+\s){0,2}?(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*|\w+s|army|government|regime|"
    r"opposition)\b"
)


def _holder(page: Page, match: re.Match[str], index: int) -> Span | None:
    """Who holds: the subject of "controls", or what follows "is in the hands of"."""
    if re.match(r"(?:is|are|remains?)\s(?:still\s)?(?:with|in\sthe\shands|under)", match.group(), re.I):
        who = _WHO.match(page.full, match.end(), page.sentences[index][1])
        return (who.start() + 1, who.end()) if who else None
    return party(subject(page.token(match.start())), page.full)


def _around(page: Page, match: re.Match[str], index: int, status: str) -> tuple[Place, ...]:
    start, end = page.sentences[index]
    for place in page.places.within(match.end(), min(match.end() + 90, end)):
        if _GROUND.match(page.full[match.end() : place.start].rstrip() + " "):
            return _with_ground(page, places_list(page, place, index), match.end())
        break
    if status == "held" and (relative := _relative(page, match, index)):
        return relative
    if status == "contested" or match.group().lower().startswith(("is", "are", "remain")):
        before = page.places.within(max(start, match.start() - 60), match.start())
        if before and len(page.full[before[-1].end : match.start()].split()) <= 4:
            return (page.places.meant(before[-1]) if before[-1].kind == ANAPHOR else before[-1],)
    return ()
