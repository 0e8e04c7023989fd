"""Short ways to ask a server of pages, for the tests."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote

# Milliseconds: a busy machine draws slowly.
PATIENCE = 90_000
# The id of the report that holds hostile text everywhere, as it stands in an address.
HOSTILE = quote('a/b?c=1&d#e"<i>', safe="")


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class Served:
    """A server of pages, its address and its ledger."""

    root: str
    ledger: Path

    def get(self, path: str, **headers: str) -> Answer:
        return self._send(urllib.request.Request(self.root + path, headers=_names(headers)))

    def post(self, path: str, form: dict[str, str], **headers: str) -> Answer:
        body = urllib.parse.urlencode(form).encode()
        return self._send(urllib.request.Request(self.root + path, body, _names(headers), method="POST"))

    def _send(self, request: urllib.request.Request) -> Answer:
        opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as found:
                return Answer(found.status, found.headers, found.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


def _names(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def matter_of(served: Served, place: str, standing: str) -> str:
    """The address of the first matter of a place that stands so."""
    page = served.get(f"/place/{place}.json").json()
    items = [item for section in page["sections"] for item in section["items"] if item["standing"] == standing]
    return str(items[0]["href"])
