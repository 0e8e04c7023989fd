"""People coming back, or kept from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, number_near, object_of, places_near

_RETURN = re.compile(
    r"\b(?:return(?:ed|ing|s)?|c[ao]me\sback|going\sback|gone\sback|went\sback|go\sback)\b(?=\s(?:to\s(?:their|the|"
    r"his|her|live|\S*\s?homes?|\S{0,3}[A-Z]|resume)|home|since|in\s|after|from\s|and|on\b|last|safely|voluntarily|"
    r"[.,])|[.,])",
)
_PEOPLE = re.compile(
    r"\b(?:people|residents|families|civilians|refugees|returnees|inhabitants|displaced|IDPs|villagers|households|"
    r"many|thousands|hundreds|"
    r"citizens|Syrians|persons|locals|who\shad\sfled|who\sfled|children|individuals|they)\b",
    re.I,
)
_BARRED = re.compile(
    r"\b(?:barred|prevent\w*|block\w*|stopp\w+|unable|cannot|not\sable|not\sallowed|forbid\w*|"
    r"bann\w+)\s(?:\S+\s){0,5}?(?:(?:from\s|to\s)?return(?:ing)?|from\s(?:going|coming)\s(?:back|home))\b",
    re.I,
)
_RETURNEES = re.compile(r"\breturnees\b", re.I)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence in which people return or are barred from it."""
    for index in range(len(page.sentences)):
        sentence = page.sentences[index]
        barred = _BARRED.search(page.full, *sentence)
        if barred:
            yield Draft(
                "return", "barred", barred.span(), index, places=places_near(page, *barred.span(), index), one="whole"
            )
            continue
        yield from _returned(page, index)


def _returned(page: Page, index: int) -> Iterator[Draft]:
    """One draft for each number of people that return; one without a number where there is none."""
    sentence = page.sentences[index]
    counted: set[int] = set()
    matches = [*_RETURN.finditer(page.full, *sentence)] or [*_RETURNEES.finditer(page.full, *sentence)]
    for match in matches:
        around = page.before(match.start(), 120, index) + " " + page.after(match.end(), 60, index)
        quantity = number_near(page, *match.span(), index, 10)
        if (
            not _PEOPLE.search(around)
            or (quantity.start if quantity else -1) in counted
            or (counted and quantity is None)
        ):
            continue
        counted.add(quantity.start if quantity else -1)
        obj = object_of(page, quantity) if quantity else None
        places = places_near(page, *match.span(), index)
        yield Draft("return", "returned", match.span(), index, None, None, obj, quantity, places, one="whole")
