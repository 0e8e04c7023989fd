"""What pages are made from: the ledger, the theatre, and the index of matters, kept up to date behind the pages."""

from __future__ import annotations

import asyncio
import csv
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sayso import pipeline
from sayso.briefs import Material
from sayso.errors import LedgerError
from sayso.gathering import lined_up
from sayso.ledger import Coverage, Ledger, open_ledger
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
    """The ledger behind the pages. ``index`` is replaced as a whole when the ledger has changed; ``covered``, what its
    reports cover, is as old.

    ``folder`` is where the index is kept for processes that make pages, if there are any. ``sketches`` are those of
    reports whose texts were compared lately, by report id.
    """

    options: Options
    theatre: Theatre
    index: Index = field(default_factory=lambda: Index(0))
    natives: dict[str, str] = field(default_factory=dict)
    covered: Coverage | None = None
    sketches: dict[str, Sequence[int]] = field(default_factory=dict)
    folder: Path | None = None
    # Claims that wait for review with the revision they were listed at, and those judged here since.
    queue: tuple[int, list[str]] | None = None
    judged: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="sayso-pages")
        self._stirred = threading.Event()
        self._closed = False
        self._watcher: threading.Thread | None = None

    @classmethod
    def open(cls, options: Options, folder: Path | None = None) -> Desk:
        """Load the theatre and line up what the ledger holds. Raises SaysoError where there is none."""
        desk = cls.beside(options, folder)
        desk.refresh()
        desk._watcher = threading.Thread(target=desk._watch, name="sayso-watch", daemon=True)
        desk._watcher.start()
        return desk

    @classmethod
    def beside(cls, options: Options, folder: Path | None = None) -> Desk:
        """A desk without an index of its own: it takes over what another process hands to it."""
        theatre = pipeline.load_theatre(options.theatre)
        return cls(options, theatre, folder=folder, natives=_natives(theatre))

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
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, question, *given)

    def refresh(self) -> None:
        """Line up again if the ledger has changed since the index was made."""
        if self.ledger.revision() != self.index.revision:
            with lined_up(self.ledger):
                revision, told, covered = self.ledger.revision(), self.ledger.outline(), self.ledger.coverage()
            made = Index.made(revision, told)
            if self.folder is not None:
                made.keep(_file(self.folder, revision))
                self._forget(made.revision)
            self.covered, self.index = covered, made

    def _forget(self, revision: int) -> None:
        """Take away what was kept of earlier revisions, but for the one that may still be asked for."""
        for path in self.folder.glob("*.index") if self.folder else ():
            if path not in (_file(path.parent, revision), _file(path.parent, self.index.revision)):
                path.unlink()

    def take_over(self, revision: int, covered: Coverage | None) -> None:
        """Go by the index of a revision that another process has kept, unless a later one is here already."""
        if self.folder is not None and revision > self.index.revision:
            with suppress(OSError):  # gone, since there is a still later one: that comes with the next page
                self.covered, self.index = covered, Index.kept(_file(self.folder, revision))

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
        """The records with the names of private people replaced."""
        return protect(self.ledger, reports, claims, self.theatre)

    def native(self, place: str | None) -> str | None:
        """The name of a place in its own script, where the theatre gives one."""
        return self.natives.get(place or "")

    def shown(self, found: Sequence[Matter], also: Sequence[Matter] = ()) -> tuple[list[Matter], Shown]:
        """Matters with their claims and reports, and those of others, as a reader may see them."""
        material = pipeline.material_of(self.ledger, [*found, *also])
        shown = Shown.of(self, material.reports.values(), list(material.claims.values()))
        return shown.matters(found), shown


def _file(folder: Path, revision: int) -> Path:
    return folder / f"{revision}.index"


def _natives(theatre: Theatre) -> dict[str, str]:
    """The names of a theatre's places in their own script, by id."""
    table = theatre.folder / "places.csv"
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["arabic_name"] for row in csv.DictReader(rows) if row.get("arabic_name")}
