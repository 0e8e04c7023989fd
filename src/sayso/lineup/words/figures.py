"""What the number of a claim is in its own words: a toll, a part of one ("those killed included 11 of one family"), or
no count at all ("aged 12", "12 percent", "12 km away")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import AnyCase
from sayso.models import Count, ResolvedClaim

Span = tuple[int, int]
_SOON = 40  # characters within which a number follows the words that it belongs to

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {name: number for number, name in enumerate(_ONES, 1) if number > 1} | {
    ten + one: 10 * (i + 2) + j for i, ten in enumerate(_TENS) for j, one in enumerate(["", *_ONES[:9]])
}
_NAMES = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(_TENS)})(?:[- ]?(?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES[1:]))})(?![\w-])",
    re.I,
)
_WORDS = (*_ONES[1:9], *_ONES[9:12], "teen", "twenty", "thirty", "forty", "fifty", "sixty", "eighty")
_DIGITS = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?![\w-]|[.,]\d)")

# "Including 11", "among the 23 killed was a family of ten": some of those counted elsewhere.
_PART_BEFORE = AnyCase(
    r"\binclud(?:ed|es|ing|e) (?:(?!and\b)[^\W\d]+ ){0,3}(?:family of )?$|"
    r"\b(?:majority|most|half|part|share|third|quarter) of (?:this|that|the) (?:number|total|figure)[^.;]{0,12} $|"
    r"\b(?:videos?|footage|film|images?|pictures?|photo(?:graph)?s?)\b[^.;]{0,40}\bshow(?:s|ed|ing)?\b[^.;]{0,40} $|"
    r"\bsaw (?:(?!kill)[^\W\d]+ ){0,3}$|"
    # "Wounding six (two with gunshot wounds)".
    rf"\b(?:\d+|{'|'.join(_ONES)})(?: [^\W\d]+)? \($|"
    # Whom one doctor or one hospital treated.
    r"\b(?:treat(?:ed|ing)|received|admitted) (?:(?!all\b|kill)[^\W\d]+ ){0,3}$|"
    r"(?<!day )\balone,? (?:[^\W\d]+ ){0,3}$|"
    r"\bamong (?:them|(?:the|those)(?: [^\s,.;]+){1,3}?) (?:was|were) (?:[^\W\d]+ ){0,4}$",
)
# "Included 12 who died in a raid on a convoy": of those killed that night a part, of that raid all.
_IN_ONE = AnyCase(
    r"^(?:,? [^\W\d]+){1,6},? who (?:died|perished|(?:was|were) (?:killed|wounded|hurt|injured)) "
    r"(?:in|on|by|when|as|at)\b"
)
# "Two men from one group and three men from another": halves of one toll.
_PEOPLE = r"(men|women|people|civilians|members|fighters|soldiers)"
_NUMBER = rf"(?:\d+|{'|'.join(_ONES)})"
_AGAIN = r"\1\b(?! (?:was|were|had)\b)"
_ARMED = r"(?:fighters|forces|members|militiamen|militants|soldiers|troops)"
_FIRST_HALF = AnyCase(
    rf"^ {_PEOPLE}\b[^.;]{{0,60}}\band {_NUMBER} {_AGAIN}|"
    # "Two men, five members of a militia".
    rf"^ (?:men|people),?(?: and)? {_NUMBER} (?:[^\W\d]+ ){{0,3}}{_ARMED}\b(?! (?:was|were|had)\b)"
)
_OTHER_HALF = AnyCase(rf"\b{_NUMBER} {_PEOPLE}\b[^.;]{{0,60}}\band (?={_NUMBER} {_AGAIN})")
_DOZEN = AnyCase(r"\b(?:a|two|three|several) dozen\b|\bdozens\b")
_PART_AFTER = AnyCase(
    r"^ of (?:them|whom|the (?:dead|victims|killed|wounded|injured)|those (?:killed|wounded|injured|hurt))\b|"
    r"^ of (?:the |some |about |around )?\d|"
    r"^(?: [^\W\d]+){0,8}(?<!day) alone\b|"
    r"^(?: [^\W\d]+){0,3} (?:was|were|are) among\b|"
    # Those still in hospital, or whom one hospital saw.
    r"^(?: [^\W\d]+){0,5} (?:still|remain(?:s|ed|ing)?)\b|"
    r"^(?: [^\W\d]+){0,3} (?:brought|taken|admitted|rushed|transferred|sent|moved|arriv\w+) (?:to|at|in) "
    r"(?:his|her|their|its|our|the|a|one) (?:\w+ )?(?:hospital|clinic)\b",
)
# "An earlier toll from the strike was 15": the report tells it as overtaken.
_OVERTAKEN = AnyCase(
    r"\b(?:earlier|previous|initial|first|preliminary) (?:\w+ )?(?:toll|count|figure|estimate|report)s?\b"
    r"(?:\D{0,40}\d[\d,]*(?: people| civilians)?(?: dead| killed)? (?:with|and))?\D{0,90}$|"
    r"\b(?:earlier|previously|initially) (?:reported|given|gave|put|confirmed|announced|counted)\b"
    r"(?:(?!while\b|but\b|whereas\b|and\b)\D){0,50}$",
)
# "Ten were hurt, according to preliminary reports."
_EARLY = AnyCase(
    r"\b(?:according to|by|in) (?:the )?(?:initial|first|preliminary|early) (?:\w+ )?(?:reports|counts?|tolls?)\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_OTHER_BEFORE = re.compile(
    rf"(?i:\bage[ds]? (?:of |between |only |just )?$|\b{_MONTH}\.? $)|"
    r"\b(?:resolution|highway|route|brigade|division|battalion|regiment) (?:no\.? ?)?$|"
    r"\b[A-Z][a-z]+, $(?#a name and an age)",
)
_OTHER_AFTER = AnyCase(
    r"^(?:[- ](?:years?|months?|weeks?|days?|hours?|minutes?)\b|[- ]?(?:%|per ?cent\b)|(?:st|nd|rd|th)\b|:\d\d|"
    r"[- ]?(?:km|kms|kilomet\w+|miles?|met(?:er|re)s?|feet|kg|tons?|tonnes?)\b|"
    rf" ?(?:a\.?m\.?|p\.?m\.?)\b| (?:of )?{_MONTH}\b)",
)
_NAME_AND_AGE = re.compile(
    r"(?!(?:Another|Some|About|Around|Over|Nearly|Almost|All|Only|The|Other|More|Up|"
    r"At)\b)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*,? \d{1,2}"
)
# "19 people were injured" is no toll of the dead.
_FATE = {
    "killed": AnyCase(r"^(?: [^\W\d]+){0,2} (?:was|were|been|being) (?:\w+ )?(?:wounded|injured|hurt)\b"),
    "wounded": AnyCase(
        r"^(?: [^\W\d]+){0,2} (?:was|were|been|being) (?:\w+ )?killed\b(?! (?:and|or) (?:wounded|injured|hurt))",
    ),
}
# "At least three killed and 30 wounded": the bound is of both.
_BOUND_BEFORE = AnyCase(
    r"\b(?:at least|more than|no fewer than|no less than) [^.;]{1,50}"
    r"\b(?:killed|dead|deaths?|died|wounded|injured|hurt) "
    r"(?:[^\W\d]+ ){0,2}?and (?:another )?$|"
    r"\b(?:at least|more than|no fewer than|no less than) [\w,-]+ [^.;\d]{0,60}?(?:includ(?:ing|ed)|among them) $|"
    r"\b(?:at least|more than|no fewer than|no less than) (?:at )?$",
)
_CIVILIANS = AnyCase(r"\bcivilians?\b")
_NEAR = 24  # characters before a number in which a month, an age or a name is looked for
_AROUND = 80  # characters on either side that are looked at


def is_part(item: ResolvedClaim) -> bool:
    """Whether the words give the number as a part of a toll, of people who are no group of their own.

    "Including 11 children" tells how many children there were, so it is the toll of children.
    """
    claim = item.claim
    if claim.count is None or claim.count.unit not in ("people", "civilians"):
        return False
    if claim.object is not None and _CIVILIANS.search(claim.object.text):
        return False
    text = claim.evidence.text
    spans = places_of(claim.count.low if claim.count.low is not None else claim.count.high, text)
    if not spans and (seen := _DOZEN.search(text)):
        spans = [seen.span()]
    return bool(spans) and all(
        (_PART_BEFORE.search(text[max(0, start - _AROUND) : start]) and not _IN_ONE.search(text[end : end + _AROUND]))
        or _PART_AFTER.search(text[end : end + _AROUND])
        or _is_half(start, end, text)
        for start, end in spans
    )


def _is_half(start: int, end: int, text: str) -> bool:
    """Whether a number is one of two of the same kind of people, joined by "and"."""
    if _FIRST_HALF.search(text[end : end + _AROUND]):
        return True
    found = _OTHER_HALF.search(text[max(0, start - _AROUND) : end + _AROUND])
    return found is not None and max(0, start - _AROUND) + found.end() == start


# "Including 10 children" are the children, not any ten.
_OF_A_GROUP = AnyCase(
    r"^ (?:[\w-]+ )?(?:children|women|girls|boys|babies|minors|fighters|soldiers|militants|rebels|medics|journalists)\b"
)


def gives_part(number: int | None, text: str) -> bool:
    """Whether a text gives a number as a part of another one, of people who are no group of their own."""
    return any(
        _PART_BEFORE.search(text[max(0, start - _AROUND) : start]) and not _OF_A_GROUP.search(text[end:])
        for start, end in places_of(number, text)
    )


def with_shared_bound(count: Count, text: str) -> Count:
    """The number; where it stands beside one that is told as a bound, it is a bound too."""
    if count.low is None or count.low != count.high or not any(word in text for word in _BOUNDS):
        return count
    spans = places_of(count.low, text)
    shared = bool(spans) and all(_bounded(text[max(0, start - _AROUND) : start], text[end:]) for start, end in spans)
    return replace(count, high=None) if shared else count


def _bounded(before: str, after: str) -> bool:
    """Whether a number shares the bound of one before it ("at least 20 people including five children")."""
    return bool(_BOUND_BEFORE.search(before)) or (
        _OF_BOUND.match(after) is not None and _BOUND.search(before) is not None
    )


_BOUND = AnyCase(r"\b(?:at least|more than|no fewer than|no less than) (?!one\b)[\w,-]+\b[^.;]{0,60}$")
_OF_BOUND = re.compile(r" of (?:them|whom)\b")
_BOUNDS = ("least", "more than", "fewer than", "less than")


def is_overtaken(item: ResolvedClaim) -> bool:
    """Whether the words tell the number as an earlier one."""
    claim = item.claim
    text = claim.evidence.text
    if claim.count is None or not any(word in text for word in ("arlier", "revious", "nitial", "irst", "relimin")):
        return False
    spans = places_of(claim.count.low if claim.count.low is not None else claim.count.high, text)
    return bool(spans) and all(_OVERTAKEN.search(text[:a]) or _EARLY.search(text[b:]) for a, b in spans)


def another_overtaken(item: ResolvedClaim) -> bool:
    """Whether the words tell another number than the claim's as an earlier one."""
    text, count = item.claim.evidence.text, item.claim.count
    own = {count.low, count.high} if count is not None else set()
    return any(_OVERTAKEN.search(text[:start]) for told, (start, _) in _numbers(text) if told not in own)


def is_no_count(item: ResolvedClaim) -> bool:
    """Whether the number is an age, a date, a distance, a share, or that of people who met another fate."""
    claim = item.claim
    if claim.count is None or claim.count.low == 1:
        return False  # "A house" needs no number.
    text, fate = claim.evidence.text, _FATE.get(claim.status)
    number = claim.count.low if claim.count.low is not None else claim.count.high
    if claim.object is not None and _NAME_AND_AGE.fullmatch(claim.object.text):
        return True
    spans = places_of(number, text)
    return bool(spans) and all(_other(text[max(0, a - _AROUND) : a], text[b : b + _AROUND], fate) for a, b in spans)


def _other(before: str, after: str, fate: AnyCase | None) -> bool:
    named = _OTHER_BEFORE.search(before[-_NEAR:])
    if named is not None and named[0].endswith(", ") and not after.startswith(","):
        named = None
    return bool(named or _OTHER_AFTER.search(after) or (fate is not None and fate.search(after)))


def places_of(number: int | None, text: str) -> list[Span]:
    """Where a number stands in a text, in figures or written out. A bare "one" may be no number and is not found."""
    if number is None:
        return []
    return [span for told, span in _numbers(text) if told == number]


def without_others(number: int | None, text: str) -> str:
    """The words without each "another" that is said of another number ("30 there and another 39 here")."""
    for told, (start, _) in reversed(_numbers(text)):
        if told != number and text[:start].endswith("another "):
            text = text[: start - len("another ")] + text[start:]
    return text


def given_as_rival(number: int | None, text: str) -> bool:
    """Whether words give a number as another's count of what was told before ("put the toll at nine")."""
    cue = lex.RIVAL_TOLL.search(text)
    return cue is not None and any(cue.end() <= start <= cue.end() + _SOON for start, _ in places_of(number, text))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[tuple[int, Span], ...]:
    """Every number of a text that stands alone, with its place."""
    found = [(int(one[0].replace(",", "")), one.span()) for one in _DIGITS.finditer(text)]
    low = text.lower()
    if not any(name in low for name in _WORDS):
        return tuple(found)  # The pattern costs more than this.
    return (*found, *((_VALUES[re.sub("[- ]", "", one[0].lower())], one.span()) for one in _NAMES.finditer(text)))
