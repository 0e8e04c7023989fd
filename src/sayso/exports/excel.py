"""Claims and matters as an Excel workbook with HXL rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from sayso.errors import SaysoError
from sayso.exports.cells import FORMULA, held
from sayso.exports.columns import COLUMNS, NAMES, Value, rows
from sayso.exports.material import Material
from sayso.models import Matter

# The limits of the format.
MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767
WIDE = {"evidence": 80, "title": 40, "answer": 60, "reasons": 60, "meaning": 60}

MATTER_COLUMNS = (
    ("matter", "#meta+id+matter"),
    ("question", "#event+topic"),
    ("place", "#loc+name"),
    ("place_id", "#loc+code"),
    ("start", "#date+start"),
    ("end", "#date+end"),
    ("standing", "#status+matter"),
    ("disputed_on", "#status+fields"),
    ("answer", "#description+answer"),
    ("voices", "#meta+source+name"),
    ("independent_voices", "#meta+source+num"),
    ("outlets", "#org+outlet"),
    ("claims", "#meta+id+claim"),
    ("reasons", "#description+reasons"),
)


def write(material: Material, out: BinaryIO) -> None:
    """Sheets ``claims``, ``matters`` (a row a position) and ``about``. Raises SaysoError for more rows than fit.

    A text that looks like a formula is a text cell marked as quoted, which Excel neither runs nor turns into one.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships without types

    book = Workbook(write_only=True)
    tags = [column.tag for column in COLUMNS]
    _fill(book, "claims", [NAMES, tags], ([one[name] for name in NAMES] for one in rows(material)))
    names, tags = [name for name, _ in MATTER_COLUMNS], [tag for _, tag in MATTER_COLUMNS]
    _fill(book, "matters", [names, tags], _matters(material))
    _fill(book, "about", [("column", "tag", "meaning")], _about(material))
    book.save(out)


def _fill(book: Any, title: str, heads: Sequence[Sequence[str]], found: Iterable[Sequence[Value]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    sheet = book.create_sheet(title)
    sheet.freeze_panes = f"A{len(heads) + 1}"
    for number, name in enumerate(heads[0], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE.get(name, 16)
    for head in heads:
        cells = [WriteOnlyCell(sheet, value=name) for name in head]
        for cell in cells:
            cell.font = Font(bold=head is heads[0], italic=head is not heads[0])
        sheet.append(cells)
    for number, values in enumerate(found, start=len(heads) + 1):
        if number > MOST_ROWS:
            raise SaysoError(f"more than {MOST_ROWS:,} rows do not fit a sheet: ask for a place or topic, or take CSV")
        sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: Any, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    text = held(value)
    text = text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 2] + " …"
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # openpyxl takes a text that begins with "=" for a formula
    if FORMULA.match(text):
        cell.quotePrefix = True
    return cell


def _matters(material: Material) -> Iterator[list[Value]]:
    for matter, position in material.positions():
        yield [
            matter.id,
            matter.question or matter.topic,
            matter.place.name,
            matter.place.id,
            matter.start,
            matter.end,
            matter.standing,
            _joined(matter.disputed_on),
            position.summary,
            _joined(position.sources),
            len(position.sources),
            _joined(position.outlets),
            " ".join(position.claims),
            _reasons(matter, first=position is matter.positions[0]),
        ]


def _reasons(matter: Matter, first: bool) -> str | None:
    return " ".join(matter.why) or None if first else None


def _joined(names: Sequence[str]) -> str | None:
    return "; ".join(names) or None


def _about(material: Material) -> Iterator[list[Value]]:
    for column in COLUMNS:
        yield [column.name, column.tag, column.meaning]
    yield ["", "", f"Made {material.made} by sayso {material.version}. Claims are what is said; nothing was verified."]
