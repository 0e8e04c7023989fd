"""Judgements, with what names mean looked up in a theatre: what the command line and the pages call."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sayso.errors import LedgerError
from sayso.gathering import lined_up
from sayso.ledger import NAMED, Judgement, MatterQuery
from sayso.ledger import judgements as deciding
from sayso.ledger.judgements import By, settled
from sayso.models import ActorResolution, Claim, Matter, Mention, PlaceResolution, Report

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.resolving import Theatre


def correct(ledger: Ledger, claim: str, change: tuple[str, Any], by: By, theatre: Theatre) -> Judgement:
    """Correct a field, ``change`` being its name and value; what new words mean is looked up. Raises LedgerError."""
    field, value = change
    decision = deciding.correct(claim, field, value, by)
    if field in NAMED and value is not None:
        current = _claim(ledger, claim)
        (report,) = ledger.reports([current.report_id])
        stored = settled(decision, current, report).value
        decision = replace(decision, value=stored | {"meaning": _meaning(report, current, (field, stored), theatre)})
    return ledger.judge(decision)


def _claim(ledger: Ledger, name: str) -> Claim:
    """The claim as judged, else, where it is rejected, as read. Raises LedgerError where there is none."""
    found = ledger.claims([name]) or ledger.as_read([name])
    if not found:
        raise LedgerError(f"there is no claim {name!r} in the ledger")
    return found[0].claim


def _meaning(report: Report, claim: Claim, change: tuple[str, Any], theatre: Theatre) -> dict[str, Any] | None:
    from sayso.resolving import resolve

    field, words = change
    mention: Any = {field: Mention(words["text"], words["start"], words["end"])}
    (found,) = resolve(report, [replace(claim, **mention)], theatre)
    meaning: PlaceResolution | ActorResolution | None = getattr(found, field)
    return asdict(meaning) if meaning else None


def assign(ledger: Ledger, claims: Sequence[str], change: tuple[str, str], by: By, theatre: Theatre) -> Judgement:
    """Say what a name means: ``change`` is the field, and the id or name of an entry. Raises LedgerError."""
    field, name = change
    found: PlaceResolution | ActorResolution = theatre.find_place(name) if field == "place" else _actor(theatre, name)
    if found.id is None:
        choices = f": it may be {', '.join(found.candidates)}" if found.candidates else ""
        raise LedgerError(f"{name!r} is no entry of the theatre {theatre.name}{choices}")
    return ledger.judge(deciding.assign(claims, field, found, by))


def _actor(theatre: Theatre, name: str) -> ActorResolution:
    known = theatre.actors.get(name)
    return theatre.find_actor(known.name if known else name)


def merge(ledger: Ledger, matters: Sequence[str], by: By) -> Judgement:
    """Make one matter of several, by their ids or the beginnings of these. Raises LedgerError."""
    with lined_up(ledger):
        found = [_matter(ledger, name) for name in matters]
    return ledger.judge(deciding.merge(found, by))


def split(ledger: Ledger, matter: str, claims: Collection[str], by: By) -> Judgement:
    """Set claims of a matter apart. Raises LedgerError."""
    with lined_up(ledger):
        found = _matter(ledger, matter)
    return ledger.judge(deciding.split(found, claims, by))


def _matter(ledger: Ledger, name: str) -> Matter:
    found = ledger.find_matters(MatterQuery(name=name))
    if len(found) != 1:
        raise LedgerError(f"{len(found) or 'no'} matters have an id that begins with {name!r}: give the whole id")
    return found[0]
