"""Resolving: what the names of a claim mean, there and then, to that outlet. Unresolved is a valid answer.

``resolve`` is the stage's verb. It reads a report's ``context``, then each mention of a place (``phrases`` takes it
apart, ``places`` chooses by ``weighing`` and ``levels``) and of an actor (``actors``). All look names up in the lists
of a ``theatre``; what these are and how they are made of its files is in ``reference``.
"""

from sayso.resolving.resolve import resolve
from sayso.resolving.theatre import Theatre, load_theatre

__all__ = ["Theatre", "load_theatre", "resolve"]
