"""News agencies as bylines and wire datelines credit them.

A credit names who published the words first, so it stands in for the outlet only where nothing
better is known, and only in the printed forms of a credit: "By Reuters", "BEIRUT (AFP) -",
a last line "- AP". An agency named in a sentence is a source, not the outlet.
"""

from __future__ import annotations

import re

from sayso.agencies import AGENCIES

_BY_FORM = {form.lower(): agency.short for agency in AGENCIES for form in agency.forms}
_FORMS = sorted((form for agency in AGENCIES for form in agency.forms), key=len, reverse=True)

AGENCY = (
    r"\b(?:" + "|".join(re.escape(form) + ("" if form.isupper() else r"|" + form.upper()) for form in _FORMS) + r")\b"
)

# Behind a town in capitals, or a town and a date, and before a dash, any name in brackets is a credit.
WIRE_CREDIT = r"\([A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,4}\)\s*[-–—]"

# How far into a text a credit is looked for: bylines and wire datelines stand before or in the lead.
_HEAD = 1500
_FOOT = 120

_CREDITS = (
    re.compile(rf"^By\s+(?:the\s+)?(?P<name>{AGENCY})(?=\s*(?:$|[-–—|,;(]|and\b|in\b|\d))", re.MULTILINE),
    re.compile(rf"^By\s+[^\n.|,/]{{3,60}}\s*[|,/–—-]\s*(?P<name>{AGENCY})(?=\s*(?:$|[-–—|,;/(]))", re.MULTILINE),
    re.compile(
        rf"^[-–—(\s]{{0,4}}(?P<name>{AGENCY})\s*(?:[|–—-]\s*[^\n]{{0,60}}\d{{4}}[^\n]{{0,20}})?\)?$", re.MULTILINE
    ),
    re.compile(
        rf"^(?:[A-Z][\w.'’/-]+(?:,?\s+[A-Z0-9][\w.,'’/-]*){{0,7}}\s*)?\((?P<name>{AGENCY})\)\s*(?:[-–—:]|[A-Z]|$)",
        re.MULTILINE,
    ),
    re.compile(
        r"^[A-Z][A-Z.'’/-]+(?:,?\s[A-Z0-9][\w.,'’/-]*){0,6}\s"
        r"\((?P<name>[A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,4})\)\s*[-–—]",
        re.MULTILINE,
    ),
)
_LAST_LINE = re.compile(rf"(?:^|\n|[.!?”\"]\s)\s*[-–—(]\s*(?P<name>{AGENCY})\s*\)?\s*$")
_SHARED = re.compile(rf"\s*(?:,|/|and|&)\s*(?P<name>{AGENCY})")


def credited_agency(text: str) -> str | None:
    """The agency that a byline, a wire dateline or a last line credits; None where none or more than one is."""
    head = text[:_HEAD]
    for pattern in _CREDITS:
        names = {
            _short(match["name"]) for match in pattern.finditer(head) if not _SHARED.match(head, match.end("name"))
        }
        if names:
            return names.pop() if len(names) == 1 else None
    last = _LAST_LINE.search(text[-_FOOT:])
    return _short(last["name"]) if last else None


def _short(name: str) -> str:
    return _BY_FORM.get(name.lower(), name)
