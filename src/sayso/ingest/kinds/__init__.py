"""The registry of the kinds of input. A new kind is a file that defines its ``Kind``, and its name here."""

from __future__ import annotations

from pathlib import PurePath

from sayso.errors import InputError
from sayso.ingest.documents import Kind
from sayso.ingest.kinds import events, feed, html, jsonl, mail, pdf, telegram, text, warc

# In the order in which they look at content: what is marked plainest comes first.
KINDS: tuple[Kind, ...] = (
    warc.KIND,
    pdf.KIND,
    feed.KIND,
    telegram.KIND,
    events.KIND,
    jsonl.KIND,
    html.KIND,
    mail.PAGE,
    mail.KIND,
    text.MARKDOWN,
    text.KIND,
)
PLAIN = text.KIND


def kind_of(name: str, head: bytes, media: str = "") -> Kind:
    """The kind of a document, by its name and first bytes; where its sender gives a media type, by that and the bytes.

    Files with the extensions of plain text, or with none, are looked into; what no kind claims is plain text.
    Raises InputError for what is not read.
    """
    return _by_media(name, head, media) if media else _by_name(name, head)


def extensions() -> tuple[str, ...]:
    """Every extension that is read, as ".warc.gz" is written."""
    return tuple(extension for kind in KINDS for extension in kind.extensions if extension)


def streamed(name: str) -> bool:
    """Whether a file of this name may be of a kind that is read as it streams, however long it is."""
    endings = [ending for kind in KINDS if kind.streams for ending in kind.extensions]
    return name.lower().endswith((*endings, ".gz"))


def _by_name(name: str, head: bytes) -> Kind:
    extension = PurePath(name.lower().removesuffix(".gz")).suffix
    named = [kind for kind in KINDS if extension in kind.extensions]
    if named and PLAIN not in named:
        # Two kinds may share an extension: .json, .xml.
        return _seen(named, head) or named[-1]
    seen = _seen(KINDS, head)
    if seen is not None:
        return seen
    if named or not extension[1:].isalpha():
        return PLAIN
    raise InputError(name, f"{extension} files are not read as reports; these are: {' '.join(extensions())}")


def _by_media(name: str, head: bytes, media: str) -> Kind:
    # Servers send feeds as text/html and documents as bytes, so the content is asked first.
    found = _seen(KINDS, head) or next((kind for kind in KINDS if media in kind.media), None)
    if found is None:
        raise InputError(name, f"{media[:40]!r} is not read as a report; save the text and give that")
    return found


def _seen(kinds: list[Kind] | tuple[Kind, ...], head: bytes) -> Kind | None:
    return next((kind for kind in kinds if kind.looks_like(head)), None)
