"""Which agency a byline, wire dateline or last line credits."""

from __future__ import annotations

import pytest

from sayso.ingest.credits import credited_agency

LEAD = "Gunners shelled the mill at Dahr on Tuesday, the mayor said."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"By Reuters - Nov 08,2016 - Last updated at Nov 08,2016\n\n{LEAD}", "Reuters"),
        (f"By the Associated Press\n{LEAD}", "AP"),
        (f"By Jo Hale, Reuters\n{LEAD}", "Reuters"),
        (f"By Jo Hale | AFP\n{LEAD}", "AFP"),
        (f"BEIRUT (AFP) — {LEAD}", "AFP"),
        (f"BEIRUT, Nov 8 (Reuters) - {LEAD}", "Reuters"),
        (f"Mill shelled\n\n(Reuters) - {LEAD}", "Reuters"),
        (f"MOSCOW, October 18 (RIA Novosti) - {LEAD}", "RIA Novosti"),
        (f"TARN, 7 March 2031 (Orchard Wire) – {LEAD}", "Orchard Wire"),
        (f"AFP\n{LEAD}", "AFP"),
        (f"{LEAD} - REUTERS", "Reuters"),
        (f"{LEAD}\n- AFP", "AFP"),
        # A person, two agencies, an agency in a sentence or as the credit of a picture: no outlet.
        (f"By Jo Hale\n{LEAD}", None),
        (f"By AFP and Reuters\n{LEAD}", None),
        ("Shells fell on Dahr, Reuters reported.", None),
        (f"{LEAD} Interfax quoted a source as saying so.", None),
        (f"Soldiers stand at the mill on Tuesday (AFP photo)\n\n{LEAD}", None),
        (f"The Free Council (FC) said: {LEAD}", None),
        ("", None),
    ],
)
def test_credit(text: str, agency: str | None) -> None:
    assert credited_agency(text) == agency
