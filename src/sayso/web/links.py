"""The addresses of pages: readable, stable, and safe whatever a name holds."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from sayso.models import PlaceResolution
from sayso.web.index import place_key


def place(found: PlaceResolution) -> str:
    """The page of a place; one without an entry goes by its name, behind a tilde."""
    return f"/place/{_part(place_key(found))}"


def matter(name: str) -> str:
    return f"/matter/{_part(name)}"


def report(name: str, claim: str | None = None) -> str:
    """The page of a report, at the words of a claim where one is given."""
    return f"/report/{_part(name)}{f'#{anchor(claim)}' if claim else ''}"


def anchor(claim: str) -> str:
    """The name by which the words of a claim are found on the page of its report."""
    return f"words-{_part(claim)}"


def source(name: str) -> str:
    return f"/source/{_part(name)}"


def outlet(name: str) -> str:
    return f"/outlet/{_part(name)}"


def review(claim: str) -> str:
    return f"/review/{_part(claim)}"


def with_query(path: str, query: Mapping[str, str | None]) -> str:
    """A path with those parts of a query that say something."""
    told = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(told)}" if told else path


def outside(url: str | None) -> str | None:
    """An address of a report, if it is one that a browser only visits: never ``javascript:`` or ``data:``."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _part(name: str) -> str:
    return quote(name, safe=":~")
