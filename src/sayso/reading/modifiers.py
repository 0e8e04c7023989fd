"""Who holds or besieges a place, said in passing: "rebel-held X", "the besieged town of X", "X, a rebel stronghold".

The codebook codes each as ``control/held`` or ``access/closed``, once a place and report, in the outlet's own voice.
Patterns over the letters only, so that every reader can use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.models import Claim, Mention, Report
from sayso.reading.claims import claim_id
from sayso.reading.mentions import DIRECTIONS, HOLDING, NAME, PARTIES, PLACE_NOUNS, mention
from sayso.reading.passages import sentences
from sayso.reading.places import ANAPHOR, NAMED, Place, Places, place_at, trim_name


@dataclass(frozen=True, slots=True)
class _Held:
    """One modifier: what it says of which place, and whose words name the holder."""

    topic: str
    status: str
    place: Place
    actor: tuple[int, int] | None


_GROUP = r"(?:\s(?:group|groups|State|militants?|fighters|rebels?|forces|troops|terrorists?|jihadists?))"
_NAMED_PARTY = rf"(?:(?:{NAME}|{PARTIES}){_GROUP}?)"
_SUCH = r"(?:(?:ultra-hardline|hardline|powerful|feared|so-called|Syrian|Iraqi|Kurdish)\s)"
_HOLDER = rf"(?:(?:the|an|a)\s)?{_SUCH}{{0,2}}{_NAMED_PARTY}{_GROUP}?"
_KIND = (
    rf"(?:(?:main|last|key|former|strategic|major|remaining|important|largest|biggest|known|well|traditional|"
    rf"effective|"
    rf"sprawling|besieged|{DIRECTIONS})\s)"
)
_SEAT = r"(?:stronghold|bastion|de[-\s]facto\scapital|self-proclaimed\scapital|self-declared\scapital|enclave)s?"
_MIXED = r"(?:and\s|but\s|now\s)?(?:besieged\s|surrounded\s|encircled\s)?"

_HYPHEN = re.compile(
    rf"\b(?:(?P<actor>{_NAMED_PARTY})[-‑–]|(?P<loose>{PARTIES})\s)(?P<verb>{HOLDING}|besieged)\b\s{_MIXED}"
)
_BESIEGED = re.compile(r"(?<![-‑–])\b[Bb]esieged\s(?:and\s)?")
_POSSESSED = re.compile(
    rf"\b(?P<actor>[Rr]ebel|[Oo]pposition|[Gg]overnment|[Rr]egime|[Mm]ilitant)s?\s"
    rf"(?=(?:{DIRECTIONS}\s)?(?:{PLACE_NOUNS})\sof\s(?:the\s)?\S*\s?\S*[A-Z])"
)
_SEAT_OF = re.compile(
    rf"\b(?P<actor>{_NAMED_PARTY}(?:['’]s?)?)\s{_KIND}{{0,2}}{_SEAT}(?:\s(?:city|town|village))?(?:\sof|,)?\s"
    rf"(?=(?:the\s)?(?:[a-z]+\s){{0,3}}\S{{0,3}}[A-Z])"
)
_IS_SEAT = re.compile(
    rf",?\s(?:(?:which|that)\s)?(?:(?:is|are|was|remains?)\s)?(?:also\s|still\s|considered\s|as\s)?"
    rf"(?:(?:one\sof\s)?(?:the|a|an|its|their|another)\s)?{_KIND}{{0,3}}"
    rf"(?P<actor>{_NAMED_PARTY}(?:['’]s?)?)\s{_KIND}{{0,3}}{_SEAT}\b"
)
_SEAT_BY = re.compile(
    rf",?\s(?:is\s|are\s|remains\s)?(?:(?:the|a|an|another)\s)?{_KIND}{{0,2}}{_SEAT}\s(?:of|"
    rf"for)\s(?P<actor>{_HOLDER})"
)
_STILL = r"(?:(?:also|still|mostly|largely|now|currently|completely|fully|mainly|entirely)\s)"
_BY = re.compile(
    rf",?\s(?:(?:which|that)\s)?(?:(?:is|are|remains?|being|has\sbeen|have\sbeen)\s)?{_STILL}{{0,2}}"
    rf"(?P<verb>held|controlled|occupied|ruled|besieged|surrounded|encircled|blockaded)\sby\s(?P<actor>{_HOLDER})"
)
_UNDER = re.compile(
    rf",?\s(?:(?:which|that)\s)?(?:(?:is|are|was|were|remains?|has\sbeen|"
    rf"have\sbeen)\s)?{_STILL}{{0,2}}under\s(?:the\s|a\s|an\s)?"
    rf"(?:(?:full|total|tight|crippling|strict|complete|firm)\s)?"
    rf"(?:(?P<what1>control|siege|rule)\s(?:of|by|from)\s(?P<actor>{_HOLDER})"
    rf"|(?P<actor2>{_NAMED_PARTY}(?:['’]s?)?)\s(?P<what2>control|siege|rule)\b|(?P<what3>siege)\b)"
)
# A body that is named for a place is no place ("the opposition-run X Health Directorate").
_BODY = re.compile(
    r"\s?(?:\S+\s){0,3}?(?:Directorate|Council|Committee|Ministry|Agency|Authority|Hospital|Department|Office|University|"
    r"Network|Centre|Center)\b"
)
_NAME = re.compile(rf"\b{NAME}")
_AND = re.compile(r",?\s(?:and|or)\s(?:the\s)?(?=(?:[a-z]+[-\s])?[A-Z])")
_A_NOUN = re.compile(
    r"(?:[a-z]+\s){0,2}(?:Syrian\s|Iraqi\s)?(?P<noun>city|town|village|area|region|zone|suburb|neighbou?rhood|"
    r"district|quarter|camp|enclave|territory|province|capital)"
    r"\b(?!\sof\s(?!Syria|the\sSyrian\scity)|\s[A-Z])",
)


def modifier_claims(report: Report, places: Places | None = None) -> list[Claim]:
    """The claims that modifiers of named places make, in the order of the text; source always null.

    ``places`` are those of the report's full text, where the caller has read them already.
    """
    full = report.full
    places = places or Places.of(full)
    claims: list[Claim] = []
    seen: set[tuple[str, str, str]] = set()
    for start, end in _body_first(report):
        for held in _in_sentence(places, start, end):
            key = (held.topic, held.status, _key(held.place.name))
            if key not in seen:
                seen.add(key)
                claims.append(_claim(report, held, mention(full, start, end)))
    return sorted(claims, key=lambda c: c.evidence.start)


def _body_first(report: Report) -> list[tuple[int, int]]:
    """The sentences, those of the title last: the headline condenses what the body says in full."""
    spans = sentences(report.full)
    body = len(report.title)
    return [s for s in spans if s[0] >= body] + [s for s in spans if s[0] < body]


def _key(name: str) -> str:
    return re.sub(r"\W|^al\W", "", name.lower()).rstrip("s")


def _claim(report: Report, held: _Held, evidence: Mention) -> Claim:
    full = report.full
    place = mention(full, held.place.start, held.place.end)
    actor = mention(full, *held.actor) if held.actor else None
    claim = Claim(
        id="",
        report_id=report.id,
        topic=held.topic,
        status=held.status,
        certainty="stated",
        evidence=evidence,
        place=place,
        actor=actor,
        confidence=0.8,
    )
    return claim_id(claim)


def _in_sentence(places: Places, start: int, end: int) -> list[_Held]:
    """The modifiers of one sentence, leftmost first."""
    found = [*_before(places, start, end), *_after(places, start, end)]
    return sorted((h for h in found if h.place.kind == NAMED), key=lambda h: h.place.start)


def _before(places: Places, start: int, end: int) -> Iterator[_Held]:
    """Modifiers that stand before the name."""
    full = places.full
    for match in _HYPHEN.finditer(full, start, end):
        closed = match["verb"] == "besieged"
        actor = match.span("actor" if match["actor"] else "loose")
        for place in _places_from(places, match.end(), end):
            yield _Held("access", "closed", place, actor) if closed else _Held("control", "held", place, actor)
    for match in _BESIEGED.finditer(full, start, end):
        for place in _places_from(places, _past_holder(full, match.end()), end):
            yield _Held("access", "closed", place, None)
    for match in [*_SEAT_OF.finditer(full, start, end), *_POSSESSED.finditer(full, start, end)]:
        for place in _places_from(places, match.end(), end):
            yield _Held("control", "held", place, match.span("actor"))


def _past_holder(full: str, at: int) -> int:
    """Where the place begins when another modifier stands between ("besieged rebel-held X")."""
    other = _HYPHEN.match(full, at)
    return other.end() if other else at


def _places_from(places: Places, at: int, end: int) -> Iterator[Place]:
    """The named place at ``at`` and those joined to it by "and"; for "a town in X" the town that the report names."""
    full = places.full
    unnamed = _A_NOUN.match(full, at, end)
    if unnamed:
        yield from _named_kind(places, unnamed["noun"], at)
        return
    place = place_at(full, at, end)
    while place is not None and not _is_body(full, place):
        yield place
        joined = _AND.match(full, place.end, end)
        place = place_at(full, joined.end(), end) if joined else None


def _is_body(full: str, place: Place) -> bool:
    """Whether the name goes on to that of a body; the words are all capitalised."""
    run = _NAME.match(full, place.name_start)
    return bool(run and _BODY.fullmatch(run.group()[len(trim_name(run.group())) :] or "-")) or bool(
        _BODY.search(place.name)
    )


_THE_HELD = re.compile(r"\bthe\s(?:now\s)?\S+[-\s](?:held|controlled|besieged|run)\s$", re.I)


def _named_kind(places: Places, noun: str, at: int) -> Iterator[Place]:
    """The only place that the report calls by this kind ("a rebel-held town" … "the town of X")."""
    kinds = places.kinds()
    names = {p.name for p in places.all if noun in kinds.get(p.name, ())}
    if (not names and places.full[:at].endswith(("the ", "the"))) or _THE_HELD.search(
        places.full[max(0, at - 40) : at]
    ):
        meant = places.meant(Place(at, at, "", at, at, ANAPHOR, noun))
        if meant.kind == NAMED:
            yield meant
    elif len(names) == 1:
        near = [p for p in places.all if p.name in names]
        yield min(near, key=lambda p: abs(p.start - at))


def _after(places: Places, start: int, end: int) -> Iterator[_Held]:
    """Modifiers that follow the name or what stands for it ("X, held by Y", "the city is under siege")."""
    known = places.within(start, end)
    for place in known:
        if place.kind == NAMED:
            yield from _following(places.full, place, place.end, end)
        elif place.kind == ANAPHOR and places.full[place.start] in "tTi":
            yield from _following(places.full, places.meant(place), place.end, end)
    # A name that nothing else marks as a place is one where a modifier follows it.
    for match in _NAME.finditer(places.full, start, end):
        name = trim_name(match.group())
        if name == match.group() and not any(p.start < match.end() and match.start() < p.end for p in known):
            place = Place(match.start(), match.end(), name, match.start(), match.end())
            yield from _following(places.full, place, place.end, end)


def _following(full: str, place: Place, at: int, end: int) -> Iterator[_Held]:
    held = _BY.match(full, at, end)
    if held:
        free = held["verb"] in ("held", "controlled", "occupied", "ruled")
        yield _Held(*(("control", "held") if free else ("access", "closed")), place, held.span("actor"))
    under = _UNDER.match(full, at, end)
    if under:
        what = under["what1"] or under["what2"] or under["what3"]
        group = "actor" if under["actor"] else "actor2"
        actor = under.span(group) if under[group] else None
        yield _Held(*(("access", "closed") if what == "siege" else ("control", "held")), place, actor)
    seat = _IS_SEAT.match(full, at, end) or _SEAT_BY.match(full, at, end)
    if seat:
        yield _Held("control", "held", place, seat.span("actor"))
