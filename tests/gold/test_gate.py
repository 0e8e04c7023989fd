"""The gate: no reader falls below what it once reached on the reports coded for choosing.

floors.json holds the figures, a little under what was measured; ``./do bench reading --only dev --write-floors``
raises them and never lowers one. A reader is held to them as soon as it stands there.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

from sayso.reading import load_reader

FLOORS: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
MEANING = {
    "found_f1": "F1 of the claims found",
    "right_f1": "F1 of the claims right",
    "source": "share of the found claims with the right source",
    "source_across": "share of the found claims with the right source, where that stands in another sentence",
}


@pytest.fixture
def bench(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The measuring that the benchmark does, so that both mean the same by a figure."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    return importlib.import_module("reading_gold")


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_is_under_its_floor(name: str, shared: Path, bench: ModuleType) -> None:
    gold = bench.load(shared / "gold" / "dev.jsonl")
    reached = bench.measure(load_reader(name), gold).floors()
    under = [
        f"{MEANING[key]} ({key}): {reached[key]:.4f}, the floor is {floor}"
        for key, floor in FLOORS[name].items()
        if reached[key] < floor
    ]
    assert not under, f"the reader {name!r} has fallen on {len(gold)} coded reports: " + "; ".join(under)


@pytest.mark.parametrize("name", FLOORS)
def test_every_figure_has_a_floor(name: str) -> None:
    assert FLOORS[name].keys() == MEANING.keys()
    assert all(0 < floor < 1 for floor in FLOORS[name].values())
