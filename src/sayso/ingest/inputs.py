"""Files, folders and standard input, one document at a time."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions
from sayso.ingest.kinds import reader_of
from sayso.models import Report

# 50 MB: a report is a few kilobytes, so this is a dump or a mistake.
MAX_BYTES = 50_000_000
STANDARD_INPUT = "-"


def read_inputs(inputs: Sequence[str], options: IngestOptions | None = None) -> Iterator[Report | InputError]:
    """The reports of ``inputs`` in order: files, folders (walked, sorted, hidden files left out), "-" (standard input).

    What cannot be read is yielded as the InputError that says why, so the run goes on.
    """
    for name in inputs:
        for found in _documents(name):
            if isinstance(found, InputError):
                yield found
            else:
                yield from _reports(found, options or IngestOptions())


def _documents(name: str) -> Iterator[Document | InputError]:
    try:
        if name == STANDARD_INPUT:
            yield Document("standard input", _read(sys.stdin.buffer, "standard input"))
        elif name.lower().startswith(("http://", "https://")):
            raise InputError(name, "addresses are not fetched yet; save the page as a file and give that")
        elif os.path.isdir(name):
            yield from _folder(Path(name))
        else:
            yield _file(name)
    except InputError as error:
        yield error


def _folder(folder: Path) -> Iterator[Document | InputError]:
    paths = sorted(_walk(folder))
    if not paths:
        yield InputError(str(folder), "a folder without files; give one with reports")
    for path in paths:
        try:
            yield _file(str(path), in_folder=True)
        except InputError as error:
            yield error


def _walk(folder: Path) -> Iterator[Path]:
    # os.walk does not follow links to folders, so a loop of links ends.
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(base, name) for name in files if not name.startswith("."))


def _file(name: str, in_folder: bool = False) -> Document:
    try:
        status = os.stat(name)
        if in_folder and not stat.S_ISREG(status.st_mode):
            # A pipe or device in a folder could block for ever; one given by name is meant.
            raise InputError(name, "not a regular file; take it out of the folder or give it by name")
        if status.st_size >= MAX_BYTES:
            raise InputError(name, _too_large())
        with open(name, "rb") as stream:
            return Document(name, _read(stream, name))
    except FileNotFoundError as error:
        raise InputError(name, "no such file or folder; check the name") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(name, f"cannot be read ({reason}); check the file and its permissions") from error


def _read(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_BYTES)
    if len(data) >= MAX_BYTES:
        raise InputError(name, _too_large())
    return data


def _too_large() -> str:
    return f"{MAX_BYTES // 1_000_000} MB or more, too large for reports; split it into smaller files"


def _reports(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    try:
        yield from reader_of(document)(document, options)
    except InputError as error:
        yield error
