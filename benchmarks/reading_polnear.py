"""Attribution alone against PolNeAR: who says what in US political news, where nothing is a claim of war.

PolNeAR also marks beliefs, wishes and intentions ("wants", "hopes", "refuses"), which a codebook of claims leaves
out, so the attributions with a plain verb of saying are counted apart.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reading_data import Ratio, Table, find

from sayso.reading.attribution import Attribution, attribute_text

Span = tuple[int, int]

DEFINITION = """\
A case is a source span of the corpus (of an article annotated twice, the first annotation). Found: the words that
attribution takes for a voice share at least half of the shorter of the two, each used once. Exact: the same characters.
Plain: the corpus' cue has a form of say, tell, report, announce, add, state, or "according". Content: of the found, the
middle of what the corpus' source asserts lies in what the voice answers for."""
_PLAIN = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|report(?:s|ed)?|announce[sd]?|add(?:s|ed)|stated?|states|according)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution of the corpus: its source, the words of its cue, and its content, which may be in pieces."""

    source: Span
    cue: str
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its attributions that have a source."""

    text: str
    marked: tuple[Marked, ...]


def load(archive: Path, part: str = "dev", limit: int | None = None) -> list[Article]:
    """The articles of one part of the corpus, straight out of its archive."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    with tarfile.open(find(archive)) as members:
        for member in members:
            path = PurePosixPath(member.name)
            stream = members.extractfile(member) if path.parts[1:2] == (part,) else None
            if stream is not None:
                kept = texts if path.suffix == ".txt" else notes
                kept[path.stem] = stream.read().decode("utf-8")
    # An annotation is named after its article and the annotator; sorted backwards, the first one stays.
    first = {name.rpartition("_")[0]: name for name in sorted(notes, reverse=True)}
    return [Article(text, tuple(_marked(notes[first[name]]))) for name, text in sorted(texts.items()) if name in first][
        :limit
    ]


def _marked(annotation: str) -> Iterator[Marked]:
    """The attributions of a brat file: T lines are spans, E lines tie them together."""
    lines = [line.split("\t") for line in annotation.splitlines()]
    spans = {line[0]: _spans(line[1]) for line in lines if line[0].startswith("T")}
    words = {line[0]: line[2] for line in lines if line[0].startswith("T")}
    for line in lines:
        if line[0].startswith("E"):
            roles = [role.split(":") for role in line[1].split()]
            part = dict(reversed(roles))
            if "Source" in part:
                content = tuple(span for role, id_ in roles if role.startswith("Content") for span in spans[id_])
                yield Marked(spans[part["Source"]][0], words[part["Cue"]] if "Cue" in part else "", content)


def _spans(field: str) -> tuple[Span, ...]:
    """The spans of "Source 89 106" or "Content 10 20;25 40"."""
    pieces = field.split(" ", 1)[1].split(";")
    return tuple((int(a), int(b)) for a, b in (piece.split() for piece in pieces))


def measure(articles: Sequence[Article]) -> Table:
    """The voices that attribution finds beside the sources of the corpus."""
    table = Table(f"PolNeAR dev, {len(articles)} articles", DEFINITION)
    recall, precision = Ratio(), Ratio()
    table.ratios |= {"sources found, recall": recall, "precision": precision}
    for article in articles:
        given = attribute_text(article.text)
        voices = sorted({one.said for one in given if one.said})
        matched = dict(_matched(article.marked, voices))
        recall.hits, recall.cases = recall.hits + len(matched), recall.cases + len(article.marked)
        precision.hits, precision.cases = precision.hits + len(matched), precision.cases + len(voices)
        _details(table, article.marked, matched, given)
    both = recall.value + precision.value
    table.notes.append(f"F1 {2 * recall.value * precision.value / both if both else 0.0:.3f}")
    return table


def _matched(marked: Sequence[Marked], voices: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The corpus' attributions by their number with the voice that each shares most with, one to one."""
    pairs = [(-_shared(one.source, voice), n, voice) for n, one in enumerate(marked) for voice in voices]
    used: set[object] = set()
    for shared, n, voice in sorted(pairs):
        length = min(marked[n].source[1] - marked[n].source[0], voice[1] - voice[0])
        if -2 * shared >= length and n not in used and voice not in used:
            used |= {n, voice}
            yield n, voice


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _details(table: Table, marked: Sequence[Marked], matched: dict[int, Span], given: Sequence[Attribution]) -> None:
    for n, one in enumerate(marked):
        if _PLAIN.search(one.cue):
            table.add("recall, plain verbs of saying", n in matched)
        if n in matched:
            table.add("exact, of the found", matched[n] == one.source)
            if one.content:
                middle = _middle(one.content)
                scopes = [a for a in given if a.said == matched[n]]
                table.add("content, of the found", any(a.start <= middle < a.end for a in scopes))


def _middle(pieces: Sequence[Span]) -> int:
    """The character halfway through the longest piece."""
    start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
    return (start + end) // 2
