"""What goes as web furniture, and what stays because it is the article's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ingest.decoding import tidied
from sayso.ingest.furniture import is_furniture, without_furniture

ONE = (
    "Gunners of the Hill Brigade shelled the mill at Dahr on Tuesday, killing four people, the mayor of the town said."
)
TWO = "The brigade denied this and said that its guns had been silent since the truce, which it has kept to the letter."
THREE = (
    "Some 200 families who fled the shelling were still in the school on Friday, a relief worker told the Orchard Post."
)
FOUR = (
    "An army convoy reached the town in the evening; soldiers began to clear the mines that were laid along the road."
)
COMMENT = "Why does nobody stop them? They shelled the bakery too, and killed nine of my neighbours in one night."
ARTICLE = "\n\n".join((ONE, TWO, THREE, FOUR))

FURNITURE = [
    "You are here",
    "You are here: Home » News",
    "Home > World > Dahr",
    "Home » Local » Mill shelled at Dahr",
    "11 users have voted.",
    "1 person has voted",
    "No votes yet",
    "Rating: 4.5",
    "3 Comments",
    "Views: 1,662",
    "Share this",
    "Share on Facebook",
    "Tweet this article via WhatsApp",
    "Click here to share this story",
    "Follow us on Telegram",
    "Read more: Shells fall on the bridge at Tarn",
    "READ MORE",
    "Related: Who holds the hills?",
    "PDF",
    "Print this page",
    "Newsletter",
    "Get the top stories and blog posts emailed to you each day.",
    "Get our best headlines delivered to your inbox",
    "Sign up for our newsletter",
    "Your email address will not be published. Required fields are marked *",
    "This site uses Akismet to reduce spam.",
    "We use cookies to give you the best experience on our website.",
    "By continuing to browse the site you agree to our use of cookies.",
    "Accept all",
    "Copyright © 2031 The Orchard Post. All rights reserved.",
    "Tags: Dahr, mill, shelling",
    "Photo: Jo Hale",
    "4 min read",
    "Advertisement",
]

ARTICLE_LINES = [
    "Shells fell on Dahr",
    "Roads cut",
    "Up",
    "Home to 3,000 people before the war",
    "The mill > the bridge",
    "11 people have been killed.",
    "200 users of the clinic have been moved.",
    "Share of the blame",
    "Photo: soldiers stand at the burnt mill",
    "Image: A family returns to Dahr",
    "A soldier stands at the mill on Tuesday, after troops seized it (AFP photo)",
    "Print shops and bakeries reopened.",
    "Register with the ministry at once, families were told.",
    "Related attacks killed five.",
    "Read more than one report before you judge.",
    "Comments by the mayor drew anger in the town.",
    "Get out, soldiers told the families.",
    "By continuing the siege the army breaks the truce.",
    "Watch towers were hit.",
    "Response",
    "1. Food reached the town.",
    "Follow the road north.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    assert is_furniture(line)
    assert without_furniture(f"{ONE}\n\n{line}\n\n{TWO}") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_lines_of_the_article_stay(line: str) -> None:
    assert not is_furniture(line)
    assert without_furniture(f"{ONE}\n\n{line}\n\n{TWO}") == f"{ONE}\n\n{line}\n\n{TWO}"


TAILS = [
    "up\n11 users have voted.\n\n\nNewsletter\n\nGet news updates emailed to you each day.\n\nPDF",
    f"Comments\n\n1. {COMMENT}",
    f"2 Comments\nAnna says:\nThey killed hundreds there.\nBob says:\n{COMMENT}",
    f"Leave a Reply\n\nYour email address will not be published.\nName *\nEmail *\n{COMMENT}",
    f"3 thoughts on “Mill shelled”\nAnna\nMarch 3, 2031 at 5:12 pm\n{COMMENT}",
    f"Recommended For You\n\n\n 1. {COMMENT}\n\nLeave a Reply\n\nThis site uses Akismet to reduce spam.",
    "Related articles\n\nShells fall on the bridge\n\nWho holds the hills?",
    "You may also like\nShells fall on the bridge\nWho holds the hills\n5 hours of calm in Tarn",
    "Tweet\n0\nShare\n13",
    "Join the conversation\nGreat report",
    "Home\nNews\nSport\nContact us\nPrivacy Policy",
]


@pytest.mark.parametrize("tail", TAILS)
def test_the_tail_of_a_page_goes(tail: str) -> None:
    assert without_furniture(f"{ARTICLE}\n\n{tail}\n") == ARTICLE


@pytest.mark.parametrize(
    "head",
    [
        "You are here\n\n",
        "Skip to main content\nHome\nNews\nWorld\nSport\nSearch\n\n",
        "Home » News » Dahr\n\n",
        "Share\nPrint\nComments\n\n",
    ],
)
def test_the_head_of_a_page_goes(head: str) -> None:
    assert without_furniture(f"{head}Mill shelled at Dahr\n\n{ARTICLE}") == f"Mill shelled at Dahr\n\n{ARTICLE}"


@pytest.mark.parametrize(
    "heading",
    ["Comments", "3 Comments", "Leave a comment", "Related articles\nShells fall on the bridge", "Latest news"],
)
def test_an_article_that_goes_on_behind_a_jump_link_or_a_box_stays(heading: str) -> None:
    assert without_furniture(f"{ONE}\n\n{heading}\n\n{TWO}\n\n{THREE}\n\n{FOUR}") == ARTICLE


def test_the_headline_under_a_heading_of_links_stays() -> None:
    assert without_furniture(f"Latest news\nMill shelled at Dahr\n\n{ARTICLE}") == f"Mill shelled at Dahr\n\n{ARTICLE}"


def test_a_short_headline_under_a_menu_stays() -> None:
    assert without_furniture(f"Home\nNews\nSport\n\nDahr shelled\n\n{ARTICLE}") == f"Dahr shelled\n\n{ARTICLE}"


def test_blank_lines_are_evened_out() -> None:
    assert without_furniture(f"\n\n{ONE}\n\n\n\n{TWO}\n\n") == f"{ONE}\n\n{TWO}"


def test_nothing_of_real_articles_is_lost(shared: Path) -> None:
    """127 articles without furniture in them come through whole, but for lines that are links."""
    texts = [json.loads(line)["report"]["text"] for line in _lines(shared / "data/wars.jsonl")]
    for path in sorted((shared / "data/re3d").glob("*/documents.json")):
        texts += [json.loads(line)["text"] for line in _lines(path)]
    assert len(texts) > 100
    for text in map(tidied, texts):
        kept = set(without_furniture(text).split("\n"))
        lost = [line for line in text.split("\n") if line and line not in kept]
        assert all(line.startswith(("Related:", "Follow @")) for line in lost)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
