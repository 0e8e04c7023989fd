"""Figures as intervals with a scope: what can be compared with what, and what excludes what."""

from __future__ import annotations

from sayso.models import Count

# Fighters are left out: "21 people killed" often means those who were not.
_TRADES = frozenset({"medics", "aid workers", "rescuers", "journalists", "pupils", "police"})
_PART_OF = {
    "people": frozenset({"civilians", "children", "women"}) | _TRADES,
    "civilians": frozenset({"children", "women"}) | _TRADES - {"police"},
}
# Below this a difference is a difference; above it, reports round ("some 140,000" for 142,300).
_ROUNDS = 1000


def flat(count: Count) -> bool:
    """Whether one number is given, not a bound or a range."""
    return count.low is not None and count.low == count.high


def bounds(count: Count) -> tuple[float, float]:
    """The range that a count allows."""
    return float(count.low or 0), float(count.high) if count.high is not None else float("inf")


def loosened(count: Count) -> Count:
    """The count of a rough word ("dozens"): nobody counted, so its lower bound gives way by half."""
    return Count(count.low // 2, count.high, count.unit) if count.low is not None and count.high is None else count


def rough(count: Count) -> Count:
    """A number that was told as "around" so many: a tenth more or less."""
    low, high = count.low or 0, count.high or 0
    return Count(low - low // 10, high + high // 10, count.unit)


def meet(left: Count, right: Count) -> bool:
    """Whether some number satisfies both."""
    (a, b), (c, d) = bounds(left), bounds(right)
    return max(a, c) <= min(b, d)


def same(left: Count, right: Count) -> bool:
    """Whether both give the very same bounds."""
    return (left.low, left.high) == (right.low, right.high)


def rounded(left: Count, right: Count) -> bool:
    """Whether two large flat figures are one figure at the precision of the rounder one."""
    if not (flat(left) and flat(right)) or left.low is None or right.low is None:
        return False
    fine, round_ = sorted((left.low, right.low), key=_zeros)
    step: int = 10 ** _zeros(round_)
    # "Two million" is rounded to hundred thousands, not to millions: a half of that could be anything.
    step = min(step, 10 ** (len(str(round_)) - 2))
    return min(fine, round_) >= _ROUNDS and abs(fine - round_) <= step


def _zeros(number: int) -> int:
    text = str(number)
    return len(text) - len(text.rstrip("0"))


def ratio(left: Count, right: Count) -> float:
    """How many times one figure is the other, by the ends that are given; 1.0 where the ranges meet."""
    if meet(left, right):
        return 1.0
    low, high = sorted((left, right), key=bounds)
    top = high.low if high.low is not None else high.high
    bottom = low.high if low.high is not None else low.low
    return float(top or 1) / max(float(bottom or 0), 1.0)


def contains(whole: str | None, part: str | None) -> bool:
    """Whether one population is a part of the other (children of civilians, civilians of people)."""
    return whole is not None and part in _PART_OF.get(whole, frozenset())


def of_one_trade(population: str | None) -> bool:
    """Whether a population is a trade: as many medics as people is no sign that they are the same."""
    return population in _TRADES


def too_many(whole: Count, part: Count) -> bool:
    """Whether a part is larger than the whole can be."""
    return bounds(part)[0] > bounds(whole)[1]


def households(families: Count, people: Count) -> bool:
    """Whether a number of families and one of people can be the same group, at two to twelve in a family."""
    (a, b), (c, d) = bounds(families), bounds(people)
    return 2 * a <= d and c <= 12 * b


def phrase(count: Count) -> str:
    """A count in words: "at least 23", "up to 300", "20 to 30", "12"."""
    if count.low is None:
        return f"up to {count.high:,}"
    if count.high is None:
        return f"at least {count.low:,}"
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
