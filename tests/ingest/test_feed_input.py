"""RSS and Atom feeds as files."""

from __future__ import annotations

import pytest
from input_samples import LAST, LEAD, MORE, atom, rss

from sayso.errors import InputError
from sayso.ingest import IngestOptions
from sayso.ingest.documents import Document
from sayso.ingest.inputs import read_document
from sayso.ingest.kinds.feed import entries
from sayso.models import Report

ITEM = {
    "title": "Army takes the mill",
    "link": "https://orchard.example/a",
    "guid": "orchard-1",
    "pubDate": "Tue, 06 May 2031 10:00:00 GMT",
    "description": f"&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;",
}
ENTRY = f"""<entry><title>Army takes the mill</title><id>tag:tarn,1</id><updated>2031-05-06T10:00:00Z</updated>
<link href="https://tarn.example/a"/>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;div&gt;{MORE}&lt;/div&gt;</content></entry>"""


def read(data: bytes, name: str = "a.xml") -> list[Report]:
    found = list(read_document(Document(name, data), IngestOptions()))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


@pytest.mark.parametrize(
    ("data", "outlet", "url"),
    [
        (rss([ITEM]), "The Orchard Post", "https://orchard.example/a"),
        (atom([ENTRY]), "Tarn Radio", "https://tarn.example/a"),
    ],
    ids=["RSS", "Atom"],
)
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a", "a.txt"])
def test_an_entry_is_a_report(data: bytes, outlet: str, url: str, name: str) -> None:
    (report,) = read(data, name)
    assert (report.title, report.text) == ("Army takes the mill", f"{LEAD}\n{MORE}")
    assert (report.outlet, report.published, report.url) == (outlet, "2031-05-06", url)


def test_the_longest_words_of_an_entry_count() -> None:
    whole = f"<![CDATA[<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p><script>evil()</script>]]>"
    (report,) = read(rss([ITEM | {"content:encoded": whole}]))
    assert report.text == f"{LEAD}\n{MORE}\n{LAST}"


@pytest.mark.parametrize(("times", "whole"), [(1, False), (3, True)])
def test_a_teaser_is_told_from_an_article(times: int, whole: bool) -> None:
    text = f"{LEAD} {MORE} {LAST} " * times
    (entry,) = entries(Document("a.xml", rss([ITEM | {"description": text}])))
    assert (entry.whole, entry.key) == (whole, "orchard-1")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "/a", ""])
def test_only_links_of_the_web_are_kept(link: str) -> None:
    (entry,) = entries(Document("a.xml", rss([ITEM | {"link": link, "guid": ""}])))
    assert entry.url is None


def test_an_entry_without_words_is_refused_and_the_others_come() -> None:
    found = list(read_document(Document("a.xml", rss([ITEM | {"description": ""}, ITEM])), IngestOptions()))
    assert [isinstance(one, Report) for one in found] == [False, True]
    assert isinstance(found[0], InputError)
    assert found[0].name == "a.xml, entry 1"


def test_a_name_is_never_opened() -> None:
    """The library opens a string as an address or a file; it is given bytes."""
    (error,) = read_document(Document("a.xml", b"/etc/passwd"), IngestOptions())
    assert isinstance(error, InputError)


BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY l12 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
    ],
    ids=["expansion", "file", "address"],
)
def test_entities_are_not_expanded(declaration: str) -> None:
    data = rss([ITEM | {"title": "&l12;"}]).replace(b"<rss", declaration.encode() + b"<rss", 1)
    (error,) = read_document(Document("a.xml", data), IngestOptions())
    assert isinstance(error, InputError)
    assert "declares entities" in error.reason
