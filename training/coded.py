"""Coded reports as what the network should say: which kinds of claim a sentence makes, and where their fields stand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from sayso.ingest import dated
from sayso.models import CERTAINTIES, UNITS, Report
from sayso.reading.layout import Layout, drafts_of
from sayso.reading.learned import encoding
from sayso.reading.learned.encoding import Coded, Window
from sayso.reading.learned.shapes import KIND, SPANNED

Record = dict[str, Any]
# The field that tells several claims of one kind in a sentence apart, by topic; the first that stands there.
BY_OBJECT = ("object", "place", "actor")
BY_PLACE = ("place", "object", "actor")
ANCHORED_BY_OBJECT = {"casualties", "displacement", "return", "damage", "aid", "hazard"}


@dataclass(slots=True)
class Target:
    """One claim. Pieces are indices into the window; piece 0 is "not said"; an empty list: do not learn from it."""

    sentence: int
    kind: int
    certainty: int
    unit: int
    one: int
    anchor: int
    first: dict[str, list[int]] = field(default_factory=dict)
    last: dict[str, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Example:
    window: Window
    coded: Coded
    targets: list[Target]


def load(paths: Iterable[Path]) -> list[Record]:
    """The rows of gold files: ``{"report": …, "claims": […]}``."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def report_of(row: Record) -> Report:
    r = row["report"]
    return dated(Report(r["id"], r["title"], r["text"], r["outlet"], r["published"]))


def examples(rows: Sequence[Record], tokenizer: Tokenizer, layout: Layout) -> Iterator[list[Example]]:
    """For each coded report its windows with their targets."""
    for row, page in zip(rows, layout.pages(map(report_of, rows)), strict=True):
        coded = encoding.code(page, drafts_of(page))
        placed = [(c, spot) for c in row["claims"] if (spot := find(coded.report.full, c["evidence"]))]
        windows = encoding.windows(coded, tokenizer)
        yield [Example(window, coded, _targets(coded, window, placed)) for window in windows]


def find(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, white space folded."""
    found = next(occurrences(text, words), None)
    return found


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    bounded = re.compile(rf"(?<!\w){pattern}(?!\w)" if pattern else r"(?!)")
    hits = [m.span() for m in bounded.finditer(text)] or [m.span() for m in re.finditer(pattern, text)]
    yield from hits


def _targets(coded: Coded, window: Window, placed: list[tuple[Record, tuple[int, int]]]) -> list[Target]:
    groups: dict[tuple[int, int], list[tuple[Record, tuple[int, int]]]] = defaultdict(list)
    for claim, spot in placed:
        sentence = max(range(len(coded.sentences)), key=lambda i: _shared(coded.sentences[i], spot))
        if sentence in window.own:
            groups[sentence, KIND[claim["topic"], claim["status"]]].append((claim, spot))
    return [
        _target(coded, window, claim, (sentence, kind, _anchor_field([c for c, _ in group])))
        for (sentence, kind), group in groups.items()
        for claim, _ in group
    ]


def _shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _anchor_field(claims: list[Record]) -> list[str]:
    order = BY_OBJECT if claims[0]["topic"] in ANCHORED_BY_OBJECT else BY_PLACE
    if len(claims) == 1:
        return list(order)
    differing = [f for f in order if len({c[f] for c in claims}) == len(claims)]
    return [*differing, *(f for f in order if f not in differing)]


def _target(coded: Coded, window: Window, claim: Record, where: tuple[int, int, list[str]]) -> Target:
    sentence, kind, order = where
    span = coded.sentences[sentence]
    target = Target(
        sentence,
        kind,
        CERTAINTIES.index(claim["certainty"]),
        UNITS.index(claim["count"]["unit"]) if claim["count"] else -1,
        -1,
        0,
    )
    for name in SPANNED:
        words = (claim["via"] or [None])[0] if name == "via" else claim[name]
        target.first[name], target.last[name] = _pieces(coded, window, words, span)
    _number(coded, window, claim, target)
    _date(coded, window, claim, target)
    target.anchor = next((a for f in order if (a := _inside(window, target.first[f], sentence))), 0)
    return target


def _inside(window: Window, pieces: list[int], sentence: int) -> int:
    return next((p for p in pieces if window.sentence[p] == sentence), 0)


def _pieces(coded: Coded, window: Window, words: str | None, span: tuple[int, int]) -> tuple[list[int], list[int]]:
    if words is None:
        return [0], [0]
    hits = list(occurrences(coded.report.full, words))
    near = [h for h in hits if span[0] <= h[0] and h[1] <= span[1]]
    found = [p for a, b in near or hits if len(p := encoding.pieces_of(window.span, a, b))]
    return [int(p[0]) for p in found], [int(p[-1]) for p in found]


def _number(coded: Coded, window: Window, claim: Record, target: Target) -> None:
    count, (start, end) = claim["count"], coded.sentences[target.sentence]
    if count is None:
        target.first["count"], target.one = [0], 0
        return
    same = [
        q
        for q in coded.quantities
        if start <= q.start and q.end <= end and (q.low, q.high) == (count["low"], count["high"])
    ]
    pieces = [p for q in same if len(p := encoding.pieces_of(window.span, q.start, q.end))]
    target.first["count"] = [int(p[0]) for p in pieces]
    if not pieces and (count["low"], count["high"]) == (1, 1):
        target.first["count"], target.one = [0], 1


def _date(coded: Coded, window: Window, claim: Record, target: Target) -> None:
    when = claim["when"]
    if when is None:
        target.first["when"] = [0]
        return
    same = [t for t in coded.times if t.period and (t.period.start, t.period.end) == (when["start"], when["end"])]
    span = coded.sentences[target.sentence]
    near = [t for t in same if span[0] <= t.start < span[1]] or same
    pieces = [p for t in near if len(p := encoding.pieces_of(window.span, t.start, t.end))]
    target.first["when"] = [int(p[0]) for p in pieces]
