"""The kinds of time expressions, each a pattern and the function that resolves what it matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.models import Period


@dataclass(frozen=True, slots=True)
class Reference:
    """What a report's words are resolved against.

    ``day`` is the publication date. Where it is unknown, ``latest`` is the latest date that the report
    itself gives in full: it lends its year to dates without one, but relative words stay unresolved.
    """

    day: date | None
    latest: date | None = None


Match = re.Match[str]
Resolver = Callable[[Match, Reference], Period | None]

_LONG_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTHS = {
    name: number for names in (_LONG_NAMES, _SHORT_NAMES) for number, name in enumerate(names.split("|"), start=1)
} | {"Sept": 9}
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
# Winter runs into the next year: its last month is the fourteenth.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_ORDINAL_WORDS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_ORDINALS = _ORDINAL_WORDS.split("|")
_SPOKEN = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty"
)
_NUMBERS = {word: value for value, word in enumerate(_SPOKEN.split("|"))} | {"a": 1, "an": 1, "thirty": 30, "forty": 40}

# Resolving the year: a date this many days after the publication is one announced, not last year's.
_ANNOUNCED_DAYS = 31
# The same where only the latest full date of the text is known: the report may go on after it for this long.
_ONGOING_DAYS = 100

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
# The dot of a shortened name; after "May" it ends the sentence.
_DOT = r"(?:(?:(?<=\b[A-Z][a-z]{2})|(?<=\bSept))(?<!May)\.)?"
_LONG_MONTH = rf"(?P<month>{_LONG_NAMES})(?![a-z])"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ANY_WEEKDAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)"
    r"(?:,? | ?\|? ?)(?:the )?)?"
)
_PART = r"(?: (?:morning|afternoon|evening|night|noon|dawn|at dawn|at noon|at night))?"
_COUNT = (
    rf"(?P<n>\d{{1,3}}|(?:a )?(?:couple(?: of)?|few)|several|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
    r"(?: and a half|-1/2|½)?"
)
_UNIT = r"(?P<unit>minute|hour|day|night|week|month|year|decade)"
_ABOUT = (
    r"(?:(?:nearly|almost|about|around|some|over|well over|more than|at least|roughly|approximately|just over"
    r"|just under|less than|up to|barely|only|just|the) ){0,2}"
)
_STRAIGHT = r"(?:(?:whole|full|straight|consecutive|successive) )?"
_ORDINAL = rf"(?P<nth>{_ORDINAL_WORDS}|\d{{1,2}}(?:st|nd|rd|th))"
_LASTING_THING = (
    r"(?:war|conflict|siege|blockade|battle|campaign|operation|offensive|assault|uprising|revolt|insurgency|crisis"
    r"|truce|ceasefire|cease-fire|drive|bombardment|rebellion|fighting|lull|push)"
)


def resolved(resolver: Resolver, match: Match, reference: Reference) -> Period | None:
    """What ``match`` means; None also where the words name no day at all ("31 June")."""
    try:
        return resolver(match, reference)
    except (ValueError, OverflowError):
        return None


# --- periods ---------------------------------------------------------------------------------------------------------


def _days(first: date, last: date) -> Period:
    return Period(first.isoformat(), last.isoformat())


def _month(year: int, month: int) -> Period:
    """A month, counted on from January of ``year``: 0 is the December before."""
    text = f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"
    return Period(text, text)


def _year(year: int) -> Period:
    return Period(f"{year:04d}", f"{year:04d}")


def _months_before(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, 28)) if day.day > 28 else date(year, month + 1, day.day)


def _before(day: date, count: int, unit: str) -> str:
    """The date ``count`` units before ``day``, no finer than the unit (a week is still given as a day)."""
    if unit in ("minute", "hour"):
        return (day - timedelta(days=round(count / 24))).isoformat()
    if unit in ("day", "night", "week"):
        return (day - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    if unit == "month":
        return _months_before(day, count).isoformat()[:7]
    return f"{day.year - count * (10 if unit == 'decade' else 1):04d}"


def _number(words: str) -> int:
    """0 where the words name no number ("several")."""
    words = words.lower()
    if words.endswith(("couple", "couple of")):
        return 2
    return int(words) if words.isdigit() else _NUMBERS.get(words, 0)


def _nth_of(word: str) -> int:
    word = word.lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


# --- dates of the calendar -------------------------------------------------------------------------------------------


def _year_of(month: int, day: int, reference: Reference) -> int:
    """The year of a date without one: the latest such date not after the publication, or one just announced."""
    known = reference.day or reference.latest
    if known is None:
        raise ValueError("a date without a year, in a report without a date")
    this_year = date(known.year, month, day)
    late = (this_year - known).days > (_ANNOUNCED_DAYS if reference.day else _ONGOING_DAYS)
    return known.year - late


def _full_date(match: Match, reference: Reference) -> Period | None:
    month, day = _MONTHS[match["month"]], int(match["day"])
    year = int(match["year"]) if match["year"] else _year_of(month, day, reference)
    first, last = date(year, month, day), date(year, month, int(match["day2"] or day))
    return _days(first, last) if first <= last else None


def _iso_date(match: Match, reference: Reference) -> Period | None:
    day = date(int(match["year"]), int(match["m"]), int(match["day"]))
    return _days(day, day)


def _numeric_date(match: Match, reference: Reference) -> Period | None:
    """Dots and hyphens put the day first; slashes the month, unless its number, or the publication date, forbids it."""
    first, second, year = int(match["m"]), int(match["day"]), int(match["year"])
    if match["dot"] != "/" or first > 12:
        first, second = second, first
    day = date(year, first, second)
    known = reference.day or day
    if match["dot"] == "/" and second <= 12 and day > known >= date(year, second, first):
        day = date(year, second, first)
    return _days(day, day)


def _month_name(match: Match, reference: Reference) -> Period | None:
    month = _MONTHS[match["month"]]
    if match["year"]:
        return _month(int(match["year"]), month)
    known = reference.day or reference.latest
    if known is None:
        return None
    lead, tail = (match["lead"] or "").lower(), (match["tail"] or "").lower()
    if "last year" in tail or "this year" in tail:
        return _month(known.year - ("last" in tail), month)
    if lead.startswith(("next", "coming")):
        return _month(known.year + (month <= known.month), month)
    return _month(known.year - (month > known.month), month)


def _week_of_month(match: Match, reference: Reference) -> Period | None:
    month = _MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else _year_of(month, 1, reference)
    following = date(year + month // 12, month % 12 + 1, 1)
    if match["nth"].lower() == "last":
        return _days(following - timedelta(days=7), following - timedelta(days=1))
    start = date(year, month, 7 * _nth_of(match["nth"]) - 6)
    return _days(start, min(start + timedelta(days=6), following - timedelta(days=1)))


def _year_alone(match: Match, reference: Reference) -> Period | None:
    return _year(int(match["year"]))


def _years(match: Match, reference: Reference) -> Period | None:
    return Period(match["year"], match["last"]) if match["year"] <= match["last"] else None


def _season(match: Match, reference: Reference) -> Period | None:
    first, last = _SEASONS[match["season"].lower()]
    known = reference.day or reference.latest
    if match["year"]:
        year = int(match["year"])
    elif known is None:
        return None
    else:
        year = known.year - (first > known.month)
    return Period(_month(year, first).start, _month(year, last).end)


def _quarter(match: Match, reference: Reference) -> Period | None:
    quarter = 4 if match["nth"].lower() == "last" else _nth_of(match["nth"])
    year = int(match["year"])
    return Period(_month(year, 3 * quarter - 2).start, _month(year, 3 * quarter).end) if quarter <= 4 else None


# --- dates by the publication date -----------------------------------------------------------------------------------


def _weekday(match: Match, reference: Reference) -> Period | None:
    """The last such day up to the publication; the next one where the words before announce something."""
    if reference.day is None:
        return None
    back = (reference.day.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
    lead = (match["lead"] or "").lower().strip()
    coming = lead in ("next", "coming", "this coming")
    if coming or (back and lead not in ("last", "past", "since") and _is_announced(match)):
        back -= 7
    day = reference.day - timedelta(days=back)
    return _days(day, day)


_ANNOUNCED = re.compile(
    r"\b(?:will|would|shall|due|starting|beginning|to (?:begin|start|halt|stop|take effect|come into)|set|scheduled"
    r"|planned|expected|next)\b(?:(?!\b(?:said|say|says|told|announced|reported|after)\b)(?:[^.;\n]|\.(?!\s+[A-Z]))){0,45}\Z",
    re.I,
)


def _is_announced(match: Match) -> bool:
    return _ANNOUNCED.search(match.string, max(0, match.start() - 60), match.start()) is not None


def _offset(first: int, last: int) -> Resolver:
    def resolve(match: Match, reference: Reference) -> Period | None:
        day = reference.day
        if day is None:
            return None
        return _days(day + timedelta(days=first), day + timedelta(days=last))

    return resolve


def _week(match: Match, reference: Reference) -> Period | None:
    if reference.day is None:
        return None
    monday = reference.day - timedelta(days=reference.day.weekday())
    which = match["which"].lower()
    if which == "this":
        return _days(monday, reference.day)
    monday += timedelta(days=7 if which in ("next", "coming") else -7)
    return _days(monday, monday + timedelta(days=6))


def _weekend(match: Match, reference: Reference) -> Period | None:
    if reference.day is None:
        return None
    which = (match["which"] or "").lower().strip()
    # On a Saturday or Sunday "the weekend" is the one going on.
    saturday = reference.day - timedelta(days=(reference.day.weekday() - 5) % 7)
    if which in ("last", "past", "previous") and reference.day.weekday() >= 5:
        saturday -= timedelta(days=7)
    if which in ("next", "coming"):
        saturday += timedelta(days=7)
    return _days(saturday, saturday + timedelta(days=1))


def _this_or_last(match: Match, reference: Reference) -> Period | None:
    day = reference.day
    if day is None:
        return None
    step = {"this": 0, "next": 1}.get(match["which"].lower(), -1)
    return _year(day.year + step) if match["unit"].lower() == "year" else _month(day.year, day.month + step)


def _so_far(match: Match, reference: Reference) -> Period | None:
    """ "So far this year": from its first day to the publication."""
    if reference.day is None:
        return Period(match["year"], None) if match["year"] else None
    start = (
        reference.day.replace(day=1)
        if match["unit"] == "month"
        else date(int(match["year"] or reference.day.year), 1, 1)
    )
    return _days(start, reference.day)


def _start_of_year(match: Match, reference: Reference) -> Period | None:
    known = reference.day or reference.latest
    year = int(match["year"]) if match["year"] else known.year if known else None
    return _month(year, 1) if year else None


def _ago(match: Match, reference: Reference) -> Period | None:
    count, unit = _number(match["n"]), match["unit"].lower()
    if reference.day is None or count == 0:
        return None
    start = _before(reference.day, count, unit)
    return Period(start, start)


def _past(match: Match, reference: Reference) -> Period | None:
    """ "The past five days": from that many units before the publication to the publication."""
    count, unit = _number(match["n"] or ("a" if match["s"] == "" else "few")), match["unit"].lower()
    if reference.day is None or count == 0:
        return None
    if unit == "month" and count == 1:
        return _days(_months_before(reference.day, 1), reference.day)
    if unit == "year" and count == 1:
        return Period(_months_before(reference.day, 12).isoformat()[:7], reference.day.isoformat()[:7])
    start = _before(reference.day, count, unit)
    return Period(start, reference.day.isoformat()[: len(start)])


def _lasting(match: Match, reference: Reference) -> Period | None:
    """ "For four days", "in two weeks of fighting": up to the publication, which counts as a day of it."""
    count, unit = _number(match["n"]), match["unit"].lower()
    if reference.day is None or count == 0 or unit == "minute" or (unit == "hour" and count < 24):
        return None
    if match["how"].lower() == "in" and _is_announced(match):
        # "It is due to begin in a week" looks forward.
        day = reference.day + timedelta(days=count * {"day": 1, "week": 7}.get(unit, 0))
        return _days(day, day) if day > reference.day else None
    if unit in ("day", "night"):
        return _days(reference.day - timedelta(days=count - 1), reference.day)
    start = _before(reference.day, count, unit)
    return Period(start, reference.day.isoformat()[: len(start)])


def _going_on(match: Match, reference: Reference) -> Period | None:
    """ "For two years", "the five-year-old war": since that long ago."""
    count = _number(match["n"] or "a")
    if reference.day is None or count == 0:
        return None
    return Period(_before(reference.day, count, match["unit"].lower()), None)


def _nth(match: Match, reference: Reference) -> Period | None:
    """ "Now in its sixth year": the first of the units is one less ago."""
    count, unit = _nth_of(match["nth"]), match["unit"].lower()
    if reference.day is None:
        return None
    start = _before(reference.day, count - 1, unit)
    return Period(start, reference.day.isoformat() if unit == "day" else None)


def _unresolved(match: Match, reference: Reference) -> Period | None:
    return None


_Rule = tuple[re.Pattern[str], Resolver]


def _rule(pattern: str, resolver: Resolver, flags: int = re.I) -> _Rule:
    # A space in a pattern stands for any white space within a line; none stands in a character class.
    spaced = pattern.replace(" ?", r"[^\S\n]*").replace(" ", r"[^\S\n]+")
    return re.compile(rf"(?<![\w\-]){spaced}", flags), resolver


_EDGE = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)[-\s])?"
_YEAR_LEADS = (
    r"(?:in|since|until|by|during|from|to|of|and|between|late|early|mid|before|after|year|through|for|throughout)"
)
# Names of months are matched with their capital ("may" and "march" are verbs), short ones only beside a day or a year
# ("Jan" is a man's name too).
_CALENDAR: tuple[_Rule, ...] = (
    _rule(
        rf"{_ANY_WEEKDAY}{_MONTH}\.? ?{_DAY}(?: ?(?:[-–]|to|through) ?{_DAY_2}\b)?(?!\d(?!\d{{3}}\b)|:\d|[,.]\d)"
        rf"(?:(?:,? ?| of ){_YEAR})?",
        _full_date,
        0,
    ),
    _rule(
        rf"{_ANY_WEEKDAY}{_DAY}(?: ?(?:[-–]|to|and|until|through) ?(?:the )?{_DAY_2})?[-\s]?(?:of )?{_MONTH}{_DOT}"
        rf"(?:(?:,?[-\s]?| of ){_YEAR})?",
        _full_date,
        0,
    ),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?!\d)", _iso_date),
    _rule(r"(?P<m>\d{1,2})(?P<dot>[/.-])(?P<day>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d\d)(?!\d)", _numeric_date),
    _rule(
        rf"(?P<lead>{_EDGE}){_LONG_MONTH}(?:,? ?(?:of )?{_YEAR})?(?P<tail>,? (?:of )?(?:last|this) year)?",
        _month_name,
        0,
    ),
    _rule(rf"(?P<lead>{_EDGE}){_MONTH}{_DOT},? {_YEAR}(?P<tail>)", _month_name, 0),
    _rule(
        rf"(?:the )?(?P<nth>first|second|third|fourth|fifth|last) week of {_LONG_MONTH}(?:,? {_YEAR})?",
        _week_of_month,
    ),
    _rule(
        rf"{_YEAR_LEADS}[-\s](?:(?:late|early|mid|the year)[-\s])?{_YEAR}"
        r"(?![\w%]|[,.]\d| (?:people|civilians|rebels|families|children|fighters))",
        _year_alone,
    ),
    _rule(rf"(?:from|between) {_YEAR} (?:to|and|until|through) (?P<last>(?:19|20)\d\d)\b", _years),
    _rule(rf"(?:the )?(?P<season>spring|summer|autumn|winter) (?:of )?{_YEAR}", _season),
    _rule(rf"(?:the )?(?P<nth>first|second|third|fourth|last) quarter of {_YEAR}", _quarter),
    _rule(rf"so far in (?P<unit>){_YEAR}", _so_far),
    _rule(rf"the (?:start|beginning) of {_YEAR}", _start_of_year),
)
_STRETCHES: tuple[_Rule, ...] = (
    _rule(
        r"(?P<lead>(?:(?:last|next|this|coming|this coming|past|early|late|since|on) )?)"
        rf"{_WEEKDAY}{_PART}(?:’s|'s|s)?\b",
        _weekday,
    ),
    _rule(r"(?:(?:earlier|later) )?(?:today|tonight|this (?:morning|afternoon|evening))\b", _offset(0, 0)),
    _rule(r"yesterday(?: (?:morning|afternoon|evening|night))?\b", _offset(-1, -1)),
    _rule(r"last (?:night|evening)\b", _offset(-1, -1)),
    _rule(r"(?:overnight|during the night)\b", _offset(-1, 0)),
    _rule(r"the day before yesterday\b", _offset(-2, -2)),
    _rule(r"(?:the day (?:earlier|before)|the previous day)\b", _offset(-1, -1)),
    _rule(r"(?:earlier |later )?(?P<which>this|last|next|previous|coming) week\b(?!end)", _week),
    _rule(r"(?:the )?(?P<which>(?:this|last|past|previous|next|coming) )?weekend\b", _weekend),
    _rule(
        r"(?:(?:early|late|earlier|later|(?:the )?(?:start|beginning|end|middle) of) )?(?P<which>this|last|next)"
        r" (?P<unit>month|year)\b",
        _this_or_last,
    ),
    _rule(rf"{_ABOUT}{_COUNT}[-\s]{_UNIT}s? (?:ago|after|since|earlier|before)\b", _ago),
    _rule(
        rf"for (?:the )?(?:past|last|previous) {_ABOUT}{_COUNT} {_STRAIGHT}(?P<unit>week|month|year|decade)s?\b",
        _going_on,
    ),
    _rule(rf"(?:the |these )?(?:past|last|previous) (?:{_ABOUT}{_COUNT} )?{_STRAIGHT}{_UNIT}(?P<s>s?)\b", _past),
    _rule(rf"for {_ABOUT}{_COUNT} {_STRAIGHT}(?P<unit>week|month|year|decade)s?\b", _going_on),
    _rule(rf"(?P<how>for|over|during|within|in) {_ABOUT}{_COUNT} {_STRAIGHT}{_UNIT}s?\b", _lasting),
    _rule(rf"(?P<how>){_COUNT} {_STRAIGHT}(?P<unit>day)s? of\b", _lasting),
    _rule(
        rf"{_COUNT}[-\s]{_UNIT}(?:[-\s](?:old|long))?[-\s]"
        rf"(?:(?!after|before|since|ago|earlier|later|in|of)\w+[-\s]){{0,2}}?{_LASTING_THING}\b",
        _going_on,
    ),
    _rule(rf"(?P<n>){_UNIT}[-\s]?(?:old|long) (?:\w+ )?{_LASTING_THING}\b", _going_on),
    _rule(rf"{_COUNT} {_UNIT}s? into\b", _going_on),
    _rule(rf"(?:for |on |in )?(?:a|its|their) {_ORDINAL} {_STRAIGHT}{_UNIT}\b", _nth),
    _rule(rf"for (?:the )?{_ORDINAL} {_STRAIGHT}{_UNIT}\b", _nth),
    _rule(r"so far this (?P<unit>year|month)\b(?P<year>)", _so_far),
    _rule(r"the (?:start|beginning) of (?:the|this) year\b(?P<year>)", _start_of_year),
    _rule(
        r"(?:on )?(?:the|that) (?:same|following|next) (?:day|night|morning|week|month)\b"
        rf"|(?:{_COUNT} )?(?:days?|hours?|weeks|months|years) later\b"
        r"|(?:hours|days|weeks|months|years) (?:earlier|before)\b"
        r"|in recent (?:days|weeks|months|years)\b",
        _unresolved,
    ),
)
_OTHERS: tuple[_Rule, ...] = (
    _rule(r"tomorrow\b", _offset(1, 1)),
    _rule(r"(?:the |last |this )(?P<season>spring|summer|autumn|winter)(?P<year>)\b", _season),
    _rule(r"(?:Eid|Ramadan|Christmas|New Year)(?: al-\w+|(?:'s|’s|s)? (?:Eve|Day))?\b", _unresolved, 0),
)
# Most of a text dates nothing: each group of rules is tried only around the words that all of its expressions have.
_GROUPS: tuple[tuple[re.Pattern[str], tuple[_Rule, ...]], ...] = (
    (re.compile(rf"(?:19|20)\d\d|{_SHORT_NAMES}"), _CALENDAR),
    (re.compile(r"day|night|week|month|year|hour|minute|decade|morning|afternoon|evening", re.I), _STRETCHES),
    (re.compile(r"tomorrow|spring|summer|autumn|winter|Eid|Ramadan|Christmas|New Year", re.I), _OTHERS),
)
# Characters on either side of such a word: the longest expressions are shorter.
_REACH = 70


def matches(text: str) -> Iterator[tuple[Match, Resolver]]:
    """What each rule finds in ``text``, with its resolver; finds of different rules may overlap."""
    for anchor, rules in _GROUPS:
        for start, end in _windows(anchor, text):
            for pattern, resolver in rules:
                for match in pattern.finditer(text, start, end):
                    yield match, resolver


def _windows(anchor: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` within reach of an anchor, none overlapping."""
    start, end = 0, -1
    for match in anchor.finditer(text):
        if end < 0 or match.start() - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - _REACH)
        end = match.end() + _REACH
    if end >= 0:
        yield start, end
