"""Exports: reports, claims and matters written out in the formats that others work with.

One module a format, all in the registry below: a new one is a module with a ``write`` and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Literal

from sayso.exports.material import Coded, Country, Entries, Entry, Heard, Material, Voice

__all__ = [
    "FORMATS",
    "Coded",
    "Country",
    "Entries",
    "Entry",
    "Format",
    "Heard",
    "Material",
    "Voice",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the command's word for it, what it is, the usual suffix, and the module and function that write it.

    ``needs`` says what material it wants: ``records`` alone, ``claims`` with their matters, matters under a view
    (``events``), a ``brief``, or what datasets code of reports (``coded``).
    ``binary`` is never shown on a screen.
    """

    name: str
    title: str
    suffix: str
    module: str
    function: str = "write"
    needs: Literal["records", "claims", "events", "brief", "coded"] = "claims"
    binary: bool = False

    @property
    def write(self) -> Callable[[Material, BinaryIO], None]:
        """What writes material to a stream; loaded when it is asked for, since some bring large libraries along."""
        found: Callable[[Material, BinaryIO], None] = getattr(
            import_module(f"sayso.exports.{self.module}"), self.function
        )
        return found


_ALL = (
    Format(
        "jsonl",
        "Every report with its claims, as JSON Lines",
        ".jsonl",
        "jsonl",
        needs="records",
    ),
    Format("csv", "A row a claim as CSV, with a row of HXL tags", ".csv", "table_csv"),
    Format("xlsx", "Claims and matters as an Excel workbook, with rows of HXL tags", ".xlsx", "excel", binary=True),
    Format("parquet", "A row a claim as Parquet, with typed columns", ".parquet", "parquet", binary=True),
    Format("geojson", "A feature a claim as GeoJSON", ".geojson", "geojson"),
    Format("annotations", "W3C Web Annotations on the exact words, with PROV, as JSON-LD", ".jsonld", "annotations"),
    Format("ftm", "Entities of FollowTheMoney, a matter an event", ".ftm.json", "followthemoney", "write_entities"),
    Format("ftm-statements", "Statements of FollowTheMoney, each from a claim", ".json", "followthemoney"),
    Format("acled", "Events in the columns of ACLED, under a view", ".csv", "acled", needs="events"),
    Format("ucdp", "Events with deaths in the columns of UCDP GED, under a view", ".csv", "ucdp", needs="events"),
    Format(
        "comparison",
        "Claims beside what ACLED or UCDP GED code of the same rows, as CSV",
        ".csv",
        "comparison",
        needs="coded",
    ),
    Format("html", "A brief as a page to print", ".html", "page", needs="brief"),
    Format("docx", "A brief as a Word document", ".docx", "word", needs="brief", binary=True),
)
FORMATS: Mapping[str, Format] = {form.name: form for form in _ALL}
