"""Who asserts a claim: what the rules of attribution say of its words, and what the network points at."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from sayso.models import Claim, Mention
from sayso.reading.attribution import Attribution
from sayso.reading.claims import claim_id
from sayso.reading.learned.decoding import Finding
from sayso.reading.learned.encoding import Coded
from sayso.reading.passages import Span
from sayso.reading.voices import voice_before

# The network is believed against the rules from this share on; chosen on dev.
SURE = 0.98
# The same where the rules hear nobody and the network points into the claim's own sentence, or where they hear a "he"
# and do not know who that is.
NEAR = 0.5


# What nobody named is said to have reported is hedged, by the codebook.
_REPORTED = re.compile(
    r"\breportedly\b|\b(?:was|were|been)\sreported\b(?!\s(?:to|by))|\bis\sreported\sthat|\binitial\sreports\b|"
    r"\breports\s(?:of|that|suggest\w*)",
    re.I,
)


# What a pointer takes along with a name: "However Volga", "that rebels", "the army and its ally have".
_BEFORE_NAME = re.compile(r"(?:(?:that|however|but|meanwhile|although|though|while|and|whereas)\s)+(?=\S)", re.I)
_AFTER_NAME = re.compile(r"(?:\s(?:has|have|had|also|both|who|which|that))+$")


def bare(source: Mention | None) -> Mention | None:
    """A source without the conjunctions and helping words that its span takes along."""
    if source is None:
        return None
    before, after = _BEFORE_NAME.match(source.text), _AFTER_NAME.search(source.text)
    start, end = before.end() if before else 0, after.start() if after else len(source.text)
    return Mention(source.text[start:end], source.start + start, source.start + end) if start < end else source


# "The army blamed on the rebels", "terrorist groups, a term for all who fight it": the doer, and what is said of them.
_BLAMED_ON = re.compile(
    r"^.*\s(?:blam|pinn)ed\son\s(?=\S)|^.*\sden(?:y|ies|ied)\s(?:(?:\w+\s){0,2}that\s)?(?=\S)|^.*\ssa(?:id|ys)\s(?=\S)",
    re.I,
)
_CALLED_SO = re.compile(r",?\s(?:a|an|the|its|their)\s(?:[\w-]+\s)?(?:term|word|label|phrase)\b.*$", re.I)


def only_doer(actor: Mention | None) -> Mention | None:
    """An actor without who blames or clears them, and without what is said of the word for them."""
    if actor is None:
        return None
    before, after = _BLAMED_ON.match(actor.text), _CALLED_SO.search(actor.text)
    start, end = before.end() if before else 0, after.start() if after else len(actor.text)
    return Mention(actor.text[start:end], actor.start + start, actor.start + end) if start < end else actor


# "Several countries said the army was behind it": the army is told of, and does not speak.
_SAYS_THAT = re.compile(r"\b(?:say|says|said)\s(?:that\s)?$", re.I)
_ACTS = re.compile(
    r"\s(?:was|were|is|are|has|have|had)\b(?!\s(?:\w+\s)?(?:said|saying|told|telling|report\w*|announc\w*|confirm\w*|stat(?:ed|ing)|"
    r"call\w*|claim\w*|document\w*|count\w*|record\w*|register\w*|verif\w*|estimat\w*|put|found|warn\w*|accus\w*|blam\w*|den\w+|"
    r"quoted|cited|describ\w*)\b)"
)
_GUILTY = re.compile(r"\s(?:was|were|is|are)\s(?:(?!not\b|never\b)\w+\s)?(?:responsible|behind|to\sblame)\b")


def told_of(claim: Claim, full: str) -> Claim:
    """The claim; a source of whom somebody before in the sentence only tells gives way to that voice.

    Where the words call the source guilty and nobody is known who says so, the outlet speaks.
    """
    source, start = claim.source, claim.evidence.start
    says = _SAYS_THAT.search(full, start, source.start) if source else None
    if source is None or says is None or not _ACTS.match(full, source.end):
        return claim
    voice, guilty = voice_before(full, says.start(), start), _GUILTY.match(full, source.end) is not None
    known = not voice.pronoun if voice else guilty
    if not known:
        return claim
    speaker = Mention(full[voice.start : voice.end], voice.start, voice.end) if voice else None
    actor = source if claim.actor is None and guilty else claim.actor
    return claim_id(replace(claim, source=speaker, actor=actor, via=()))


_HELD = r"(?:held|controlled|occupied|run)"
_HOLDER = re.compile(rf"-{_HELD}\b", re.I)
_HELD_BY = re.compile(
    rf"(?:,|\b(?:towns?|city|cities|villages?|districts?|areas?|provinces?|suburbs?|regions?|neighbou?rhoods?|quarters?|camps?|"
    rf"bases?|airports?|crossings?|roads?|territory))\s{_HELD}\sby\s(?:the\s)?$",
    re.I,
)


# "Territory that the band controls", "the army, which holds the north".
_HOLDS = re.compile(
    r"\b(?:territory|areas?|land|lands|swathes|parts|towns?|villages?|regions?)\s(?:(?:that|which)\s)?(?:it|they)\s(?:now\s|still\s)?"
    r"(?:controls?|holds?)\b|\b(?:which|who|that)\s(?:now\s|still\s|currently\s)?(?:controls?|holds?)\s|"
    r"\b(?:which|that)\s(?:is|are|was|were)\s(?:\w+\s)?(?:controlled|held|run)\sby\b|[\"”]\s(?:held|controlled)\sby\b",
    re.I,
)
_NOT_HELD = re.compile(
    r"\b(?:which|who|that)\s\w*\s?(?:controls?|holds?)\s(?:[\w-]+\s){0,3}?(?:talks|meetings?|elections?|responsib\w+|hope|roads?|access|"
    r"routes?|traffic|supply|citizenship|passport|posts?|records?|rank|degree|office|title|brigade|units?)\b|"
    r"\bit\s(?:is|was)\s.{0,30}\b(?:that|who)\s|\bis\s(?:a|the)\s\w+\s(?:which|that)\s(?:is|was)\s|"
    r"\b(?:reportedly|allegedly|claim\w*)\b",
    re.I,
)
# "Besieged Tarn", "the rebel-besieged town of Tarn".
_BESIEGED = re.compile(
    r"\b(?:\w+-)?besieged\s(?:(?:[a-z]+-held|rebel|northern|southern|eastern|western|central|border|capital)\s){0,3}"
    r"(?:(?:city|town|village|districts?|suburbs?|enclave|neighbou?rhoods?|camp)\b|[A-Z])"
)


def described(claim: Claim, full: str) -> Claim:
    """The claim; the outlet says who holds or besieges a place that is only described so ("rebel-held Tarn")."""
    if claim.certainty not in ("stated", "hedged") or claim.count:
        return claim
    kind = claim.topic, claim.status
    held = kind == ("control", "held") and (_is_held(claim, full) or _is_held_in_passing(claim, full))
    besieged = kind == ("access", "closed") and _is_besieged_in_passing(claim, full)
    return claim_id(replace(claim, source=None, via=(), certainty="stated")) if held or besieged else claim


def _is_besieged_in_passing(claim: Claim, full: str) -> bool:
    """Whether the claim's own place is called so, and no verb says that it was besieged."""
    place, start, end = claim.place, claim.evidence.start, claim.evidence.end
    return place is not None and any(
        m.start() <= place.end and place.start <= m.end() + len(" of ") and not _DID.search(full, start, m.start())
        for m in _BESIEGED.finditer(full, start, end)
    )


_DID = re.compile(r"\b(?:has|have|had|they|it|forces|army|troops|who|which|\w+ly)\s$", re.I)


def _is_held_in_passing(claim: Claim, full: str) -> bool:
    """Whether the claim's place stands beside such words, and no voice between."""
    place, start, end = claim.place, claim.evidence.start, claim.evidence.end
    if place is None or not start <= place.start < end or _NOT_HELD.search(claim.evidence.text):
        return False
    return any(
        (place.start < m.end() and m.start() - place.end < _BESIDE)
        or (place.start - m.end() < _BESIDE and not _SAYS.search(full, m.end(), place.start))
        for m in _HOLDS.finditer(full, start, end)
    )


_BESIDE = 20  # characters
_SAYS = re.compile(r"\b(?:sa(?:id|ys|y)|told|adds?|added|reports?|reported)\b", re.I)


def _is_held(claim: Claim, full: str) -> bool:
    actor = claim.actor
    return actor is not None and bool(
        _HOLDER.match(full, actor.end) or _HELD_BY.search(full, claim.evidence.start, actor.start)
    )


class Voice(NamedTuple):
    """The source's words (None: the outlet itself), the links that pass it on, and a share of belief.

    ``verb`` is the certainty that the verb of saying gives to what is said ("denied that", "vowed to").
    """

    source: Span | None
    via: tuple[Span, ...]
    share: float
    verb: str = "stated"


def voice_of(coded: Coded, found: Finding) -> Voice:
    """The voice of a finding; of a headline that nobody else is heard in, the speaker that it ends on."""
    voice = _voice_of(coded, found)
    speaker = _of_headline(coded, found) if voice.source is None else None
    return voice._replace(source=speaker) if speaker else voice


# "Shelling kills ten in Tarn: monitor"; the colon is often lost.
_CLOSES = re.compile(
    r"(?<=[\w’'\"”])\s?[:,–—-]?\s(?P<who>(?:war\s)?monitors?|(?:monitoring|rights)\sgroup|(?:(?!the\b)\w+\s)?observatory|ngo|"
    r"state\s(?:media|tv))\W*$",
    re.I,
)
_OF = re.compile(r"\b(?:of|by|on|to|for|the|an?|in|at|from|against|with)$", re.I)


def _of_headline(coded: Coded, found: Finding) -> Span | None:
    """Whom the headline names at its end, for a finding in it or in a sentence that begins with its words."""
    title, full = coded.report.title, coded.report.full
    start, _ = coded.sentences[found.sentence]
    speaker = _CLOSES.search(title)
    if speaker is None or _OF.search(title[: speaker.start()]) or not full.startswith(title[: speaker.end()], start):
        return None
    return start + speaker.start("who"), start + speaker.end("who")


# Who wants a thing looked into asserts nothing of it.
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)?\sfor|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing))\s(?:an?|the)\s(?:[\w-]+\s){0,3}"
    r"(?:investigation|inquiry|enquiry|probe)\sinto\s|"
    r"\b(?:investigat(?:e|es|ed|ing)|looking\sinto|(?<!not\s)aware\sof|probing|checking)\s(?:the\s|these\s|any\s)?reports\s(?:of|that)\s|"
    r"\b(?:seek(?:s|ing)?|sought|want(?:s|ed)?)\s(?:more\s)?(?:clarity|clarification|information|details)\s(?:on|about)\s",
    re.I,
)


def _only_asked(coded: Coded, found: Finding) -> bool:
    asked = _ASKED.search(coded.report.full, *coded.sentences[found.sentence])
    return asked is not None and asked.end() <= found.at


# Who claims responsibility for an attack says that they did it, not how many died in it.
_CLAIMS_IT = re.compile(
    r"\s(?:(?:has|have|had|also|later|since)\s)*claim(?:s|ed|ing)?\s(?:\w+\s)?(?:responsibility|credit)\b", re.I
)


def _only_claimed(coded: Coded, found: Finding, said: Attribution | None) -> bool:
    if said is None or said.said is None or found.topic not in ("casualties", "damage"):
        return False
    return _CLAIMS_IT.match(coded.report.full, said.said[1]) is not None


# What a picture shows, the outlet says.
_CAPTION = re.compile(r"\((?:[A-Z]\w+[\s/])?(?:file\s)?(?:photo|picture|image)(?:[\s:][^)]*)?\)", re.I)


def _of_picture(coded: Coded, found: Finding) -> bool:
    """Whether the claim's words stand before those that end a caption."""
    caption = _CAPTION.search(coded.report.full, *coded.sentences[found.sentence])
    if caption is None or found.at >= caption.start():
        return False
    return not _SAYS.search(coded.report.full, coded.sentences[found.sentence][0], caption.start())


def _voice_of(coded: Coded, found: Finding) -> Voice:
    source, share = found.fields["source"]
    said = _attribution(coded, found)
    if _of_picture(coded, found) or _only_asked(coded, found) or _only_claimed(coded, found, said):
        return Voice(None, (), 1 - share)
    ruled = said.source if said else None
    verb = said.certainty if said else "stated"
    if _same(coded, source, ruled):
        return Voice(ruled, said.via if said else (), max(share, 1 - share), verb)
    if said and said.said is None:
        return Voice(None, (), 1 - share, verb)
    near = said is None and _in_sentence(coded, found, source)
    unresolved = said is not None and ruled is None
    if said is not None and ruled is not None and _of_another_part(coded, found, source, said):
        return Voice(ruled, said.via, 1 - share, verb)
    if share >= SURE or (share >= NEAR and (near or unresolved)):
        link = found.fields["via"].span
        return Voice(source, (link,) if link and source else (), share)
    return Voice(ruled, said.via if said else (), 1 - share, verb)


def certainty_of(coded: Coded, found: Finding, voice: Voice) -> str:
    """The certainty of a finding: the verb of saying decides, then bare reports, then the network."""
    if voice.verb != "stated":
        return voice.verb
    if voice.source is None and (found.certainty == "stated" or _only_asked(coded, found)):
        return "hedged" if _REPORTED.search(coded.report.full, *coded.sentences[found.sentence]) else "stated"
    return found.certainty


def _attribution(coded: Coded, found: Finding) -> Attribution | None:
    """The attribution that the claim's words stand in; of a denial the one that denies, if its sentence has one."""
    start, end = coded.sentences[found.sentence]
    here = next((a for a in coded.attributions if a.start <= found.heard < a.end), None)
    if found.certainty != "denied" or here is None or here.certainty == "denied":
        return here
    return next((a for a in coded.attributions if start <= a.start < end and a.certainty == "denied"), here)


def _of_another_part(coded: Coded, found: Finding, source: Span | None, said: Attribution) -> bool:
    """Whether somebody else says something where the network points, in another part of the sentence."""
    return source is not None and any(
        a.start <= source[0] < a.end and not a.carried and a.said and a.end - a.said[1] > _SAYS_MORE
        for a in coded.attributions
        if (a.end <= said.start or said.end <= a.start) and _in_sentence(coded, found, a.said)
    )


_SAYS_MORE = 12  # characters behind a voice: its verb alone is shorter


def _in_sentence(coded: Coded, found: Finding, span: Span | None) -> bool:
    start, end = coded.sentences[found.sentence]
    return span is not None and start <= span[0] < end


def _same(coded: Coded, a: Span | None, b: Span | None) -> bool:
    if a is None or b is None:
        return a is b
    text = coded.report.full
    return bool(set(text[slice(*a)].casefold().split()) & set(text[slice(*b)].casefold().split()))
