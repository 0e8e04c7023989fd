"""The learned reader as a user meets it. What it finds is measured on coded reports; here is what must always hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import ReaderError
from sayso.models import STATUSES, Claim, Report
from sayso.reading.learned.reader import LearnedReader

TEXT = (
    "Shelling by government forces killed at least 14 civilians in the town of Tal Zahra on Tuesday, the Orontes "
    "Monitor said. It said 30 others were wounded. A military source denied that the army had shelled the town."
)


@pytest.fixture(scope="module")
def reader() -> LearnedReader:
    return LearnedReader()


def read(reader: LearnedReader, text: str, title: str = "") -> list[Claim]:
    return reader(Report("r", title, text, "The Orontes Post", "2017-03-09"))


def test_a_plain_report(reader: LearnedReader) -> None:
    claims = read(reader, TEXT)
    killed = next(c for c in claims if c.status == "killed")
    assert killed.count is not None
    assert (killed.count.low, killed.count.high) == (14, None)
    assert killed.place is not None
    assert "Tal Zahra" in killed.place.text
    assert killed.source is not None
    assert "Orontes Monitor" in killed.source.text
    assert killed.when is not None
    assert killed.when.start == "2017-03-07"


@pytest.mark.parametrize("text", [TEXT, TEXT.replace(",", ""), TEXT * 40, "Tal Zahra\n\n" + TEXT])
def test_every_mention_stands_where_it_says(reader: LearnedReader, text: str) -> None:
    report = Report("r", "Shells fall", text, None, None)
    claims = reader(report)
    assert claims
    for claim in claims:
        assert claim.status in STATUSES[claim.topic]
        assert 0.0 <= claim.confidence <= 1.0
        for mention in (claim.evidence, claim.place, claim.actor, claim.object, claim.source, *claim.via):
            assert mention is None or report.full[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("text", ["", " ", "…", "The recipe needs two eggs and a cup of flour. Bake it for an hour."])
def test_where_there_is_nothing_to_code_there_is_no_claim(reader: LearnedReader, text: str) -> None:
    assert read(reader, text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "The militia runs the town. _â_\x90_â\x8d\x90_â\x8fAround 350 families fled to Weir, residents said.",
            350,
        ),
        ("Medics said _â\x8f23 people were killed in Weir on Monday.", 23),
    ],
)
def test_broken_signs_that_stick_to_a_number_neither_hide_it_nor_end_the_run(
    reader: LearnedReader, text: str, figure: int
) -> None:
    broken, plain = reader.pipe([Report("a", "", text, "The Orontes Post", "2017-03-09"), Report("b", "", TEXT)])
    assert [c.count.low for c in broken if c.count] == [figure]
    assert plain


def test_ids_are_unique_and_the_same_on_every_reading(reader: LearnedReader) -> None:
    ids = [c.id for c in read(reader, TEXT * 3)]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in read(reader, TEXT * 3)]


def test_many_reports_come_in_order(reader: LearnedReader) -> None:
    reports = [Report(str(i), "", TEXT if i % 2 else "Nothing happened.", None, None) for i in range(4)]
    assert [[c.report_id for c in claims][:1] for claims in reader.pipe(reports)] == [[], ["1"], [], ["3"]]


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be loaded"):
        LearnedReader(tmp_path)(Report("r", "", TEXT, None, None))
