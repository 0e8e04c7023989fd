"""Pages made in processes of their own, so that many readers use all cores and the server stays free to answer."""

from __future__ import annotations

import asyncio
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from sayso.ledger import Coverage
from sayso.web.desk import Desk
from sayso.web.kept import Kept
from sayso.web.options import Options
from sayso.web.press import Press, Wanted

_PRESS: list[Press] = []


class Makers:
    """Processes that make pages, each with the ledger open, and the index that the server keeps in ``folder``."""

    def __init__(self, options: Options, folder: Path) -> None:
        self._options = options
        self._folder = folder
        self._pool = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        # Spawned, since a process that has threads must not be forked.
        pool = ProcessPoolExecutor(self._options.workers, get_context("spawn"), _start, (self._options, self._folder))
        # All of them now, so that no reader waits for one that still loads its theatre.
        for _ in range(self._options.workers):
            pool.submit(_ready)
        return pool

    async def make(self, wanted: Wanted, revision: int, covered: Coverage | None) -> tuple[int, Kept]:
        """A page by the index of a revision or a later one, and which. Raises SaysoError as the page does."""
        pool, loop = self._pool, asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(pool, _make, wanted, revision, covered)
        except BrokenProcessPool:  # one died, for want of memory say, and took the others with it: begin anew, once
            if self._pool is pool:
                self._pool = self._begun()
            return await loop.run_in_executor(self._pool, _make, wanted, revision, covered)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _start(options: Options, folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes the processes itself
    _PRESS.append(Press(Desk.beside(options, folder)))


def _ready() -> bool:
    return bool(_PRESS)


def _make(wanted: Wanted, revision: int, covered: Coverage | None) -> tuple[int, Kept]:
    press = _PRESS[0]
    press.desk.take_over(revision, covered)
    return press.desk.index.revision, press.make(wanted)
