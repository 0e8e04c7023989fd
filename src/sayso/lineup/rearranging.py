"""Matters as people would have them: what the line-up held apart put together, what it put together held apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from sayso.lineup.claims.voices import build_facts
from sayso.lineup.matters import make_matter, reading_order
from sayso.lineup.options import DEFAULT
from sayso.models import Matter, Report, ResolvedClaim

Group = frozenset[str]


class Arrangement(Protocol):
    """Claims that belong to one matter (``apart`` is empty), or that are kept apart from others."""

    @property
    def claims(self) -> Collection[str]: ...

    @property
    def apart(self) -> Collection[str]: ...


def rearrange(
    matters: Sequence[Matter],
    arrangements: Iterable[Arrangement],
    reports: Iterable[Report],
    claims: Iterable[ResolvedClaim],
) -> list[Matter]:
    """The matters, those that people merged or split made anew of their claims, in the order of reading.

    Only claims of one question can be one matter. Claims that came after a split stay with the greater part. Of
    ``reports`` and ``claims`` only those on the matters made anew are used.
    """
    made = {frozenset(_claims(matter)): matter for matter in matters}
    groups: dict[Group, str] = {group: matter.question for group, matter in made.items()}
    for one in arrangements:
        groups = _together(groups, one.claims) if not one.apart else _apart(groups, one.claims, one.apart)
    new = [group for group in groups if group not in made]
    if not new:
        return list(matters)
    kept = [matter for group, matter in made.items() if group in groups]
    return sorted([*kept, *_made(new, reports, claims)], key=reading_order)


def _claims(matter: Matter) -> Iterable[str]:
    return (name for position in matter.positions for name in position.claims)


def _together(groups: Mapping[Group, str], claims: Collection[str]) -> dict[Group, str]:
    joined: dict[str, set[str]] = defaultdict(set)
    left = {}
    for group, question in groups.items():
        if group.isdisjoint(claims):
            left[group] = question
        else:
            joined[question] |= group
    return left | {frozenset(group): question for question, group in joined.items()}


def _apart(groups: Mapping[Group, str], claims: Collection[str], others: Collection[str]) -> dict[Group, str]:
    found: dict[Group, str] = {}
    for group, question in groups.items():
        out = group & set(claims)
        divided = bool(out) and not group.isdisjoint(others)
        found |= {out: question, group - out: question} if divided else {group: question}
    return found


def _made(groups: Sequence[Group], reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> Iterable[Matter]:
    """A matter of each group, with names and voices as all claims of its reports tell them."""
    by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
    home: dict[str, str] = {}
    for one in claims:
        by_report[one.claim.report_id].append(one)
        home[one.claim.id] = one.claim.report_id
    texts = {report.id: report for report in reports}
    for group in groups:
        sources = sorted({home[name] for name in group})
        told = [one for source in sources for one in by_report[source]]
        facts = build_facts([texts[source] for source in sources if source in texts], told, DEFAULT)
        yield make_matter([fact for fact in facts if fact.id in group], DEFAULT)
