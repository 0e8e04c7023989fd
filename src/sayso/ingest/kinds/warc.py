"""Web archives (WARC, also packed), as crawlers and Common Crawl News make them: each page is read by its own kind."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions, Kind, RefusedError
from sayso.ingest.guards import inflated
from sayso.models import Report

# A page or a PDF; images and films are not looked at. Before unpacking, and after it.
_MAX_RECORD = 10_000_000
# Records over this length are not skipped over one by one for ever: a small packed file can hold thousands of them.
_HUGE, _MOST_HUGE = 100_000_000, 10
# Whatever else a server sends is no report.
_MEDIA = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822", ""}
    | {"application/rss+xml", "application/atom+xml"}
)


def read_warc(document: Document, options: IngestOptions) -> Iterator[Document | InputError]:
    """The pages that the archive holds as documents; other records (requests, images, errors) are passed over.

    A record that is too long or cut off is refused and the others follow. Raises InputError or OSError where the
    archive is broken beyond it.
    """
    from io import BytesIO

    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    huge, given = 0, 0
    for number, record in enumerate(ArchiveIterator(document.stream or BytesIO(document.data), wanted), start=1):
        huge += record.content_length > _HUGE
        if huge > _MOST_HUGE:
            raise InputError(document.name, f"more than {_MOST_HUGE} records over {_HUGE // 1_000_000} MB; split it up")
        name = f"{document.name}, record {number}"
        try:
            page = _page(record, name)
        except InputError as error:
            given += 1
            yield RefusedError(error.name, error.reason)
        else:
            if page is not None:
                given += 1
                yield page
    if not given:
        raise InputError(document.name, "an archive without pages; give one with response records")


def _page(record: Any, name: str) -> Document | None:
    """The record's page; None for what is no page. Raises InputError for one that cannot be taken out."""
    headers = record.http_headers
    if headers is not None and headers.status_code != 200:
        return None
    declared = record.http_content_type if headers is not None else record.headers.get("Content-Type")
    media = (declared or "").partition(";")[0].strip().lower()
    if media not in _MEDIA:
        return None
    expected = record.content_length
    if expected > _MAX_RECORD:
        raise InputError(name, f"over {_MAX_RECORD // 1_000_000} MB, too large for one page; split it up")
    body = record.reader.read(expected) if expected else b""
    if len(body) < expected:
        raise InputError(name, "cut off in the middle; fetch the page again")
    if headers is not None:
        body = _decoded(body, headers, name)
    if not body.strip():
        return None
    known = Report("", "", "", url=_address(record))
    return Document(f"{name} ({known.url})" if known.url else name, body, media, record.http_charset or "", known)


def _decoded(body: bytes, headers: Any, name: str) -> bytes:
    """The body as the server meant it: chunks joined, unpacked."""
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = _joined(body)
    return inflated(body, (headers.get("Content-Encoding") or "").strip().lower(), _MAX_RECORD, name)


def _joined(body: bytes) -> bytes:
    """Chunks put together; a body that is not in chunks, as many crawlers store it, stays as it is."""
    parts, at = [], 0
    while at < len(body):
        line, ended, _ = body[at : at + 64].partition(b"\r\n")
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError:
            return body
        if not ended or size < 0:
            return body
        at += len(line) + 2
        if size == 0:
            break
        parts.append(body[at : at + size])
        at += size + 2
    return b"".join(parts)


def _address(record: Any) -> str | None:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return address[:2000] if address.startswith(("http://", "https://")) else None


def looks_like_warc(data: bytes) -> bool:
    """Whether the first bytes are those of an archive, packed or not."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(47).decompress(data, 64)
        except zlib.error:
            return False
    return data.startswith(b"WARC/")


KIND = Kind(
    "WARC", read_warc, (".warc", ".warc.gz", ".wet", ".wet.gz"), ("application/warc",), looks_like_warc, streams=True
)
