"""The learned reader: a report in, its claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from sayso.models import Claim, Mention, Report
from sayso.reading.claims import claim_id, without_repeats
from sayso.reading.learned import decoding, encoding
from sayso.reading.learned.decoding import Cuts, Finding
from sayso.reading.learned.encoding import Coded
from sayso.reading.learned.network import Network
from sayso.reading.passages import Span

MODEL = Path(__file__).parent.parent / "data" / "learned"


class LearnedReader:
    """Reads with the network in ``folder``; ``threads`` 0 lets onnxruntime use every core."""

    name = "learned"

    def __init__(self, folder: Path = MODEL, cuts: Cuts | None = None, threads: int = 0) -> None:
        self._folder, self._threads = folder, threads
        self._cuts = cuts or Cuts()

    @cached_property
    def network(self) -> Network:
        return Network(self._folder, self._threads)

    def __call__(self, report: Report) -> list[Claim]:
        coded = encoding.code(report)
        found = [
            finding
            for window in encoding.windows(coded, self.network.tokenizer)
            for finding in decoding.findings(coded, window, self.network.encode(window), self.network, self._cuts)
        ]
        return without_repeats(_claim(coded, finding) for finding in found)

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]:
        """The claims of each report, in order."""
        return map(self, reports)


def _claim(coded: Coded, found: Finding) -> Claim:
    text = coded.report.full
    words = {name: _mention(text, span) for name, span in found.fields.items()}
    evidence = _mention(text, coded.sentences[found.sentence])
    assert evidence is not None
    via = words["via"]
    claim = Claim(
        id="",
        report_id=coded.report.id,
        topic=found.topic,
        status=found.status,
        certainty=found.certainty,
        evidence=evidence,
        place=words["place"],
        actor=words["actor"],
        object=words["object"],
        count=found.count,
        when=found.when,
        source=words["source"],
        via=(via,) if via else (),
        confidence=round(found.probability, 3),
    )
    return claim_id(claim)


def _mention(text: str, span: Span | None) -> Mention | None:
    return Mention(text[slice(*span)], *span) if span else None
