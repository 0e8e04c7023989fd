"""PDF files that carry their text; a scan is refused, since what it says can only be guessed."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from sayso.errors import InputError
from sayso.ingest.credits import credited_agency
from sayso.ingest.datelines import printed_date, published_in
from sayso.ingest.decoding import tidied
from sayso.ingest.documents import Document, IngestOptions, Kind, check_length, finished
from sayso.ingest.furniture import without_furniture
from sayso.ingest.titles import split_title
from sayso.models import Report

_MAX_BYTES = 20_000_000
_MAX_PAGES = 300
# Bytes that one stream of a page may unpack to; the text of a page has thousands.
_MAX_STREAM = 10_000_000
# Letters a page, below which a document is a scan with a stray word.
_FEWEST_LETTERS = 20
# A line on more than half of the pages, in a document of at least so many, stands at the head or foot of each.
_RUNNING_FROM = 3
# A line shorter than this share of the usual one ends its paragraph, where it also ends a sentence.
_SHORT = 0.8

_PAGE_NUMBER = re.compile(r"^(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?$", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]$")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’')\]]*$")
_BULLET = re.compile(r"^(?:[•▪●‣◦*–—-]\s|\d{1,2}[.)]\s)")


def read_pdf(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """One report from the text of all pages. Raises InputError for what is locked, broken or has no text."""
    pages = [tidied(page) for page in _pages(document)]
    if sum(letter.isalpha() for page in pages for letter in page) < _FEWEST_LETTERS * len(pages):
        raise InputError(document.name, "a PDF without a text layer (a scan?); run text recognition on it first")
    text = without_furniture("\n".join(_paragraphs(_without_running_lines(pages))))
    check_length(text, document.name)
    known = document.known
    title, body = (known.title, text) if known.title else split_title(text)
    published = printed_date(text, known.published) or known.published or published_in(text)
    outlet = credited_agency(text) or known.outlet
    yield finished(Report("", title, body, outlet, published, known.url), document.name, options)


def _pages(document: Document) -> list[str]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import PyPdfError

    # What pypdf thinks of a file is told once, by the error; its own log would tell it a line a fault.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with apply_configuration(
        stream_decoding_work_maximum_length=4 * _MAX_STREAM,
        array_based_stream_maximum_output_length=_MAX_STREAM,
        zlib_maximum_output_length=_MAX_STREAM,
        lzw_maximum_output_length=_MAX_STREAM,
        run_length_maximum_output_length=_MAX_STREAM,
        brotli_maximum_output_length=_MAX_STREAM,
    ):
        try:
            reader = PdfReader(BytesIO(document.data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError(document.name, "locked with a password; save it again without one")
            if len(reader.pages) > _MAX_PAGES:
                raise InputError(document.name, f"over {_MAX_PAGES} pages, too long for one report; split it up")
            return [page.extract_text() for page in reader.pages]
        except InputError:
            raise
        except PyPdfError as error:
            raise InputError(document.name, f"not readable as PDF ({str(error)[:80]}); save it again") from error
        except Exception as error:  # pypdf trips over broken files in every way that Python has
            raise InputError(document.name, f"broken PDF ({type(error).__name__}); save it again") from error


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """The lines of all pages but the page numbers and what stands on most pages."""
    split = [[line for line in page.split("\n") if line] for page in pages]
    counts = Counter(line for lines in split for line in set(lines[:3] + lines[-3:]))
    often = {line for line, pages_with in counts.items() if pages_with > len(pages) / 2 and len(pages) >= _RUNNING_FROM}
    return [line for lines in split for line in lines if line not in often and not _PAGE_NUMBER.match(line)]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines joined to paragraphs: a PDF breaks them where its column ends, words too."""
    lengths = sorted(len(line) for line in lines)
    usual = lengths[int(len(lengths) * 0.75)] if lengths else 0
    joined: list[str] = []
    open_line = False
    for line in lines:
        if open_line and not _BULLET.match(line):
            cut = _HYPHENATED.search(joined[-1]) if line[:1].islower() else None
            joined[-1] = joined[-1][: cut.start()] + line if cut else f"{joined[-1]} {line}"
        else:
            joined.append(line)
        closed = bool(_SENTENCE_END.search(line))
        open_line = len(line) >= _SHORT * usual or (open_line and not closed)
    return joined


KIND = Kind(
    "PDF",
    read_pdf,
    (".pdf",),
    ("application/pdf", "application/x-pdf"),
    lambda head: b"%PDF-" in head[:1024] and head.lstrip().startswith(b"%PDF"),
    max_bytes=_MAX_BYTES,
)
