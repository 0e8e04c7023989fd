"""A line-up on a shelf grows to what lining up all at once gives, and reads little of the shelf."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from casebook import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import DictArchive, DictShelf
from tables import TABLES, reprinted

from sayso.lineup import grow, line_up, shelve
from sayso.lineup.copies import holders
from sayso.lineup.shelf import cabinet, filing, shelving
from sayso.models import Report, ResolvedClaim

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _of(reports: list[Report], claims: list[ResolvedClaim]) -> list[ResolvedClaim]:
    names = {report.id for report in reports}
    return [c for c in claims if c.claim.report_id in names]


class Grown:
    """A shelf with its archive, and the matters as whoever stores them would have them."""

    def __init__(self, reports: list[Report], claims: list[ResolvedClaim]) -> None:
        self.shelf, self.archive = DictShelf(), DictArchive()
        self.archive.put(reports, claims)
        self.matters = {matter.id: matter for matter in shelve(reports, claims, self.shelf)}

    def add(self, reports: list[Report], claims: list[ResolvedClaim]) -> None:
        self.archive.put(reports, claims)
        found = grow(self.shelf, self.archive, reports, claims)
        assert found.gone <= self.matters.keys()
        for name in found.gone:
            del self.matters[name]
        assert self.matters.keys().isdisjoint({matter.id for matter in found.new})
        self.matters |= {matter.id: matter for matter in found.new}

    def check(self) -> None:
        """The matters are those of lining up all at once, and so is the shelf but for the order of arrival."""
        reports, claims = list(self.archive.texts.values()), list(self.archive.items.values())
        expected = {matter.id: matter for matter in line_up(reports, claims)}
        assert self.matters == expected


@pytest.fixture(autouse=True, params=[(150, 40, 30), (3, 2, 1)], ids=["as it is", "everything large"])
def _size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is, once with blocks divided from four claims on, and shingles common that three texts hold."""
    monkeypatch.setattr(filing, "SMALL", request.param[0])
    monkeypatch.setattr(shelving, "_MARGIN", request.param[2])
    for module in (holders, cabinet):
        monkeypatch.setattr(module, "COMMON", request.param[1])


@settings(SETTINGS, suppress_health_check=list(HealthCheck))
@given(TABLES, st.permutations(range(24)), st.sampled_from([1, 2, 3, 5]), st.integers(0, 12), st.booleans())
def test_growing_on_a_shelf_is_lining_up_at_once(
    lines: list[str], order: list[int], portion: int, first: int, copied: bool
) -> None:
    reports, claims = build(lines)
    if copied:
        copies = [reprinted(report, claims, "Evening Star") for report in reports]
        claims = [*claims, *(claim for _, more in copies for claim in more)]
        reports = [*reports, *(copy for copy, _ in copies)]
    waiting = [report for _, report in sorted(zip(order, reports, strict=False), key=lambda pair: pair[0])]
    grown = Grown(waiting[:first], _of(waiting[:first], claims))
    waiting = waiting[first:]
    while waiting:
        part, waiting = waiting[:portion], waiting[portion:]
        grown.add(part, _of(part, claims))
        grown.check()


@settings(SETTINGS, suppress_health_check=list(HealthCheck))
@given(TABLES, TABLES, st.integers(0, 11), st.integers(0, 3))
def test_claims_that_change_or_go(lines: list[str], others: list[str], which: int, what: int) -> None:
    reports, claims = build(lines)
    grown = Grown(reports, claims)
    report = reports[which % len(reports)]
    own = _of([report], claims)
    _, more = build(others)
    taken = [replace(c, claim=replace(c.claim, id=f"new-{c.claim.id}", report_id=report.id)) for c in more]
    again = [replace(c, claim=replace(c.claim, id=o.claim.id)) for c, o in zip(taken, own, strict=False)]
    grown.add([report], [[], taken, own[1:], again][what])
    grown.check()
    grown.add([report], own)
    grown.check()


IN_CONTEXT = [
    "2016-03-05 | Gulf Wire | state agency[government] | casualties killed | near Port (area of Port) | - | n=4 | "
    'when=2016-03-05 | says "The state agency said shells killed four people near Port"',
    "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Docks < Port | - | n=6 | "
    'says "The Observatory put the toll at six"',
    "2016-03-05 | Gulf Wire | Observatory[neutral] | casualties killed | Mill | - | n=3 | when=2016-03-05 | "
    'of another three people | says "Shells in Mill have meanwhile killed another three people"',
    "2016-03-06 | Daily North | mayor | casualties killed | near Port (area of Port) | - | n=6 | when=2016-03-05",
    "2016-03-06 | The Levant | Rescue Service[neutral] | casualties killed | Mill | - | n=3 | when=2016-03-05",
    "2016-03-07 | Evening Star | doctors | casualties killed | Docks < Port | - | n=5 | when=2016-03-05",
]


def test_what_was_read_in_the_context_of_its_report_is_so_again_when_others_come() -> None:
    reports, claims = build(IN_CONTEXT)
    grown = Grown(reports[:1], _of(reports[:1], claims))
    for report in reports[1:]:
        grown.add([report], _of([report], claims))
        grown.check()


KINDS = ("fighting attack", "fighting attack", "casualties killed", "control taken", "control held", "truce agreed")


def _long_war(random: Random, number: int) -> tuple[list[Report], list[ResolvedClaim]]:
    reports: list[Report] = []
    claims: list[ResolvedClaim] = []
    for n in range(number):
        lines = []
        for _ in range(random.choice((1, 1, 2, 3))):
            day = random.randrange(120)
            date = f"2016-{3 + day // 30:02d}-{1 + day % 30:02d}"
            kind = random.choice(
                (
                    "fighting attack",
                    "fighting attack",
                    "casualties killed",
                    "control taken",
                    "control held",
                    "truce agreed",
                )
            )
            when = random.choice((f"when={date}", f"when={date}", "", "when=2016-03", "when=2016-03-10/", "when=2015"))
            cells = [date, f"Paper {n % 7}", random.choice(("-", "Observatory[neutral]", "command[government]")), kind]
            cells += [random.choice(("Mill < Port", "Mill < Port", "Port")), random.choice(("-", "army[government]"))]
            cells += [random.choice(("", "n=7", "n=9", "n=16+")), when, random.choice(("", "of the hospital"))]
            lines.append(" | ".join(cell for cell in cells if cell))
        texts, items = build(lines)
        # One report of several claims, of the last one's day.
        name = f"{number}-{n}"
        reports.append(replace(texts[-1], id=name, text=f"{texts[-1].text} {name}"))
        claims += [replace(c, claim=replace(c.claim, id=f"{name}-{k}", report_id=name)) for k, c in enumerate(items)]
    return reports, claims


@pytest.mark.parametrize("seed", range(2))
def test_a_large_block_is_read_in_part(seed: int) -> None:
    random = Random(seed)
    reports, claims = _long_war(random, 300)
    late = reports[-8:]
    grown = Grown(reports[:-8], _of(reports[:-8], claims))
    for report in late:
        grown.add([report], _of([report], claims))
        grown.check()
