"""Long texts, which are parsed in pieces."""

from __future__ import annotations

import pytest

from sayso.models import Report
from sayso.reading.layout import PIECE, Layout, pieces_of
from sayso.reading.passages import sentences
from sayso.reading.rules import RulesReader

SENTENCE = "Rebels shelled the town of Kelmar on Tuesday, killing four people, a monitor said."
ENDLESS = "shelled " * (PIECE // 4)


@pytest.fixture(scope="module")
def layout() -> Layout:
    return Layout()


def long_text(joint: str) -> str:
    return joint.join(f"{SENTENCE} It was attack number {n} of the month." for n in range(3 * PIECE // 100))


@pytest.mark.parametrize("full", ["", "\n", SENTENCE, "x" * PIECE])
def test_a_text_that_is_no_longer_than_a_piece_is_one(full: str) -> None:
    assert pieces_of(full) == [full]


@pytest.mark.parametrize(
    ("full", "ends"),
    [
        (long_text("\n\n"), ".\n\n"),  # at the end of a paragraph
        (long_text(" "), ". "),  # of a sentence
        (ENDLESS, "shelled "),  # of a word
        ("x" * 3 * PIECE, "x"),  # anywhere
    ],
)
def test_a_long_text_is_cut_where_least_is_torn(full: str, ends: str) -> None:
    pieces = pieces_of(full)
    assert len(pieces) > 1
    assert "".join(pieces) == full
    for piece in pieces[:-1]:
        assert PIECE // 2 < len(piece) <= PIECE
        assert piece.endswith(ends)


def test_a_paragraph_that_ends_early_in_a_piece_is_no_place_to_cut() -> None:
    full = SENTENCE + "\n\n" + long_text(" ")
    assert len(pieces_of(full)[0]) > PIECE // 2


@pytest.mark.parametrize("joint", ["\n\n", " "])
def test_the_parse_of_a_long_text_has_the_offsets_of_the_whole(layout: Layout, joint: str) -> None:
    report = Report("r1", "Kelmar", long_text(joint))
    page = next(layout.pages([report]))
    assert page.doc.text == report.full
    assert all(report.full.startswith(token.text, token.idx) for token in page.doc)


def test_each_report_gets_its_own_pieces(layout: Layout) -> None:
    texts = [SENTENCE, long_text("\n\n"), SENTENCE[::-1], long_text(" "), ""]
    reports = [Report(f"r{n}", "", text) for n, text in enumerate(texts)]
    assert [page.doc.text for page in layout.pages(iter(reports))] == [report.full for report in reports]


def test_a_piece_is_parsed_as_it_would_be_alone(layout: Layout) -> None:
    report = Report("r1", "Kelmar", long_text("\n\n"))
    whole = next(layout.pages([report])).doc
    alone = [token for piece in pieces_of(report.full) for token in layout._nlp(piece)]
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in whole] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in alone
    ]


def test_every_sentence_of_a_long_report_is_read() -> None:
    paragraphs = [
        f"Shelling killed {n} people in the town of Kelmar, a monitor said." for n in range(20, 20 + PIECE // 30)
    ]
    claims = RulesReader()(Report("r1", "", "\n\n".join(paragraphs), published="2020-06-10"))
    counted = {claim.count.low for claim in claims if claim.count and claim.status == "killed"}
    assert counted == set(range(20, 20 + PIECE // 30))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The mill burned.Nobody was hurt, said the governor.",
            ["The mill burned.", "Nobody was hurt, said the governor."],
        ),
        (
            "He said “we left.”Rebels came in 2021.The town fell.",
            ["He said “we left.”", "Rebels came in 2021.", "The town fell."],
        ),
        ("The U.S.Army left at 5 a.m.Friday.", ["The U.S.Army left at 5 a.m.Friday."]),
    ],
)
def test_sentences_that_lost_the_space_between_them(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
