"""Names bent by transliteration or a slip, compared with the names of one gazetteer: by consonants, then fuzzily."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from sayso.resolving.names import bones_of, loose

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
# The letters with which a name may begin whose loose form begins with another: "Qayara" and "Khan" as k and h.
_WRITTEN = {"k": "kqc", "h": "hk", "s": "sct", "j": "jd", "f": "fp"}

_VOWELS = re.compile("[aeiou]+")


@dataclass(slots=True)
class _Bucket:
    """The loose keys that begin with one consonant: the ids they are of, and the keys by skeleton and by length."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    bones: dict[str, list[str]] = field(default_factory=dict)
    lengths: dict[int, list[str]] = field(default_factory=dict)

    def add(self, key: str, place_id: str) -> None:
        known = self.ids.get(key)
        if known is None:
            known = self.ids[key] = []
            self.bones.setdefault(bones_of(key), []).append(key)
            self.lengths.setdefault(len(key), []).append(key)
        if place_id not in known:
            known.append(place_id)


class Spellings:
    """The spellings of a gazetteer's places. Those of one first consonant are made ready when one is asked for."""

    def __init__(self, beginning: Callable[[str], Iterable[tuple[str, str]]]) -> None:
        """``beginning`` gives the folded spellings that begin with a consonant, and the ids that they are of."""
        self._beginning = beginning
        self._buckets: dict[str, _Bucket] = {}

    def like(self, name: str) -> dict[str, float]:
        """The ids of places whose name is like ``name``, each with what the likeness is worth; {} if there is none."""
        key = loose(name)
        if len(key) < MIN_LOOSE or not key.isascii():
            return {}
        bucket = self._bucket(first(key))
        if key in bucket.ids:
            return dict.fromkeys(bucket.ids[key], LOOSE_WORTH)
        if len(key) < MIN_BENT:
            return {}
        same = [known for known in bucket.bones.get(bones_of(key), ()) if fuzz.ratio(key, known) >= SAME_BONES]
        same = [known for known in same if syllables(known) == syllables(key)]
        if same:
            return {id_: BONES_WORTH for known in same for id_ in bucket.ids[known]}
        near = (known for size in (-1, 0, 1) for known in bucket.lengths.get(len(key) + size, ()))
        pool = [known for known in near if syllables(known) == syllables(key)]
        return {id_: worth for known, worth in nearest(key, pool, BENT) for id_ in bucket.ids[known]}

    def _bucket(self, letter: str) -> _Bucket:
        bucket = self._buckets.get(letter)
        if bucket is None:
            bucket = _Bucket()
            for written in _WRITTEN.get(letter, letter):
                for name, place_id in self._beginning(written):
                    key = loose(name)
                    if first(key) == letter:
                        bucket.add(key, place_id)
            self._buckets[letter] = bucket
        return bucket


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
