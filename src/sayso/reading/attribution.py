"""Who asserts what: the stretches of a text that a named voice answers for, within sentences and across them.

Works on the letters and sentence spans alone, so that it is fast and needs no parse; texts without commas, apostrophes
or capitals at every name are the normal case, not the exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.reading.naming import Voices
from sayso.reading.passages import sentences
from sayso.reading.saying import CUE, Said, in_sentence
from sayso.reading.voices import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Attribution:
    """One stretch of text and the voice that asserts it.

    ``start`` and ``end`` bound what is asserted; ``source`` is the span of the fullest name the text gives for the
    voice (None: nobody is named, as in "reports said", or the outlet goes on by itself), ``said`` the span of its words
    here, ``via`` the links between the outlet and the source, outermost first. ``certainty`` is ``stated``, ``hedged``,
    ``denied`` or ``planned`` where the reporting verb decides it. ``carried`` tells that the voice is named in another
    sentence, ``follows`` that its statement goes on after a colon.
    """

    start: int
    end: int
    source: Span | None
    said: Span | None = None
    via: tuple[Span, ...] = ()
    certainty: str = "stated"
    carried: bool = False
    follows: bool = False


_QUOTE = re.compile(r"[\"“”«»]")


def attribute(doc: Doc) -> list[Attribution]:
    """The attributions of a parsed text; offsets are characters of ``doc.text``."""
    return attribute_text(doc.text)


def attribute_text(text: str, spans: Sequence[Span] | None = None) -> list[Attribution]:
    """The attributions of a text in order, none overlapping; what no voice is named for is in no attribution.

    ``spans`` are the sentences, where the caller has them already.
    """
    spans = list(sentences(text) if spans is None else spans)
    voices = Voices(text)
    raw = [list(in_sentence(text, start, end)) for start, end in spans]
    for found in raw:
        for said in found:
            voices.note(said.voice)
    named = [_apart([_resolved(said, voices) for said in found]) for found in raw]
    for i in range(len(spans)):
        if not named[i]:
            named[i] = _carried_over(text, spans, named, i)
    return [part for found in named for one in found for part in _without_background(text, one)]


# What a sentence goes on to tell by itself behind somebody's words: "…, as government forces advanced", "a war that has
# killed thousands".
_BACKGROUND = re.compile(
    r",\s(?:even\s|just\s)?as\s(?=(?:the|its|their|[A-Z][\w’'-]*|\w+ian|\w+ish)\s|(?:government|rebel|security|police|aid|air)\s"
    r"\w+s\s|(?:forces|troops|rebels|fighters|militants|warplanes|jets|clashes|fighting|soldiers|residents|civilians)\s)|"
    r"\b(?:an?|the)\s(?:[\w-]+\s){0,3}?(?:war|conflict|crisis|uprising|insurgency)\s(?:that|which)\s(?:has|have|had)\s"
    r"(?:killed|claimed|cost|left|displaced|uprooted|forced|driven)\b"
)
_NAMED_AS = re.compile(r"\b(?:identif|describ|portray|nam(?:e|ed|ing)\b|regard|label)")
# The voice goes on: "…, as he put it, that", "…, and five others were hurt".
_GOES_ON = re.compile(r",\s(?:that|and)\s|[‘’“”\"]")


def _without_background(text: str, one: Attribution) -> Iterator[Attribution]:
    """The attribution, and what the sentence tells behind it as background, which is the outlet's own."""
    own = one.said is not None and one.start <= one.said[0] < one.end
    found = _BACKGROUND.search(text, one.said[1], one.end) if one.said and own else None
    if one.said is None or found is None:
        yield one
        return
    after = CUE.search(text, found.end(), one.end) or _GOES_ON.search(text, found.start() + 1, one.end)
    said = CUE.search(text, one.said[1], found.start())
    if after or said is None or _NAMED_AS.search(text, one.start, found.start()):
        yield one
        return
    yield replace(one, end=found.start())
    yield Attribution(found.start(), one.end, None)


def _carried_over(text: str, spans: list[Span], named: list[list[Attribution]], i: int) -> list[Attribution]:
    """What a sentence without a voice of its own owes to its neighbours: a quotation or a statement going on."""
    start, end = spans[i]
    before = named[i - 1][-1] if i and named[i - 1] else None
    speaker = None
    if (_quote_open(text, start, spans, i) and before is not None) or (
        text[start] in '"“' and before is not None and _has_quote(text, spans[i - 1])
    ):
        speaker = before
    elif text[start] in '"“' or _quote_open(text, start, spans, i):
        speaker = _closing_voice(text, spans, named, i)
    elif before is not None and _announces(text, spans[i - 1], before):
        speaker = replace(before, follows=True)
    return [replace(speaker, start=start, end=end, carried=True)] if speaker is not None else []


def _has_quote(text: str, span: Span) -> bool:
    return bool(_QUOTE.search(text, *span))


def _quote_open(text: str, at: int, spans: list[Span], i: int) -> bool:
    """Whether a quotation that began in an earlier sentence of the paragraph is still open at ``at``."""
    begin = max(text.rfind("\n", 0, at), at - 1500) + 1
    piece = text[begin:at]
    curly = piece.count("“") - piece.count("”")
    return curly > 0 if "“" in piece or "”" in piece else piece.count('"') % 2 == 1


def _closing_voice(text: str, spans: list[Span], named: list[list[Attribution]], i: int) -> Attribution | None:
    """The voice named where the quotation that runs through sentence ``i`` ends, at most four sentences on."""
    if len(_QUOTE.findall(text[spans[i][0] : spans[i][1]])) % 2 == 0 and text[spans[i][0]] in '"“':
        return None
    for j in range(i + 1, min(i + 5, len(spans))):
        marks = len(_QUOTE.findall(text[spans[j][0] : spans[j][1]]))
        if named[j]:
            return named[j][0] if marks and not named[j][0].carried else None
        if marks:
            return None
    return None


def _announces(text: str, span: Span, voice: Attribution) -> bool:
    """Whether the statement of a voice follows after a colon ("The minister said:"), or is going on so."""
    return voice.end == span[1] and (text[span[0] : span[1]].rstrip().endswith(":") or voice.follows)


def _resolved(said: Said, voices: Voices) -> Attribution:
    """The attribution with the fullest name that the text gives for the voice."""
    if said.voice is None:
        return Attribution(said.start, said.end, None, None, (), said.certainty)
    name = voices.fullest(said.voice)
    via = tuple((v.start, v.end) for v in said.via)
    carried = name is not None and not (said.start <= name[0] < said.end)
    return Attribution(said.start, said.end, name, (said.voice.start, said.voice.end), via, said.certainty, carried)


_MARKS = 3  # characters: the marks that close a sentence


def _apart(found: list[Attribution]) -> list[Attribution]:
    """Cut overlapping scopes: what a later, narrower one covers is taken from the earlier, which goes on behind it."""
    out: list[Attribution] = []
    rest: Attribution | None = None
    for one in sorted(found, key=lambda a: (a.start, -a.end)):
        before, rest = rest, None
        if out and out[-1].end > one.start:
            if one.start > out[-1].start or out[-1] is before:
                rest = replace(out[-1], start=one.end) if one.end + _MARKS < out[-1].end else None
                out[-1] = replace(out[-1], end=one.start)
            elif one.source == out[-1].source or one.said is None:
                continue
            elif out[-1].said is None:
                out.pop()  # who is named is believed before "media reports"
            else:
                first, second = out[-1].said, one.said
                if first[0] < second[0] < one.end:
                    cut = min(first[1] + 6, one.end - 1)  # after the first voice's verb
                    out[-1] = replace(out[-1], end=cut)
                    one = replace(one, start=cut)
        out += [one, rest] if rest else [one]
    return [a for a in out if a.end > a.start]
