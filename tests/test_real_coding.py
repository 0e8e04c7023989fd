"""The real reports coded for training are kept as offsets, and come back with the words of the texts elsewhere."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from sayso.models import CERTAINTIES, STATUSES, UNITS

_FILE = Path(__file__).parent.parent / "training" / "real.py"
_SPEC = importlib.util.spec_from_file_location("training_real", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
real = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(real)

TITLE = "Army takes Kelmar"
TEXT = "The army took Kelmar on Tuesday.\nRebels said the army had lost 30 men in Kelmar, the Orun Wire reported."
CLAIM = {
    "evidence": "Rebels said the army had lost 30 men in Kelmar",
    "topic": "casualties",
    "status": "killed",
    "certainty": "stated",
    "place": "Kelmar",
    "actor": None,
    "object": "30 men",
    "count": {"low": 30, "high": 30, "unit": "fighters"},
    "when": None,
    "source": "Rebels",
    "via": ["the Orun Wire"],
}
ROW = {
    "report": {"id": "war-1", "outlet": "Orun Post", "published": "2031-05-06", "title": TITLE, "text": TEXT},
    "claims": [CLAIM],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data with one text."""
    (tmp_path / "re3d").mkdir()
    (tmp_path / "fakes").mkdir()
    (tmp_path / "geoparsing").mkdir()
    for corpus in ("TR-News", "GWN"):
        (tmp_path / "geoparsing" / f"{corpus}.xml").write_text("<articles/>")
    (tmp_path / "fakes" / "FA-KES-Dataset.csv").write_text("unit_id,article_title,article_content\n")
    (tmp_path / "wars.jsonl").write_text(json.dumps({"report": ROW["report"]}) + "\n")
    return tmp_path


def kept(folder: Path, row: object) -> Path:
    file = folder / "rows.jsonl"
    file.write_text(json.dumps(row) + "\n")
    return file


def test_a_row_is_kept_without_words_and_comes_back_with_them(data: Path) -> None:
    row = real.stored(ROW)
    assert "Kelmar" not in json.dumps(row)
    assert real.load(data, kept(data, row)) == [ROW]


def test_words_that_come_twice_are_those_of_the_evidence(data: Path) -> None:
    (claim,) = real.stored(ROW)["claims"]
    start, end = claim["evidence"]
    assert start <= claim["place"][0] < end


def test_another_text_than_the_one_coded_is_refused(data: Path) -> None:
    row = real.stored(ROW) | {"mark": "0" * 12}
    with pytest.raises(ValueError, match="war-1 is not the one that was coded"):
        real.load(data, kept(data, row))


def test_a_missing_text_is_named(data: Path) -> None:
    row = real.stored(ROW) | {"id": "war-2"}
    with pytest.raises(ValueError, match="war-2 is not in the data"):
        real.load(data, kept(data, row))


def test_the_rows_that_training_uses_follow_the_codebook(shared: Path) -> None:
    rows = real.load(shared / "data")
    coded = {
        json.loads(line)["report"]["id"]
        for name in ("dev", "train")
        for line in (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert len(rows) > 200
    assert not coded & {row["report"]["id"] for row in rows}
    for claim in (claim for row in rows for claim in row["claims"]):
        assert claim["status"] in STATUSES[claim["topic"]]
        assert claim["certainty"] in CERTAINTIES
        assert claim["evidence"].strip()
        assert claim["count"] is None or claim["count"]["unit"] in UNITS
