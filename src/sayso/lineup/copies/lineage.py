"""Which text a report was copied or rewritten from, so that a wire story in forty papers is one voice.

Near copies are found with FracMinHash sketches over word shingles: of all shingle hashes those under a
fixed share are kept, so that the share of common hashes estimates both resemblance (Jaccard) and
containment whatever the lengths (Broder 1997; Irber et al. 2022). Short texts keep a larger share of theirs.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sayso.agencies import AGENCIES
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words.folding import encoded_words, fold, words
from sayso.models import Report

SHINGLE = 5  # words; shorter shingles join reports that only share the stock phrases of the trade
_LIMIT = 0xFFFFFFFF // 8  # one hash in eight is kept
_LEAST_KEPT = 24  # shingles: sketches of short texts would else be too small to compare
# A sentence with another figure is an update, not a copy.
FIGURES = frozenset(
    words(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozens scores"
    )
)
_LEAST = 12  # shingles: below that likeness is chance

# Wire credits: how agencies sign, and the name that the agency goes by when it is quoted as a source.
_QUOTED_AS = {" ".join(words(form)): agency.name for agency in AGENCIES for form in agency.forms}
_SIGNATURES = sorted((form for agency in AGENCIES if agency.signs for form in agency.forms), key=len, reverse=True)
_NAMES = "|".join(map(re.escape, _SIGNATURES))
# Each with what a text must have one of: looked at first, since patterns cost far more.
_CREDITS = (
    ("(", re.compile(rf"\(({_NAMES})\)")),
    ("-–—/", re.compile(rf"(?:--?|–|—|/)\s?({_NAMES})\s*\.?\s*$", re.M)),
    (("by", "source:", "agencies:"), re.compile(rf"^\s*(?:By|Source:|Agencies:)\s+({_NAMES})\b", re.M | re.I)),
    ("-–—", re.compile(rf"^[^\n]{{0,60}}?[-–—]\s*({_NAMES})\s*[-–—:]", re.M)),
)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a report's words come from.

    ``id`` is the id of the earliest text of the family, ``voice`` the folded name of who wrote that text,
    ``name`` that name as shown, ``published`` its ISO date (None where unknown), ``copies`` how many texts there are.
    """

    id: str
    voice: str
    name: str
    published: str | None
    copies: int


def credit(report: Report) -> str | None:
    """The agency that a report is signed by, as quoted elsewhere ("Agence France-Presse" for "-AFP"); None if none."""
    parts = (report.text[:400], report.text[-200:])
    low = "\n".join(parts).lower()
    for needed, pattern in _CREDITS:
        for part in parts if any(mark in low for mark in needed) else ():
            if found := pattern.search(part):
                return _QUOTED_AS[" ".join(words(found.group(1)))]
    return None


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The folded name that an outlet goes by, agencies' initials written out ("AFP")."""
    return fold(_QUOTED_AS.get(" ".join(words(name)), name))


def lineage_of(origin: Report, credits: Collection[str | None]) -> Lineage:
    """The lineage of a family by its oldest report and the credits of all of them.

    It is signed by an agency if any copy is, else by the oldest copy's outlet.
    """
    name = min(filter(None, credits), default=None) or origin.outlet or f"report {origin.id}"
    return Lineage(origin.id, canonical(name), name, origin.published, len(credits))


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words (of the whole text where it is shorter)."""
    return frozenset(runs(encoded_words(text)))


def runs(found: Sequence[bytes]) -> list[int]:
    """The hashes of all runs of five of these words (of all where they are fewer), in their order."""
    joined = b" ".join(found)
    if len(found) <= SHINGLE:
        return [zlib.crc32(joined)] if found else []
    # Runs are cut out of the joined words: quicker than to join each.
    starts = list(accumulate([len(word) + 1 for word in found], initial=0))
    hashed = zlib.crc32
    return [hashed(joined[start : end - 1]) for start, end in zip(starts, starts[SHINGLE:], strict=False)]


def sketch(hashes: Iterable[int]) -> list[int]:
    """The FracMinHash sketch of a text by the hashes of its runs, in order."""
    full = sorted(set(hashes))
    return full[: max(_LEAST_KEPT, bisect_right(full, _LIMIT))]


def copied(left: Report, right: Report, options: LineUpOptions) -> bool:
    """Whether one text is a near copy of the other or carries it."""
    if left.text == right.text and left.title == right.title:
        return True
    a, b = shingles(left.full), shingles(right.full)
    common = len(a & b)
    if min(len(a), len(b)) < _LEAST and a != b:
        return False
    return common >= options.similar * len(a | b) or common >= options.contained * min(len(a), len(b))
