"""What the kinds of input share: the options of a run, a document as it came in, and the last steps to a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sayso.errors import InputError
from sayso.ingest.languages import language_name, language_of
from sayso.models import Report
from sayso.records import report_id

# One report longer than this is a book or a dump; readers would need its length squared in places.
MAX_REPORT_CHARACTERS = 1_000_000

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


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
    """One file, page or stream: the ``name`` that messages give it, and its bytes."""

    name: str
    data: bytes


Reader = Callable[[Document, IngestOptions], Iterator[Report | InputError]]


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
    """``report`` with the options' outlet and date, and with an id where it has none.

    Raises InputError for a report that is empty, too long, not storable or not in English.
    """
    _check(report, name)
    outlet = options.outlet or report.outlet
    published = options.published or report.published
    return replace(report, id=report.id or report_id(outlet, report.full), outlet=outlet, published=published)


def check_length(text: str, name: str) -> None:
    """Raise InputError for a text too long to be one report; kinds of input call it before they work on a text."""
    if len(text) > MAX_REPORT_CHARACTERS:
        raise InputError(name, f"over {MAX_REPORT_CHARACTERS:,} characters, too long for one report; split it up")


def _check(report: Report, name: str) -> None:
    if not report.full.strip():
        raise InputError(name, "no text to read; give the article's text")
    check_length(report.full, name)
    if any(_UNSTORABLE.search(part) for part in (report.full, report.id, report.outlet or "", report.url or "")):
        raise InputError(name, "holds null or broken characters; save it again as UTF-8 text")
    code = language_of(report.full)
    if code != "en":
        raise InputError(
            name, f"written in {language_name(code)} ({code}): sayso reads English; give an English version"
        )
