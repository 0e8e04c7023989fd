"""The tables of cases: sets of claims and the matters they must make."""

from __future__ import annotations

import pytest
from casebook import Case, build, cases, rendered

from sayso.lineup import line_up

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_claims_make_these_matters(case: Case) -> None:
    reports, claims = build(case.lines)
    found = line_up(reports, claims)
    positions = {line.partition(" ; ")[0] for line in case.expected if " ; " in line}
    lines = sorted(rendered(m, positions=rendered(m, positions=False) in positions) for m in found)
    assert lines == sorted(case.expected), "\n".join(why for m in found for why in m.why)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)
