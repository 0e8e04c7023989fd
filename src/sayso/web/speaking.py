"""Dates, times and numbers as the reader's browser asks for them; the words around them are English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

from sayso.briefs import phrases

ENGLISH = "en"
# Longer than what any browser sends.
LONGEST = 400
# The zero of each numbering system whose digits are its own and are in everyday use.
ZEROS = {"arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966, "mymr": 0x1040}

_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_LANGUAGE: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """While it is open, dates and numbers are written in this language (a name that ``understood`` gives)."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def spoken() -> str:
    """The language in which dates and numbers are written now."""
    return _LANGUAGE.get()


@lru_cache(maxsize=1024)
def understood(header: str) -> str:
    """The first language of an Accept-Language header that is known here; English where there is none."""
    for tag in _in_order(header[:LONGEST]):
        if tag.casefold().split("-")[0] == ENGLISH:
            return ENGLISH  # of one form, that of the pages' own sentences
        for one in dict.fromkeys((tag, tag.split("-")[0])):
            try:
                return str(Locale.parse(one, sep="-"))
            except (UnknownLocaleError, ValueError):
                continue
    return ENGLISH


def _in_order(header: str) -> list[str]:
    """The tags of a header, the one that is wanted most first."""
    found: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, rest = part.partition(";")
        try:
            weight = float(rest.partition("=")[2] or 1)
        except ValueError:
            weight = 0.0
        if tag.strip().replace("-", "").isalnum() and 0 < weight <= 1:
            found.append((-weight, tag.strip()))
    return [tag for _, tag in sorted(found, key=lambda one: one[0])]


def in_english(iso: str | None) -> str:
    """An ISO date in words; "date not stated" where there is none, the text itself where it is no date."""
    if not iso:
        return "date not stated"
    try:
        return phrases.day(iso)
    except (ValueError, IndexError):
        return iso


def plain_day(iso: str | None) -> str:
    """A date in words, for places that take no markup; "date not stated" where there is none."""
    return in_english(iso) if spoken() == ENGLISH else _day(spoken(), iso)


def day(iso: str | None) -> str:
    """The same; in another language marked as such, and kept apart from what runs the other way."""
    return _marked(plain_day(iso), iso)


def dated(text: str) -> Markup:
    """Words with the ISO dates among them written out."""
    pieces = _ISO.split(text)
    return Markup("").join(day(piece) if number % 2 else piece for number, piece in enumerate(pieces))


def moment(iso: str) -> str:
    """A date with its time of day, in UTC."""
    if spoken() == ENGLISH:
        return f"{iso[:16].replace('T', ' ')} UTC"
    return _marked(f"{_moment(spoken(), iso)} UTC", iso)


def number(value: int) -> str:
    """12,345"""
    return f"{value:,}" if spoken() == ENGLISH else _number(spoken(), value)


def share(value: float) -> str:
    """A share of one: 0.75"""
    return f"{value:.2f}" if spoken() == ENGLISH else _share(spoken(), round(value, 2))


def plural(value: int, noun: str, many: str | None = None) -> str:
    """ "1 matter", "2,340 matters"."""
    return f"{number(value)} {noun if value == 1 else many or noun + 's'}"


def _marked(told: str, iso: str | None) -> str:
    if spoken() == ENGLISH or not iso or told == in_english(iso):
        return told
    return Markup('<bdi lang="{}">{}</bdi>').format(spoken().replace("_", "-"), told)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=20_000)
def _day(language: str, iso: str | None) -> str:
    try:
        parts = [int(part) for part in (iso or "").split("-")]
        when = date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return in_english(iso)
    if len(parts) > 2:
        return _digits(language, format_date(when, "long", locale=_locale(language)))
    return _digits(language, format_skeleton("yMMMM" if len(parts) > 1 else "y", when, locale=_locale(language)))


@lru_cache(maxsize=5_000)
def _moment(language: str, iso: str) -> str:
    return _digits(language, format_datetime(datetime.fromisoformat(iso), "medium", locale=_locale(language)))


@lru_cache(maxsize=20_000)
def _number(language: str, value: int) -> str:
    return _digits(language, format_decimal(value, locale=_locale(language), numbering_system="default"))


@lru_cache(maxsize=1_000)
def _share(language: str, value: float) -> str:
    return _digits(language, format_decimal(value, "0.00", locale=_locale(language), numbering_system="default"))


def _digits(language: str, text: str) -> str:
    """With the digits that are usual in the language."""
    zero = ZEROS.get(_locale(language).default_numbering_system)
    return text if zero is None else text.translate({ord("0") + n: zero + n for n in range(10)})
