"""Mines, improvised devices, booby traps and duds: present, or cleared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, phrase, places_near

_HAZARD = re.compile(
    r"\b(?:(?:land\s?)?mines?(?!\sclearance\sagency)|minefields?|IEDs?|improvised\sexplosive\sdevices?|"
    r"booby[-\s]?trap(?:s|ped)?(?:\s\w+)?|explosive\s(?:devices?|remnants|hazards)|unexploded\s\w+(?:\s\w+)?|UXOs?|"
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
        status = "cleared" if cleared else "present"
        yield Draft(
            "hazard", status, match.span(), index, None, None, span, None, places_near(page, *match.span(), index)[:1]
        )
