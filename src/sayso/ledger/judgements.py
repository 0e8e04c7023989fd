"""What people decide about claims and matters, and what a claim is once their decisions are applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sayso.errors import InputError, LedgerError
from sayso.ledger.databases.rows import NAMED, meaning_of
from sayso.models import (
    STATUSES,
    ActorResolution,
    Claim,
    Count,
    Matter,
    Mention,
    Period,
    PlaceResolution,
    Report,
    ResolvedClaim,
)
from sayso.records import claim_from_json, claim_to_json

Kind = Literal["accept", "correct", "reject", "assign", "merge", "split", "undo"]
# Evidence is not among them: it is what a claim is known by.
FIELDS = ("topic", "status", "certainty", *NAMED, "count", "when", "via")


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    person: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides: make one with the functions of this module.

    ``claims`` are the ids of those that it is about; for a split, those that are set apart from ``others``.
    ``value`` is JSON: for a correction the field as in a coded file (a name may carry its ``meaning``, the fields of
    a resolution); for an assignment ``{"meaning": …}``. ``undoes`` is the number of the judgement undone.
    """

    kind: Kind
    by: By
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision as recorded: its number in the order of all, when (ISO, UTC), and the number of what undid it."""

    number: int
    recorded_at: str
    decision: Decision
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Claims that belong to one matter (``apart`` is empty), or that are kept apart from others."""

    claims: frozenset[str]
    apart: frozenset[str] = frozenset()


# -- deciding ----------------------------------------------------------------------------------------------------


def accept(claim: str, by: By) -> Decision:
    """The claim is right as it stands."""
    return Decision("accept", by, (claim,))


def reject(claim: str, by: By) -> Decision:
    """The report does not make this claim."""
    return Decision("reject", by, (claim,))


def correct(claim: str, field: str, value: Any, by: By) -> Decision:
    """One field should be otherwise: ``value`` as in a coded file, None for nothing; a topic as ``topic/status``."""
    if field not in FIELDS:
        raise LedgerError(f"{field!r} cannot be corrected; the fields are {', '.join(FIELDS)}")
    return Decision("correct", by, (claim,), field=field, value=value)


def assign(claims: Collection[str], field: str, entry: PlaceResolution | ActorResolution, by: By) -> Decision:
    """What a name means in these claims: ``field`` is place, actor, object or source."""
    if field not in NAMED or (field == "place") != isinstance(entry, PlaceResolution):
        raise LedgerError(f"{entry.name!r} cannot be what the {field} means")
    return Decision("assign", by, tuple(claims), field=field, value={"meaning": asdict(entry)})


def merge(matters: Sequence[Matter], by: By) -> Decision:
    """These matters are one. Raises LedgerError where they answer different questions."""
    if len({matter.id for matter in matters}) < 2:
        raise LedgerError("to merge takes two matters or more")
    if len({(matter.topic, matter.question) for matter in matters}) > 1:
        raise LedgerError("matters of different topics or questions cannot be merged")
    return Decision("merge", by, tuple(name for matter in matters for name in claims_of(matter)))


def split(matter: Matter, claims: Collection[str], by: By) -> Decision:
    """These claims of a matter are about another one. Raises LedgerError unless some are, and some are left."""
    names = claims_of(matter)
    foreign = [name for name in claims if name not in names]
    if foreign:
        raise LedgerError(f"the matter {matter.id} has no claim {foreign[0]!r}")
    rest = tuple(name for name in names if name not in claims)
    if not claims or not rest:
        raise LedgerError("a matter is split by naming some of its claims, not none and not all")
    return Decision("split", by, tuple(claims), others=rest)


def undo(number: int, by: By) -> Decision:
    """The judgement of this number no longer counts."""
    return Decision("undo", by, undoes=number)


def claims_of(matter: Matter) -> list[str]:
    return [name for position in matter.positions for name in position.claims]


# -- what counts -------------------------------------------------------------------------------------------------


def undone(undos: Iterable[tuple[int, int]]) -> dict[int, int]:
    """What undid each judgement, from (number, undone number) of all undoings; an undoing can itself be undone."""
    found: dict[int, int] = {}
    for number, target in sorted(undos, reverse=True):
        if number not in found:
            found.setdefault(target, number)
    return found


def apply(resolved: ResolvedClaim, decisions: Iterable[Decision]) -> ResolvedClaim | None:
    """The claim as judged by decisions that count, in order; None where it is rejected in the end."""
    rejected = False
    for decision in decisions:
        if decision.kind in ("accept", "reject"):
            rejected = decision.kind == "reject"
        elif decision.kind == "assign" and decision.field is not None:
            meaning: Any = {decision.field: meaning_of(decision.field, decision.value["meaning"])}
            resolved = replace(resolved, **meaning)
        elif decision.kind == "correct" and decision.field is not None:
            resolved = _corrected(resolved, decision.field, decision.value)
    return None if rejected else resolved


def _corrected(resolved: ResolvedClaim, field: str, value: Any) -> ResolvedClaim:
    claim = resolved.claim
    if field == "topic":
        topic, status = value.split("/")
        return replace(resolved, claim=replace(claim, topic=topic, status=status))
    if field == "status" and value not in STATUSES[claim.topic]:
        return resolved  # it belonged to a topic that a later judgement took back
    if field in NAMED:
        mention = _mention(value)
        meaning = meaning_of(field, value["meaning"]) if value and value.get("meaning") else _unresolved(field, mention)
        read: Any = {field: mention}
        meant: Any = {field: meaning}
        return replace(resolved, claim=replace(claim, **read), **meant)
    return replace(resolved, claim=replace(claim, **{field: _plain(field, value)}))


def _plain(field: str, value: Any) -> Any:
    if field == "via":
        return tuple(_mention(link) for link in value or ())
    if field == "count":
        return Count(value["low"], value["high"], value["unit"]) if value else None
    if field == "when":
        return Period(value["start"], value["end"]) if value else None
    return value


def _mention(value: Mapping[str, Any] | None) -> Mention | None:
    return Mention(value["text"], value["start"], value["end"]) if value else None


def _unresolved(field: str, mention: Mention | None) -> PlaceResolution | ActorResolution | None:
    if mention is None or field == "object":  # most objects are things, which have no entry
        return None
    return PlaceResolution(None, mention.text) if field == "place" else ActorResolution(None, mention.text)


# -- what can be -------------------------------------------------------------------------------------------------


def settled(decision: Decision, claim: Claim, report: Report) -> Decision:
    """A correction as it is stored, with its words found in the report. Raises LedgerError where it cannot be."""
    if decision.kind != "correct" or decision.field is None:
        return decision
    field, value = decision.field, decision.value
    changed = {field: value}
    if field == "topic":
        changed["topic"], _, changed["status"] = str(value).partition("/")
    try:
        found = claim_to_json(claim_from_json(claim_to_json(claim) | changed, report))
    except InputError as error:
        raise LedgerError(f"the correction cannot be: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LedgerError(f"{value!r} does not have the shape of a {field}") from error
    stored: Any = f"{found['topic']}/{found['status']}" if field == "topic" else found[field]
    if field in NAMED and stored and isinstance(value, Mapping) and value.get("meaning"):
        stored["meaning"] = value["meaning"]
    return replace(decision, value=stored)


def well_signed(decision: Decision) -> None:
    """Raise LedgerError where nobody signs, or where a change has no reason."""
    if not decision.by.person.strip():
        raise LedgerError("a judgement needs the name of the person who makes it")
    if decision.kind != "accept" and not decision.by.reason.strip():
        raise LedgerError(f"to {decision.kind} needs a reason")


# -- from one reading to the next --------------------------------------------------------------------------------


def matched(old: Sequence[Claim], new: Sequence[Claim]) -> dict[int, int]:
    """Which claim of a new reading each of an old one has become, by their positions in both.

    Only claims of the same topic and evidence are the same. Where several share these, as "two were killed and five
    wounded" does, those that have most else in common are taken for each other; none is taken twice.
    """
    by_evidence: dict[tuple[str, int, int], list[int]] = {}
    for j, claim in enumerate(new):
        by_evidence.setdefault(_key(claim), []).append(j)
    pairs = [(-_likeness(claim, new[j]), i, j) for i, claim in enumerate(old) for j in by_evidence.get(_key(claim), ())]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _key(claim: Claim) -> tuple[str, int, int]:
    return claim.topic, claim.evidence.start, claim.evidence.end


# The codebook splits records by status, place and source first: these tell claims of one sentence apart.
_WEIGHTS = {"status": 16, "place": 8, "source": 8, "object": 4, "count": 4, "actor": 2, "certainty": 2, "id": 1}


def _likeness(old: Claim, new: Claim) -> int:
    return sum(weight for field, weight in _WEIGHTS.items() if getattr(old, field) == getattr(new, field))
