"""Random tables of claims, in the form of the casebook, for the property tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from sayso.models import Report, ResolvedClaim

_DAYS = ("2016-03-05", "2016-03-06", "2016-03-07", "2016-03-10")
_SOURCES = ("-", "Observatory[neutral]", "army command[government]", "Adel of the Shields[opposition]", "activists")
_ACTORS = ("-", "army[government]", "rebels[opposition]", "the Front[jihadist]", "gunmen", "IS[isis]")
_KINDS = (
    "control taken",
    "control held",
    "control lost",
    "control taken denied",
    "casualties killed",
    "casualties killed denied",
    "fighting attack",
    "fighting attack denied",
    "fighting clash",
    "truce agreed",
    "truce rejected",
    "damage hit",
    "displacement displaced",
)
_PLACES = ("Mill < Port", "Port", "Docks < Port", "near Port (area of Port)", "?Tell Abyan", "-", "North (governorate)")
_COUNTS = ("", "n=7", "n=9", "n=16+", "n=24+", "n=19", "n=7 civilians", "n=..20", "n=2 children")
_WHEN = ("", "when=2016-03-05", "when=2016-03-06", "when=2016-03-01/2016-03-06", "when=2011-03/", "when=2016-03")
_THINGS = ("", "of the hospital", "of a school", "of rebels[opposition]", "of villagers")


@st.composite
def _line(draw: st.DrawFn) -> str:
    pick = st.sampled_from
    cells = [draw(pick(_DAYS)), draw(pick(("Gulf Wire", "Daily North", "The Levant", "Gulf Wire signed AFP")))]
    cells += [draw(pick(_SOURCES)), draw(pick(_KINDS)), draw(pick(_PLACES)), draw(pick(_ACTORS))]
    more = [draw(pick(options)) for options in (_COUNTS, _WHEN, _THINGS)]
    return " | ".join([*cells, *(part for part in more if part)])


TABLES = st.lists(_line(), min_size=1, max_size=12)


def reprinted(report: Report, claims: list[ResolvedClaim], outlet: str) -> tuple[Report, list[ResolvedClaim]]:
    """The same text and claims under another outlet's name, a day later."""
    day = int((report.published or "2016-03-05")[-2:]) + 1
    copy = replace(report, id=f"copy-{report.id}", outlet=outlet, published=f"2016-03-{day:02d}")
    copied = [
        replace(c, claim=replace(c.claim, id=f"copy-{c.claim.id}", report_id=copy.id))
        for c in claims
        if c.claim.report_id == report.id
    ]
    return copy, copied
