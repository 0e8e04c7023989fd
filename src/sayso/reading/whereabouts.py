"""The place of each claim: named in its sentence, pointed back to, or carried from an earlier one."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.places import ANAPHOR, NAMED, Place, countries, is_site
from sayso.reading.topics.base import Draft, Page, is_wide

_WHOLE_WAR = re.compile(
    r"\b(?:(?:war|conflict|uprising|revolt|crisis|insurgency|revolution|unrest)\b.{0,60}\b(?:began|begun|erupted|"
    r"started|broke\sout|since|evolved|"
    r"(?:has|have|had)\s(?:already\s|also\s|since\s)?(?:killed|claimed|left|cost|displaced|forced|uprooted|caused|"
    r"driven))|"
    r"since\s(?:the\s)?(?:start|beginning|outbreak|onset)\sof|since\s(?:the\s)?(?:\S+\s){0,3}(?:war|conflict|"
    r"uprising|revolt|crisis)|"
    r"(?:-year|-year-old|years?\sof)\s(?:\S+\s)?(?:war|conflict|civil))\b",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:an?|one|another|two|several)\s(?:\S+\s){0,4}?(?P<noun>town|village|district|neighbou?rhood|area|suburb|"
    r"city|quarter|camp|region|base|airbase|province)s?"
    r"\s(?:in|of|near|outside|on)\s(?:the\s)?(?:[^\s.,;]+\s){0,4}$",
    re.I,
)


class Whereabouts:
    """Finds the places of the drafts of one report; ask in the order of the text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._focus: Place | None = None
        self._country = _main_country(page)

    def of(self, draft: Draft) -> list[Place | None]:
        """The places of a draft, each for a record of its own; ``[None]`` where the report names none."""
        if self._is_whole_war(draft):
            return [self._country]
        places = list(draft.places)
        if places and draft.one == "whole" and len(places) > 1:
            places = [_spanned(places)]
        if places:
            places = [self._refined(p, draft) for p in places] if len(places) == 1 else places
            self._note(places[0])
            return [*places]
        return [self._carried(draft)]

    def _is_whole_war(self, draft: Draft) -> bool:
        """A toll of the whole war belongs to the country, whatever towns its sentence names."""
        if self._country is None or draft.topic not in ("casualties", "displacement"):
            return False
        low = draft.quantity.low if draft.quantity else None
        return ((low is not None and low >= 50_000) or low == 2_000_000) and bool(
            _WHOLE_WAR.search(self._page.text(draft.sentence))
        )

    def _refined(self, place: Place, draft: Draft) -> Place:
        """The named place that "a town in X" turns out to be: one of its kind that the report names."""
        words = self._page.full[max(0, place.start - 40) : place.name_start]
        vague = _VAGUE.search(words)
        if vague is None:
            return place
        kinds = self._page.places.kinds()
        noun = vague["noun"].lower().replace("neighborhood", "neighbourhood")
        named = [p for p in self._page.places.all if p.kind == NAMED and p.name != place.name]
        same = [
            p
            for p in named
            if noun in kinds.get(p.name, ()) and not _VAGUE.search(self._page.full[p.start : p.name_start])
        ]
        after = [p for p in same if p.start > place.start]
        return next(iter(after or same), place)

    def _note(self, place: Place) -> None:
        if place.kind == NAMED and not is_site(place) and (self._focus is None or not is_wide(place)):
            self._focus = place

    def _carried(self, draft: Draft) -> Place | None:
        """What an anaphor of the sentence means, else the place of the claim before, else one named before or first."""
        page = self._page
        start, end = page.sentences[draft.sentence]
        for place in page.places.within(start, end):
            if place.kind == ANAPHOR and (meant := page.places.meant(place)).kind == NAMED:
                return meant
        if draft.topic == "truce" and self._country is not None:
            return self._country
        if draft.topic == "fighting" and draft.actor is None and draft.object is None and self._is_far(draft):
            return None
        if self._focus is not None:
            return self._focus
        named = [p for p in page.places.all if p.kind == NAMED]
        before = [p for p in named if p.end <= start]
        fine = [p for p in before if not is_wide(p)] or before
        return fine[-1] if fine else next(iter(named), None)

    def _is_far(self, draft: Draft) -> bool:
        """Whether none of the two sentences before names a place that a passing mention could be about."""
        first = self._page.sentences[max(0, draft.sentence - 2)][0]
        return not self._page.places.within(first, self._page.sentences[draft.sentence][1])


def _spanned(places: list[Place]) -> Place:
    first, last = places[0], places[-1]
    return replace(first, end=last.end) if last.start >= first.end else first


def _main_country(page: Page) -> Place | None:
    """The country that the report names most often, by its first mention."""
    named = [p for p in page.places.all if p.name in countries()]
    counts = {p.name: sum(q.name == p.name for q in named) for p in named}
    if not counts:
        return None
    most = max(counts, key=lambda name: counts[name])
    first = next(p for p in named if p.name == most)
    return replace(first, start=first.name_start, end=first.name_end)
