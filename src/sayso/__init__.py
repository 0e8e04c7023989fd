"""sayso: who says what happened in a war, where, when, to how many, in which exact words.

    reports = sayso.read_inputs(["reports/"])
    reader, theatre = sayso.load_reader(), sayso.load_theatre("syria")
    for report in reports:
        claims = sayso.resolve(report, reader(report), theatre)

The verbs are loaded when they are first used, since some bring large libraries along.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError, LedgerError, ReaderError, SaysoError, TheatreError
from sayso.models import (
    ActorResolution,
    Claim,
    Count,
    Matter,
    Mention,
    Period,
    PlaceResolution,
    Position,
    Report,
    ResolvedClaim,
)

if TYPE_CHECKING:
    from sayso.briefs import compose
    from sayso.evaluation import score
    from sayso.ingest import dated, read_inputs
    from sayso.ledger import open_ledger
    from sayso.lineup import line_up
    from sayso.reading import load_reader
    from sayso.records import claim_to_json, matter_to_json, report_to_json
    from sayso.resolving import load_theatre, resolve

__version__ = "0.1.0"

# Each verb and the stage that it belongs to.
VERBS = {
    "read_inputs": "ingest",
    "dated": "ingest",
    "load_reader": "reading",
    "load_theatre": "resolving",
    "resolve": "resolving",
    "line_up": "lineup",
    "open_ledger": "ledger",
    "compose": "briefs",
    "score": "evaluation",
    "report_to_json": "records",
    "claim_to_json": "records",
    "matter_to_json": "records",
}

__all__ = [
    "ActorResolution",
    "Claim",
    "Count",
    "InputError",
    "LedgerError",
    "Matter",
    "Mention",
    "Period",
    "PlaceResolution",
    "Position",
    "ReaderError",
    "Report",
    "ResolvedClaim",
    "SaysoError",
    "TheatreError",
    "claim_to_json",
    "compose",
    "dated",
    "line_up",
    "load_reader",
    "load_theatre",
    "matter_to_json",
    "open_ledger",
    "read_inputs",
    "report_to_json",
    "resolve",
    "score",
]


def __getattr__(name: str) -> Any:
    """Load a verb from its stage."""
    if name not in VERBS:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(f"sayso.{VERBS[name]}"), name)
