"""Armed action: attacks, clashes and their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.topics.base import (
    Draft,
    Page,
    Span,
    by_agent,
    is_passive,
    party,
    party_before,
    patient,
    places_near,
    subject,
)

_MEANS = (
    r"(?:(?:air|aerial|rocket|missile|mortar|artillery|drone|chemical|gas|suicide|bomb|car\sbomb|terror(?:ist)?|"
    r"sniper|gun|ground|"
    r"military|barrel[\s-]bomb|truck\sbomb|tank|grenade|arson|knife|retaliatory|deadly|massive|heavy|intense|"
    r"fierce)[\s-])"
)
_ATTACK_NOUN = (
    rf"(?:{_MEANS}*(?:air[\s-]?strikes?|strikes|strike(?=\s(?:on|against|in|near|hit|killed|targeting|that))|raids?|"
    rf"air\sraids?|"
    r"bombings?|bombardments?|shellings?|attacks?|assaults?|offensives?|ambush(?:es)?|explosions?|blasts?|"
    r"barrages?|incursions?|"
    r"counter-?attacks?|counter-?offensives?|massacres?|sorties|onslaught|shootings?|bomb(?:s)?(?=\s(?:exploded|"
    r"went|blast|attack|hit|killed|ripped|tore|targeted)))"
    r"|(?:rocket|mortar|sniper|artillery|shell|rebel|missile|tank)\s(?:fire|shells?|rounds|rockets|barrage)|(?:car|"
    r"truck|roadside|suicide)\sbomb(?:s|er|ers|ing|ings)?|barrel\sbombs|"
    r"rockets|mortars|gunfire|projectiles|(?<!unexploded\s)cluster\s(?:bombs|munitions)|(?<!unexploded\s)(?<!cluster\s)bombs)"
)
_ATTACK_VERB = (
    r"(?:attacked|attacking|bombed|bombing|shelled|shelling|pounded|pounding|stormed|storming|raided|ambushed|"
    r"assaulted|bombarded|bombarding|"
    r"blew\s(?:up|himself\sup|herself\sup|themselves\sup)|blown\sup|detonated|detonating|exploded|exploding|"
    r"opened\sfire|"
    r"opening\sfire|fired|firing|advanced|advancing|advance|pushed\sinto|repelled|repel(?:ling)?|repulsed|thwarted|"
    r"foiled|"
    r"struck|targeted|targeting|launched|hit(?=\s(?:the|a|an|several|two|three|areas|\S?(?-i:[A-Z])))|was\shit|"
    r"were\shit|"
    r"dropped|dropping|went\soff|carried\sout|"
    r"intensified|stepped\sup|retaliated|counterattacked|counter-attacked|crashed\sinto)"
)
_TRIGGER = re.compile(rf"\b(?:(?P<noun>{_ATTACK_NOUN})|(?P<verb>{_ATTACK_VERB}))\b", re.I)
_LIGHT = re.compile(
    r"^(?:launched|carried\sout|intensified|stepped\sup|dropped|dropping|fired|firing|retaliated|hit|struck|"
    r"targeted|targeting)$",
    re.I,
)
_ARMS = re.compile(
    r"\b(?:strikes?|raids?|attacks?|assaults?|offensives?|rockets?|missiles?|shells?|bombs?|mortars?|rounds|"
    r"barrage|grenades?|operation|"
    r"air\s?strikes?|warplanes?|jets|planes?|aircraft|helicopters?|artillery|forces|army|troops|rebels|militants|"
    r"positions|"
    r"projectiles?|bullets|bombardment|campaign|push|explosives|munitions|canisters|drones?|tanks?|gunmen)\b",
    re.I,
)
_CLASH = re.compile(
    r"\b(?P<noun>clash(?:es)?|fighting|battles?|gun\s?battles?|fire\s?fights?|gunfights?|skirmish(?:es)?|"
    r"street\sfighting|armed\sconflict|hostilities|violence(?=\sbetween))\b"
    r"|\b(?P<verb>clashed|clashing|fought|battled|battling)\b",
    re.I,
)
_NOT_CLASH = re.compile(
    r"\b(?:fighting\s(?:against|for|with|alongside|in\ssupport|under)|cessation\sof|battles?\s(?:group|lines?|"
    r"field|front)|to\sfighting)\b|battlefield",
    re.I,
)
_STOPPED = re.compile(
    r"\b(?:(?:fighting|clashes|bombing|shelling|hostilities|air\s?strikes|violence|bombardment|strikes|"
    r"raids)\s(?:has|have|had)?\s?(?:stopped|ceased|ended|subsided|halted|died\sdown|paused|eased)"
    r"|(?:appeared|was|is|remained|been|are|were|relatively|largely|mostly)\s(?:relatively\s|mostly\s|largely\s|"
    r"generally\s)?(?:calm|quiet)\b|(?:relative|cautious|uneasy|tense)\scalm|lull\sin|"
    r"suspended\s(?:its\s)?(?:air\sraids|strikes|bombing)|halt(?:ed)?\s(?:in|to)\s(?:the\s)?(?:fighting|bombing|"
    r"strikes|bombardment|air\s?strikes))",
    re.I,
)
_BACK = re.compile(r"\b(?:the|this|these|those|that|such|its|their|his|each|both|following|after)\s(?:\S+\s)?$", re.I)
_ON = re.compile(r"^\s(?:on|against|in|at|near|targeting|that\shit|hit|of)\s")
_TALK = re.compile(
    r"\b(?:investigat\w+|condemn\w+|since|claim\w*\sresponsibility|responsibility|moratorium|halt|ban|end|stop\w*|"
    r"blam\w+|respons\w+|response|"
    r"sanctions|evidence|wake|"
    r"aftermath|victims?|scene|site|survivors?|fear(?:s|ed)?|threat\w*|history|series|report\w*)\s(?:\w+\s){0,3}$",
    re.I,
)


_NOBODY = re.compile(r"\b(?:no\s(?:one|group|immediate)|nobody|yet|not)\b", re.I)
_CLAIMED = re.compile(
    r"\bclaim(?:ed|s|ing)?\s(?:the\s)?(?:responsibility|credit)\b|\bwas\sclaimed\sby\b|"
    r"\bbehind\s(?:the|an)\s(?:\S+\s)?(?:attack|bombing|blast)",
    re.I,
)


def drafts(page: Page) -> Iterator[Draft]:
    """The fighting of a report, one draft for each attack or clash of a sentence that has its own place or party."""
    for index in range(len(page.sentences)):
        claimed = _CLAIMED.search(page.full, *page.sentences[index])
        if claimed and not _NOBODY.search(page.before(claimed.start(), 40, index)):
            yield _responsibility(page, claimed, index)
        else:
            yield from _merged(page, list(_attacks(page, index)))
        yield from _clashes(page, index)


def _responsibility(page: Page, match: re.Match[str], index: int) -> Draft:
    """A claim of responsibility: the claimant is the attacker."""
    token = page.token(match.start())
    actor = party(by_agent(token) if is_passive(token) else subject(token), page.full)
    return Draft("fighting", "attack", match.span(), index, None, actor, places=places_near(page, *match.span(), index))


def _attacks(page: Page, index: int) -> Iterator[Draft]:
    for match in _TRIGGER.finditer(page.full, *page.sentences[index]):
        draft = _noun(page, match, index) if match["noun"] else _verb(page, match, index)
        if draft is not None:
            yield draft


def _noun(page: Page, match: re.Match[str], index: int) -> Draft | None:
    start, end = match.span("noun")
    head = page.before(start, 40, index)
    token = page.token(end - 1)
    actor = party_before(page, start, index)
    if actor is None:
        agent = by_agent(token)
        actor = party(agent, page.full) if agent is not None else _doer(page, token)
    after = page.after(end, 14, index)
    back = bool(_BACK.search(head)) and actor is None and not _ON.match(after)
    return Draft(
        "fighting",
        "attack",
        (start, end),
        index,
        None,
        actor,
        None,
        None,
        places_near(page, start, end, index),
        back or bool(_TALK.search(head)),
    )


def _doer(page: Page, token: object) -> Span | None:
    """Who carries out what the noun says: the subject of the verb that governs it."""
    head = getattr(token, "head", None)
    if head is None or not head.tag_.startswith("V"):
        return None
    if getattr(token, "dep_", "") in ("dobj", "obj"):
        return party(subject(head), page.full)
    return None


def _verb(page: Page, match: re.Match[str], index: int) -> Draft | None:
    start, end = match.span("verb")
    token = page.token(start)
    passive = is_passive(token)
    agent = by_agent(token) if passive else subject(token)
    actor = party(agent, page.full)
    target = patient(token)
    if _LIGHT.match(match["verb"]) and not _ARMS.search(
        page.before(start, 60, index) + " " + page.after(end, 60, index)
    ):
        return None
    word = match["verb"].lower()
    if word in ("advance", "launched", "targeted", "hit", "struck", "fired") and actor is None and not passive:
        return None
    span = party(target, page.full) if target is not None and not passive else None
    return Draft(
        "fighting", "attack", (start, end), index, None, actor, span, None, places_near(page, start, end, index)
    )


def _merged(page: Page, found: list[Draft]) -> list[Draft]:
    """One draft for the triggers of a sentence that speak of one action: the same place, no second party."""
    out: list[Draft] = []
    for draft in found:
        for k, other in enumerate(out):
            if _same_action(page, other, draft):
                out[k] = _richer(other, draft)
                break
        else:
            out.append(draft)
    return out


def _same_action(page: Page, a: Draft, b: Draft) -> bool:
    names_a, names_b = {p.name for p in a.places}, {p.name for p in b.places}
    same_place = not names_a or not names_b or bool(names_a & names_b)
    if not same_place:
        return abs(b.at[0] - a.at[1]) < 25
    if a.actor is None or b.actor is None:
        return True
    words_a = set(page.full[slice(*a.actor)].lower().split())
    words_b = set(page.full[slice(*b.actor)].lower().split())
    return bool(words_a & words_b - {"the", "a", "and"}) or b.at[0] - a.at[1] < 40


def _richer(a: Draft, b: Draft) -> Draft:
    return replace(
        a,
        actor=a.actor or b.actor,
        object=a.object or b.object,
        places=a.places or b.places,
        definite=a.definite and b.definite,
    )


def _clashes(page: Page, index: int) -> Iterator[Draft]:
    """At most one clash a place and sentence; calm where the words say that fighting stopped."""
    sentence = page.sentences[index]
    stopped = _STOPPED.search(page.full, *sentence)
    if stopped:
        yield Draft("fighting", "ended", stopped.span(), index, places=places_near(page, *stopped.span(), index))
        return
    for match in _CLASH.finditer(page.full, *sentence):
        window = page.full[max(sentence[0], match.start() - 14) : match.end() + 14]
        if _NOT_CLASH.search(window):
            continue
        head = page.before(match.start(), 30, index)
        back = bool(
            re.search(r"\b(?:the|this|these|those|amid|despite|fled|fleeing|flee|of|after)\s(?:\w+\s)?$", head, re.I)
        )
        places = places_near(page, *match.span(), index)
        yield Draft("fighting", "clash", match.span(), index, places=places, definite=back)
        return
