"""Claims in a few plain words, for positions and reasons."""

from __future__ import annotations

from sayso.lineup.claims.facts import Fact
from sayso.lineup.words import counts
from sayso.lineup.words.windows import day

# What a count is of, and how the status reads after it.
_VERBS = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "detained": "detained",
    "displaced": "displaced",
    "evacuated": "evacuated",
    "returned": "returned",
    "barred": "barred from returning",
}
_PHRASES = {
    ("fighting", "attack"): "an attack",
    ("fighting", "clash"): "clashes",
    ("fighting", "ended"): "fighting ended",
    ("truce", "agreed"): "a truce agreed",
    ("truce", "holding"): "a truce in force",
    ("truce", "violated"): "the truce violated",
    ("truce", "rejected"): "a truce rejected",
    ("truce", "ended"): "the truce over",
    ("hazard", "present"): "mines or other explosives present",
    ("hazard", "cleared"): "mines or other explosives cleared",
    ("aid", "provided"): "aid provided",
    ("aid", "blocked"): "aid blocked",
    ("aid", "needed"): "aid needed",
    ("access", "closed"): "closed off",
    ("access", "open"): "open to movement",
    ("deployment", "arrived"): "forces arrived",
    ("deployment", "withdrew"): "forces withdrew",
    ("deployment", "surrendered"): "forces surrendered",
    ("abuse", "execution"): "an execution",
    ("abuse", "military_use"): "military use of civilians or civilian places",
    ("abuse", "banned_weapon"): "use of a banned weapon",
    ("abuse", "looting"): "looting",
    ("abuse", "mistreatment"): "mistreatment",
}
_CONTROL = {
    "taken": ("taken by {0}", "taken"),
    "held": ("held by {0}", "held"),
}


def summary(fact: Fact) -> str:
    """What the claim says, without its source: "at least 23 people killed, by the army"."""
    text = _statement(fact)
    if fact.certainty == "denied":
        return f"not so: {text}"
    if fact.certainty == "planned":
        return f"announced: {text}"
    return f"perhaps: {text}" if fact.certainty == "hedged" else text


def told(fact: Fact, voice: str) -> str:
    """The claim with its voice and the day it was asserted."""
    said = day(fact.said)
    return f"{voice} ({said}): {summary(fact)}" if said else f"{voice}: {summary(fact)}"


def _statement(fact: Fact) -> str:
    if fact.topic == "control":
        return _control(fact)
    by = f", by {fact.actor.name}" if fact.actor else ""
    if fact.population == "killed or wounded" and fact.count is not None:
        return f"{counts.phrase(fact.count)} people killed or wounded{by}"
    if fact.status in _VERBS and fact.topic in ("casualties", "displacement", "return"):
        return f"{_people(fact)} {_VERBS[fact.status]}{by}"
    thing = f" ({fact.object.text})" if fact.object else ""
    if fact.topic == "damage":
        return f"{fact.object.text if fact.object else 'something'} {fact.status}{by}"
    return f"{_PHRASES[(fact.topic, fact.status)]}{thing}{by}"


def _people(fact: Fact) -> str:
    if fact.count is None:
        return fact.object.text if fact.object else "people"
    unit = fact.population if fact.population not in (None, "other") else "people"
    return f"{counts.phrase(fact.count)} {unit}"


def _control(fact: Fact) -> str:
    if fact.status == "lost":
        return f"lost by {fact.object.text}" if fact.object else "lost"
    if fact.status == "contested":
        return "contested"
    named, unnamed = _CONTROL[fact.status]
    return named.format(fact.actor.name) if fact.actor else unnamed
