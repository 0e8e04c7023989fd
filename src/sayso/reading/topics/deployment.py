"""Forces moving without a claim to hold a place: arrived, withdrew, surrendered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, is_passive, party, patient, phrase, places_near, subject

_MOVES = re.compile(
    r"\b(?P<arrived>deploy(?:ed|ing|ment|ments|s)?|reinforce(?:ments|d)|sent\s(?=\S+\s?\S*\s?\S*\s?(?:troops|"
    r"forces|soldiers|fighters|reinforcements|advisers|planes|jets|reserves|tanks))|"
    r"sending\s(?=\S+\s?\S*\s?(?:troops|forces|soldiers|fighters|reinforcements))|"
    r"mobili[sz](?:ed|ing)|massed|massing|redeploy(?:ed|ing)|positioned|stationed|(?:troops|forces|fighters|"
    r"soldiers|army|convoy|tanks)\s(?:have\s|had\s|has\s)?(?:entered|arrived|crossed)|build-?up\sof)"
    r"|\b(?P<withdrew>withdr[ae]w(?:n|ing|s|al)?|withdrawal|pull(?:ed|ing)?\s(?:out|back)|pullout|retreat(?:ed|"
    r"ing)?|(?:fighters|rebels|militants|gunmen|troops|forces|insurgents)\s(?:\S+\s){0,3}?(?:left|leave|leaving|"
    r"evacuated)(?=\s(?:the|from|\S{0,3}(?-i:[A-Z])))|evacuation\sof\s(?:\S+\s)?(?:rebels|fighters|militants))"
    r"|\b(?P<surrendered>surrender(?:ed|ing|s)?|defect(?:ed|ing|ion|ions)|laid\sdown\s(?:their\s)?(?:arms|weapons)|"
    r"hand(?:ed|ing)\sover\s(?:their\s)?(?:arms|weapons|heavy))\b",
    re.I,
)
_FORCE = re.compile(
    r"\b(?:troops?|forces?|soldiers?|fighters?|army|armies|rebels?|militants?|jihadists?|insurgents?|units?|tanks?|"
    r"warplanes|jets|aircraft|planes|carrier|"
    r"marines|airmen|militia\w*|reinforcements?|military|convoys?|advisers|police|special\sforces|gunmen|warships?|"
    r"ships?|helicopters|missiles?|S-\d+|battalions?|brigades?|guards?|"
    r"terrorists?|officers?|generals?|personnel|Hezbollah|Russians?|ISIS|ISIL|IS|YPG|SDF|Islamic\sState|regime|"
    r"reserves|group|YPG|Taliban)\b"
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence and status in which forces come, go or give up."""
    for index in range(len(page.sentences)):
        seen: set[str] = set()
        for match in _MOVES.finditer(page.full, *page.sentences[index]):
            status = match.lastgroup or "arrived"
            around = page.before(match.start(), 70, index) + match.group() + page.after(match.end(), 70, index)
            if status in seen or not _FORCE.search(around):
                continue
            seen.add(status)
            yield _draft(page, match, index, status)


def _draft(page: Page, match: re.Match[str], index: int, status: str) -> Draft:
    token = page.token(match.start())
    actor = None
    if token.tag_.startswith("V"):
        actor = party(patient(token) if is_passive(token) else subject(token), page.full)
    elif token.tag_.startswith("N"):
        actor = phrase(token)
    return Draft(
        "deployment", status, match.span(), index, None, actor, None, None, places_near(page, *match.span(), index)[:1]
    )
