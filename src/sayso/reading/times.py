"""Time language: every expression that could date an event, as the period that the codebook gives it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.models import Period


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: ``text[start:end]``.

    ``period`` is None where the words cannot be resolved (no publication date, "the same day").
    ``is_dateline`` marks the date of the publication itself, which dates no event.
    """

    start: int
    end: int
    period: Period | None
    is_dateline: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
_COUNT_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: value for value, word in enumerate(_COUNT_WORDS.split())} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "a couple of": 2,
    "several": 0,
    "few": 0,
    "a few": 0,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"],
        start=1,
    )
} | {"twelfth": 12}

_MONTH = rf"(?P<month>{'|'.join(sorted((m.capitalize() for m in _MONTHS), key=len)[::-1])})\b\.?"
_MONTH_2 = _MONTH.replace("<month>", "<month2>")
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_2 = _DAY.replace("<day>", "<day2>")
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?P<n>\d{1,3}|(?:a )?(?:couple(?: of)?|few)|several|" + "|".join(_NUMBERS) + r")"
_UNIT = r"(?P<unit>minute|hour|day|night|week|month|year|decade)"
_ABOUT = (
    r"(?:(?:nearly|almost|about|around|some|over|more than|at least|roughly|approximately|just over|just under"
    r"|less than|as many as|up to) )?"
)
_PART = r"(?: (?:morning|afternoon|evening|night|noon|dawn|midday|at dawn|at night))?"
_OPEN = re.compile(r"\bsince\b(?:(?!\b(?:said|told|but|and|killed)\b)[^.;\n]){0,130}\Z", re.I)

_Resolver = Callable[["re.Match[str]", date | None], Period | None]


def find_times(text: str, published: str | None) -> list[TimeMention]:
    """Every time expression of ``text``, in order, none overlapping, resolved against ``published``.

    ``published`` is an ISO date or None. Relative words, and dates without a year, have no period
    where it is None. "Since" makes a period with an open end. Raises ValueError if it is no date.
    """
    reference = date.fromisoformat(published) if published else None
    found = _ranged(text, _separate(_candidates(text, reference)))
    return [replace(_opened(text, mention, found), is_dateline=_is_dateline(text, mention)) for mention in found]


def _candidates(text: str, reference: date | None) -> list[TimeMention]:
    return [
        TimeMention(match.start(), match.end(), _safely(resolver, match, reference))
        for pattern, resolver in _RULES
        for match in pattern.finditer(text)
    ]


def _safely(resolver: _Resolver, match: re.Match[str], reference: date | None) -> Period | None:
    # "31 June" and dates before year 1 are written, but mean no day.
    try:
        return resolver(match, reference)
    except (ValueError, OverflowError):
        return None


def _separate(mentions: list[TimeMention]) -> list[TimeMention]:
    """The longest of overlapping mentions, in text order."""
    kept: list[TimeMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _ranged(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """Two mentions that are the ends of one range ("from May 2 to June 3") made one."""
    out: list[TimeMention] = []
    for mention in mentions:
        last = out[-1] if out else None
        if last is not None and last.period and mention.period and _is_range(text, last, mention):
            out[-1] = TimeMention(last.start, mention.end, Period(last.period.start, mention.period.end))
        else:
            out.append(mention)
    return out


def _is_range(text: str, first: TimeMention, second: TimeMention) -> bool:
    between = text[first.end : second.start].lower()
    if between in (" to ", " until ", " till ", " through ", "-", "–", " - ", " – ", " up to "):
        ordered = True
    elif between in (" and ", " and on ", " and early "):
        lead = text[max(0, first.start - 14) : first.start].lower()
        ordered = lead.rstrip().endswith("between") or bool(re.search(r"between (?:the |late |early )\Z", lead))
    else:
        return False
    start = first.period.start if first.period else None
    end = second.period.end if second.period else None
    return ordered and start is not None and end is not None and start <= end


def _opened(text: str, mention: TimeMention, others: list[TimeMention]) -> TimeMention:
    """The mention with an open end where "since" governs it."""
    if mention.period is None or mention.period.start is None or mention.period.end is None:
        return mention
    if re.match(r"since\b", text[mention.start : mention.end], re.I):
        return replace(mention, period=Period(mention.period.start, None))
    window = max(0, mention.start - 150)
    lead = _OPEN.search(text, window, mention.start)
    if lead is None or any(lead.start() <= other.start < mention.start for other in others):
        return mention
    # Only the word right before belongs to the span; further back it governs a clause of its own.
    start = lead.start() if mention.start - lead.end() == 0 and len(lead.group()) <= 12 else mention.start
    return TimeMention(start, mention.end, Period(mention.period.start, None))


_DATELINE_LEAD = re.compile(
    r"(?:(?:[A-Z][\w’'().\-/]*|of|the|and|in|,|\||–|-|:|\d{1,2}:\d\d|[ap]m|published|updated|posted|last|modified|on|by|date)[ ,/]*)*\Z"
)
_DATELINE_TAIL = re.compile(r",?[ ]*(?:\d{4}\b,?)?[ ]*(?:\d{1,2}:\d\d[^\n]{0,12})?[ ]*(?:[-–—:|(]|\n|\Z|[A-Z])")


def _is_dateline(text: str, mention: TimeMention) -> bool:
    """Whether the mention is a date at the head of a line, before the words of the report."""
    if not re.search(r"\d", text[mention.start : mention.end]):
        return False
    line = text.rfind("\n", 0, mention.start) + 1
    head = text.find("\n") + 1
    if mention.start - line > 80 or line > head + 300:
        return False
    return bool(_DATELINE_LEAD.match(text[line : mention.start]) and _DATELINE_TAIL.match(text, mention.end))


# --- periods ---------------------------------------------------------------------------------------------------------


def _days(first: date, last: date) -> Period:
    return Period(first.isoformat(), last.isoformat())


def _month(year: int, month: int) -> Period:
    text = f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"
    return Period(text, text)


def _year(year: int) -> Period:
    return Period(f"{year:04d}", f"{year:04d}")


def _months_before(reference: date, count: int) -> date:
    index = reference.year * 12 + reference.month - 1 - count
    year, month = divmod(index, 12)
    for day in range(reference.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(reference.day, 28))


def _start_before(reference: date, count: int, unit: str) -> str:
    """The date ``count`` units before the reference, no finer than the unit (a week is still given as a day)."""
    if unit in ("minute", "hour"):
        return (
            reference - timedelta(days=max(1, round(count / 24)) if unit == "hour" and count >= 12 else 0)
        ).isoformat()
    if unit in ("day", "night", "week"):
        return (reference - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    if unit == "month":
        return _months_before(reference, count).isoformat()[:7]
    return f"{reference.year - count * (10 if unit == 'decade' else 1):04d}"


def _number(words: str) -> int:
    words = words.lower()
    return int(words) if words.isdigit() else _NUMBERS.get(words, _NUMBERS.get(words.split()[-1], 0))


# --- resolvers: one a kind of expression -----------------------------------------------------------------------------


def _full_date(match: re.Match[str], reference: date | None) -> Period | None:
    month, day = _MONTHS[match["month"].lower()], int(match["day"])
    if match["year"]:
        year = int(match["year"])
    elif reference is None:
        return None
    else:
        year = reference.year - ((month, day) > (reference.month, reference.day))
    groups = match.groupdict()
    last = date(year, month, int(groups["day2"])) if groups.get("day2") else date(year, month, day)
    return _days(date(year, month, day), last)


def _iso_date(match: re.Match[str], reference: date | None) -> Period | None:
    day = date(int(match["year"]), int(match["m"]), int(match["day"]))
    return _days(day, day)


def _slash_date(match: re.Match[str], reference: date | None) -> Period | None:
    """Month first unless the numbers forbid it, or only the other order is not after the publication."""
    first, second, year = int(match["m"]), int(match["day"]), int(match["year"])
    if first > 12:
        first, second = second, first
    day = date(year, first, second)
    if reference and second <= 12 and day > reference >= date(year, second, first):
        day = date(year, second, first)
    return _days(day, day)


def _month_name(match: re.Match[str], reference: date | None) -> Period | None:
    month = _MONTHS[match["month"].lower()]
    if match["year"]:
        return _month(int(match["year"]), month)
    if reference is None:
        return None
    tail = (match["tail"] or "").lower()
    if tail.endswith("last year"):
        return _month(reference.year - 1, month)
    if tail.endswith("this year"):
        return _month(reference.year, month)
    if (match["lead"] or "").lower().strip() in ("next", "coming"):
        return _month(reference.year + (month <= reference.month), month)
    return _month(reference.year - (month > reference.month), month)


def _year_alone(match: re.Match[str], reference: date | None) -> Period | None:
    return _year(int(match["year"]))


def _weekday(match: re.Match[str], reference: date | None) -> Period | None:
    if reference is None:
        return None
    target = _WEEKDAYS.index(match["weekday"].lower() + "day")
    back = (reference.weekday() - target) % 7
    if (match["lead"] or "").lower().strip() in ("next", "coming", "this coming"):
        back -= 7
    day = reference - timedelta(days=back)
    return _days(day, day)


def _offset(first: int, last: int) -> _Resolver:
    def resolve(match: re.Match[str], reference: date | None) -> Period | None:
        return reference and _days(reference + timedelta(days=first), reference + timedelta(days=last))

    return resolve


def _week(match: re.Match[str], reference: date | None) -> Period | None:
    if reference is None:
        return None
    monday = reference - timedelta(days=reference.weekday())
    which = match["which"].lower()
    if which == "this":
        return _days(monday, reference)
    monday += timedelta(days=7 if which in ("next", "coming") else -7)
    return _days(monday, monday + timedelta(days=6))


def _weekend(match: re.Match[str], reference: date | None) -> Period | None:
    if reference is None:
        return None
    # On a Saturday or Sunday "the weekend" is the one going on.
    saturday = reference - timedelta(days=(reference.weekday() - 5) % 7)
    if (match["which"] or "").lower().strip() in ("last", "past", "previous") and reference.weekday() >= 5:
        saturday -= timedelta(days=7)
    if (match["which"] or "").lower().strip() in ("next", "coming"):
        saturday += timedelta(days=7)
    return _days(saturday, saturday + timedelta(days=1))


def _this_or_last(match: re.Match[str], reference: date | None) -> Period | None:
    if reference is None:
        return None
    step = {"this": 0, "next": 1, "coming": 1}.get(match["which"].lower(), -1)
    if match["unit"].lower() == "year":
        return _year(reference.year + step)
    return _month(reference.year, reference.month + step) if reference.month + step else _month(reference.year - 1, 12)


def _season(match: re.Match[str], reference: date | None) -> Period | None:
    first, last = _SEASONS[match["season"].lower()]
    if match["year"]:
        year = int(match["year"])
    elif reference is None:
        return None
    else:
        year = reference.year - (first > reference.month)
    start, end = _month(year, first), _month(year, last)
    return Period(start.start, end.end)


def _ago(match: re.Match[str], reference: date | None) -> Period | None:
    count, unit = _number(match["n"]), match["unit"].lower()
    if reference is None or count == 0:
        return None
    start = _start_before(reference, count, unit)
    return Period(start, start)


def _past(match: re.Match[str], reference: date | None) -> Period | None:
    """ "The past five days": from that many units before the publication to the publication."""
    count, unit = _number(match["n"] or "one"), match["unit"].lower()
    if reference is None or count == 0:
        return None
    if unit == "month":
        return _days(_months_before(reference, count), reference)
    start = _start_before(reference, count, unit)
    return Period(start, reference.isoformat()[: len(start)])


def _lasting(match: re.Match[str], reference: date | None) -> Period | None:
    """ "For four days": days end at the publication and count it; longer stretches are still going on."""
    count, unit = _number(match["n"]), match["unit"].lower()
    if reference is None or count == 0 or unit in ("minute", "hour"):
        return None
    if unit in ("day", "night"):
        return _days(reference - timedelta(days=count - 1), reference)
    return Period(_start_before(reference, count, unit), None)


def _aged(match: re.Match[str], reference: date | None) -> Period | None:
    """ "The five-year-old war": going on since that long ago."""
    count = _number(match["n"])
    return Period(_start_before(reference, count, match["unit"].lower()), None) if reference and count else None


def _nth(match: re.Match[str], reference: date | None) -> Period | None:
    """ "Now in its sixth year": the first of the units is one less ago."""
    ordinal, unit = match["nth"].lower(), match["unit"].lower()
    count = _ORDINALS.get(ordinal, 0) or int("".join(c for c in ordinal if c.isdigit()) or 0)
    if reference is None or count == 0:
        return None
    start = _start_before(reference, count - 1, unit)
    return Period(start, reference.isoformat() if unit == "day" else None)


def _unresolved(match: re.Match[str], reference: date | None) -> Period | None:
    return None


def _rule(pattern: str, resolver: _Resolver, flags: int = re.I) -> tuple[re.Pattern[str], _Resolver]:
    return re.compile(rf"(?<![\w\-]){pattern}", flags), resolver


_LEAD = r"(?P<lead>(?:(?:last|next|this|coming|this coming|past|early|late|mid|since) )?)"
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_WEEKDAY_BEFORE = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.?,? ?)?"
# Names of months are matched with their capital: "may" and "march" are verbs.
_RULES: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    _rule(
        rf"{_WEEKDAY_BEFORE}{_MONTH} ?{_DAY}(?: ?(?:[-–]|to|through) ?{_DAY_2})?(?!\d|:)(?:,? {_YEAR})?", _full_date, 0
    ),
    _rule(
        rf"{_WEEKDAY_BEFORE}(?:the )?{_DAY}(?: ?(?:[-–]|to|and|until|through) ?(?:the )?{_DAY_2})?[ -](?:of )?{_MONTH}(?:,?[ -]{_YEAR})?",
        _full_date,
        0,
    ),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)", _iso_date),
    _rule(r"(?P<m>\d{1,2})[/.](?P<day>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)", _slash_date),
    _rule(
        rf"(?P<lead>(?:(?:[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Ee]arly|[Ll]ate|[Mm]id)[ -])?){_MONTH}"
        rf"(?:,? (?:of )?{_YEAR})?(?P<tail> (?:of )?(?:last|this) year)?(?! ?\d)",
        _month_name,
        0,
    ),
    _rule(
        r"(?:(?:in|since|until|by|during|from|to|of|and|between|late|early|mid|before|after|year|spring|summer|end of)[ -])"
        rf"(?:(?:late|early|mid|the)[ -])?{_YEAR}(?![\w%]| (?:people|civilians|rebels|families))",
        _year_alone,
    ),
    _rule(rf"{_LEAD}{_WEEKDAY}{_PART}(?:’s|'s|s\b)?", _weekday),
    _rule(rf"(?:earlier |later )?(?:today|tonight|this (?:morning|afternoon|evening))\b", _offset(0, 0)),
    _rule(r"yesterday(?: (?:morning|afternoon|evening|night))?\b", _offset(-1, -1)),
    _rule(r"last (?:night|evening)\b", _offset(-1, -1)),
    _rule(r"(?:overnight|during the night)\b", _offset(-1, 0)),
    _rule(r"the day before yesterday\b", _offset(-2, -2)),
    _rule(r"tomorrow\b", _offset(1, 1)),
    _rule(r"(?:earlier |later )?(?P<which>this|last|next|previous|coming) week\b(?!end)", _week),
    _rule(
        r"(?:over |at |on |during )?(?:the )?(?P<which>(?:this|last|past|previous|next|coming) )?weekend\b", _weekend
    ),
    _rule(
        r"(?:(?:early|late|earlier|later|the (?:start|beginning|end) of) )?(?P<which>this|last|next) (?P<unit>month|year)\b",
        _this_or_last,
    ),
    _rule(rf"(?:the |last |this )?(?P<season>spring|summer|autumn|winter)(?: (?:of )?{_YEAR})?\b", _season),
    _rule(rf"{_ABOUT}{_COUNT} {_UNIT}s? ago\b", _ago),
    _rule(
        rf"(?:the |these )?(?:past|last|previous|recent) (?:(?:{_ABOUT}){_COUNT} )?(?:straight |consecutive )?{_UNIT}s?\b",
        _past,
    ),
    _rule(
        rf"(?:for|over|during|after|within|in) {_ABOUT}{_COUNT} (?:whole |full |straight |consecutive |successive )?{_UNIT}s?\b",
        _lasting,
    ),
    _rule(rf"{_COUNT}[ -]{_UNIT}s?[ -](?:old|long)\b", _aged),
    _rule(rf"(?:for |on |in )?(?:a|the|its|their) {_NTH} (?:straight |consecutive |successive )?{_UNIT}\b", _nth),
    _rule(rf"for {_NTH} (?:straight |consecutive |successive )?{_UNIT}\b", _nth),
    _rule(
        r"(?:on )?(?:the|that) (?:same|following|next|previous) (?:day|night|morning|week|month)\b"
        r"|(?:(?:a|one|two|three|several|\d+) (?:day|hour|week|month|year)s?|hours|days|weeks|months|years) (?:later|earlier|before)\b"
        r"|(?:Eid al-\w+|Eid|Ramadan|Christmas(?: Day| Eve)?|New Year(?:'s|’s|s)?(?: Eve| Day)?)\b|in recent (?:days|weeks|months|years)\b",
        _unresolved,
    ),
)
