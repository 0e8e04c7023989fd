"""Matters on their way from one process to another: hundreds of thousands, which pickle would take minutes for."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterable, Iterator

from sayso.models import Matter, PlaceResolution, Position


def packed(matters: Iterable[Matter]) -> bytes:
    """Matters as bytes for ``unpacked``, of the same Python; their places, of which there are few, each once."""
    places: dict[PlaceResolution, int] = {}
    rows = []
    for one in matters:
        place = places.setdefault(one.place, len(places))
        positions = tuple((p.summary, p.sources, p.outlets, p.reports, p.claims) for p in one.positions)
        times = (one.start, one.end)
        rows.append((one.id, one.topic, place, *times, one.standing, one.disputed_on, positions, one.why, one.question))
    return marshal.dumps((pickle.dumps(list(places)), rows))


def unpacked(data: bytes) -> Iterator[Matter]:
    """The matters that ``packed`` packed, in the same order."""
    known, rows = marshal.loads(data)
    places: list[PlaceResolution] = pickle.loads(known)
    for name, topic, place, start, end, standing, disputed_on, positions, why, question in rows:
        found = tuple([Position(*position) for position in positions])
        yield Matter(name, topic, places[place], start, end, standing, disputed_on, found, why, question)
