"""The net under every reader: time, depth, size and faults, so that one bad input never ends a run."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.alarms import OutOfTime, time_limit
from sayso.ingest.documents import Document, IngestOptions, Item, Kind, RefusedError

# Seconds of processor time for a document, and for each megabyte of it: a thousand times what a page takes.
SECONDS, SECONDS_A_MEGABYTE = 3.0, 1.0
# A message in a message in an archive; what lies deeper was put there to tire the reader.
MAX_DEPTH = 4
# What parsers and decompressors raise over broken input; it is no fault of theirs.
_BROKEN = (OSError, EOFError, zlib.error, ValueError, RecursionError)


def guarded(kind: Kind, document: Document, options: IngestOptions) -> Iterator[Item | Document]:
    """What the kind reads out of the document; every fault comes as a RefusedError that holds it."""
    steps, seconds = kind.read(document, options), SECONDS + SECONDS_A_MEGABYTE * len(document.data) / 1_000_000
    while True:
        try:
            with time_limit(seconds):
                item = next(steps)
        except StopIteration:
            return
        except InputError as error:
            yield error if isinstance(error, RefusedError) else RefusedError(error.name, error.reason, document)
            return
        except OutOfTime:
            yield RefusedError(document.name, f"takes over {seconds:.0f} s to read; give its text", document)
            return
        except _BROKEN as error:
            yield RefusedError(document.name, f"broken {kind.name} ({_told(error)}); save it again", document)
            return
        except Exception as error:  # a fault of a parser must not end a run over a thousand other inputs
            yield RefusedError(document.name, f"unforeseen fault in reading {kind.name} ({_told(error)})", document)
            return
        yield item


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:100]}".rstrip(": ")


def inflated(data: bytes, coding: str, limit: int, name: str) -> bytes:
    """``data`` without its HTTP content coding, at most ``limit`` bytes. Raises InputError where that cannot be."""
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise InputError(name, f"packed as {coding[:20]!r}, which is not read; save the page and give the file")
    # 47: a gzip or zlib header, whichever is there; some servers send bare deflate instead.
    for window in (47, -15):
        unpacker = zlib.decompressobj(window)
        try:
            text = unpacker.decompress(data, limit)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise InputError(name, f"unpacks to over {limit // 1_000_000} MB; give its text")
        if text:
            return text
    raise InputError(name, "broken compression; save the page and give the file")


def begins(stream: BinaryIO, size: int = 4096) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream and the stream with these still in it."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    return buffered.peek(size)[:size], buffered
