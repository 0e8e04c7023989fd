"""Resolving: what the names of a claim mean, there and then, to that outlet. Unresolved is a valid answer."""

from sayso.resolving.resolve import resolve
from sayso.resolving.theatre import Theatre, load_theatre

__all__ = ["Theatre", "load_theatre", "resolve"]
