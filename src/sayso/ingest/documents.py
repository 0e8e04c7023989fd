"""What the kinds of input share: the options of a run, a document as it came in, and the last steps to a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO, TypeAlias

from sayso.errors import InputError
from sayso.ingest.languages import language_of
from sayso.models import Report
from sayso.records import report_id

# One report longer than this is a book or a dump; readers would need its length squared in places.
MAX_REPORT_CHARACTERS = 1_000_000
# 50 MB: a report is a few kilobytes, so this is a dump or a mistake. Kinds that hold many reports are read as they
# stream, those that unpack to much more in memory have limits of their own.
MAX_BYTES = 50_000_000

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

NOTHING = Report("", "", "")


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user knows better than any page: both win over all that is found.

    ``published`` is an ISO date (``YYYY-MM-DD``); anything else raises InputError.
    """

    outlet: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and not is_iso_day(self.published):
            raise InputError("--published", f"{self.published!r} is not a day; write it as YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Document:
    """One file, page, message or stream.

    ``name`` is what messages call it; it is never opened. ``media`` and ``charset`` are what the sender says of the
    ``data``, "" where nobody does. ``known`` holds what stands around it and may be wanting within: title, outlet, date
    and address. ``stream`` is set for kinds that are read as they stream, whose data stay empty. ``depth`` counts the
    documents that this one came in: a page in an archive has 1.
    """

    name: str
    data: bytes
    media: str = ""
    charset: str = ""
    known: Report = NOTHING
    stream: BinaryIO | None = None
    depth: int = 0


class RefusedError(InputError):
    """An input that was not read, with the document itself where there is one, so that it can be kept aside."""

    def __init__(self, name: str, reason: str, document: Document | None = None) -> None:
        super().__init__(name, reason)
        self.document = document


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """What a dataset codes of the event whose notes are a report: its columns as they stand, empty ones left out."""

    report_id: str
    dataset: str
    event: str
    values: dict[str, str] = field(default_factory=dict)


Item: TypeAlias = Report | CodedEvent | InputError
# A reader gives a document within its own (a page in an archive, an attachment) back, to be read by its kind.
Reader: TypeAlias = Callable[[Document, IngestOptions], Iterator[Item | Document]]


def _never(data: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: how it is known, and how it is read.

    ``looks_like`` is asked about the first bytes of a document whose extension and media type say nothing.
    """

    name: str
    read: Reader
    extensions: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    looks_like: Callable[[bytes], bool] = _never
    max_bytes: int = MAX_BYTES
    streams: bool = False


def is_iso_day(text: str) -> bool:
    """True for ``YYYY-MM-DD`` of a day that exists."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def finished(report: Report, name: str, options: IngestOptions) -> Report:
    """``report`` with the options' outlet and date, its language, and with an id where it has none.

    Raises InputError for a report that is empty, too long or not storable.
    """
    _check(report, name)
    outlet = options.outlet or report.outlet
    published = options.published or report.published
    name = report.id or report_id(outlet, report.full)
    return replace(report, id=name, outlet=outlet, published=published, language=language_of(report.full))


def check_length(text: str, name: str) -> None:
    """Raise InputError for a text too long to be one report; kinds of input call it before they work on a text."""
    if len(text) > MAX_REPORT_CHARACTERS:
        raise InputError(name, f"over {MAX_REPORT_CHARACTERS:,} characters, too long for one report; split it up")


def too_large(limit: int) -> str:
    """The reason for refusing what has ``limit`` bytes or more."""
    return f"{limit // 1_000_000} MB or more, too large for reports; split it into smaller files"


def _check(report: Report, name: str) -> None:
    if not report.full.strip():
        raise InputError(name, "no text to read; give the article's text")
    check_length(report.full, name)
    if any(_UNSTORABLE.search(part) for part in (report.full, report.id, report.outlet or "", report.url or "")):
        raise InputError(name, "holds null or broken characters; save it again as UTF-8 text")
