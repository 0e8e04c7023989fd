"""What the benchmarks of the readers count, on cases small enough to count by hand."""

from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sayso.models import Report
from sayso.reading.learned.reader import MODEL, LearnedReader

FIRST = "Three people were killed in Tarn on Monday, the Tarn Monitor said."
SECOND = "Two more were killed in Arrow, it added."
REPORT = {
    "id": "r1",
    "outlet": None,
    "published": None,
    "title": "Shells fall on Tarn",
    "text": f"{FIRST} {SECOND}",
}


@pytest.fixture(autouse=True)
def _benchmarks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))


def bench(name: str) -> ModuleType:
    return importlib.import_module(name)


def claim(evidence: str, place: str, number: int, source: str | None, **fields: Any) -> dict[str, Any]:
    plain = {"topic": "casualties", "status": "killed", "certainty": "stated", "actor": None, "object": None}
    count = {"low": number, "high": number, "unit": "people"}
    own = {"evidence": evidence, "place": place, "count": count, "when": None, "source": source, "via": []}
    return plain | own | fields


GOLD = [
    {
        "report": REPORT,
        "claims": [claim(FIRST, "Tarn", 3, "the Tarn Monitor"), claim(SECOND, "Arrow", 2, "Tarn Monitor")],
    }
]


def test_a_source_is_inside_or_across() -> None:
    gold = bench("reading_gold")
    full = f"{REPORT['title']}\n{REPORT['text']}"
    inside, across = (gold.whereabouts(full, one) for one in GOLD[0]["claims"])
    # A clause of the sentence is enough: what counts is the sentence that it stands in.
    clause = gold.whereabouts(full, claim("Three people were killed in Tarn", "Tarn", 3, "the Tarn Monitor"))
    assert (inside, across, clause) == ("inside", "across", "inside")
    assert gold.whereabouts(full, claim(FIRST, "Tarn", 3, None)) == "outlet"


def test_sources_are_counted_by_where_they_stand() -> None:
    guess = [claim(FIRST, "Tarn", 3, "the Tarn Monitor"), claim(SECOND, "Arrow", 2, None, confidence=0.5)]
    figures = bench("reading_gold").compare(GOLD, [{"report": REPORT, "claims": guess}])
    assert figures.floors() == {"found_f1": 1.0, "right_f1": 0.5, "source": 0.5, "source_across": 0.0}
    assert (figures.inside.hits, figures.inside.cases, figures.across.cases, figures.outlet.cases) == (1, 1, 1, 0)
    assert figures.texts_punctuated == 1


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    gold, path = bench("reading_gold"), tmp_path / "floors.json"

    def figures(value: float) -> SimpleNamespace:
        return SimpleNamespace(floors=lambda: {"found_f1": value})

    assert [gold.raise_floors(path, "rules", figures(v))["found_f1"] for v in (0.7, 0.6, 0.8)] == [0.695, 0.695, 0.795]
    gold.raise_floors(path, "learned", figures(0.5))
    assert json.loads(path.read_text())["rules"] == {"found_f1": 0.795}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("31 civilians", 31),
        ("Twenty-two rebels", 22),
        ("1,200 people", 1200),
        ("a child", 1),
        ("six other fighters", 6),
        ("dozens of children", None),
        ("two of the 14 dead", None),
        ("his wife", None),
        ("", None),
    ],
)
def test_the_number_of_a_crowd_cell(cell: str, number: int | None) -> None:
    assert bench("reading_fakes").number_of(cell) == number


def test_sources_of_a_brat_file() -> None:
    polnear = bench("reading_polnear")
    text = "Ms Vale said it would rain. She hopes so."
    note = (
        "T1\tSource 0 7\tMs Vale\nT2\tCue 8 12\tsaid\nT3\tContent 13 26\tit would rain\nT4\tAttribution 8 12\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        "T5\tSource 28 31\tShe\nT6\tCue 32 37\thopes\nT7\tContent 38 40\tso\nT8\tAttribution 32 37\thopes\n"
        "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5\n"
    )
    marked = tuple(polnear._marked(note))
    assert [text[slice(*one.source)] for one in marked] == ["Ms Vale", "She"]
    table = polnear.measure([polnear.Article(text, marked)])
    assert {name: (r.hits, r.cases) for name, r in table.ratios.items()} == {
        "sources found, recall": (1, 2),
        "precision": (1, 1),
        "recall, plain verbs of saying": (1, 1),
        "exact, of the found": (1, 1),
        "content, of the found": (1, 1),
    }


def test_a_voice_is_matched_once() -> None:
    polnear = bench("reading_polnear")
    marked = [polnear.Marked((0, 10), "said", ()), polnear.Marked((8, 12), "said", ())]
    assert dict(polnear._matched(marked, [(0, 12)])) == {0: (0, 12)}


def test_displacement_figures() -> None:
    idetect, records = bench("reading_idetect"), importlib.import_module("sayso.records")
    text = "Some 400 families fled Tarn."
    figure = idetect.Figure(400, True, "forced to flee", "Tarn city")
    excerpt = idetect.Excerpt(importlib.import_module("sayso.models").Report("e1", "", text), False, (figure,))
    read = claim(text, "Tarn", 400, None, topic="displacement", status="evacuated")
    read["count"] = {"low": 400, "high": None, "unit": "families"}
    moves = [records.claim_from_json(read, excerpt.report)]
    table = idetect.Table("", "")
    idetect._compare(table, "conflict", excerpt, moves)
    assert {name.removeprefix("conflict: "): r.hits for name, r in table.ratios.items()} == {
        "read": 1,
        "with its unit": 1,
        "with its unit and term": 0,
        "place": 1,
        "precision": 1,
    }


def test_the_map_of_confidence_rises_and_meets_the_shares() -> None:
    calibration = bench("calibration")
    raw = np.repeat([0.2, 0.5, 0.6, 0.9], 20)
    right = np.concatenate([[1] * n + [0] * (20 - n) for n in (4, 12, 8, 18)]).astype(float)
    fitted = calibration.fit(raw, right)
    # 0.5 and 0.6 are out of order, so they become one step between them.
    assert fitted.confidence == pytest.approx([0.2, 0.55, 0.9])
    assert fitted.right == pytest.approx([0.2, 0.5, 0.9])
    assert fitted(np.array([0.0, 0.375, 1.0])) == pytest.approx([0.2, 0.35, 0.9])


def test_a_handful_makes_no_step() -> None:
    calibration = bench("calibration")
    raw = np.array([0.3] * 20 + [0.8] * 3)
    fitted = calibration.fit(raw, np.array([0.0] * 10 + [1.0] * 13))
    assert len(fitted.right) == 1
    assert fitted.right[0] == pytest.approx(13 / 23)


def test_the_calibration_error() -> None:
    calibration = bench("calibration")
    raw, right = np.array([0.25, 0.25, 0.95, 0.95]), np.array([0.0, 1.0, 1.0, 1.0])
    # Half of the claims are 0.25 too low, the others 0.05.
    assert calibration.expected_error(raw, right) == pytest.approx(0.15)


def test_verdicts_of_claims() -> None:
    guess = [
        claim(FIRST, "Tarn", 3, "the Tarn Monitor", confidence=0.9),
        claim(SECOND, "Arrow", 5, "the Tarn Monitor", confidence=0.4),
        claim(SECOND, "Arrow", 2, "the Tarn Monitor", confidence=0.3, topic="fighting", status="attack"),
    ]
    verdicts = bench("calibration").judge(GOLD, [{"report": REPORT, "claims": guess}])
    assert verdicts.confidence.tolist() == [0.9, 0.4, 0.3]
    assert verdicts.found.tolist() == [1, 1, 0]
    assert verdicts.right.tolist() == [1, 0, 0]


def test_a_map_is_fitted_on_what_the_network_says_and_not_on_what_another_map_made_of_it(tmp_path: Path) -> None:
    report = Report("r", "", "Shells killed nine people in the town of Tarn on Monday, a medic said.", "The Tarn Post")
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    (folder / "calibration.json").write_text('{"confidence": [0.0, 1.0], "right": [0.111, 0.111]}', encoding="utf-8")
    mapped = LearnedReader(folder)
    assert {claim.confidence for claim in mapped(report)} == {0.111}
    raw = bench("calibration").uncalibrated(mapped, folder)(report)
    assert raw
    assert all(claim.confidence > 0.111 for claim in raw)
