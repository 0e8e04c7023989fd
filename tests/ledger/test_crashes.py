"""Writers killed at random moments: nothing acknowledged is lost, nothing half there. benchmarks/ has more rounds."""

from __future__ import annotations

import crashing


def test_killed_writers_leave_a_sound_ledger(address: str) -> None:
    writers = 4 if "://" in address else 1
    outcomes = list(crashing.rounds(address, 3, writers, seed=1))
    assert sum(one.acknowledged for one in outcomes) > 0
