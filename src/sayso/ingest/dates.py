"""Full dates as news texts print them, with every reading that the digits allow.

Written out by hand instead of asking a general date parser, because a general parser fills in what
is missing (the current year, the local order of day and month) and a ledger must not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DAY = r"(?<![\d:])\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"

WEEKDAY = re.compile(rf"\b{_WEEKDAY}\b", re.IGNORECASE)

_DATE = re.compile(
    rf"""
    (?:\b(?P<weekday>{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?
    (?:
        (?<!\d)(?P<iso_year>(?:19|20)\d\d)(?P<iso_sep>[-/.])(?P<iso_month>\d{{1,2}})(?P=iso_sep)(?P<iso_day>\d{{1,2}})(?!\d)
      | (?<![\d.:/-])(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep)(?P<num_year>{_YEAR})
      | (?P<dm_day>{_DAY})(?:\s+of)?[\s-]{{1,3}}(?P<dm_month>{MONTH})(?:,?[\s-]{{1,3}}(?P<dm_year>{_YEAR}))?
      | \b(?P<md_month>{MONTH})\s{{0,2}}(?P<md_day>\d{{1,2}}(?!\d)(?:st|nd|rd|th)?|\d\d(?=(?:19|20)\d\d(?!\d)))
        (?:,?\s{{0,2}}(?P<md_year>{_YEAR}))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``text[start:end]``.

    ``readings`` holds the days that it can mean: one where it is certain, two where the order of
    day and month is open (day first), none where the year is not printed; then ``month_day`` is set.
    ``weekday`` is 0 for Monday, or None where no weekday is printed before the date.
    """

    start: int
    end: int
    readings: tuple[date, ...]
    month_day: tuple[int, int] | None = None
    weekday: int | None = None


def date_mentions(text: str) -> Iterator[DateMention]:
    """Yield the dates of ``text`` in order; impossible ones (31 February) are left out."""
    for match in _DATE.finditer(text):
        mention = _mention(match)
        if mention.readings or mention.month_day:
            yield mention


def weekday_number(word: str) -> int:
    """0 for Monday … 6 for Sunday, of a weekday name or its abbreviation."""
    return _DAY_NAMES.index(word[:3].lower())


def day_of(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _mention(match: re.Match[str]) -> DateMention:
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    if match["iso_year"]:
        days = [day_of(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))]
    elif match["num_year"]:
        days = _numeric(match)
    else:
        prefix = "dm" if match["dm_day"] else "md"
        return _named(match, prefix, weekday)
    return DateMention(match.start(), match.end(), _settle_by_weekday(days, weekday), None, weekday)


def _numeric(match: re.Match[str]) -> list[date | None]:
    first, second, year = int(match["first"]), int(match["second"]), int(match["num_year"])
    if match["sep"] == ".":
        # Dates with dots put the day first wherever they are in use.
        return [day_of(year, second, first)]
    return [day_of(year, second, first), day_of(year, first, second)]


def _settle_by_weekday(days: list[date | None], weekday: int | None) -> tuple[date, ...]:
    known = tuple(dict.fromkeys(day for day in days if day))
    fitting = tuple(day for day in known if day.weekday() == weekday)
    return fitting if len(fitting) == 1 else known


def _named(match: re.Match[str], prefix: str, weekday: int | None) -> DateMention:
    month = _MONTH_NAMES.index(match[f"{prefix}_month"][:3].lower()) + 1
    number = int(match[f"{prefix}_day"][:2].rstrip("stndrhSTNDRH"))
    year = match[f"{prefix}_year"]
    if year:
        day = day_of(int(year), month, number)
        return DateMention(match.start(), match.end(), (day,) if day else (), None, weekday)
    known = (month, number) if day_of(2000, month, number) else None
    return DateMention(match.start(), match.end(), (), known, weekday)
