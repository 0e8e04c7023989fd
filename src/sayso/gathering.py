"""What a question needs out of a ledger: its matters, made where they must be, and what is only counted of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.ledger import MatterQuery
from sayso.models import Matter, PlaceResolution, Report

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

    made_by, made, revision = fingerprint(), None, 0
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
def fingerprint() -> str:
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
    """What a brief tells in numbers: its matters, the rest about its place, and the places around it."""
    from sayso.briefs import Beyond, Chosen

    place = question.place
    wanted = MatterQuery(place, told_since=question.start, told_until=question.on)
    everything, survey = ledger.count_matters(MatterQuery(place)), ledger.survey(wanted)
    here = survey.tally if survey else ledger.count_matters(wanted)
    chosen = Chosen(survey.topics, here.dated + here.undated, survey.reports, survey.outlets) if survey else None
    wider = [(one, ledger.count_matters(MatterQuery(one)).matters) for one in question.around]
    return Beyond(
        undated=everything.undated - here.undated,
        outside=everything.dated - here.dated,
        around=tuple((one, number - everything.matters) for one, number in wider),
        chosen=chosen,
    )


def silence(question: Question, ledger: Ledger) -> Iterator[str]:
    """A note on the outlets that usually write of the place and say nothing of it in the time asked about."""
    from sayso.briefs import silence_note
    from sayso.lineup import BEFORE, silent_among

    place, start, end = question.place.id, question.start, question.on
    if place and start and end:
        first = (date.fromisoformat(start) - timedelta(days=BEFORE)).isoformat()
        told = ledger.told_of(place, first, end)
        reports = {str(n): Report(str(n), "", "", outlet, day) for n, (outlet, day) in enumerate(told)}
        silent = silent_among((start, end), reports.values(), reports.keys())
        others = ledger.published([one.outlet for one in silent], start, end)
        yield from silence_note([(one.outlet, one.last, others.get(one.outlet, 0)) for one in silent])
