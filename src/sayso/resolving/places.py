"""From the words of a place mention to the gazetteer: one clear winner, or unresolved with its candidates.

Candidates are weighed by how prominent they are, how closely the name is spelt, whether their kind is the one the
words say ("the village of X"), whether they lie in the container the words name ("X in Y"), and how much of the rest
of the report lies where they do. All are in units of the decimal logarithm of a population, so that one step is a
tenfold advantage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.models import Mention, PlaceResolution
from sayso.resolving.context import Context, Sighting, town_of
from sayso.resolving.levels import levelled
from sayso.resolving.lexicon import ACCEPTS, DIRECTIONS, KINDS
from sayso.resolving.phrases import Named, Phrase, parse
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.names import fold, unpossessed
from sayso.resolving.reference.nations import capital, demonym, nation
from sayso.resolving.reference.records import Place
from sayso.resolving.weighing import FLOOR, Candidates, Scene, Wanted, clear_winner, elsewhere, owner_before, rank

# A name bent to fit (by consonants or by fuzzy match) must be borne out by what the report says.
LOOSE_FLOOR = 5.0
# Shorter names are too like each other.
MIN_BENT = 4
# Consonants that are enough within a unit that is named.
FEW_BONES = 3
MAX_CANDIDATES = 8
# A country with less of a report than this is named in passing.
PASSING = 0.1
SUBURB = 0.25
# A unit's chief town has at least this part of its weight less (a tenth of its people).
CHIEF = 1.0
# More than a village and a town have (the logarithm of their people).
_MOST = {"village": 4.0, "town": 5.3}
_SEAT = re.compile(r"\b(?:provincial|regional) capital\b")
_OPENING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def resolve_place(mention: Mention, scene: Scene) -> PlaceResolution:
    """What a place mention of a report means."""
    unit = scene.theatre.world.abbreviated(mention.text)
    if unit is not None:
        return _resolved(unit, vague=False, candidates=(unit.id,))
    phrase = parse(mention.text)
    if phrase.head is None:
        return _refer_back(mention, phrase, scene)
    if phrase.others:
        return _several(mention.text, phrase, scene)
    return _resolve_named(mention.text, phrase, scene)


def find_place(name: str, theatre: Lists) -> PlaceResolution:
    """What a user means by a name or id, without a report."""
    if not fold(name):
        return PlaceResolution(None, name)
    direct = theatre.place(name.strip())
    if direct is not None:
        return _resolved(direct, vague=False, candidates=(direct.id,))
    name = name.strip()
    phrase = parse(name if name != name.lower() else name.title())
    if phrase.head is None or phrase.others:
        phrase = Phrase(head=Named(_OPENING.sub("", name)))
    return _resolve_named(name, phrase, Scene(theatre, Context()))


def _resolve_named(text: str, phrase: Phrase, scene: Scene) -> PlaceResolution:
    assert phrase.head is not None
    theatre = scene.theatre
    asked = nation if "capital" in phrase.head.tail.split() else demonym  # "South Sudan's capital"
    code = None if phrase.site else asked(phrase.head.text)
    country = theatre.place(code) if code else None
    if country is not None:
        return _national(text, country, phrase, scene)
    listed = _run_together(phrase, theatre)
    if listed:
        return _several(text, replace(phrase, head=listed[0], others=listed[1:]), scene)
    readings = list(_readings(phrase, theatre))
    for loosely, (name, vague, parents) in [(level, reading) for level in (False, True) for reading in readings]:
        if loosely and len(name.split()) > len(phrase.head.text.split()):
            continue  # words added to the name ("eastern X") must not be bent until they fit something
        found = _loosely(name, scene) if loosely else theatre.candidates(name)
        owners = (*parents, *phrase.parents) or scene.owners(name)
        wanted = Wanted(_kind_of(name, phrase), owners, phrase.near, phrase.head.text)
        ranked = rank(found, wanted, scene)
        if not ranked or ranked[0].score < (LOOSE_FLOOR if loosely else FLOOR):
            continue
        winner = clear_winner(ranked, wanted.kind)
        ids = tuple(scored.place.id for scored in ranked[:MAX_CANDIDATES])
        if winner is None:
            return PlaceResolution(None, text, within=_common([s.place for s in ranked[:2]]), candidates=ids)
        if not loosely and elsewhere(winner, owners, theatre):
            winner = _spelt_otherwise(name, wanted, scene) or winner
        if elsewhere(winner, phrase.parents, theatre):
            return PlaceResolution(None, text, within=_parents_chain(phrase, scene), candidates=ids)
        swapped = _swapped(winner, phrase, scene)
        if swapped is not None:
            return swapped
        meant = levelled(winner, found, phrase, text, scene)
        if phrase.kind == "governorate" and meant.precision == "town":
            return _of_unit(meant, phrase, scene, ids)
        return _resolved(meant, vague or _is_vague(meant, phrase), candidates=ids)
    return PlaceResolution(None, text, within=_parents_chain(phrase, scene))


def _spelt_otherwise(name: str, wanted: Wanted, scene: Scene) -> Place | None:
    """The place of nearly that name in the unit that the words put it in, where the one of that very name is not."""
    bent = scene.theatre.skeletons(name, FEW_BONES) or _loosely(name, scene) if len(name) >= MIN_BENT else ()
    ranked = rank(bent, wanted, scene) if bent else []
    best = clear_winner(ranked, wanted.kind) if ranked and ranked[0].score >= LOOSE_FLOOR else None
    return best if best is not None and not elsewhere(best, wanted.parents, scene.theatre) else None


def _of_unit(town: Place, phrase: Phrase, scene: Scene, ids: tuple[str, ...]) -> PlaceResolution:
    """ "Amran province", where only a town is known by that name: the unit that it is the chief town of, or the town's
    surroundings; never the town itself."""
    units = (scene.theatre.place(id_) for id_ in town.within)
    unit = next((unit for unit in units if unit is not None and unit.precision == "governorate"), None)
    if unit is None or town.weight < unit.weight - CHIEF:
        return _resolved(town, vague=True, candidates=ids)
    return _resolved(unit, vague=phrase.vague, candidates=ids)


def _national(text: str, country: Place, phrase: Phrase, scene: Scene) -> PlaceResolution:
    """A phrase whose only name is a demonym: "Yemeni territory", "the Syrian capital"; not "the Armenian quarter"."""
    if "capital" in (phrase.head.tail if phrase.head else ""):
        return _capital(text, country, phrase, scene)
    if phrase.kind not in {None, "country", "area"}:
        return PlaceResolution(None, text)
    return _resolved(country, vague=True, candidates=(country.id,)) if _says_more(phrase) else _whole(country)


def _capital(text: str, country: Place, phrase: Phrase, scene: Scene) -> PlaceResolution:
    name = capital(country.id)
    found = scene.theatre.candidates(name) if name else ()
    towns = [place for place, _ in found if place.precision == "town" and country.id in place.within]
    best = max(towns, key=lambda place: place.weight, default=None)
    return _resolved(best, phrase.vague, (best.id,)) if best else PlaceResolution(None, text)


def _run_together(phrase: Phrase, theatre: Lists) -> tuple[Named, ...]:
    """The names of a list that lost its commas: "al-Midan Seif al-Dawla" → both; () where it is one name."""
    assert phrase.head is not None
    tokens = phrase.head.text.split()
    if len(tokens) < 2 or phrase.site or theatre.candidates(phrase.head.text):
        return ()
    names: list[Named] = []
    while tokens:
        size = next((n for n in range(len(tokens), 0, -1) if _is_place(" ".join(tokens[:n]), theatre)), 0)
        if not size:
            return ()
        names.append(Named(" ".join(tokens[:size])))
        tokens = tokens[size:]
    return tuple(names) if len(names) > 1 else ()


def _is_place(name: str, theatre: Lists) -> bool:
    """Whether a name is one of the theatre's own, beyond an article or a word of two letters."""
    return len(name) > 3 and any(place.id in theatre.by_id for place, _ in theatre.candidates(name))


def _says_more(phrase: Phrase) -> bool:
    return phrase.vague or bool(phrase.head and (phrase.head.direction or phrase.head.tail))


def _whole(place: Place) -> PlaceResolution:
    return _resolved(place, vague=False, candidates=(place.id,))


def _readings(phrase: Phrase, theatre: Lists) -> Iterable[tuple[str, bool, tuple[str, ...]]]:
    """The ways to read a name, most literal first: (name, whether words left over make it vague, extra containers)."""
    head = phrase.head
    assert head is not None
    directions = head.direction.split()
    for index in range(len(directions)):
        yield " ".join((*directions[index:], head.text)), index > 0, ()
    vague = bool(directions)
    tail = head.tail.split()
    tokens = head.text.split()
    unled = " ".join(tokens[1:]) if demonym(tokens[0]) and len(tokens) > 1 else head.text
    for size in range(len(tail), 0, -1):
        if tail[size - 1] in KINDS:
            yield f"{unled} {' '.join(tail[:size])}", vague, ()
    owner = owner_before(tokens, theatre)
    if owner is not None:
        yield " ".join(tokens[owner[0] :]), vague, (owner[1],)
    if phrase.site and tokens[-1].lower() not in KINDS:
        # "Mezzeh military airport" is not Mezzeh: only a site of that kind will do.
        return
    yield head.text, vague, ()
    if phrase.site:
        return
    if tokens[-1].lower() in KINDS and len(tokens) > 1:
        yield " ".join(tokens[:-1]), vague, ()
    if demonym(tokens[0]) and len(tokens) > 1:
        yield " ".join(tokens[1:]), vague, ()
    if tokens[0].lower() in DIRECTIONS and len(tokens) > 1:
        yield " ".join(tokens[1:]), True, ()
    bare = unpossessed(head.text)
    if bare:
        yield bare, vague, ()


def _kind_of(name: str, phrase: Phrase) -> str | None:
    last = fold(name).split()[-1:] or [""]
    return phrase.kind if phrase.kind is not None else KINDS.get(last[0])


def _loosely(name: str, scene: Scene) -> Candidates:
    """Candidates by consonants, else by fuzzy match: the last resorts. Abroad, of the countries that the report is
    most about."""
    theatre = scene.theatre
    abroad = theatre.bent_abroad(name, scene.context.foremost()) if len(name) >= MIN_BENT else ()
    return (*(theatre.skeletons(name) or theatre.misspelt(name)), *abroad)


def _is_vague(place: Place, phrase: Phrase) -> bool:
    """Whether the phrase means a part or the surroundings of the place it was resolved to."""
    if phrase.vague:
        return True
    if phrase.held and place.precision in {"town", "governorate", "country", "district"} and place.weight >= 4.8:
        return True  # "rebel-held Aleppo" is the part that rebels hold; "the rebel-held village of X" is all of it
    if phrase.kind in {"neighbourhood", "district"} and place.kind in {"city", "governorate", "country"}:
        return True  # "a district of Aleppo" is not Aleppo
    return phrase.kind == "area" and place.precision not in {"site", "neighbourhood", "area"}


def _resolved(place: Place, vague: bool, candidates: tuple[str, ...]) -> PlaceResolution:
    """The resolution to a place; a vague one has no point. The place itself is the first candidate."""
    candidates = (place.id, *(id_ for id_ in candidates if id_ != place.id))
    if vague or place.precision == "area":
        return PlaceResolution(place.id, place.name, "area", None, None, place.within, candidates)
    return PlaceResolution(place.id, place.name, place.precision, place.lat, place.lon, place.within, candidates)


def _swapped(winner: Place, phrase: Phrase, scene: Scene) -> PlaceResolution | None:
    """ "the Damascus suburb of Daraya": what looks like the container is the place, and the other way round."""
    if phrase.kind not in {"neighbourhood", "district", "village", "town"} or len(phrase.parents) != 1:
        return None
    theatre = scene.theatre
    wanted = Wanted(phrase.kind, (phrase.head.text,) if phrase.head else ())
    ranked = rank(theatre.candidates(phrase.parents[0]), wanted, scene)
    place = clear_winner(ranked) if ranked else None
    if place is None or place.weight >= winner.weight or winner.precision == "neighbourhood":
        return None
    if winner.id not in place.within and not _beside(winner, place):
        return None
    return _resolved(place, phrase.vague, tuple(s.place.id for s in ranked[:MAX_CANDIDATES]))


def _beside(one: Place, other: Place) -> bool:
    """Whether two places lie within a quarter of a degree (about 25 km) of each other."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) <= SUBURB and abs(one.lon - other.lon) <= SUBURB


def _several(text: str, phrase: Phrase, scene: Scene) -> PlaceResolution:
    """Several places in one phrase: the smallest unit that contains them all, as an area; never one of them."""
    assert phrase.head is not None
    each = []
    for named in (phrase.head, *phrase.others):
        own = [KINDS[word] for word in named.tail.split() if word in KINDS]
        alone = Phrase(head=named, kind=own[-1] if own else phrase.kind, parents=phrase.parents)
        each.append(_resolve_named(named.text, alone, scene))
    theatre = scene.theatre
    places = [theatre.place(resolution.id) for resolution in each if resolution.id]
    known = [place for place in places if place is not None]
    ids = tuple(place.id for place in known)
    if len(known) < len(each):
        return PlaceResolution(None, text, within=_common(known) if len(known) > 1 else (), candidates=ids)
    for outer in known:
        if all(outer.id == place.id or outer.id in place.within for place in known):
            return _resolved(outer, vague=True, candidates=ids)
    shared = _common(known)
    container = theatre.place(shared[0]) if shared else None
    if container is None or container.precision == "country":
        return PlaceResolution(None, text, within=shared, candidates=ids)
    return _resolved(container, vague=True, candidates=ids)


def _common(places: Sequence[Place]) -> tuple[str, ...]:
    """The containers that all of them share, nearest first."""
    if not places:
        return ()
    rest = [{place.id, *place.within} for place in places[1:]]
    return tuple(unit for unit in places[0].within if all(unit in chain for chain in rest))


def _parents_chain(phrase: Phrase, scene: Scene) -> tuple[str, ...]:
    """The containers that the words give an unknown place."""
    theatre = scene.theatre
    owners = list(phrase.parents)
    if phrase.head is not None:
        tokens = phrase.head.text.split()
        owner = owner_before(tokens, theatre) or (_front(tokens, theatre) if phrase.site else None)
        owners[:0] = [owner[1]] if owner else []
        if phrase.site:
            owners.append(phrase.head.text)
    for parent in owners:
        led = owner_before(parent.split(), theatre)
        parent = " ".join(parent.split()[led[0] :]) if led else parent
        country = nation(parent)
        if country:
            return (country,)
        ranked = rank(theatre.candidates(parent), Wanted(), scene)
        place = clear_winner(ranked) if ranked else None
        if place is not None:
            quarter = _quarter_of_site(phrase, place, theatre) or place
            return (quarter.id, *quarter.within)
    return ()


def _quarter_of_site(phrase: Phrase, town: Place, theatre: Lists) -> Place | None:
    """The quarter of a town that a site there is named after: "the Karrada Eastern school in Baghdad"."""
    tokens = phrase.head.text.split() if phrase.site and phrase.head is not None else []
    for size in range(len(tokens), 0, -1):
        found = {p.id: p for p, worth in theatre.candidates(" ".join(tokens[:size])) if worth == 0.0}
        inside = [p for p in found.values() if p.precision == "neighbourhood" and town.id in p.within]
        if len(inside) == 1:
            return inside[0]
    return None


def _front(tokens: list[str], theatre: Lists) -> tuple[int, str] | None:
    """The town in front of a site's name: "Damascus Sheraton Hotel"."""
    for size in range(len(tokens) - 1, 0, -1):
        name = " ".join(tokens[:size])
        if any(place.weight >= 4.5 and worth == 0.0 for place, worth in theatre.candidates(name)):
            return size, name
    return None


def _refer_back(mention: Mention, phrase: Phrase, scene: Scene) -> PlaceResolution:
    """ "the village": the place of that kind in the nearest paragraph before that names any; of several the one named
    last, if the report names none of the others oftener."""
    kind = phrase.definite
    if kind is None or scene.report is None:
        return PlaceResolution(None, mention.text)
    if kind in {"country", "capital"}:
        return _country(mention.text, phrase, scene)
    breaks = (match.end() for match in re.finditer(r"\n+", scene.report.full))
    starts = [0, *(at for at in breaks if at <= mention.start), mention.start]
    for begin, end in reversed(list(pairwise(starts))):
        here = [s for s in scene.context.sightings if begin <= s.start < end and _referable(s, kind, scene)]
        if kind == "area":
            around = {unit for s in here for unit in s.place.within}
            here = [s for s in here if s.place.id not in around]  # of a place and what lies in it, the finer
        ids = tuple(dict.fromkeys(s.place.id for s in reversed(here)))
        if len(ids) == 1 or (ids and _foremost(ids, mention.text, kind, scene)):
            return _resolved(here[-1].place, phrase.vague, ids)
        if ids:
            return PlaceResolution(None, mention.text, candidates=ids[:MAX_CANDIDATES])
    return PlaceResolution(None, mention.text)


def _foremost(ids: Sequence[str], text: str, kind: str, scene: Scene) -> bool:
    """Whether of several cities or provinces the first is the one that the report names most."""
    if kind not in {"city", "governorate"} or _SEAT.search(text):
        return False
    named = scene.context.ids
    return all(named.get(ids[0], 0) >= named.get(id_, 0) for id_ in ids)


def _referable(sighting: Sighting, kind: str, scene: Scene) -> bool:
    country = sighting.place.country
    if sighting.place.precision == "country":
        return False  # "the Syrian city of Aleppo"
    if country and scene.context.share(country, scene.theatre.countries) < PASSING:
        return False  # "the province" is none of a country that is named in passing
    if sighting.kind is not None and sighting.kind != "area" and kind != "area":
        return sighting.kind == kind
    if kind == "area":
        return sighting.place.precision in {"neighbourhood", "town", "area"}
    return sighting.place.kind in ACCEPTS[kind] and sighting.place.weight < _MOST.get(kind, 10)


def _country(text: str, phrase: Phrase, scene: Scene) -> PlaceResolution:
    """ "the country", "the capital": of the country that most of the report is about."""
    theatre = scene.theatre
    code = scene.context.leading() or next(iter(sorted(theatre.countries)), None)
    place = theatre.place(code) if code else None
    if place is not None and phrase.definite == "capital":
        return _capital(text, place, phrase, scene)
    return _resolved(place, phrase.vague, (place.id,)) if place else PlaceResolution(None, text)


__all__ = ["find_place", "resolve_place", "town_of"]
