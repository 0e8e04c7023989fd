"""What is over must be said: kind, words and what the rules read → the statuses that stay."""

from __future__ import annotations

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


def claim(kind: str, words: str) -> Claim:
    topic, status = kind.split("/")
    return Claim("c", "r", topic, status, "stated", Mention(words, 0, len(words)))
