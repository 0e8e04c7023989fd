"""Scores: what counts as found and right, and the same figures as the codebook's own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError
from sayso.evaluation import agrees, as_text, pairings, read_coded, score
from sayso.models import CERTAINTIES, STATUSES, TOPICS

TEXT = "The army took Mill Quarter, a monitor said. Two nurses were killed in Tarn, Radio Tarn reported."


def coded(evidence: str, topic: str = "control", status: str = "taken", **fields: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("place", "actor", "object", "count", "when", "source"))
    return {"topic": topic, "status": status, "certainty": "stated", "evidence": evidence, "via": [], **empty, **fields}


def row(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"report": {"id": "r", "title": "T", "text": TEXT}, "claims": list(claims)}


@pytest.mark.parametrize(
    ("field", "gold", "predicted", "same"),
    [
        ("source", "the Tarn Observatory", "Observatory", True),
        ("source", "the Tarn Observatory", {"text": "it", "name": "Tarn Observatory"}, True),
        ("source", "the Tarn Observatory", None, False),
        ("source", None, None, True),
        ("place", "the city of Tarn", "Tarn province", True),  # filler does not tell places apart
        ("place", "Ténès", "Tenes", True),
        ("place", "Tarn", "Mill Quarter", False),
        ("count", {"low": 2, "high": 2, "unit": "women"}, {"low": 2, "high": 2, "unit": "people"}, True),
        ("count", {"low": 2, "high": 2, "unit": "women"}, {"low": 2, "high": 2, "unit": "children"}, False),
        ("count", {"low": 2, "high": 2, "unit": "families"}, {"low": 2, "high": 2, "unit": "people"}, False),
        ("count", {"low": 2, "high": None, "unit": "people"}, {"low": 2, "high": 2, "unit": "people"}, False),
        ("count", None, {"low": 2, "high": 2, "unit": "people"}, False),
        ("when", {"start": "2031-05-05", "end": None}, {"start": "2031-05-05", "end": None}, True),
        ("when", {"start": "2031-05-05", "end": None}, {"start": "2031-05-05", "end": "2031-05-05"}, False),
        ("status", "taken", "held", False),
    ],
)
def test_when_fields_agree(field: str, gold: Any, predicted: Any, same: bool) -> None:
    assert agrees(field, {field: gold}, {field: predicted}) is same


def test_evidence_must_overlap_by_half_of_the_shorter() -> None:
    gold = [coded("The army took Mill Quarter, a monitor said.")]
    assert list(pairings(TEXT, gold, [coded("army took Mill Quarter")]))
    assert not list(pairings(TEXT, gold, [coded("said. Two nurses were killed")]))
    assert not list(pairings(TEXT, gold, [coded("army took Mill Quarter", topic="fighting", status="attack")]))


def test_the_pairing_with_the_most_fields_right_is_taken_once() -> None:
    gold = [
        coded("The army took Mill Quarter", place="Mill Quarter"),
        coded("The army took Mill Quarter", place="Tarn"),
    ]
    guess = [coded("The army took Mill Quarter", place="Tarn")]
    assert list(pairings(TEXT, gold, guess)) == [(gold[1], guess[0])]


def test_found_and_right_are_counted() -> None:
    gold = row(
        coded("The army took Mill Quarter", place="Mill Quarter", source="a monitor"),
        coded("Two nurses were killed in Tarn", topic="casualties", status="killed", place="Tarn"),
    )
    guess = row(coded("army took Mill Quarter", place="Mill Quarter", source="Radio Tarn"))
    scores = score([gold], [guess])
    assert (scores.overall.gold, scores.overall.predicted, scores.overall.found, scores.overall.right) == (2, 1, 1, 0)
    assert scores.found_f1 == pytest.approx(2 / 3)
    assert scores.right_f1 == 0


def test_files_that_are_not_coded_reports_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"report": {"id": "a"}, "claims": []}\n{"claims": []}\n')
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2: not a coded report"):
        read_coded(path)


def perturbed(rows: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The gold with claims lost, doubled and moved, and fields exchanged, as a bad reader would have it."""
    chance = random.Random(seed)
    return [
        {"report": {"id": r["report"]["id"]}, "claims": [spoiled(one, chance) for one in picked(r["claims"], chance)]}
        for r in rows
        if chance.random() > 0.05
    ]


def picked(claims: list[Any], chance: random.Random) -> list[Any]:
    return [one for one in claims for _ in range(chance.choice((0, 1, 1, 1, 2)))]


def spoiled(one: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    made = dict(one)
    words = made["evidence"].split()
    made["evidence"] = " ".join(words[chance.randrange(len(words)) :]) if chance.random() < 0.4 else made["evidence"]
    for field in ("place", "actor", "source", "object"):
        made[field] = chance.choice(
            (made[field], made[field], None, {"text": str(made[field]).split()[-1], "name": "X Y"})
        )
    made["count"] = chance.choice((made["count"], {"low": 5, "high": None, "unit": "people"}))
    made["when"] = chance.choice((made["when"], None, {"start": "2016", "end": None}))
    made["certainty"] = chance.choice((made["certainty"], *CERTAINTIES))
    if chance.random() < 0.1:
        made["topic"] = chance.choice(TOPICS)
        made["status"] = chance.choice(STATUSES[made["topic"]])
    return made


@pytest.mark.parametrize("seed", range(3))
def test_the_codebooks_own_scorer_prints_the_same(shared: Path, tmp_path: Path, seed: int) -> None:
    gold = shared / "gold" / "dev.jsonl"
    guess = tmp_path / "guess.jsonl"
    guess.write_text("".join(json.dumps(row) + "\n" for row in perturbed(read_coded(gold), seed)), encoding="utf-8")
    scorer = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(guess)]
    theirs = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    assert as_text(score(read_coded(gold), read_coded(guess))) + "\n" == theirs


def test_nothing_predicted_prints_like_the_codebooks_scorer(shared: Path, tmp_path: Path) -> None:
    gold, empty = shared / "gold" / "dev.jsonl", tmp_path / "empty.jsonl"
    empty.write_text("")
    scorer = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(empty)]
    theirs = subprocess.run(scorer, capture_output=True, text=True, check=True).stdout
    assert as_text(score(read_coded(gold), [])) + "\n" == theirs
