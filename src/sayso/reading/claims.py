"""What every reader does with the claims that it has found: a stable id each, and no claim twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from sayso.models import Claim, Mention


def claim_id(claim: Claim) -> Claim:
    """The claim with its id: a hash of the report and of what tells the claim from its neighbours."""
    parts = (
        claim.report_id,
        claim.topic,
        claim.status,
        claim.certainty,
        claim.evidence.start,
        claim.evidence.end,
        *(m.start if m else None for m in (claim.place, claim.actor, claim.object, claim.source)),
        claim.count,
    )
    return replace(claim, id=hashlib.sha256(repr(parts).encode()).hexdigest()[:16])


def beside(a: Claim, b: Claim) -> bool:
    """Whether two claims are of one topic, on words that overlap."""
    return a.topic == b.topic and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in order, of those that differ in nothing that the codebook splits by only the likeliest.

    No two of them have one id, as "the town" and "the town of Tarn" at one place would.
    """
    return _likeliest(_likeliest(claims, _split_by), lambda claim: claim.id)


def _likeliest(claims: Iterable[Claim], key_of: Callable[[Claim], object]) -> list[Claim]:
    kept: dict[object, Claim] = {}
    for claim in claims:
        key = key_of(claim)
        if key not in kept or kept[key].confidence < claim.confidence:
            kept[key] = claim
    return list(kept.values())


def _split_by(claim: Claim) -> object:
    return (
        claim.topic,
        claim.status,
        claim.certainty,
        claim.evidence.start,
        _folded(claim.place),
        _folded(claim.source),
        _folded(claim.object),
        _folded(claim.actor),
        claim.count,
    )


def _folded(mention: Mention | None) -> str | None:
    return " ".join(mention.text.casefold().split()) if mention else None
