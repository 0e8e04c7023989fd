"""What the words around a name say about who bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.protection.lexicon import (
    BODIES,
    CALLED_AFTER,
    DOCTOR,
    LEADS,
    MINOR_WORDS,
    NOUN_OF,
    RANK,
    ROLE,
    ROLES,
    SAID,
    SUFFERED,
    TITLES,
)
from sayso.protection.names import Name

# Minor and office decide; private gives the noun for the label; person, only that it is one; weak, that it may be.
Kind = Literal["minor", "office", "private", "person", "weak", "thing"]

ADULT = 18
_BEFORE, _AFTER = 140, 160
_CLAUSE = re.compile(r"[.;:!?\"“”«»\n](?=\s|$|\w)")
# Between a role and the name that it belongs to: nothing, a comma, "named", or what the role is of.
_NAMED = (
    r"(?:named|called|identified(?:\sonly)?\sas|known(?:\sonly)?\sas|nicknamed|surnamed|"
    r"(?:who|and)\s(?:gave|goes|asked|wanted|identified|introduced)[^,;]{0,50}?\s(?:as|by|name))"
)
_TAIL = re.compile(
    rf"^(?:\s|,\s|\s?[(–—-]\s?|,?\s{_NAMED},?\s|"
    r"\s(?:of|for|at|in|from|with|on|inside|near|to)\s(?P<of>[^;]{1,80}?)(?P<comma>,)?\s(?:named\s|called\s)?)$"
)
_BLOCKS = re.compile(
    rf"\b(?:{SAID}|that|which|when|where|while|was|were|is|are|has|have|had|after|before|because|as|but|who|{SUFFERED})\b",
    re.IGNORECASE,
)
# "a resident of the city of X": X is no resident.
_OPEN = re.compile(r"\b(?:of|in|at|from|near|to|on|the|and|an?|with|for|by|between|inside|outside)$", re.IGNORECASE)
_TIGHT = re.compile(rf"^(?:,?\s|\s?[(–—-]\s?)(?:{_NAMED},?\s)?$")
_OWNER = re.compile(r"^(?:\s(?:of|to|for)\s)(?:the\s|an?\s|his\s|her\s|their\s)?(?:[\w-]+\s){0,3}$")
_SPOKE_AFTER = re.compile(
    rf"^,?\s(?:(?:also|later|then|has|had|who|himself|herself|tearfully|quietly)\s)?(?:{SAID})\b", re.IGNORECASE
)
# What stands behind one of these is where, or about whom, somebody else spoke.
_WHERE = re.compile(
    r"\b(?:in|of|at|from|near|to|on|inside|outside|around|for|with|against|between|into|through|towards?|over|across)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
_SPOKE_BEFORE = re.compile(
    rf"\b(?:{SAID}|according\sto|says|quoting|quoted|interviewed|told\sby|met)\s$", re.IGNORECASE
)
_SUFFERED_AFTER = re.compile(
    rf"^(?:,[^,.]{{0,60}},)?\s(?:(?:was|is|had\sbeen|has\sbeen|been|also|later|reportedly|among\sthe|who\swas)\s){{0,3}}"
    rf"(?:{SUFFERED}|died|drowned|starved|succumbed|survived|fled|vanished|lost\s(?:his|her|their))\b",
    re.IGNORECASE,
)
_SUFFERED_BEFORE = re.compile(
    r"\b(?:(?:death|body|funeral|arrest|killing|murder|detention|disappearance|abduction|execution|burial|remains|grave|"
    r"home|house|family|wife|mother|father|son|daughter|brother|sister)\sof|(?:identified|named)\sas|including)\s$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"^(?:,\s|\s?\()(?:(?P<bare>\d{1,3})(?=[,).;]|\s[–—-])|aged\s(?P<aged>\d{1,3})|"
    r"(?:an?\s)?(?P<old>\d{1,3})[\s-](?:years?|months?)[\s-]old)"
)
_YOUNG_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
    r"-(?:year|month|week|day)s?-old(?:\s[\w'’-]+){0,4}[\s,]*$",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"\b(?P<old>\d{1,3})-(?P<unit>year|month|week|day)s?-old(?:\s[\w'’-]+){0,4}[\s,]*$")
_KIN_AFTER = re.compile(
    r"^['’]s\s(?:\w+\s)?(?:mother|father|brother|sister|wife|husband|son|daughter|family|house|home|body|funeral|uncle|"
    r"cousin|widow|children|death|account|story|neighbours?|parents)\b"
)
_GAVE = re.compile(r"^,?\s(?:who\s)?(?:gave|giving|asked|using|would\sgive|did\snot\sgive|declined\sto\sgive)\b")
_NAMES_BEFORE = re.compile(rf"\b{_NAMED}\s$", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^\s?(?:,|\(|–|—|\s-)\s?(?P<words>[^.;:!?\"“”)\n]{2,140})|^\s(?:(?:is|was|works\sas|worked\sas)\s|"
    # Many texts on file have lost their commas.
    r"(?=(?:an?|the|deputy|head|chief|director|president|commander|spokes\w+)\s))(?P<is>[^.;:!?\"“”\n]{2,90})"
)
_HEAD = re.compile(
    r"^(?:(?:an?|the|his|her|their|one|also|who|is|was|works|worked|as|then|now|only|\d+-(?:year|month)-old|"
    r"(?!(?:of|for|at|in|from|with|on|near|to|by)\b)[\w.'’&-]+)\s){0,7}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason to take a name for somebody's: what kind it is, and the noun of a private role.

    A loose one has other words between the role and the name: too little to make a person of a single word.
    """

    kind: Kind
    noun: str = "person"
    loose: bool = False


def cues(text: str, name: Name) -> Iterator[Cue]:
    """All that the sentence around a name says of its bearer."""
    lead = _lead(text, name.start)
    after = text[name.end : name.end + _AFTER].split("\n\n", 1)[0]
    if CALLED_AFTER.match(after):
        yield Cue("thing")
        return
    yield from _ages(lead, after)
    yield from _roles_before(lead)
    if several := ROLES.search(lead[-70:]):
        yield _cue(several)
    yield from _roles_after(after)
    if DOCTOR.search(lead):
        yield Cue("private", "doctor")
    if TITLES.search(lead) or _NAMES_BEFORE.search(lead) or _GAVE.match(after) or _KIN_AFTER.match(after):
        yield Cue("person")
    if BODIES.match(after) or LEADS.match(after) or RANK.search(lead):
        yield Cue("office")
    hurt = _SUFFERED_AFTER.match(after) or _SUFFERED_BEFORE.search(lead)
    spoke = _SPOKE_BEFORE.search(lead) or (_SPOKE_AFTER.match(after) and not _WHERE.search(lead))
    if hurt or spoke:
        yield Cue("weak")


def _lead(text: str, start: int) -> str:
    """The words before a name, back to the last end of a clause; full stops of titles do not end one."""
    lead = text[max(0, start - _BEFORE) : start].replace("Dr. ", "Dr  ").replace("Mr. ", "Mr  ")
    lead = re.sub(r"\b(Mrs|Ms|Gen|Col|Maj|Brig|Capt|Lt|Adm|Sen|Rep|Gov|Amb|St)\. ", r"\1  ", lead)
    ends = [found.end() for found in _CLAUSE.finditer(lead)]
    return re.sub(r" {2,}$", " ", lead[ends[-1] :] if ends else lead).lstrip()


def _ages(lead: str, after: str) -> Iterator[Cue]:
    if _YOUNG_BEFORE.search(lead):
        yield Cue("minor", "child")
    before, behind = _AGE_BEFORE.search(lead), _AGE_AFTER.match(after)
    for found in filter(None, (before, behind)):
        years = next(value for value in found.groups() if value and value.isdigit())
        young = int(years) < ADULT or (found is before and found["unit"] != "year")
        yield Cue("minor", "child") if young else Cue("person")


def _roles_before(lead: str) -> Iterator[Cue]:
    """The role right before a name: of several in one phrase the first that it is the name of."""
    chosen: re.Match[str] | None = None
    for role in reversed(list(ROLE.finditer(lead))):
        if chosen is None:
            tail = _TAIL.match(lead[role.end() :])
            if tail is None or _BLOCKS.search(tail["of"] or "") or _OPEN.search(tail["of"] or ""):
                return
            chosen = role
        elif _is_headed_by(role, chosen, lead):
            chosen = role
        else:
            break
    if chosen is not None:
        yield replace(_cue(chosen), loose=_TIGHT.match(lead[chosen.end() :]) is None)


def _is_headed_by(role: re.Match[str], other: re.Match[str], lead: str) -> bool:
    """Whether a name after both is that of the first: "the wife of the mayor, X", but not "the wife of mayor X"."""
    between, tail = lead[role.end() : other.start()], lead[other.end() :]
    if not tail.startswith(",") and _OWNER.match(between) and not re.search(r"\b(?:the|an?)\s", between):
        return False
    return bool(_OWNER.match(between)) or re.fullmatch(r"\s?(?:and|,)\s?(?:an?\s|the\s)?", between) is not None


def _roles_after(after: str) -> Iterator[Cue]:
    """The roles in an apposition: its first, and what is joined to that by "and"."""
    found = _APPOSITION.match(after)
    if found is None:
        return
    words = re.sub(r"^(?:aged\s)?\d{1,3}\s?(?:,|\)\s?,?)\s?", "", found["words"] or found["is"])
    for part in re.split(r"\sand\s|,\s(?=(?:an?|the)\s)", words, maxsplit=2):
        clause = part.split(",")[0]
        role = next(ROLE.finditer(clause), None)
        if role is None or not _HEAD.match(clause[: role.start()]) or _begins_anew(clause, role):
            return
        yield _cue(role)


def _begins_anew(clause: str, role: re.Match[str]) -> bool:
    """Whether a new clause begins behind the comma: "X, a spokesman said"."""
    before = clause[: role.start()]
    if re.search(r"\bwho\b", before):
        return _BLOCKS.search(re.sub(r"\bwho\s(?:is|was|works\sas|worked\sas)\b", "", before)) is not None
    return bool(re.match(rf"(?:\s\w+)?\s(?:{SAID})\b", clause[role.end() :], re.IGNORECASE)) or bool(
        _BLOCKS.search(before)
    )


def _cue(role: re.Match[str]) -> Cue:
    if role["office"]:
        return Cue("office")
    word = role["private"].casefold()
    noun = NOUN_OF.get(word) or NOUN_OF.get(re.sub(r"[\s-]+", " ", word), "person")
    return Cue("minor", "child") if word in MINOR_WORDS else Cue("private", noun)
