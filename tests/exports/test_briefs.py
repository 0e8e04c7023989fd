"""Printed briefs: numbered quotations, every text escaped, and a document that Word's format allows."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from conftest import Written, write
from lxml import html

from sayso.errors import SaysoError
from sayso.exports import Material, paper

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">\x00\x0b'


def quote(words: str, report: str = "r1", **fields: Any) -> dict[str, Any]:
    base = {"text": words, "start": 0, "end": len(words), "report": report, "outlet": "The Tarn Post"}
    base |= {"published": "2031-05-08", "title": "Tarn today", "url": "https://example.org/a", "claim": "r1#0"}
    return base | {"voice": {"name": "the mayor", "via": [], "own": False}} | fields


def item(standing: str, *positions: list[dict[str, Any]]) -> dict[str, Any]:
    words = "disputed on who holds it" if standing == "disputed" else "rests on a single voice"
    base = {"matter": "m", "heading": "Tarn, on 7 May 2031", "standing": standing, "standing_words": words}
    return base | {"disputed_on": [], "positions": [list(one) for one in positions]}


def said(sentence: str, *quotes: dict[str, Any]) -> dict[str, Any]:
    return {"sentence": sentence, "voices": [], "quotes": list(quotes)}


def brief(*items: dict[str, Any], **fields: Any) -> Material:
    section = {"topic": "control", "heading": "Control", "items": list(items), "more": 0}
    base = {"place": "Tarn", "place_id": "t:tarn", "kind": "town", "since": None, "on": "2031-05-08", "claims": 2}
    shape = base | {"reports": 1, "outlets": 1, "sections": [section], "notes": ["A note."]}
    shape |= {"holders": [], "tolls": []} | fields
    return Material(brief=shape, made="2031-06-01T00:00:00Z", version="9")


TAKEN, HELD = quote("The army took Tarn."), quote("Rebels hold Tarn.", report="r2", url=None, outlet=None)


def test_a_quotation_has_one_number_and_is_printed_once() -> None:
    told = brief(
        item("disputed", [said("The army took Tarn.", TAKEN)], [said("Rebels hold Tarn.", HELD)]),
        item("single", [said("Tarn was taken.", TAKEN, quote("The army took Tarn.", report="r3"))]),
    )
    (section,) = paper.lay_out(told).sections
    first, second = (position[0] for position in section.entries[0].positions)
    assert (first.numbers, second.numbers, section.singles[0].numbers) == ((1,), (2,), (1,))
    assert [len(one.fresh) for one in (first, second, section.singles[0])] == [1, 1, 0]
    assert paper.cited(second.fresh[0].places[0]) == "the mayor, in outlet not known, 8 May 2031 (R2)"
    assert paper.lay_out(told).title == "Tarn (town), up to 8 May 2031"
    assert [one.url for one in paper.lay_out(told).reports] == ["https://example.org/a", None]


def test_the_same_words_in_several_papers_are_one_quotation() -> None:
    told = brief(item("agreed", [said("Taken.", TAKEN, quote("The  army took Tarn.", report="r2"))]))
    sentence = paper.lay_out(told).sections[0].entries[0].positions[0][0]
    assert sentence.numbers == (1,)
    assert [one.report for one in sentence.fresh[0].places] == [1, 2]


def test_hostile_text_runs_nowhere_on_the_page() -> None:
    bad = quote(HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)", report=HOSTILE)
    bad["voice"]["name"] = HOSTILE
    told = brief(item("disputed", [said(HOSTILE, bad)]), place=HOSTILE, notes=[HOSTILE])
    data = write("html", told)
    page = html.fromstring(data)
    assert page.xpath("//script | //img | //iframe | //object | //@onerror | //link") == []
    assert {str(link)[:1] for link in page.xpath("//a/@href")} == {"#"}
    assert b"\x00" not in data
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")
    document = docx.Document(io.BytesIO(write("docx", told)))
    assert any("<script>" in one.text for one in document.paragraphs)  # as words
    assert not [one for one in document.part.rels.values() if one.is_external]


def test_what_is_told_through_time_is_printed_in_every_form() -> None:
    holders = [{"words": "7 May 2031: taken by the army, said the mayor."}]
    voices = [{"words": "the mayor: 3 people on 7 May 2031; 5 people on 8 May 2031."}]
    tolls = [{"heading": f"Killed in {HOSTILE}: now 5 people", "series": voices}]
    told = brief(item("single", [said("Taken.", TAKEN)]), holders=holders, tolls=tolls)
    page = html.fromstring(write("html", told))
    assert page.xpath("//h2/text()")[-3:] == ["Control through time", "Tolls through time", "Reports"]
    assert page.xpath("//li/ul/li/text()") == [voices[0]["words"]]
    assert page.xpath("//script | //img") == []
    written = [one.text for one in docx.Document(io.BytesIO(write("docx", told))).paragraphs]
    assert written.index(holders[0]["words"]) < written.index("Tolls through time") < written.index("Reports")
    assert voices[0]["words"] in written
    without = brief(item("single", [said("Taken.", TAKEN)]))
    assert "through time" not in html.fromstring(write("html", without)).text_content()


def test_links_inside_the_page_lead_somewhere(written: Written) -> None:
    page = html.fromstring(written("html", place="Khattab", everything=True))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) > 10
    assert {str(link)[1:] for link in page.xpath("//a/@href") if str(link).startswith("#")} <= set(ids)
    assert "@page" in page.xpath("string(//style)")
    text = page.text_content()
    assert "the army had taken Khattab" in text
    assert "Mustafa Darwish" in text


def test_page_and_document_say_the_same(written: Written) -> None:
    page = html.fromstring(written("html", place="Khattab"))
    document = docx.Document(io.BytesIO(written("docx", place="Khattab")))
    assert document.core_properties.title == page.xpath("string(//h1)") == "Khattab (town)"
    quoted = [one.text for one in document.paragraphs if one.style.name == "Quote"]
    shown = [" ".join(one.text_content().split()) for one in page.xpath("//blockquote")]
    assert [" ".join(words.split()) for words in quoted] == shown
    assert [words.split("]")[0] for words in quoted] == [f"[{number}" for number in range(1, len(quoted) + 1)]


def test_links_of_the_web_stay_links_in_the_document() -> None:
    document = docx.Document(io.BytesIO(write("docx", brief(item("agreed", [said("Taken.", TAKEN)])))))
    assert [one.target_ref for one in document.part.rels.values() if one.is_external] == ["https://example.org/a"]


@pytest.mark.parametrize("name", ["html", "docx"])
def test_without_a_brief_there_is_nothing_to_print(name: str) -> None:
    with pytest.raises(SaysoError, match="name the place"):
        write(name, Material())


@pytest.mark.parametrize(
    ("iso", "words"), [("2031-05-08", "8 May 2031"), ("2031-05", "May 2031"), ("2031", "2031"), ("soon", "soon")]
)
def test_days_in_words(iso: str, words: str) -> None:
    assert paper.day(iso) == words
