"""From bytes to clean text: encodings, binary files, and characters that a page has but a report should not."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from sayso.errors import InputError
from sayso.ingest.documents import Document

_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"{\\rtf": "an RTF file",
    b"SQLite format 3": "a SQLite database",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of news pages before UTF-8 in the regions reported on; text in them that is not English is
# refused later, by its language.
_LEGACY = ["cp1252", "cp1256", "cp1251", "cp1254", "mac_roman"]
_DETECTED_ON = 200_000
# Share of disorder, by charset-normalizer's measure, above which a guess is not used.
_MOST_CHAOS = 0.1
# Share of control bytes above which a file is not text.
_MOST_CONTROLS = 0.005

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c"))

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def decoded(document: Document) -> str:
    """The document's text; raises InputError where it is empty, binary or in an encoding that cannot be told."""
    data = document.data
    if not data.strip():
        raise InputError(document.name, "empty; give a file with the report's text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(document, encoding)
    _refuse_binary(document)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(document)


def tidied(text: str) -> str:
    """``text`` with plain line ends and spaces, composed letters, and without control and invisible characters."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)))
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))


def _strictly(document: Document, encoding: str) -> str:
    try:
        return document.data.decode(encoding)
    except UnicodeError as error:
        raise InputError(document.name, f"marked as {encoding} but broken; save it again as UTF-8") from error


def _refuse_binary(document: Document) -> None:
    data = document.data
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(document.name, f"{what}, not text; save the article as text or HTML")
    sample = data[:_DETECTED_ON]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\x00" in data or controls > _MOST_CONTROLS * len(sample):
        raise InputError(document.name, "a binary file, not text; save the article as text or HTML")


def _legacy(document: Document) -> str:
    declared = _DECLARED.search(document.data[:4000])
    names = [document.charset] if document.charset else []
    names += [declared[1].decode("ascii")] if declared else []
    best = from_bytes(document.data[:_DETECTED_ON], cp_isolation=_LEGACY).best()
    if best is not None and best.chaos <= _MOST_CHAOS:
        names.append(best.encoding)
    for name in names:
        try:
            return document.data.decode(name)
        except (UnicodeError, LookupError):
            continue
    raise InputError(document.name, "not UTF-8, and its encoding cannot be told; save it again as UTF-8")
