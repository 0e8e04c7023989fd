"""Which addresses may be reached: public ones by http and https, never what lies inside somebody's network."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from sayso.errors import InputError

Network: TypeAlias = IPv4Network | IPv6Network

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
# An IPv4 address inside an IPv6 one: the translators' prefix of RFC 6052.
_TRANSLATED = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: ``target`` is what is asked of the host; ``url`` is the whole in ASCII."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Whom the address is of: scheme, host and port."""
        return f"{self.scheme}://{self.host}:{self.port}"


def parsed(url: str) -> Address:
    """The parts of an address. Raises InputError for one that is not of the web, or carries a password."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else ""
        host = host or (parts.hostname or "")
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except (ValueError, UnicodeError) as error:
        raise InputError(url[:200], "not an address; give one as https://host/path") from error
    if parts.scheme not in _PORTS or not host or len(url) > _LONGEST:
        raise InputError(url[:200], "not an address of the web; give one as https://host/path")
    if parts.username is not None or parts.password is not None:
        raise InputError(url[:200], "holds a name or password; give the address without it")
    target = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*") + (
        f"?{quote(parts.query, safe='/%:=&~+!$,;@()*?[]')}" if parts.query else ""
    )
    shown = f"[{host}]" if ":" in host else host
    place = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    return Address(f"{parts.scheme}://{place}{target}", parts.scheme, host, port, target)


def connected(address: Address, timeout: float, trusted: Sequence[Network] = ()) -> socket.socket:
    """A connection to the address's host, by one of its public numbers. Raises InputError where it has a private one.

    The number that was checked is the one that is reached, so a name that changes its number in between gains nothing.
    """
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    numbers = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not all(is_public(number) or any(number in network for network in trusted) for number in numbers):
        raise InputError(address.url, "leads to a private address, which is not fetched; save the page and give that")
    failure: OSError | None = None
    for number in numbers:
        try:
            return socket.create_connection((str(number), address.port), timeout=timeout)
        except OSError as error:
            failure = error
    raise failure or OSError("the host has no number")


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether a number is anybody's to reach, also behind the ways of writing an IPv4 number as an IPv6 one."""
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is None and number in _TRANSLATED:
            inner = IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return number.is_global and not number.is_multicast and not number.is_reserved
