"""The rules reader: a dependency parse, the lexicons of the topics, and attribution by the letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.models import Claim, Count, Mention, Period, Report
from sayso.reading.attribution import Attribution
from sayso.reading.certainty import certainty_of
from sayso.reading.claims import claim_id
from sayso.reading.layout import Layout, drafts_of
from sayso.reading.mentions import mention
from sayso.reading.merging import merged
from sayso.reading.modifiers import modifier_claims
from sayso.reading.places import Place
from sayso.reading.topics.base import Draft, Page
from sayso.reading.voices import voice_opening
from sayso.reading.whereabouts import Whereabouts


class RulesReader:
    """Reads reports by rules over a dependency parse; needs no training and no network."""

    name = "rules"

    def __init__(self) -> None:
        self._layout = Layout()

    def __call__(self, report: Report) -> list[Claim]:
        """The claims of one report, in the order of the text."""
        return next(self.pipe([report]))

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        """The claims of each report, in order; many reports are parsed faster together."""
        for page in self._layout.pages(reports):  # not map(): what ends early in it would end the run unseen
            yield read(page)


def read(page: Page, drafts: list[Draft] | None = None) -> list[Claim]:
    """The claims of a report laid out; ``drafts`` are those of the page, where the caller has them already."""
    where = Whereabouts(page)
    claims = [
        claim for draft in (drafts_of(page) if drafts is None else drafts) for claim in _claims(page, draft, where)
    ]
    claims.extend(_echoed(page, claims))
    claims.extend(modifier_claims(page.report, page.places))
    return merged(page, claims)


_SIMILAR = re.compile(
    r"\b(?:carried|gave|issued|published|made|had|provided|offered)\s(?:a\s)?similar\s(?:report|account|statement|"
    r"version|toll|claim)s?\b",
    re.I,
)


def _echoed(page: Page, claims: list[Claim]) -> Iterator[Claim]:
    """ "X carried a similar report": X asserts what the voice before it asserted."""
    for index, match in page.find(_SIMILAR):
        start, end = page.sentences[index]
        voice = voice_opening(page.full, start, match.start())
        said = [c for c in claims if c.source is not None and c.evidence.end <= start]
        if voice is None or not said:
            continue
        source, evidence = mention(page.full, voice.start, voice.end), mention(page.full, start, end)
        for claim in (c for c in said if c.evidence == said[-1].evidence):
            echo = replace(claim, source=source, evidence=evidence, via=())
            yield claim_id(echo)


def _claims(page: Page, draft: Draft, where: Whereabouts) -> Iterator[Claim]:
    """The records of a draft: one for each of its places, unless they are one whole."""
    places = where.of(draft)
    voice = _voice(page, draft)
    for place in places:
        yield _claim(page, draft, place, voice)


def _voice(page: Page, draft: Draft) -> Attribution | None:
    """The attribution that covers the trigger."""
    for voice in page.voices:
        if voice.start <= draft.at[0] < voice.end:
            return voice
    return None


def _claim(page: Page, draft: Draft, place: Place | None, voice: Attribution | None) -> Claim:
    full = page.full
    start, end = page.sentences[draft.sentence]
    source = mention(full, *voice.source) if voice and voice.source else None
    claim = Claim(
        id="",
        report_id=page.report.id,
        topic=draft.topic,
        status=draft.status,
        certainty=draft.certainty or certainty_of(page, draft, voice),
        evidence=mention(full, start, end),
        place=mention(full, place.start, place.end) if place else None,
        actor=_actor(page, draft, voice),
        object=mention(full, *draft.object) if draft.object else None,
        count=_count(draft),
        when=_when(page, draft),
        source=source,
        via=tuple(mention(full, *v) for v in voice.via) if voice else (),
        confidence=0.3 if draft.definite else 0.6,
    )
    return claim_id(claim)


_PRONOUNS = ("it", "they", "he", "she", "we")


def _actor(page: Page, draft: Draft, voice: Attribution | None) -> Mention | None:
    """The actor; a pronoun stands for the voice that says it of itself ("the army said it had taken …")."""
    if draft.actor is None:
        return None
    actor = mention(page.full, *draft.actor)
    if actor.text.lower() not in _PRONOUNS:
        return actor
    return mention(page.full, *voice.source) if voice and voice.source else None


_PERSONS = ("people", "families", "children", "women", "civilians", "fighters")


def _count(draft: Draft) -> Count | None:
    q = draft.quantity
    if q is None or draft.topic not in ("casualties", "displacement", "return", "damage", "aid", "hazard"):
        return None
    if draft.topic in ("damage", "hazard"):
        return Count(q.low, q.high, "other")
    return Count(q.low, q.high, q.unit_hint if q.unit_hint in _PERSONS else "people")


def _when(page: Page, draft: Draft) -> Period | None:
    """The time expression of the sentence that stands nearest to the trigger."""
    start, end = page.sentences[draft.sentence]
    times = [t for t in page.times if start <= t.start < end and t.period is not None and not t.is_dateline]
    if not times:
        return None
    return min(times, key=lambda t: abs(t.start - draft.at[0])).period
