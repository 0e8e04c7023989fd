"""What the index counts and chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Outline
from sayso.models import PlaceResolution
from sayso.web.index import Asked, Index

CITY = PlaceResolution("t:city", "City", "town", 36.0, 37.0, ("t:land",))
QUARTER = PlaceResolution("t:quarter", "Quarter", "neighbourhood", None, None, ("t:city", "t:land"))
CAMP = PlaceResolution(None, "The Camp")
# id, topic, standing, place, first, last, voices
ROWS = [
    ("a", "control", "single", 0, "2031-05-01", "2031-05-03", 1),
    ("b", "control", "disputed", 1, "2031-05-10", "2031-05-10", 2),
    ("c", "aid", "disputed", 0, "2031-06", "2031-06", 5),
    ("d", "aid", "agreed", 2, None, None, 3),
    ("e", "control", "single", 1, "2031", "2031", 1),
]


@pytest.fixture
def index() -> Index:
    return Index.made(7, Outline(*map(tuple, zip(*ROWS, strict=True)), where=(CITY, QUARTER, CAMP)))  # type: ignore[arg-type]


def told(index: Index, asked: Asked) -> str:
    return "".join(sorted(index.named(index.looked_at(index.all(), asked))))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), "abcde"),
        (Asked(since="2031-05-03"), "abce"),
        (Asked(since="2031-05-04"), "bce"),
        (Asked(until="2031-05-01"), "ae"),
        (Asked(since="2031-06-30", until="2031-07-01"), "ce"),
        (Asked(topic="aid"), "cd"),
        (Asked(topic="aid", until="2031-12-31"), "c"),
        (Asked(standing="disputed"), "bc"),
        (Asked(since="2032-01-01"), ""),
    ],
)
def test_what_is_looked_at(index: Index, asked: Asked, expected: str) -> None:
    assert told(index, asked) == expected


def test_a_place_has_what_lies_within_it(index: Index) -> None:
    assert index.named(index.at("t:city")) == ["a", "c"]
    assert sorted(index.named(index.inside("t:city"))) == ["a", "b", "c", "e"]
    assert sorted(index.named(index.inside("t:land"))) == ["a", "b", "c", "e"]
    assert index.named(index.inside("~the camp")) == ["d"]
    assert index.named(index.inside("t:none")) == []


def test_the_most_pressing_come_first(index: Index) -> None:
    everything = index.all()
    assert index.named(index.pressing(everything, 9)) == ["c", "b", "d", "e", "a"]
    assert index.named(index.pressing(everything, 2)) == ["c", "b"]
    assert index.named(index.of_each_topic(everything, 1)) == ["b", "c"]
    assert index.named(index.latest(everything, 2)) == ["e", "c"]


def test_matters_are_counted(index: Index) -> None:
    everything = index.all()
    assert {name: n for name, n in index.standings(everything).items() if n} == {
        "single": 2,
        "disputed": 2,
        "agreed": 1,
    }
    assert {topic: n for topic, n in index.topics(everything).items() if n} == {"control": 3, "aid": 2}
    tallied = {key: (number, counted["disputed"]) for key, number, counted in index.tallied(everything)}
    assert tallied == {"t:city": (2, 1), "t:quarter": (2, 1), "~the camp": (1, 0)}
    assert index.topics_of(everything, ["t:city"]) == {"t:city": ["control", "aid"]}
    first = index.first[0]
    bars = index.bars(everything, first, first + 39, 10)
    assert [bar["disputed"] for bar in bars] == [1, 0, 0, 1]
    assert [sum(bar.values()) for bar in bars] == [2, 0, 0, 1]


def test_an_empty_ledger_has_an_empty_index() -> None:
    index = Index.made(1, Outline())
    assert index.named(index.pressing(index.inside("t:city"), 3)) == []
    assert index.tallied(index.all()) == []


def test_an_index_is_the_same_for_another_process(index: Index, tmp_path: Path) -> None:
    index.keep(tmp_path / "7.index")
    kept = Index.kept(tmp_path / "7.index")
    assert kept.revision == 7
    assert kept.named(kept.pressing(kept.all(), 9)) == index.named(index.pressing(index.all(), 9))
    assert kept.tallied(kept.inside("t:land")) == index.tallied(index.inside("t:land"))
    with pytest.raises(LedgerError, match="cannot be kept"):
        index.keep(tmp_path / "none" / "7.index")
