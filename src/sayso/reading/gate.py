"""The gate before reading: which reports, and which of their passages, can hold a claim at all.

Most of an archive has nothing to code. One pass of an automaton (Aho-Corasick) over the text finds the words of
``data/gate.tsv``; a linear model over those of a passage says how likely it holds a claim, and a second one weighs that
by what stands beside the passage and in the whole report. The words are those of what happens in wars ("shelling",
"displaced") and of what does not ("voters"), all in lower case: names are left out, so that a war is known by what is
told of it and not by where it was. ``training/gate.py`` made the file and tells how the thresholds were set.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found]  # it ships without types

from sayso.errors import ReaderError
from sayso.models import Claim, Mention, Report
from sayso.reading.claims import claim_id
from sayso.reading.passages import Span, sentences

WEIGHTS = Path(__file__).parent / "data" / "gate.tsv"

PASSAGE = 600  # characters: about a paragraph; the model was trained on passages of this length
SHORT = 600  # characters: a shorter text gives too little to go by, and costs little to read
WORTH = 0.8  # of a text; where more than that is to be read, cutting it gains nothing
# The weights of the second model: its bias, then those of a passage's own score, of the better one beside it, and of
# the mean and the best of the report.
CONTEXT = ("<base>", "<own>", "<beside>", "<mean>", "<most>")
_JOINT = "\n\n"  # ends a sentence, so that nothing is read across a cut


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be read of a report: ``report`` has the id, title and date of the whole, and a text with cuts.

    ``pieces`` are the spans of the whole's full text that the text was put together from; none where it is whole.
    """

    whole: Report
    report: Report
    pieces: tuple[Span, ...] = ()

    def restored(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims read in the part as claims of the whole: with the offsets and the ids that they have there."""
        return list(claims) if not self.pieces else [self._restored(claim) for claim in claims]

    def _restored(self, claim: Claim) -> Claim:
        evidence = self._moved(claim.evidence)
        if evidence is None:
            raise ValueError(f"evidence across a cut in the report {self.whole.id}")
        moved = replace(
            claim,
            evidence=evidence,
            place=self._moved(claim.place),
            actor=self._moved(claim.actor),
            object=self._moved(claim.object),
            source=self._moved(claim.source),
            via=tuple(link for link in map(self._moved, claim.via) if link is not None),
        )
        return claim_id(moved)

    def _moved(self, mention: Mention | None) -> Mention | None:
        """A mention of the part where it stands in the whole; None where it would stand across a cut."""
        head = len(self.whole.title) + 1
        first, last = self.pieces[0]
        if mention is None or mention.end <= (last if first == head else head):
            return mention
        at = head
        for start, end in self.pieces:
            if mention.start < at + end - start:
                moved = Mention(mention.text, mention.start - at + start, mention.end - at + start)
                return moved if mention.start >= at and moved.end <= end else None
            at += end - start + len(_JOINT)
        return None


class Gate:
    """Decides what is read; loads its words once. Raises ReaderError where their file is missing or broken."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        try:
            lines = weights.read_text("utf-8").splitlines()
            rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
            known = {word: float(weight) for word, weight in rows}
            self.bias, self.report, self.passage = (known.pop(name) for name in ("<bias>", "<report>", "<passage>"))
            self.context = tuple(known.pop(name) for name in CONTEXT)
        except (OSError, ValueError, KeyError) as error:
            raise ReaderError(f"the gate's words in {weights} cannot be read ({error!r})") from error
        self._words = ahocorasick.Automaton()
        for word, weight in known.items():
            self._words.add_word(word, (len(word), word, weight))
        self._words.make_automaton()

    def part(self, report: Report) -> Part | None:
        """What is to be read of a report; None where it has nothing to code."""
        full = report.full
        if len(full) < SHORT:
            return Part(report, report)
        hits = self.hits(full)
        if max(self.likely(hits, rough_cuts(full))) < self.report:
            return None
        spans = sentences(full)
        runs = runs_of(full, spans)
        scores = self.likely(hits, [spans[run.stop - 1][1] for run in runs])
        return _part(
            report, _with_context(report, spans, [r for r, s in zip(runs, scores, strict=True) if s >= self.passage])
        )

    def hits(self, full: str) -> list[tuple[int, str, float]]:
        """Where a word of the gate begins in a text, the word, and its weight, in order."""
        found, size = [], len(full)
        for last, (length, word, weight) in self._words.iter(full):
            start = last + 1 - length
            before, after = full[start - 1 : start], full[last + 1 : last + 2] if last + 1 < size else ""
            if not (before == "-" or before == "_" or before.isalnum() or after == "_" or after.isalnum()):
                found.append((start, word, weight))
        found.sort()
        return found

    def likely(self, hits: Iterable[tuple[int, str, float]], ends: Iterable[int]) -> list[float]:
        """How likely each passage holds a claim (log odds), by the ends of the passages."""
        base, *weights = self.context
        return [
            base + sum(w * x for w, x in zip(weights, row, strict=True)) for row in in_context(self.scores(hits, ends))
        ]

    def scores(self, hits: Iterable[tuple[int, str, float]], ends: Iterable[int]) -> list[float]:
        """The same by the words of each passage alone; a word counts once in each."""
        scores, queue = [], iter(hits)
        hit = next(queue, None)
        for end in ends:
            seen: dict[str, float] = {}
            while hit is not None and hit[0] < end:
                seen[hit[1]] = hit[2]
                hit = next(queue, None)
            scores.append(self.bias + sum(seen.values()))
        return scores


def in_context(scores: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Each passage's score, the better one of those beside it, and the mean and the best of all."""
    if not scores:
        return []
    mean, most = sum(scores) / len(scores), max(scores)
    beside = [scores[:1], *([scores[n - 1], *scores[n + 1 : n + 2]] for n in range(1, len(scores)))]
    beside[0] = scores[1:2] or scores[:1]
    return [(own, max(near), mean, most) for own, near in zip(scores, beside, strict=True)]


def runs_of(full: str, spans: list[Span]) -> list[range]:
    """The passages of a text: runs of its sentences of about ``PASSAGE`` characters, cut at line breaks."""
    cuts = [0]
    for n in range(1, len(spans)):
        if spans[n][1] - spans[cuts[-1]][0] > PASSAGE or "\n" in full[spans[n - 1][1] : spans[n][0]]:
            cuts.append(n)
    return [range(a, b) for a, b in pairwise([*cuts, len(spans)])]


def passages_of(full: str) -> list[Span]:
    """The passages of a text, by their offsets."""
    spans = sentences(full)
    return [(spans[run.start][0], spans[run.stop - 1][1]) for run in runs_of(full, spans)] if spans else []


def _with_context(report: Report, spans: list[Span], runs: list[range]) -> list[Span]:
    """The sentences to read: those of the passages that may hold a claim, and one on either side for voice and place.

    The title and the sentence after it, where datelines stand, are always read.
    """
    wanted = {n for run in runs for n in range(run.start - 1, run.stop + 1)}
    head = len(report.title)
    wanted.update(n for n, (start, _) in enumerate(spans) if start <= head or (n and spans[n - 1][0] <= head))
    for n in range(len(spans) - 1, 0, -1):
        if n in wanted and report.full[spans[n][0]].islower():
            wanted.add(n - 1)  # what goes on in lower case may belong to the sentence before
    return [span for n, span in enumerate(spans) if n in wanted]


def rough_cuts(full: str) -> list[int]:
    """The ends of passages, found without looking for sentences: enough to decide on the whole."""
    ends, at, size = [], 0, len(full)
    while size - at > PASSAGE:
        low, high = at + PASSAGE // 3, at + PASSAGE
        at = max(full.rfind("\n", low, high), full.rfind(". ", low, high)) + 1
        if at <= low:
            at = (full.rfind(" ", low, high) + 1) or high
        ends.append(at)
    return [*ends, size]


def _part(report: Report, spans: list[Span]) -> Part:
    """The part of a report that these passages make up; the whole where little would be cut."""
    head, full = len(report.title) + 1, report.full
    pieces: list[Span] = []
    for start, end in spans:
        if end < head:
            continue
        start = max(start, head)
        if pieces and not full[pieces[-1][1] : start].strip():
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    if sum(end - start for start, end in pieces) >= WORTH * len(report.text):
        return Part(report, report)
    return Part(report, replace(report, text=_JOINT.join(full[a:b] for a, b in pieces)), tuple(pieces))
