"""Names in a text: runs of capitalised words, cut where a word is no part of a person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.protection.lexicon import (
    CALENDAR,
    FUNCTION,
    HONORIFICS,
    KUNYA,
    NOUN_OF,
    PARTICLES,
    PEOPLES,
    ROLE,
    SECOND_PARTS,
    SURNAMES,
    THINGS,
)

# Every capital of the Latin, Greek and Cyrillic letters; ``re`` has no class for them.
_UPPER = "".join(letter for letter in map(chr, range(0x41, 0x530)) if letter.isupper())
_LETTERS = r"(?:[^\W\d_]|['’ʼ‘`](?=[^\W\d_]))"
_PREFIX = r"(?:[aA]l|[eE]l|[aA]d|[aA]n|[aA]r|[aA]s|[aA]sh|[aA]t|[aA]z|[uU]l|[aA]bd|[bB]in|d|O)[-‑'’]"
_WORD = rf"(?:{_PREFIX})?[{_UPPER}]{_LETTERS}*(?:[-‑]{_LETTERS}+)*"
_INITIAL = rf"[{_UPPER}]\.(?=\s)"
_PARTICLE = "|".join(sorted(PARTICLES, key=len, reverse=True))
_GAP = r"(?:[ \u00a0\t]|\n(?!\s))"
RUN = re.compile(
    rf"(?<![\w@#/.'’-])(?:(?:abu|umm|um){_GAP})?{_WORD}"
    rf"(?:{_GAP}(?:(?:{_PARTICLE}){_GAP}){{0,2}}(?:{_WORD}|{_INITIAL}))*"
)
_TOKEN = re.compile(r"[^\s]+")
_LONGEST = 6  # words in a person's name; longer runs are headlines


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a name with its offsets, and as it is compared."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may name a person: their offsets, and the words that tell a person, without particles and initials.

    A kunya keeps its first word in the key ("Umm Tariq" is not Tariq).
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    key: tuple[str, ...]

    @property
    def is_kunya(self) -> bool:
        return len(self.tokens) > 1 and self.tokens[0].folded in KUNYA


def fold(word: str) -> str:
    """A word without case, accents, apostrophes, hyphens and article: "Al-Ma’arri" is "maarri"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"^(?:al|el|ad|an|ar|as|ash|at|az|ul)[-‑](?=\w)", "", plain)
    return re.sub(r"[^\w]", "", bare)


def names_in(text: str, title: int = 0) -> Iterator[Name]:
    """Runs of capitalised words that may name a person, in order; ``title`` is where a break ends the title."""
    for run in RUN.finditer(text):
        shouted = _is_shouted(text, run.start())
        tokens = [_token(found, run.start()) for found in _TOKEN.finditer(run.group())]
        piece: list[tuple[Token, str]] = []
        for token, word in tokens:
            apart = _parts(word, shouted, bool(piece))
            if apart or (piece and piece[-1][0].end <= title < token.start):
                yield from _name(piece)
                piece = []
            if not apart:
                piece.append((token, word))
        yield from _name(piece)


def _token(found: re.Match[str], offset: int) -> tuple[Token, str]:
    word = re.sub(r"['’ʼ]s?$", "", found.group())
    return Token(offset + found.start(), offset + found.start() + len(word), fold(word)), word


def _is_shouted(text: str, at: int) -> bool:
    """Whether the line is all in capitals, so that capitals tell nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[start : end if end >= 0 else len(text)].isupper()


def _parts(word: str, shouted: bool, begun: bool) -> bool:
    """Whether a word is no part of a person's name; ``begun`` says that one stands before it."""
    low = word.casefold().strip(".’'")
    if begun and low in SURNAMES:
        return False
    if (
        low.endswith("-old")
        or low.rpartition("-")[2] in SECOND_PARTS
        or low in FUNCTION
        or low in CALENDAR
        or low in PEOPLES
        or low in HONORIFICS
        or low in NOUN_OF
    ):
        return True
    if ROLE.fullmatch(low) or low.rstrip("s") in NOUN_OF or low.rstrip("s") in PEOPLES:
        return True
    return not shouted and len(word) > 1 and word.isupper() and not word.endswith(".")


def _name(piece: list[tuple[Token, str]]) -> Iterator[Name]:
    while piece and piece[0][0].folded in PARTICLES - KUNYA and piece[0][1].islower():
        piece = piece[1:]
    while piece and (piece[-1][0].folded in PARTICLES or len(piece[-1][0].folded) < 2):
        piece = piece[:-1]
    if not piece or len(piece) > _LONGEST:
        return
    words = {word.casefold() for _, word in piece} | {token.folded for token, _ in piece}
    if words & THINGS:
        return
    tokens = tuple(token for token, _ in piece)
    core = tuple(token.folded for token in tokens if len(token.folded) > 1 and token.folded not in PARTICLES)
    if not core or core == ("said",):  # the verb at the beginning of a sentence
        return
    yield Name(tokens[0].start, tokens[-1].end, tokens, (*_kunya(tokens), *core))


def _kunya(tokens: Sequence[Token]) -> tuple[str, ...]:
    if len(tokens) < 2 or tokens[0].folded not in KUNYA:
        return ()
    return ("umm",) if tokens[0].folded in ("um", "umm", "oum", "ummu") else ("abu",)
