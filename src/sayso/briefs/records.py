"""What a brief holds, before it is shown in one form or another."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.models import Count, Hold, Series, Standing


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
class Pair:
    """Two matters that may be about one event: their ids, on which ``fields`` that would be disputed, and in words."""

    matters: tuple[str, str]
    fields: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """The matters of one topic, those that need attention first; ``more`` were left out for length.

    ``perhaps`` are matters that may be about one event, though nothing proves it.
    """

    topic: str
    heading: str
    items: tuple[Item, ...]
    more: int = 0
    perhaps: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Held(Hold):
    """Who is claimed to hold the place, and the line that tells it."""

    words: str


@dataclass(frozen=True, slots=True)
class Voiced(Series):
    """The figures of one voice, and the line that tells them."""

    words: str


@dataclass(frozen=True, slots=True)
class Tolled:
    """The figures on one matter through time. ``now`` are the ranges that stand, one of each group of people."""

    matter: str
    heading: str
    now: tuple[Count, ...]
    series: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is said about a place. ``kind`` is the place's precision ("town", "governorate").

    ``since`` and ``on`` are the first and last day asked about (ISO, None is open). ``holders`` and ``tolls`` tell of
    what is shown in ``sections`` through time, where there is something to tell.
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
    holders: tuple[Held, ...] = ()
    tolls: tuple[Tolled, ...] = ()
