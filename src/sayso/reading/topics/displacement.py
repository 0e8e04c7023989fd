"""People leaving: displaced by force or fear, evacuated under an arrangement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, number_near, object_of, places_near

_DISPLACED = re.compile(
    r"\b(?:fled|flee|fleeing|flees|displac(?:ed|ing|ement)|forced\s(?:\S+\s){0,6}?(?:from|out\sof|"
    r"to\sleave)\s(?:their\shomes|\S*\s?homes?)|forced\sto\s(?:flee|leave)|"
    r"(?:left|leave|leaving|abandon(?:ed|ing))\s(?:their|his|her)\s(?:homes?|houses?|villages?)|"
    r"driven\sfrom\s(?:their|the)|uproot(?:ed|ing)|exodus|IDPs|driv(?:en|"
    r"ing)\s(?:\S+\s){0,4}?from\s(?:their\s)?homes)\b"
)
_EVACUATED = re.compile(
    r"\b(?:evacuat(?:ed|ing|ion|ions|e|ees)|bussed\sout|let\sout\sof|transported\sout\sof|relocated)\b", re.I
)
_FORCES = re.compile(r"\b(?:fighters|rebels|militants|terrorists|troops|soldiers|gunmen|insurgents|jihadists)\b", re.I)
_LOOSE = re.compile(
    r"\b(?:camps?|children|centre|center|population|persons|people|shelters?|families|agency|status)\s", re.I
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence and status, with its number of people; placed at the origin where it is named."""
    for index in range(len(page.sentences)):
        for status, pattern in (("displaced", _DISPLACED), ("evacuated", _EVACUATED)):
            yield from _in_sentence(page, index, status, pattern)


def _in_sentence(page: Page, index: int, status: str, pattern: re.Pattern[str]) -> Iterator[Draft]:
    seen: set[tuple[int, int]] = set()
    first: Draft | None = None
    for match in pattern.finditer(page.full, *page.sentences[index]):
        quantity = number_near(page, *match.span(), index, 12)
        if quantity is None and first is not None:
            continue
        if quantity is not None and (quantity.start, quantity.end) in seen:
            continue
        if quantity is None and re.match(r"(?:IDPs|exodus)", match.group()):
            continue
        if quantity is not None:
            seen.add((quantity.start, quantity.end))
        obj = object_of(page, quantity) if quantity else None
        places = places_near(page, *match.span(), index)
        draft = Draft(
            "displacement", status, match.span(), index, None, None, obj, quantity, places, one="whole", origin=True
        )
        if first is None or quantity is not None:
            first = draft
            yield draft
