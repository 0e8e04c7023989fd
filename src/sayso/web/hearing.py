"""Who speaks on many matters at once: their claims are prepared together, and each text is sketched once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import replace

from sayso.briefs import Material
from sayso.lineup import Heard
from sayso.lineup.facts import Fact
from sayso.lineup.options import DEFAULT
from sayso.lineup.standing import Table
from sayso.lineup.texts import Texts, sketch_of
from sayso.lineup.voices import facts_of
from sayso.models import Matter, Report, ResolvedClaim

# Sketches that are kept in mind: a hundred bytes or two each.
SKETCHES = 50_000


class Hearing:
    """The claims of some matters with the voices that they rest on.

    ``sketches`` are those of texts that were compared before, by report; new ones are put in.
    """

    def __init__(
        self, material: Material, claims: Collection[str], sketches: MutableMapping[str, Sequence[int]]
    ) -> None:
        by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
        for name in claims:
            resolved = material.claims[name]
            by_report[resolved.claim.report_id].append(resolved)
        reports = [material.reports[name] for name in by_report]
        texts = Texts(DEFAULT)
        said = (one.claim for those in by_report.values() for one in those)
        texts.add(reports, said, _sketched(reports, sketches))
        self.facts: Mapping[str, Fact] = {
            fact.id: fact for those in by_report.values() for fact in facts_of(those, texts, DEFAULT)
        }

    def heard(self, matter: Matter) -> Heard:
        """A matter, whose claims must be among them, with its voices."""
        names = dict.fromkeys(name for position in matter.positions for name in position.claims)
        return Heard(matter, Table(tuple(sorted((self.facts[name] for name in names), key=lambda f: f.key)), DEFAULT))


def _sketched(reports: Sequence[Report], sketches: MutableMapping[str, Sequence[int]]) -> dict[str, Sequence[int]]:
    if len(sketches) > SKETCHES:
        sketches.clear()
    found: dict[str, Sequence[int]] = {}
    for report in reports:
        sketch = sketches.get(report.id)
        found[report.id] = sketches[report.id] = sketch if sketch is not None else sketch_of(report)
    return found


def claims_of(matters: Iterable[Matter]) -> list[str]:
    """The ids of the claims on some matters, each once."""
    return list(dict.fromkeys(name for one in matters for position in one.positions for name in position.claims))


def size(matter: Matter) -> int:
    """How many claims are on a matter."""
    return sum(len(position.claims) for position in matter.positions)


def cut(matter: Matter, most: int) -> Matter:
    """A matter with at most so many of its claims, of each position the first and the last of them."""
    if size(matter) <= most:
        return matter
    each = max(1, most // len(matter.positions))
    positions = [replace(position, claims=_ends(position.claims, each)) for position in matter.positions[:most]]
    return replace(matter, positions=tuple(positions))


def _ends(claims: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(claims) <= most:
        return claims
    late = most // 2
    return claims[: most - late] + claims[len(claims) - late :]
