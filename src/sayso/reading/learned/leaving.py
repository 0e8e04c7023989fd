"""Words that name an act and claim none: history, what a party is known for, what ought to be, what is looked into."""

from __future__ import annotations

import re
from datetime import date

from sayso.reading.learned.decoding import Finding
from sayso.reading.learned.encoding import Coded

# "The US-led coalition fighting the group in Orun and Tarna": what it is for, not what it did.
_KNOWN_FOR = re.compile(
    r"-led\s(?:\w+\s)?(?:coalition|alliance|force)\s(?:(?:that|which)\s(?:is|has\sbeen)\s)?"
    r"(?:fighting|battling|combating)\s(?:the\s)?"
    r"(?:(?:[A-Z(\"“‘][^\s,;.]*|group|militants?|jihadists?|extremists?|insurgents?|terror\w*|organi[sz]ation)\s){1,6}"
    r"(?:in\s(?:both\s)?[A-Z]\w+(?:,?\sand\s[A-Z]\w+)?)?"
)
# "Targeting hospitals is a crime", "all sides must avoid shelling": what holds at any time and place.
_WRONG = (
    r"(?:is|are|constitutes?|amounts?\sto)\s(?:\w+\s){0,3}?(?:violations?|breach(?:es)?|(?:war\s)?crimes?|unacceptable|"
    r"illegal|unlawful|banned|prohibited|forbidden|outlawed)|can\s?not\s(?:not\s)?be\s(?:justified|excused|tolerated)"
)
_OUGHT = re.compile(
    rf"(?:^|[\"“”]\s?|\bthat\s)(?:[Dd]eliberate(?:ly)?\s)?"
    rf"(?i:targeting|attacking|bombing|killing|shelling|(?:the\s)?use\sof)\s(?:[a-z][\w’'-]*\s){{1,14}}?(?:{_WRONG})\b[^.;]*|"
    r"\b(?:must|should)\s(?:avoid|refrain|investigate)\b[^.;]*"
)
# "A move that could avert possible strikes", "the ability to attack its neighbours", "to avoid civilian deaths": what
# may be one day, or need not.
_MAY_BE = re.compile(
    r"\b(?:(?:avert|consider|weigh|debat)(?:s|es?|ed|ing)?|prospects?\sof|(?:including|for)\spossible)\s(?:[\w.’'-]+\s){0,3}?"
    r"(?:(?:air\s?)?strikes|military\s(?:action|intervention|strikes?)|intervention|use\sof\sforce)\b[^,.;]*|"
    r"\bthreats?\sof\s(?:[\w-]+\s){0,2}attacks?\b[^.;]*|"
    r"\b(?:ability|capability|capacity|opportunity|calls)\W{1,2}to\s(?:\w+\s)?"
    r"(?:attack|strike|bomb|target|kill|hit|shell|conduct|coordinate|carry\sout|launch)\b[^,.;]*",
    re.I,
)
_SPARED = re.compile(
    r"\b(?:avoid|prevent|minimi[sz]e|reduce)(?:ing|s)?\s(?:\w+\s){0,4}(?:casualties|deaths|injur(?:y|ies)|loss\sof\slife)\b|"
    r"\brecovery\s(?:of|to|for)\s(?:the|those|all)\s(?:\w+\s)?(?:injured|wounded)\b",
    re.I,
)
# "There were no details of casualties": neither that there were any nor that there were none.
_UNKNOWN = re.compile(
    r"\bno\s(?:\w+\s){0,2}(?:details?|word|information|figures?|tolls?|breakdown)\s(?:of|on|about|for)\s(?:any\s|possible\s)?"
    r"(?:casualties|deaths|victims|injuries)\b",
    re.I,
)
# "The army is looking into the incident", "declined to say whether its jets were there": nothing is said of it.
_LOOKED_INTO = re.compile(
    r"\b(?:looking\sinto|investigating|examining)\sth(?:e|is|at|ese)\s(?:incident|case|matter|event)s?\b|"
    r"\bdeclin(?:es?|ed|ing)\sto\s(?:say|comment)\b[^.;]*",
    re.I,
)
# "The rebel-held parts of Syria": a holder is claimed only where the place has a name of its own.
_PARTS = re.compile(
    r"\b[A-Za-z]+[-\s](?:held|controlled|run|occupied|dominated)\s(?:\w+ern\s)?"
    r"(?:areas?|parts?|territor(?:y|ies)|zones?|regions?)\s(?:of|in|across)\s(?=\S)",
    re.I,
)
# Talks, meetings and votes are politics, not a truce.
_TALKS = re.compile(r"\b(?:talks?|negotiations?|meetings?|conferences?|summit)\b", re.I)
_TRUCE = re.compile(
    r"truce|cease-?\s?fire|cessation|hostilit|armistice|accord|agree|\b(?:deal|plan|pact|pause|calm|lull|freeze)s?\b|reconcil"
    r"|halt|de-?escalat|violat|breach",
    re.I,
)
_OF = {
    "attack": (_OUGHT, _MAY_BE, _LOOKED_INTO),
    "clash": (_OUGHT, _LOOKED_INTO),
    "killed": (_OUGHT, _SPARED, _UNKNOWN, _LOOKED_INTO),
    "wounded": (_OUGHT, _SPARED, _UNKNOWN, _LOOKED_INTO),
    "banned_weapon": (_OUGHT,),
}
# The codebook leaves out what is older than about two years.
_HISTORY = 2 * 365


def claims_nothing(coded: Coded, found: Finding) -> bool:
    """Whether a finding hangs on words that claim nothing of the situation reported."""
    if any(rule(coded, found) for rule in (_is_history, _is_unnamed, _is_purpose, _is_politics)):
        return True
    start, end = coded.sentences[found.sentence]
    sentence, at = coded.report.full[start:end], found.at - start
    return any(
        said.start() <= at < said.end() for pattern in _OF.get(found.status, ()) for said in pattern.finditer(sentence)
    )


def _is_purpose(coded: Coded, found: Finding) -> bool:
    """Whether a fight is only what a coalition is known for: it hangs on those words, and has no place but theirs."""
    if found.topic != "fighting":
        return False
    place = found.fields["place"].span
    known = _KNOWN_FOR.finditer(coded.report.full, *coded.sentences[found.sentence])
    return any(
        said.start() <= found.at < said.end() and (place is None or said.start() <= place[0] < said.end())
        for said in known
    )


def _is_unnamed(coded: Coded, found: Finding) -> bool:
    """Whether a finding tells who holds unnamed parts of a country."""
    if (found.topic, found.status) != ("control", "held"):
        return False
    held = _PARTS.search(coded.report.full, *coded.sentences[found.sentence])
    return held is not None and coded.places.only_countries(held.end(), held.end() + 1)


def _is_politics(coded: Coded, found: Finding) -> bool:
    """Whether what was read as a truce is only talks."""
    sentence = coded.report.full[slice(*coded.sentences[found.sentence])]
    return found.topic == "truce" and bool(_TALKS.search(sentence)) and not _TRUCE.search(sentence)


def _is_history(coded: Coded, found: Finding) -> bool:
    """Whether the finding's own sentence says that it was over two years before the report."""
    start, end = coded.sentences[found.sentence]
    when, published = found.when, coded.report.published
    if when is None or when.end is None or published is None:
        return False
    own = any(time.period == when for time in coded.times if start <= time.start < end)
    # Where only the month or the year is known, the shortest time between the two.
    return own and (_day(published, 1, 1) - _day(when.end, 12, 28)).days >= _HISTORY


def _day(written: str, month: int, day: int) -> date:
    """A date, with this month and day for what is not written of it."""
    parts = [int(part) for part in written.split("-")]
    return date(*(parts + [month, day][len(parts) - 1 :])[:3])
