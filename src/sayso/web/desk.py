"""What pages are made from: the ledger, the theatre, and the index of matters, kept up to date behind the pages."""

from __future__ import annotations

import asyncio
import csv
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from sayso import pipeline
from sayso.briefs import Material
from sayso.errors import LedgerError
from sayso.ledger import Ledger, open_ledger
from sayso.models import Matter, Report, ResolvedClaim
from sayso.people import protect
from sayso.protection import Protection
from sayso.resolving import Theatre
from sayso.web.index import Index
from sayso.web.options import Options

Answer = TypeVar("Answer")
# Threads that ask the ledger: each has a connection of its own, and Python runs one at a time anyway.
THREADS = 4
# Seconds between two looks at whether the ledger has changed, and how much longer than lining up took it is left alone:
# while reports are being added, most of the time goes to those who look.
PAUSE, REST = 2.0, 4
# Reports whose people are kept in mind: a few tens of kilobytes each with its claims.
MASKED = 4000


@dataclass(frozen=True, slots=True)
class Shown:
    """Records as a reader may see them: the names of private people replaced everywhere."""

    material: Material
    protection: Protection

    @classmethod
    def of(cls, desk: Desk, reports: Iterable[Report], claims: Sequence[ResolvedClaim]) -> Shown:
        hidden = desk.protected(list(reports), claims)
        material = Material.of(
            {resolved.claim.id: resolved for resolved in hidden.claims},
            {report.id: report for report in hidden.reports},
        )
        return cls(material, hidden)

    def matters(self, found: Iterable[Matter]) -> list[Matter]:
        return [self.protection.matter(matter) for matter in found]


@dataclass
class Desk:
    """The ledger behind the pages. ``index`` is replaced as a whole when the ledger has changed."""

    options: Options
    theatre: Theatre
    index: Index = field(default_factory=lambda: Index(0))
    natives: dict[str, str] = field(default_factory=dict)
    # Claims that wait for review with the revision they were listed at, and those judged here since.
    queue: tuple[int, list[str]] | None = None
    judged: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="sayso-pages")
        self._stirred = threading.Event()
        self._masked: dict[tuple[Report, tuple[ResolvedClaim, ...]], Protection] = {}
        self._closed = False
        self._watcher: threading.Thread | None = None

    @classmethod
    def open(cls, options: Options) -> Desk:
        """Load the theatre and line up what the ledger holds. Raises SaysoError where there is none."""
        theatre = pipeline.load_theatre(options.theatre)
        desk = cls(options, theatre, natives=_natives(theatre))
        desk.refresh()
        desk._watcher = threading.Thread(target=desk._watch, name="sayso-watch", daemon=True)
        desk._watcher.start()
        return desk

    def close(self) -> None:
        self._closed = True
        self._stirred.set()
        if self._watcher is not None:
            self._watcher.join()
        self._pool.shutdown(cancel_futures=True)

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened once for each thread: a connection is for one thread only."""
        if not hasattr(self._local, "ledger"):
            self._local.ledger = open_ledger(self.options.ledger, create=False)
        found: Ledger = self._local.ledger
        return found

    async def ask(self, question: Callable[..., Answer], *given: object) -> Answer:
        """Answer in one of the desk's threads, so that others are served meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, question, *given)

    def refresh(self) -> None:
        """Line up again if the ledger has changed since the index was made."""
        revision = self.ledger.contents().revision
        if revision != self.index.revision:
            self.index = Index.made(revision, pipeline.matters_of(self.ledger))

    def stir(self) -> None:
        """Have the index made again now, since something was just decided."""
        self._stirred.set()

    def _watch(self) -> None:
        """Keep the index up to date until the desk is closed; a ledger that is busy is asked again later."""
        took = 0.0
        while not self._closed:
            self._stirred.wait(max(PAUSE, took * REST))
            self._stirred.clear()
            begun = time.monotonic()
            with suppress(LedgerError):
                if not self._closed:
                    self.refresh()
            took = time.monotonic() - begun

    def protected(self, reports: Sequence[Report], claims: Sequence[ResolvedClaim]) -> Protection:
        """The records with the names of private people replaced; what was worked out for a report is kept.

        Looking for people takes most of the time of a page, and pages on a place share many of their reports.
        """
        said: dict[str, list[ResolvedClaim]] = {report.id: [] for report in reports}
        for resolved in claims:
            said.setdefault(resolved.claim.report_id, []).append(resolved)
        parts = [self._protected_report(report, said[report.id]) for report in reports]
        return Protection(
            tuple(report for part in parts for report in part.reports),
            tuple(claim for part in parts for claim in part.claims),
            {name: shown for part in parts for name, shown in part.names.items()},
        )

    def _protected_report(self, report: Report, claims: Sequence[ResolvedClaim]) -> Protection:
        key = (report, tuple(claims))
        found = self._masked.get(key)
        if found is None:
            found = protect(self.ledger, [report], claims, self.theatre)
            if len(self._masked) >= MASKED:
                self._masked.clear()
            self._masked[key] = found
        return found

    def native(self, place: str | None) -> str | None:
        """The name of a place in its own script, where the theatre gives one."""
        return self.natives.get(place or "")

    def shown(self, found: Sequence[Matter]) -> tuple[list[Matter], Shown]:
        """Matters with their claims and reports, as a reader may see them."""
        material = pipeline.material_of(self.ledger, found)
        shown = Shown.of(self, material.reports.values(), list(material.claims.values()))
        return shown.matters(found), shown


def _natives(theatre: Theatre) -> dict[str, str]:
    """The names of a theatre's places in their own script, by id."""
    table = theatre.folder / "places.csv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["arabic_name"] for row in csv.DictReader(rows) if row.get("arabic_name")}
