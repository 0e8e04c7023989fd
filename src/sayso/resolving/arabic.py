"""Names in Arabic script in any text, whatever its language: those of places and actors of a theatre.

For reports that no reader can read: it says whom and where they name, not what they say of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.models import ActorResolution, Mention, PlaceResolution
from sayso.resolving.theatre import Theatre

_WORD = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u0750-\u077f]+")
# The words of the longest names in the lists.
_LONGEST = 5
# Letters that Arabic writes before a name without a space: and, so, in, to, like.
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
_FEWEST_LETTERS = 3

Meaning = PlaceResolution | ActorResolution


def named_in(text: str, theatre: Theatre) -> Iterator[tuple[Mention, Meaning]]:
    """The names in Arabic script that are to the letter those of an entry, in order; the longest where several begin.

    A name that several entries share, none of them much more prominent, is left out.
    """
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        found = next(_beginning(text, words[at : at + _LONGEST], theatre), None)
        if found is None:
            at += 1
            continue
        yield found
        at += sum(word.start() < found[0].end for word in words[at : at + _LONGEST])


def _beginning(text: str, words: list[re.Match[str]], theatre: Theatre) -> Iterator[tuple[Mention, Meaning]]:
    """The names that begin with the first of these words, the longest first."""
    for size in range(len(words), 0, -1):
        start, end = words[0].start(), words[size - 1].end()
        if text[start:end].split() != [word.group() for word in words[:size]]:
            continue  # something stands between them
        for skipped in (0, 1):
            name = text[start + skipped : end]
            if skipped and not text.startswith(_PREFIXES, start):
                break
            meaning = _meaning(name, size, theatre)
            if meaning is not None:
                yield Mention(name, start + skipped, end), meaning


def _meaning(name: str, size: int, theatre: Theatre) -> Meaning | None:
    if len(name) < _FEWEST_LETTERS:
        return None
    if theatre.names_actor(name):
        actor = theatre.find_actor(name)
        return actor if actor.id is not None else None
    # Of a single word only the theatre's own places: abroad there is a town for many a plain word.
    known = [place for place, worth in theatre.candidates(name) if worth >= 0]
    if not any(size > 1 or place.country in theatre.countries for place in known):
        return None
    found = theatre.find_place(name)
    return found if found.id is not None else None
