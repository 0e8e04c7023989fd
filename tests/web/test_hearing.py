"""Whose words claims are, as far as the positions of their matter tell without a look at the texts."""

from __future__ import annotations

import pytest

from sayso.briefs import Material
from sayso.models import Claim, Count, Matter, Mention, PlaceResolution, Position, Report, ResolvedClaim
from sayso.web.hearing import Hearing, cut, own_words

TOWN = PlaceResolution("t:town", "Town", "town")
# Claim, outlet of its report, source, number of the dead.
Told = tuple[str, str, str | None, int]
# What all reports go on with, long enough to be told for a copy.
REST = " ".join(f"In the {n}th street a {n}th house lost its roof." for n in range(4, 14))


def matter(*positions: tuple[tuple[str, ...], list[Told]]) -> tuple[Matter, Material]:
    """A matter of these positions: names of voices, and claims, each in a report of its own."""
    claims, reports, made = {}, {}, []
    for sources, told in positions:
        for name, outlet, source, dead in told:
            text = f"{source or 'Shells'} killed {dead} people in Town."
            words = Mention(text, len(name) + 1, len(name) + 1 + len(text))
            said = Mention(source, len(name) + 1, len(name) + 1 + len(source)) if source else None
            reports[f"r{name}"] = Report(f"r{name}", name, f"{text} {REST}", outlet, "2031-05-07")
            count = Count(dead, dead, "people")
            claim = Claim(name, f"r{name}", "casualties", "killed", "stated", words, source=said, count=count)
            claims[name] = ResolvedClaim(claim, TOWN)
        names = tuple(name for name, *_ in told)
        made.append(Position("", sources, (), tuple(f"r{name}" for name in names), names))
    found = Matter("m", "casualties", TOWN, None, None, "agreed", (), tuple(made), (), "casualties/killed")
    return found, Material.of(claims, reports)


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        # A text alone is nobody's copy, whatever its voice is called.
        ([(("The Wire",), [("a", "Wire", None, 3)])], {"a": "The Wire"}),
        # What another outlet carries of the same voice is left out.
        ([(("Wire",), [("a", "Wire", None, 3), ("b", "Post", None, 3)])], {"a": "Wire"}),
        ([(("Army",), [("a", "Wire", "Army", 3)]), (("Post",), [("b", "Post", None, 4)])], {"a": "Army", "b": "Post"}),
        # A voice that no claim goes by.
        ([(("Wire", "Times"), [("a", "Wire", None, 3), ("b", "Post", None, 3)])], None),
        # The same nobody in two reports, and in one.
        ([(("activists",), [("a", "Wire", "activists", 3), ("b", "Post", "activists", 3)])], None),
        ([(("medics", "Post"), [("a", "Wire", "medics", 3), ("b", "Post", None, 3)])], {"a": "medics", "b": "Post"}),
        # Which of two figures of a source came first.
        ([(("Army",), [("a", "Wire", "Army", 3)]), (("Army",), [("b", "Post", "Army", 4)])], None),
    ],
)  # fmt: skip
def test_positions_tell_whose_words_claims_are(
    positions: list[tuple[tuple[str, ...], list[Told]]], expected: dict[str, str] | None
) -> None:
    assert own_words(*matter(*positions)) == expected


def test_texts_are_compared_only_where_that_is_left_open() -> None:
    plain, material = matter((("Wire", "Post"), [("a", "Wire", None, 3), ("b", "Post", None, 3)]))
    sketches: dict[str, list[int]] = {}
    hearing = Hearing(material, [plain], sketches)
    assert not sketches
    assert {name: [fact.id for fact in facts] for name, facts in hearing.voices(plain)} == {
        "Wire": ["a"],
        "Post": ["b"],
    }
    copied, material = matter((("Wire", "Times"), [("a", "Wire", None, 3), ("b", "Post", None, 3)]))
    hearing = Hearing(material, [copied], sketches)
    assert set(sketches) == {"ra", "rb"}
    assert [(name, [fact.id for fact in facts]) for name, facts in hearing.voices(copied)] == [("Wire", ["a", "b"])]


def test_a_matter_that_is_cut_keeps_all_sides() -> None:
    sides = [((outlet,), [(f"{outlet}{n}", outlet, None, n) for n in range(4)]) for outlet in ("Wire", "Post", "Times")]
    found, _ = matter(*sides)
    assert [position.claims for position in cut(found, 2).positions] == [("Wire0",), ("Post0",), ("Times0",)]
    assert cut(found, 6).positions[0].claims == ("Wire0", "Wire3")
    assert cut(found, 12) == found
