"""The learned reader: a report in, its claims out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sayso.models import Claim, Mention, Report
from sayso.reading.claims import claim_id, without_repeats
from sayso.reading.layout import Layout
from sayso.reading.learned import decoding, encoding
from sayso.reading.learned.decoding import Cuts, Finding
from sayso.reading.learned.encoding import Coded
from sayso.reading.learned.network import Network
from sayso.reading.learned.voicing import voice_of
from sayso.reading.passages import Span
from sayso.reading.topics.base import Page

MODEL = Path(__file__).parent.parent / "data" / "learned"


class LearnedReader:
    """Reads with the network in ``folder``; ``threads`` 0 lets onnxruntime use every core."""

    name = "learned"

    def __init__(self, folder: Path = MODEL, cuts: Cuts | None = None, threads: int = 0) -> None:
        self._folder, self._threads = folder, threads
        self._cuts = cuts or Cuts()

    @cached_property
    def _calibration(self) -> dict[str, list[float]] | None:
        """Corners of the map from the network's confidence to the share of claims that are right, where measured."""
        file = self._folder / "calibration.json"
        corners: dict[str, list[float]] | None = json.loads(file.read_text("utf-8")) if file.exists() else None
        return corners

    @cached_property
    def network(self) -> Network:
        return Network(self._folder, self._threads)

    @cached_property
    def _layout(self) -> Layout:
        return Layout()

    def __call__(self, report: Report) -> list[Claim]:
        return next(self.pipe([report]))

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        """The claims of each report, in order."""
        return map(self._read, self._layout.pages(reports))

    def _read(self, page: Page) -> list[Claim]:
        coded = encoding.code(page)
        found = [
            finding
            for window in encoding.windows(coded, self.network.tokenizer)
            for finding in decoding.findings(coded, window, self.network.encode(window), self.network, self._cuts)
        ]
        return [self._calibrated(claim) for claim in without_repeats(_claim(coded, finding) for finding in found)]

    def _calibrated(self, claim: Claim) -> Claim:
        if self._calibration is None:
            return claim
        right = np.interp(claim.confidence, self._calibration["confidence"], self._calibration["right"])
        return replace(claim, confidence=round(float(right), 3))


def _claim(coded: Coded, found: Finding) -> Claim:
    text = coded.report.full
    words = {name: _mention(text, pointed.span) for name, pointed in found.fields.items()}
    start, end = coded.sentences[found.sentence]
    voice = voice_of(coded, found)
    claim = Claim(
        id="",
        report_id=coded.report.id,
        topic=found.topic,
        status=found.status,
        certainty=found.certainty,
        evidence=Mention(text[start:end], start, end),
        place=words["place"],
        actor=words["actor"],
        object=words["object"],
        count=found.count,
        when=found.when,
        source=_mention(text, voice.source),
        via=tuple(Mention(text[a:b], a, b) for a, b in voice.via),
        confidence=round(
            voice.share * found.probability * found.certain * found.counted * found.fields["place"].share, 4
        ),
    )
    return claim_id(claim)


def _mention(text: str, span: Span | None) -> Mention | None:
    return Mention(text[slice(*span)], *span) if span else None
