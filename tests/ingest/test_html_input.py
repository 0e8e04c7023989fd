"""Web pages as reports."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions
from sayso.ingest.inputs import read_document
from sayso.ingest.kinds.html import read_html
from sayso.models import Report

CAPTION = "Soldiers stand at the mill in Dahr on Monday, after shells had hit it"
LEAD = "The army said on Tuesday that it had taken the mill at Dahr after shelling that killed at least 14 people."
MORE = "The Hill Brigade denied this and said that clashes were going on around the school, and that the road was open."

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Army takes mill | The Orchard Post</title>{meta}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Army takes the mill at Dahr</h1>{byline}
<figure><img src="a.jpg" alt="x"><figcaption>{caption}</figcaption></figure>
<p>{lead}</p><div class="share">Share this</div><h2>Roads cut</h2><p>{more}</p></article>
<section class="comments" id="comments"><h3>Comments</h3>
<p>They killed 500 people there and nobody cares at all, says Bob.</p></section>
<aside><h3>Most read</h3><ul><li><a href="/2">Shells fall on the bridge at Tarn</a></li></ul></aside>
<footer>We use cookies. Privacy Policy</footer></body></html>"""
META = """<meta property="og:site_name" content="The Orchard Post">
<meta property="og:title" content="Army takes the mill at Dahr">
<meta property="article:published_time" content="2017-05-08T10:00:00Z">
<link rel="canonical" href="https://orchard.example/a">"""
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Army takes the mill at Dahr", "datePublished": "2017-05-08T10:00:00Z",
"publisher": {"@type": "Organization", "name": "The Orchard Post"}}</script>"""


def page(meta: str = META, byline: str = "", caption: str = CAPTION) -> str:
    return PAGE.format(meta=meta, byline=byline, caption=caption, lead=LEAD, more=MORE)


def read(html: str | bytes, options: IngestOptions | None = None) -> Report:
    data = html if isinstance(html, bytes) else html.encode()
    (report,) = read_html(Document("a.html", data), options or IngestOptions())
    assert isinstance(report, Report)
    return report


def test_article_and_metadata() -> None:
    report = read(page())
    assert report.title == "Army takes the mill at Dahr"
    assert report.text.split("\n") == [CAPTION, LEAD, "Roads cut", MORE]
    assert (report.outlet, report.published, report.url) == (
        "The Orchard Post",
        "2017-05-08",
        "https://orchard.example/a",
    )


def test_json_ld() -> None:
    report = read(page(meta=JSON_LD))
    assert (report.outlet, report.published) == ("The Orchard Post", "2017-05-08")


@pytest.mark.parametrize(
    ("byline", "published"),
    [
        ('<p class="byline">By Jo Hale - May 09, 2017</p>', "2017-05-09"),
        ('<div class="post-date">9 May 2017 | 14:20 GMT</div>', "2017-05-09"),
        ('<p class="byline">By Jo Hale in Dahr</p>', "2017-05-08"),
    ],
)
def test_a_printed_date_beats_metadata(byline: str, published: str) -> None:
    assert read(page(byline=byline)).published == published


def test_options_win() -> None:
    report = read(page(), IngestOptions("Tarn Radio", "2017-06-01"))
    assert (report.outlet, report.published) == ("Tarn Radio", "2017-06-01")


def test_a_caption_that_asserts_nothing_goes() -> None:
    assert "Jo Hale" not in read(page(caption="Jo Hale")).text


def test_without_metadata_nothing_is_guessed() -> None:
    article = f"<h1>Army takes the mill</h1><p>{LEAD}</p><p>{MORE} It fell before, on 3 March 2029.</p>"
    report = read(f"<html><body><article>{article}</article></body></html>")
    assert (report.outlet, report.published, report.url) == (None, None, None)


def test_declared_encoding() -> None:
    html = page(
        meta='<meta charset="windows-1252">' + META, caption="Soldiers in Café Dahr “hold the mill”, a spokesman said"
    )
    assert "Café Dahr “hold the mill”" in read(html.encode("cp1252")).text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav>Home</nav></body></html>",
        "<html><body><ul><li>News</li><li>Sport</li></ul></body></html>",
        "<html></html>",
        "<",
        "<html><body>" + "<div>" * 20_000 + "</body></html>",
    ],
)
def test_no_article(html: str) -> None:
    with pytest.raises(InputError, match=r"^a\.html: (no article found|not readable)"):
        read(html)


def test_a_huge_page_is_refused() -> None:
    document = Document("a.html", b"<html>" + b" " * 5_000_001)
    (error,) = read_document(document, IngestOptions())
    assert isinstance(error, InputError)
    assert "5 MB or more" in error.reason


def test_a_page_of_too_many_elements_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="too large for one page"):
        read("<html><body>" + "<b>" * 200_000)
