"""Which text a report was copied or rewritten from, so that a wire story in forty papers is one voice.

Near copies are found with FracMinHash sketches over word shingles: of all shingle hashes those under a
fixed share are kept, so that the share of common hashes estimates both resemblance (Jaccard) and
containment whatever the lengths (Broder 1997; Irber et al. 2022). Short texts keep all their shingles.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.agencies import AGENCIES
from sayso.lineup.folding import fold, words
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.models import Claim, Report

SHINGLE = 5  # words; shorter shingles join reports that only share the stock phrases of the trade
_KEEP_ALL = 160  # shingles: sketches of shorter texts would be too small to compare
_SHARE = 1 / 8  # of the hashes of longer texts
_COMMON = 40  # reports: holders of one shingle beyond which not every pair is looked at
_PASSAGE = 10  # words: a shorter sentence may be written twice independently
_CARRIED = 0.8  # of a passage's shingles
# A sentence with another figure is an update, not a copy.
_FIGURES = frozenset(
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
_CREDITS = (
    re.compile(rf"\(({_NAMES})\)"),
    re.compile(rf"(?:--?|–|—|/)\s?({_NAMES})\s*\.?\s*$", re.M),
    re.compile(rf"^\s*(?:By|Source:|Agencies:)\s+({_NAMES})\b", re.M | re.I),
    re.compile(rf"^[^\n]{{0,60}}?[-–—]\s*({_NAMES})\s*[-–—:]", re.M),
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


def trace(reports: Iterable[Report], options: LineUpOptions = DEFAULT) -> dict[str, Lineage]:
    """The lineage of every report, by report id. Order of the input does not matter."""
    ordered = sorted({r.id: r for r in reports}.values(), key=_age)
    families = _families(ordered, options)
    found: dict[str, Lineage] = {}
    for members in families:
        lineage = _lineage(members)
        found.update((member.id, lineage) for member in members)
    return found


def credit(report: Report) -> str | None:
    """The agency that a report is signed by, as quoted elsewhere ("Agence France-Presse" for "-AFP"); None if none."""
    head, tail = report.text[:400], report.text[-200:]
    for pattern in _CREDITS:
        for part in (head, tail):
            found = pattern.search(part)
            if found:
                return _QUOTED_AS[" ".join(words(found.group(1)))]
    return None


def canonical(name: str) -> str:
    """The folded name that an outlet goes by, agencies' initials written out ("AFP")."""
    return fold(_QUOTED_AS.get(" ".join(words(name)), name))


def origins(reports: Iterable[Report], claims: Iterable[Claim], lineages: Mapping[str, Lineage]) -> dict[str, str]:
    """For each claim id the id of the oldest report that has the claim's words.

    Outside a family only passages of ``_PASSAGE`` words and more count, and most of their shingles must be there.
    """
    ordered = sorted({r.id: r for r in reports}.values(), key=_age)
    wanted = {c.id: c for c in claims}
    needed = {value for c in wanted.values() for value in shingles(c.evidence.text)}
    holders: dict[int, list[int]] = defaultdict(list)
    for rank, report in enumerate(ordered):
        for value in shingles(report.full) & needed:
            holders[value].append(rank)
    ranks = {report.id: rank for rank, report in enumerate(ordered)}
    return {c.id: _origin(c, ordered, holders, (ranks, lineages)) for c in wanted.values() if c.report_id in ranks}


def _origin(
    claim: Claim,
    ordered: Sequence[Report],
    holders: Mapping[int, list[int]],
    known: tuple[Mapping[str, int], Mapping[str, Lineage]],
) -> str:
    ranks, lineages = known
    own = ranks[claim.report_id]
    values = shingles(claim.evidence.text)
    shared = Counter(rank for value in values for rank in holders.get(value, ()) if rank < own)
    long = len(words(claim.evidence.text)) >= _PASSAGE
    figures = {w for w in words(claim.evidence.text) if w.isdigit() or w in _FIGURES}
    for rank in sorted(shared):
        kin = lineages[ordered[rank].id].id == lineages[claim.report_id].id
        if (kin or long) and shared[rank] >= _CARRIED * len(values) and figures <= set(words(ordered[rank].full)):
            return ordered[rank].id
    return claim.report_id


def _age(report: Report) -> tuple[str, str]:
    return (report.published or "9999", report.id)


def _lineage(members: Sequence[Report]) -> Lineage:
    """The lineage of a family, oldest first: signed by an agency if any copy is, else the oldest copy's outlet."""
    origin = members[0]
    signed = sorted({name for m in members if (name := credit(m))})
    name = signed[0] if signed else (origin.outlet or f"report {origin.id}")
    return Lineage(origin.id, canonical(name), name, origin.published, len(members))


@lru_cache(maxsize=8192)
def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words (of the whole text where it is shorter)."""
    found = words(text)
    if len(found) <= SHINGLE:
        return frozenset({zlib.crc32(" ".join(found).encode())}) if found else frozenset()
    runs = zip(*(found[i:] for i in range(SHINGLE)), strict=False)
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in runs)


def sketch(text: str) -> frozenset[int]:
    """The FracMinHash sketch of a text."""
    full = shingles(text)
    if len(full) <= _KEEP_ALL:
        return full
    limit = int(0xFFFFFFFF * _SHARE)
    return frozenset(h for h in full if h <= limit)


def _families(ordered: Sequence[Report], options: LineUpOptions) -> list[list[Report]]:
    """Reports joined through near copies, each family oldest first."""
    parent = {r.id: r.id for r in ordered}
    by_id = {r.id: r for r in ordered}
    for left, right in _candidates(ordered):
        if _copied(by_id[left], by_id[right], options):
            a, b = _root(parent, left), _root(parent, right)
            parent[b] = a
    families: dict[str, list[Report]] = defaultdict(list)
    for report in ordered:
        families[_root(parent, report.id)].append(report)
    return list(families.values())


def _root(parent: dict[str, str], item: str) -> str:
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


def _candidates(ordered: Sequence[Report]) -> list[tuple[str, str]]:
    """Pairs of reports that share enough sketch hashes to be worth a full comparison."""
    holders: dict[int, list[str]] = defaultdict(list)
    for report in ordered:
        # A short text has no large sketch to share, and a long one's sketch must be able to meet it.
        for value in sketch(report.full):
            holders[value].append(report.id)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        # A shingle in very many reports is furniture or a story that all copied: comparing with the oldest finds both.
        firsts = ids if len(ids) <= _COMMON else ids[:1]
        shared.update((a, b) for i, a in enumerate(firsts) for b in ids[i + 1 :])
    return sorted(pair for pair, n in shared.items() if n >= 2)


def _copied(left: Report, right: Report, options: LineUpOptions) -> bool:
    a, b = shingles(left.full), shingles(right.full)
    common = len(a & b)
    if min(len(a), len(b)) < _LEAST and a != b:
        return False
    return common >= options.similar * len(a | b) or common >= options.contained * min(len(a), len(b))
