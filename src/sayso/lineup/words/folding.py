"""Words made comparable: accents, case and filler words away.

Unresolved names are compared only by what this module leaves of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


# What is no letter or digit becomes a space: quicker than to look for words, and nearly all text is plain.
_SPACED = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))


class _Unmarked(dict[int, int | None]):
    """Every character as it is, but accents that stand on their own, which go."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNMARKED = _Unmarked()


def split_words(text: str) -> list[str]:
    """All words of ``text``, case and accents folded."""
    if text.isascii():
        return text.lower().encode().translate(_SPACED).decode().split()
    return _WORD.findall(unicodedata.normalize("NFKD", text.casefold()).translate(_UNMARKED))


def encoded_words(text: str) -> list[bytes]:
    """The same as bytes, without the way back to text where they are hashed."""
    if text.isascii():
        return text.lower().encode().translate(_SPACED).split()
    return [word.encode() for word in split_words(text)]


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name or a sentence, kept, since the same ones come again; of whole reports nothing is kept."""
    return tuple(split_words(text))


class AnyCase:
    """A pattern of words that are looked for in any case: in a third of the time that ``re.I`` takes.

    A match gives its places in the text in lower case, which are those in the text but for a few rare letters.
    """

    def __init__(self, pattern: str) -> None:
        assert not _UPPER.search(pattern), f"in lower case nothing is found of {pattern}"
        compiled = re.compile(pattern)
        self._search, self._findall = compiled.search, compiled.findall

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where the pattern stands."""
        return self._search(text.lower())

    def findall(self, text: str) -> list[str]:
        """What the one group of the pattern holds, in lower case, wherever the pattern stands."""
        return self._findall(text.lower())


_UPPER = re.compile(r"(?<!\\)[A-Z]")

# Words that say what kind of place or person a name is, or nothing at all: "the village of X" and "X" are one name.
FILLER = frozenset(
    words(
        "the a an of in at on to s al el ul and by for from near around some several its their his her "
        "city town village district neighbourhood neighborhood area province governorate countryside suburb "
        "mr mrs dr based uk britain british london"
    )
)

# A source named only by such words is nobody in particular: two papers' "activists" need not be the same people.
ANONYMOUS = frozenset(
    words(
        "activist activists witness witnesses resident residents official officials source sources medic medics doctor "
        "doctors rescuer rescuers commander commanders fighter fighters rebel rebels soldier soldiers aid worker "
        "workers local locals people civilian civilians opposition military security medical police army government "
        "syrian spokesman spokesperson spokeswoman statement reports report correspondent reporter journalist "
        "journalists refugee refugees survivor survivors relative relatives family families senior unnamed anonymous "
        "field group groups emergency rescue teams team two three one regional defence defense ministry hospital "
        "kurdish iraqi western insurgent insurgents militant militants diplomat diplomats tribal elder elders"
    )
)
_PERSONS = frozenset(
    words(
        "activist activists witness witnesses resident residents official officials source sources medic medics doctor "
        "doctors rescuer rescuers commander commanders fighter fighters rebel rebels soldier soldiers worker "
        "workers local locals people civilian civilians spokesman spokesperson spokeswoman "
        "reports report correspondent reporter journalist journalists "
        "refugee refugees survivor survivors relative relatives elder elders diplomat diplomats "
        "insurgent insurgents militant militants"
    )
)


@lru_cache(maxsize=65536)
def content(text: str) -> tuple[str, ...]:
    """The words of ``text`` that name something; all words where none would be left."""
    found = words(text)
    return tuple(w for w in found if w not in FILLER) or found


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key that two spellings of one name share as far as case, accents and filler go."""
    return " ".join(content(text))


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """Whether one name's content words are all found in the other's, endings aside ("Israel", "Israeli")."""
    a, b = content(left), content(right)
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return bool(small) and all(any(_same_stem(x, y) for y in large) for x in small)


def _same_stem(left: str, right: str) -> bool:
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3


def anonymous(text: str) -> bool:
    """Whether a source is named only by a kind of person ("activists in the area", "a military source")."""
    found = content(text)
    return any(w in _PERSONS for w in found) and all(w in ANONYMOUS for w in found)
