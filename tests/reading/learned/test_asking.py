"""Who wants a thing looked into asserts nothing of it; who claims an attack does not count the dead."""

from __future__ import annotations

import pytest

from sayso.models import Report
from sayso.reading.layout import Layout
from sayso.reading.learned.decoding import Finding, Pointed
from sayso.reading.learned.encoding import code
from sayso.reading.learned.voicing import certainty_of, voice_of


@pytest.mark.parametrize(
    ("text", "source", "certainty"),
    [
        ("The Orun Centre called for an inquiry into a raid that killed nine people.", None, "stated"),
        (
            "The Orun Centre demanded an independent investigation into the raid that killed nine people.",
            None,
            "stated",
        ),
        ("The Orun Centre is seeking clarity on reports that shells killed nine people.", None, "hedged"),
        ("The Orun Centre has claimed responsibility for the raid that killed nine people.", None, "stated"),
        ("The Orun Centre said a raid had killed nine people and called for an inquiry.", "The Orun Centre", "stated"),
    ],
)
def test_what_is_only_asked_for(text: str, source: str | None, certainty: str) -> None:
    page = next(Layout().pages([Report("r", "", text, "The Orun Post", "2019-03-12")]))
    coded = code(page, [])
    start = page.full.index("The Orun Centre")
    speaker = Pointed((start, start + len("The Orun Centre")), 0.99)
    at = page.full.index("killed")
    found = Finding(
        0,
        "casualties",
        "killed",
        at,
        0.9,
        "stated",
        0.9,
        {"source": speaker, "via": Pointed(None, 0.9)},
        None,
        0.9,
        None,
        at,
        None,
    )
    voice = voice_of(coded, found)
    assert (page.full[slice(*voice.source)] if voice.source else None) == source
    assert certainty_of(coded, found, voice) == certainty
