"""Claims as CSV with an HXL row: UTF-8, one row a claim."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from sayso.exports.cells import held, safe
from sayso.exports.columns import COLUMNS, NAMES, Value, rows
from sayso.exports.material import Material


def write(material: Material, out: BinaryIO) -> None:
    """A row of headers, a row of HXL tags, then one row a claim. No text cell can run as a formula."""
    tags = {column.name: column.tag for column in COLUMNS}
    write_table(NAMES, rows(material), out, tags)


def write_table(
    names: Sequence[str], found: Iterable[Mapping[str, Value]], out: BinaryIO, tags: Mapping[str, str] | None = None
) -> None:
    """Headers, tags where given, then the rows; what is None is an empty cell."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    if tags:
        writer.writerow([tags[name] for name in names])
    for one in found:
        writer.writerow([_cell(one[name]) for name in names])
    text.detach()


def _cell(value: Value) -> Value:
    return safe(held(value)) if isinstance(value, str) else value
