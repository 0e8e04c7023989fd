"""Exports of Telegram channels (JSON): a message with words is a report of its channel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.decoding import decoded, tidied
from sayso.ingest.documents import Document, IngestOptions, Kind, RefusedError, finished, is_iso_day
from sayso.models import Report

# JSON unpacks to many times its bytes in memory.
_MAX_BYTES = 20_000_000
# A file of nothing but brackets would take a hundred bytes of memory for each of them.
_MOST_BRACKETS = 2_000_000
_LOOKED_AT = 2000
_KEYS = re.compile(rb"\"(?:messages|chats|personal_information)\"\s*:|\"type\"\s*:\s*\"(?:public|private)_")


def read_telegram(document: Document, options: IngestOptions) -> Iterator[Report | InputError]:
    """A report for each message with words, those that joined a channel or pinned a message left out.

    Raises InputError for what is no export.
    """
    found = False
    for channel in _channels(document):
        for message in channel["messages"]:
            if not isinstance(message, dict) or message.get("type") not in (None, "message"):
                continue
            text = tidied(_words(message.get("text"))).strip()
            if not text:
                continue
            found = True
            name = f"{document.name}, message {str(message.get('id'))[:20]}"
            try:
                yield finished(_report(message, text, str(channel.get("name") or "")), name, options)
            except InputError as error:
                yield RefusedError(error.name, error.reason)
    if not found:
        raise InputError(document.name, "an export without messages that have words; give another")


def _channels(document: Document) -> list[dict[str, Any]]:
    if document.data.count(b"{") + document.data.count(b"[") > _MOST_BRACKETS:
        raise InputError(document.name, "too many records for one export; export fewer days")
    try:
        data = json.loads(decoded(document))
    except (ValueError, RecursionError) as error:
        raise InputError(document.name, f"broken JSON ({str(error)[:80]}); export the channel again") from error
    chats = data.get("chats") if isinstance(data, dict) else None
    listed = chats.get("list") if isinstance(chats, dict) else None
    channels = listed if isinstance(listed, list) else [data]
    found = [one for one in channels if isinstance(one, dict) and isinstance(one.get("messages"), list)]
    if not found:
        raise InputError(document.name, 'not an export of Telegram ("name" and "messages" are needed); export it again')
    return found


def _words(text: object) -> str:
    """The words of a message: a string, or pieces of which some are links and names."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    texts = [piece.get("text") if isinstance(piece, dict) else piece for piece in pieces]
    return "".join(piece for piece in texts if isinstance(piece, str))


def _report(message: dict[str, Any], text: str, channel: str) -> Report:
    sender = message.get("from")
    outlet = channel or (sender if isinstance(sender, str) else "")
    day = str(message.get("date") or "")[:10]
    return Report("", "", text, tidied(outlet)[:200].strip() or None, day if is_iso_day(day) else None)


def looks_like_telegram(data: bytes) -> bool:
    """Whether the first bytes are those of an export."""
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and len(_KEYS.findall(data[:_LOOKED_AT])) >= 2


KIND = Kind("Telegram export", read_telegram, (".json",), (), looks_like_telegram, max_bytes=_MAX_BYTES)
