"""What a brief holds, before it is shown in one form or another."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.models import Standing


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asserts: ``name`` as worded in the report, ``via`` the links in between; ``own``: the outlet speaks."""

    name: str
    via: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a claim and where they stand: offsets into the report's title, newline, text."""

    text: str
    start: int
    end: int
    report: str
    outlet: str | None
    published: str | None
    title: str
    url: str | None
    voice: Speaker
    claim: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One plain sentence with its voices, and their quotations."""

    sentence: str
    voices: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One matter: what it is about, how it stands, and for each position the statements that make it up."""

    matter: str
    heading: str
    standing: Standing
    standing_words: str
    disputed_on: tuple[str, ...]
    positions: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The matters of one topic, those that need attention first; ``more`` were left out for length."""

    topic: str
    heading: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """What is said about a place. ``kind`` is the place's precision ("town", "governorate").

    ``since`` and ``on`` are the first and last day asked about (ISO, None is open).
    """

    place: str
    place_id: str | None
    kind: str
    since: str | None
    on: str | None
    claims: int
    reports: int
    outlets: int
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
