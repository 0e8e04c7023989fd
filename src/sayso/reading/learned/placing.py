"""Where a claim happened, where the words settle it better than the network's pointer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache

from sayso.models import Claim, Mention
from sayso.reading.claims import beside, claim_id
from sayso.reading.places import ANAPHOR, NAMED, Place, Places, countries
from sayso.reading.topics.base import Page


def placed(claim: Claim, page: Page, ruled: list[Claim]) -> Claim:
    """The claim with the place that its words mean; ``ruled`` are the claims that the rules read in the report."""
    return _of_war(_hit(_named(_meant(claim, page), page, ruled), page), page)


# What a report calls one settlement or province for long; "the area" and "the region" shift from line to line.
_CALLED = ("city", "town", "village", "camp", "province")


def _meant(claim: Claim, page: Page) -> Claim:
    """The claim, a place from another sentence replaced by what a "the town" in its own sentence points back to."""
    start, end = claim.evidence.start, claim.evidence.end
    if claim.place is None or start <= claim.place.start < end:
        return claim
    for place in page.places.within(start, end):
        if place.kind == ANAPHOR and place.noun in _CALLED and (meant := page.places.meant(place)).kind == NAMED:
            words = Mention(page.full[meant.start : meant.end], meant.start, meant.end)
            return claim_id(replace(claim, place=words))
        if place.noun == "capital" and _in_capital(claim, page.full, place):
            return claim_id(replace(claim, place=Mention(page.full[place.start : place.end], place.start, place.end)))
    return claim


def _in_capital(claim: Claim, full: str, place: Place) -> bool:
    """Whether what is claimed was done in the capital that its sentence names, and not by others before or after."""
    if _AT.search(full[max(0, place.start - 12) : place.start]) is None or full.startswith(" of", place.end):
        return False
    if _WHOSE.match(full, place.start):
        return False
    doer = claim.actor
    since = doer.end if doer is not None and doer.end <= place.start else claim.evidence.start
    return _MEANTIME.search(full[since : place.start]) is None


_WHOSE = re.compile(r"(?:its|their|a)\s", re.I)
_MEANTIME = re.compile(r"\b(?:after|before|while|as|following)\s", re.I)
# "Fired rockets at the capital": there is one, whatever town was told of before.
_AT = re.compile(r"\b(?:at|in|on|into|across|throughout|hit|struck|shelled|bombed|targeted|pounded)\s$")


# A place that only points back ("the same area"), or ahead ("a large district of Tarn"): which one it is stands
# elsewhere. A building that is described ("a clinic in the town") is a place of its own.
_POINTING = re.compile(
    r"(?:the|that|this)\s(?:[a-z-]+\s)?(?:city|town|village|area(?:\sand\s[a-z ]+)?|place|site|region|district|"
    r"camp)s?$|.*\bsame\s|"
    r"the\s(?:[a-z]+\s){0,2}(?:areas|neighbou?rhoods|districts|quarters|parts|streets|alleys)\sof\sthe\s(?:[a-z]+\s)?"
    r"(?:city|town|village|camp)$|"
    r"an?\s(?:(?!in|of|near|at|on|from|between)[a-z-]+\s){0,3}(?:city|town|village|district|neighbou?rhood|suburb|"
    r"quarter|camp)(?:$|\s(?:of|in)\s)",
    re.I,
)


def _named(claim: Claim, page: Page, ruled: list[Claim]) -> Claim:
    """The claim, a place that points elsewhere, comes only after it or tells who speaks replaced by the rules' own.

    Rules read the same assertion where topic, status and sentence agree.
    """
    place = claim.place
    if place is None:
        return claim
    later = place.start >= claim.evidence.end
    if not (later or _POINTING.match(place.text) or _speaks(place, page)):
        return claim
    same = (other for other in ruled if other.status == claim.status and beside(claim, other))
    better = (other.place for other in same if other.place and _elsewhere(other) != later)
    better = (other for other in better if not _widens(page.places, place, other))
    return claim_id(replace(claim, place=next(better, _before(claim, page) if _not_there(place, page) else place)))


def _not_there(place: Mention, page: Page) -> bool:
    """Whether a place is only where a speaker lives, or a hospital that counted those who were hurt elsewhere."""
    lives = any(
        _LIVES.fullmatch(page.full, voice.source[1], place.start)
        for voice in page.voices
        if voice.source and voice.source[1] <= place.start
    )
    return lives or bool(_HOSPITAL.search(place.text) and _RECORDED.match(page.full, place.end))


def _before(claim: Claim, page: Page) -> Mention | None:
    """The place told of last before the claim's sentence."""
    named = (p for p in page.places.within(0, claim.evidence.start) if p.kind == NAMED)
    named = (p for p in named if not page.places.only_countries(p.start, p.end))
    last = max(named, key=lambda p: p.start, default=None)
    return claim.place if last is None else Mention(page.full[last.start : last.end], last.start, last.end)


def _widens(places: Places, old: Mention, new: Mention) -> bool:
    """Whether a name would give way to a whole country or to none: a claim has the most specific place there is."""
    if places.only_countries(old.start, old.end):
        return False
    return places.only_countries(new.start, new.end) or bool(_NAME.search(old.text) and not _NAME.search(new.text))


def _speaks(place: Mention, page: Page) -> bool:
    """Whether the words tell what a voice belongs to ("Wahid Sadr from the media office of the brigade")."""
    sources = (voice.source for voice in page.voices if voice.source)
    spoken = _SAID_IN.search(page.full[max(0, place.start - 40) : place.start])
    return bool(spoken or _not_there(place, page)) or any(
        end <= place.start
        and (
            _FROM.fullmatch(page.full, end, place.end)
            or (_TITLED.fullmatch(page.full, end, place.end) and _SPEAKS.match(page.full, place.end))
        )
        for _, end in sources
    )


# "Said in Tarn that": where the speaker is.
_SAID_IN = re.compile(r"\b(?:said|speaking|added|stated|told\s(?:reporters|journalists))\sin\s(?:the\s)?$")
# "Anan Kaya, who lives in Tarn, said", "the Monitor, based in Tarn, said".
_LIVES = re.compile(
    r",?\s(?:[^,;.]{0,40}\s)?(?:who\s(?:now\s|currently\s)?(?:lives|resides|is\sbased)|(?:which\sis\s)?based)"
    r"\s(?:in|near|at)\s(?:the\s)?"
)
# "The manager of Mill hospital told us that the hospital had recorded four deaths".
_HOSPITAL = re.compile(r"\b(?:hospital|clinic)\b", re.I)
_RECORDED = re.compile(
    r"[^.;]{0,60}\b(?:the|his|her|their)\s(?:hospital|clinic)\s(?:has\s|had\s)?"
    r"(?:recorded|registered|received|counted|documented|treated)\b"
)
_FROM = re.compile(r",?\s(?:from|of|at|with)\s(?:the|an?)\s[a-z][^,;.]*")
# "Anan Kaya, the manager of a clinic in Tarn, told".
_TITLED = re.compile(r",?\s(?:the|an?)\s(?:[a-z-]+\s){1,4}(?:of|at|for|in)\s[^,;.]*")
_SPEAKS = re.compile(r"[^,;.]{0,40}?,?\s(?:told|said|says|added)\b")


def _elsewhere(claim: Claim) -> bool:
    """Whether a claim's place is a name that stands outside its evidence."""
    place, start, end = claim.place, claim.evidence.start, claim.evidence.end
    return place is not None and _NAME.search(place.text) is not None and not start <= place.start < end


_NAME = re.compile(r"[A-Z]")

# "Evacuees from Tarn": where those come from who are hit elsewhere.
_COME_FROM = re.compile(
    r"\b(?:evacuees|evacuated|residents|inhabitants|people|civilians|families|refugees|displaced)"
    r"(?:\s(?!in\b|at\b|and\b)[\w-]+){0,3}\sfrom\s(?:the\s)?(?:(?!in\b|at\b)[\w-]+\s){0,3}$",
    re.I,
)
_EVENTS = frozenset({"fighting", "casualties", "damage", "abuse"})


def _hit(claim: Claim, page: Page) -> Claim:
    """The claim; where its place is that from which the victims came, the one other that the sentence names."""
    place = claim.place
    if place is None or claim.topic not in _EVENTS or not _origin(place.start, page.full):
        return claim
    start, end = page.sentences[page.sentence_of(place.start)]
    found = [p for p in page.places.within(start, end) if p.kind == NAMED and not _origin(p.start, page.full)]
    found = [p for p in found if p.end <= place.start or p.start >= place.end]
    found = [p for p in found if not page.places.only_countries(p.start, p.end)]
    if not found:
        return claim
    meant = min(found, key=lambda p: (p.start < place.start, p.start))
    return claim_id(replace(claim, place=Mention(page.full[meant.start : meant.end], meant.start, meant.end)))


def _origin(start: int, full: str) -> bool:
    return _COME_FROM.search(full[max(0, start - 90) : start]) is not None


# What a war has cost since it began is told of the country, not of the place that the report is about.
_WAR = r"(?:war|conflict|uprising|revolt|rebellion|revolution|insurgency)"
_BROKE_OUT = r"(?:began|begun|broke\sout|erupted|started|flared)"
_COST = r"(?:killed|claimed|cost|left|displaced|uprooted|forced|driven)"
_WAR_TOLL = re.compile(
    rf"(?P<since>\bsince\s(?:[\w’'-]+\s){{0,4}}?{_WAR}\b(?:\s[\w’'-]+){{0,5}}?\s{_BROKE_OUT}\b|"
    rf"\bsince\s(?:the\s)?(?:start|beginning|outbreak|onset)\sof\s(?:[\w’'-]+\s){{0,4}}?{_WAR}\b|"
    rf"\b(?:killed|died|dead|displaced|perished)\sin\s(?:the|a)\s(?:[\w’'-]+\s){{0,3}}?{_WAR}\b)|"
    rf"\b{_WAR}\s(?P<while>(?:that|which)\s(?:\S+\s){{0,8}}?)?(?:has|have|had)\s(?:\w+\s){{0,2}}?{_COST}\b",
    re.I,
)
_WHOSE_WAR = re.compile(rf"\b(?P<whose>[A-Z]\w{{3,}})(?:['’]s)?\s(?:(?!the\b|an?\b)[\w-]+\s){{0,2}}?{_WAR}\b")
# A country that acts or speaks may be another than the one that the war is in.
_ACTS = (
    r"(?:said|says|sent|vow\w*|den\w+|blam\w+|call\w*|clos\w+|accus\w+|back\w*|support\w*|launch\w*|warn\w*|urg\w+|"
    r"want\w*)"
)
_A_WARS = 1000  # lives or homes; fewer may be those of a feud or a siege


def _of_war(claim: Claim, page: Page) -> Claim:
    """The claim; the toll of a whole war is given to the country that the report names for it."""
    toll = _WAR_TOLL.search(claim.evidence.text) if claim.topic in ("casualties", "displacement") else None
    if toll is None or not _is_a_wars(claim, toll) or _of_that_toll(claim, toll, page.places):
        return claim
    land = _at_war(claim, page)
    return claim_id(replace(claim, place=land)) if land else claim


def _is_a_wars(claim: Claim, toll: re.Match[str]) -> bool:
    """Whether so many can be those of a whole war; without a number, whether it is the war that killed them."""
    count = claim.count
    return toll["since"] is None if count is None else max(count.low or 0, count.high or 0) >= _A_WARS


def _of_that_toll(claim: Claim, toll: re.Match[str], places: Places) -> bool:
    """Whether the claim's place is one that its own words give for the toll, or a country told of elsewhere."""
    place, start, end = claim.place, claim.evidence.start, claim.evidence.end
    if place is None or _OF_A_DAY.search(claim.evidence.text) or _HERE.search(claim.evidence.text):
        return True
    if not start <= place.start < end:
        return places.only_countries(place.start, place.end)
    return toll["while"] is None or place.start >= start + toll.start()


# "The bloodiest day since the war began", "fled overnight": an event that is only set beside the war.
_OF_A_DAY = re.compile(
    r"\b(?:worst|bloodiest|deadliest|largest|biggest|heaviest|first|second|third|\w+th\stime)\b.{0,60}\bsince\b|"
    r"\b(?:overnight|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in\sone\sday|24\shours)\b",
    re.I | re.S,
)
_HERE = re.compile(r"\b(?:the|this|that)\s(?:town|city|village|camp|district|enclave|province)\b", re.I)


@cache
def _lands() -> re.Pattern[str]:
    """The names of countries, also where an apostrophe was lost ("Malis war"), but not of those that act or speak."""
    names = "|".join(map(re.escape, sorted(countries(), key=len, reverse=True)))
    return re.compile(rf"\b(?:{names})(?=s?\b)(?!\s(?:has\s|have\s)?{_ACTS}\b)")


def _at_war(claim: Claim, page: Page) -> Mention | None:
    """The country whose war the claim's words name, one that they name, or the one that the report names most often.

    None where two are named as often: which of them is at war is not said.
    """
    lands = [Mention(m.group(), m.start(), m.end()) for m in _lands().finditer(page.full)]
    whose = _WHOSE_WAR.search(claim.evidence.text)
    if whose:
        lands = [land for land in lands if land.text[:4] == whose["whose"][:4]]
    inside = [land for land in lands if claim.evidence.start <= land.start < claim.evidence.end]
    often = Counter(land.text for land in inside or lands).most_common(2)
    if not often or (len(often) > 1 and often[0][1] == often[1][1]):
        return None
    return next(land for land in inside or lands if land.text == often[0][0])


# Where the name of a place is over: "Tarn told reporters that soldiers at a checkpoint".
_VERB = re.compile(r",?\s+(?:told|said|says|that|who|which|has|have|had|was|were)\b")
# "Tarn is near Orun, the town where the convoy was hit": what follows happened in Orun.
_IS_NEAR = re.compile(
    r"^.{2,60}?\s(?:is|lies|stands)\s(?:\w+\s)?(?:near|close\sto|next\sto|beside|not\sfar\sfrom)\s"
    r"(?P<name>.+?)(?:,?\s(?:the|a)\s(?:town|village|city|place|area)(?:\swhere)?)?$"
)


def named_part(place: Mention | None) -> Mention | None:
    """A place without what the pointer ran on into."""
    near = _IS_NEAR.match(place.text) if place else None
    if place is not None and near is not None:
        return Mention(near["name"], place.start + near.start("name"), place.start + near.end("name"))
    verb = _VERB.search(place.text) if place else None
    if place is None or verb is None:
        return place
    return Mention(place.text[: verb.start()], place.start, place.start + verb.start())
