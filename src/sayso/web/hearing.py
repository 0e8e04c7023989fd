"""Who speaks on many matters at once: their claims are prepared together, and each text is sketched once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace

from sayso.briefs import Material
from sayso.lineup import Heard, voices
from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.lineage import credit
from sayso.lineup.copies.texts import Texts, Traits, anchors_of, sketch_of
from sayso.lineup.options import DEFAULT
from sayso.lineup.standing import Table
from sayso.lineup.words.folding import anonymous, fold
from sayso.models import Matter, Report, ResolvedClaim

# Sketches that are kept in mind: a hundred bytes or two each.
SKETCHES = 50_000
# Positions that are heard of a matter that is cut.
SIDES = 4


class Hearing:
    """The claims of some matters with the voices that they rest on.

    Texts are compared, to find the copies among them, only where the positions leave open whose words are whose.
    ``sketches`` are those of texts that were compared before, by report; new ones are put in.
    """

    def __init__(
        self, material: Material, matters: Collection[Matter], sketches: MutableMapping[str, Sequence[int]]
    ) -> None:
        self._own = {matter.id: own_words(matter, material) for matter in matters}
        open_ones = [matter for matter in matters if self._own[matter.id] is None]
        compared = {material.claims[name].claim.report_id for name in claims_of(open_ones)}
        by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
        for name in claims_of(matters):
            resolved = material.claims[name]
            by_report[resolved.claim.report_id].append(resolved)
        reports = [material.reports[name] for name in by_report]
        sketched = _sketched([one for one in reports if one.id in compared], sketches)
        texts = Texts(DEFAULT)
        texts.add(reports, traits={one.id: _traits(one, by_report[one.id], sketched.get(one.id)) for one in reports})
        self.facts: Mapping[str, Fact] = {
            fact.id: fact for those in by_report.values() for fact in facts_of(those, texts, DEFAULT)
        }

    def voices(self, matter: Matter) -> Iterator[tuple[str, Sequence[Fact]]]:
        """The voices on a matter, which must be among them, by name, each with its claims."""
        told = self._own[matter.id]
        if told is None:
            yield from ((voice.name, [self.facts[one] for one in voice.claims]) for voice in voices(self.heard(matter)))
        else:
            yield from ((name, [self.facts[claim]]) for claim, name in told.items())

    def heard(self, matter: Matter) -> Heard:
        """The same for views; without what only carries the words of another."""
        names = self._own[matter.id] or claims_of([matter])
        return Heard(matter, Table(tuple(sorted((self.facts[name] for name in names), key=lambda f: f.key)), DEFAULT))


def own_words(matter: Matter, material: Material) -> dict[str, str] | None:
    """The claims on a matter that are told in their voice's own words, each with the name of that voice.

    None where that is for the texts to tell: where a position names a voice that no claim goes by, several reports
    have it from a source without a name, or one source gave several figures, as late copies of early news make it seem.
    """
    if len({material.claims[name].claim.report_id for name in claims_of([matter])}) == 1:
        return {claim: position.sources[0] for position in matter.positions for claim in position.claims}
    own: dict[str, str] = {}
    known: dict[str, object] = {}
    for position in matter.positions:
        for resolved in material.of_position(position):
            name = min(_names(resolved, material).intersection(position.sources), default=None)
            if name is not None:
                own[resolved.claim.id] = name
            source = resolved.claim.source
            if source is not None:
                alike = resolved.claim.report_id if anonymous(fold(source.text)) else resolved.claim.count
                if known.setdefault(name or source.text, alike) != alike:
                    return None
        if not set(position.sources) <= set(own.values()):
            return None
    return own


def _names(resolved: ResolvedClaim, material: Material) -> set[str]:
    """What the voice of a claim may be called: its source as written and as meant; the outlet where it names none."""
    source = resolved.claim.source
    if source is None:
        return {material.report(resolved).outlet or ""}
    return {source.text, resolved.source.name} if resolved.source else {source.text}


def _traits(report: Report, said: Sequence[ResolvedClaim], sketch: Sequence[int] | None) -> Traits:
    """What copies of a report are found by; nothing where it has no sketch, since it is compared with none."""
    passages = [anchor for one in said for anchor in anchors_of(one.claim)] if sketch is not None else []
    return Traits(sketch or (), passages, credit(report))


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
    """A matter with about so many of its claims, of each position the first and the last of them.

    The first ``SIDES`` positions keep one each, however few are wanted: a dispute with a side left out is none.
    """
    if size(matter) <= most:
        return matter
    each, sides = max(1, most // len(matter.positions)), max(most, SIDES)
    positions = [replace(position, claims=_ends(position.claims, each)) for position in matter.positions[:sides]]
    return replace(matter, positions=tuple(positions))


def _ends(claims: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(claims) <= most:
        return claims
    late = most // 2
    return claims[: most - late] + claims[len(claims) - late :]
