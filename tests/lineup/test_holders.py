"""A shelf tells of shingles what memory does, whatever the order in which texts come."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import DictShelf

from sayso.lineup.copies import holders
from sayso.lineup.copies.holders import Age, Held, Holders
from sayso.lineup.shelf import cabinet
from sayso.lineup.shelf.cabinet import Cabinet, Filed

FEW = 3  # texts that hold a shingle before it counts as common

Text = tuple[int, Sequence[int]]  # the day of a text and the shingles that it holds
TEXTS = st.lists(st.tuples(st.integers(0, 4), st.lists(st.integers(0, 6), unique=True, max_size=5)), max_size=24)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (holders, cabinet):
        monkeypatch.setattr(module, "COMMON", FEW)


def _held(texts: Sequence[Text], names: Sequence[int]) -> list[Held]:
    return [
        ((f"2016-03-{1 + day:02d}", f"r{name:02d}"), values) for (day, values), name in zip(texts, names, strict=False)
    ]


def _on_shelf(shelf: DictShelf, part: Sequence[Held]) -> tuple[set[str], set[str]]:
    """Add texts to a shelf that is opened for it; what ``add`` says."""
    kept = Cabinet(shelf)
    for own, _ in part:
        kept.filed[own[1]] = Filed(own[0], kept.number(own))
    met = kept.sketches.add(part)
    kept.flush()
    return met.out, met.behind


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.permutations(range(24)), st.sampled_from([1, 2, 5, 24]))
def test_a_shelf_tells_what_memory_does(texts: list[Text], names: list[int], portion: int) -> None:
    shelf, memory = DictShelf(), Holders()
    memory.add([(("2016-03-03", "first"), [0, 1, 2])])
    _on_shelf(shelf, [(("2016-03-03", "first"), [0, 1, 2])])
    held = _held(texts, names)
    for start in range(0, len(held), portion):
        part = held[start : start + portion]
        met = memory.add(part)
        assert _on_shelf(shelf, part) == (met.out, met.behind)
    kept = Cabinet(shelf).sketches
    for own, values in held:
        assert sorted(kept.partners(own, values)) == sorted(memory.partners(own, values))
        for value in values:
            assert kept.shared(value) == memory.shared(value)
            if len(memory.shared(value)) > 1:
                assert list(kept.older(own, value)) == list(memory.older(own, value))
            assert list(kept.younger(own, value)) == list(memory.younger(own, value))


def test_what_a_text_holds_no_more_is_taken_out() -> None:
    shelf = DictShelf()
    texts: list[Held] = [(("2016-03-01", "a"), [1, 2]), (("2016-03-02", "b"), [2, 3]), (("2016-03-03", "c"), [2])]
    _on_shelf(shelf, texts)
    kept = Cabinet(shelf)
    assert kept.sketches.remove(kept.filed["b"].number, [2, 3]) == {"a", "c"}
    kept.flush()
    left: list[Age] = [("2016-03-01", "a"), ("2016-03-03", "c")]
    assert Cabinet(shelf).sketches.shared(2) == left
    assert Cabinet(shelf).sketches.shared(3) == ()


def test_the_place_of_a_text_among_many_is_found_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = DictShelf()
    many: list[Held] = [((f"2016-{1 + n // 28:02d}-{1 + n % 28:02d}", f"r{n}"), [7]) for n in range(300)]
    _on_shelf(shelf, many)
    times: list[int] = []
    monkeypatch.setattr(shelf, "read", lambda keys, plain=shelf.read: times.append(len(keys)) or plain(keys))
    _on_shelf(shelf, [(("2016-05-14", "new"), [7])])
    assert len(times) <= 10
    monkeypatch.undo()
    ages = Cabinet(shelf).sketches.shared(7)
    assert ages == sorted(ages)
    assert len(ages) == 301
