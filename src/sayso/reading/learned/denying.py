"""What a sentence that denies something claims, and against which charge.

A denial says little of its own ("Moscow denied any involvement"): who did it, where and when stand in the charge that
it answers. The network, which asks about each field by itself, often finds another place there, or takes whom the
speaker blames instead for whom the denial clears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.learned.charges import placed, timed, unread
from sayso.reading.learned.denials import (
    BLAMES,
    CHARGED,
    DENIES,
    NEGATED,
    OF_CHARGES,
    PRONOUN,
    TELLS,
    TURNS,
    Denial,
    as_denied,
    denials,
    linked,
    mention,
    within,
)
from sayso.reading.topics.base import Page
from sayso.reading.voices import voice_before

_BROKEN = frozenset({("truce", "violated")})
# Words that look like a denial and are none: "not for the first time", "did not deny", "no consequence for", "had no
# immediate toll", "did not say how", "nobody claimed responsibility".
_VOID = re.compile(
    r"\bnot\s(?:for\s)?the\s(?:first|only)\b|\bnot\sonly\b|\b(?:not|never|n['’]t)\sden(?:y|ied)\b|\bdeclin\w+\sto\b|"
    r"\bno\s(?:\w+\s)?(?:consequences?|punishment|penalt\w+|accountability|response|reaction|sanctions|justice)\s"
    r"(?:for|against|to|over|on)\b|"
    r"\bno\s(?:\w+\s){0,2}(?:tolls?|figures?(?!\s(?:of|in|from|was|were|is|are|had)\b)|details?|breakdown|"
    r"claims?\sof\sresponsibility)\b|"
    r"\b(?:did|does|do|has|have|had)\s?n(?:ot|['’]?t)\s(?:\w+ly\s)?(?:say|said|specif\w+|elaborate\w*|disclosed?|give(?!\s(?:up|way|in)\b))\b|"
    r"\b(?:no\s?(?:one|body)|no\s(?:\w+\s)?(?:group|faction|party))\s(?:\w+\s){0,2}claimed\b",
    re.I,
)
# It is left open whether it was so.
_OPEN = re.compile(r"\bwhether\b|\blook\w*\sinto\b|\binvestigat\w+|\bden(?:y|ied)\b", re.I)
_BLAMED = re.compile(r"(?<!not\s)(?<!never\s)\b(?:blam|accus)(?:e[sd]?|ing)\s(?:the\s)?$", re.I)
_OWN_PART = re.compile(
    r"\s(?:any\s|all\s|its\s|the\s|having\s(?:any\s|a\s)?)?(?:responsib\w+|involve\w+|role|part|being|having|\w+ing\b|"
    r"it\s(?:was|had)|they\s(?:were|had))",
    re.I,
)
# "The spokesman denied that the country's air force was there."
_OWN_COUNTRY = re.compile(r"\s(?:that\s)?(?:the|his|her|their)\scountry['’]?s\s", re.I)
_EACH_OTHER = re.compile(
    r"\b(?:trad|exchang)ed\s(?:mutual\s)?(?:accusations|blame)\b|\b(?:accus|blam)(?:e|ed|ing)\s(?:each\sother|one\sanother)\b",
    re.I,
)
_SIDES = re.compile(r"(?:both\s)?(.+?)\sand\s(.+?)(?:\s(?:has|have|had|both|also))*", re.I)
# "The army took it, but the rebels denied it."
_ALL_OF_IT = re.compile(
    r"\s(?:it|this|that|the\s(?:claims?|reports?|news))\b(?!\s(?:was|had|is|has|were)\b)|\W*$|[.,;]", re.I
)
_CONTESTED = frozenset({"control", "displacement", "return"})
# What the denier says besides ("and underlined that").
_GOES_ON = re.compile(rf"\b(?:and|but|while|as)\s(?:\w+ly\s)?\w+(?:ed|ing|s)\b|{TURNS.pattern}", re.I)
# "X blamed Y for it, though Y denied it."
_ACCUSES = re.compile(
    r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|point(?:s|ed|ing)\s(?:the|a|its|their)\sfingers?\sat|"
    r"pin(?:s|ned|ning)\s(?:the\s)?blame\son)\s(?:the\s)?",
    re.I,
)
# "Denied the rebels' claims that they had taken it."
_CLAIMS_OF = re.compile(
    r"\s(?:the\s)?(?P<who>(?:(?!(?:the|an?|any|all|these|those|such|its|their|his|her|some|recent|previous|earlier|media|press|"
    rf"news)\b)[\w’'-]+\s){{1,3}}){OF_CHARGES}\b",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.I)
_POSSESSIVE = re.compile(r"['’]s?$")
_FEW = re.compile(r"(?!(?:It|They|He|She|Who|Which)\b)[A-Z][\w’'-]*(?:\s(?!(?:that|who|which|and)\b)[\w’'-]+){0,5}")


def answering(claims: Iterable[Claim], page: Page) -> list[Claim]:
    """The claims, denials with the doer, place and time of what they deny, and with the charge that they answer."""
    by_sentence: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.evidence.start, claim.evidence.end), []).append(_worded(claim))
    found: list[Claim] = []
    for (start, end), said in by_sentence.items():
        found += _traded(_in_sentence(said, page, denials(page.full, start, end)), page, (start, end))
    found += list(unread(found, page))
    return [placed(claim, found, page) for claim in found]


def _worded(claim: Claim) -> Claim:
    """The claim; one read as a denial that has no word of denial states what it says."""
    text = claim.evidence.text
    if claim.certainty in ("stated", "hedged") and did_not(claim):
        return claim_id(replace(claim, certainty="denied"))
    if claim.certainty != "denied":
        return claim
    if _blames(claim):
        return claim_id(replace(claim, certainty="stated"))
    if NEGATED.search(_VOID.sub(" ", text)):
        return claim
    # The network took the speaker for the one who denies; that it was they who did it nobody says.
    spoke = claim.actor is not None and claim.source is not None and claim.actor.text in claim.source.text
    actor = None if spoke else claim.actor
    return claim_id(replace(claim, certainty="hedged" if _OPEN.search(text) else "stated", actor=actor))


# "Its planes had not struck the school", "his men were not behind it".
_DID_NOT = re.compile(
    r"\s(?:(?:had|have|has|did|do|does)\s?(?:n(?:ot|['’]?t)|never)\s(?:(?:possess|own|carr(?:y|ied)\sout|conduct|launch|fire|us|bomb|shell|attack|target|strike|"
    r"struck|hit|kill)(?:ed|d|e)?)|(?:was|were|is|are)\s?n(?:ot|['’]?t)\s(?:responsible|behind|involved|to\sblame))\b",
    re.I,
)


def did_not(claim: Claim) -> bool:
    """Whether the words say of the doer of a charge that they did not do it."""
    actor = claim.actor
    if actor is None or not within(actor, claim.evidence) or (claim.topic, claim.status) not in CHARGED:
        return False
    return _DID_NOT.match(claim.evidence.text, actor.end - claim.evidence.start) is not None


def _blames(claim: Claim) -> bool:
    """Whether the words blame the actor, and nobody in them denies it."""
    actor, text = claim.actor, claim.evidence.text
    if actor is None or not within(actor, claim.evidence) or DENIES.search(text):
        return False
    return _BLAMED.search(text, 0, actor.start - claim.evidence.start) is not None


def _in_sentence(claims: list[Claim], page: Page, found: list[Denial]) -> list[Claim]:
    """The claims of one sentence, in view of the denials in it."""
    for denial in found:
        claims = [_one(claim, denial, page.full) for claim in claims]
        claims += [twin for claim in claims for twin in _twins(claim, denial, claims, page.full)]
        claims += [charge for claim in claims for charge in _charges(claim, denial, claims, page.full)]
    return claims


def _one(claim: Claim, denial: Denial, full: str) -> Claim:
    """The claim, its certainty, doer and voice as the words around the denial have them."""
    if claim.topic in ("control", "truce"):
        return _of_another(claim, denial, full)
    if (claim.topic, claim.status) not in CHARGED or denial.passive:
        return claim
    actor, denier = claim.actor, denial.denier
    if actor is not None and actor.start > denial.end and (by := _voiced(claim, denier)):
        between = full[denial.end : actor.start]
        if claim.certainty == "denied" and TELLS.search(between):
            return claim_id(replace(claim, certainty="stated"))
        if claim.certainty == "stated" and by and not TURNS.search(between):
            return claim_id(replace(claim, certainty="denied"))
    if claim.certainty != "denied":
        return claim
    if denier is not None and _spoke_before(claim, denial, full):
        return claim_id(replace(claim, certainty="stated"))  # "X blames Y, but Y denies it": X says so
    if denier is None:
        unnamed = claim.source is None or not within(claim.source, claim.evidence)
        own = actor is not None and claim.evidence.start <= actor.start < denial.start
        itself = unnamed or _OWN_PART.match(full, denial.end) is not None  # "... though it denied any role"
        return claim_id(replace(claim, source=actor, via=())) if itself and own else claim
    if actor is None and _OWN_PART.match(full, denial.end):
        return claim_id(replace(claim, actor=denier))
    if _OWN_COUNTRY.match(full, denial.end) and (actor is None or not within(actor, claim.evidence)):
        return claim_id(replace(claim, actor=denier))
    return claim


_LOSING = re.compile(r"\s(?:(?:having\s)?los(?:ing|t)|(?:that\s)?(?:it|they)\s(?:had|has|have)\slost)\s", re.I)


def _of_another(claim: Claim, denial: Denial, full: str) -> Claim:
    """The claim of who holds a place or keeps a truce; one that its speaker tells as others' claims is denied.

    Who "denied losing any ground" does not deny that they took it.
    """
    if claim.certainty == "denied" and claim.status in ("taken", "held") and _LOSING.match(full, denial.end):
        return claim_id(replace(claim, status="lost", actor=None, object=claim.actor or claim.object))
    told = _CLAIMS_OF.match(full, denial.end)
    if told is None or claim.certainty not in ("stated", "hedged") or not _voiced(claim, denial.denier):
        return claim
    place = claim.place
    if place is None or place.start < told.end() or _GOES_ON.search(full, told.end(), place.start):
        return claim
    return claim_id(replace(claim, certainty="denied"))


_NOT_SO = re.compile(rf"\b(?:not|no|never)\b|n['’]t\b|{DENIES.pattern}", re.I)


def _spoke_before(claim: Claim, denial: Denial, full: str) -> bool:
    """Whether a claim is given to somebody who speaks, and denies nothing, before another denies what they said."""
    source, denier = claim.source, denial.denier
    if source is None or denier is None or _voiced(claim, denier) or not within(source, claim.evidence):
        return False
    return source.end < denier.start and linked(denial, full) and not _NOT_SO.search(full, source.end, denier.start)


def _voiced(claim: Claim, denier: Mention | None) -> bool:
    """Whether a claim is given to the one who denies."""
    return (
        denier is not None
        and claim.source is not None
        and (claim.source.text in denier.text or denier.text in claim.source.text)
    )


def _twins(claim: Claim, denial: Denial, claims: list[Claim], full: str) -> Iterator[Claim]:
    """The denial that goes with a charge of the same sentence, where it was not read."""
    own = denial.denier is not None and claim.actor is not None and denial.denier.text == claim.actor.text
    accused = (claim.topic == "casualties" or own) and BLAMES.search(full, claim.evidence.start, denial.start)
    contested = claim.topic in _CONTESTED and (denial.passive or _ALL_OF_IT.match(full, denial.end))
    if (claim.topic, claim.status) not in CHARGED and not accused and not contested:
        return
    if claim.certainty not in ("stated", "hedged"):
        return
    if any(c.certainty == "denied" and (c.topic, c.status) == (claim.topic, claim.status) for c in claims):
        return
    actor, denier = claim.actor, denial.denier
    if actor is None:
        if contested and denier is not None and linked(denial, full) and not _voiced(claim, denier):
            yield as_denied(claim, denier, None)  # "X said they had fled, but Y dismissed the reports"
        return
    if actor.end <= denial.start and (denial.passive or linked(denial, full)):
        yield as_denied(claim, denier or actor, actor)  # "X accused Y, which Y denied"
    elif denier is not None and actor.start > denial.end and _puts_on(denial, actor, full):
        yield as_denied(claim, denier, denier)  # "Y denied it and blamed Z"


def _puts_on(denial: Denial, actor: Mention, full: str) -> bool:
    """Whether the denier blames another, or denies an act of its own and tells of another's instead."""
    between = full[denial.end : actor.start]
    own = _OWN_PART.match(full, denial.end) is not None
    return bool(BLAMES.search(between) or (own and TELLS.search(between)))


def _charges(claim: Claim, denial: Denial, claims: list[Claim], full: str) -> Iterator[Claim]:
    """The charge that a denial of the same sentence answers, where it was not read."""
    actor, start = claim.actor, claim.evidence.start
    if claim.certainty != "denied" or actor is None or not within(actor, claim.evidence):
        return
    if any(c.certainty != "denied" and (c.topic, c.status) == (claim.topic, claim.status) for c in claims):
        return
    blames = _ACCUSES.search(full, start, denial.start)  # with the article after it
    if blames and full.startswith(_ARTICLE.sub("", actor.text), blames.end()) and actor.end <= denial.start:
        accuser = mention(full, voice_before(full, blames.start(), start)) or _opening(full, start, blames.start())
        if accuser is not None:
            yield claim_id(replace(claim, certainty="stated", source=accuser, via=()))
    told = _CLAIMS_OF.match(full, denial.end)
    if told is not None and _voiced(claim, denial.denier):
        who = _POSSESSIVE.sub("", told["who"].rstrip())
        source = Mention(who, told.start("who"), told.start("who") + len(who))
        yield claim_id(replace(claim, certainty="hedged", source=source, via=()))


def _opening(full: str, start: int, end: int) -> Mention | None:
    """The words that open a sentence and stand before its verb, if they are but a few ("Much of the world")."""
    words = full[start:end].rstrip()
    return Mention(words, start, start + len(words)) if _FEW.fullmatch(words) else None


def _traded(claims: list[Claim], page: Page, sentence: tuple[int, int]) -> list[Claim]:
    """The claims; where two parties accuse each other, one record an accuser."""
    start, end = sentence
    verb = _EACH_OTHER.search(page.full, start, end)
    voice = voice_before(page.full, verb.start(), start) if verb else None
    sides = _SIDES.fullmatch(page.full, voice.start, voice.end) if voice else None
    if sides is None:
        return claims
    a, b = (Mention(sides[i], *sides.span(i)) for i in (1, 2))
    kept: dict[object, Claim] = {}
    for claim in claims:
        if not _of_one_of(claim, a, b):
            kept[claim.id] = claim
            continue
        when = claim.when if timed(claim, page) else None
        for source, actor in ((a, b), (b, a)):
            both = replace(claim, source=source, actor=actor, certainty="stated", when=when, via=())
            kept.setdefault((claim.topic, claim.status, source.start), claim_id(both))
    return list(kept.values())


def _of_one_of(claim: Claim, a: Mention, b: Mention) -> bool:
    """Whether a claim is a charge that one of two parties, or nobody else, is said to make against the other."""
    if (claim.topic, claim.status) not in CHARGED | _BROKEN:
        return False
    parties = claim.source, claim.actor
    return all(one is None or a.start <= one.start < b.end or PRONOUN.match(one.text) for one in parties)
