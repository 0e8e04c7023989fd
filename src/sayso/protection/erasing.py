"""Taking one person's name out of words for good: every letter of it becomes a block, so that offsets still hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.models import Report
from sayso.protection.lexicon import HONORIFICS, KUNYA, PARTICLES
from sayso.protection.names import fold, names_in
from sayso.protection.people import find_people

BLOCK = "█"
_SHORTEST = 3  # letters of a word of the name that is also taken out where it stands alone
_PARTS = re.compile(r"[^\W_]+")


class Eraser:
    """Finds and blocks out a person's name, given in one or several spellings.

    Where a spelling stands whole it is always taken out, whatever its case, accents, apostrophes and hyphens. In a
    report that has it whole, or has it in its address, so is each word of it where that stands alone as a name.
    """

    def __init__(self, spellings: Sequence[str]) -> None:
        wholes = [_PARTS.findall(_plain(spelling)) for spelling in spellings]
        if not all(wholes):
            raise ValueError("a name has at least one letter")
        self._whole = re.compile("|".join(_pattern(words) for words in sorted(wholes, key=len, reverse=True)))
        counted = {fold(word) for words in wholes if len(words) > 1 for word in words}
        self._words = {w for w in counted if len(w) >= _SHORTEST} - PARTICLES - KUNYA - HONORIFICS

    def words(self, text: str) -> str:
        """Words of no one report, without the whole name; of the same length."""
        return _blocked(text, self._spans(text))

    def report(self, report: Report) -> Report:
        """The report without the name: the same report where it does not have it; all offsets still hold."""
        full = report.full
        found = list(self._spans(full))
        url, outlet = report.url and self.words(report.url), report.outlet and self.words(report.outlet)
        if found or url != report.url:
            found += self._alone(full, len(report.title))
        if not found and (url, outlet) == (report.url, report.outlet):
            return report
        shown, title = _blocked(full, found), len(report.title)
        # The break between title and text is no part of either, and stays.
        return replace(report, title=shown[:title], text=shown[title + 1 :], url=url, outlet=outlet)

    def people(self, report: Report) -> list[str]:
        """The digests under which a ledger numbers those whose name this is."""
        erased = self.report(report).full
        return [
            person.key
            for person in find_people(report)
            if any(BLOCK in erased[start:end] for start, end in person.spans)
        ]

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        for found in self._whole.finditer(_plain(text)):
            yield found.span()

    def _alone(self, full: str, title: int) -> Iterator[tuple[int, int]]:
        """Words of the name where they stand alone or among its own words: the surname by which it is told later."""
        for name in names_in(full, title):
            if all(token.folded in self._words or token.folded in PARTICLES for token in name.tokens):
                yield name.start, name.end


def _pattern(words: Sequence[str]) -> str:
    return r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, words)) + r"(?![^\W_])"


class _Small(dict[int, int]):
    """Each letter small and without accents, found once."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFKD", chr(code))[0].casefold()
        self[code] = ord(base) if len(base) == 1 else code
        return self[code]


_SMALL = _Small()


def _plain(text: str) -> str:
    """The text in small letters without accents, letter for letter, so that offsets hold."""
    return text.translate(_SMALL)


def _blocked(text: str, spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [BLOCK if not letter.isspace() else letter for letter in letters[start:end]]
    return "".join(letters)
