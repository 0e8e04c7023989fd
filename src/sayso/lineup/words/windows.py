"""The days in which what is claimed lies, as ordinals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.models import Period


@dataclass(frozen=True, slots=True)
class Window:
    """Days (ordinals, inclusive) in which the thing claimed lies; ``weak`` where only the report's date tells.

    ``scope`` is ``event`` (one day, the two of a night, or one of several days), ``period`` (longer, both ends given),
    ``since`` (a running total or an ongoing state: no end given) or ``undated``.
    """

    low: int
    high: int
    scope: str
    weak: bool = False

    @property
    def open(self) -> bool:
        """Whether it is of one event on a day that is left open ("a blast earlier this month")."""
        return self.scope == "event" and not self.weak and self.high - self.low > 1


def window(when: Period | None, said: int, lag: int) -> Window:
    """When the thing claimed was: the claim's own period, else the report's date and the ``lag`` days before it."""
    return _window(when.start, when.end, said, lag) if when else _window(None, None, said, lag)


@lru_cache(maxsize=65536)
def _window(start: str | None, end: str | None, said: int, lag: int) -> Window:
    if start and end is None:
        low, high = span(start)
        return Window(low, high, "since")
    if start or end:
        low = span(start or end or "")[0]
        high = span(end or start or "")[1]
        low, high = min(low, high), max(low, high)
        return Window(low, high, "event" if high - low < 2 and start else "period")
    if said:
        return Window(said - lag, said, "event", weak=True)
    return Window(0, 0, "undated", weak=True)


@lru_cache(maxsize=65536)
def span(iso: str) -> tuple[int, int]:
    """First and last day of an ISO date, month or year, as ordinals; (0, 0) where it is none."""
    parts = iso.split("-")
    try:
        year = int(parts[0])
        first = date(year, int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except (ValueError, IndexError):
        return (0, 0)
    if len(parts) > 2:
        return (first.toordinal(), first.toordinal())
    if len(parts) > 1:
        following = date(year + first.month // 12, first.month % 12 + 1, 1)
        return (first.toordinal(), following.toordinal() - 1)
    return (first.toordinal(), date(year, 12, 31).toordinal())


@lru_cache(maxsize=65536)
def day(ordinal: int) -> str | None:
    """The ISO date of an ordinal; None for 0."""
    return date.fromordinal(ordinal).isoformat() if ordinal > 0 else None
