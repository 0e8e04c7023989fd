"""Who says what within one sentence: by verbs of saying, "according to", a name before a colon, pictures that show it.

Works on the letters alone; texts without commas, apostrophes or capitals at every name are the normal case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.reading.voices import (
    MEDIA,
    Span,
    Voice,
    called_by_name,
    is_oblique,
    strong_after,
    voice_after,
    voice_before,
    voice_opening,
    widened,
)

_SAY = (
    "said|says|say|told|tells|tell|reported|reports|added|adds|stated|(?<!United\\s)states|"
    "announced|announces|declared|declares|confirmed|confirms|claimed|claims|alleged|alleges|"
    "accused|accuses|denied|denies|deny|made\\sclear|makes\\sclear|noted|notes|warned|warns|explained|explains|stressed|"
    "stresses|insisted|insists|acknowledged|acknowledges|admitted|admits|revealed|reveals|indicated|indicates|"
    r"wrote|writes|tweeted|tweets|estimated|estimates|estimate|accuse|believe|puts\sthe\s(?:death\s)?toll|"
    r"documented|documents|recorded|blamed|blames|concluded|asserted|"
    "asserts|argued|vowed|vows|pledged|pledges|threatened|threatens|condemned|condemns|urged|urges|disclosed|mentioned|"
    "underlined|underscored|highlighted|emphasized|emphasised|reiterated|recalled|recounted|described|describes|suggested|"
    "(?:raised|raises|expressed|voiced)\\s(?:\\w+\\s)?(?:concerns?|alarm|fears?)|identified|identifies|"
    "believes|quoted|quotes|cited|cites|pointed\\sout|points\\sout|called\\s(?:for|on|upon)|calls\\s(?:for|on|upon)|"
    "countered|retorted|responded|lamented|commented|verified|predicted|affirmed|clarified|complained|testified|listed|saw|counted|registered|observed|"
    "denounced|denounces|criticised|criticized|decried|relayed|remarked|elaborated|denied|put\\sthe\\s(?:death\\s)?toll|"
    "gave\\san?\\s(?:\\w+\\s){0,3}toll|confirming|"
    r"(?:reject|dismiss|disput|refut|rebut)(?:ed|es|s|ted)(?=[.,;]|\s*$|\s(?:the\s|all\s|any\s|such\s|these\s|those\s|that\s|[\w’']+\s){0,3}?"
    r"(?:claims?|accusations?|allegations?|reports?|charges?|suggestions?|figures?|accounts?)\b)"
)
# "Claimed the lives of", "claimed 12 lives" say that people died.
CUE = re.compile(
    rf"\b(?P<verb>(?!claim(?:s|ed)\s(?:(?:the|at\sleast|more\sthan|some|over)\s)*(?:lives|\d|dozens|scores|hundreds))"
    rf"(?:{_SAY})|went\son|goes\son)\b",
    re.I,
)
_DENIES = re.compile(r"^(?:den(?:y|ie[sd])|reject|dismiss|disput|refut|rebut)", re.I)
_PLANS = re.compile(r"^(?:vow|pledge|threaten|urge[sd]|call)", re.I)
_RELAYS = re.compile(r"^(?:quoted|quotes|cited|cites)$", re.I)
_ACCORDING = re.compile(
    r"\b(?:according\sto|as\sreported\sby|as\stold\sby|in\sthe\swords\sof|citing|quoting|(?:claimed|confirmed|"
    r"documented|announced|recorded|accused)\sby)\s",
    re.I,
)
_NOUN_USE = re.compile(
    r"\b(?:the|a|an|those|these|such|any|his|its|their|of|with|by|no|recently|previously|first|other|widely)\s$", re.I
)
_NOUN_AFTER = re.compile(
    r"(?:reports?|states|claims|notes)\s(?:said|say|says|suggest\w*|indicat\w+|of|emerged)\b", re.I
)
_IS_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being)\s(?:also\s|widely\s|previously\s)?$", re.I)
_TOLD = re.compile(
    r"\s(?P<who>(?:the\s)?\S[^.,;\"”]{1,60}?)(?=\s(?:that|on|in|by|from|it|he|they|the|at|least|\d|a|an|there|she|"
    r"via|late|earlier|over)\b|[.,;\"”]|$)"
)
_PRESS = re.compile(r"(?:the\s)?(?:reporters|journalists|media)\b", re.I)
_NOBODY = re.compile(
    r"\b(?:reports?\s(?:said|say|suggest(?:ed)?|indicated?|emerged)|it\s(?:was|has\sbeen|is)\s(?:also\s)?reported|"
    r"unconfirmed\sreports?|"
    r"rumou?rs)\b",
    re.I,
)
_CONJUNCTION = re.compile(
    r"(?:^|[\s,;(\"“—–-])(?:and|but|while|whereas|although|though|however|as|where|after|when|(?:for\s)?which)\s$", re.I
)
_LEAD_IN = re.compile(
    r"^[\s\"“”'—–-]*(?:(?:(?:meanwhile|earlier|later|separately|however|also|but|and|yet|still|elsewhere|"
    r"in\saddition|"
    r"for\s(?:his|its|their)\spart|(?:on|late\son|early\son|last)\s\w+day|in\s(?:a|an|its|another|"
    r"the)\s\S+(?:\s\S+){0,4}|on\s\w+\s\d{1,2}(?:\s\d{4})?|"
    r"(?-i:[A-Z]{3,})(?:/(?-i:[A-Z]+))?\s?(?:\([^)]*\))?\s?[-—–]?)[,:]?\s+)*)$",
    re.I,
)
_LEAD_IN_PREFIX = re.compile(
    r"[\s\"“”'—–-]*(?:(?-i:[A-Z]{4,}(?:[/,]\s?[A-Z][A-Za-z]+)*)\s?(?:\([^)]*\)\s?)?[-—–]?\s?)?(?:(?:meanwhile|"
    r"earlier|later|separately|however|also|but|and|yet|still|elsewhere|in\saddition|"
    r"(?:on|late\son|early\son|last)\s\w+day|on\s\w+\s\d{1,2}(?:\s\d{4})?)[,:]?\s+)*",
    re.I,
)
_REPORTS = re.compile(
    r"\b(?:[Mm]edia|[Ll]ocal|[Nn]ews|[Uu]nconfirmed|[Uu]nverified|[Ii]nitial|[Ee]arly|[Pp]reliminary|[Pp]ress|[Ss]everal|"
    r"[Ss]ome|[Vv]arious|[Oo]ther)\sreports$|^[Rr]eports$"
)
# "According to media reports": nobody is named.
_UNNAMED = re.compile(
    r"\s(?:(?:\w+\s){0,2}(?:media|press|news)|(?:local|various|several|some|unconfirmed|initial))?\s?reports\b", re.I
)
_BRACKET = re.compile(
    r"\(([A-Z][A-Za-z&./ ]{1,40},?\s(?:(?<=,\s)\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s[A-Z][a-z]+\s\d{4}))[^()]*\)[.\s]*$"
)
_COLON = re.compile(r"(?P<who>[A-Z][^:.,\"“]{3,50}):\s(?=[A-Z\d\"“])")
_SET_AGAINST = re.compile(r"\b(?:while|whereas|but|although|though)\s$", re.I)
# "..., which Y denied", "an accusation Y rejected", "in which Y said two died": Y answers for that clause alone.
_RELATIVE = re.compile(
    r",?\s(?P<at>(?:(?:in|of|for|by|during|from)\s)?which|(?:an?|the)\s(?:claim|accusation|allegation|charge|figure|report|"
    r"assertion|account|version)s?(?:\s(?:that|which))?)\s$",
    re.I,
)
_CONTENT = re.compile(r"[\w’']+")
_EMPTY_TAIL = re.compile(
    r"^(?:\s*(?:on|in|at|to|by|via|late|early|earlier|yesterday|today|\w+day|a|an|the|his|its|statement|reporters|"
    r"journalists|"
    r"interview|report|morning|evening|night|phone|telephone|afp|reuters|online|website|twitter|facebook|press|"
    r"conference|"
    r"state|news|agency|television|tv|radio|date|\d+|january|february|march|april|may|june|july|august|september|"
    r"october|"
    r"november|december|[.,;:()\"”’])\s*)*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A voice found in a sentence and the stretch that it answers for."""

    start: int
    end: int
    voice: Voice | None
    via: tuple[Voice, ...] = ()
    certainty: str = "stated"


def in_sentence(text: str, start: int, end: int) -> Iterator[Said]:
    """The voices of one sentence with their scopes, later ones narrowing earlier ones."""
    found = sorted([*_by_verb(text, start, end), *_by_phrase(text, start, end)], key=lambda s: (s.start, -s.end))
    found = [part for said in _chained(text, found) for part in _turned(text, said)]
    found = [
        Said(s.start, s.end, None, (), "hedged") if s.voice and _REPORTS.search(text, s.voice.start, s.voice.end) else s
        for s in found
    ]
    found = found or [*_by_mark(text, start, end), *_by_footage(text, start, end)]
    if not found and (nobody := _NOBODY.search(text, start, end)):
        found = [Said(start, end, None, (), "hedged")] if nobody else []
    yield from found


# "Denied it, saying that rebels had": what the denier says instead is no denial.
_TURNS = re.compile(
    r",?\s(?:and\s)?(?:saying|insisting|adding|claiming|stressing|asserting|arguing|accusing|blaming)\s", re.I
)


def _turned(text: str, said: Said) -> Iterator[Said]:
    """What is said; of a denial apart what its speaker goes on to say."""
    turn = _TURNS.search(text, said.voice.end, said.end) if said.voice and said.certainty == "denied" else None
    if turn is None:
        yield said
        return
    yield replace(said, end=turn.start())
    yield replace(said, start=turn.start(), certainty="stated")


def _by_verb(text: str, start: int, end: int) -> Iterator[Said]:
    last: Said | None = None
    for cue in CUE.finditer(text, start, end):
        said = _at_verb(text, cue, (start, end), last)
        if said is not None:
            last = said
            yield said


def _at_verb(text: str, cue: re.Match[str], sentence: Span, last: Said | None) -> Said | None:
    """What one reporting verb attributes, or None where it has no voice; ``last`` spoke before in the sentence."""
    start, end = sentence
    head = text[max(start, cue.start() - 24) : cue.start()]
    if _IS_PASSIVE.search(head):
        return _quoted_by(text, cue, start, end) if _RELAYS.match(cue["verb"]) else None
    if _NOUN_USE.search(head) or _NOUN_AFTER.match(text, cue.start()) or head.endswith("-"):
        return None
    if _SILENT.match(cue["verb"]) and _NOT.search(head):
        return None
    before = last.voice if last else None
    voice = _subject(text, cue, start, before)
    if voice is not None and cue["verb"] == "reports" and text[start : voice.start].lower().endswith("according to "):
        return None
    if (voice is None or voice.start > start) and (closing := _closing(text, cue, sentence)):
        return Said(start, end, closing, (), "stated")
    if voice is not None and _may_invert(text, cue, start):
        loose = is_oblique(text, voice) or text[: cue.start()].endswith(", ")
        after = strong_after(text, voice, cue.end(), end, loose)
        if after is not None:
            return Said(start, end, after, (), "stated")
    if voice is not None and is_oblique(text, voice):
        voice = widened(text, voice, start)
        if voice is None:
            return None
        if before is not None and voice.start == before.start and text[: cue.start()].endswith(", "):
            voice = before  # "Orunia announces a truce in the north, denies a raid"
    if voice is None and _may_invert(text, cue, start):
        voice = voice_after(text, cue.end(), end)
        return Said(start, end, voice, (), "stated") if voice else None
    if voice is None or _tells_when(text, voice, cue):
        return None
    if (quoted := _QUOTED.search(text, start, voice.start + 3)) and quoted.end() >= voice.start:
        inner = voice_before(text, quoted.start(), start)
        carrier = voice if voice.start >= quoted.end() else Voice(quoted.end(), voice.end, voice.is_media)
        return Said(*_scope(text, inner, cue, sentence), inner, (carrier,)) if inner else None
    if _RELAYS.match(cue["verb"]) and text.startswith(" by ", cue.end()):
        return None
    if _RELAYS.match(cue["verb"]) or _AS_SAYING.match(text, cue.start(), end):
        return _relayed(text, cue, voice, sentence)
    via = _hearer(text, cue, end)
    certainty = _certainty(cue["verb"])
    if last is not None and voice is before and "denied" in (certainty, last.certainty):
        return Said(cue.start(), end, voice, via, certainty)
    if last is not None and (voice.pronoun or _WHO.fullmatch(text, voice.end, cue.start())):
        return Said(voice.start if voice.pronoun else voice.end, end, voice, via, certainty)
    voice = called_by_name(text, voice, cue.start())
    return Said(*_scope(text, voice, cue, sentence), voice, via, certainty)


def _closing(text: str, cue: re.Match[str], sentence: Span) -> Voice | None:
    """Whom the sentence ends on right after the verb: what is said stands before ("…, said the spokesman.")."""
    start, end = sentence
    if cue["verb"].lower() not in ("said", "says", "added", "adds") or cue.start() - start < _SOME_WORDS:
        return None
    voice = voice_after(text, cue.end(), end)
    if voice is None or text[voice.end : end].strip(' .,;"”’\n'):
        return None
    return voice if _BEGINS.match(text, voice.start) else None


_SAID_SO = 3  # words, the verb of saying among them: with more a voice has said something
_QUOTED = re.compile(r",?\s(?:quoted|cited)\sby\s", re.I)
_WHO = re.compile(r",?\swho\s")
# "Has not commented on".
_SILENT, _NOT = re.compile(r"comment|respond", re.I), re.compile(r"\b(?:not|never|yet\sto|n['’]?t)\s(?:\w+\s)?$", re.I)
_SOME_WORDS = 30  # characters before the verb, so that it can stand after what is said
_BEGINS = re.compile(r"(?:the|an?|its|one|two|several|some|local|another)\s|[A-Z]")
_WHEN = re.compile(r"\b(?:when|after|since|before|until|once)\s$", re.I)
_AS_SAYING = re.compile(r"report(?:s|ed)\s(?!that\b)[^.;\"“”]{3,80}?\sas\ssaying\b", re.I)


def _tells_when(text: str, voice: Voice, cue: re.Match[str]) -> bool:
    """Whether the words only tell when something was ("since the government declared the end of the truce")."""
    if cue["verb"].lower() not in ("announced", "declared", "condemned", "vowed", "urged"):
        return False
    return bool(_WHEN.search(text[max(0, voice.start - 8) : voice.start])) and not text.startswith(" that", cue.end())


def _subject(text: str, cue: re.Match[str], start: int, last: Voice | None) -> Voice | None:
    """Who speaks: the phrase that opens the sentence, else the one right before the verb, else who spoke before."""
    opening = _LEAD_IN_PREFIX.match(text, start)
    at = opening.end() if opening else start
    if last is None:
        first = voice_opening(text, at, cue.start())
        if first is not None:
            return first
    voice = voice_before(text, cue.start(), start)
    if voice is None and last is not None and re.search(r"\b(?:and|but|also)\s$", text[start : cue.start()]):
        return last
    return voice


def _relayed(text: str, cue: re.Match[str], voice: Voice, sentence: Span) -> Said | None:
    """ "X quoted Y as saying …": Y asserts, X passes it on."""
    inner = voice_after(text, cue.end(), sentence[1])
    if inner is None:
        return None
    return Said(*_scope(text, voice, cue, sentence), inner, (voice,), "stated")


def _hearer(text: str, cue: re.Match[str], end: int) -> tuple[Voice, ...]:
    """The medium that was told ("told Reuters")."""
    if not cue["verb"].lower().startswith("t"):
        return ()
    hearer = _TOLD.match(text, cue.end(), end)
    return (
        (Voice(hearer.start("who"), hearer.end("who")),)
        if hearer and MEDIA.search(hearer["who"]) and not _PRESS.match(hearer["who"])
        else ()
    )


def _certainty(verb: str) -> str:
    if _DENIES.match(verb):
        return "denied"
    return "planned" if _PLANS.match(verb) else "stated"


def _may_invert(text: str, cue: re.Match[str], start: int) -> bool:
    """Whether the subject may follow: "…", said the spokesman; the verb then stands after its content."""
    before = text[start : cue.start()].rstrip()
    return bool(before) and cue["verb"].lower() in (
        "said",
        "says",
        "added",
        "adds",
        "reported",
        "reports",
        "warned",
        "explained",
        "wrote",
    )


def _quoted_by(text: str, cue: re.Match[str], start: int, end: int) -> Said | None:
    """ "X was quoted (by Y) as saying …": X asserts, Y passes it on."""
    lead = re.search(r"\b(?:was|were|is|are|been)\s(?:also\s)?$", text[start : cue.start()])
    voice = voice_before(text, start + lead.start(), start) if lead else None
    if voice is None:
        return None
    by = re.compile(r"\sby\s").match(text, cue.end(), end)
    carrier = voice_after(text, by.end() - 1, end) if by else None
    return Said(*_scope(text, voice, cue, (start, end)), voice, (carrier,) if carrier else ())


def _scope(text: str, voice: Voice, cue: re.Match[str], sentence: Span) -> Span:
    """What the voice answers for: the rest of the sentence, or all of it where the verb stands after content."""
    start, end = sentence
    head = text[start : voice.start]
    if _LEAD_IN.match(head):
        return voice.start, end
    relative = _RELATIVE.search(head)
    if relative is not None and cue.start() > voice.start and not _BLAMES.match(cue["verb"]):
        # "Which Y denied" says no more than that.
        bare = _DENIES.match(cue["verb"]) and not _TURNS.match(text, cue.end(), end)
        return start + relative.start("at"), cue.end() if bare else end
    joined = _CONJUNCTION.search(text[max(start, voice.start - 12) : voice.start])
    after = text[cue.end() : end]
    least = 1 if _SET_AGAINST.search(head) else _MORE if _BLAMES.match(cue["verb"]) else _SOME_CONTENT
    counts = cue["verb"].lower().endswith("toll")
    has_content = counts or (not _EMPTY_TAIL.match(after) and len(_CONTENT.findall(after)) >= least)
    after_comma = head.endswith("; ") or (head.endswith(", ") and _OPENS_AGAINST.match(head))
    if has_content and (joined or after_comma):
        return min(voice.start, cue.start()), end
    return start, end


_SOME_CONTENT = 3  # words behind a verb of saying that are what is said, not when or to whom
_BLAMES, _MORE = re.compile(r"accus|blam", re.I), 5  # the same where "of responsibility" is for what stands before
_OPENS_AGAINST = re.compile(r"[\s\"“”]*(?:while|whereas|although|though)\s", re.I)


def _by_phrase(text: str, start: int, end: int) -> Iterator[Said]:
    """ "according to X", "citing X": the voice answers for the clause that the phrase belongs to."""
    for cue in _ACCORDING.finditer(text, start, end):
        if _UNNAMED.match(text, cue.end() - 1, end):
            yield Said(start, end, None, (), "hedged")
            continue
        voice = voice_after(text, cue.end() - 1, end)
        if voice is None:
            continue
        if not _CITED.match(cue.group()) and _LEAD_IN.match(text[start : cue.start()]):
            yield Said(cue.start(), end, voice)
        else:
            yield Said(start, end, voice)


def _by_mark(text: str, start: int, end: int) -> Iterator[Said]:
    """A source given in brackets at the end ("(OCHA 27/08/2020)") or before a colon ("Defence Ministry: …")."""
    bracket = _BRACKET.search(text, start, end)
    if bracket:
        yield Said(start, end, Voice(bracket.start(1), bracket.end(1)))
    colon = _COLON.match(text, start, end)
    if colon and (voice := voice_before(text, colon.end("who"), start)) is not None and voice.start <= start + 2:
        yield Said(start, end, voice)


_FOOTAGE = re.compile(
    r"(?P<what>(?:(?:An?|The|Some|Online|Amateur)\s)?(?:[\w-]+\s){0,3}?(?:[Vv]ideos?|[Ff]ootage|[Ii]mages|[Pp]hotographs?|"
    r"[Pp]hotos?|[Pp]ictures)(?:\s[\w’'-]+){0,9}?)\s(?:(?:purportedly|apparently|reportedly|also|have|has|appears?\sto|"
    r"appeared\sto)\s)*(?:show(?:s|ed|n)?)\b"
)


def _by_footage(text: str, start: int, end: int) -> Iterator[Said]:
    """Pictures that open a sentence and show what it says."""
    shown = _FOOTAGE.match(text, start, end)
    if shown:
        yield Said(start, end, Voice(*shown.span("what")))


def _chained(text: str, found: list[Said]) -> list[Said]:
    """Put who only passes on behind the voice that is passed on, where both cover the same words."""
    if len(found) < 2:
        return found
    out: list[Said] = []
    for said in found:
        previous = out[-1] if out else None
        if previous is None or previous.voice is None or said.voice is None or not _same_scope(previous, said):
            out.append(said)
        elif (joined := _joined_to(text, previous.voice, said.voice)) is not None:
            on = joined == "and" and _passes_on(text, previous.voice, said.voice)
            out.append(replace(said, via=(previous.voice, *said.via)) if on else said)
        elif _passes_on(text, previous.voice, said.voice):
            out[-1] = replace(said, via=(previous.voice, *said.via))
        elif _passes_on(text, said.voice, previous.voice):
            out[-1] = replace(previous, via=(said.voice, *previous.via))
        else:
            out.append(said)
    return out


def _passes_on(text: str, first: Voice, second: Voice) -> bool:
    """Whether a voice passes on another: it cites it, or is a medium and the other is none."""
    if _CITED.search(text[max(0, second.start - 9) : second.start]):
        return True
    return first.is_media and not second.is_media


_CITED = re.compile(r"\b(?:citing|quoting)\s$", re.I)
_JOINED = re.compile(r"\s(?:while|whereas|but|although|though|and)\s$|;\s$")


def _joined_to(text: str, first: Voice, second: Voice) -> str | None:
    """The word that joins a voice to one that has said something ("the agency said A, while rebels said B")."""
    joined = _JOINED.search(text, max(first.end, second.start - 10), second.start)
    if joined is None or len(_CONTENT.findall(text, first.end, joined.start())) <= _SAID_SO:
        return None
    return joined.group().strip()


def _same_scope(a: Said, b: Said) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared >= 0.8 * min(a.end - a.start, b.end - b.start)
