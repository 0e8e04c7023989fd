"""Mines, improvised devices, booby traps and duds: present, or cleared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.quantities import Quantity
from sayso.reading.topics.base import Draft, Page, Span, head_after, party, phrase, places_near

_HAZARD = re.compile(
    r"\b(?:(?:land\s?)?mines?(?!\sclearance\sagency)|minefields?|IEDs?|improvised\sexplosive\sdevices?|"
    r"booby[-\s]?trap(?:s|ped)?(?:\s\w+)?|explosive\s(?:devices?|remnants|hazards)|[Uu]nexploded\s\w+(?:\s\w+)?|UXOs?|"
    r"duds|mined|explosives\sremnants)\b"
)
_CLEARED = re.compile(
    r"\b(?:clear(?:ed|ing|ance)?|defus(?:ed|ing)|disarm(?:ed|ing)?|remov(?:ed|ing|al)|dismantl(?:ed|ing)|demin\w+|"
    r"neutrali[sz]ed|detonated\s(?:the|a)\scontrolled|sappers|sweep\w*|combing)\b",
    re.I,
)
_BLAST = re.compile(
    r"\b(?:explod\w+|detonat\w+|blast|went\soff|killed|wounded|attacks?|explosions?|blew|injur\w+)\b", re.I
)
_PRESENT = re.compile(
    r"\b(?:planted|laid|left\s(?:behind|by)|littered|remain\w*|mined|presence|rigged|contaminat\w+|threat|"
    r"danger\w*|fear\w*|risk|hidden|riddled|found|discover\w*|strewn|homemade)\b",
    re.I,
)


_LEFT_BY = re.compile(
    r"^\s(?:reportedly\s|allegedly\s|that\s(?:were\s)?|which\s(?:were\s)?)*"
    r"(?:left(?:\sbehind)?|planted|laid|placed|buried|set|rigged)(?:\sin\s\S+(?:\s\S+)?)?\sby\s",
    re.I,
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence that says where hazards are or were cleared; one that goes off is an attack."""
    for index in range(len(page.sentences)):
        match = _HAZARD.search(page.full, *page.sentences[index])
        if match is None:
            continue
        around = page.before(match.start(), 90, index) + " " + page.after(match.end(), 90, index)
        cleared = _CLEARED.search(around)
        if not cleared and (_BLAST.search(around) and not _PRESENT.search(around)):
            continue
        start, end = phrase(page.token(match.end() - 1))
        span = (start, end) if start <= match.start() < end and end - start < 90 else match.span()
        places = places_near(page, *match.span(), index)[:1]
        left = _left_by(page, match, index)
        if cleared:
            firm = "stated" if left is not None else None
            yield Draft("hazard", "cleared", match.span(), index, firm, None, span, _counted(page, span), places)
        if not cleared or left is not None:
            yield Draft("hazard", "present", match.span(), index, None, left, span, _counted(page, span), places)


def _left_by(page: Page, match: re.Match[str], index: int) -> Span | None:
    """Who is said to have left the hazards ("mines left by X")."""
    by = _LEFT_BY.match(page.after(match.end(), 60, index))
    return party(head_after(page, match.end() + by.end(), index), page.full) if by else None


def _counted(page: Page, span: Span) -> Quantity | None:
    """The number that the phrase of the hazards begins with ("140 mines")."""
    return next((q for q in page.quantities_in(*span) if q.start <= span[0] + 12), None)
