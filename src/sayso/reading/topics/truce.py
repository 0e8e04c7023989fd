"""Ceasefires, pauses and local deals: agreed, holding, violated, rejected, ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, places_near

_TRUCE = re.compile(
    r"\b(?:cease-?\s?fires?|truces?|cessation\sof\shostilities|humanitarian\spauses?|"
    r"moratorium\son\s(?:air\s)?strikes|"
    r"de-?escalation\s(?:zones?|agreement|deal|plan)|(?:surrender|evacuation|reconciliation|peace)\s(?:deal|"
    r"agreement)s?|armistice|lull\sagreement|\d+-hour\s(?:pause|truce)s?)\b",
    re.I,
)
_STATUS = (
    ("violated", re.compile(r"\b(?:violat\w+|breach\w*|broke(?!red)|broken|infring\w+|flout\w+)\b", re.I)),
    ("rejected", re.compile(r"\b(?:reject\w*|refus\w+|turned\sdown)\b", re.I)),
    (
        "ended",
        re.compile(
            r"\b(?:ended|expired?|collaps\w+|fell\sapart|unravel\w+|broke\sdown|end\sof\s(?:the|a)|fail(?:ed|ure)|"
            r"crumbl\w+|is\sover)\b",
            re.I,
        ),
    ),
    (
        "holding",
        re.compile(
            r"\b(?:hold(?:s|ing)?|held|took\seffect|taken\seffect|came\sinto|come\sinto|comes\sinto|went\sinto|"
            r"in\s(?:force|effect|place)|since\sthe|under\s(?:the|a)|partial|respect\w*|fragile|began|begun|"
            r"observing|started|extended|extension|largely|shaky)\b",
            re.I,
        ),
    ),
    (
        "agreed",
        re.compile(
            r"\b(?:agree\w*|announc\w+|broker\w+|reach\w*|sign\w*|deal|declar\w+|propos\w+|negotiat\w+|accept\w*|"
            r"back\w*|call\w*|urg\w+|plan\w*|demand\w*|seek\w*|due\sto)\b",
            re.I,
        ),
    ),
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence that says what became of a truce; a mere mention is none."""
    for index in range(len(page.sentences)):
        match = _TRUCE.search(page.full, *page.sentences[index]) or _pointed_back(page, index)
        if match is None:
            continue
        status = _status(page, match, index)
        if status is not None:
            yield Draft(
                "truce", status, match.span(), index, places=places_near(page, *match.span(), index), one="whole"
            )


# "Violated it" after a sentence on a truce.
_IT = re.compile(r"\b(?:violat(?:ed|ing|es)|breach(?:ed|ing)|broken?|reject(?:ed|ing))\s(?P<it>it|the\sdeal)\b", re.I)


def _pointed_back(page: Page, index: int) -> re.Match[str] | None:
    if index == 0 or not _TRUCE.search(page.full, *page.sentences[index - 1]):
        return None
    found = _IT.search(page.full, *page.sentences[index])
    return re.compile(r"it|the\sdeal", re.I).match(page.full, found.start("it")) if found else None


def _status(page: Page, match: re.Match[str], index: int) -> str | None:
    """The status whose word stands nearest to the truce, within 60 characters."""
    best: tuple[int, str] | None = None
    left = page.before(match.start(), 60, index)
    right = page.after(match.end(), 60, index)
    for status, pattern in _STATUS:
        for found in pattern.finditer(left):
            best = min(filter(None, (best, (len(left) - found.end(), status))))
        for found in pattern.finditer(right):
            best = min(filter(None, (best, (found.start(), status))))
    return best[1] if best else None
