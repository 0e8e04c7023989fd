"""Whether people and goods can move: sieges, closures, corridors, openings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, by_agent, is_passive, party, party_before, places_near, subject

_OPEN = re.compile(
    r"\b(?:humanitarian\scorridors?|safe\scorridors?|corridors?|re-?open(?:ed|ing|s)?|open(?:ed|ing)\s(?:a|the|"
    r"up)?\s?(?:\w+\s){0,2}(?:road|route|corridor|crossing|border|way)|"
    r"lift(?:ed|ing|s)?\s(?:of\s)?(?:the|a|its|their|all)?\s?(?:\w+\s){0,2}(?:sieges?|blockades?)|"
    r"(?:br[eo]ak(?:ing|s)?|broke|broken|breached|end(?:ing|ed)?)\s(?:the|a|of|its|their|"
    r"out\sof)\s?(?:\w+(?:-\w+)?\s){0,3}(?:sieges?|blockade|encirclement)|safe\spassage|"
    r"(?:allow\w*|grant\w*|gain\w*|secur\w+|unhindered|unimpeded|unfettered|immediate)\s(?:\w+\s){0,3}access)\b",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:(?:under|lay(?:ing)?|laid|impos\w+|the|a|tight|months?\sof|years?\sof|government|army|regime|by|"
    r"crippling|enforc\w+|brutal)\s(?:\S+\s){0,2}?(?:sieges?|blockades?)|besieg(?:ed|ing|e)|encircl(?:ed|ing|e)|"
    r"surround(?:ed|ing)(?=\s(?:by|the\s(?:city|town|village)|\S{0,3}(?-i:[A-Z])))|blockad(?:ed|ing)|"
    r"trapped|checkpoints?|(?:road|highway|route|border|crossing|routes|supply\sline|supply\slines|roads|"
    r"borders)s?\s(?:\w+\s){0,4}?(?:cut|closed|shut|blocked|severed|sealed)|(?:cut(?:ting)?|clos(?:ed|ing)|shut|"
    r"block(?:ed|ing)|sever(?:ed|ing)|seal(?:ed|ing))\s(?:off\s)?(?:\S+\s){0,5}?(?:roads?|highway|routes?|borders?|"
    r"crossings?|supply\slines?|supplies)|"
    r"cut\soff|(?:prevent|stopp?|bar|ban)(?:ed|ing|red|ned|ning|ring)?\s(?:\S+\s){0,4}?(?:from\s)?(?:leaving|"
    r"entering|crossing|fleeing)|not\sallowed\sto\s(?:leave|enter|cross)|curfew|no\s(?:humanitarian\s)?access|"
    r"hard[-\s]to[-\s]reach|inaccessible|stranded)\b",
    re.I,
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence for what is opened, one for what is closed."""
    for index in range(len(page.sentences)):
        sentence = page.sentences[index]
        opened = _OPEN.search(page.full, *sentence)
        if opened:
            yield _draft(page, opened, index, "open")
        for closed in _CLOSED.finditer(page.full, *sentence):
            if opened and closed.start() < opened.end() and closed.end() > opened.start() - 10:
                continue
            if _is_modifier(page, closed):
                continue
            yield _draft(page, closed, index, "closed")
            break


def _is_modifier(page: Page, match: re.Match[str]) -> bool:
    """ "Besieged X" is read with the modifiers."""
    token = page.token(match.start())
    return match.group().lower() == "besieged" and token.dep_ == "amod"


def _draft(page: Page, match: re.Match[str], index: int, status: str) -> Draft:
    token = page.token(match.start())
    actor = None
    if token.tag_.startswith("V"):
        actor = party(by_agent(token) if is_passive(token) else subject(token), page.full)
    noun = re.search(r"siege|blockade", match.group(), re.I)
    if actor is None and noun:
        actor = party_before(page, match.start() + noun.start(), index)
    return Draft(
        "access", status, match.span(), index, None, actor, None, None, places_near(page, *match.span(), index)
    )
