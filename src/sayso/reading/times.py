"""Time language: every expression that could date an event, as the period that the codebook gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.models import Period
from sayso.reading.time_rules import Reference, matches, resolved


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: ``text[start:end]``.

    ``period`` is None where the words cannot be resolved (no publication date, "in recent weeks").
    ``is_dateline`` marks the date of the publication itself, which dates no event.
    ``words`` is the period of the words alone: it differs from ``period`` where that was opened by a
    "since" or a beginning before them ("which began on Friday"), which a claim may or may not follow.
    """

    start: int
    end: int
    period: Period | None
    is_dateline: bool = False
    words: Period | None = None


# "since" and the words of a beginning govern the first date that follows in the same clause: "since the truce that was
# agreed on Monday", "which began in March". Lengths in characters, set on the gold.
_CLAUSE = r"(?:(?!\b(?:said|told|but{more})\b)(?:[^.;\n]|\.(?!\s+[A-Z])))"
_SINCE = re.compile(rf"\bsince\b{_CLAUSE.replace('{more}', '|killed')}{{0,130}}\Z", re.I)
_BEGAN = re.compile(
    r"\b(?:began|begun|beginning|started|starting|erupted|broke out|flared"
    r"|(?:came|come|went|enter(?:ed)?) into (?:force|effect)|(?:took|take) effect|(?:would|will|to) (?:begin|start)"
    rf"|entered the (?:war|conflict))\b{_CLAUSE.replace('{more}', '')}{{0,80}}\Z",
    re.I,
)
# A line that ends and goes on in mid-sentence is one that was wrapped.
_LINE_BREAK = re.compile(r"(?<=[a-z0-9,])\n(?=[a-z0-9])")
_SINCE_THEN = re.compile(r"(?<!\w)(?:ever )?since then\b", re.I)


def find_times(text: str, published: str | None) -> list[TimeMention]:
    """Every time expression of ``text``, in order, none overlapping, resolved against ``published``.

    ``published`` is an ISO date or None. Relative words have no period where it is None; a date without a
    year then takes the year of the latest full date of the text, if there is one. "Since Friday" and
    "which began on Friday" have an open end. Raises ValueError if ``published`` is no date.
    """
    day = date.fromisoformat(published) if published else None
    reference = Reference(day, None if day else _latest(text))
    flat = _LINE_BREAK.sub(" ", text)
    found = _ranged(flat, _separate(_candidates(flat, reference)), reference)
    found = _anchored(flat, found, day)
    opened = [_opened(text, mention, found[index - 1] if index else None) for index, mention in enumerate(found)]
    marked = [
        replace(mention, is_dateline=_is_dateline(text, mention), words=words.period)
        for mention, words in zip(opened, found, strict=True)
    ]
    return _with_since_then(text, marked)


def _latest(text: str) -> date | None:
    """The latest date that the text gives with its year: a day, the end of a month, else the end of a year."""
    ends = [
        mention.period.end
        for mention in _separate(_candidates(text, Reference(None)))
        if mention.period and mention.period.end and text[mention.start : mention.start + 5].lower() != "since"
    ]
    # A bare year says less than a date within it.
    dated = [end for end in ends if len(end) > 4]
    latest = max(dated or ends, default=None)
    if latest is None:
        return None
    return date.fromisoformat(latest + {4: "-12-31", 7: "-28", 10: ""}[len(latest)])


def _candidates(text: str, reference: Reference) -> list[TimeMention]:
    return [
        TimeMention(match.start(), match.end(), resolved(resolver, match, reference))
        for match, resolver in matches(text)
    ]


def _separate(mentions: list[TimeMention]) -> list[TimeMention]:
    """The longest of overlapping mentions, in text order."""
    kept: list[TimeMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _ranged(text: str, mentions: list[TimeMention], reference: Reference) -> list[TimeMention]:
    """Two mentions that are the ends of one range ("from May 2 to June 3") made one."""
    out: list[TimeMention] = []
    for mention in mentions:
        joined = _joined(text, out[-1], mention, reference) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(mention)
    return out


def _joined(text: str, first: TimeMention, second: TimeMention, reference: Reference) -> TimeMention | None:
    if not _is_range(text, first, second) or second.period is None or second.period.end is None:
        return None
    end = second.period.end
    start = first.period.start if first.period else None
    year = re.search(r"(?:19|20)\d\d", text[second.start : second.end])
    if year and not re.search(r"\d{4}", text[first.start : first.end]):
        # "January to March 2016": the second end lends the first its year.
        lender = Reference(None, date.fromisoformat(end + {4: "-12-31", 7: "-28", 10: ""}[len(end)]))
        lent = _candidates(text[first.start : first.end], lender)
        start = lent[0].period.start if lent and lent[0].period else start
    if start is None or start > end:
        return None
    return TimeMention(first.start, second.end, Period(start, end))


_BETWEEN = re.compile(r"\bbetween\s+(?:(?:the|late|early|mid)[-\s]+)*\Z", re.I)


def _is_range(text: str, first: TimeMention, second: TimeMention) -> bool:
    between = text[first.end : second.start].lower()
    if (
        between.strip() in ("to", "until", "till", "through", "-", "–", "—", "up to", "to the end of")
        and len(between) < 16
    ):
        return True
    if between.strip() not in ("and", "and the end of", "and on"):
        return False
    return _BETWEEN.search(text, max(0, first.start - 24), first.start) is not None


_RELATIVE = re.compile(
    r"(?P<back>(?:earlier|before|after|previous day)\Z)|(?:following|next) (?:day|night|morning)\Z"
    r"|(?P<same>same (?:day|night)\Z)"
    r"|(?P<n>a|one|two|three|four|five|six|seven|eight|nine|ten|\d+) days? later\Z",
    re.I,
)


def _anchored(text: str, mentions: list[TimeMention], published: date | None) -> list[TimeMention]:
    """The mentions that count from another one ("two days after", "the following day") moved to where they belong.

    "Two days earlier" counts from a day named before it in its sentence, else from the publication;
    "the following day" from the day named last.
    """
    out: list[TimeMention] = []
    for mention in mentions:
        match = _RELATIVE.search(text[mention.start : mention.end])
        anchor = next((m for m in reversed(out) if _is_day(m)), None) if match else None
        if match and anchor:
            mention = _moved(text, mention, anchor, match, published)
        out.append(mention)
    return out


def _is_day(mention: TimeMention) -> bool:
    period = mention.period
    return period is not None and period.start == period.end and len(period.start or "") == 10


def _moved(
    text: str, mention: TimeMention, anchor: TimeMention, match: re.Match[str], published: date | None
) -> TimeMention:
    base = date.fromisoformat((anchor.period and anchor.period.start) or "")
    if match["back"]:
        near = not re.search(r"[.;\n]\s", text[anchor.end : mention.start])
        if not (near and published and _is_day(mention)):
            return mention
        base += date.fromisoformat((mention.period and mention.period.start) or "") - published
    elif not match["same"]:
        base += timedelta(days=_DAYS.get((match["n"] or "a").lower()) or int(match["n"]))
    return replace(mention, period=Period(base.isoformat(), base.isoformat()))


_DAYS = {"a": 1} | {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}


def _opened(text: str, mention: TimeMention, before: TimeMention | None) -> TimeMention:
    """The mention with an open end where "since" or a beginning governs it."""
    period = mention.period
    if period is None or period.start is None or period.end is None:
        return mention
    words = text[mention.start : mention.end].lower()
    if words.startswith("since"):
        if re.search(r"\w (?:to|until|till|up to|through)\b", words):
            return mention
        return replace(mention, period=Period(period.start, None))
    floor = max(0, mention.start - 150, before.end if before else 0)
    lead = _SINCE.search(text, floor, mention.start) or _BEGAN.search(text, floor, mention.start)
    if lead is None:
        return mention
    # Only a "since" right before belongs to the span; further back it governs a clause of its own.
    start = lead.start() if lead.group().lower().strip() in ("since", "since the", "since at least") else mention.start
    return TimeMention(start, mention.end, Period(period.start, None))


def _with_since_then(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """The mentions and every "since then", which opens at the time named last before it."""
    out = list(mentions)
    for match in _SINCE_THEN.finditer(text):
        starts = [m.period.start for m in mentions if m.end <= match.start() and m.period and not m.is_dateline]
        start = starts[-1] if starts else None
        out.append(TimeMention(match.start(), match.end(), Period(start, None) if start else None))
    return sorted(out, key=lambda mention: mention.start)


_DATELINE_LEAD = re.compile(
    r"(?:\A|[\n.!?:)(|,–—-]|\b[A-Z][\w’']*|\b(?:at|on|published|updated|posted|modified)|\d\d:?\d\d(?: ?[ap]m)?) *\Z"
)
_EVENT_LEAD = re.compile(r"\b(?:on|since|until|till|from|between|of|in|by|dated|for|to|and|after|before) *\Z", re.I)
_STAMP_LEAD = re.compile(
    r"\b(?:published|updated|posted|modified|last updated at|date|date of publication)\b[ :]*(?:on|at)?"
    r" *(?:\d\d:?\d\d)? *\Z",
    re.I,
)
_DATELINE_TAIL = re.compile(
    r"(?:,? *\d{4}\b)?,?(?: +(?:at +)?\d{1,2}:?\d\d(?::\d\d)?)?(?: *[ap]m)?(?: *[A-Z]{3,4}\b)?,?"
    r" *(?:[-–—:|()/.]|\n|\Z|[A-Z\"“‘\d])"
)


def _is_dateline(text: str, mention: TimeMention) -> bool:
    """Whether the mention is the date of publication: a day in figures in the head, outside any sentence."""
    head = text.find("\n") + 1
    if not head <= mention.start <= head + 300 or not re.search(r"\d", text[mention.start : mention.end]):
        return False
    period = mention.period
    if period is not None and (period.start != period.end or len(period.start or "") != 10):
        return False
    lead = text[max(0, mention.start - 40) : mention.start]
    if _STAMP_LEAD.search(lead):
        return True
    if _EVENT_LEAD.search(lead) or not _DATELINE_LEAD.search(lead):
        return False
    return bool(_DATELINE_TAIL.match(text, mention.end))
