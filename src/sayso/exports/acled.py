"""Events in the columns of the Armed Conflict Location and Event Data project (ACLED, codebook of 2024).

The type is worked out from topic, status and the weapon that the words name; where these do not tell it, no row is
made. The columns after ``timestamp`` are sayso's own: the view that made the row, and the claims behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from sayso.exports.columns import Value
from sayso.exports.events import Event, Left, Party, associates, country_of, events, units
from sayso.exports.material import Entries, Entry, Material
from sayso.exports.nations import acled_region
from sayso.exports.provenance import OWN, own_columns
from sayso.exports.table_csv import write_table
from sayso.exports.ucdp import is_state

COLUMNS: tuple[str, ...] = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
BATTLES, EXPLOSIONS, CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
STRATEGIC = "Strategic developments"
# The sub-event types of each event type that sayso uses (protests and riots are not in its codebook).
TYPES: dict[str, tuple[str, ...]] = {
    BATTLES: ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    EXPLOSIONS: (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    CIVILIANS: ("Attack", "Abduction/forced disappearance"),
    STRATEGIC: (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Looting/property destruction",
        "Other",
    ),
}
# The first that the words name counts: a suicide car bomb is a suicide bomb, an air-dropped barrel bomb an air strike.
WEAPONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("Chemical weapon", r"chlorine|sarin|mustard gas|nerve agents?|chemical (?:weapon|attack|agent)s?|toxic gas"),
        ("Suicide bomb", r"suicide (?:\w+ )?(?:bomb\w*|attack\w*|vest\w*)|blew (?:himself|herself) up"),
        (
            "Air/drone strike",
            r"air ?strikes?|air[- ]strikes?|air raids?|air attacks?|war ?planes?|fighter jets?|jets|aircraft|drones?|"
            r"helicopters?|barrel bombs?|aerial|UAVs?",
        ),
        ("Grenade", r"grenades?"),
        (
            "Remote explosive/landmine/IED",
            r"land ?mines?|mines?|IEDs?|improvised explosive|car bombs?|truck bombs?|booby[- ]traps?|"
            r"bomb (?:exploded|went off)|explosive devices?|unexploded",
        ),
        (
            "Shelling/artillery/missile attack",
            r"shell(?:ing|ed|s|fire)?|mortars?|artillery|rockets?|missiles?|bombard\w*",
        ),
    )
)
INTER = (
    *("State forces", "Rebel group", "Political militia", "Identity militia"),
    *("Rioters", "Protesters", "Civilians", "External/Other forces"),
)
KINDS = {
    **dict.fromkeys(("foreign-state", "un-agency", "ngo"), "External/Other forces"),
    **dict.fromkeys(("non-state-armed-group", "political"), "Rebel group"),
    **dict.fromkeys(("civil-responder", "media", "monitor"), "Civilians"),
}
# The most days of each precision of a time, and how exact a place is.
TIME = ((1, 1), (7, 2))
MONTH = 31
GEO = {
    **dict.fromkeys(("site", "town", "neighbourhood"), 1),
    **dict.fromkeys(("area", "subdistrict", "district"), 2),
    **dict.fromkeys(("governorate", "country"), 3),
}


def write(material: Material, out: BinaryIO) -> None:
    """A row an event, by date."""
    left = Left()
    write_table((*COLUMNS, *OWN), rows(material, left), out)
    for sentence in left.sentences():
        material.tell(sentence)


def rows(material: Material, left: Left | None = None) -> Iterator[dict[str, Value]]:
    """The rows; ``left`` counts the events whose type cannot be told among what makes none."""
    left = left if left is not None else Left()
    for event in events(material, left):
        kind = kind_of(event, material.entries)
        if event.days > MONTH:
            left.reasons["its time is not known to the month"] += 1
        elif kind is None:
            left.reasons["the words do not tell its type"] += 1
        else:
            yield row(event, kind, material)


def row(event: Event, kind: tuple[str, str], material: Material) -> dict[str, Value]:
    """An event of a type and sub-type in all columns; what is not known is None."""
    event_type, sub_type = kind
    best = event.figures.best if event.figures else None
    found: dict[str, Value] = dict.fromkeys(COLUMNS)
    found |= {"event_date": event.start, "year": int(event.start[:4]), "time_precision": time_precision(event.days)}
    found |= {"disorder_type": disorder(event_type), "event_type": event_type, "sub_event_type": sub_type}
    found |= _parties(event, event_type, material.entries) | _where(event, units(event, material), material)
    found["event_id_cnty"] = f"{found['event_id_cnty'] or 'XXX'}-sayso-{event.id}"
    found |= {"source": "; ".join(dict.fromkeys(one.outlet for one in event.reports if one.outlet)) or None}
    found |= {"notes": notes(event), "fatalities": best or 0, "timestamp": _seconds(material.made)}
    return found | own_columns(event)


def kind_of(event: Event, entries: Entries) -> tuple[str, str] | None:
    """Event type and sub-event type; None where the claims do not tell them."""
    question, words = event.question, event.words
    if question in ("fighting/attack", "casualties/killed", "casualties/wounded", "damage/hit", "abuse/banned_weapon"):
        return _attack(event, words)
    if question == "fighting/clash":
        return BATTLES, "Armed clash"
    if question in ("abuse/execution", "abuse/mistreatment"):
        return CIVILIANS, "Attack"
    if question == "control/taken":
        return _taken(event, entries)
    if question in ("casualties/detained", "casualties/missing"):
        state = event.actor is not None and is_state(event.actor, entries)
        return (STRATEGIC, "Arrests") if state else (CIVILIANS, "Abduction/forced disappearance")
    fixed = {
        "truce/agreed": "Agreement",
        "hazard/cleared": "Disrupted weapons use",
        "abuse/looting": "Looting/property destruction",
        "deployment/surrendered": "Change to group/activity",
    }
    return STRATEGIC, fixed.get(question, "Other")


def _attack(event: Event, words: str) -> tuple[str, str] | None:
    """By the weapon, else by who was hit; None where neither is told."""
    weapon = next((kind for kind, pattern in WEAPONS if pattern.search(words)), None)
    if weapon is not None:
        return EXPLOSIONS, weapon
    if event.target is not None and event.target.civilians:
        return CIVILIANS, "Attack"
    return (BATTLES, "Armed clash") if event.target is not None and event.actor is not None else None


def _taken(event: Event, entries: Entries) -> tuple[str, str] | None:
    """Who took the place; None where that is not known."""
    if event.actor is None or event.actor.meaning is None:
        return None
    state = is_state(event.actor, entries)
    return BATTLES, "Government regains territory" if state else "Non-state actor overtakes territory"


def disorder(event_type: str) -> str:
    """The disorder type of an event type."""
    return STRATEGIC if event_type == STRATEGIC else "Political violence"


def time_precision(days: int) -> int:
    """1 the day, 2 the week, 3 the month."""
    return next((code for most, code in TIME if days <= most), 3)


def inter(party: Party | None, entries: Entries) -> str | None:
    """What kind of actor a party is; None where that is not known."""
    if party is None:
        return None
    if party.civilians:
        return "Civilians"
    meaning = party.meaning
    if meaning is None:
        return None
    if meaning.side in entries.foreign and is_state(party, entries):
        return "External/Other forces"
    if is_state(party, entries) and meaning.side in entries.home:
        return "State forces"
    kind = KINDS.get(entries.kinds.get(meaning.id or "", ""))
    return kind or ("Rebel group" if meaning.side and meaning.side != "neutral" else None)


def notes(event: Event) -> str:
    """What is said and by whom, with the figures where voices differ: nothing here says that it happened."""
    day = event.start if event.start == event.end else f"{event.start} to {event.end}"
    figures = event.figures
    said = f"As reported, {day}, {event.place.name}: {event.text}."
    if figures is None or figures.low == figures.high:
        return said
    return f"{said} Killed: {figures.low} to {figures.high} by different voices."


def _parties(event: Event, event_type: str, entries: Entries) -> dict[str, Value]:
    one, two = event.actor, event.target
    kinds = [kind for kind in (inter(one, entries), inter(two, entries)) if kind]
    civil = two is not None and two.civilians and event_type in (CIVILIANS, EXPLOSIONS)
    return {
        "actor1": one.name if one else None,
        "inter1": inter(one, entries),
        "assoc_actor_1": "; ".join(associates(event, one)) or None,
        "assoc_actor_2": "; ".join(associates(event, two)) or None,
        "actor2": two.name if two else None,
        "inter2": inter(two, entries),
        "interaction": "-".join(sorted(kinds, key=INTER.index)) or None,
        "civilian_targeting": "Civilian targeting" if civil else None,
    }


def _where(event: Event, around: dict[str, Entry], material: Material) -> dict[str, Value]:
    place = event.place
    country = country_of(event, material)
    return {
        "event_id_cnty": country.iso3 if country else None,
        "iso": country.number if country else None,
        "region": acled_region(country),
        "country": country.name if country else None,
        "admin1": around["governorate"].name if "governorate" in around else None,
        "admin2": around["district"].name if "district" in around else None,
        "admin3": around["subdistrict"].name if "subdistrict" in around else None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO.get(place.precision),
    }


def _seconds(made: str) -> int:
    return int(datetime.fromisoformat(made).timestamp())
