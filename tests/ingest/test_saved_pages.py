"""A page as a browser saves it, with all that stands around the article, reads like the article's text."""

# ruff: noqa: E501 (a paragraph of a report is one line)

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from pathlib import Path

import pytest
from saved_pages import CAPTION, LINES, THEMES, TITLE, saved

from sayso.ingest import IngestOptions, read_inputs
from sayso.ingest.documents import Document
from sayso.ingest.inputs import read_document
from sayso.models import Report

INVENTED = """Army takes the mill at Dahr

DAHR, May 6, 2031 (Orchard Wire) - The army said on Tuesday that it had taken the mill at Dahr after two days of shelling.

"The road to Tarn is now open," Colonel Aldo Brenn, a spokesman, told state television. He said that 14 fighters had died.

The Hill Brigade denied this and said that clashes were going on around the school.

A monitor based in Tarn put the toll at 23, among them four children, and said that 300 families had fled towards the lake.

It was the third time since March that the mill had changed hands, according to residents.
"""

# What a browser saves around an article: links, banners, boxes, forms, scripts, with the address it came from.
SAVED = """<!DOCTYPE html>
<!-- saved from url=(0042)https://orchard.example/world/{slug} -->
<html lang="en" class="js no-touch"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{title} - The Orchard Post</title><meta name="viewport" content="width=device-width">
<meta property="og:title" content="{title}">
<link rel="stylesheet" href="./{slug}_files/main.css"><style>.ad{{display:block}} p{{margin:0}}</style>
<script src="./{slug}_files/tracker.js"></script><script>window.dataLayer=[{{"page":"killed 900 people"}}];</script>
</head><body class="article single"><div id="cookie-banner" role="dialog"><p>This website uses cookies to improve your
experience. By continuing you accept our privacy policy.</p><button>Accept all</button></div>
<header><a href="https://orchard.example/"><img alt="The Orchard Post" src="./{slug}_files/logo.svg"></a>
<form><input placeholder="Search"><button>Search</button></form>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/login">Log in</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Home</a> » <a href="/world">World</a></div>
<main><article><h1 class="headline">{title}</h1>
<div class="share"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">WhatsApp</a></div>
<div class="body">{body}</div>
<div class="ad advert"><span>Advertisement</span><iframe src="./{slug}_files/ad.html"></iframe></div>
<div class="newsletter"><h4>Get our newsletter</h4><p>Sign up for our daily briefing, delivered to your inbox.</p></div>
<div class="tags">Tags: <a href="/t/dahr">Dahr</a>, <a href="/t/mill">mill</a></div></article>
<section class="related"><h3>Related stories</h3><ul><li><a href="/1">Shells fall on the bridge at Tarn</a></li>
<li><a href="/2">Forty killed in market blast, council says</a></li></ul></section>
<section id="comments" class="comments"><h3>3 Comments</h3><ol><li><b>bob77</b> says: <p>They killed 500 people there and
nobody cares at all, this is what the government always does to us.</p></li><li><b>Ann</b> says: <p>Not true, the army
never took the school, my cousin lives there and he says that the brigade holds all of it.</p></li></ol>
<form><p>Your email address will not be published.</p><textarea></textarea><button>Post comment</button></form></section>
</main><aside><h3>Most read</h3><ol><li><a href="/3">Rebels seize the dam</a></li></ol></aside>
<footer><p>© 2031 The Orchard Post. All rights reserved.</p><ul><li><a href="/about">About us</a></li></ul></footer>
<script>console.log("done")</script></body></html>"""


def as_text(text: str) -> Report:
    (report,) = read_document(Document("a.txt", text.encode()), IngestOptions())
    assert isinstance(report, Report)
    return report


def as_page(report: Report) -> Report:
    body = "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in report.text.split("\n") if line)
    html = SAVED.format(title=escape(report.title), body=body, slug="army-takes-the-mill-at-dahr")
    (read,) = read_document(Document("a.html", html.encode()), IngestOptions())
    assert isinstance(read, Report)
    return read


def lines(report: Report) -> list[str]:
    return [line for line in report.full.split("\n") if line]


def test_an_invented_report() -> None:
    text = as_text(INVENTED)
    page = as_page(text)
    assert lines(page) == lines(text) == [line for line in INVENTED.split("\n") if line]
    assert (page.published, text.outlet) == (text.published, "Orchard Wire")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("one_file", [False, True], ids=["html", "mhtml"])
def test_an_invented_report_among_the_furniture_of(theme: str, one_file: bool) -> None:
    name, data = ("a.mhtml", in_one_file(saved(theme))) if one_file else ("a.html", saved(theme))
    (page,) = read_document(Document(name, data), IngestOptions())
    assert isinstance(page, Report)
    assert page.title == TITLE
    assert page.published == "2031-06-03"
    # Whether a theme puts its picture inside of the article or above it, a caption may be there or not.
    assert [line for line in page.text.split("\n") if line and not line.startswith(CAPTION)] == list(LINES)


def in_one_file(html: bytes) -> bytes:
    """A page as a browser saves it whole: the page, a style sheet and a frame as parts of one message."""
    message = MIMEMultipart("related", type="text/html")
    message["From"], message["Subject"] = "<Saved by Browser>", TITLE
    message["Snapshot-Content-Location"] = "https://saved.example/world/dam"
    for kind, content in (
        ("html", html.decode()),
        ("css", ".ad { display: none }"),
        ("html", "<html><body><p>Forty dead in market fire, says an advertisement that is a frame of its own.</p>"),
    ):
        part = MIMEText(content, kind, "utf-8")
        part["Content-Location"] = f"https://saved.example/{len(message.get_payload() or ())}"
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize("number", range(3))
def test_a_real_report(shared: Path, number: int) -> None:
    path = sorted((shared / "seeds").glob("*.txt"))[number]
    (text,) = read_inputs([str(path)])
    assert isinstance(text, Report)
    page = as_page(text)
    assert lines(page) == lines(text)
    assert page.published == text.published
