"""A ledger of the example reports as coded by hand, and what exports make of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.cli.exporting import Asked, gather
from sayso.exports import FORMATS, Material
from sayso.ledger import open_ledger

DATA = Path(__file__).parent / "data"
Made = Callable[..., Material]
Written = Callable[..., bytes]


@pytest.fixture(scope="session")
def ledger_file(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twelve example reports with the claims that were coded in them."""
    path = tmp_path_factory.mktemp("exports") / "examples.db"
    with open_ledger(str(path)) as store:
        kept = list(pipeline.add_coded([str(root / "examples/coded.jsonl")], pipeline.Settings(), store))
    assert all(isinstance(one, pipeline.Kept) for one in kept)
    return path


@pytest.fixture(scope="session")
def made(ledger_file: Path) -> Made:
    """The material of a format, by its name and what is asked."""
    known: dict[tuple[str, Asked], Material] = {}

    def gathered(name: str, **asked: str) -> Material:
        form, wanted = FORMATS[name], Asked(**asked)  # type: ignore[arg-type]
        if (form.needs, wanted) not in known:
            with open_ledger(str(ledger_file), create=False) as store:
                known[form.needs, wanted] = gather(store, form, wanted)
        return known[form.needs, wanted]

    return gathered


@pytest.fixture(scope="session")
def written(made: Made) -> Written:
    """What a format writes of the examples."""
    return lambda name, **asked: write(name, made(name, **asked))


def write(name: str, material: Material) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(material, out)
    return out.getvalue()
