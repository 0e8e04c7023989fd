"""Events with deaths in the columns of the UCDP Georeferenced Event Dataset (GED, codebook 25.1).

What only a coder of that project can say (ids of conflicts, dyads and actors, the clearance of a row) is left empty.
The columns after ``gwnob`` are sayso's own: the view that made the row, and the claims behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from math import floor
from typing import BinaryIO

from sayso.exports.columns import Value
from sayso.exports.events import CIVIL_UNITS, Event, Figures, Left, Party, camp, country_of, events, units
from sayso.exports.material import Entries, Material
from sayso.exports.nations import number_of, ucdp_region
from sayso.exports.provenance import OWN, own_columns
from sayso.exports.table_csv import write_table

COLUMNS: tuple[str, ...] = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country "
    "country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob".split()
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# How exact a place is: 1 a point, 2 near one, 3 a district, 4 a province, 6 a country; 5, a line, is not used.
WHERE = {
    **dict.fromkeys(("site", "town", "neighbourhood"), 1),
    **dict.fromkeys(("subdistrict", "district"), 3),
    **{"area": 2, "governorate": 4, "country": 6},
}
# The most days of each precision of a date; a longer one is 5.
WHEN = ((1, 1), (6, 2), (7, 3), (31, 4))


def write(material: Material, out: BinaryIO) -> None:
    """A row an event with a figure of the killed, by date."""
    left = Left()
    write_table((*COLUMNS, *OWN), rows(material, left), out)
    for sentence in left.sentences():
        material.tell(sentence)


def rows(material: Material, left: Left | None = None) -> Iterator[dict[str, Value]]:
    """The rows; ``left`` counts the events without a figure among what makes none."""
    left = left if left is not None else Left()
    for event in events(material, left):
        if event.figures is None:
            left.reasons["nobody gives a number of killed"] += 1
        else:
            yield row(event, event.figures, material)


def row(event: Event, figures: Figures, material: Material) -> dict[str, Value]:
    """An event in all columns; what is not known is None."""
    kind, side_a, side_b = sides(event, material.entries)
    best = figures.best if figures.best is not None else figures.low
    found: dict[str, Value] = dict.fromkeys(COLUMNS)
    found |= {"id": number(event), "year": int(event.start[:4]), "type_of_violence": kind}
    found |= {"side_a": side_a.name if side_a else None, "side_b": side_b.name if side_b else None}
    found["dyad_name"] = f"{side_a.name} - {side_b.name}" if side_a and side_b else None
    found |= _sources(event) | _where(event, material)
    found["relid"] = f"{code_of(event, material) or 'XXX'}-{event.start[:4]}-sayso-{event.id}"
    found |= {"gwnoa": state_number(side_a, material.entries), "gwnob": state_number(side_b, material.entries)}
    found |= {"event_clarity": clarity(event), "date_prec": date_precision(event.days)}
    found |= {"date_start": event.start, "date_end": event.end}
    found |= {"best": best, "high": max(figures.high, best), "low": min(figures.low, best)}
    found |= deaths(event, figures.unit, best, (kind, side_a, side_b))
    return found | own_columns(event)


def code_of(event: Event, material: Material) -> str | None:
    """The three letters of the country that the event was in."""
    country = country_of(event, material)
    return country.iso3 if country else None


def number(event: Event) -> int:
    """A number of its own for a row, the same each time: UCDP's ids are numbers."""
    return int(sha256(event.id.encode()).hexdigest()[:13], 16)


def sides(event: Event, entries: Entries) -> tuple[int | None, Party | None, Party | None]:
    """The type of violence with its two sides, a state first; the type is None where the parties do not tell it."""
    actor, target = event.actor, event.target
    if target is not None and target.civilians:
        return ONE_SIDED if actor else None, actor, target
    if actor is None or target is None:
        known = actor or target
        fought = known is not None and event.question == "fighting/clash" and is_state(known, entries)
        return STATE_BASED if fought else None, actor, target
    if is_state(target, entries) and not is_state(actor, entries):
        return STATE_BASED, target, actor
    return (STATE_BASED if is_state(actor, entries) else NON_STATE), actor, target


def is_state(party: Party, entries: Entries) -> bool:
    """Whether a party is a state's forces, by its kind or, where it was not resolved, by its side."""
    meaning = party.meaning
    if meaning is None:
        return False
    if meaning.id is not None and meaning.id in entries.kinds:
        kind = entries.kinds[meaning.id]
        return kind in ("state-force", "foreign-state") or (kind == "political" and meaning.side in entries.home)
    return meaning.side in entries.home or meaning.side in entries.foreign


def state_number(party: Party | None, entries: Entries) -> int | None:
    """Gleditsch and Ward's number of the state that a party is: one abroad by its name, else the theatre's own.

    None for what is no state, and where the theatre has several countries.
    """
    if party is None or party.meaning is None or not is_state(party, entries):
        return None
    named = next((one for one in entries.countries.values() if one.name == party.meaning.name), None)
    if named is None and party.meaning.side in entries.home and len(entries.own) == 1:
        named = entries.countries.get(entries.own[0])
    return number_of(named)


def deaths(
    event: Event, unit: str, best: int, between: tuple[int | None, Party | None, Party | None]
) -> dict[str, Value]:
    """The best figure by who was killed: it stands whole under civilians, one side, or unknown."""
    kind, side_a, side_b = between
    column = "deaths_unknown"
    if unit in CIVIL_UNITS or kind == ONE_SIDED:
        column = "deaths_civilians"
    elif unit == "fighters" and event.losers:
        camps = {name: {camp(party)} for name, party in (("deaths_a", side_a), ("deaths_b", side_b)) if party}
        column = next((name for name, found in camps.items() if event.losers == found), column)
    found: dict[str, Value] = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    return found | {column: best}


def date_precision(days: int) -> int:
    """1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 more."""
    return next((code for most, code in WHEN if days <= most), 5)


def clarity(event: Event) -> int:
    """1 for one event, 2 for a sum over several days or a wide place."""
    return 2 if event.days > 6 or event.place.precision in ("governorate", "country", "district") else 1


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree, counted from the south-west) of a point in degrees."""
    return min(floor((lat + 90) * 2), 359) * 720 + min(floor((lon + 180) * 2), 719) + 1


def _sources(event: Event) -> dict[str, Value]:
    reports = event.reports
    articles = [f'"{one.outlet or "outlet not known"},{one.published or ""},{one.title}"' for one in reports]
    return {
        "number_of_sources": len(event.voices),
        "source_article": ";".join(articles),
        "source_office": ";".join(dict.fromkeys(one.outlet for one in reports if one.outlet)) or None,
        "source_date": ";".join(sorted({one.published for one in reports if one.published})) or None,
        "source_headline": ";".join(one.title for one in reports if one.title) or None,
        "source_original": ";".join(event.voices) or None,
    }


def _where(event: Event, material: Material) -> dict[str, Value]:
    place, around = event.place, units(event, material)
    written = (one.claim.place.text for one in event.claims if one.claim.place)
    country = country_of(event, material)
    found: dict[str, Value] = {
        "where_prec": WHERE.get(place.precision),
        "where_coordinates": place.name,
        "where_description": "; ".join(dict.fromkeys(written)) or None,
        "adm_1": around["governorate"].name if "governorate" in around else None,
        "adm_2": around["district"].name if "district" in around else None,
        "country": country.name if country else None,
        "country_id": number_of(country),
        "region": ucdp_region(number_of(country)),
    }
    if place.lat is not None and place.lon is not None:
        found |= {"latitude": place.lat, "longitude": place.lon, "geom_wkt": f"POINT ({place.lon} {place.lat})"}
        found["priogrid_gid"] = priogrid(place.lat, place.lon)
    return found
