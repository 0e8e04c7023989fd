"""Pages and entries of feeds as documents."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions
from sayso.ingest.kinds.feed import Entry, as_report
from sayso.ingest.web.client import Client, FetchError, Page
from sayso.models import Report


def fetched(url: str, client: Client) -> Document:
    """The page of an address. Raises FetchError."""
    return as_document(client.get(url))


def as_document(page: Page, known: Report | None = None) -> Document:
    """A page as a document, with what was known of it before it was got."""
    around = known or Report("", "", "")
    known = Report("", around.title, "", around.outlet, around.published, page.url)
    return Document(page.url, page.data, page.media or "application/octet-stream", page.charset, known)


def of_entry(entry: Entry, options: IngestOptions, client: Client) -> Iterator[Document | Report]:
    """The report of an entry: the feed's own words where these are the article, else the page that it links to.

    Where the host does not give the page to readers like this one, the feed's words have to do, for these it gives.
    Raises FetchError where the page may be had later, InputError where there is nothing to read.
    """
    name = entry.url or entry.title or entry.key
    if entry.whole or entry.url is None:
        yield as_report(entry, name, options)
        return
    try:
        page = client.get(entry.url)
    except FetchError as error:
        if not error.lasting:
            raise
        try:
            report = as_report(entry, name, options)
        except InputError:
            raise error from None
        yield report
        return
    yield as_document(page, Report("", entry.title, "", entry.outlet, entry.published))
