"""A report with two claims that between them use every field."""

from __future__ import annotations

from making import MILL, claim, report

from sayso.models import ActorResolution, Report, ResolvedClaim

TEXT = "The army took Mill Quarter on Monday, Radio Tarn quoted a monitor as saying. Two nurses were killed."
REPORT = report(TEXT, title="Mill Quarter falls", url="https://example.org/1")
ARMY = ActorResolution("t:army", "Tarn army", "north", ("t:army", "t:police"))
MONITOR = ActorResolution(None, "a monitor")


def claims_of(of: Report) -> list[ResolvedClaim]:
    """The taking of Mill Quarter, and two deaths."""
    full = claim(
        of,
        "The army took Mill Quarter on Monday, Radio Tarn quoted a monitor as saying.",
        "control/taken",
        place="Mill Quarter",
        actor="The army",
        source="a monitor",
        via=["Radio Tarn"],
        when={"start": "2031-05-05", "end": None},
        confidence=0.75,
    )
    toll = {"count": {"low": 2, "high": None, "unit": "people"}, "object": "Two nurses"}
    return [
        ResolvedClaim(full.claim, MILL, ARMY, None, MONITOR),
        claim(of, "Two nurses were killed.", "casualties/killed", 1, **toll),
    ]
