"""What the reading benchmarks share: where the data stand, which readers can run, and how figures are printed."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from sayso.errors import SaysoError
from sayso.models import Claim, Report
from sayso.reading import READERS, Reader, load_reader

SHARED = Path(__file__).resolve().parents[2] / "shared"
_PROBE = Report("probe", "", "Rebels captured the village of Tarn on Monday, a monitor said.")


@dataclass(slots=True)
class Ratio:
    """Hits among cases, printed with both."""

    hits: int = 0
    cases: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.cases += 1

    @property
    def value(self) -> float:
        """The share of hits; 0 where there was no case."""
        return self.hits / self.cases if self.cases else 0.0

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.hits:,} of {self.cases:,})"


@dataclass(slots=True)
class Table:
    """Named ratios in the order in which they were first used, and plain notes under them."""

    title: str
    definition: str
    ratios: dict[str, Ratio] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, hit: bool) -> None:
        self.ratios.setdefault(name, Ratio()).add(hit)

    def __str__(self) -> str:
        width = max(map(len, self.ratios), default=0)
        rows = [f"  {name:<{width}}  {ratio}" for name, ratio in self.ratios.items()]
        return "\n".join([f"-- {self.title}", self.definition, *rows, *(f"  {note}" for note in self.notes)])


def readers(names: Sequence[str] = READERS, model: Path | None = None, threads: int = 0) -> Iterator[Reader]:
    """The readers of these names that can run here; of one that cannot, the reason is printed.

    ``model`` is a folder from which the learned reader reads its network in place of the package's; ``threads`` 0 lets
    it use every core.
    """
    for name in names:
        try:
            reader = _learned(model, threads) if model and name == "learned" else load_reader(name, threads)
            reader(_PROBE)  # models are loaded at the first reading
        except SaysoError as error:
            print(f"{name}: left out, {error}\n", flush=True)
        else:
            yield reader


def _learned(model: Path, threads: int) -> Reader:
    from sayso.reading.learned.reader import (
        LearnedReader,
    )  # here, so that the others are measured without its libraries

    return LearnedReader(model, threads=threads)


def find(path: Path) -> Path:
    """The path itself. Ends the run with a message where nothing stands there."""
    if not path.exists():
        sys.exit(f"{path} is not there: give the folder that holds gold/ and data/ as --shared")
    return path


def sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a workbook's first sheet by the names of its columns; empty cells are empty strings."""
    with warnings.catch_warnings(action="ignore"):  # of styles and extensions, which hold no values
        workbook = load_workbook(find(path), data_only=True)
    head, *rows = workbook.worksheets[0].iter_rows(values_only=True)
    names = [str(name) for name in head]
    filled = (row for row in rows if any(cell is not None for cell in row))
    return [dict(zip(names, map(_cell, row), strict=False)) for row in filled]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or str(value) == "None" else str(value).strip()


def read_all(reader: Reader, reports: Sequence[Report]) -> Iterator[tuple[Report, list[Claim]]]:
    """Each report with its claims."""
    return zip(reports, reader.pipe(reports), strict=True)


def spread(counts: Counter[int] | Iterable[int]) -> str:
    """Mean of whole numbers, for a note."""
    values = list(counts.elements() if isinstance(counts, Counter) else counts)
    return f"{sum(values) / len(values):.1f}" if values else "0"
