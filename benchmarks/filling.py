"""Invented reports put into a ledger quickly: whole tables at a time, with what ``Ledger.add`` would write.

The matters that are stored are those of the events that were invented: a line-up of a million claims is measured by
lineup_scale. A standing is worked out as simply as may be, and comes about as often as in a line-up of the same claims.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO, Any

from invented_war import FIRST, Event, Invented, World, invent

from sayso import gathering
from sayso.ledger.claims.keeping import number_meanings
from sayso.ledger.databases import rows, times
from sayso.ledger.databases.rows import Meaning
from sayso.ledger.databases.tables import FOREVER, insertion
from sayso.ledger.store import SqlLedger
from sayso.models import Matter, PlaceResolution, Position, ResolvedClaim

TOGETHER = 2000  # reports written in one transaction
OPEN = 5000  # events that may still be told again: more than a world remembers

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Filler:
    """Gives out the numbers of rows, and knows the meanings that are there."""

    ledger: SqlLedger
    reports: int = 0
    claims: int = 0
    meanings: dict[Meaning, int] = field(default_factory=dict)

    def put(self, batch: Sequence[Invented]) -> None:
        """Write some reports with their claims."""
        made: Rows = {name: [] for name in ("changes", "reports", "readings", "claims", "resolutions", "facets")}
        self._learn(meaning for one in batch for claim in one.claims for _, meaning in rows.meanings_of(claim))
        for one in batch:
            self._report(made, one)
        for table, found in made.items():
            self.ledger.database.run_many(insertion(table), found)
        self.ledger.database.run("UPDATE state SET revision = ?", (self.reports,))

    def _learn(self, met: Iterable[Meaning]) -> None:
        new = {meaning: None for meaning in met if meaning not in self.meanings}
        known = number_meanings(self.ledger.database, new)
        self.meanings |= {meaning: known[rows.meaning_text(meaning)] for meaning in new}

    def _report(self, made: Rows, one: Invented) -> None:
        self.reports += 1
        number, report = self.reports, one.report  # also of its reading and its change
        made["changes"].append((number, "report", times.now()))
        made["reports"].append((number, *rows.report_values(report), number))
        made["readings"].append((number, report.id, "generator", "syria", number))
        for resolved in one.claims:
            self.claims += 1
            made["claims"].append((self.claims, number, *rows.claim_values(resolved.claim)))
            made["resolutions"] += [
                (self.claims, name, number, self.meanings[meaning]) for name, meaning in rows.meanings_of(resolved)
            ]
            made["facets"].append(self._facet(resolved, number, report.published))

    def _facet(self, one: ResolvedClaim, report: int, published: str | None) -> tuple[Any, ...]:
        named = (meaning and self.meanings[meaning] for meaning in (one.place, one.actor, one.source))
        days = rows.extent(one.claim, published)
        return (self.claims, report, FOREVER, report, one.claim.topic, *named, *days)


@dataclass(slots=True)
class Telling:
    """What was told of an event so far."""

    event: Event
    claims: list[ResolvedClaim] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)


def fill(ledger: SqlLedger, world: World, claims: int) -> None:
    """Put that many claims in an empty ledger, and the matters of their events."""
    filler, telling, source = Filler(ledger), dict[int, Telling](), invent(world)
    with tempfile.TemporaryFile("w+") as spool:
        while filler.claims < claims:
            batch = list(islice(source, TOGETHER))
            with ledger.together():
                filler.put(batch)
            _tell(telling, batch)
            _close(telling, max(telling) - OPEN, spool)
        _close(telling, max(telling), spool)
        spool.seek(0)
        matters = (rows.matter_of(json.loads(line)) for line in spool)
        # Stored under the installed line-up's name, so that it is not run.
        ledger.cache_matters(gathering.fingerprint(), filler.reports, matters)


def _tell(telling: dict[int, Telling], batch: Iterable[Invented]) -> None:
    for one in batch:
        for event, claim in zip(one.events, one.claims, strict=True):
            told = telling.setdefault(event.number, Telling(event))
            told.claims.append(claim)
            told.outlets.append(one.report.outlet or "")


def _close(telling: dict[int, Telling], last: int, spool: IO[str]) -> None:
    """Write out the matters of the events up to a number."""
    for number in [number for number in telling if number <= last]:
        spool.write(rows.matter_text(_matter(telling.pop(number))) + "\n")


def _matter(told: Telling) -> Matter:
    event, (topic, status) = told.event, told.event.kind.split()
    day = date.fromordinal(event.day).isoformat()
    positions = tuple(_positions(told))
    voices = {source for position in positions for source in position.sources}
    disputed = len(positions) > 1 and event.number % 3 == 0
    standing = "disputed" if disputed else "single" if len(voices) == 1 else "agreed"
    question = {"control": "control", "truce": "truce", "damage": "damage"}.get(topic, f"{topic}/{status}")
    return Matter(
        id=f"{event.number:08x}{event.day - FIRST.toordinal() & 0xFFFFFFFF:08x}",
        topic=topic,
        place=event.place if any(one.place for one in told.claims) else PlaceResolution(None, "no place given"),
        start=day,
        end=day,
        standing="conceded" if standing == "agreed" and event.number % 12 == 0 else standing,  # type: ignore[arg-type]
        disputed_on=("count",) if disputed else (),
        positions=positions,
        why=(f"{len(voices)} voices tell of it, as was invented.",),
        question=question,
    )


def _positions(told: Telling) -> Iterator[Position]:
    """A position for each figure, else one."""
    by_figure: dict[int | None, list[int]] = {}
    for n, one in enumerate(told.claims):
        by_figure.setdefault(one.claim.count.low if one.claim.count else None, []).append(n)
    for figure, members in by_figure.items():
        claims = [told.claims[n] for n in members]
        outlets = {told.outlets[n] for n in members}
        yield Position(
            summary=f"{told.event.kind}, {figure or 'no figure'}",
            sources=tuple(sorted({one.source.name for one in claims if one.source} or outlets)),
            outlets=tuple(sorted(outlets)),
            reports=tuple(dict.fromkeys(one.claim.report_id for one in claims)),
            claims=tuple(one.claim.id for one in claims),
        )
