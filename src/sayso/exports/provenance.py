"""The columns that sayso adds to rows of events, so that nobody takes them for a coder's."""

from __future__ import annotations

from sayso.exports.columns import Value
from sayso.exports.events import Event

OWN: tuple[str, ...] = (
    "sayso_view",
    "sayso_rule",
    "sayso_answer",
    "sayso_side",
    "sayso_standing",
    "sayso_independent_voices",
    "sayso_low",
    "sayso_best",
    "sayso_high",
    "sayso_matters",
    "sayso_claims",
    "sayso_reports",
)


def own_columns(event: Event) -> dict[str, Value]:
    """The view that made the row and its rule, which of its answers this is, and the ids of what is behind it.

    ``sayso_answer`` is "1/2" for the first of two answers side by side: rows of one event, never to be summed.
    """
    figures = event.figures
    return {
        "sayso_view": event.view,
        "sayso_rule": event.rule,
        "sayso_answer": f"{event.number}/{event.of}",
        "sayso_side": event.label or None,
        "sayso_standing": event.standing,
        "sayso_independent_voices": len(event.voices),
        "sayso_low": figures.low if figures else None,
        "sayso_best": figures.best if figures else None,
        "sayso_high": figures.high if figures else None,
        "sayso_matters": " ".join(matter.id for matter in (event.main, *event.joined)),
        "sayso_claims": " ".join(resolved.claim.id for resolved in event.claims),
        "sayso_reports": " ".join(report.id for report in event.reports),
    }
