"""What a question needs out of a ledger: its matters, made where they must be, and what is only counted of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.ledger import MatterQuery, Query
from sayso.models import Matter, PlaceResolution

if TYPE_CHECKING:
    from sayso.briefs import Beyond, Question
    from sayso.ledger import Ledger
    from sayso.resolving import Theatre


@contextmanager
def lined_up(ledger: Ledger, line_up: Callable[..., list[Matter]] | None = None) -> Iterator[None]:
    """One state of the ledger whose matters, as people judged them, can be asked for; made first where they are not.

    ``line_up`` does the work of ``sayso.lineup.line_up`` elsewhere, with the same result.
    """
    from sayso import lineup

    made_by, made, revision = _fingerprint(), None, 0
    with ledger.snapshot():
        if not ledger.has_matters(made_by):
            revision, reports, claims = ledger.contents().revision, ledger.reports(), ledger.claims()
            found = list((line_up or lineup.line_up)(reports, claims))
            made = lineup.rearrange(found, ledger.arrangements(), reports, claims)
            ledger.hold_matters(made_by, revision, made)
        yield
    if made is not None:
        with suppress(LedgerError):  # a ledger that can only be read, or is busy, still gives its answer
            ledger.cache_matters(made_by, revision, made)


@cache
def _fingerprint() -> str:
    """Names the code that lines up, so that matters made by other code are made again."""
    from hashlib import sha256
    from importlib.resources import files

    digest = sha256()
    for path in sorted(Path(str(files("sayso.lineup"))).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def locate(ledger: Ledger, name: str, theatre: Theatre) -> PlaceResolution:
    """The place that a user names, by the theatre and by what there are matters about. Raises SaysoError."""
    from sayso.briefs import locate_among

    return locate_among(name, theatre, ledger.places)


def beyond(question: Question, ledger: Ledger) -> Beyond:
    """How much there is about the place of a brief at other times, and about the places around it."""
    from sayso.briefs import Beyond

    place = question.place
    everything = ledger.count_matters(MatterQuery(place))
    here = ledger.count_matters(MatterQuery(place, told_since=question.start, told_until=question.on))
    wider = [(one, ledger.count_matters(MatterQuery(one)).matters) for one in question.around]
    return Beyond(
        undated=everything.undated - here.undated,
        outside=everything.dated - here.dated,
        around=tuple((one, number - everything.matters) for one, number in wider),
    )


def silence(question: Question, ledger: Ledger) -> Iterator[str]:
    """A note on the outlets that usually write of the place and say nothing of it in the time asked about."""
    from sayso.briefs import silence_note
    from sayso.lineup import BEFORE, silent_among

    place, start, end = question.place.id, question.start, question.on
    if place and start and end:
        first = (date.fromisoformat(start) - timedelta(days=BEFORE)).isoformat()
        reports = ledger.imprints(first, end)
        about = ledger.search(Query(kind="reports", place=place, since=first, until=end), most=len(reports) + 1)
        silent = silent_among((start, end), reports, {hit.report for hit in about.hits})
        yield from silence_note([(one.outlet, one.last, one.elsewhere) for one in silent])
