"""How firmly a claim is made, from the words around its trigger: stated, hedged, denied or planned."""

from __future__ import annotations

import re

from sayso.reading.attribution import Attribution
from sayso.reading.topics.base import Draft, Page

_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|unconfirmed|apparently|apparent|may\shave|might\shave|could\shave|"
    r"appear(?:s|ed)?\sto|seem(?:s|ed)?\sto|presumed|presumably|purportedly|possibly|probably|(?:is|are|was|"
    r"were)\ssaid\sto|"
    r"(?:is|are|was|were|been)\sreported|reported\s(?:to\shave|killed|wounded|injured|dead)|claim(?:s|"
    r"ed)?\s(?:to\shave|that|it|they)|"
    r"accused\sof|feared|(?:initial|unverified|media|local)\sreports|(?:there\sare|with)\sreports|thought\sto|"
    r"estimated\sto\shave|(?:believed|likely)\sto\shave|(?:most|very|highly)\slikely)\b",
    re.I,
)
# Doubt about who did it hedges the attack that names him, not what it did to people.
_CULPRIT = re.compile(
    r"\b(?:suspected(?!\s(?:chemical|toxic|gas|poison|sarin|chlorine))|believed\sto|thought\sto|blamed\son|likely|"
    r"believes?|bears?\sthe\shallmarks)\b",
    re.I,
)
_AFTER = re.compile(
    r"^(?:\s[^\s.;]+){0,3}?\s(?:was|were|have\sbeen|has\sbeen)\s(?:also\s)?reported\b|^\s(?:reportedly|allegedly)\b",
    re.I,
)
_AHEAD = re.compile(r"^(?:\s(?!and\b|but\b|said\b)[^\s.;,]+){0,5}?\s(?:will|would|could|should)\s(?!have\b)", re.I)
_DENIED = re.compile(
    r"\b(?:no|not|never|denied|denies|denying|without|neither|nor|n['’]t|did\snot|has\snot|"
    r"no\sreports?\sof)\s(?:\w+\s){0,3}$",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?|vow(?:s|ed)?|pledg(?:e[ds]?|ing)|threaten(?:s|ed|ing)?|about\sto|"
    r"prepar(?:e|es|ed|ing)|intend(?:s|ed)?|aim(?:s|ed|ing)?|"
    r"call(?:s|ed|ing)?\s(?:for|on|upon)|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|set\sto|expected\sto|poised\sto|"
    r"(?:is|are|was|were|be|been)\s(?:(?:now|also|still|originally|initially|reportedly)\s)?due\sto"
    r"(?!\s(?:(?:the|an?|its|their|this|heavy|\w+ing)\b|"  # no cause
    r"(?:\w+\s)?(?:attacks?|strikes?|rockets?|raids?|clashes|shells|violence)\b))|"
    r"seek(?:s|ing)?|try(?:ing)?\sto|tried\sto|want(?:s|ed)?|"
    r"appeal(?:s|ed|ing)?|hope[sd]?\sto|ready\sto|bid\sto|designed\sto|intended\sto|must|should|shall|need\sto|"
    r"going\sto|possible|in\sorder\sto|plans?\sfor|willing\sto|possibility\sof|commit(?:ted|ment)\sto|"
    r"authori[sz]ed|efforts\sto|to\s(?=re))\s(?:(?!since\s)\S+\s){0,6}$",
    re.I,
)
_WINDOW = 75


def certainty_of(page: Page, draft: Draft, voice: Attribution | None) -> str:
    """The certainty of a draft: the reporting verb's, unless nearer words say otherwise."""
    before = page.before(draft.at[0], _WINDOW, draft.sentence)
    after = page.after(draft.at[1], 40, draft.sentence)
    if draft.topic == "aid" and draft.status == "needed":
        return "hedged" if _HEDGED.search(before) else "stated"
    if voice is not None and voice.certainty in ("denied", "hedged") and voice.start <= draft.at[0]:
        return voice.certainty
    if _DENIED.search(before[-30:]):
        return "denied"
    if _PLANNED.search(before) and draft.topic not in ("damage",):
        return "planned"
    if draft.topic in ("fighting", "truce", "deployment", "aid", "control") and _AHEAD.match(
        after + page.after(draft.at[1] + 40, 20, draft.sentence)
    ):
        return "planned"
    if _HEDGED.search(before[-60:]) or _AFTER.match(after):
        return "hedged"
    if draft.topic in ("fighting", "abuse") and _CULPRIT.search(before[-50:] + page.full[slice(*draft.at)] + after):
        return "hedged"
    return "stated"
