"""Where the party that a claim names as the doer stands in its words as something else: then it excludes nobody.

"The rebel-held town was shelled" names who holds the town, "strikes against the army" who was hit, "the army accused
them of shelling it" who accuses, "captured from the rebels" who lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.lineup.words.folding import AnyCase
from sayso.models import ActorResolution, Mention, ResolvedClaim

_AROUND = 90  # characters on either side of the name that are looked at
_DONE_BY = frozenset(
    {("fighting", "attack"), ("casualties", "killed"), ("casualties", "wounded"), ("damage", "hit")}
    | {("damage", "destroyed"), ("abuse", "banned_weapon")}
)

_HELD_BY = re.compile(
    r"\b(?:held|controlled|ruled|run|occupied|dominated) by (?:the )?$|"
    r"\b(?:in the hands|under (?:the )?control|strongholds?|bastion|capital|territor\w+|areas?|"
    r"positions?) of (?:the )?$",
    re.I,
)
_HOLDS = re.compile(
    r"^(?:[- ](?:held|controlled|ruled|run|occupied|dominated)\b|['’]?s? (?:stronghold|bastion)s?\b)", re.I
)
_STRIKE = r"\b(?:strikes?|airstrikes?|raids?|attacks?|assaults?|offensives?|bombardment|shelling|fire|bombings?)"
_HIT = re.compile(
    r"\b(?:targeting|targeted|bombed|shelled|struck|attacked|pounded|hitting|pounding) (?:the |some |several )?$|"
    rf"{_STRIKE} on (?:the )?$|(?:{_STRIKE}|\b(?:action|operations?|campaign)) (?:[\w'’-]+ ){{0,4}}?against (?:the )?$",
    re.I,
)
# The words that the patterns above end on: looked at first, since that is quicker.
_LEADS = frozenset(
    {"by", "of", "on", "against", "targeting", "targeted", "bombed", "shelled", "struck", "attacked", "pounded"}
    | {"hitting", "pounding"}
)
_BLAMED = re.compile(r"\b(?:blam|pinn?|accus)\w*\b", re.I)
_WHO = re.compile(r"^,?(?: [\w'’-]+){0,2} (?:who|which|that|preparing)\b", re.I)
_ACCUSES = re.compile(
    r"^(?: (?:has|have|had|also|in turn|repeatedly|immediately|later|then|quickly))* "
    r"(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing))\b(?! (?:of|for|by|on)\b)",
    re.I,
)
_TAKEN_FROM = re.compile(
    r"\b(?:captur\w+|recaptur\w+|seiz\w+|tak(?:e|es|en|ing)|retak\w+|took|retook|liberat\w+|wrest\w*|regain\w*|"
    r"recover\w*|"
    r"won|conquer\w+) (?:[\w'’-]+ ){0,8}?from (?:the )?$",
    re.I,
)
_LOSES = re.compile(
    r"^(?: (?:has|have|had|fighters|forces|troops|militants|also|then))* (?:lost|loses|withdrew|retreated|"
    r"pulled (?:out|back)|fled|surrendered|(?:was|were|been|being) (?:driven|expelled|ousted|pushed|forced|cleared))\b",
    re.I,
)
_TAKING_OF = re.compile(
    r"\b([\w-]+?)(?:['’]s|s['’]?) (?:re-?)?(?:capture|seizure|takeover|conquest|liberation|taking) of\b", re.I
)


def misnamed(item: ResolvedClaim) -> bool:
    """Whether the claim's own words name its actor as something else than who did it."""
    claim = item.claim
    if claim.actor is None or claim.certainty == "denied":
        return False
    if _inside(claim.actor, claim.source) and _of_another_name(item.actor, item.source):
        return True
    if _run_together(claim.actor, claim.source):
        return True
    text, name = claim.evidence.text, claim.actor.text
    if _MUTUAL.search(text):
        return False
    if (claim.topic, claim.status) in _DONE_BY:
        return _always(text, name, _not_the_doer)
    if claim.topic == "control" and claim.status == "taken":
        return _always(text, name, _the_loser) or _of_another(text, name)
    return False


# Each is the accuser and, for the other, the doer.
_MUTUAL = re.compile(
    r"\b(?:accus|blam)(?:e[sd]?|ing) (?:each other|one another)\b|\b(?:trad(?:e[sd]?|ing)|exchang(?:e[sd]?|ing)) "
    r"(?:accusations|blame)\b",
    re.I,
)
# Words of what is done in an attack, and those that lead to the one who did it.
_DEED = (
    r"(?:re-?)?(?:attack|assault|offensive|air ?strike|strike|striking|struck|raid|bomb|shell|pound|hit|target|fir|"
    r"launch|carr|conduct|commit|kill|wound|injur|execut|behead|massacr|murder|shot|sho|destr|damag|us(?:e|ing)|drop|gas|"
    r"unleash|releas|responsib|behind|involv|role|hand|part|perpetrat|blow|blew|blast|deton|explo|burn|slaughter|storm|"
    r"ambush|rocket|mortar|missile|artillery|barrel|level|reduc|down|claim|operat|campaign|sniper|suicide|aircraft|"
    r"warplane|jet|drone|helicopter|plane|fl[eiy]|possess|stor|caus|resort|employ|deploy|deliver|loot|tortur|wreak|"
    r"inflict|d(?:id|oes|oing|one)|eliminat|assassinat|continu|intensif|escalat|wag|lob|spray|ram|gun|plant|beat|"
    r"left|leav|violen)"
)
# What is done in the field beside: no use of a weapon.
_MOVE = (
    r"(?:re-?)?(?:advanc|push|clash|fight|fought|battl|crush|rep[eu]l|attempt|tr[iy]|seiz|captur|tak|took|liberat|clear|"
    r"open|cross|enter|break|broke|beg[au]n|start|step|overr|purg|suppress|defeat|expel|drove|driv|surround|approach|"
    r"clos|sieg|besieg)"
)
_DOES = re.compile(rf"^['’]?s?(?:\W+[\w'’-]+){{0,16}}?\W+(?:{_DEED}|{_MOVE})\w*", re.I)
_USES = re.compile(rf"^['’]?s?(?:\W+[\w'’-]+){{0,16}}?\W+{_DEED}\w*", re.I)
_DONE = re.compile(
    r"\b(?:by|from|accus\w+|blam\w+|on|upon|of|suspect\w+|responsib\w+|at|finger|against|were|was|as|between|with|"
    r"involv\w+|including|likely|identified|ordered)\W+(?:[\w'’-]+\W+){0,4}$",
    re.I,
)


def is_doer(item: ResolvedClaim) -> bool:
    """Whether the claim's words tell of its actor as the one who did it; yes where they do not name them."""
    claim = item.claim
    if claim.actor is None or claim.certainty == "denied":
        return True
    text, name = claim.evidence.text, claim.actor.text
    if claim.status == "banned_weapon" and _beside_weapon(text, name):
        return False
    if (claim.topic, claim.status) in _DONE_BY:
        return not _always(text, name, _uses_nothing if claim.topic == "abuse" else _does_nothing)
    if claim.topic == "control" and claim.status == "taken":
        return not _taken_by_another(text, name, claim.place.text if claim.place else "")
    return True


def _does_nothing(before: str, after: str) -> bool:
    return not _DOES.match(after) and not _DONE.search(before)


# Where a sentence begins of which the stop before it was lost: "[...] in Mill It is often shelled".
_NEXT = re.compile(r"(?<=[\w\]),] )(?=(?:It|They|He|She) (?:is|are|was|were|has|have|had)\b)")
_WEAPON = AnyCase(
    r"\b(?:gas\w*|chlorine|sarin|chemicals?|toxic|poison\w*|nerve|banned|cluster|"
    r"phosphorus|napalm)\b"
)


def _beside_weapon(text: str, name: str) -> bool:
    """Whether a party is named only in a sentence beside the one that tells of the weapon."""
    parts = _NEXT.split(text)
    if len(parts) == 1 or not any(map(_WEAPON.search, parts)):
        return False
    return not any(name in part for part in parts if _WEAPON.search(part))


def _uses_nothing(before: str, after: str) -> bool:
    return not _USES.match(after) and not _DONE.search(before)


_TAKES = r"(?:re-?)?(?:captured|seized|took|retook|overran|liberated|conquered|occupied)"
_WHO_TAKES = re.compile(rf"([\w'’-]+(?: [\w'’-]+){{0,5}}?) (?:have |has |had )?(?:also |since )?{_TAKES} ", re.I)
_CLAUSE = re.compile(r"\b(?:since|after|when|while|before|as|because|until) ", re.I)
_PRONOUN = re.compile(r"\b(?:they|it|he|who|which|that|and|but|then)$", re.I)


def _taken_by_another(text: str, name: str, place: str) -> bool:
    """Whether who stands right before the word of taking is somebody else ("held out since rebels seized the east")."""
    at = text.find(place) if place else -1
    if at < 0 or name not in text or f"by {name}" in text:
        return False
    takings = list(_WHO_TAKES.finditer(text[:at]))
    if not takings or len(text[takings[-1].end() : at].split()) > 3:
        return False
    who = _CLAUSE.split(takings[-1][1])[-1]
    return name.split()[-1] not in who and not _PRONOUN.search(who)


def _not_the_doer(before: str, after: str) -> bool:
    if _HOLDS.match(after) or _ACCUSES.match(after):
        return True
    if _led_by(before) not in _LEADS:
        return False
    if _WHO.match(after):
        return False  # What they did then is told of them.
    return bool(_HELD_BY.search(before) or (_HIT.search(before) and not _BLAMED.search(before)))


def _the_loser(before: str, after: str) -> bool:
    return bool(
        _LOSES.match(after) or (_led_by(before) == "from" and _TAKEN_FROM.search(before) and not _WHO.match(after))
    )


def _led_by(before: str) -> str:
    """The last word before a name, articles aside."""
    last = [word for word in before.lower().split()[-3:] if word not in ("the", "some", "several")]
    return last[-1] if last else ""


def _of_another(text: str, name: str) -> bool:
    """Whether the words give the taking to somebody else ("the army's capture of the town")."""
    found = _TAKING_OF.search(text) if " of " in text else None
    return found is not None and found[1].lower() not in name.lower()


def _always(text: str, name: str, role: Callable[[str, str], bool]) -> bool:
    """Whether every mention of a name stands in a role; no where it does not stand in the text."""
    low, name = text.lower(), name.lower()
    start, found = low.find(name), False
    while start >= 0:
        end = start + len(name)
        whole = not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum())
        if whole and not role(text[max(0, start - _AROUND) : start], text[end : end + _AROUND]):
            return False
        found, start = found or whole, low.find(name, end)
    return found


def _inside(name: Mention, other: Mention | None) -> bool:
    """Whether a name is a part of another's words ("Syrian" of "the Syrian Observatory")."""
    return (
        other is not None
        and other.start <= name.start
        and name.end <= other.end
        and name.end - name.start < other.end - other.start
    )


def _run_together(name: Mention, other: Mention | None) -> bool:
    """Whether a name ends in the middle of another's words, or begins there: where one ends nobody can tell."""
    if other is None:
        return False
    return name.start < other.start < name.end <= other.end or other.start < name.start < other.end < name.end


def _of_another_name(name: ActorResolution | None, source: ActorResolution | None) -> bool:
    """Whether the source is a known body and the name cut out of it is neither one nor of its side."""
    if source is None or source.id is None:
        return False
    return name is None or (name.id is None and name.side != source.side)
