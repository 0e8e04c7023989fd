"""Who asserts a claim: what the rules of attribution say of its words, and what the network points at."""

from __future__ import annotations

from typing import NamedTuple

from sayso.reading.attribution import Attribution
from sayso.reading.learned.decoding import Finding
from sayso.reading.learned.encoding import Coded
from sayso.reading.passages import Span

# The network is believed against the rules from this share on; chosen on dev.
SURE = 0.97


class Voice(NamedTuple):
    """The source's words (None: the outlet itself), the links that pass it on, and a share of belief.

    ``verb`` is the certainty that the verb of saying gives to what is said ("denied that", "vowed to").
    """

    source: Span | None
    via: tuple[Span, ...]
    share: float
    verb: str = "stated"


def voice_of(coded: Coded, found: Finding) -> Voice:
    """The voice of a finding."""
    source, share = found.fields["source"]
    said = _attribution(coded, found)
    ruled = said.source if said else None
    verb = said.certainty if said else "stated"
    if _same(coded, source, ruled):
        return Voice(ruled, said.via if said else (), max(share, 1 - share), verb)
    if share >= SURE:
        link = found.fields["via"].span
        return Voice(source, (link,) if link and source else (), share)
    return Voice(ruled, said.via if said else (), 1 - share, verb)


def _attribution(coded: Coded, found: Finding) -> Attribution | None:
    """The attribution that the claim's words stand in."""
    return next((a for a in coded.attributions if a.start <= found.at < a.end), None)


def _same(coded: Coded, a: Span | None, b: Span | None) -> bool:
    if a is None or b is None:
        return a is b
    text = coded.report.full
    return bool(set(text[slice(*a)].casefold().split()) & set(text[slice(*b)].casefold().split()))
