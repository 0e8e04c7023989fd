"""How a matter stands: who contradicts whom, who replaced a figure, who grants what harms them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.naming import belligerent
from sayso.lineup.claims.ordering import alike_in
from sayso.lineup.claims.voices import concedes, harmed, settle
from sayso.lineup.comparing.against import held_apart
from sayso.lineup.comparing.comparison import Level, compare, contradictions
from sayso.lineup.lazy import lazy
from sayso.lineup.options import LineUpOptions
from sayso.lineup.summaries import told
from sayso.lineup.words import counts
from sayso.models import Standing

_SHOWN = 6  # contradictions spelled out in ``why``; the positions list them all


@dataclass(frozen=True)
class Verdict:
    """A matter's standing, the fields it is disputed on, and the reasons."""

    standing: Standing
    disputed_on: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The facts of one matter, in their order, who contradicts whom, and whose voice each is."""

    facts: tuple[Fact, ...]
    options: LineUpOptions

    @lazy
    def rank(self) -> dict[str, int]:
        """The place of each claim id in the order of facts."""
        return {fact.id: number for number, fact in enumerate(self.facts)}

    @lazy
    def clashes(self) -> dict[tuple[str, str], tuple[Level, ...]]:
        """For each ordered pair of claim ids that exclude each other, the levels on which they do."""
        groups = alike_in(self.facts, _text, _the_rest)
        found: dict[tuple[str, str], tuple[Level, ...]] = {}
        for i, left in enumerate(groups):
            for right in groups[i + 1 :]:
                levels = contradictions(left[0], right[0], self.options)
                if levels:
                    names = [level.name for level in levels]
                    pairs = [
                        (a.id, b.id)
                        for a in left
                        for b in right
                        if not held_apart(a, b, names)
                        and not self._bounded_elsewhere(a, b, names)
                        and not self._others_counted(a, b, names)
                    ]
                    found.update(dict.fromkeys(pairs, levels))
                    found.update({(b, a): levels for a, b in pairs})
        return found

    def _bounded_elsewhere(self, left: Fact, right: Fact, names: Sequence[str]) -> bool:
        """Whether figures exclude each other only as one report drops the "at least" that another has of the voice."""
        if names != ["different_counts"] or left.figure is None or right.figure is None:
            return False
        figures = [replace(f.figure, high=None) if self._bounds(f) else f.figure for f in (left, right) if f.figure]
        return counts.meet(*figures)

    def _bounds(self, fact: Fact) -> bool:
        """Whether another report has the voice give the fact's figure as a bound."""
        figure = fact.figure
        return figure is not None and any(
            other.figure is not None
            and (other.figure.low, other.figure.high) == (figure.low, None)
            and other.voice == fact.voice
            and other.family != fact.family
            and not fact.own_voice
            for other in self.facts
        )

    def _others_counted(self, left: Fact, right: Fact, names: Sequence[str]) -> bool:
        """Whether somebody tells of dead who are no civilians, or a voice of the two counts both civilians and all."""
        if names != ["civilians_are_all"]:
            return False
        both = {(f.voice, f.population) for f in self.facts if f.voice in (left.voice, right.voice)}
        more = {(f.voice, "civilians" if f.population == "people" else "people") for f in (left, right)}
        return any(f.population == "fighters" for f in self.facts) or bool(both & more)

    @lazy
    def voices(self) -> dict[str, str]:
        """The settled voice of each claim id."""
        against: dict[str, set[str]] = defaultdict(set)
        for a, b in self.clashes:
            against[a].add(b)
        ids = frozenset(f.id for f in self.facts)
        return settle(self.facts, {f.id: ids - against[f.id] if f.id in against else ids for f in self.facts})

    @lazy
    def by_voice(self) -> dict[str, tuple[Fact, ...]]:
        """Each voice's facts, oldest assertion first."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(self.facts, key=lambda f: f.said):
            found[self.voices[fact.id]].append(fact)
        return {voice: tuple(found[voice]) for voice in sorted(found)}

    @lazy
    def heard(self) -> tuple[str, ...]:
        """The voices with a claim whose words say what it was read as; all where there is none."""
        found = tuple(voice for voice, facts in self.by_voice.items() if not all(f.unsaid for f in facts))
        return found or tuple(self.by_voice)

    @lazy
    def telling(self) -> tuple[str, ...]:
        """The voices heard but for those that only deny what others tell: without a dispute they agree with nobody."""
        found = tuple(voice for voice in self.heard if not all(f.denied for f in self.by_voice[voice] if not f.unsaid))
        return found or self.heard

    @lazy
    def names(self) -> dict[str, str]:
        """The name by which each voice is shown: its own where it speaks for itself, the longest given."""
        found = {}
        for voice, facts in self.by_voice.items():
            own = [f for f in facts if f.voice == voice] or [f for f in facts if not f.own_voice] or list(facts)
            # A joint statement goes by the name of the one that also speaks alone.
            found[voice] = max(sorted({f.voice_name for f in own}), key=lambda n: (" and " not in n, len(n))) or voice
        return found

    @lazy
    def replaced(self) -> dict[str, Fact]:
        """For each claim that its own voice has replaced, the claim that replaced it."""
        found: dict[str, Fact] = {}
        for facts in self.by_voice.values():
            for i, early in enumerate(facts):
                for late in facts[i + 1 :]:
                    if self._replaces(early, late):
                        found[early.id] = late
        return found

    def _replaces(self, early: Fact, late: Fact) -> bool:
        """Whether a voice's later claim takes the place of its earlier one: in another report, with other content."""
        if early.report == late.report or "hedged" in (early.certainty, late.certainty):
            return False
        if early.said == late.said and early.family == late.family:
            return False
        if (early.id, late.id) not in self.clashes and not (early.said < late.said and _other_figure(early, late)):
            return False
        if self._given_again(early, late):
            return False
        return not (early.unsaid or late.unsaid)

    def _given_again(self, early: Fact, late: Fact) -> bool:
        """Whether the later report has the voice give the earlier figure too: a sum and its part, and no revision."""
        return early.count is not None and any(
            other.report == late.report
            and other.count == early.count
            and (other.status, other.denied, other.population) == (early.status, early.denied, early.population)
            for other in self.by_voice[self.voices[early.id]]
        )

    @lazy
    def disputes(self) -> list[tuple[Fact, Fact, tuple[Level, ...]]]:
        """Pairs of standing claims of different voices that exclude each other, in order."""
        by_id = {f.id: f for f in self.facts}
        found = []
        for (a, b), levels in self.clashes.items():
            left, right = by_id[a], by_id[b]
            if self.rank[a] > self.rank[b] or self.voices[a] == self.voices[b] or {a, b} & self.replaced.keys():
                continue
            if self._also_says(left, right) and self._also_says(right, left):
                continue  # each voice contradicts itself, not the other
            if self._also_says(left, right, at_once=True) or self._also_says(right, left, at_once=True):
                continue  # a report in which one voice says both sets it against nobody
            if self._overtaken(left, right, levels) or _told_anew(left, right, levels):
                continue
            if not self._moved_on(left, right, levels) and not self._moved_on(right, left, levels):
                found.append((left, right, levels))
        return sorted(found, key=lambda d: (self.rank[d[0].id], self.rank[d[1].id]))

    def _also_says(self, own: Fact, other: Fact, at_once: bool = False) -> bool:
        """Whether the voice of the one claim also says, against itself, what the other claim says.

        ``at_once`` asks for the same status in the very words of the claim.
        """
        return any(
            (own.id, mine.id) in self.clashes
            and (other.id, mine.id) not in self.clashes
            and (not at_once or (_one_sentence(own, mine) and mine.status == other.status))
            for mine in self.by_voice[self.voices[own.id]]
        )

    def _overtaken(self, left: Fact, right: Fact, levels: Sequence[Level]) -> bool:
        """Whether one report gives both figures, the one as an earlier one or as a part of all that it counts."""
        if left.report != right.report or {level.field for level in levels} != {"count"}:
            return False
        return left.earlier != right.earlier or _summed(left, right, self.facts)

    def _moved_on(self, old: Fact, new: Fact, levels: Sequence[Level]) -> bool:
        """Whether the newer voice said the same as the older one before it replaced that: an update, no dispute.

        The same holds where it says, beside the claim that does not fit, one that does and is not a part of it.
        """
        fields = {level.field for level in levels}
        for other in self.by_voice[self.voices[new.id]]:
            earlier = other.id in self.replaced and old.said < new.said
            # A total beside another, in one report, is a matter of figures alone; its own part fits no other total.
            beside = fields == {"count"} and other.report == new.report and other is not new and not other.part
            if (earlier or beside) and (old.id, other.id) not in self.clashes:
                agreed = {x.field for x in compare(old, other, self.options) if x.verdict == "agrees"}
                if fields <= agreed:
                    return True
        return False


def _told_anew(left: Fact, right: Fact, levels: Sequence[Level]) -> bool:
    """Whether an outlet in its own words gives a higher figure, later, than one that it had passed on from somebody."""
    if left.own_voice == right.own_voice or left.outlet != right.outlet or {lv.field for lv in levels} != {"count"}:
        return False
    own, passed_on = (left, right) if left.own_voice else (right, left)
    if own.figure is None or passed_on.figure is None or own.said <= passed_on.said:
        return False
    return counts.too_many(passed_on.figure, own.figure)


def _one_sentence(left: Fact, right: Fact) -> bool:
    return left.report == right.report and left.claim.claim.evidence == right.claim.claim.evidence


def _summed(left: Fact, right: Fact, facts: Sequence[Fact]) -> bool:
    """Whether two figures of a report and a third one there are two parts and their sum ("7 and 3, in all 10")."""
    ours, theirs = _flat(left), _flat(right)
    if ours is None or theirs is None:
        return False
    thirds = {
        _flat(f) for f in facts if f.report == left.report and f.population == left.population == right.population
    }
    return bool(thirds & {ours + theirs, abs(ours - theirs)})


def _flat(fact: Fact) -> int | None:
    return fact.count.low if fact.count is not None and counts.flat(fact.count) else None


def _text(fact: Fact) -> str:
    """The words of a claim. Copies of one report are compared once; other claims seldom have the same words."""
    return fact.claim.claim.evidence.text


def _the_rest(fact: Fact) -> tuple[object, ...]:
    """All else that a comparison looks at."""
    claim, parties = fact.claim.claim, (fact.actor, fact.object, fact.source)
    said = (fact.window, fact.said, claim.status, claim.certainty, claim.count, fact.own_voice, fact.background)
    return (*said, *parties, claim.evidence, claim.place, claim.actor, claim.object, claim.source)


def _other_figure(early: Fact, late: Fact) -> bool:
    if early.count is None or late.count is None or early.population != late.population or early.status != late.status:
        return False
    if early.topic not in ("casualties", "displacement", "return") or early.window.scope != late.window.scope:
        return False
    if early.part != late.part:
        return False
    if late.count.high is None and (late.count.low or 0) <= (early.count.low or 0):
        return False  # "Dozens" after 47 takes nothing back.
    # "At least 61", later "61": the figure is the same.
    return bool(({early.count.low, early.count.high} ^ {late.count.low, late.count.high}) - {None})


def judge(table: Table) -> Verdict:
    """The standing of a matter with its reasons."""
    if len(table.facts) == 1:
        return Verdict("single", (), (f"It rests on one independent voice: {table.facts[0].voice_name}.",))
    if table.disputes:
        fields = {level.field for _, _, levels in table.disputes for level in levels}
        order = ("status", "actor", "object", "count")
        return Verdict("disputed", tuple(f for f in order if f in fields), (*_disputed(table), *_besides(table)))
    if table.replaced:
        return Verdict("revised", (), (*_revised(table), *_besides(table)))
    names = [table.names[voice] for voice in table.telling]
    if len(names) == 1:
        return Verdict("single", (), (f"It rests on one independent voice: {names[0]}.", *_besides(table)))
    agreed = f"{len(names)} independent voices, none excluding another: {_listed(names)}."
    granted = _concessions(table)
    return Verdict("conceded" if granted else "agreed", (), (agreed, *granted, *_besides(table)))


def _disputed(table: Table) -> list[str]:
    found: list[str] = []
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for left, right, levels in table.disputes:
        a, b = table.voices[left.id], table.voices[right.id]
        key = (a, b, tuple(level.field for level in levels))
        if key not in seen:
            seen.add(key)
            found.extend(_exclusion(table, left, right, level) for level in levels)
    more = len(found) - _SHOWN
    return [*found[:_SHOWN], *([f"{more} more contradictions of the same kind."] if more > 0 else [])]


def _exclusion(table: Table, left: Fact, right: Fact, level: Level) -> str:
    one = told(left, table.names[table.voices[left.id]])
    two = told(right, table.names[table.voices[right.id]])
    return f"On {level.field}: {one}; {two}. {level.explanation}"


def _revised(table: Table) -> list[str]:
    by_id = {f.id: f for f in table.facts}
    found = []
    for ident, late in table.replaced.items():
        name = table.names[table.voices[ident]]
        found.append(f"{told(by_id[ident], name)}; later {told(late, name)}. A voice replaced its own statement.")
    return sorted(set(found))[:_SHOWN]


def _concessions(table: Table) -> list[str]:
    camps = _harmed_camps(table.facts, table.options)
    found = []
    for fact in table.facts:
        against = camps if fact.topic == "control" else harmed(fact)
        if concedes(fact, against) and not fact.denied and not fact.unsaid and _against_itself(fact):
            name = table.names[table.voices[fact.id]]
            found.append(f"{told(fact, name)}. The voice belongs to the side that this harms.")
    return sorted(set(found))


def _against_itself(fact: Fact) -> bool:
    """Whether the claim favours another side than the speaker's."""
    if fact.topic != "control" or fact.source is None:
        return True
    if fact.status == "lost":
        return fact.object is not None and fact.object.camp == fact.source.camp
    return fact.status in ("taken", "held") and fact.actor is not None and fact.actor.camp != fact.source.camp


def _harmed_camps(facts: Sequence[Fact], options: LineUpOptions) -> frozenset[str]:
    """For control: the camp that lost the place; where nobody names it, every party that speaks but the holder's."""
    named = frozenset(camp for fact in facts for camp in harmed(fact))
    holders = {f.actor.camp for f in facts if f.actor and f.actor.camp and f.status in ("taken", "held")}
    if named or not holders:
        return named - holders
    beside = {camp for group in options.kin if group & holders for camp in group} | holders
    # An ally's agency that tells of a third party's gain grants nothing of its own.
    speaking = [f.source for f in facts if f.source and belligerent(f.source.side)]
    parties = {p.camp for p in speaking if p.camp and not str(p.side).endswith("ally")}
    return frozenset(c for c in parties if c and c not in beside)


def _besides(table: Table) -> list[str]:
    return [*_unsaid(table), *_denials(table), *_copies(table)]


def _unsaid(table: Table) -> list[str]:
    """A sentence on each claim that was left out because its words do not say what it was read as."""
    left_out = {told(f, table.names[table.voices[f.id]]) for f in table.facts if f.unsaid}
    return [f"Not counted: {claim}. Its words do not say so." for claim in sorted(left_out)][:_SHOWN]


def _denials(table: Table) -> list[str]:
    """A sentence on each denial that excludes nothing, as where a party denies its part and nobody blames it."""
    if table.disputes or len(table.telling) == len(table.heard):
        return []
    aside = [f for voice in table.heard if voice not in table.telling for f in table.by_voice[voice]]
    denied = {told(f, table.names[table.voices[f.id]]) for f in aside if not f.unsaid}
    return [f"Counted on neither side: {claim}. It excludes nothing that is told here." for claim in sorted(denied)][
        :_SHOWN
    ]


def _copies(table: Table) -> list[str]:
    """A sentence on reports that count as one voice because they carry one text."""
    families: Mapping[str, set[str]] = defaultdict(set)
    for fact in table.facts:
        families[fact.family].add(fact.report)
    copied = [len(reports) for reports in families.values() if len(reports) > 1]
    if not copied:
        return []
    return [f"{sum(copied)} reports carry {'one text' if len(copied) == 1 else f'{len(copied)} texts'} between them."]


def _listed(names: Iterable[str]) -> str:
    items = sorted(set(names))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
