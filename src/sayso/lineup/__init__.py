"""Line up: resolved claims to matters, with positions, standings and reasons."""

from __future__ import annotations

from sayso.lineup.matters import line_up
from sayso.lineup.options import LineUpOptions

__all__ = ["LineUpOptions", "line_up"]
