"""Rows of the event datasets ACLED and UCDP GED (CSV): their notes as reports, their coded values kept beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sayso.errors import InputError
from sayso.ingest.decoding import tidied
from sayso.ingest.documents import CodedEvent, Document, IngestOptions, Kind, RefusedError, finished, is_iso_day
from sayso.models import Report

# A row has a few kilobytes. (A field without its closing quotation mark ends at the csv module's own limit.)
_LONGEST_LINE, _LONGEST_ROW = 1_000_000, 1_000_000
LONGEST_CELL = 131_072  # characters, the csv module's own limit
_SEPARATORS = (",", ";", "\t")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: the columns that it is known by, which of them names an event, and how a row reads as a report.

    ``needed`` are the columns without which a row cannot be read.
    """

    name: str
    needed: tuple[str, ...]
    event: str
    report: Callable[[Row], Report]


def _acled(row: Row) -> Report:
    # ACLED names its sources by their outlets, several joined with "; ": then no one of them wrote the notes.
    source = row.get("source", "")
    outlet = source if source and ";" not in source else "ACLED"
    return Report("", "", row["notes"], outlet, _day(row.get("event_date", "")))


def _ucdp(row: Row) -> Report:
    office, headline = row.get("source_office", ""), row.get("source_headline", "")
    text = row.get("source_article", "") if headline else ""
    outlet = office if office and ";" not in office else "UCDP"
    day = _day(row.get("source_date", "").split(";")[0]) or _day(row.get("date_end", ""))
    return Report("", headline if text else "", text or headline or row["source_article"], outlet, day)


DATASETS = (
    Dataset("ACLED", ("event_id_cnty", "event_date", "notes"), "event_id_cnty", _acled),
    Dataset("UCDP GED", ("id", "source_article", "type_of_violence", "date_start"), "id", _ucdp),
)


def read_events(document: Document, options: IngestOptions) -> Iterator[Report | CodedEvent | InputError]:
    """A report for each row, and what the dataset codes of it. A broken row is refused, the others follow.

    Raises InputError for a table that is of neither dataset, naming the columns that are needed.
    """
    lines = _lines(document)
    header = next(lines, "").removeprefix("\ufeff")
    dataset, separator = _dataset(header, document.name)
    columns = [column.strip().strip('"').lower() for column in header.split(separator)]
    found = False
    for number, row in _rows(lines, separator, columns, document.name):
        found = True
        name = f"{document.name}:{number}"
        if isinstance(row, InputError):
            yield row
            continue
        try:
            report = finished(dataset.report(row), name, options)
        except InputError as error:
            yield RefusedError(error.name, error.reason)
        else:
            yield report
            values = {column: value for column, value in row.items() if value}
            yield CodedEvent(report.id, dataset.name, row[dataset.event], values)
    if not found:
        raise InputError(document.name, "a table without rows")


def _lines(document: Document) -> Iterator[str]:
    """The lines with their ends, as the csv module wants them; a whole dataset would not fit into memory."""
    stream = document.stream or io.BytesIO(document.data)
    while line := stream.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise InputError(document.name, f"a line over {_LONGEST_LINE:,} bytes; save the table again")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            # What spreadsheets save where they do not save UTF-8.
            yield line.decode("cp1252", "replace")


def _dataset(header: str, name: str) -> tuple[Dataset, str]:
    for separator in _SEPARATORS:
        columns = {column.strip().strip('"').lower() for column in header.split(separator)}
        for dataset in DATASETS:
            if columns >= set(dataset.needed):
                return dataset, separator
    wanted = " or ".join(f"{dataset.name} ({', '.join(dataset.needed)})" for dataset in DATASETS)
    raise InputError(name, f"a table without the columns of {wanted}; other tables are not read as reports")


def _rows(
    lines: Iterator[str], separator: str, columns: list[str], name: str
) -> Iterator[tuple[int, dict[str, str] | RefusedError]]:
    """The rows by the line that each ends on. Raises InputError where the table cannot be followed any further."""
    csv.field_size_limit(LONGEST_CELL)  # other libraries raise it for the whole process
    table = csv.reader(lines, delimiter=separator)
    try:
        for values in table:
            number = table.line_num + 1
            if values:
                yield number, _row(columns, values, f"{name}:{number}")
    except csv.Error as error:
        raise InputError(f"{name}:{table.line_num + 1}", f"broken CSV ({error}); save the table again") from error


def _row(columns: list[str], values: list[str], name: str) -> dict[str, str] | RefusedError:
    if len(values) != len(columns):
        return RefusedError(name, f"{len(values)} values in a table of {len(columns)} columns; save the table again")
    if sum(map(len, values)) > _LONGEST_ROW:
        return RefusedError(name, f"a row over {_LONGEST_ROW:,} characters; save the table again")
    return {column: tidied(value).strip() for column, value in zip(columns, values, strict=True)}


def _day(text: str) -> str | None:
    """The ISO date of "2016-11-08", "2016-11-08 00:00:00.000" or "08 November 2016"."""
    if is_iso_day(text[:10]):
        return text[:10]
    for form in ("%d %B %Y", "%d-%b-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def looks_like_events(data: bytes) -> bool:
    """Whether the first bytes are the header of one of the datasets."""
    header = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace")
    try:
        return bool(_dataset(header, ""))
    except InputError:
        return False


KIND = Kind("CSV", read_events, (".csv", ".tsv"), ("text/csv",), looks_like_events, streams=True)
