"""A claim as one flat row: the columns that CSV, Excel, Parquet and GeoJSON share, each with its HXL tag.

HXL is the Humanitarian Exchange Language, version 1.1: a row of hashtags under the headers says what each column holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.exports.material import Material
from sayso.models import ActorResolution, Mention, ResolvedClaim

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its HXL tag, what its values are, and what it means in a few words."""

    name: str
    tag: str
    kind: Literal["text", "whole", "number"]
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("claim", "#meta+id+claim", "text", "id of the claim"),
    Column("matter", "#meta+id+matter", "text", "id of the matter that it is on"),
    Column("standing", "#status+matter", "text", "how that matter stands"),
    Column("topic", "#event+topic", "text", "topic of the codebook"),
    Column("status", "#event+status", "text", "status of the codebook"),
    Column("certainty", "#status+certainty", "text", "stated, hedged, denied or planned"),
    Column("start", "#date+start", "text", "first day, month or year that the claim states"),
    Column("end", "#date+end", "text", "last one; empty: not stated, or it goes on"),
    Column("country", "#country+name", "text", "country of the place"),
    Column("country_code", "#country+code", "text", "its ISO 3166 code"),
    Column("governorate", "#adm1+name", "text", "governorate of the place"),
    Column("governorate_id", "#adm1+code", "text", "its id"),
    Column("district", "#adm2+name", "text", "district of the place"),
    Column("district_id", "#adm2+code", "text", "its id"),
    Column("subdistrict", "#adm3+name", "text", "subdistrict of the place"),
    Column("subdistrict_id", "#adm3+code", "text", "its id"),
    Column("place", "#loc+written", "text", "the place as the report writes it"),
    Column("place_id", "#loc+code", "text", "what it was resolved to; empty: unresolved"),
    Column("place_name", "#loc+name", "text", "name of that entry"),
    Column("precision", "#loc+type", "text", "how fine the words are"),
    Column("lat", "#geo+lat", "number", "latitude in degrees, where the words mean a point"),
    Column("lon", "#geo+lon", "number", "longitude in degrees"),
    Column("actor", "#actor+written", "text", "who does it or is blamed, as the report writes it"),
    Column("actor_id", "#actor+code", "text", "what it was resolved to"),
    Column("actor_name", "#actor+name", "text", "name of that entry"),
    Column("actor_side", "#actor+side", "text", "its side then"),
    Column("object", "#subject+written", "text", "who or what undergoes it, as the report writes it"),
    Column("object_id", "#subject+code", "text", "what it was resolved to"),
    Column("object_name", "#subject+name", "text", "name of that entry"),
    Column("object_side", "#subject+side", "text", "its side then"),
    Column("count_low", "#affected+min", "whole", "lowest number; empty: open"),
    Column("count_high", "#affected+max", "whole", "highest number; empty: open"),
    Column("count_unit", "#affected+unit", "text", "what is counted"),
    Column("source", "#meta+source+written", "text", "who asserts it, as the report writes it; empty: the outlet"),
    Column("source_id", "#meta+source+code", "text", "what it was resolved to"),
    Column("source_name", "#meta+source+name", "text", "name of that entry"),
    Column("source_side", "#meta+source+side", "text", "its side then"),
    Column("via", "#meta+via", "text", "who passes it on, outermost first, with | between"),
    Column("evidence", "#description+evidence", "text", "the exact words"),
    Column("evidence_start", "#meta+start", "whole", "where they begin in title, newline, text"),
    Column("evidence_end", "#meta+end", "whole", "where they end"),
    Column("confidence", "#meta+confidence", "number", "how sure the reader is, 0 to 1"),
    Column("outlet", "#org+outlet", "text", "who published the report"),
    Column("published", "#date+published", "text", "when"),
    Column("title", "#description+title", "text", "title of the report"),
    Column("report", "#meta+id+report", "text", "id of the report"),
    Column("url", "#meta+url", "text", "its address"),
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)


def rows(material: Material) -> Iterator[dict[str, Value]]:
    """One row a claim, by column; what is not known is None."""
    for resolved in material.claims:
        yield row(resolved, material)


def row(resolved: ResolvedClaim, material: Material) -> dict[str, Value]:
    """A claim by column."""
    claim, count, when = resolved.claim, resolved.claim.count, resolved.claim.when
    matter, report = material.matter_of.get(claim.id), material.report.get(claim.report_id)
    return {
        "claim": claim.id,
        "matter": matter.id if matter else None,
        "standing": matter.standing if matter else None,
        "topic": claim.topic,
        "status": claim.status,
        "certainty": claim.certainty,
        "start": when.start if when else None,
        "end": when.end if when else None,
        **_place(resolved, material),
        **_party("actor", claim.actor, resolved.actor),
        **_party("object", claim.object, resolved.object),
        "count_low": count.low if count else None,
        "count_high": count.high if count else None,
        "count_unit": count.unit if count else None,
        **_party("source", claim.source, resolved.source),
        "via": " | ".join(link.text for link in claim.via) or None,
        "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "confidence": claim.confidence,
        "outlet": report.outlet if report else None,
        "published": report.published if report else None,
        "title": report.title if report else None,
        "report": claim.report_id,
        "url": report.url if report else None,
    }


def _place(resolved: ResolvedClaim, material: Material) -> dict[str, Value]:
    place, mention = resolved.place, resolved.claim.place
    found: dict[str, Value] = dict.fromkeys(NAMES[NAMES.index("country") : NAMES.index("lon") + 1])
    found["place"] = mention.text if mention else None
    if place is None:
        return found
    chain = (place.id, *place.within) if place.id else place.within
    for level, unit in material.units(chain).items():
        found[level] = unit.name
        found["country_code" if level == "country" else f"{level}_id"] = unit.country if level == "country" else unit.id
    found |= {"place_id": place.id, "place_name": place.name if place.id else None, "precision": place.precision}
    return found | {"lat": place.lat, "lon": place.lon}


def _party(field: str, mention: Mention | None, meaning: ActorResolution | None) -> dict[str, Value]:
    return {
        field: mention.text if mention else None,
        f"{field}_id": meaning.id if meaning else None,
        f"{field}_name": meaning.name if meaning and meaning.id else None,
        f"{field}_side": meaning.side if meaning else None,
    }
