"""Names bent by transliteration or a slip, compared with the names of one gazetteer: by consonants, then fuzzily."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from sayso.resolving.reference.names import bones_of, loose

# Similarity (0 to 100) from which a misspelling counts; docs/theatres.md has what lower and higher ones give.
FUZZY = 88.0
# What a name is worth by how it was found, in the units of Place.weight.
LOOSE_WORTH, BONES_WORTH, FUZZY_WORTH = -0.6, -1.8, -2.0
# Shorter consonant skeletons coincide too often by chance: on the theatre's own names four consonants is where
# a shared skeleton begins to mean a shared name more often than not.
MIN_BONES = 4
MIN_FUZZY = 5
# Abroad a name is compared with all of a country's, and is often that of a place too small to be among them: there
# less is taken for the same name.
MIN_LOOSE, MIN_BENT = 5, 7
SAME_BONES, BENT = 88.0, 90.0
# How long a name is at least beside one that it is so like: the ratio is at most twice the shorter in both together.
_SHORTEST = SAME_BONES / (200 - SAME_BONES)
# The letters with which a name may begin whose loose form begins with another: "Qayara" and "Khan" as k and h.
_WRITTEN = {"k": "kqc", "h": "hk", "s": "sct", "j": "jd", "f": "fp"}

_VOWELS = re.compile("[aeiou]+")


class Spellings:
    """The spellings of a gazetteer's places. Those of one first consonant are made ready when one is asked for."""

    def __init__(self, beginning: Callable[[str], Iterable[tuple[str, str]]]) -> None:
        """``beginning`` gives the folded spellings that begin with a consonant, and the ids that they are of."""
        self._beginning = beginning
        self._packed: dict[str, dict[int, str]] = {}

    def like(self, name: str) -> dict[str, float]:
        """The ids of places whose name is like ``name``, each with what the likeness is worth; {} if there is none."""
        key = loose(name)
        size = len(key)
        if size < MIN_LOOSE or not key.isascii():
            return {}
        letter = first(key)
        same = self._ids(letter, [size]).get(key)
        if same:
            return dict.fromkeys(same, LOOSE_WORTH)
        if size < MIN_BENT:
            return {}
        # Of longer and shorter names no two are as like as SAME_BONES asks, nor as BENT does.
        ids = self._ids(letter, range(math.ceil(size * _SHORTEST), math.floor(size / _SHORTEST) + 1))
        pool = [known for known in ids if syllables(known) == syllables(key)]
        bones = bones_of(key)
        same = [known for known in pool if fuzz.ratio(key, known) >= SAME_BONES and bones_of(known) == bones]
        if same:
            return {id_: BONES_WORTH for known in same for id_ in ids[known]}
        near = [known for known in pool if abs(len(known) - size) <= 1]
        return {id_: worth for known, worth in nearest(key, near, BENT) for id_ in ids[known]}

    def _ids(self, letter: str, sizes: Iterable[int]) -> dict[str, list[str]]:
        """The loose keys with this first consonant and of these sizes, with the ids of their places."""
        packed = self._packed.get(letter)
        if packed is None:
            packed = self._packed[letter] = self._pack(letter)
        lines = (line for size in sizes if size in packed for line in packed[size].split("\n"))
        return {key: ids.split(" ") for key, _, ids in (line.partition("\t") for line in lines)}

    def _pack(self, letter: str) -> dict[int, str]:
        """By size of the keys a text with a line for each: as dictionaries those of a large country fill 40 MB."""
        found: dict[str, dict[str, None]] = {}
        for written in _WRITTEN.get(letter, letter):
            for name, place_id in self._beginning(written):
                key = loose(name)
                if first(key) == letter:
                    found.setdefault(key, {})[place_id] = None
        lines: dict[int, list[str]] = {}
        for key, ids in found.items():
            lines.setdefault(len(key), []).append(f"{key}\t{' '.join(ids)}")
        return {size: "\n".join(some) for size, some in lines.items()}


def nearest(key: str, pool: list[str], cutoff: float = FUZZY) -> list[tuple[str, float]]:
    """The keys of a pool that a misspelt key is like, most like first, with what each is worth."""
    matches = process.extract(key, pool, scorer=fuzz.ratio, score_cutoff=cutoff, limit=5)
    return [(match, FUZZY_WORTH - (100 - score) / 20) for match, score, _ in matches]


def syllables(key: str) -> int:
    """How many vowels or runs of vowels a key has. "Karabila" is not "Karbala"."""
    return len(_VOWELS.findall(key))


def first(key: str) -> str:
    """The first letter that is no vowel, since an initial vowel comes and goes ("Ashrafiyeh", "Shrafiyeh")."""
    return next((letter for letter in key if letter not in "aeiou "), key[:1])
