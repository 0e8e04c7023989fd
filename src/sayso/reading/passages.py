"""Sentences of a report, by their ends in the text: fast, and the same for every reader."""

from __future__ import annotations

import re

Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpl sgt brig adm cmdr hon rev fr st jr sr gov sen rep amb supt "
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos vol fig art approx est vs etc e.g i.e cf al inc "
    "ltd co corp u.s u.n u.k e.u u.a.e a.i a.k.a".split()
)
# Ends that may still close a sentence when a capital follows: "in the U.S. The army …".
_MAY_END = frozenset("u.s u.n u.k e.u u.a.e a.m p.m etc inc ltd co corp".split())
_STARTERS = frozenset(
    "the a an in on at but and he she it they we i this that these those his her its their there as after before "
    "meanwhile however according earlier since while for from".split()
)
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)")
# "The mill burned.Nobody was hurt": pages lose the space between two paragraphs.
_STUCK = re.compile(r"(?:(?<=[a-z]{3})|(?<=\d\d)|(?<=[)\]”]))[.!?][\"”’)\]]*(?=[\"“‘(]?[A-Z][a-z’']*\s)")
_BREAK = re.compile(r"[ \t\r]*\n\s*")
_LAST_WORD = re.compile(r"[\w.’']*\w$")
_NEXT_WORD = re.compile(r"[\"“‘'«(\[—–-]*\s*([^\W\d_][\w’']*|\d+)")


def sentences(text: str, start: int = 0) -> list[Span]:
    """The sentences of ``text`` from ``start`` on, as character spans without the white space around them.

    A line break ends a sentence unless the next line goes on in lower case (hard-wrapped text).
    """
    ends = {m.end() for m in _END.finditer(text, start) if _ends_sentence(text, m)}
    cuts = sorted(ends | {m.end() for m in _STUCK.finditer(text, start)} | set(_breaks(text, start)))
    spans, begin = [], start
    for cut in [*cuts, len(text)]:
        piece = text[begin:cut]
        stripped = piece.strip()
        if stripped:
            left = begin + len(piece) - len(piece.lstrip())
            spans.append((left, left + len(stripped)))
        begin = cut
    return spans


def _breaks(text: str, start: int) -> list[int]:
    return [
        m.end()
        for m in _BREAK.finditer(text, start)
        if m.end() < len(text) and not (text[m.end()].islower() and not _closed(text, m.start()))
    ]


def _closed(text: str, at: int) -> bool:
    return text[:at].rstrip()[-1:] in '.!?…"”'


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, end.end() + 1 + _blank(text, end.end() + 1))
    if following is None:
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if not end.group().startswith(".") or len(end.group().rstrip("\"”’'»)]")) > 1:
        return True
    before = _LAST_WORD.search(text, max(0, end.start() - 20), end.start())
    last = before.group().lower() if before else ""
    if last in _MAY_END:
        return word.lower() in _STARTERS
    initial = len(last) == 1 and last.isalpha()
    return not (initial or last in _ABBREVIATIONS)


def _blank(text: str, at: int) -> int:
    """How many white-space characters follow ``at``."""
    stop = at
    while stop < len(text) and text[stop].isspace():
        stop += 1
    return stop - at
