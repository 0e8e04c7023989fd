"""Finished pages, kept until the ledger changes: most readers look at the same ones."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

# Pages and bytes that are kept at most. Below so many bytes, packing costs more than it spares.
PAGES, SMALL = 2048, 1400


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished answer, as it is and packed. ``tag`` names its content, so that a browser need not load it twice."""

    plain: bytes
    packed: bytes | None
    media_type: str | None
    policy: str | None
    tag: str

    @classmethod
    def of(cls, made: Response) -> Kept:
        plain = bytes(made.body)
        packed = gzip.compress(plain, 2, mtime=0) if len(plain) > SMALL else None
        tag = f'"{sha256(plain).hexdigest()[:20]}"'
        return cls(plain, packed, made.headers["content-type"], made.headers.get("content-security-policy"), tag)

    def response(self, request: Request) -> Response:
        """A new answer for a request: answers are changed while they are sent, so that each needs its own."""
        headers = {
            "ETag": self.tag,
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding, Accept-Language, Cookie",
        }
        if self.policy:
            headers["Content-Security-Policy"] = self.policy
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        headers["Content-Type"] = self.media_type or "application/octet-stream"
        if self.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(self.packed, headers=headers | {"Content-Encoding": "gzip"})
        return Response(self.plain, headers=headers)


class Shelf:
    """The pages of one revision of the ledger, those asked for longest ago dropped first."""

    def __init__(self) -> None:
        self._revision = -1
        self._pages: OrderedDict[tuple[object, ...], Kept] = OrderedDict()

    def get(self, revision: int, key: tuple[object, ...]) -> Kept | None:
        if revision != self._revision or key not in self._pages:
            return None
        self._pages.move_to_end(key)
        return self._pages[key]

    def put(self, revision: int, key: tuple[object, ...], made: Kept) -> None:
        """Keep a page that was made from a revision; those of earlier ones go."""
        if revision > self._revision:
            self._pages.clear()
            self._revision = revision
        if revision == self._revision:
            self._pages[key] = made
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)
