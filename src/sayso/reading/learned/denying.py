"""Denials: who denies what, and which charge a denial answers.

A denial says little of its own ("Moscow denied any involvement"): who did it, where and when stand in the charge that
it answers. The network, which asks about each field by itself, often finds another place there, or takes whom the
speaker blames instead for whom the denial clears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.topics.base import Page
from sayso.reading.voices import voice_after, voice_before
from sayso.vocabulary import DENIAL

_CHARGED = frozenset({("fighting", "attack"), ("abuse", "banned_weapon"), ("abuse", "execution"), ("damage", "hit")})
_BROKEN = frozenset({("truce", "violated")})

# A denial has one of these words; what the network takes for one without them is none.
_NEGATED = re.compile(
    rf"\b(?:{DENIAL}|not|disagree\w*|rul(?:e|ed|es|ing)\sout|far\sfrom|yet\sto|stop\w*|ridicul\w*|nonsense|absurd\w*|"
    r"ludicrous|preposterous|slander\w*|rumou?rs?|concoct\w*|invented|staged|innocent|halt\w*|block\w*|obstruct\w*|"
    r"refus\w*|doubt\w*|lack\w*|inconsisten\w*|declin\w*|\w+n['’]t|(?:did|does|do|has|have|had|was|were|is)nt)\b",
    re.I,
)
# Words that look like a denial and are none: "not for the first time", "did not deny", "no consequence for".
_VOID = re.compile(
    r"\bnot\s(?:for\s)?the\s(?:first|only)\b|\bnot\sonly\b|\b(?:not|never|n['’]t)\sden(?:y|ied)\b|\bdeclin\w+\sto\b|"
    r"\bno\s(?:\w+\s)?(?:consequences?|punishment|penalt\w+|accountability|response|reaction|sanctions|justice)\s"
    r"(?:for|against|to|over|on)\b",
    re.I,
)
# It is left open whether it was so.
_OPEN = re.compile(r"\bwhether\b|\blook\w*\sinto\b|\binvestigat\w+|\bden(?:y|ied)\b", re.I)
_OF_CHARGES = r"(?:accusations?|allegations?|charges?|claims?|reports?|suggestions?)"
_DENIES = re.compile(
    r"\b(?<!to\s)(?:den(?:y|ies|ied)(?!\s(?:permission|access|entry|them|him|her|us|aid|food|medical)\b)|"
    rf"(?:refut|reject|dismiss)(?:e[sd]|s|ed)(?=\s(?:[\w'’-]+\s){{0,4}}?{_OF_CHARGES}\b))\b",
    re.I,
)
_DENIED_BY = re.compile(rf"\b{_OF_CHARGES}\s(?:[a-z]+\s){{0,3}}?(?:denied|dismissed|rejected)\sby\b", re.I)
_BLAMED = re.compile(r"(?<!not\s)(?<!never\s)\b(?:blam|accus)(?:e[sd]?|ing)\s(?:the\s)?$", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|not|never|n['’]t)\s(?:\w+\s)?$", re.I)
# What the denier turns to after the denial: another's guilt, or words of its own.
_BLAMES = re.compile(r"\b(?:blam|accus)(?:e[sd]?|ing)\b|\bsuggest(?:s|ed|ing)\b", re.I)
_TURNS = re.compile(
    r"\b(?:say|said|saying|add\w*|insist\w*|stress\w*|claim(?:ed|ing)|but|while|whereas|although|though|however|with)\b"
    rf"|{_BLAMES.pattern}",
    re.I,
)
_OWN_PART = re.compile(
    r"\s(?:any\s|all\s|its\s|the\s|having\s(?:any\s|a\s)?)?(?:responsib\w+|involve\w+|role|part|being|having|\w+ing\b|"
    r"it\s(?:was|had)|they\s(?:were|had))",
    re.I,
)
_LINKED = re.compile(
    r"\b(?:but|though|although|while|whereas|however|which|an?\s(?:accusation|allegation|charge|claim)|"
    r"the\s(?:accusation|allegation|charge|claim)s?)\W(?:that\s|the\s)?$",
    re.I,
)
_ALWAYS = re.compile(
    r"\b(?:always|repeatedly|consistently|persistently|long|both|previously|never)\b|\bden\w+\s(?:using|the\suse\sof)\b",
    re.I,
)
_EACH_OTHER = re.compile(
    r"\b(?:trad|exchang)ed\s(?:mutual\s)?(?:accusations|blame)\b|\b(?:accus|blam)(?:e|ed|ing)\s(?:each\sother|one\sanother)\b",
    re.I,
)
_SIDES = re.compile(r"(?:both\s)?(.+?)\sand\s(.+?)(?:\s(?:has|have|had|both|also))*", re.I)
_PRONOUN = re.compile(r"(?:it|they|he|she|which|who)$", re.I)


@dataclass(frozen=True, slots=True)
class Denial:
    """A word of denying in a sentence, and who denies (None: a pronoun, or nobody named). ``after`` is what follows."""

    start: int
    end: int
    denier: Mention | None
    passive: bool = False


def answering(claims: Iterable[Claim], page: Page) -> list[Claim]:
    """The claims, denials with the doer, place and time of what they deny, and with the charge that they answer."""
    by_sentence: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.evidence.start, claim.evidence.end), []).append(_worded(claim))
    found: list[Claim] = []
    for (start, end), said in by_sentence.items():
        found += _traded(_in_sentence(said, page, denials(page.full, start, end)), page, (start, end))
    found += list(_unread(found, page))
    return [_placed(claim, found, page) for claim in found]


def denials(full: str, start: int, end: int) -> list[Denial]:
    """The words of denying in a stretch of text, with who denies."""
    found = []
    for verb in _DENIES.finditer(full, start, end):
        if not _PASSIVE.search(full[max(start, verb.start() - 20) : verb.start()]):
            found.append(Denial(verb.start(), verb.end(), _mention(full, voice_before(full, verb.start(), start))))
    for verb in _DENIED_BY.finditer(full, start, end):
        found.append(Denial(verb.start(), verb.end(), _mention(full, voice_after(full, verb.end(), end)), True))
    return sorted(found, key=lambda denial: denial.start)


def _mention(full: str, voice: object) -> Mention | None:
    start, end = getattr(voice, "start", 0), getattr(voice, "end", 0)
    words = full[start:end]
    return Mention(words, start, end) if words and not _PRONOUN.match(words) else None


def _worded(claim: Claim) -> Claim:
    """The claim; one read as a denial that has no word of denial states what it says."""
    text = claim.evidence.text
    if claim.certainty != "denied":
        return claim
    if _blames(claim):
        return claim_id(replace(claim, certainty="stated"))
    if _NEGATED.search(_VOID.sub(" ", text)):
        return claim
    # The network took the speaker for the one who denies; that it was they who did it nobody says.
    spoke = claim.actor is not None and claim.source is not None and claim.actor.text in claim.source.text
    actor = None if spoke else claim.actor
    return claim_id(replace(claim, certainty="hedged" if _OPEN.search(text) else "stated", actor=actor))


def _blames(claim: Claim) -> bool:
    """Whether the words blame the actor, and nobody in them denies it."""
    actor, text = claim.actor, claim.evidence.text
    if actor is None or not _within(actor, claim.evidence) or _DENIES.search(text):
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
    if (claim.topic, claim.status) not in _CHARGED or denial.passive:
        return claim
    actor, denier = claim.actor, denial.denier
    if actor is not None and actor.start > denial.end and (by := _voiced(claim, denier)):
        between = full[denial.end : actor.start]
        if claim.certainty == "denied" and _BLAMES.search(between):
            return claim_id(replace(claim, certainty="stated"))
        if claim.certainty == "stated" and by and not _TURNS.search(between):
            return claim_id(replace(claim, certainty="denied"))
    if claim.certainty != "denied":
        return claim
    if denier is not None and _spoke_before(claim, denial, full):
        return claim_id(replace(claim, certainty="stated"))  # "X blames Y, but Y denies it": X says so
    if denier is None:
        unnamed = claim.source is None or not _within(claim.source, claim.evidence)
        own = actor is not None and claim.evidence.start <= actor.start < denial.start
        return claim_id(replace(claim, source=actor, via=())) if unnamed and own else claim
    if actor is None and _OWN_PART.match(full, denial.end):
        return claim_id(replace(claim, actor=denier))
    return claim


def _of_another(claim: Claim, denial: Denial, full: str) -> Claim:
    """The claim of who holds a place or keeps a truce; one that its speaker tells as others' claims is denied."""
    told = _CLAIMS_OF.match(full, denial.end)
    if told is None or claim.certainty not in ("stated", "hedged") or not _voiced(claim, denial.denier):
        return claim
    place = claim.place
    if place is None or place.start < told.end() or _GOES_ON.search(full, told.end(), place.start):
        return claim
    return claim_id(replace(claim, certainty="denied"))


# What the denier says besides ("and underlined that").
_GOES_ON = re.compile(rf"\b(?:and|but|while|as)\s(?:\w+ly\s)?\w+(?:ed|ing|s)\b|{_TURNS.pattern}", re.I)


def _spoke_before(claim: Claim, denial: Denial, full: str) -> bool:
    """Whether a claim is given to somebody who speaks, and denies nothing, before another denies what they said."""
    source, denier = claim.source, denial.denier
    if source is None or denier is None or _voiced(claim, denier) or not _within(source, claim.evidence):
        return False
    return source.end < denier.start and _linked(denial, full) and not _NEGATED.search(full[source.end : denier.start])


def _voiced(claim: Claim, denier: Mention | None) -> bool:
    """Whether a claim is given to the one who denies."""
    return (
        denier is not None
        and claim.source is not None
        and (claim.source.text in denier.text or denier.text in claim.source.text)
    )


def _twins(claim: Claim, denial: Denial, claims: list[Claim], full: str) -> Iterator[Claim]:
    """The denial that goes with a charge of the same sentence, where it was not read."""
    accused = claim.topic == "casualties" and _BLAMES.search(full, claim.evidence.start, denial.start)
    if (claim.topic, claim.status) not in _CHARGED and not accused:
        return
    if claim.certainty not in ("stated", "hedged"):
        return
    if any(c.certainty == "denied" and (c.topic, c.status) == (claim.topic, claim.status) for c in claims):
        return
    actor, denier = claim.actor, denial.denier
    if actor is None:
        return
    if actor.end <= denial.start and (denial.passive or _linked(denial, full)):
        yield _denied(claim, denier or actor, actor)  # "X accused Y, which Y denied"
    elif denier is not None and actor.start > denial.end and _BLAMES.search(full[denial.end : actor.start]):
        yield _denied(claim, denier, denier)  # "Y denied it and blamed Z"


# "X blamed Y for it, though Y denied it."
_ACCUSES = re.compile(
    r"\b(?:blam(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|point(?:s|ed|ing)\s(?:the|a|its|their)\sfingers?\sat|"
    r"pin(?:s|ned|ning)\s(?:the\s)?blame\son)\s(?:the\s)?",
    re.I,
)
# "Denied the rebels' claims that they had taken it."
_CLAIMS_OF = re.compile(
    r"\s(?:the\s)?(?P<who>(?:(?!(?:the|an?|any|all|these|those|such|its|their|his|her|some|recent|previous|earlier|media|press|"
    rf"news)\b)[\w’'-]+\s){{1,3}}){_OF_CHARGES}\b",
    re.I,
)


def _charges(claim: Claim, denial: Denial, claims: list[Claim], full: str) -> Iterator[Claim]:
    """The charge that a denial of the same sentence answers, where it was not read."""
    actor, start = claim.actor, claim.evidence.start
    if claim.certainty != "denied" or actor is None or not _within(actor, claim.evidence):
        return
    if any(c.certainty != "denied" and (c.topic, c.status) == (claim.topic, claim.status) for c in claims):
        return
    blames = _ACCUSES.search(full, start, actor.start)
    if (claim.topic, claim.status) in _CHARGED and blames and blames.end() == actor.start and actor.end <= denial.start:
        accuser = _mention(full, voice_before(full, blames.start(), start)) or _opening(full, start, blames.start())
        if accuser is not None:
            yield claim_id(replace(claim, certainty="stated", source=accuser, via=()))
    told = _CLAIMS_OF.match(full, denial.end)
    if told is not None and _voiced(claim, denial.denier):
        who = _POSSESSIVE.sub("", told["who"].rstrip())
        source = Mention(who, told.start("who"), told.start("who") + len(who))
        yield claim_id(replace(claim, certainty="hedged", source=source, via=()))


_POSSESSIVE = re.compile(r"['’]s?$")


def _opening(full: str, start: int, end: int) -> Mention | None:
    """The words that open a sentence and stand before its verb, if they are but a few ("Much of the world")."""
    words = full[start:end].rstrip()
    return Mention(words, start, start + len(words)) if _FEW.fullmatch(words) else None


_FEW = re.compile(r"(?!(?:It|They|He|She|Who|Which)\b)[A-Z][\w’'-]*(?:\s(?!(?:that|who|which|and)\b)[\w’'-]+){0,5}")


# "Denied those allegations", "denied any involvement": what is denied stands before.
_ALL_OF_IT = re.compile(rf"\s(?:any|all|these|those|such|the|its|his|her|their)?\s?(?:such\s)?{_OF_CHARGES}\b", re.I)
_ITS_PART = re.compile(r"\s(?:any\s|all\s)?(?:responsibility|involvement|role|part)\b|\sit\b|\sbeing\sbehind\b", re.I)


def _unread(claims: list[Claim], page: Page) -> Iterator[Claim]:
    """Denials of what was said before ("the army denied those allegations") of which nothing was read."""
    denied = {c.evidence.start for c in claims if c.certainty == "denied" and (c.topic, c.status) in _CHARGED}
    for start, end in page.sentences:
        for denial in denials(page.full, start, end) if start not in denied else ():
            if denial.denier is None or denial.passive:
                continue
            those = _ALL_OF_IT.match(page.full, denial.end)
            if not those and not _ITS_PART.match(page.full, denial.end):
                continue
            evidence = Mention(page.full[start:end], start, end)
            for charge in _last_charges(claims, start):
                if those or _names_one(charge.actor, denial.denier):
                    answer = replace(charge, evidence=evidence, confidence=_UNREAD)
                    yield _denied(answer, denial.denier, charge.actor or denial.denier)


_UNREAD = 0.25  # as believed as what the rules alone read


def _last_charges(claims: list[Claim], start: int) -> list[Claim]:
    """The charges against somebody in the last sentence before ``start`` that has any, if it is near."""
    before = [
        c
        for c in claims
        if (c.topic, c.status) in _CHARGED
        and c.certainty in ("stated", "hedged")
        and c.actor is not None
        and c.source is not None
        and start - _BACK < c.evidence.start < start
    ]
    last = max((c.evidence.start for c in before), default=0)
    return [c for c in before if c.evidence.start == last]


def _linked(denial: Denial, full: str) -> bool:
    """Whether a denial answers what stands before it in its sentence ("but Y denied it", "an accusation Y denied")."""
    start = denial.denier.start if denial.denier is not None else denial.start
    return _LINKED.search(_unturned(full[max(0, start - 30) : start])) is not None


def _unturned(before: str) -> str:
    """The words before a denial without its pronoun and helping words ("though it has")."""
    return _HELPING.sub("", before)


_HELPING = re.compile(r"\b(?:it|they|he|she|has|have|had|also|later|swiftly|strongly)\s(?=$|(?:has|have|had)\s$)", re.I)


def _denied(claim: Claim, source: Mention, actor: Mention) -> Claim:
    return claim_id(replace(claim, certainty="denied", source=source, actor=actor, count=None, via=()))


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
        when = claim.when if _timed(claim, page) else None
        for source, actor in ((a, b), (b, a)):
            both = replace(claim, source=source, actor=actor, certainty="stated", when=when, via=())
            kept.setdefault((claim.topic, claim.status, source.start), claim_id(both))
    return list(kept.values())


def _of_one_of(claim: Claim, a: Mention, b: Mention) -> bool:
    """Whether a claim is a charge that one of two parties, or nobody else, is said to make against the other."""
    if (claim.topic, claim.status) not in _CHARGED | _BROKEN:
        return False
    parties = claim.source, claim.actor
    return all(one is None or a.start <= one.start < b.end or _PRONOUN.match(one.text) for one in parties)


def _timed(claim: Claim, page: Page) -> bool:
    """Whether the claim's sentence gives a time."""
    return any(claim.evidence.start <= time.start < claim.evidence.end and time.period for time in page.times)


def _placed(claim: Claim, claims: list[Claim], page: Page) -> Claim:
    """The claim; a denial whose sentence names no place is about the place, and day, of the charge just before it."""
    start, end = claim.evidence.start, claim.evidence.end
    if claim.certainty != "denied" or (claim.topic, claim.status) not in _CHARGED:
        return claim
    if _ALWAYS.search(claim.evidence.text) or not denials(page.full, start, end):
        return claim
    charge = _charge(claim, claims)
    if charge is None or charge.place is None or _own_place(claim, charge, page.full):
        return claim
    when = claim.when if _timed(claim, page) else charge.when or claim.when
    return claim_id(replace(claim, place=charge.place, when=when))


def _own_place(denial: Claim, charge: Claim, full: str) -> bool:
    """Whether a denial has a place of its own after the charge, and not of something that the denier turns to."""
    place = denial.place
    if place is None or place.start <= charge.evidence.start or _cut_out(place, charge.place):
        return False
    if not _within(place, denial.evidence):
        return True
    verb = _DENIES.search(full, denial.evidence.start, place.start)
    return verb is None or _TURNS.search(full, verb.end(), place.start) is None


def _cut_out(place: Mention, whole: Mention | None) -> bool:
    return whole is not None and place != whole and _within(place, whole)


# Characters that a denial may stand from its charge, about four sentences.
_BACK = 600


def _charge(denial: Claim, claims: list[Claim]) -> Claim | None:
    """The charge that a denial answers: the nearest before it, of those that blame the same party if there is one."""
    before = [
        c
        for c in claims
        if (c.topic, c.status) == (denial.topic, denial.status)
        and c.certainty in ("stated", "hedged")
        and denial.evidence.start - _BACK < c.evidence.start <= denial.evidence.start
        and _of_one_act(c)
    ]
    blaming = [c for c in before if _names_one(c.actor, denial.actor)]
    return max(blaming or before, key=lambda c: c.evidence.start, default=None) or _only_charge(denial, claims)


def _only_charge(denial: Claim, claims: list[Claim]) -> Claim | None:
    """The charge against the same party of which the report tells before, where it tells of such at one place only."""
    blaming = [
        c
        for c in claims
        if (c.topic, c.status) == (denial.topic, denial.status)
        and c.certainty in ("stated", "hedged")
        and c.evidence.start <= denial.evidence.start
        and c.place is not None
        and _names_one(c.actor, denial.actor or denial.source)
        and not _names_one(c.place, c.actor)
    ]
    places = {c.place.text.split(",")[0].casefold() for c in blaming if c.place is not None}
    shortest = min(places, key=len, default="")
    if not all(shortest in place for place in places):
        return None
    return max(blaming, key=lambda c: (_of_one_act(c), c.evidence.start), default=None)


def _of_one_act(charge: Claim) -> bool:
    """Whether a charge names the place of its act, and is not of a state that goes on since a day."""
    if charge.place is None or not _within(charge.place, charge.evidence) or charge.place == charge.actor:
        return False
    return charge.when is None or charge.when.end is not None


def _names_one(left: Mention | None, right: Mention | None) -> bool:
    """Whether two names share a word that begins with a capital."""
    if left is None or right is None:
        return False
    return bool(_capitals(left.text) & _capitals(right.text))


def _capitals(name: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\b[A-Z]\w{2,}", name)} - {"The"}


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start < outer.end
