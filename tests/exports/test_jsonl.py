"""What is exported is a hand-coded file that can be read and added again, and imported as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import MILL, claim, placed, report

from sayso import pipeline
from sayso.cli.exporting import Asked, gather
from sayso.errors import InputError
from sayso.exports import FORMATS
from sayso.exports.jsonl import lines, read
from sayso.ledger import Provenance, open_ledger
from sayso.models import ActorResolution, ResolvedClaim
from sayso.records import Row, read_rows, write_rows

FIRST, SECOND = report("The army took Mill Quarter.", id="a"), report("Nothing moved.", id="b")
TOLD = placed(claim(FIRST, "The army took Mill Quarter.", "control/taken", place="Mill Quarter"), MILL)


def test_reports_come_with_their_claims_and_bare(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.jsonl", lines([FIRST, SECOND], [TOLD]))
    rows = [row for row in read_rows(tmp_path / "out.jsonl") if isinstance(row, Row)]
    assert [row.report for row in rows] == [FIRST, SECOND]
    assert [one.claim for one in rows[0].claims] == [TOLD.claim]
    assert rows[0].claims[0].place is not None
    assert rows[0].claims[0].place.id == "t:mill"
    assert rows[1].claims == ()


def test_containers_and_candidates_come_back(tmp_path: Path) -> None:
    shown = claim(FIRST, "The army took Mill Quarter.", "control/taken", actor="The army", place="Mill Quarter")
    actor = ActorResolution("t:army", "Tarn Army", "north", ("t:army", "t:guard"))
    whole = ResolvedClaim(shown.claim, MILL, actor)
    write_rows(tmp_path / "out.jsonl", lines([FIRST], [whole]))
    (row,) = read(tmp_path / "out.jsonl")
    assert row == Row(FIRST, (whole,))


def test_out_and_in_again_is_the_same_ledger(ledger_file: Path, tmp_path: Path) -> None:
    with open_ledger(str(ledger_file), create=False) as before:
        material = gather(before, FORMATS["jsonl"], Asked(names="full"))
        write_rows(tmp_path / "all.jsonl", lines(material.reports, material.claims))
        with open_ledger(str(tmp_path / "copy.db")) as after:
            for row in read(tmp_path / "all.jsonl"):
                assert isinstance(row, Row)
                assert after.add(row.report, row.claims, Provenance("import"))
            assert after.reports() == before.reports()
            assert after.claims() == before.claims()
            assert len(after.claims()) == 151
            assert pipeline.matters_of(after) == pipeline.matters_of(before)
            assert after.check() == []
            again = gather(after, FORMATS["jsonl"], Asked(names="full"))
            assert list(lines(again.reports, again.claims)) == list(lines(material.reports, material.claims))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not a line of an export"),
        ('{"report": {"text": "x"}}', "not a line of an export"),
        ('{"report": {"id": "a"}, "claims": []}', "has no text"),
        ('{"report": {"text": "x"}, "claims": [{"topic": "weather"}]}', "is not a topic"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_others_follow(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps(next(lines([FIRST], [TOLD])))
    (tmp_path / "in.jsonl").write_text(f"{line}\n\n{good}\n", encoding="utf-8")
    broken, whole = read(tmp_path / "in.jsonl")
    assert isinstance(broken, InputError)
    assert "line 1" in broken.name
    assert reason in broken.reason
    assert whole == Row(FIRST, (TOLD,))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read(tmp_path / "none.jsonl"))
