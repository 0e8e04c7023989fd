"""What is exported is a hand-coded file that can be read and added again."""

from __future__ import annotations

from pathlib import Path

from making import MILL, claim, placed, report

from sayso.exports.jsonl import lines
from sayso.records import Row, read_rows, write_rows


def test_reports_come_with_their_claims_and_bare(tmp_path: Path) -> None:
    first, second = report("The army took Mill Quarter.", id="a"), report("Nothing moved.", id="b")
    told = placed(claim(first, "The army took Mill Quarter.", "control/taken", place="Mill Quarter"), MILL)
    write_rows(tmp_path / "out.jsonl", lines([first, second], [told]))
    rows = [row for row in read_rows(tmp_path / "out.jsonl") if isinstance(row, Row)]
    assert [row.report for row in rows] == [first, second]
    assert [one.claim for one in rows[0].claims] == [told.claim]
    assert rows[0].claims[0].place is not None
    assert rows[0].claims[0].place.id == "t:mill"
    assert rows[1].claims == ()
