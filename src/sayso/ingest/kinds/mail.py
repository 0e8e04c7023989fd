"""E-mail messages (.eml), with their attachments, and pages that a browser saved as one file (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from sayso.errors import InputError
from sayso.ingest.credits import credited_agency
from sayso.ingest.datelines import printed_date
from sayso.ingest.decoding import decoded, tidied
from sayso.ingest.documents import Document, IngestOptions, Kind, check_length, finished
from sayso.ingest.fragments import plain_text
from sayso.ingest.furniture import without_furniture
from sayso.ingest.kinds.text import unwrapped
from sayso.models import Report

_MAX_BYTES = 25_000_000
# Parts of a message; more were put there to tire the reader.
_MAX_PARTS = 100
# The attachments that are read, by the extension that they are then known by: a sender's file name is never used.
_ATTACHED = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}
_SUBJECT_MARKS = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:|\s*\[[^\]]{1,40}\])+\s*", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_HEADER = re.compile(
    rb"^(from|to|date|subject|received|message-id|mime-version|return-path|content-type):", re.I | re.M
)
_LOOKED_AT = 4000


def read_mail(document: Document, options: IngestOptions) -> Iterator[Report | Document | InputError]:
    """The message's own words as a report, dated when it was sent, and its attachments as documents of their own.

    Raises InputError for what is no message, and for one that holds nothing to read.
    """
    message = _message(document)
    attached = list(_attachments(message, document.name))
    text = _words(message, document.name)
    if not text and not attached:
        raise InputError(document.name, "a message without a text; give its attachments")
    yield from attached
    if text:
        yield _report(message, text, document, options)


def read_saved_page(document: Document, options: IngestOptions) -> Iterator[Document]:
    """The page of an .mhtml file. Raises InputError where there is none."""
    for part in _parts(_message(document), document.name):
        if part.get_content_type() == "text/html":
            address = _header(part, "Content-Location")
            known = Report("", "", "", url=address if address.startswith(("http://", "https://")) else None)
            yield Document(document.name, _bytes(part), "text/html", part.get_content_charset() or "", known)
            return
    raise InputError(document.name, "no page in it; save the page as HTML")


def _message(document: Document) -> EmailMessage:
    try:
        message = message_from_bytes(document.data, policy=policy.default)
    except (MessageError, ValueError, IndexError, AttributeError) as error:
        raise InputError(document.name, "not readable as a message; save it again") from error
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError(document.name, "not readable as a message; save it again")
    return message


def _parts(message: EmailMessage, name: str) -> Iterator[EmailMessage]:
    """The message and its parts, those of messages within it left out: they are documents of their own."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > _MAX_PARTS:
            raise InputError(name, f"over {_MAX_PARTS} parts; save those that matter as files")
        yield part
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, EmailMessage)]


def _words(message: EmailMessage, name: str) -> str:
    """The text of the message itself: the plain one where it has both."""
    for wanted in ("text/plain", "text/html"):
        for part in _parts(message, name):
            if part.get_content_type() == wanted and not _is_attachment(part):
                data = _bytes(part)
                if not data.strip():
                    continue
                text = decoded(Document(name, data, charset=part.get_content_charset() or ""))
                check_length(text, name)
                text = plain_text(text, name) if wanted == "text/html" else tidied(text)
                text = without_furniture(unwrapped(_SIGNATURE.sub("", text)))
                if text:
                    return text
    return ""


def _attachments(message: EmailMessage, name: str) -> Iterator[Document]:
    for number, part in enumerate(_parts(message, name)):
        extension = _ATTACHED.get(part.get_content_type())
        if extension is None or part is message or not _is_attachment(part):
            continue
        yield Document(f"{name}, part {number}{extension}", _bytes(part), charset=part.get_content_charset() or "")


def _is_attachment(part: EmailMessage) -> bool:
    return part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment"


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _report(message: EmailMessage, text: str, document: Document, options: IngestOptions) -> Report:
    subject = _header(message, "Subject")
    sender = parseaddr(_header(message, "From"))[0].strip()
    # Who forwards a statement did not publish it.
    outlet = credited_agency(text) or (None if _FORWARDED.match(subject) else sender or None) or document.known.outlet
    sent = _sent(message)
    published = printed_date(text, sent) or sent or document.known.published
    title = " ".join(tidied(_SUBJECT_MARKS.sub("", subject)).split())
    return finished(Report("", title, text, outlet, published), document.name, options)


def _header(message: EmailMessage, name: str) -> str:
    """A header's words; "" where it is not there or breaks the format, as the library then raises what it likes."""
    try:
        value = str(message.get(name) or "")
    except (MessageError, ValueError, IndexError, AttributeError, TypeError):
        return ""
    return tidied(value.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ").strip()[:1000]


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def looks_like_mail(data: bytes) -> bool:
    """Whether the first bytes are headers of a message: a sender, and what only mail programs write."""
    head = re.split(rb"\r?\n\r?\n", data[:_LOOKED_AT], maxsplit=1)[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    return bool(re.match(rb"[A-Za-z-]{2,40}:", head)) and b"from" in names and len(names) >= 4


PAGE = Kind(
    "saved page",
    read_saved_page,
    (".mhtml", ".mht"),
    ("multipart/related", "application/x-mimearchive"),
    lambda head: b"multipart/related" in head[:_LOOKED_AT] and looks_like_mail(head),
    max_bytes=_MAX_BYTES,
)
KIND = Kind("e-mail", read_mail, (".eml",), ("message/rfc822",), looks_like_mail, max_bytes=_MAX_BYTES)
