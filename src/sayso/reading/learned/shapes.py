"""The closed lists that the network's outputs are numbered by: the same in training and in use."""

from __future__ import annotations

from sayso.models import CERTAINTIES, STATUSES, UNITS

KINDS: tuple[tuple[str, str], ...] = tuple((topic, status) for topic, all_ in STATUSES.items() for status in all_)
KIND: dict[tuple[str, str], int] = {kind: i for i, kind in enumerate(KINDS)}
BY_TOPIC: list[list[int]] = [[i for i, (topic, _) in enumerate(KINDS) if topic == name] for name in STATUSES]

# Fields found as a run of words (a first and a last piece), then those where code offers the candidates.
SPANNED: tuple[str, ...] = ("place", "actor", "object", "source", "via")
POINTED: tuple[str, ...] = (*SPANNED, "count", "when")
FIRST: dict[str, int] = {field: i for i, field in enumerate(POINTED)}
LAST: dict[str, int] = {field: len(POINTED) + i for i, field in enumerate(SPANNED)}

CERTAINTY, UNIT = len(CERTAINTIES), len(UNITS)
# The closed choices of a claim stand side by side: certainty, unit, and whether one person or thing is meant unsaid.
ONE = CERTAINTY + UNIT

# How far a piece stands from the claim's sentence, in sentences, then the title, then marks.
REACH = 6
TITLE, MARK = 2 * REACH + 1, 2 * REACH + 2
BUCKETS = 2 * REACH + 3
