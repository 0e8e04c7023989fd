"""Alleged violations not coded elsewhere: executions, military use, banned weapons, looting, mistreatment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.topics.base import Draft, Page, by_agent, is_passive, party, places_near, subject

_ABUSE = re.compile(
    r"\b(?:(?P<banned_weapon>chemical(?:\sweapons?)?\s(?:attacks?|gas|strikes?|weapons?|substances?|agents?)|"
    r"chemical\sarms|chlorine|sarin|nerve\s(?:gas|agent)|mustard\s(?:gas|agent)|toxic\s(?:gas\w*|substances|"
    r"chemicals?)|poison(?:ous)?\sgas\w*|gas\sattacks?|phosphorus|napalm|(?<!unexploded\s)cluster\s(?:bombs?|munitions?)|"
    r"thermobaric|incendiary\s\w+|barrel\sbombs\sfilled)"
    r"|(?P<execution>execut(?:ed|ing|ions?)|behead(?:ed|ing|ings)|summarily|crucif\w+|shot\sin\sthe\shead|"
    r"mass\sgraves?|extrajudicial\w*|lined\sup)"
    r"|(?P<military_use>human\sshields?|(?:us(?:ed|ing|e)\s)(?:\S+\s){0,5}?(?:hospital|school|civilian|"
    r"mosque)s?\s(?:\S+\s){0,6}?(?:military|as\sa\sbase|headquarters|weapons)|as\s(?:a\s)?military\s(?:base|post)s?)"
    r"|(?P<looting>loot(?:ed|ing)|pillag\w+|plunder\w+|ransack\w+)"
    r"|(?P<mistreatment>tortur(?:ed|e|ing)|rap(?:ed|es|e|ing)|sexual\s(?:violence|abuse|assault)|ill-?treat\w*|"
    r"enslav\w+|forced\s(?:conscription|recruitment|marriage|labou?r)|child\ssoldiers|flogg\w+|mistreat\w*|"
    r"starvation\sas\sa|human\srights\s(?:violations|abuses)|atrocities|massacres\sof|abuses\b|beaten|sex\sslaves|"
    r"slavery))\b",
    re.I,
)
_WEAPON_TALK = re.compile(
    r"\b(?:stockpile|disarm\w*|destruction\sof|convention|prohibition|watchdog|deal\sto|red\sline|arsenal|"
    r"inspectors?|experts?)\b",
    re.I,
)


def drafts(page: Page) -> Iterator[Draft]:
    """One draft a sentence and kind of abuse."""
    for index in range(len(page.sentences)):
        seen: set[str] = set()
        for match in _ABUSE.finditer(page.full, *page.sentences[index]):
            status = match.lastgroup or "mistreatment"
            if status in seen or (
                status == "banned_weapon"
                and _WEAPON_TALK.search(page.before(match.start(), 30, index) + page.after(match.end(), 40, index))
            ):
                continue
            seen.add(status)
            yield _draft(page, match, index, status)


def _draft(page: Page, match: re.Match[str], index: int, status: str) -> Draft:
    token = page.token(match.start())
    actor = None
    if token.tag_.startswith("V"):
        actor = party(by_agent(token) if is_passive(token) else subject(token), page.full)
    return Draft(
        "abuse", status, match.span(), index, None, actor, None, None, places_near(page, *match.span(), index)[:1]
    )
