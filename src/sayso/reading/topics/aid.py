"""Relief and services: provided, blocked, needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, number_near, party, places_near, subject

_GOODS = (
    r"(?:humanitarian\s|food\s|medical\s|relief\s|emergency\s|life-?saving\s|basic\s|drinking\s|running\s|clean\s)*"
    r"(?:aid|assistance|food(?:stuffs)?|water|electricity|power(?=\s(?:cuts|supply|supplies|outages?|and\s|to\s))|"
    r"medicines?|medical\s(?:care|supplies|services|treatment|equipment|needs|assistance|help|aid)|supplies|"
    r"relief(?:\sitems)?|vaccin\w+|shelter|blankets|tents|fuel|"
    r"health\s(?:care|services)|healthcare|treatment|rations?|parcels|convoys?|kits|sanitation|"
    r"protection\sservices|WASH|bread|flour|education|cash|hygiene)"
)
_PROVIDED = re.compile(
    r"\b(?P<verb>deliver(?:ed|ing|y|ies|s)?|distribut(?:ed|ing|ion|es)|provid(?:ed|ing|es|e)|receiv(?:ed|ing|e)|"
    r"sent|supplied|supplying|handed\sout|brought|reached|entered|arrived|treat(?:ed|ing)|vaccinat(?:ed|ing|ions)|"
    r"rescu(?:ed|ing)|airdropp?ed|dropped|offload(?:ed|ing)|unload(?:ed|ing)|carrying|assisted|assisting|"
    r"support(?:ed|ing|s)|pledged|donat(?:ed|ing)|clearing\srubble|issu(?:e|ed|ing)\sdocuments|restor(?:ed|ing))\b",
    re.I,
)
_BLOCKED = re.compile(
    r"\b(?P<verb>block(?:ed|ing|s)?|prevent(?:ed|ing|s)?|halt(?:ed|ing)?|den(?:ied|ying|ial)|cut\soff|cutting\soff|"
    r"suspend(?:ed|ing)?|obstruct\w*|refus(?:ed|ing)|imped\w+|hinder\w*|unable\sto|not\sallowed|barr(?:ed|ing)|"
    r"stopp(?:ed|ing)|disrupt\w*|no\saccess\sto|hamper\w*|constrain\w*|delayed|limited\saccess|turned\sback)\b",
    re.I,
)
_NEEDED = re.compile(
    r"\b(?P<verb>shortages?|lack(?:s|ed|ing)?|in\s(?:urgent\s|dire\s|desperate\s)?need|needs?|needed|need(?:ing)?|"
    r"appeal(?:ed|s|ing)?|urgent(?:ly)?|without|run(?:ning)?\s(?:out|low|short)|ran\sout|starv\w+|malnutrition|"
    r"malnourished|hunger|famine|scarc\w+|dire|insufficient|food\sinsecur\w+|humanitarian\s(?:crisis|disaster|"
    r"catastrophe|needs))\b",
    re.I,
)
_GOOD = re.compile(rf"\b{_GOODS}\b", re.I)
_ALONE = re.compile(r"^(?:starv|malnutri|malnourish|hunger|famine|food\sinsec|humanitarian\s)", re.I)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence and status in which a good of relief stands near a word of giving, blocking or lacking."""
    for index in range(len(page.sentences)):
        seen = False
        for status, pattern in (("blocked", _BLOCKED), ("needed", _NEEDED), ("provided", _PROVIDED)):
            draft = _read(page, index, status, pattern)
            if draft is not None and not (status == "provided" and seen):
                seen = True
                yield draft


def _read(page: Page, index: int, status: str, pattern: re.Pattern[str]) -> Draft | None:
    start, end = page.sentences[index]
    for match in pattern.finditer(page.full, start, end):
        goods = [
            g
            for g in _GOOD.finditer(page.full, max(start, match.start() - 50), min(end, match.end() + 60))
            if g.start() >= match.end() or g.end() <= match.start()
        ]
        if status == "needed" and _ALONE.match(match.group()):
            return _draft(page, index, status, match, goods[0] if goods else match)
        if goods:
            return _draft(page, index, status, match, min(goods, key=lambda g: abs(g.start() - match.start())))
    return None


def _draft(page: Page, index: int, status: str, match: re.Match[str], good: re.Match[str]) -> Draft:
    quantity = number_near(page, *match.span(), index, 7)
    token = page.token(match.start())
    actor = party(subject(token), page.full) if status == "blocked" and token.tag_.startswith("V") else None
    return Draft(
        "aid",
        status,
        match.span(),
        index,
        None,
        actor,
        good.span(),
        quantity,
        places_near(page, *match.span(), index),
        one="whole",
    )
