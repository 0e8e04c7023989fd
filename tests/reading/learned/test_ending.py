"""What is over must be said: kind, words and what the rules read → the statuses that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.models import Claim, Mention
from sayso.reading.learned.ending import worded


@pytest.mark.parametrize(
    ("kind", "words", "ruled", "kept"),
    [
        ("truce/ended", "The truce expired at noon.", None, ["ended"]),
        ("truce/ended", "Families came home under a partial truce.", "truce/holding", ["holding"]),
        ("truce/ended", "Families came home under a partial truce.", "fighting/attack", []),
        ("truce/ended", "Families came home under a partial truce.", None, []),
        ("fighting/ended", "The front at Kelmar was calm on Sunday.", None, ["ended"]),
        ("fighting/ended", "Nothing happened.", None, []),
        ("truce/violated", "Families came home under a partial truce.", None, ["violated"]),
    ],
)
def test_an_end_needs_a_word(kind: str, words: str, ruled: str | None, kept: list[str]) -> None:
    assert [c.status for c in worded([claim(kind, words)], [claim(ruled, words)] if ruled else [])] == kept


@pytest.mark.parametrize(
    ("words", "place", "kept"),
    [
        ("The air strikes on Tarn have stopped.", "Tarn", "ended"),
        ("Shelling of Tarn has briefly subsided while raids on Weir grew.", "Tarn", "ended"),
        ("Shelling of Tarn has briefly subsided while raids on Weir grew.", "Weir", "attack"),
        ("Jets struck Tarn after the fighting had stopped.", "Tarn", "attack"),
        ("The strikes on Tarn have not stopped.", "Tarn", "attack"),
        ("The strikes on Tarn went on.", "Tarn", "attack"),
    ],
)
def test_attacks_that_stopped_are_none(words: str, place: str, kept: str) -> None:
    at = words.index(place)
    told = replace(claim("fighting/attack", words), place=Mention(place, at, at + len(place)))
    assert [c.status for c in worded([told], [])] == [kept]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("The statement proves that the rebels possess chemical weapons.", 0),
        ("The army has such weapons, the envoy said.", 1),  # no word of which weapons: left to the network
        ("The army has chemical weapons and used them in Tarn.", 1),
        ("Chlorine was dropped on Tarn.", 1),
    ],
)
def test_who_only_has_a_weapon_did_not_use_it(words: str, kept: int) -> None:
    assert len(list(worded([claim("abuse/banned_weapon", words)], []))) == kept


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("The Shields launched a new assault to retake Tarn.", "planned"),
        ("They fought hard, trying to capture the mill at Tarn.", "planned"),
        ("Their plan of taking Tarn is known to all.", "planned"),
        ("The Shields took the hill on their way to capture Tarn.", "stated"),
        ("The raids helped the Shields to capture Tarn.", "stated"),
        ("The Shields managed to seize Tarn.", "stated"),
        ("Tarn fell on Monday after weeks of attempts to take it.", "stated"),
        ("The Shields are in Tarn.", "stated"),
        ("The Shields broke through to capture Tarn.", "stated"),
        ("The Shields completed their operation to recapture Tarn.", "stated"),
        ("The army accused the Shields of seizing Tarn.", "stated"),
    ],
)
def test_what_is_only_wanted_is_not_taken(words: str, certainty: str) -> None:
    assert [c.certainty for c in worded([claim("control/taken", words)], [])] == [certainty]


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("The Shields tried to cut the road to Tarn.", "planned"),
        ("They opened an offensive aimed at encircling Tarn.", "planned"),
        ("The Shields have cut the road in an attempt to surround Tarn.", "stated"),
        ("Tarn is besieged, and attempts to block its last road go on.", "stated"),
        ("The Shields managed to cut the road to Tarn.", "stated"),
        ("The Shields surround Tarn.", "stated"),
        ("The Shields cut the highway in a bid to surround Tarn.", "stated"),
        ("They sealed the crossing and threatened to block the road.", "stated"),
    ],
)
def test_what_is_only_wanted_is_not_cut_off(words: str, certainty: str) -> None:
    assert [c.certainty for c in worded([claim("access/closed", words)], [])] == [certainty]


def claim(kind: str, words: str) -> Claim:
    topic, status = kind.split("/")
    return Claim("c", "r", topic, status, "stated", Mention(words, 0, len(words)))
