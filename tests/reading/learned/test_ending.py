"""What is over must be said: kind and words → the statuses that stay."""

from __future__ import annotations

import pytest

from sayso.models import Claim, Mention
from sayso.reading.learned.ending import worded


@pytest.mark.parametrize(
    ("kind", "words", "kept"),
    [
        ("truce/ended", "The truce expired at noon.", ["ended"]),
        ("truce/ended", "Families came home under a partial truce.", ["holding"]),
        ("fighting/ended", "The front at Kelmar was calm on Sunday.", ["ended"]),
        ("fighting/ended", "Nothing happened.", []),
        ("truce/violated", "Families came home under a partial truce.", ["violated"]),
    ],
)
def test_an_end_needs_a_word(kind: str, words: str, kept: list[str]) -> None:
    topic, status = kind.split("/")
    claim = Claim("c", "r", topic, status, "stated", Mention(words, 0, len(words)))
    assert [c.status for c in worded([claim])] == kept
