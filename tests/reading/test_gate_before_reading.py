"""The gate: what has nothing to code is not read, and what is read in part has the offsets of the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import report

from sayso.errors import ReaderError
from sayso.models import Claim, Mention
from sayso.reading.claims import claim_id
from sayso.reading.gate import SHORT, Gate
from sayso.records import Row, read_rows

WAR = (
    "Shelling killed 12 civilians in Tarn on Monday, residents said, and dozens of families fled to Orvel. "
    "Rebel fighters had seized two villages north of the town, and the army answered with air strikes, a monitor said. "
    "Aid trucks waited at a checkpoint for the ceasefire that both sides had agreed, and hospitals were short of "
    "medical supplies. Bodies lay in the streets of the besieged areas, and fighting went on in the countryside."
)
PEACE = (
    "The school board met in the library to hear even more about the education program and the new bus routes. "
    "Voters asked when the pool would open, and the party promised his answer before the convention, she would say. "
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (PEACE * 5, False),
        (PEACE * 5 + "\n" + WAR, True),
        (PEACE, True),  # short: too little to go by
        ("The voters and the candidates spoke of jobs. " * 40, False),
        ("Fighters shelled the besieged town and displaced hundreds of families. " * 20, True),
    ],
)
def test_what_is_read(gate: Gate, text: str, read: bool) -> None:
    assert (gate.part(report(text)) is not None) == read
    assert (len(report(text).full) < SHORT) == (text == PEACE)


def test_a_long_text_is_read_where_something_is_told(gate: Gate) -> None:
    whole = report(f"{PEACE * 4}\n{WAR}\n{PEACE * 4}", title="The week in Tarn")
    part = gate.part(whole)
    assert part is not None
    assert part.pieces
    assert WAR in part.report.text
    assert part.report.title == whole.title
    assert PEACE[:40] in part.report.text, "the opening, where datelines stand"
    assert len(part.report.text) < 0.5 * len(whole.text)
    assert all(whole.full[a:b] in part.report.full for a, b in part.pieces)


def test_claims_of_a_part_have_the_offsets_and_ids_of_the_whole(gate: Gate) -> None:
    whole = report(f"{PEACE * 4}\n{WAR}\n{PEACE * 4}", title="The week in Tarn")
    part = gate.part(whole)
    assert part is not None

    def found(full: str) -> Claim:
        def mention(words: str) -> Mention:
            at = full.index(words)
            return Mention(words, at, at + len(words))

        fields = {"place": mention("Tarn on"), "source": mention("residents"), "object": mention("The week")}
        return claim_id(Claim("", whole.id, "casualties", "killed", "stated", mention(WAR), **fields))  # type: ignore[arg-type]

    in_part = found(part.report.full)
    assert in_part.evidence.start != found(whole.full).evidence.start
    assert part.restored([in_part]) == [found(whole.full)]


def test_every_piece_of_a_part_is_found_again_at_any_cut(gate: Gate) -> None:
    whole = report("\n".join([PEACE * 3, WAR, PEACE * 3, WAR.replace("12", "14"), PEACE * 3]), title="T")
    part = gate.part(whole)
    assert part is not None
    full = part.report.full
    spans = [(a, b) for a in range(0, len(full), 7) for b in (min(a + 3, len(full)),) if "\n" not in full[a:b]]
    for start, end in spans:
        base = Claim("", whole.id, "fighting", "attack", "stated", Mention(full[start:end], start, end))
        (moved,) = part.restored([base])
        assert whole.full[moved.evidence.start : moved.evidence.end] == full[start:end]


@pytest.mark.parametrize("content", ["<bias>\t1\n", "<bias>\tmany\n", "no tab\n"])
def test_a_broken_file_of_words_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "gate.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(ReaderError, match=r"gate\.tsv"):
        Gate(tmp_path / "gate.tsv")


def test_at_most_one_coded_claim_in_a_hundred_is_lost(gate: Gate, shared: Path) -> None:
    lost = total = 0
    for name in ("train", "dev"):
        for row in read_rows(shared / "gold" / f"{name}.jsonl"):
            assert isinstance(row, Row)
            part = gate.part(row.report)
            read = () if part is None else part.pieces or ((0, len(row.report.full)),)
            for item in row.claims:
                at = item.claim.evidence
                total += 1
                in_title = part is not None and at.end <= len(row.report.title)
                lost += not (in_title or any(a <= at.start and at.end <= b for a, b in read))
    assert total > 5000
    assert lost <= 0.01 * total
