"""When a report was published, by the dates printed in it.

A date counts as the report's own in three places: a dateline (a labelled date, a line of its own, the head of a
wire story), in the head of the text or at its foot; and, where there is no dateline at all, one single
date with its weekday in running text ("calm on Sunday 11 January 2026"). Dates of events do not count:
"On October 29, rebels …" has a preposition before it or the sentence running on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sayso.ingest.credits import AGENCY, WIRE_CREDIT
from sayso.ingest.dates import MONTH, WEEKDAY, DateMention, date_mentions, day_of, weekday_number
from sayso.models import Report

# Characters from the start in which a labelled date or a date line is looked for, in which a date within
# the first line counts, and from the end for the foot. Set on 804 articles of 15 outlets.
_HEAD, _FIRST_LINE, _FOOT = 1000, 300, 300
# Characters in which running text may name the day of the report; how much text is searched for later days.
_LEAD, _SEARCHED = 1500, 20_000
# A wire dateline without a year belongs to another date of the same report at most this many days away.
_SAME_STORY_DAYS = 60
_SAME_WEEK_DAYS = 7
# More unlabelled date lines than this make a chronology, whose dates are those of events.
_CHRONOLOGY = 2

_PUBLISHED_LABEL = (
    r"(?:(?:First\s+)?Published|Date\s+of\s+publication|Publication\s+date|Date\s+published|Publish\s+date|Posted|Issued|Released"
    r"|Release\s+date|Date\s*:|Created)"
)
_UPDATED_LABEL = r"(?:(?:Last\s+)?(?:Updated?|Modified|Edited))"
_JOIN = r"\s*[:–—-]?\s*(?:(?:on|at)\b)?\s*:?\s*(?:\d{1,2}[:.]?\d{2}\s*,?\s*)?$"
_LABELS = (
    re.compile(r"(?:^|[^\w\s]\s*|\s{2,})" + _PUBLISHED_LABEL + _JOIN, re.IGNORECASE),
    re.compile(r"(?:^|[^\w\s]\s*|\s{2,})" + _UPDATED_LABEL + _JOIN, re.IGNORECASE),
)
# "The report published on 5 March 2016, which …": the sentence goes on in lower case.
_RUNS_ON = re.compile(r",?\s+(?!by\b|at\b|in\b|updated\b|am\b|pm\b|gmt\b)[a-z]|,\s")

_TIME = (
    r"(?:\b(?:at\s+)?\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\bat\s+\d{4}\b"
    r"|\b\d{4}\b(?=\s*$)|\b\d{1,2}\s*[ap]\.?m\.?)"
)
_ZONE = (
    r"\b(?:GMT|UTC|BST|EET|EEST|EST|EDT|ET|CET|CEST|KSA|MSK|Z|hrs|hours|local time)(?:\s*[+-]\s*\d{1,2}(?::\d{2})?)?\b"
)
_LINE_FILL = re.compile(
    rf"{_TIME}|{_ZONE}|{AGENCY}|{_PUBLISHED_LABEL}|{_UPDATED_LABEL}|\b(?:on|at|and)\b|^\s*By\s+[^\n|]{{2,80}}$"
    r"|^\s*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2},\s*$|[\s,.:;|()•·*_#–—-]+",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s*[|•·»–—]\s*|\s-\s")
_LONGEST_LINE = 160

_AFTER_IN_LINE = re.compile(
    r"\s*(?:$|[|(–—-]|(?:at\s+)?\d{1,2}[:.]?\d{2}\b|\)?\s*Get short URL|[.)]?\s+[A-Z\d\"“'‘(]|Get\b|\s+by\s+[A-Z])"
)
# A clock time behind the date makes it a stamp, wherever in the first line it stands.
_STAMPED = re.compile(r"\s*,?\s*(?:at\s+)?(?:\d{1,2}:\d{2}|\d{4}\s*[AP]M|\d{4}\s*(?:GMT|UTC))\b", re.IGNORECASE)
_BEFORE_EVENT_AT = re.compile(r"\b(?:on|of|since|until|from|before|by|after|for|dated|and)\s+$", re.IGNORECASE)
_CREDIT_BEFORE = re.compile(rf"(?:{AGENCY}|\b\d{{4}}|[.!?][\"”’]?)\s+$")
_WIRE_BEFORE = re.compile(r"(?:^|[.!?\"”’)]\s+)(?P<town>[A-Z][\w.,'’/-]*(?:\s+[A-Z][\w.,'’/-]*){0,4})\s*$")
_WIRE_AFTER = re.compile(rf"\s*(?:\(\s*{AGENCY}|{WIRE_CREDIT}|,?\s*[–—]\s|\s+-\s)")
_EVENT_BEFORE = re.compile(
    r"\b(?:since|until|till|from|before|by|after|for|dated|due|next|last|between|to)\s+(?:on\s+)?$", re.IGNORECASE
)
# "11 - 18 May 2018", "1 May - 30 June 2021": the period that a bulletin covers.
_RANGE_BEFORE = re.compile(rf"(?:(?<![:\d])\d{{1,2}}|{MONTH}|{MONTH} \d{{4}})\s*(?:[-–—]|to)\s*$", re.IGNORECASE)
_RANGE_AFTER = re.compile(rf"\s*(?:[-–—]|to)\s*(?:\d{{1,2}}\s+)?{MONTH}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A date that stands as a dateline, with how good a witness it is (0 is best)."""

    rank: int
    mention: DateMention


def published_in(text: str, near: str | None = None) -> str | None:
    """The ISO date on which ``text`` says it was published, or None where it does not say.

    ``near`` is another ISO date known of the report: it gives the year of a dateline without one, and
    the order of "04-06-2016", but it is never the answer itself.
    """
    return printed_date(text, near) or running_date(text)


def printed_date(text: str, near: str | None = None) -> str | None:
    """As ``published_in``, by datelines at the head and foot only."""
    found = sorted(_printed(text), key=lambda printed: printed.rank)
    hints = [date.fromisoformat(near)] if near else []
    hints += [printed.mention.readings[0] for printed in found if len(printed.mention.readings) == 1]
    running = running_date(text)
    hints += [date.fromisoformat(running)] if running else []
    for printed in found:
        day = _settle(printed.mention, hints, text)
        if day:
            return day.isoformat()
    return None


def running_date(text: str) -> str | None:
    """The one weekday with its full date that the lead names, unless a later day is named anywhere."""
    days = {
        mention.readings[0]
        for mention in date_mentions(text[:_LEAD])
        if len(mention.readings) == 1
        and mention.weekday == mention.readings[0].weekday()
        and not _EVENT_BEFORE.search(text[max(0, mention.start - 20) : mention.start])
    }
    if len(days) != 1:
        return None
    day = days.pop()
    later = any(max(mention.readings, default=day) > day for mention in date_mentions(text[:_SEARCHED]))
    return None if later else day.isoformat()


def dated(report: Report) -> Report:
    """``report`` with the dateline printed in its text as ``published``, where there is one; the text stays."""
    printed = printed_date(report.text, report.published)
    return replace(report, published=printed) if printed else report


def is_date_line(line: str) -> bool:
    """True for a line that holds nothing but a date, with times, labels and a byline around it."""
    mentions = [mention for mention in date_mentions(line[:_LONGEST_LINE]) if mention.readings]
    return any(_is_date_line(line[: mention.start], line[mention.end :]) for mention in mentions)


def _printed(text: str) -> list[_Printed]:
    head = [_Printed(rank, mention) for mention, rank in _ranked(text, 0, min(_HEAD, len(text)))]
    foot_start = max(_HEAD, len(text) - _FOOT)
    foot = [_Printed(rank + 2, mention) for mention, rank in _ranked(text, foot_start, len(text)) if rank != 1]
    lines = {printed.mention.readings for printed in head if printed.rank == 1}
    if len(lines) > _CHRONOLOGY:
        head = [printed for printed in head if printed.rank != 1]
    return head + foot


def _ranked(text: str, start: int, end: int) -> Iterator[tuple[DateMention, int]]:
    """The dates in ``text[start:end]`` that stand as datelines: 0 published, 1 a date line or wire head, 2 updated."""
    for mention in date_mentions(text[start : end + 40]):
        if mention.start + start > end:
            return
        moved = replace(mention, start=mention.start + start, end=mention.end + start)
        line_start = text.rfind("\n", 0, moved.start) + 1
        line_end = text.find("\n", moved.end)
        before = text[max(line_start, moved.start - _FIRST_LINE) : moved.start]
        after = text[moved.end : line_end if line_end >= 0 else len(text)][:_LONGEST_LINE]
        rank = _rank(before, after, moved)
        if rank is not None:
            yield moved, rank


def _rank(before: str, after: str, mention: DateMention) -> int | None:
    runs_on = _RUNS_ON.match(after)
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after):
        return None
    if mention.month_day:
        return 1 if _is_wire(before, after) else None
    for rank, label in ((0, _LABELS[0]), (2, _LABELS[1])):
        match = label.search(before)
        if match:
            return None if runs_on else rank
    if _is_date_line(before, after) or _is_wire(before, after) or _opens_line(before, after, mention.start):
        return 1
    return None


def _is_date_line(before: str, after: str) -> bool:
    """Nothing else stands in the line, or in its part between bars or dashes, but times, labels and a byline."""
    if len(before) + len(after) > _LONGEST_LINE:
        return False
    segment = [_SEGMENT.split(before)[-1], _SEGMENT.split(after)[0]]
    return not any(_LINE_FILL.sub("", part) for part in segment)


def _opens_line(before: str, after: str, start: int) -> bool:
    """The date is the first thing in the text or follows the headline's credit: "AFP Tuesday 3 May 2016 Shells …"."""
    if start > _FIRST_LINE:
        return False
    if _STAMPED.match(after) and not _BEFORE_EVENT_AT.search(before):
        return True
    if not _AFTER_IN_LINE.match(after):
        return False
    return not before.strip(" (\t") or bool(_CREDIT_BEFORE.search(before))


def _is_wire(before: str, after: str) -> bool:
    """ "BEIRUT, Nov 8 (Reuters) -": a town before, an agency or a dash behind."""
    town = _WIRE_BEFORE.search(before)
    if not town or not _WIRE_AFTER.match(after):
        return False
    return "(" in after[:3] or town["town"].replace(",", "").isupper()


def _settle(mention: DateMention, hints: list[date], text: str) -> date | None:
    if mention.month_day:
        return _with_year(mention.month_day, hints)
    if len(mention.readings) == 1:
        return mention.readings[0]
    return _by_lead_weekday(mention, text) or _by_hint(mention.readings, hints)


def _with_year(month_day: tuple[int, int], hints: list[date]) -> date | None:
    for hint in hints:
        days = [day_of(hint.year + shift, *month_day) for shift in (0, -1, 1)]
        near = [day for day in days if day and abs((day - hint).days) <= _SAME_STORY_DAYS]
        if near:
            return near[0]
    return None


def _by_lead_weekday(mention: DateMention, text: str) -> date | None:
    """The one reading that the first weekday named fits: reports tell of their own day or the day before."""
    match = WEEKDAY.search(text, mention.end, mention.end + _FIRST_LINE)
    if not match:
        return None
    weekday = weekday_number(match[0])
    fitting = [day for day in mention.readings if (day.weekday() - weekday) % 7 <= 1]
    return fitting[0] if len(fitting) == 1 else None


def _by_hint(readings: tuple[date, ...], hints: list[date]) -> date | None:
    for hint in hints:
        near = [day for day in readings if abs((day - hint).days) <= _SAME_WEEK_DAYS]
        if len(near) == 1:
            return near[0]
    return None
