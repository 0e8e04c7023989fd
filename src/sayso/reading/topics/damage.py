"""Buildings, vehicles, works and property hit, destroyed or restored: one record for each kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.quantities import Quantity
from sayso.reading.topics.base import Draft, Page, Span, by_agent, is_passive, party, phrase, places_near, subject

_THING = re.compile(
    r"\b(?:hospitals?|clinics?|schools?|mosques?|church(?:es)?|markets?|buildings?|houses?|homes?|propert(?:y|ies)|"
    r"bridges?|roads?|infrastructure|"
    r"vehicles?|tanks?|cars?|bus(?:es)?|trucks?|ambulances?|convoys?|warehouses?|depots?|factor(?:y|ies)|plants?|"
    r"bakery|bakeries|stations?|pipelines?|"
    r"facilit(?:y|ies)|cent(?:er|re)s?(?=\s(?:in|of|was|were|and)|\b)|headquarters|offices?|shops?|stores?|"
    r"airports?|airfields?|airbases?|bases?(?=\s)|runways?|planes?|airplanes?|choppers?|aircraft|jets?|warplanes?|helicopters?|drones?|"
    r"villages?(?=\s(?:was|were)\sdestroyed)|dams?|installations?|fortifications?|positions|hideouts?|ammunition|"
    r"weapons|stockpiles?|equipment|machine\s?guns?|rocket\slaunchers?|mortars?(?=\sand)|"
    r"camps?(?=\s(?:was|were))|shelters?|monuments?|temples?|tombs?|shrines?|sites?|embass(?:y|ies)|hotels?|"
    r"restaurants?|apartments?|bulldozers?|pick-?ups?|motorcycles?|boats?|ships?|checkpoints?|outposts?|"
    r"arms\sdepots?|oil\sfields?|refiner(?:y|ies)|crops|farms?|windows|tunnels?|wells?|networks?|systems?|"
    r"armou?red\s\w+|structures|blocks)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:(?P<destroyed>destroy(?:ed|ing|s)?|destruction|demolish(?:ed|ing)?|level(?:led|ed)|raz(?:ed|ing)|"
    r"flatten(?:ed|ing)|wrecked|ruined|reduced\sto\srubble|collaps(?:ed|e|ing)|burn(?:ed|t|ing)\sdown|torched|"
    r"gutted|obliterated|shot\sdown|downed|blown\sup|blew\sup|shooting\sdown|devastated|blast(?:ed))"
    r"|(?P<restored>repaired|rebuilt|restored|reopened|re-opened|back\sin\s(?:use|service|operation)|resumed\swork|"
    r"returned\sto\swork)"
    r"|(?P<hit>damag(?:ed|ing|e)|hit|hitting|struck|striking|target(?:ed|ing|s)|bombed|bombing|shelled|shelling|"
    r"torn|set\s(?:on\s)?(?:fire|ablaze)|attacked|pounded|slammed\sinto|crashed\sinto|landed\son|fell\son|shattered|"
    r"strikes?\son|attacks?\son|raids?\son|out\sof\sservice|put\sout\sof|bombardment\sof|shelling\sof|"
    r"bombing\sof))\b",
    re.I,
)
# An aircraft that crashes is destroyed, and nobody is thereby said to have done it.
_CRAFT = r"(?:planes?|airplanes?|aircraft|jets?|warplanes?|helicopters?|choppers?|drones?)"
CRASH = re.compile(
    rf"\b{_CRAFT}(?:\s(?:which|that))?(?:\s(?:has|had|have))?\s(?:\w+ly\s)?(?:crash(?:ed|es)|crash-land(?:ed|s))\b|"
    rf"\bcrash(?:es)?\s(?:of|by|involving)\s(?:[\w-]+\s){{0,4}}?{_CRAFT}\b|"
    r"\bit\s(?:had\s|has\s)?crashed\s(?:due\sto|because|as\sa\sresult)\b|\bthe\scrash\s(?:was|had\sbeen|happened|occurred)\s(?:\w+ly\s)?(?:due\sto|caused|because|the\sresult)\b",
    re.I,
)


_ATTACKER = re.compile(
    r"(?:jets?|warplanes?|planes?|aircraft|helicopters?|drones?|tanks?|ships?|boats?|mortars?)", re.I
)
_LONG = 90  # characters: a longer phrase holds more than the thing
_WEAPON_USE = re.compile(
    r"\s(?:strikes?|attacks?|raids?|fire|bombs?|bombers?|bombings?|pilots?|drivers?|owners?|workers?)\b", re.I
)


def drafts(page: Page) -> Iterator[Draft]:
    """What was hit, destroyed or restored: one draft a thing and sentence."""
    for index in range(len(page.sentences)):
        yield from _in_sentence(page, index)
    for index, crash in page.find(CRASH):
        thing = _THING.search(crash.group())
        at = (crash.start() + thing.start(), crash.start() + thing.end()) if thing else crash.span()
        quantity = _count(page, at, index) if thing else None
        places = places_near(page, *at, index)[:1]
        yield Draft("damage", "destroyed", at, index, None, None, _words(page, at) if thing else None, quantity, places)


def _in_sentence(page: Page, index: int) -> Iterator[Draft]:
    start, end = page.sentences[index]
    verbs = list(_VERB.finditer(page.full, start, end))
    if not verbs:
        return
    done: set[tuple[str, str]] = set()
    for thing in _THING.finditer(page.full, start, end):
        verb = _verb_for(page, thing, verbs)
        if verb is None:
            continue
        status = verb.lastgroup or "hit"
        key = (status, thing.group().lower().rstrip("s"))
        if key not in done:
            done.add(key)
            yield _draft(page, thing, verb, status, index)


def _verb_for(page: Page, thing: re.Match[str], verbs: list[re.Match[str]]) -> re.Match[str] | None:
    """The verb that a thing undergoes: right before it as its object, or right behind it in the passive."""
    if _WEAPON_USE.match(page.full, thing.end()):
        return None
    attacker = _ATTACKER.fullmatch(thing.group())
    for verb in verbs:
        if verb.start() > thing.end():
            gap = page.full[thing.end() : verb.start()]
            if len(gap.split()) <= 5 and re.search(
                r"\b(?:was|were|been|being|is|are|be|has|have|had|that|which|which\swere)\s(?:also\s|\w+ly\s|"
                r"\w+\s)?$",
                gap + "",
            ):
                return verb
            if (
                not attacker
                and verb.group().lower() in ("collapsed", "destruction", "damaged", "destroyed", "hit", "targeted")
                and len(gap.split()) <= 1
                and not re.search(r"[.;]", gap)
            ):
                return verb
        elif verb.end() <= thing.start():
            gap = page.full[verb.end() : thing.start()]
            if len(gap.split()) <= 6 and not re.search(
                r"[.;:]|\b(?:killed|wounded|killing|in|near|at|from|while|when|after|by|who|which|where|with|for|"
                r"inside|outside)\b",
                gap,
            ):
                return verb
    return None


def _draft(page: Page, thing: re.Match[str], verb: re.Match[str], status: str, index: int) -> Draft:
    span = _words(page, thing.span())
    quantity = _count(page, thing.span(), index)
    if quantity is not None:
        span = (min(span[0], quantity.start), max(span[1], thing.end()))
    head = page.token(verb.start())
    actor = None
    if head.tag_.startswith("V"):
        actor = party(by_agent(head) if is_passive(head) else subject(head), page.full)
    places = places_near(page, *thing.span(), index)
    return Draft("damage", status, thing.span(), index, None, actor, span, quantity, places[:1])


def _words(page: Page, thing: Span) -> Span:
    """The phrase in which a thing is named, where it is short."""
    start, end = phrase(page.token(thing[1] - 1))
    return (start, end) if start <= thing[0] < end and end - start <= _LONG else thing


def _count(page: Page, thing: Span, index: int) -> Quantity | None:
    """The number of things, only where it stands right before them; "a hospital" is one."""
    start, end = thing
    for q in page.quantities_in(max(page.sentences[index][0], start - 60), start):
        gap = page.full[q.end : start]
        if re.fullmatch(r"\s(?:(?!and\b|or\b|an?\b|the\b)[\w-]+\s){0,3}", gap):
            return Quantity(q.start, q.end, q.low, q.high, "other", q.noun)
    before = page.before(start, 40, index)
    one = re.compile(r"\b(?:a|an|one|another)\s(?:[\w-]+\s){0,3}$", re.I).search(before)
    if one and not page.full[start:end].lower().endswith("s"):
        return Quantity(start - len(before) + one.start(), end, 1, 1, "other", None)
    return None
