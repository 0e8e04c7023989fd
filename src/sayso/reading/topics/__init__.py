"""The topics of the codebook, one module each: every one offers ``drafts(page)``."""

from __future__ import annotations

from sayso.reading.topics import (
    abuse,
    access,
    aid,
    casualties,
    control,
    damage,
    deployment,
    displacement,
    fighting,
    hazard,
    returning,
    truce,
)

READERS = (
    control.drafts,
    fighting.drafts,
    casualties.drafts,
    displacement.drafts,
    returning.drafts,
    truce.drafts,
    hazard.drafts,
    damage.drafts,
    aid.drafts,
    access.drafts,
    deployment.drafts,
    abuse.drafts,
)

__all__ = ["READERS"]
