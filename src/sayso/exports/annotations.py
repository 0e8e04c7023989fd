"""Claims as W3C Web Annotations (JSON-LD) with their provenance in PROV-O.

An annotation points at the exact words of a report, by quotation and by position; its body is the claim. That is
attributed to the voice that asserts it, passed on by the outlet, and quoted from the report; the annotation itself was
made by sayso.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

from sayso.exports.material import Material
from sayso.models import Mention, Report, ResolvedClaim
from sayso.records import claim_to_json

ANNO = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = "https://sayso.invalid/ns#"  # a name, not an address: the terms of docs/codebook.md
CONTEXT: list[Any] = [
    ANNO,
    {
        "prov": "http://www.w3.org/ns/prov#",
        "sayso": VOCABULARY,
        "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
        "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
        "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
        "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
        "actedOnBehalfOf": {"@id": "prov:actedOnBehalfOf", "@type": "@id"},
        "used": {"@id": "prov:used", "@type": "@id"},
        "generatedAtTime": {
            "@id": "prov:generatedAtTime",
            "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        },
        "Claim": "sayso:Claim",
        "Report": "sayso:Report",
        "onMatter": {"@id": "sayso:onMatter", "@type": "@id"},
        "involves": {"@id": "sayso:involves", "@type": "@id"},
        "affects": {"@id": "sayso:affects", "@type": "@id"},
        "at": {"@id": "sayso:at", "@type": "@id"},
        "passedOnBy": {"@id": "sayso:passedOnBy", "@container": "@list"},
        **{
            name: f"sayso:{name}"
            for name in (
                *("topic", "status", "certainty", "actor", "object", "place", "countLow", "countHigh", "countUnit"),
                *("whenStart", "whenEnd", "confidence", "standing", "published", "precision", "side", "written"),
            )
        },
    },
]
# How much stands before and after a quotation, so that it is found again where the text has changed.
AROUND = 32


def write(material: Material, out: BinaryIO) -> None:
    """An AnnotationPage whose items are the annotations, with the reports and agents that they speak of."""
    page = {
        "@context": CONTEXT,
        "id": f"urn:sayso:page:{quote(material.made, safe='')}",
        "type": "AnnotationPage",
        "items": list(items(material)),
        "generatedAtTime": material.made,
        "wasGeneratedBy": activity(material),
    }
    out.write((json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())


def activity(material: Material) -> dict[str, Any]:
    """The run that made the annotations: what it used, and by which software."""
    return {
        "id": f"urn:sayso:run:{quote(material.made, safe='')}",
        "type": "prov:Activity",
        "wasAssociatedWith": software(material),
        "used": [source(report) for report in material.reports],
    }


def software(material: Material) -> dict[str, Any]:
    """sayso as an agent."""
    return {
        "id": f"urn:sayso:software:{quote(material.version, safe='')}",
        "type": ["Software", "prov:SoftwareAgent"],
        "name": f"sayso {material.version}",
    }


def items(material: Material) -> Iterator[dict[str, Any]]:
    """One annotation a claim, in the order of the claims."""
    for resolved in material.claims:
        report = material.report.get(resolved.claim.report_id)
        if report is not None:
            yield annotation(resolved, report, material)


def annotation(resolved: ResolvedClaim, report: Report, material: Material) -> dict[str, Any]:
    """A claim as the body of an annotation on its evidence."""
    return {
        "id": f"urn:sayso:annotation:{quote(resolved.claim.id, safe='')}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": software(material)["id"],
        "generated": material.made,
        "body": body(resolved, report, material),
        "target": target(resolved.claim.evidence, report),
    }


def target(evidence: Mention, report: Report) -> dict[str, Any]:
    """The words in the report: by quotation, or by position in title, newline, text."""
    full = report.full
    return {
        "type": "SpecificResource",
        "source": uri(report),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": evidence.text,
                "prefix": full[max(0, evidence.start - AROUND) : evidence.start],
                "suffix": full[evidence.end : evidence.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        ],
    }


def body(resolved: ResolvedClaim, report: Report, material: Material) -> dict[str, Any]:
    """The claim: its fields, what its names mean, who asserts it, and where it was quoted from."""
    claim, shape = resolved.claim, claim_to_json(resolved)
    matter = material.matter_of.get(claim.id)
    count, when = shape["count"] or {}, shape["when"] or {}
    found = {
        "id": f"urn:sayso:claim:{quote(claim.id, safe='')}",
        "type": ["Claim", "prov:Entity"],
        "topic": claim.topic,
        "status": claim.status,
        "certainty": claim.certainty,
        "place": _text(claim.place),
        "actor": _text(claim.actor),
        "object": _text(claim.object),
        "countLow": count.get("low"),
        "countHigh": count.get("high"),
        "countUnit": count.get("unit"),
        "whenStart": when.get("start"),
        "whenEnd": when.get("end"),
        "confidence": claim.confidence,
        "onMatter": f"urn:sayso:matter:{quote(matter.id, safe='')}" if matter else None,
        "standing": matter.standing if matter else None,
        "at": _entry(shape["place"]),
        "involves": _entry(shape["actor"]),
        "affects": _entry(shape["object"]),
        "wasAttributedTo": voice(resolved, report),
        "passedOnBy": [link.text for link in claim.via],
        "wasQuotedFrom": uri(report),
    }
    return {name: value for name, value in found.items() if value is not None and value != []}


def voice(resolved: ResolvedClaim, report: Report) -> dict[str, Any]:
    """The agent who asserts a claim: its source, else the outlet; a source that was not resolved is nameless there."""
    words, meaning = resolved.claim.source, resolved.source
    if words is None:
        return outlet(report)
    found: dict[str, Any] = {"type": "prov:Agent", "written": words.text}
    if meaning is not None and meaning.id is not None:
        found |= {"id": f"urn:sayso:actor:{quote(meaning.id, safe='')}", "name": meaning.name}
    if meaning is not None and meaning.side:
        found["side"] = meaning.side
    return found


def outlet(report: Report) -> dict[str, Any]:
    """The agent that published a report."""
    if report.outlet is None:
        return {"type": ["Organization", "prov:Agent"], "written": "outlet not known"}
    identity = f"urn:sayso:outlet:{quote(report.outlet, safe='')}"
    return {"id": identity, "type": ["Organization", "prov:Agent"], "name": report.outlet}


def source(report: Report) -> dict[str, Any]:
    """A report as something that was used."""
    found: dict[str, Any] = {"id": uri(report), "type": ["Report", "Text", "prov:Entity"], "language": report.language}
    found |= {"label": report.title} if report.title else {}
    found |= {"published": report.published} if report.published else {}
    found |= {"canonical": report.url} if report.url and report.url.startswith(("http://", "https://")) else {}
    return found | {"wasAttributedTo": outlet(report)}


def uri(report: Report) -> str:
    """The stored text, which the positions count in; not its page on the web, whose text is another."""
    return f"urn:sayso:report:{quote(report.id, safe='')}"


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _entry(shape: dict[str, Any] | None) -> dict[str, Any] | None:
    """A place or actor that a name was resolved to; None where it was not."""
    if shape is None or shape.get("id") is None:
        return None
    kind = "place" if "precision" in shape else "actor"
    found = {"id": f"urn:sayso:{kind}:{quote(shape['id'], safe='')}", "label": shape["name"]}
    found |= {"precision": shape["precision"]} if kind == "place" else {"side": shape["side"]}
    return {name: value for name, value in found.items() if value is not None}
