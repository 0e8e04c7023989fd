"""Files, folders, standard input and addresses, one document at a time, each read by its kind."""

from __future__ import annotations

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import InputError
from sayso.ingest.documents import MAX_BYTES, Document, IngestOptions, Item, Kind, RefusedError, too_large
from sayso.ingest.guards import MAX_DEPTH, begins, guarded
from sayso.ingest.kinds import feed, kind_of, streamed
from sayso.ingest.kinds.warc import looks_like_warc
from sayso.ingest.web import Client, fetched, of_entry

STANDARD_INPUT = "-"
_GZIP = b"\x1f\x8b"
_HEAD = 4096


def read_inputs(
    inputs: Sequence[str], options: IngestOptions | None = None, client: Client | None = None
) -> Iterator[Item]:
    """The reports of ``inputs`` in order: files, folders (walked, sorted, hidden files left out), "-" (standard input)
    and addresses (http, https), for which alone the network is used.

    What cannot be read is yielded as the InputError that says why, so the run goes on; what a dataset codes of a row
    comes as a CodedEvent behind the row's report.
    """
    chosen, asked = options or IngestOptions(), client or Client()
    for name in inputs:
        try:
            if name == STANDARD_INPUT:
                yield from _stream("standard input", sys.stdin.buffer, chosen)
            elif is_address(name):
                yield from _address(name, chosen, asked)
            elif os.path.isdir(name):
                yield from _folder(Path(name), chosen)
            else:
                yield from _file(name, chosen)
        except InputError as error:
            yield error


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def read_document(document: Document, options: IngestOptions, kind: Kind | None = None) -> Iterator[Item]:
    """What a document at hand and the documents within it hold; what cannot be read comes as a RefusedError."""
    try:
        kind = kind or kind_of(document.name, document.data[:_HEAD], document.media)
        if len(document.data) >= kind.max_bytes:
            raise InputError(document.name, too_large(kind.max_bytes))
    except InputError as error:
        yield RefusedError(error.name, error.reason, document)
        return
    for item in guarded(kind, document, options):
        if not isinstance(item, Document):
            yield item
        elif document.depth >= MAX_DEPTH:
            yield RefusedError(item.name, f"nested more than {MAX_DEPTH} deep; give it by itself")
        else:
            yield from read_document(replace(item, depth=document.depth + 1), options)


def _address(url: str, options: IngestOptions, client: Client) -> Iterator[Item]:
    """The page, or where it is a feed, the pages that it lists."""
    document = fetched(url, client)
    if not feed.looks_like_feed(document.data):
        yield from read_document(document, options)
        return
    for entry in feed.entries(document):
        try:
            for item in of_entry(entry, options, client):
                yield from read_document(item, options) if isinstance(item, Document) else (item,)
        except InputError as error:
            yield error


def _folder(folder: Path, options: IngestOptions) -> Iterator[Item]:
    paths = sorted(_walk(folder))
    if not paths:
        yield InputError(str(folder), "a folder without files; give one with reports")
    for path in paths:
        try:
            yield from _file(str(path), options, in_folder=True)
        except InputError as error:
            yield error


def _walk(folder: Path) -> Iterator[Path]:
    # os.walk does not follow links to folders, so a loop of links ends.
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(base, name) for name in files if not name.startswith("."))


def _file(name: str, options: IngestOptions, in_folder: bool = False) -> Iterator[Item]:
    try:
        status = os.stat(name)
        if in_folder and not stat.S_ISREG(status.st_mode):
            # A pipe or device in a folder could block for ever; one given by name is meant.
            raise InputError(name, "not a regular file; take it out of the folder or give it by name")
        if status.st_size >= MAX_BYTES and not streamed(name):
            raise RefusedError(name, too_large(MAX_BYTES))
        with open(name, "rb") as stream:
            yield from _stream(name, stream, options)
    except FileNotFoundError as error:
        raise InputError(name, "no such file or folder; check the name") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(name, f"cannot be read ({reason}); check the file and its permissions") from error


def _stream(name: str, stream: BinaryIO, options: IngestOptions) -> Iterator[Item]:
    """What a stream holds: unpacked where it is gzip, whole in memory unless its kind reads as it goes."""
    try:
        head, buffered = begins(stream, _HEAD)
        if head.startswith(_GZIP) and not looks_like_warc(head):
            head, buffered = begins(cast(BinaryIO, gzip.GzipFile(fileobj=buffered)), _HEAD)
        kind = kind_of(name, head)
        data = b"" if kind.streams else buffered.read(kind.max_bytes)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RefusedError(name, f"broken gzip ({error}); fetch or save it again") from error
    except InputError as error:
        raise RefusedError(error.name, error.reason) from error
    if len(data) >= kind.max_bytes:
        raise RefusedError(name, too_large(kind.max_bytes))
    yield from read_document(Document(name, data, stream=buffered if kind.streams else None), options, kind)
