"""A report as arrays: every sentence is read once, and every word piece knows its characters."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from sayso.models import Report
from sayso.reading.layout import Layout, drafts_of
from sayso.reading.learned import candidates, encoding
from sayso.reading.learned.reader import MODEL
from sayso.reading.learned.shapes import KIND, MARK, TITLE

SENTENCE = "Rebels said on Tuesday that shells had killed at least twelve people in the village of Tal Zahra. "


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def coded(sentences: int, title: str = "Shells fall on Tal Zahra") -> encoding.Coded:
    return code(Report("r", title, SENTENCE * sentences, "The Orontes Post", "2017-03-09"))


LAYOUT = Layout()


def code(report: Report) -> encoding.Coded:
    page = next(LAYOUT.pages([report]))
    return encoding.code(page, drafts_of(page))


@pytest.mark.parametrize("sentences", [0, 1, 5, 30, 200])
def test_each_sentence_is_owned_by_exactly_one_window(tokenizer: Tokenizer, sentences: int) -> None:
    report = coded(sentences)
    windows = encoding.windows(report, tokenizer)
    owned = [i for window in windows for i in window.own]
    assert sorted(owned) == list(range(len(report.sentences)))
    assert len(set(owned)) == len(owned)


@pytest.mark.parametrize("sentences", [1, 30, 200])
def test_a_window_fits_the_encoder_and_holds_what_it_owns(tokenizer: Tokenizer, sentences: int) -> None:
    for window in encoding.windows(coded(sentences), tokenizer):
        assert len(window.ids) <= encoding.WINDOW
        assert set(window.own) <= set(window.sentence.tolist())


def test_a_sentence_longer_than_the_encoder_is_cut_not_lost(tokenizer: Tokenizer) -> None:
    report = code(Report("r", "", "shell " * 3000 + "killed two.", None, None))
    (window,) = encoding.windows(report, tokenizer)
    assert list(window.own) == [0]
    assert len(window.ids) <= encoding.WINDOW


def test_pieces_point_at_their_characters(tokenizer: Tokenizer) -> None:
    report = coded(2)
    (window,) = encoding.windows(report, tokenizer)
    text = report.report.full
    start = text.index("Tal Zahra", 30)
    pieces = encoding.pieces_of(window.span, start, start + len("Tal Zahra"))
    assert text[window.span[pieces[0], 0] : window.span[pieces[-1], 1]] == "Tal Zahra"


def test_numbers_dates_voices_and_places_are_marked(tokenizer: Tokenizer) -> None:
    report = coded(1)
    (window,) = encoding.windows(report, tokenizer)
    text = report.report.full

    def kind(words: str) -> set[int]:
        start = text.rindex(words)
        return set(window.kind[encoding.pieces_of(window.span, start, start + len(words))].tolist())

    assert kind("at least twelve") == {encoding.NUMBER}
    assert kind("Tuesday") == {encoding.DATE}
    assert kind("Rebels") == {encoding.VOICE}
    assert kind("Tal Zahra") == {encoding.PLACE}
    assert kind("shells") == {encoding.PLAIN}


def test_what_the_rules_would_read_is_marked(tokenizer: Tokenizer) -> None:
    report = coded(1)
    (window,) = encoding.windows(report, tokenizer)

    def hint(words: str) -> set[int]:
        start = report.report.full.rindex(words)
        return set(window.hint[encoding.pieces_of(window.span, start, start + len(words))].tolist())

    assert hint("killed") == {encoding.HINTED + KIND["casualties", "killed"]}
    assert hint("Tal Zahra") == {encoding.WHERE}
    assert hint("said") == {encoding.UNREAD}


def test_distance_is_counted_in_sentences(tokenizer: Tokenizer) -> None:
    report = coded(4)
    (window,) = encoding.windows(report, tokenizer)
    far = candidates.buckets(window, 2)
    by_sentence = {int(s): int(b) for s, b in zip(window.sentence, far, strict=True)}
    assert by_sentence[-1] == MARK
    assert by_sentence[0] == TITLE
    assert by_sentence[3] - by_sentence[2] == by_sentence[2] - by_sentence[1] == 1


def test_a_number_may_be_pointed_at_only_in_the_sentence_of_the_claim(tokenizer: Tokenizer) -> None:
    report = coded(3)
    (window,) = encoding.windows(report, tokenizer)
    allowed = candidates.allowed(report, window, 2, "count")
    assert allowed[0]
    assert {int(window.sentence[i]) for i in allowed.nonzero()[0][1:]} == {2}
