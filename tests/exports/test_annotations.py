"""Web Annotations: the words are found again, and a JSON-LD processor makes the graph that is meant."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import DATA, Made, Written
from pyld import jsonld
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import FOAF, PROV, RDF

from sayso.exports.annotations import ANNO, AROUND, VOCABULARY

OA, SAYSO = Namespace("http://www.w3.org/ns/oa#"), Namespace(VOCABULARY)

MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
)


def only_the_bundled(url: str, options: object) -> dict[str, Any]:
    """The one context that the annotations name; anything else would be asked of the network."""
    assert url == ANNO
    document = json.loads((DATA / "anno.jsonld").read_text(encoding="utf-8"))
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


@pytest.fixture(scope="module")
def page(written: Written) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("annotations"))
    return found


@pytest.fixture(scope="module")
def graph(page: dict[str, Any]) -> Graph:
    quads = jsonld.to_rdf(
        page, {"format": "application/n-quads", "documentLoader": only_the_bundled, "base": "urn:base:"}
    )
    return Graph().parse(data=quads, format="nt")  # one graph, so that quads are triples


def test_each_annotation_has_what_the_model_requires(page: dict[str, Any], made: Made) -> None:
    assert page["@context"][0] == ANNO
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == len(made("annotations").claims)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["id"].startswith("urn:sayso:annotation:")
        assert item["motivation"] in MOTIVATIONS
        assert set(item["target"]) == {"type", "source", "selector"}
        assert [one["type"] for one in item["target"]["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_both_selectors_lead_to_the_evidence(page: dict[str, Any], made: Made) -> None:
    material = made("annotations")
    for item, resolved in zip(page["items"], material.claims, strict=True):
        full = material.report[resolved.claim.report_id].full
        quoted, at = item["target"]["selector"]
        assert full[at["start"] : at["end"]] == quoted["exact"] == resolved.claim.evidence.text
        assert full.startswith(
            quoted["prefix"] + quoted["exact"] + quoted["suffix"], at["start"] - len(quoted["prefix"])
        )
        assert len(quoted["prefix"]) == min(AROUND, at["start"])


def test_a_processor_reads_every_term(page: dict[str, Any], graph: Graph) -> None:
    expanded = jsonld.expand(page, {"documentLoader": only_the_bundled, "base": "urn:base:"})
    kept = json.dumps(jsonld.compact(expanded, page["@context"], {"documentLoader": only_the_bundled}))
    written_keys = set(keys(page)) - {"@context"}
    assert written_keys <= set(keys(json.loads(kept))) | {"id"}
    annotated = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotated) == len(page["items"])
    for one in annotated:
        selectors = graph.objects(graph.value(one, OA.hasTarget), OA.hasSelector)
        kinds = {graph.value(selector, RDF.type) for selector in selectors}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) - {"@context"} | {key for one in value.values() for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


def test_the_provenance_answers_who_says_it_and_where_it_stands(graph: Graph) -> None:
    found = set()
    for claim in graph.subjects(SAYSO.topic, Literal("control")):
        voice, report = graph.value(claim, PROV.wasAttributedTo), graph.value(claim, PROV.wasQuotedFrom)
        assert (report, RDF.type, SAYSO.Report) in graph
        outlet = graph.value(graph.value(report, PROV.wasAttributedTo), FOAF.name)
        found.add((str(graph.value(voice, FOAF.name)), str(outlet)))
    assert ("Syrian Observatory for Human Rights", "Orontes Wire") in found
    (run,) = graph.subjects(RDF.type, PROV.Activity)
    assert len(set(graph.objects(run, PROV.used))) == 12
    assert (graph.value(run, PROV.wasAssociatedWith), RDF.type, PROV.SoftwareAgent) in graph
