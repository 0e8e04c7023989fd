"""CSV, Excel and Parquet: other people's readers open them, and no text in them runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import hxl
import openpyxl
import pandas
import pyarrow.parquet
import pytest
from conftest import Made, Written, write
from hypothesis import given, settings
from hypothesis import strategies as st
from making import MILL, claim, placed, report

from sayso.exports import Material
from sayso.exports.cells import FORMULA, held, safe
from sayso.exports.columns import COLUMNS, NAMES

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u200b=1", '=HYPERLINK("x";"y")')


def hostile(text: str) -> Material:
    """A report whose every text begins like a formula."""
    told = report(f"{text} the army took Mill Quarter.", id=text, title=text, outlet=text, url=text)
    evidence = told.text
    shown = placed(claim(told, evidence, "control/taken", place="Mill Quarter", id=text), MILL)
    return Material(reports=(told,), claims=(shown,))


def test_pandas_reads_the_csv_and_every_value_is_there(written: Written, made: Made) -> None:
    frame = pandas.read_csv(io.BytesIO(written("csv")), skiprows=[1], keep_default_na=False, na_values=[""])
    assert tuple(frame.columns) == NAMES
    claims = made("csv").claims
    assert list(frame["claim"]) == [one.claim.id for one in claims]
    assert list(frame["evidence"].map(lambda words: words.lstrip("'"))) == [
        one.claim.evidence.text.lstrip("'") for one in claims
    ]
    assert list(frame["evidence_start"]) == [one.claim.evidence.start for one in claims]
    assert list(frame["count_low"].dropna()) == [
        one.claim.count.low for one in claims if one.claim.count and one.claim.count.low is not None
    ]
    assert set(frame["country"].dropna()) == {"Syria"}
    assert set(frame["governorate_id"].dropna()) >= {"ocha:SY05"}
    assert frame["matter"].notna().all()


def test_hxl_tools_read_the_tags(written: Written, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_bytes(written("csv"))
    with hxl.make_input(str(tmp_path / "out.csv"), hxl.InputOptions(allow_local=True)) as source:
        data = hxl.data(source)
        assert [column.display_tag for column in data.columns] == [column.tag for column in COLUMNS]
        assert data.with_rows("#event+topic=casualties").count("#event+topic").values
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx")), read_only=True)["matters"]
    rows = [[cell if cell is not None else "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert "#meta+source+num" in [column.display_tag for column in hxl.data(rows).columns]


def test_openpyxl_and_pandas_read_the_workbook(written: Written, made: Made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    assert book.sheetnames == ["claims", "matters", "about"]
    material = made("xlsx")
    assert book["claims"].max_row == len(material.claims) + 2
    assert book["matters"].max_row == len(list(material.positions())) + 2
    frame = pandas.read_excel(io.BytesIO(written("xlsx")), sheet_name="claims", skiprows=[1])
    assert list(frame["evidence"]) == [one.claim.evidence.text for one in material.claims]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_parquet_is_typed_and_says_what_made_it(written: Written, made: Made) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet")))
    assert table.schema.names == list(NAMES)
    kinds = {column.name: column.kind for column in COLUMNS}
    words = {"text": "string", "whole": "int64", "number": "double"}
    assert {name: str(kind) for name, kind in zip(table.schema.names, table.schema.types, strict=True)} == {
        name: words[kind] for name, kind in kinds.items()
    }
    assert table.schema.field("lat").metadata[b"hxl"] == b"#geo+lat"
    assert table.schema.metadata[b"sayso_made"] == made("parquet").made.encode()
    frame = pandas.read_parquet(io.BytesIO(written("parquet")))
    assert len(frame) == len(made("parquet").claims)
    assert frame["lat"].between(32, 38).sum() == frame["lat"].notna().sum() > 50


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_runs(text: str) -> None:
    material = hostile(text)
    rows = list(csv.reader(io.StringIO(write("csv", material).decode(), newline="")))
    assert not [cell for cell in rows[2] if FORMULA.match(cell) and not is_number(cell)]
    assert rows[2][NAMES.index("title")] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", material)))
    cell = book["claims"].cell(row=3, column=NAMES.index("title") + 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert not [one for row in book["claims"].iter_rows() for one in row if one.data_type == "f"]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@settings(deadline=None)
@given(st.text())
def test_a_safe_cell_never_begins_like_a_formula(text: str) -> None:
    shown = safe(held(text))
    assert not FORMULA.match(shown)
    assert shown.strip()[:1] not in ("=", "+", "-", "@")
    assert shown[:1] not in ("\t", "\r", "\n")
    assert shown in (held(text), f"'{held(text)}")


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_fits_every_table(text: str) -> None:
    told = report("The army took Mill Quarter.", title=text.replace("\n", " "), outlet=text)
    shown = claim(told, "The army took Mill Quarter.", "control/taken", place="Mill Quarter")
    material = Material(reports=(told,), claims=(shown,))
    rows = list(csv.reader(io.StringIO(write("csv", material).decode(), newline="")))
    assert rows[2][NAMES.index("outlet")] == safe(held(text))
    frame = pandas.read_parquet(io.BytesIO(write("parquet", material)))
    assert frame["outlet"][0] == text
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", material)))
    assert book["claims"].max_row == 3


def test_what_a_cell_cannot_hold_is_cut() -> None:
    told = report("The army took Mill Quarter.", title="x" * 40_000)
    material = Material(reports=(told,), claims=(claim(told, "The army took Mill Quarter.", "control/taken"),))
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", material)))
    value = book["claims"].cell(row=3, column=NAMES.index("title") + 1).value
    assert len(value) == 32_767
    assert value.endswith("x …")
