"""A polite reader of the web: one request at a time, a pause for each host, robots.txt obeyed, little trusted."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from urllib.parse import urljoin

from protego import Protego

from sayso.errors import InputError
from sayso.ingest.alarms import OutOfTime, time_limit
from sayso.ingest.documents import RefusedError
from sayso.ingest.guards import inflated
from sayso.ingest.web.addresses import Address, Network, connected, parsed

# Seconds between two requests to a host, unless its robots.txt asks for more, and the most that it may ask for.
PAUSE, LONGEST_PAUSE = 2.0, 60.0
# Seconds for one answer of the network, and for the whole of a page.
_TIMEOUT, _DEADLINE = 20.0, 60.0
MAX_BYTES = 10_000_000
_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# RFC 9309: a reader need not look further into a robots.txt.
_MAX_ROBOTS = 500_000
_AGENT = "sayso"
_CHUNK = 65_536


class FetchError(RefusedError):
    """A page that was not got; ``lasting`` where asking again will not help."""

    def __init__(self, name: str, reason: str, lasting: bool = False) -> None:
        super().__init__(name, reason)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page, sent back to it so that it answers only where the page has changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: ``url`` is where it came from in the end, ``data`` are unpacked; ``status`` 304 means unchanged."""

    url: str
    status: int
    data: bytes
    media: str = ""
    charset: str = ""
    validators: Validators = Validators()
    location: str | None = None


@dataclass(slots=True)
class Client:
    """Fetches pages. ``trusted`` are private networks that may be reached all the same: tests alone give any."""

    pause: float = PAUSE
    trusted: Sequence[Network] = ()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def get(self, url: str, validators: Validators | None = None) -> Page:
        """The page, redirects followed, each asked about in its host's robots.txt.

        Raises FetchError for what cannot or may not be got, and for every answer but success and "unchanged".
        """
        address = _address(url)
        for _ in range(_MAX_REDIRECTS + 1):
            rules = self._robots(address)
            if rules is None:
                raise FetchError(address.url, "the host does not give its robots.txt; try again later")
            if not rules.can_fetch(address.url, _AGENT):
                raise FetchError(
                    address.url, "the host's robots.txt does not allow it; save the page and give that", True
                )
            page = self._ask(address, validators or Validators())
            if page.status not in _REDIRECTS or not page.location:
                return _good(page)
            address = _address(urljoin(address.url, page.location))
        raise FetchError(url, f"redirected more than {_MAX_REDIRECTS} times", True)

    def _robots(self, address: Address) -> Protego | None:
        """The rules of a host: none that forbid where it has no robots.txt, None where it cannot be asked."""
        if address.origin not in self._rules:
            self._rules[address.origin] = self._fetched_rules(address)
        return self._rules[address.origin]

    def _fetched_rules(self, address: Address) -> Protego | None:
        asked = parsed(f"{address.scheme}://{address.url.split('/')[2]}/robots.txt")
        for _ in range(_MAX_REDIRECTS):
            try:
                page = self._ask(asked, Validators())
            except FetchError as error:
                if error.lasting:
                    raise FetchError(address.url, error.reason, lasting=True) from error
                return None
            if page.status in _REDIRECTS and page.location:
                asked = _address(urljoin(asked.url, page.location))
                continue
            if page.status >= 500 or page.status == 429:
                return None
            return Protego.parse(page.data[:_MAX_ROBOTS].decode("utf-8", "replace") if page.status == 200 else "")
        return Protego.parse("")

    def _ask(self, address: Address, validators: Validators) -> Page:
        self._wait(address)
        try:
            with time_limit(_DEADLINE, wall=True):
                return _exchange(address, validators, self)
        except OutOfTime as error:
            raise FetchError(address.url, f"no whole answer in {_DEADLINE:.0f} s; try again later") from error
        except FetchError:
            raise
        except InputError as error:
            raise FetchError(error.name, error.reason, lasting=True) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = " ".join(str(error).split())[:100] or type(error).__name__
            raise FetchError(address.url, f"cannot be fetched ({told}); try again later") from error
        finally:
            self._last[address.host] = self.clock()

    def _wait(self, address: Address) -> None:
        rules = self._rules.get(address.origin)
        asked = rules.crawl_delay(_AGENT) if rules else None
        pause = max(self.pause, min(asked or 0.0, LONGEST_PAUSE))
        left = self._last.get(address.host, -pause) + pause - self.clock()
        if address.host in self._last and left > 0:
            self.sleep(left)


def _address(url: str) -> Address:
    try:
        return parsed(url)
    except InputError as error:
        raise FetchError(error.name, error.reason, lasting=True) from error


def _good(page: Page) -> Page:
    if page.status in (200, 203, 304):
        return page
    lasting = page.status < 500 and page.status not in (408, 425, 429)
    raise FetchError(page.url, f"the server answers {page.status}{'' if lasting else '; try again later'}", lasting)


def _exchange(address: Address, validators: Validators, client: Client) -> Page:
    """One request and its answer, read no further than it may be long."""
    with ExitStack() as stack:
        connection = (_Secure if address.scheme == "https" else _Plain)(address, client.trusted)
        stack.callback(connection.close)
        connection.request("GET", address.target, headers=_headers(validators))
        response = stack.enter_context(closing(connection.getresponse()))
        data = _body(response, address)
        coding = (response.headers.get("Content-Encoding") or "").strip().lower()
        return Page(
            url=address.url,
            status=response.status,
            data=inflated(data, coding, MAX_BYTES, address.url) if data else b"",
            media=response.headers.get_content_type() if response.headers.get("Content-Type") else "",
            charset=response.headers.get_content_charset() or "",
            validators=Validators(response.headers.get("ETag"), response.headers.get("Last-Modified")),
            location=response.headers.get("Location"),
        )


def _headers(validators: Validators) -> dict[str, str]:
    headers = {
        "User-Agent": f"{_AGENT}/{version(_AGENT)}",
        "Accept-Encoding": "gzip",
        "Accept": "*/*",
        "Connection": "close",
    }
    if validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators.modified:
        headers["If-Modified-Since"] = validators.modified
    return headers


def _body(response: http.client.HTTPResponse, address: Address) -> bytes:
    parts, length, end = [], 0, time.monotonic() + _DEADLINE
    while part := response.read1(_CHUNK):
        parts.append(part)
        length += len(part)
        if length > MAX_BYTES:
            raise InputError(address.url, f"over {MAX_BYTES // 1_000_000} MB, too large for one page")
        if time.monotonic() > end:
            raise TimeoutError(f"no whole answer in {_DEADLINE:.0f} s")
    if response.length:
        raise OSError("cut off in the middle")
    return b"".join(parts)


class _Plain(http.client.HTTPConnection):
    """A connection to a number that was looked at before it is reached."""

    def __init__(self, address: Address, trusted: Sequence[Network]) -> None:
        super().__init__(address.host, address.port, timeout=_TIMEOUT)
        self._address, self._trusted = address, trusted

    def connect(self) -> None:
        self.sock = connected(self._address, _TIMEOUT, self._trusted)


class _Secure(http.client.HTTPSConnection):
    def __init__(self, address: Address, trusted: Sequence[Network]) -> None:
        super().__init__(address.host, address.port, timeout=_TIMEOUT)
        self._address, self._trusted = address, trusted

    def connect(self) -> None:
        plain = connected(self._address, _TIMEOUT, self._trusted)
        self.sock = _context().wrap_socket(plain, server_hostname=self._address.host)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
