"""The settings of the line-up stage, each with what it was set by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# Days between two dates that may still be one question. An event has a day, and night attacks are dated to either
# neighbour; a state (a siege, a truce) lasts. Set by reading lined-up reports of one day on the same events.
WINDOWS: Mapping[str, int] = MappingProxyType(
    {
        "control": 7,
        "fighting": 1,
        "casualties": 1,
        "displacement": 5,
        "return": 14,
        "truce": 7,
        "hazard": 7,
        "damage": 1,
        "aid": 4,
        "access": 5,
        "deployment": 4,
        "abuse": 1,
    }
)


@dataclass(frozen=True, slots=True)
class LineUpOptions:
    """How claims are lined up.

    ``windows`` are days per topic. ``lag`` is how many days before its report an undated event may lie.
    ``since_lag`` is how many days apart two statements of one running total may be.
    ``event_ratio`` is how many times larger one toll may be than another of the same event.
    ``kin`` are camps that fight beside each other, so that naming one does not exclude the other; a camp is
    the first part of a side's name ("assad" of "assad-ally"). ``similar`` and ``contained`` are the shares of
    shingles from which a text is a copy (Jaccard) or carries another (containment).
    """

    windows: Mapping[str, int] = field(default_factory=lambda: WINDOWS)
    lag: int = 2
    since_lag: int = 14
    event_ratio: float = 5.0
    kin: tuple[frozenset[str], ...] = (
        frozenset({"opposition", "jihadist", "hts"}),
        frozenset({"sdf", "coalition"}),
        frozenset({"opposition", "turkey"}),
    )
    similar: float = 0.5
    contained: float = 0.75


DEFAULT = LineUpOptions()
