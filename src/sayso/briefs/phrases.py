"""The pieces of a brief's sentences: numbers, dates and lists in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.models import Claim, Count, Period

# Not strftime, whose names follow the machine's locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

NOUNS = {
    "people": ("person", "people"),
    "families": ("family", "families"),
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "civilians": ("civilian", "civilians"),
    "fighters": ("fighter", "fighters"),
    "other": ("", ""),
}
# The codebook's lower bounds for vague words; shown as words again where the evidence has them.
VAGUE = {
    20: "tens",
    24: "dozens",
    40: "scores",
    200: "hundreds",
    2000: "thousands",
    20000: "tens of thousands",
    200000: "hundreds of thousands",
    2000000: "millions",
}
QUALIFIER = (
    r"(at least|more than|no fewer than|not less than|no less than|up to|as many as|over|some|about|around|nearly|"
    r"almost|approximately|roughly|an estimated|fewer than|less than)"
)
NUMBER_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|"
    r"dozens|scores|tens|hundreds|thousands|millions|several|many|a few"
)
# What stands before the noun of "at least 23 people", "dozens of soldiers", "the six men".
LEADING_NUMBER = re.compile(
    rf"^(?:(?:the|an?|its?|their|{QUALIFIER}|between|and|to|of|other|another|additional|\d[\d.,]*|(?:{NUMBER_WORDS}))\b[\s-]*)+",
    re.IGNORECASE,
)
# "4 of them": whoever they are stands elsewhere; and longer than this, it is no noun but half a sentence.
NOT_A_NOUN = re.compile(r"(?:them|whom|which|those|these|more|and|who)\b", re.IGNORECASE)
LONGEST_NOUN = 60
# "people displaced" were displaced: the verb says it again.
UNDERGONE = re.compile(r" (?:displaced|killed|dead|wounded|injured|missing|detained|arrested|evacuated|returned)$")
COUNTED = re.compile(
    rf"(?:{QUALIFIER} )?(?!1 )(?:\d[\d,]* |(?:dozens|scores|hundreds|thousands|millions|tens of thousands|tens) of )",
    re.IGNORECASE,
)


def number(count: Count, evidence: str) -> str:
    """A count in the words of its evidence where these are found: "more than 140,000", "dozens of", "20 to 30"."""
    vague = VAGUE.get(count.low or 0) if count.high is None else None
    if vague and re.search(rf"\b{vague}\b", evidence, re.IGNORECASE):
        return f"{vague} of"
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.low:,} to {count.high:,}"
    value = count.low if count.low is not None else count.high
    assert value is not None  # a Count has at least one end
    digits = f"{value:,}"
    written = re.search(rf"\b{QUALIFIER}\s+(?:{digits}|{value})\b", evidence, re.IGNORECASE)
    if written:
        return f"{written.group(1).lower()} {digits}"
    if count.low == count.high:
        return "one" if value == 1 else digits
    return f"at least {digits}" if count.high is None else f"up to {digits}"


def people(claim: Claim, whom: str | None, otherwise: str) -> str:
    """Who is hurt, moved or served: the count with the object's noun ("at least 18 civilians"), else the object."""
    if claim.count is None:
        return whom or otherwise
    single = claim.count.low == claim.count.high == 1
    noun = UNDERGONE.sub("", LEADING_NUMBER.sub("", whom or "").strip())
    if single and whom and noun == whom:
        return whom
    if not noun or len(noun) > LONGEST_NOUN or NOT_A_NOUN.match(noun):
        noun = NOUNS[claim.count.unit][0 if single else 1] or otherwise
    return f"{number(claim.count, claim.evidence.text)} {noun}"


def were(phrase: str) -> str:
    """ "was" or "were" for a noun phrase, judged by its form."""
    if COUNTED.match(phrase) or re.match(r"(?:many|several|some|most|others|all|both|few)\b", phrase, re.IGNORECASE):
        return "were"
    head = re.split(r"\s(?:of|in|at|from|who|that|which|by|with|for|on|near|after)\b|\s\(", phrase)[0]
    if re.match(r"(one|an?)\s", head, re.IGNORECASE):
        return "was"
    plural = re.search(r"(?:[^s]s|people|children|men|women|personnel|troops|\d)$", head) or " and " in phrase
    return "were" if plural else "was"


def listed(items: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def day(iso: str) -> str:
    """ "8 November 2016", "November 2016" or "2016"."""
    parts = iso.split("-")
    month = f"{MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{int(parts[2])} {month}{parts[0]}" if len(parts) > 2 else f"{month}{parts[0]}"


def period(when: Period | None) -> str:
    """ "on 8 November 2016", "from 6 to 11 January 2026", "since 18 October 2016"; "" where no time is stated."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start is None:
        return f"up to {day(when.end or '')}"
    if when.end is None:
        return f"since {day(when.start)}"
    if when.start == when.end:
        return f"{'on' if when.start.count('-') == 2 else 'in'} {day(when.start)}"
    return f"from {_short(when.start, when.end)} to {day(when.end)}"


def _short(start: str, end: str) -> str:
    """The first day without what it shares with the last one: "6", "30 October"."""
    if start.count("-") < 2 or end.count("-") < 2:
        return day(start)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day(start)


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
