"""Resolving: what the names of a claim mean, there and then, to that outlet. Unresolved is a valid answer.

``resolve`` is the stage's verb. It reads a report's ``context``, then each mention of a place (``phrases`` takes it
apart, ``places`` chooses by ``weighing`` and ``levels``) and of an actor (``actors``). All look names up in the
``lists`` of a ``theatre``, which are compiled from its CSV files (``compiling``, ``checking``, ``making``) and have the
``world`` behind them; ``names`` and ``spellings`` make many spellings of a name comparable.
"""

from sayso.resolving.resolve import resolve
from sayso.resolving.theatre import Theatre, load_theatre

__all__ = ["Theatre", "load_theatre", "resolve"]
