"""The headline of a text that does not mark it."""

from __future__ import annotations

import re

from sayso.ingest.datelines import is_date_line

_LONGEST, _MOST_WORDS, _FEWEST_WORDS = 200, 30, 2
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")
_CLOSED = re.compile(r"[.;:,][\"”’')\]]*$")
_TWO_SENTENCES = re.compile(r"[a-z]{3,}[.!?][\"”’]?\s+[\"“‘]?[A-Z]")
_NOT_A_TITLE = re.compile(r"^(?:[-*•–—]\s|\d+[.)]\s|By\s+[A-Z]|[\"“].*[\"”]$)")
_BYLINE = re.compile(r"^(?:By\s+[A-Z]|(?:Published|Posted|Updated|Last updated|Date)\b)", re.IGNORECASE)
# Lines of date and byline that may stand over a headline.
_MOST_ABOVE = 3


def split_title(text: str) -> tuple[str, str]:
    """The headline and the rest; the headline is "" where the first line does not look like one.

    Bylines and dates over the headline stay with the rest.
    """
    lines = text.split("\n")
    filled = [index for index, line in enumerate(lines) if line]
    for index in filled[: _MOST_ABOVE + 1]:
        below = lines[index + 1] if index + 1 < len(lines) else ""
        has_rest = index != filled[-1]
        if has_rest and not _is_credit(lines[index]) and looks_like_title(lines[index], below):
            rest = lines[:index] + lines[index + 1 :]
            return lines[index], "\n".join(rest).strip("\n")
        if not _is_credit(lines[index]):
            break
    return "", text


def looks_like_title(line: str, below: str = "") -> bool:
    """True for a short line that is no closed sentence and does not run on into the line ``below``."""
    if len(line) > _LONGEST or not _FEWEST_WORDS <= len(line.split()) <= _MOST_WORDS:
        return False
    if _CLOSED.search(line) and not _INITIALS.search(line) and not line.endswith(("...", "…")):
        return False
    if below[:1].islower() or _TWO_SENTENCES.search(line):
        return False
    return not _NOT_A_TITLE.match(line)


def without_title(text: str, title: str) -> str:
    """``text`` without its first line where that only repeats ``title``."""
    first, _, rest = text.partition("\n")
    same = first.strip().casefold() == title.strip().casefold()
    return rest.strip("\n") if same and rest.strip() else text


def _is_credit(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_BYLINE.match(line) or is_date_line(line))
