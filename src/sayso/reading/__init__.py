"""Report -> claims, by the codebook. A reader is any callable that does this; the registry names those there are.

``gate`` says in which reports anything can be coded. ``layout`` makes of a report a page that every reader reads: its
sentences (``passages``) and parse, with the ``places``, ``times``, ``quantities`` and ``voices`` in it, what these
assert (``attribution``), and what the lexicon of each topic finds (``topics``). ``rules`` makes claims of that, with
where (``whereabouts``, ``modifiers``) and how firmly (``certainty``); ``learned`` asks a network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from sayso.errors import ReaderError
from sayso.models import Claim, Report

DEFAULT = "learned"


class Reader(Protocol):
    """Reads a report's claims; ``pipe`` reads many, in order, as fast as it can."""

    name: str

    def __call__(self, report: Report) -> list[Claim]: ...

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]: ...


# Readers are imported when asked for: each loads its own models.
def _learned(threads: int) -> Reader:
    from sayso.reading.learned.reader import LearnedReader

    return LearnedReader(threads=threads)


def _rules(threads: int) -> Reader:
    from sayso.reading.rules import RulesReader

    return RulesReader()


_MAKERS: dict[str, Callable[[int], Reader]] = {"learned": _learned, "rules": _rules}
READERS: tuple[str, ...] = tuple(_MAKERS)


def load_reader(name: str = "default", threads: int = 0) -> Reader:
    """The reader of that name ("default" for the one that scores best); ``threads`` 0 lets it use every core.

    Raises ReaderError on an unknown name.
    """
    chosen = DEFAULT if name == "default" else name
    if chosen not in _MAKERS:
        raise ReaderError(f"there is no reader {name!r}; there are {', '.join(READERS)}")
    return _MAKERS[chosen](threads)
