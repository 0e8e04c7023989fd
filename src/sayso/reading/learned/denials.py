"""Denials in the words: where somebody denies, who it is, and whether that answers what stands before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.voices import voice_after, voice_before
from sayso.vocabulary import DENIAL

# What parties charge one another with.
CHARGED = frozenset({("fighting", "attack"), ("abuse", "banned_weapon"), ("abuse", "execution"), ("damage", "hit")})
# A denial has one of these words; what the network takes for one without them is none.
NEGATED = re.compile(
    rf"\b(?:{DENIAL}|not|disagree\w*|rul(?:e|ed|es|ing)\sout|far\sfrom|yet\sto|stop\w*|ridicul\w*|nonsense|absurd\w*|"
    r"ludicrous|preposterous|slander\w*|rumou?rs?|concoct\w*|invented|staged|innocent|halt\w*|block\w*|obstruct\w*|"
    r"refus\w*|doubt\w*|lack\w*|inconsisten\w*|declin\w*|\w+n['’]t|(?:did|does|do|has|have|had|was|were|is)nt)\b",
    re.I,
)
OF_CHARGES = r"(?:accusations?|allegations?|charges?|claims?|reports?|suggestions?)"
DENIES = re.compile(
    r"\b(?<!to\s)(?:den(?:y|ies|ied)(?!\s(?:permission|access|entry|them|him|her|us|aid|food|medical)\b)|"
    rf"(?:refut|reject|dismiss)(?:e[sd]|s|ed)(?=\s(?:[\w'’-]+\s){{0,4}}?{OF_CHARGES}\b))\b",
    re.I,
)
_DENIED_BY = re.compile(rf"\b{OF_CHARGES}\s(?:[a-z]+\s){{0,3}}?(?:denied|dismissed|rejected)\sby\b", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|not|never|n['’]t)\s(?:\w+\s)?$", re.I)
# "The army has consistently denied it": what stands between the denier and the denial.
_AT_ALL_TIMES = re.compile(r"\s(?:(?:has|have|had)\s)?(?:consistently|persistently|long|always|since)\s$", re.I)
# "Rebels on the ground denied it".
_BESIDE = re.compile(r"\s(?:on\sthe\sground|inside|there|in\sthe\s(?:area|city|town|village|province))\s$", re.I)
# What the denier turns to after the denial: another's guilt, or words of its own.
BLAMES = re.compile(r"\b(?:blam|accus)(?:e[sd]?|ing)\b|\bsuggest(?:s|ed|ing)\b", re.I)
TELLS = re.compile(rf"\b(?:and\ssaid|saying|add(?:ed|ing)|insist(?:ed|ing))\b|{BLAMES.pattern}", re.I)
TURNS = re.compile(
    r"\b(?:say|said|saying|add\w*|insist\w*|stress\w*|claim(?:ed|ing)|but|while|whereas|although|though|however|with)\b"
    rf"|{BLAMES.pattern}",
    re.I,
)
_LINKED = re.compile(
    r"\b(?:but|though|although|while|whereas|however|which|an?\s(?:accusation|allegation|charge|claim)|"
    r"the\s(?:accusation|allegation|charge|claim)s?)\W(?:that\s|the\s)?$",
    re.I,
)
PRONOUN = re.compile(r"(?:it|they|he|she|which|who)$", re.I)
_HELPING = re.compile(r"\b(?:it|they|he|she|has|have|had|also|later|swiftly|strongly)\s(?=$|(?:has|have|had)\s$)", re.I)


@dataclass(frozen=True, slots=True)
class Denial:
    """A word of denying in a sentence, and who denies (None: a pronoun, or nobody named).

    ``passive``: what is denied stands before it and the denier behind ("charges denied by Y").
    """

    start: int
    end: int
    denier: Mention | None
    passive: bool = False


def denials(full: str, start: int, end: int) -> list[Denial]:
    """The words of denying in a stretch of text, with who denies."""
    found = []
    for verb in DENIES.finditer(full, start, end):
        if not _PASSIVE.search(full[max(start, verb.start() - 20) : verb.start()]):
            said = _BESIDE.sub("", _AT_ALL_TIMES.sub("", full[start : verb.start()]))
            found.append(Denial(verb.start(), verb.end(), mention(full, voice_before(full, start + len(said), start))))
    for verb in _DENIED_BY.finditer(full, start, end):
        found.append(Denial(verb.start(), verb.end(), mention(full, voice_after(full, verb.end(), end)), True))
    return sorted(found, key=lambda denial: denial.start)


def mention(full: str, voice: object) -> Mention | None:
    """The words of a voice; None where there is none, or a mere pronoun."""
    start, end = getattr(voice, "start", 0), getattr(voice, "end", 0)
    words = full[start:end]
    return Mention(words, start, end) if words and not PRONOUN.match(words) else None


def linked(denial: Denial, full: str) -> bool:
    """Whether a denial answers what stands before it in its sentence ("but Y denied it", "an accusation Y denied")."""
    start = denial.denier.start if denial.denier is not None else denial.start
    return _LINKED.search(_unturned(full[max(0, start - 30) : start])) is not None


def _unturned(before: str) -> str:
    """The words before a denial without its pronoun and helping words ("though it has")."""
    return _HELPING.sub("", before)


def as_denied(claim: Claim, source: Mention, actor: Mention | None) -> Claim:
    """The same claim, denied by ``source`` on behalf of ``actor``, if there is one."""
    return claim_id(replace(claim, certainty="denied", source=source, actor=actor, count=None, via=()))


def within(inner: Mention, outer: Mention) -> bool:
    """Whether a mention begins inside of another."""
    return outer.start <= inner.start < outer.end
