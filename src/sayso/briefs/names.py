"""How parties, voices and places are named in a brief."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from sayso.models import ActorResolution, Mention, PlaceResolution, ResolvedClaim

# The outlet in a citation, and the voice of its own words, where nobody says which it is.
UNNAMED, UNNAMED_VOICE = "outlet not known", "a report whose outlet is not known"
# Words that begin a sentence with a capital which they do not keep inside one.
STARTS_SMALL = re.compile(
    r"^(?:(?:The|A|An|Its|Their|His|Her|Some|Several|Many|Most|Others|At|More|Two|Three|Four|Five|Six)\b|"
    r"(?:Other|Local|Civilians|Residents|Witnesses|Activists|Officials|Doctors|Medics|Monitors|Rebels|Insurgents|Militants|"
    r"Terrorists|Fighters|Government|Regime|Opposition|Troops|Forces|Warplanes|People|Families)\b(?! [A-Z]))"
)
PRONOUN = re.compile(r"(?:he|she|it|they|him|her|them|we|us|who|this|that|these|those|his|its|their)", re.IGNORECASE)
# "Rebel shelling" has a party of one adjective; what is put to it stands in brackets, as in any quotation.
ADJECTIVE = re.compile(
    r"(?:pro-|anti-)?(?:rebel|government|regime|opposition|insurgent|jihadist|Islamist|Russian|Syrian|Turkish|American|"
    r"Israeli|Iranian|Iraqi|Kurdish|allied|US-led|U\.S\.-led)",
    re.IGNORECASE,
)
# "the city of Tarn" and "Tarn housing district" are Tarn.
KIND_BEFORE = re.compile(
    r"^(?:the )?(?:\w+ )?(?:city|town|village|district|neighbou?rhood|province|governorate)s? of (?=[A-Z])"
    r"|^the (?=[A-Z])"
)
KIND_AFTER = re.compile(r" (?:housing )?(?:city|town|village|district|neighbou?rhood|quarter|area)s?$")
UNITS = frozenset({"subdistrict", "district", "governorate", "country"})
DISTANCE = r"\d+ ?(?:km|kilomet\w+|miles?|metres?|meters?|m)\b"
NO_PREPOSITION = re.compile(
    rf"^(?:(?:near|around|outside|along|between|inside|across|from|on|at|in|close|off)\b|{DISTANCE}|"
    r"(?:\w*(?:north|south|east|west)\w*|just|some|about) of\b)",
    re.IGNORECASE,
)
SITE = re.compile(
    r"\b(?:hospital|clinic|school|airport|airbase|base|bridge|checkpoint|crossing|mosque|church|market|factory|"
    r"prison|station|square|roundabout|junction|dam|university|bakery|farm|plant|academy)s?$",
    re.IGNORECASE,
)


def name_of(mention: Mention, meaning: ActorResolution | None) -> str:
    """How a party or voice is named to a reader: its words in the report, and its entry where the words do not tell.

    Briefs are made of protected records (``sayso.protection``), in which private people have labels for names.
    """
    words = tidy(mention.text)
    if PRONOUN.fullmatch(words):
        words = f"a party called only “{words}”"
    elif ADJECTIVE.fullmatch(words):
        words = f"{words} [forces]"
    if meaning is None or meaning.id is None or _related(words, meaning.name):
        return words
    return f"{words} ({re.sub(r' ?[(].*[)]$', '', meaning.name)})"  # two parentheses in a row are hard to read


def tidy(text: str) -> str:
    """Words fit for the middle of a sentence: white space folded, a common first word small, no end mark."""
    folded = " ".join(text.split()).strip(" ,;:.")
    return STARTS_SMALL.sub(lambda match: match.group(0).lower(), folded)


def is_pronoun(mention: Mention) -> bool:
    """Whether the words only point at somebody named elsewhere."""
    return PRONOUN.fullmatch(tidy(mention.text)) is not None


def _related(words: str, name: str) -> bool:
    """Whether the words already tell the name: a shared word of some length, or its initials."""
    long = set(re.findall(r"\w{4,}", name.casefold()))
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", name))
    return any(word in words.casefold() for word in long) or (len(initials) > 1 and initials in words)


def place_name(mention: Mention | None, meaning: PlaceResolution | None, names: Mapping[str, str]) -> str | None:
    """The usual name of the place (by its id), else its gazetteer's; vague places stay as they are written."""
    if meaning is not None and is_named(meaning):
        return names.get(meaning.id or "", meaning.name)
    return tidy(mention.text) if mention else None


def is_named(meaning: PlaceResolution) -> bool:
    """Whether the words mean the very place of the entry, not somewhere in or near it."""
    return meaning.id is not None and meaning.precision not in ("area", "unresolved")


def usual_names(claims: Iterable[ResolvedClaim]) -> dict[str, str]:
    """How reports most often write each place; of those as frequent the shortest (a gazetteer may differ)."""
    written: dict[str, Counter[str]] = {}
    seen: set[tuple[str, int]] = set()
    for resolved in claims:
        place, mention = resolved.place, resolved.claim.place
        if place is None or not place.id or mention is None or not is_named(place):
            continue
        # Many claims may share one mention: it is still written once.
        if (where := (resolved.claim.report_id, mention.start)) not in seen:
            seen.add(where)
            written.setdefault(place.id, Counter())[_bare(tidy(mention.text), place)] += 1
    return {name: min(words, key=lambda word: (-words[word], len(word), word)) for name, words in written.items()}


def _bare(words: str, place: PlaceResolution) -> str:
    """A name without the word for its kind; a unit keeps it, since a town in it often has the same name."""
    return words if place.precision in UNITS else KIND_AFTER.sub("", KIND_BEFORE.sub("", words))


def somewhere(name: str | None, preposition: str = "in") -> str:
    """ "in Minian", "at the airport"; "15 km east of Palmyra" needs no preposition; "" where no place is stated."""
    if name is None:
        return ""
    if preposition == "in" and SITE.search(name):
        preposition = "at"
    return name if NO_PREPOSITION.match(name) else f"{preposition} {name}"


def echoes(words: str, place: str) -> bool:
    """Whether words only name the place again: "the hospital" of the Saint Ada Hospital."""
    bare = re.sub(r"^(?:the|an?) ", "", words.casefold())
    return re.search(rf"\b{re.escape(bare)}$", place.casefold()) is not None
