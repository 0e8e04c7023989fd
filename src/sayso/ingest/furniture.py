"""What a web page puts around an article: menus, votes, sharing buttons, newsletter boxes, comments.

Works on lines, by a lexicon of web furniture and by the structure around it, and errs on the side of keeping:
a line goes only if it says nothing but furniture, and a whole section goes only behind its heading
and only where what follows looks like that section. A paragraph of the article is never taken for furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from sayso.ingest.webwords import (
    COMMENT_FORM,
    COMMENT_LIKE,
    COMMENTS_HEADING,
    FIRST_OF_LIST,
    FURNITURE_LINE,
    LINKS_HEADING,
    MENU_WORDS,
    WHOLE_LINES,
)

# Longer lines are paragraphs; furniture is short. The longest known is a cookie or newsletter notice.
_LONGEST_FURNITURE = 240
# A paragraph: long enough and closed like a sentence.
_PARAGRAPH = 90
# A title of another story is no longer than this.
_LONGEST_TITLE = 140
# Characters of prose before a heading "Comments" that make it more than a jump link over the article;
# lines looked at behind it.
_ENOUGH_PROSE, _NEAR = 400, 12
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")

_CRUMB_SPLIT = re.compile(r"\s+[>»›→/]\s*|\s*[>»›→]\s+|\s*[»›]\s*")
_VOTES = re.compile(r"\b(?:voted|votes?|rating|rated)\b", re.IGNORECASE)
_ARROW = re.compile(r"^(?:up|down|\+|-|\d[\d.,]*k?)$", re.IGNORECASE)

# A menu has at least so many lines of at most so many words.
_MENU_RUN, _MENU_LINE_WORDS = 3, 3


def without_furniture(text: str) -> str:
    """``text`` without the lines of web furniture; blank lines in a row become one, the ends are bare."""
    lines = _collapsed(text.split("\n"))
    keep = [not is_furniture(line) for line in lines]
    _drop_comments(lines, keep)
    _drop_links(lines, keep)
    _drop_counters(lines, keep)
    _drop_menus(lines, keep)
    return "\n".join(_collapsed(line for line, kept in zip(lines, keep, strict=True) if kept))


def is_furniture(line: str) -> bool:
    """True for a line that says nothing but furniture: "Share this", "11 users have voted.", "Home » News » Region"."""
    bare = line.strip()
    if not bare or len(bare) > _LONGEST_FURNITURE:
        return False
    return (
        bare.strip(" \t:.!»>|•*-–—[]()…").lower() in WHOLE_LINES
        or bool(FURNITURE_LINE.match(bare))
        or _is_breadcrumb(bare)
    )


def is_paragraph(line: str) -> bool:
    """True for a line that reads like prose: long, and closed like a sentence."""
    bare = line.strip()
    return len(bare) >= _PARAGRAPH and bool(_SENTENCE_END.search(bare))


def _is_breadcrumb(line: str) -> bool:
    parts = [part for part in _CRUMB_SPLIT.split(line) if part]
    if len(parts) < 2 or len(line) > 160 or _SENTENCE_END.search(line):
        return False
    opens = parts[0].strip().lower()
    short = all(len(part.split()) <= 3 for part in parts[:-1])
    return short and (opens in MENU_WORDS or (len(parts) > 2 and any(mark in line for mark in ">»›→")))


def _drop_comments(lines: list[str], keep: list[bool]) -> None:
    """Drop everything from the first comment section on."""
    prose = [index for index, line in enumerate(lines) if is_paragraph(line)]
    forms = [index for index, line in enumerate(lines) if _matches(COMMENT_FORM, line)]
    written, passed = 0, 0
    for index, line in enumerate(lines):
        if is_paragraph(line):
            written, passed = written + len(line), passed + 1
        elif passed and line and len(line) <= _LONGEST_FURNITURE:
            prose_follows = passed < len(prose)
            form_follows = bool(forms) and forms[-1] > index
            if _opens_comments(lines[index : index + _NEAR], written, prose_follows, form_follows):
                keep[index:] = [False] * (len(lines) - index)
                return


def _opens_comments(lines: list[str], written: int, prose_follows: bool, form_follows: bool) -> bool:
    """True where ``lines[0]`` heads comments or their form, with ``written`` characters of prose before it.

    The same words stand as a jump link over many articles, so a heading with prose behind it counts only
    if enough of the article came before it and what follows looks like comments.
    """
    heading, following = lines[0].strip(), [line for line in lines[1:] if line]
    enough = not prose_follows or written >= _ENOUGH_PROSE
    if COMMENT_FORM.match(heading):
        return enough
    if LINKS_HEADING.match(heading):
        # Some themes print the comments as a bare numbered list under the last box of links.
        return form_follows and bool(following) and bool(FIRST_OF_LIST.match(following[0]))
    if not COMMENTS_HEADING.match(heading):
        return False
    looks_so = form_follows or any(COMMENT_LIKE.match(line) for line in following)
    return enough and (looks_so or not prose_follows)


def _drop_links(lines: list[str], keep: list[bool]) -> None:
    """Drop headings of links to other stories, and the titles under them up to the next prose."""
    last_prose = max((index for index, line in enumerate(lines) if is_paragraph(line)), default=-1)
    in_links = passed_prose = False
    for index, line in enumerate(lines):
        if _matches(LINKS_HEADING, line):
            # Before the article the title under "Latest news" may be the article's own.
            keep[index], in_links = False, passed_prose
        elif in_links and index > last_prose and line.endswith("?") and len(line) <= _LONGEST_TITLE:
            keep[index] = False
        elif len(line) > _LONGEST_TITLE or (line and _SENTENCE_END.search(line)):
            in_links, passed_prose = False, passed_prose or is_paragraph(line)
        elif in_links:
            keep[index] = False


def _drop_counters(lines: list[str], keep: list[bool]) -> None:
    """Drop arrows and bare figures that touch a dropped line: "up" over a vote count, "0" under "Tweet"."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for order in (filled, filled[::-1]):
        for before, index in pairwise(order):
            if not keep[before] and keep[index] and _ARROW.match(lines[index].strip()):
                is_word = lines[index].strip().isalpha()
                keep[index] = is_word and not _VOTES.search(lines[before])


def _drop_menus(lines: list[str], keep: list[bool]) -> None:
    """Drop runs of very short lines before the first prose and after the last, with a menu's own words in them."""
    prose = [index for index, line in enumerate(lines) if is_paragraph(line)]
    for run in _short_runs(lines):
        menu = [place for place, at in enumerate(run) if lines[at].strip(" |•*-").lower() in MENU_WORDS]
        inside = prose and prose[0] < run[0] < prose[-1]
        if not inside and len(run) >= _MENU_RUN and len(menu) >= max(2, len(run) // 2):
            # Not beyond the menu's own words: the next short line may be the headline.
            for at in run[menu[0] : menu[-1] + 1]:
                keep[at] = False


def _short_runs(lines: list[str]) -> list[list[int]]:
    """The lines of one to three words and no full stop, grouped where nothing longer is between them."""
    runs: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if line and len(line.split()) <= _MENU_LINE_WORDS and not _SENTENCE_END.search(line):
            runs[-1].append(index)
        elif line and runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _matches(pattern: re.Pattern[str], line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE and bool(pattern.match(line.strip()))


def _collapsed(lines: Iterable[str]) -> list[str]:
    """The lines without spaces at their ends, with single blank lines only and none at either end."""
    kept: list[str] = []
    for line in map(str.rstrip, lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1] else kept
