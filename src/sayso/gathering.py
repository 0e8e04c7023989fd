"""What a question needs out of a ledger: its matters, made where they must be, and what is only counted of the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import LedgerError
from sayso.ledger import Arrangement, Groundwork, MatterQuery
from sayso.models import Matter, PlaceResolution, Report, ResolvedClaim

if TYPE_CHECKING:
    from sayso.briefs import Beyond, Question
    from sayso.ledger import Ledger
    from sayso.resolving import Theatre


# How often growing is tried again because somebody wrote meanwhile, before others have to wait for the question.
TRIES = 5
# So many changed reports are lined up one after the other, whatever their share of the ledger.
SOME = 1000
# A larger share of changed reports is lined up sooner with all the others.
SHARE = 4


@contextmanager
def lined_up(ledger: Ledger, line_up: Callable[..., list[Matter]] | None = None) -> Iterator[None]:
    """One state of the ledger whose matters, as people judged them, can be asked for; made first where they are not.

    Where matters are stored that can grow, only what changed since is lined up. ``line_up`` does the work of
    ``sayso.lineup.line_up`` elsewhere, with the same result.
    """
    made_by = fingerprint()
    for _ in range(TRIES):
        with ledger.snapshot():
            if ledger.has_matters(made_by):
                yield
                return
        if not _grown(ledger, made_by):
            break
    with ledger.snapshot():
        made = None if ledger.has_matters(made_by) else _made(ledger, line_up)
        if made is not None:
            ledger.hold_matters(made_by, made.revision, made.matters)
        yield
    if made is not None:
        with suppress(LedgerError):  # a ledger that can only be read, or is busy, still gives its answer
            ledger.cache_matters(made_by, made.revision, made.matters, made.groundwork)


@dataclass(frozen=True, slots=True)
class _Made:
    """Matters made from scratch of the state of a revision."""

    revision: int
    matters: list[Matter]
    groundwork: Groundwork | None


class _Records:
    """A shelf in memory: what is written there goes to the ledger with the matters."""

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}

    def read(self, keys: Collection[str]) -> dict[str, bytes]:
        return {key: self.records[key] for key in keys if key in self.records}

    def write(self, records: Mapping[str, bytes]) -> None:
        self.records |= records
        for key in [key for key, body in records.items() if not body]:
            del self.records[key]


def _made(ledger: Ledger, line_up: Callable[..., list[Matter]] | None) -> _Made:
    """All matters, inside a snapshot."""
    from sayso import lineup

    reports, claims, shelf = ledger.reports(), ledger.claims(), _Records()
    own = line_up(reports, claims) if line_up else lineup.shelve(reports, claims, shelf)
    shown, groundwork = _arranged(own, ledger.arrangements(), lambda _: (reports, claims))
    kept = None if line_up else replace(groundwork, records=shelf.records)
    return _Made(ledger.revision(), shown, kept)


def _grown(ledger: Ledger, made_by: str) -> bool:
    """Line up what changed since matters were stored, and what that touches; False where all is to be made again."""
    from sayso import lineup

    with suppress(LedgerError), ledger.together():
        changed = ledger.stirred(made_by)
        if changed is None or (len(changed) > SOME and len(changed) * SHARE > ledger.contents().reports):
            return False
        growth = lineup.grow(ledger.shelf(), ledger, ledger.reports(changed), ledger.claims_of(changed))
        arrangements = ledger.arrangements()
        concerned = {name for one in arrangements for name in (*one.claims, *one.apart)}
        own = [*ledger.take_matters(growth.gone, changed, concerned), *growth.new]
        shown, groundwork = _arranged(own, arrangements, partial(_told_in, ledger))
        ledger.put_matters(shown, groundwork)
        return True
    return False


Material = tuple[Sequence[Report], Sequence[ResolvedClaim]]


def _arranged(
    own: Sequence[Matter], arrangements: Sequence[Arrangement], material: Callable[[Sequence[Matter]], Material]
) -> tuple[list[Matter], Groundwork]:
    """The line-up's own matters as people would have them, and which stand instead of which."""
    from sayso import lineup

    if not arrangements:
        return list(own), Groundwork()
    concerned = {name for one in arrangements for name in (*one.claims, *one.apart)}
    pool = [one for one in own if any(not concerned.isdisjoint(position.claims) for position in one.positions)]
    shown = lineup.rearrange(pool, arrangements, *material(pool))
    # Those that stay as they are stay the same objects.
    mine, kept = {id(one) for one in pool}, {id(one) for one in shown}
    aside = tuple(one for one in pool if id(one) not in kept)
    arranged = frozenset(one.id for one in shown if id(one) not in mine)
    return [*(one for one in own if id(one) not in mine), *shown], Groundwork(aside, arranged)


def _told_in(ledger: Ledger, matters: Sequence[Matter]) -> Material:
    """The reports that tell of some matters, with their claims."""
    names = {name for matter in matters for position in matter.positions for name in position.reports}
    return ledger.reports(names), ledger.claims_of(names)


@cache
def fingerprint() -> str:
    """Names the code that lines up, so that matters made by other code are made again."""
    from hashlib import sha256
    from importlib.resources import files

    digest = sha256()
    here = Path(str(files("sayso")))
    shared = (here / "agencies.py", here / "vocabulary.py")
    for path in (*sorted((here / "lineup").rglob("*.py")), *shared):
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
