"""The kinds of input, by file extension and by a look at the content. A new kind is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from sayso.errors import InputError
from sayso.ingest.documents import Document, Reader
from sayso.ingest.html import read_html
from sayso.ingest.jsonl import is_record, read_jsonl
from sayso.ingest.text import read_markdown, read_text

# Bytes looked at to tell a kind by its content.
_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: its file extensions, how to know it by its content, and how to read it."""

    extensions: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Reader


def _never(data: bytes) -> bool:
    return False


def _looks_like_html(data: bytes) -> bool:
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in start


def _looks_like_jsonl(data: bytes) -> bool:
    if not data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return is_record(first.decode("utf-8", "replace"))


# Files with the extensions of the last kind, or with none, are looked into; what no kind claims is plain text.
KINDS = (
    Kind((".jsonl", ".ndjson", ".json"), _looks_like_jsonl, read_jsonl),
    Kind((".html", ".htm", ".xhtml", ".mhtml"), _looks_like_html, read_html),
    Kind((".md", ".markdown"), _never, read_markdown),
    Kind((".txt", ".text", ""), _never, read_text),
)


def reader_of(document: Document) -> Reader:
    """How to read the document; raises InputError for an extension that stands for something else."""
    extension = PurePath(document.name).suffix.lower()
    plain = KINDS[-1]
    for kind in KINDS[:-1]:
        if extension in kind.extensions:
            return kind.read
    for kind in KINDS[:-1]:
        if kind.looks_like(document.data):
            return kind.read
    if extension in plain.extensions or not extension[1:].isalpha():
        return plain.read
    raise InputError(document.name, f"{extension} files are not read as reports; give .txt, .md, .html or .jsonl")
