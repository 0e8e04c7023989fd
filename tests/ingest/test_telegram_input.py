"""Exports of Telegram channels."""

from __future__ import annotations

import json

import pytest
from input_samples import ARABIC, LEAD, MORE, telegram

from sayso.errors import InputError
from sayso.ingest import IngestOptions
from sayso.ingest.documents import Document, Item
from sayso.ingest.inputs import read_document
from sayso.models import Report

DATE = "2031-05-06T10:15:00"
MESSAGES: list[dict[str, object]] = [
    {"id": 1, "type": "service", "date": DATE, "actor": "Dahr", "action": "create_channel", "text": ""},
    {"id": 2, "type": "message", "date": DATE, "from": "Dahr", "text": LEAD},
    {"id": 3, "type": "message", "date": DATE, "text": [{"type": "bold", "text": "Dahr: "}, MORE, {"type": "hashtag"}]},
    {"id": 4, "type": "message", "date": DATE, "photo": "photos/1.jpg", "text": ""},
    {"id": 5, "type": "message", "date": "yesterday", "text": ARABIC},
]


def read(data: bytes, name: str = "result.json") -> list[Item]:
    return list(read_document(Document(name, data), IngestOptions()))


@pytest.mark.parametrize("name", ["result.json", "result", "channel.txt"])
def test_messages_with_words_are_reports(name: str) -> None:
    found = [one for one in read(telegram(MESSAGES), name) if isinstance(one, Report)]
    assert [(one.text, one.published, one.language) for one in found] == [
        (LEAD, "2031-05-06", "en"),
        (f"Dahr: {MORE}", "2031-05-06", "en"),
        (ARABIC, None, "ar"),
    ]
    assert {one.outlet for one in found} == {"Dahr Media Centre"}


def test_an_export_of_all_channels() -> None:
    chats = [json.loads(telegram([MESSAGES[n]], f"Channel {n}")) for n in (1, 2)]
    data = json.dumps({"personal_information": {}, "chats": {"about": "", "list": chats}}).encode()
    assert [one.outlet for one in read(data) if isinstance(one, Report)] == ["Channel 1", "Channel 2"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (telegram([]), "without messages"),
        (telegram(MESSAGES)[:-40], "broken JSON"),
        (b'{"messages": 3, "type": "public_channel"}', "not an export"),
        (b'{"messages": [1, null, [], {"text": 5}], "type": "public_channel"}', "without messages"),
        (b'{"type": "public_channel", "messages": ' + b"[" * 90_000, "broken JSON"),
        (b'{"type": "public_channel", "messages": [' + b"[]," * 2_100_000 + b"1]}", "too many records"),
    ],
    ids=["none", "cut", "number", "odd", "deep", "many"],
)
def test_what_is_no_export_is_refused(data: bytes, reason: str) -> None:
    (error,) = read(data)
    assert isinstance(error, InputError)
    assert reason in error.reason
