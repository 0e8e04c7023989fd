"""Number language: every expression that could be a count, as the interval that the codebook gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.reading.count_nouns import OUTCOMES, UNIT_OF_NOUN


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression in a text, its modifiers included: ``text[start:end]``.

    ``low`` and ``high`` are the codebook's interval (None is an open end; never both).
    ``unit_hint`` is the codebook unit that the counted noun suggests, None where the words do not tell.
    ``noun`` is the counted head word in lower case, None where none was recognised.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    unit_hint: str | None
    noun: str | None


_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ROUND = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = {word: value for value, word in enumerate(f"{_ONE_TO_NINE}|{_TEENS}".split("|"), start=1)}
_TENS = {word: 10 * value for value, word in enumerate(_ROUND.split("|"), start=2)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
# The codebook's floors: "tens of thousands" is the floor of "tens" times a thousand, "several hundred" is "hundreds".
_VAGUE = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
}

_SMALL = rf"(?:(?:{_ROUND})(?:[ -](?:{_ONE_TO_NINE}))?|{_TEENS}|{_ONE_TO_NINE})"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|dozen)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"""(?<![\w.,:/'’])(?<!\D[-–])(?:
      (?P<vague>(?:tens|dozens|scores|hundreds|thousands|millions|billions)(?:\ of\ (?:hundreds|thousands|millions))?
               |(?:several|a\ few|few)\ (?:dozen|hundred|thousand|million)s?)\b
    | (?P<part>(?:half|a\ quarter|a\ quarter\ of)[ -](?:an?\ )?(?:million|dozen|thousand)
              |a\ half[ -](?:million|dozen))\b
    | (?P<pair>a\ couple)\b
    | (?P<words>(?:(?:an?\ )(?={_SCALE_WORD})|{_SMALL}\b[ -]?)?(?:{_SCALE_WORD}\b[ -]?)+(?:(?:and\ )?{_SMALL}\b)?
               (?:\ {_SCALE_WORD}\b)*(?:and\ a\ half\b)?|{_SMALL}\b)
    | (?P<money>US\$\ ?|[$€£]\ ?|(?:USD|EUR|GBP)\ )?(?P<digits>{_DIGITS})
      (?:[ -]?(?P<scale>thousand|million|billion|dozen|hundred|bn|mn|[mk](?![\w.])))?(?P<plus>\+)?(?![\w%])
    | (?P<article>an?|another)(?=\ \w)
      (?!\ (?:further|additional|total|combined|record|few|lot|number|dozen|\d|{_SMALL})\b)
    )""",
    re.X | re.I,
)

_ABOVE = (
    "at least|least|more than|over|no fewer than|no less than|not less than|not fewer than|upwards? of|in excess of"
    "|(?:a )?minimum of|exceeding|exceeded|exceeds|greater than|above"
)
_BELOW = (
    "up to|as many as|as high as|as much as|fewer than|less than|no more than|not more than|at most|(?:a )?maximum of"
    "|under"
)
_EQUAL = (
    "some|about|nearly|around|almost|roughly|approximately|approx|(?:an )?estimated|close to|total of|as few as|another"
    "|additional|further|only|just|well|other|exactly|combined|record|circa|an?"
)
_MODIFIERS = re.compile(rf"(?:\b(?:{_ABOVE}|{_BELOW}|{_EQUAL})\s+)+\Z", re.I)
_IS_ABOVE = re.compile(rf"\b(?:{_ABOVE})\b", re.I)
_IS_NO_MORE = re.compile(r"\b(?:no|not) more than\b", re.I)
_IS_BELOW = re.compile(rf"\b(?:{_BELOW})\b", re.I)
_OR_MORE = re.compile(r" ?(?:or more|and more|and above|or so|or over)\b", re.I)
_AT_LEAST_AFTER = re.compile(r" (?:\w+ ){1,2}at least\b(?! \d| (?:one|two|three|four|five|six)\b)", re.I)
_MORE = re.compile(r" (?:more|additional)\b", re.I)
_BETWEEN = re.compile(r"\b(?:between|from) \Z", re.I)

_MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# What, right before a number, makes it a name, a date, a page… rather than a count; and what does so only where no
# noun that is counted follows ("in camp 5", but "in the camp 5 people").
_NOT_AFTER = re.compile(
    rf"(?:{_MONTH}|\b(?:resolutions?|article|no\.?|number|chapter|page|paragraph|aged?|ages|highway|route|phase|channel|section"
    r"|world war|figure|annex|version)) \Z",
    re.I,
)
_WEAKLY_NOT_AFTER = re.compile(
    r"\b(?:group|area|zone|camp|line|road|unit|block|room|part|level|class|day|at|list|table|just after|just before"
    r"|ceasefire|base|division|brigade|sector|point) \Z",
    re.I,
)
_TIME_UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|mornings?|weeks?|months?|years?|decades?|centur(?:y|ies)"
    r"|weekends?|seasons?)"
)
_LENGTH = (
    r"(?:kilomet(?:er|re)s?|km2?|kms|miles?|met(?:er|re)s?|mm|cm|feet|foot|ft|yards?|inch(?:es)?|centimet(?:er|re)s?"
    r"|millimet(?:er|re)s?|hectares?|acres?|sq|square|degrees?|nautical|knots|calib(?:er|re)s?|megawatts?|mw|m)"
)
_MONEY = re.compile(
    r"[ -](?:US |Syrian |Turkish )?(?:dollars?|usd|euros?|eur|pounds?|liras?|rubles?|dinars?|riyals?|afghanis?)\b"
    r"| (?:of )?(?:dollars|euros|pounds)\b",
    re.I,
)
_BETWEEN_NUMBER_AND_TIME = (
    r"(?:(?:straight|consecutive|successive|more|full|whole|other|long|and a half|calendar)[ -])?"
)
# What, right after a number, makes it something else than a count of people or things.
_NOT_BEFORE = re.compile(
    rf"%|[ -]?(?:percent|per cent|pc\b|percentage)|(?:st|nd|rd|th)\b|:\d|/\d|[ -](?:or|to)[ -]\w+[ -]{_TIME_UNIT}\b"
    rf"|[ -]{_BETWEEN_NUMBER_AND_TIME}{_TIME_UNIT}\b|[ -]?{_LENGTH}\b"
    r"|[ -]?(?:am|pm|a\.m|p\.m|gmt|utc|o'?clock|hours)\b|[ -](?:thirds?|quarters?|fifths?|tenths?|halves)\b"
    rf"|(?: (?:and|to|or) \d{{1,2}}| ?[-–] ?\d{{1,2}})? (?:of )?{_MONTH}(?! [a-z]+ed)|[ -]years?[ -]old|-\w+-old"
    r"|[ -](?:sided|way|star|point|party|pronged)\b|’?s\b| in (?:one|ten|\d+)\b| another\b| (?:side|day)\b"
    r"| (?-i:Brigade|Division|Regiment|Battalion|Corps|Army|Apartments?|Street|Project|Housing|Airbase|Fleet|Squadron"
    r"|Road|Highway|Square|Protocol|Convention|EDT|EST)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|from|late|early|mid|of|and|to|during|before|after|year|summer|winter|spring|autumn)[ -]\Z",
    re.I,
)
_HURT = (
    r"kill(?:s|ed|ing)?|wound(?:s|ed|ing)?|injur(?:es|ed|ing)|dead|deaths?|toll|fatalities|casualties|martyr(?:ed|ing)?"
    r"|lives of|displac(?:ed|ing)|arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|abduct(?:ed|ing|s)?|kidnap\w*"
    r"|execut(?:ed|ing|es)|behead(?:ed|ing|s)?|slain|slew|hurt|maimed|victims|evacuat(?:ed|ing)|forced|driven|claimed"
    r"|ris(?:en|es|ing) to|rose to|bringing"
)
_HURT_BEFORE = re.compile(rf"\b(?:{_HURT})\b[^.;\n]{{0,40}}\Z", re.I)
_HURT_AFTER = re.compile(
    r"(?: of (?:them|those|whom))?(?: more| in total| in all)?,? (?:(?:have|had|has|were|was|are|is|been|being|got"
    r"|people|reported|reportedly|critically|seriously|badly|others?|also|to|who) ){0,4}"
    r"(?:killed|wounded|injured|dead|died|hurt|missing|arrested|detained|displaced|martyred|executed|perished|beheaded"
    r"|forced|driven|trapped|fled|flee|fleeing|kidnapped|abducted|starving|living|under siege|from their homes)\b",
    re.I,
)
_BARE = re.compile(r" (?:from|in|to|with|of|and|others?)\b|[.,;)]|\Z")
_NEW_CLAUSE = re.compile(rf"[.;\n]\s|\b(?:{_HURT})\b", re.I)
_WOMEN_AND_CHILDREN = re.compile(r" (?:and|or) (?:women|children)\b", re.I)
_OF_THEM = re.compile(r" of (?:them|whom|those)(?: (?:were|was|are))? (\w+)", re.I)
_STOP_WORDS = (
    "the|a|an|and|or|but|of|in|on|at|by|from|to|with|for|as|after|before|when|while|since|until|during|near|between"
    "|into|onto|over|under|against|across|is|are|was|were|be|been|being|has|have|had|will|would|could|should|may|might"
    "|said|says|told|according|that|which|who|whom|whose|where|including|among|this|these|those|their|its|his|her|they"
    "|it|he|she|we|i|him|them|not|also|than|then|so|if|because|amid|inside|outside|around|through|within|without|per"
    "|via|upon|about|both|only|just|some|more|at|least"
)
_STOP = frozenset(_STOP_WORDS.split("|"))
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Za-z][\w’'\-]*")
_GAP = re.compile(r"[ \-\"“”()]{1,2}|\n(?=[a-z])")
_MODEL = re.compile(r"[A-Z]{1,4}-?\d+\w*\Z")
_ARMED_BODY = re.compile(
    r" (?:and \w+ )?of (?:(?:the|a|an|so-called|its|his) ){0,2}"
    r"(?!\w* ?(?:[Pp]arliament|[Ff]amil|[Cc]ivil|[Rr]ed|[Ww]hite|[Mm]ed|[Cc]ouncil))"
    r"(?!(?:\w+ ){0,4}tribe)(?:\w+ ){0,3}?(?:[A-Z]\w|forces|army|militia)"
)
_GROUP_BEFORE = re.compile(
    r"\b(?:[A-Z]{2,}|Hezbollah|Hizballah|Daesh|Shabaab|Taliban|Nusra|Qaeda|Houthi|militia|gang|service) \Z"
)
# A count of nobody in particular ("thousands are trapped") is one of people.
_PEOPLE_BY_DEFAULT = re.compile(r"tens|dozens|scores|hundreds|thousands|millions", re.I)


@dataclass(frozen=True, slots=True)
class _Core:
    """A bare number: its span and its interval; ``kind`` is the pattern that found it."""

    start: int
    end: int
    low: int
    high: int | None
    kind: str


def find_quantities(text: str) -> list[Quantity]:
    """Every number expression of ``text`` that could be a count of people or things, in order, none overlapping.

    Numbers that date, measure, rank or name something are left out, as are shares of a whole. "a" and "an"
    count only before a known noun. Sums of money count as ``other``, with the noun "money".
    """
    cores = [core for match in _NUMBER.finditer(text) if (core := _core(match)) is not None]
    found: list[Quantity] = []
    index = 0
    while index < len(cores):
        core, used = _joined(text, cores, index)
        index += used
        quantity = _quantity(text, core)
        if quantity is None or (found and (quantity.start < found[-1].end or _again(text, quantity, found[-1]))):
            continue
        found.append(_with_unit_of(text, quantity, found[-1] if found else None))
    return found


_SAME_GROUP = re.compile(
    r"[ -](?:[a-z]+[ -]){0,3}?(?:families|households|famil\w*)\s?[(,]\s?(?:or\s|i\.?e\.?,?\s)?", re.I
)


_MEMBERS = re.compile(r"\bfamily\sof\s$|^\sof\s$")  # "a family of four"


def _again(text: str, quantity: Quantity, before: Quantity) -> bool:
    """Whether a number says in people what the one before says in families ("430 families (some 2,600 people)")."""
    return (
        before.unit_hint == "families"
        and quantity.unit_hint == "people"
        and _SAME_GROUP.fullmatch(text, before.end, quantity.start) is not None
    )


def _with_unit_of(text: str, quantity: Quantity, before: Quantity | None) -> Quantity:
    """A bare number in a list ("33 civilians from the town, 8 from the camp") counts what the one before it does."""
    if quantity.noun or before is None or before.unit_hint is None or not _BARE.match(text, quantity.end):
        return quantity
    between = text[before.end : quantity.start]
    if _MEMBERS.search(between):
        return replace(quantity, unit_hint="people")
    if len(between) > 80 or _NEW_CLAUSE.search(between):
        return quantity
    return replace(quantity, unit_hint=before.unit_hint)


def _core(match: re.Match[str]) -> _Core | None:
    start, end = match.span()
    words = " ".join(match.group().lower().split())
    if match["vague"]:
        return _Core(start, end, _vague(words), None, "vague")
    if match["digits"]:
        value = _digits(match["digits"], match["scale"])
        if value is None:
            return None
        return _Core(start, end, value, None if match["plus"] else value, "money" if match["money"] else "digits")
    if match["article"]:
        return _Core(start, end, 1, 1, "article")
    value = 2 if match["pair"] else _part(words) if match["part"] else _spoken(words)
    return _Core(start, start + len(match.group().rstrip(" -")), value, value, "words")


def _vague(words: str) -> int:
    *_, first = words.partition(" of ")[0].split()
    factor = _VAGUE.get(first) or _VAGUE[first.rstrip("s") + "s"]
    scale = words.partition(" of ")[2]
    return factor * _SCALES[scale.rstrip("s")] if scale else factor


def _digits(digits: str, scale: str | None) -> int | None:
    value = float(re.sub(r"[,\s]", "", digits))
    # "500m" is a distance; only "1.5m" and the like are millions.
    if scale and scale.lower() == "m" and value >= 50:
        return None
    value *= _SCALES[scale.lower()] if scale else 1
    return round(value) if abs(value - round(value)) < 1e-6 else None


def _part(words: str) -> int:
    return _SCALES[re.split(r"[ -]", words)[-1]] // (4 if "quarter" in words else 2)


def _spoken(words: str) -> int:
    half = "and a half" in words
    total = part = 0
    scale = 1
    for word in re.split(r"[ -]+", words.replace("and a half", "").strip(" -")):
        if word in _SCALES:
            scale = _SCALES[word]
            part = max(part, 1) * scale
            if scale >= 1000:
                total, part = total + part, 0
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return total + part + (scale // 2 if half else 0)


def _joined(text: str, cores: list[_Core], index: int) -> tuple[_Core, int]:
    """The number at ``index``, made one with the next where the two are the ends of a range."""
    core = cores[index]
    after = cores[index + 1] if index + 1 < len(cores) else None
    if after is None or "article" in (core.kind, after.kind) or "vague" in (core.kind, after.kind):
        return core, 1
    between = text[core.end : after.start].lower()
    lead = _BETWEEN.search(text, max(0, core.start - 9), core.start)
    ranged = between.strip() in ("-", "–", "—", "to", "or") or (lead is not None and between == " and ")
    low = _rescaled(core.low, text[after.start : after.end])
    if not ranged or after.low <= low:
        return core, 1
    return _Core(lead.start() if lead else core.start, after.end, low, after.high, core.kind), 2


def _rescaled(low: int, second: str) -> int:
    """ "Two to three million": the scale of the second end is the first's too."""
    scale = re.search(r"(hundred|thousand|million|billion)\Z", second, re.I)
    return low * _SCALES[scale[1].lower()] if scale and low < 1000 and low < _SCALES[scale[1].lower()] else low


def _quantity(text: str, core: _Core) -> Quantity | None:
    noun, unit = ("money", "other") if _is_money(text, core) else _noun(text, core.end)
    if unit is None and core.kind != "article" and _counts_people(text, core):
        unit = "people"
    if (core.kind == "article" and (noun is None or _MODEL.match(noun.upper()))) or (
        noun != "money" and _excluded(text, core, noun, unit)
    ):
        return None
    return _modified(text, core, unit, noun)


def _is_money(text: str, core: _Core) -> bool:
    return core.kind == "money" or (core.kind != "article" and _MONEY.match(text, core.end) is not None)


def _counts_people(text: str, core: _Core) -> bool:
    return bool(
        _HURT_AFTER.match(text, core.end)
        or _HURT_BEFORE.search(text[max(0, core.start - 60) : core.start])
        or _PEOPLE_BY_DEFAULT.match(text, core.start)
    )


def _excluded(text: str, core: _Core, noun: str | None, unit: str | None) -> bool:
    """Whether the number dates, measures, ranks or names something."""
    if _NOT_BEFORE.match(text, core.end):
        return True
    if core.kind != "digits":
        return False
    before = text[max(0, core.start - 24) : core.start]
    if _NOT_AFTER.search(before) or before.endswith(("-", "–")) or (not unit and _WEAKLY_NOT_AFTER.search(before)):
        return True
    if not (core.end - core.start == 4 and _YEAR.match(text[core.start : core.end])):
        return False
    return noun is None or _YEAR_BEFORE.search(before) is not None


def _noun(text: str, end: int) -> tuple[str | None, str | None]:
    """The counted noun after a number and its unit: the last known noun of the run of words that starts there."""
    if (them := _OF_THEM.match(text, end)) and them[1].lower() in UNIT_OF_NOUN:
        return them[1].lower(), UNIT_OF_NOUN[them[1].lower()]
    noun = unit = None
    position = end
    for step in range(7):
        gap = _GAP.match(text, position)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or _ends_phrase(word.group(), step, noun):
            break
        known = _unit_of(text, word)
        if known is None and noun is not None:
            break
        if noun is not None and (word.group()[0].isupper() or word.group().lower() in OUTCOMES):
            break
        if known is not None:
            noun, unit = word.group().lower(), known
        position = word.end()
    if unit in ("women", "children") and _WOMEN_AND_CHILDREN.match(text, position):
        unit = "people"
    return noun, unit


def _ends_phrase(word: str, step: int, noun: str | None) -> bool:
    lower = word.lower()
    if (
        word in ("IS", "US")
        or (step == 0 and lower in ("of", "more"))
        or (step == 1 and lower in ("the", "its", "their"))
    ):
        return False
    # "regime and rebel fighters": the noun is still to come.
    if step > 0 and lower == "and" and noun is None:
        return False
    return lower in _STOP or lower in _ONES or lower in _TENS


def _unit_of(text: str, word: re.Match[str]) -> str | None:
    lower = word.group().lower()
    if lower in ("member", "members") and (
        _GROUP_BEFORE.search(text, max(0, word.start() - 24), word.start()) or _ARMED_BODY.match(text, word.end())
    ):
        return "fighters"
    if _MODEL.match(word.group()):
        return "other"
    return UNIT_OF_NOUN.get(lower) or UNIT_OF_NOUN.get(lower.rsplit("-", 1)[-1])


def _modified(text: str, core: _Core, unit: str | None, noun: str | None) -> Quantity:
    """The number with its modifiers taken into the span and the interval."""
    start, end = core.start, core.end
    low: int | None = core.low
    high = core.high
    window = max(0, start - 40)
    modifiers = None if core.kind == "article" else _MODIFIERS.search(text[window:start])
    if modifiers:
        start = window + modifiers.start()
        said = modifiers.group()
        if _IS_ABOVE.search(said) and not _IS_NO_MORE.search(said):
            high = None
        elif (
            _IS_BELOW.search(said)
            and low == high
            and not re.search(r"no (?:fewer|less) than|not (?:fewer|less)", said, re.I)
        ):
            low = None
    if tail := _OR_MORE.match(text, end):
        end = tail.end()
        high = high if tail.group().endswith("so") else None
    elif tail := _MORE.match(text, end):
        end = tail.end()
    if low is not None and _AT_LEAST_AFTER.match(text, end):
        high = None
    return Quantity(start, end, low, high, unit, noun)
