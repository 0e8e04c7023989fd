"""People killed, wounded, missing or detained, with or without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.reading.quantities import Quantity
from sayso.reading.topics.base import (
    Draft,
    Page,
    Span,
    by_agent,
    is_passive,
    party,
    patient,
    phrase,
    places_near,
    subject,
)

_KILLED = (
    r"kill(?:ed|ing|s)?|slain|slaughtered|murdered|massacred|shot\sdead|beheaded|beheading|executed|executing|"
    r"martyred|died|dies|dying|dead|deaths?|fatalities|"
    r"death\stoll|claimed\s(?:the\s)?lives\sof|lost\stheir\slives|eliminated|assassinated|perished|drowned|lives|"
    r"burned\sto\sdeath|toll"
)
_WOUNDED = r"wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies)|hurt|maimed|suffocat(?:ed|ion)"
_MISSING = r"missing|unaccounted\sfor|disappeared"
_DETAINED = (
    r"detain(?:ed|ing|s)?|arrest(?:ed|ing|s)?|abduct(?:ed|ing|s)?|kidnapp?(?:ed|ing)?|taken\s(?:hostage|prisoner|"
    r"captive)|took\s(?:hostage|prisoner)|"
    r"hostages?|imprisoned|rounded\sup|captives?|prisoners\sof\swar|held\shostage"
)
_TRIGGER = re.compile(
    rf"\b(?:(?P<killed>{_KILLED})|(?P<wounded>{_WOUNDED})|(?P<missing>{_MISSING})|(?P<detained>{_DETAINED}))\b(?!-)",
    re.I,
)
_PART = re.compile(
    r"(?:\b(?:including|included|among\s(?:them|whom|those|the\s(?:dead|victims|killed|casualties))(?:\s(?:were|"
    r"are))?|mostly|of\swhom|of\sthem|as\swell\sas|at\sleast)\s?(?:at\sleast\s|also\s|some\s)?|[,(–—-]\s?)$",
    re.I,
)
_OF_THEM = re.compile(
    r"^\s(?:of\s(?:them|whom|the\s(?:dead|victims))|were|are)\s?(?:were\s)?(?:\w+\s){0,1}?(?P<who>children|women|"
    r"civilians|fighters|soldiers|rebels|minors)",
    re.I,
)
_PASSIVE_BEFORE = re.compile(
    r"\b(?:was|were|been|be|being|are|is|got|left|reported|reportedly|also|others?|people|more|least|leaving|and)\s$",
    re.I,
)
_BACK = re.compile(
    r"\b(?:those|who|the|of|whose|number\sof|for|by|to|not)\s(?:were\s|was\s|have\sbeen\s|had\sbeen\s|people\s|"
    r"been\s)?$",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|civilians?|residents?|children|child|women|woman|men|man|boys?|girls?|soldiers?|troops?|"
    r"fighters?|rebels?|militants?|terrorists?|"
    r"members?|officers?|commanders?|leaders?|police(?:men|man)?|jihadists?|insurgents?|gunm[ae]n|journalists?|"
    r"doctors?|medics?|nurses?|workers?|rescuers?|"
    r"volunteers?|activists?|family|families|brothers?|sons?|daughters?|mother|father|wife|babies|baby|infants?|"
    r"teachers?|students?|pupils?|passengers?|"
    r"refugees|migrants|pilgrims|worshippers|shoppers|villagers|others?|victims|citizens|bombers?|attackers?|"
    r"suspects?|prisoners?|"
    r"hostages|guards?|driver|pilots?|cleric|imam|general|colonel|forces|mercenaries|personnel|peshmerga|patients|"
    r"staff|aid\sworkers|guests|"
    r"militiamen|paramedics?|many|several|dozens|scores|hundreds|thousands|numbers?|officials?|protesters?|"
    r"worshipers)\b",
    re.I,
)
_ONE = re.compile(
    r"^(?:a|an|one|the|its|his|her|their|another)\s(?:\S+\s){0,4}?(?:commander|leader|man|woman|boy|girl|child|"
    r"soldier|officer|journalist|general|colonel|doctor|fighter|civilian|policeman|pilot|baby|infant|son|daughter|"
    r"father|mother|wife|brother|teacher|person|member|official|activist|driver|cleric|guard|imam|bomber|medic|"
    r"nurse|worker)\b",
    re.I,
)


# Nobody hurt. "No casualties" says that nobody was killed, by the codebook; "no signs of injuries", "no word of
# casualties" say neither.
_NONE = re.compile(
    r"\b(?:no|without(?:\s\w+ing)?(?:\sany)?|not\s\w+\sany)\s(?:(?:human|civilian|military|further|other|more|serious)\s)*"
    r"(?:(?P<killed>casualt(?:y|ies)|victims|fatalit(?:y|ies)|deaths?|loss\sof\slife)|(?P<wounded>injur(?:y|ies)|wounded))\b"
    r"|\bno\s(?:civilians?|people|one)\s(?:were|was|had\sbeen|have\sbeen|has\sbeen)\s(?:(?P<slain>killed)|(?P<harmed>hurt|injured|wounded|harmed))\b"
    r"|\b(?P<slew>kill(?:ed|ing)?\s(?:no|not\sa\ssingle)\s(?:civilians?|people|person|one)\b)"
    r"|\b(?:nobody|no[\s-]one|none\sof\s(?:\w+\s){1,4}?)\s?(?:was|were|had\sbeen|has\sbeen)\s(?:seriously\s|badly\s)?"
    r"(?:(?P<dead>killed)|(?P<hurt>hurt|injured|wounded|harmed))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Hit:
    """One casualty word: its status, where it stands, and the numbers that it counts."""

    status: str
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()


def drafts(page: Page) -> Iterator[Draft]:
    """The casualties of a report: one draft for each status and number, parts of a total included."""
    for index in range(len(page.sentences)):
        yield from _spared(page, index)
        yield from _in_sentence(page, index)


def _spared(page: Page, index: int) -> Iterator[Draft]:
    for match in _NONE.finditer(page.full, *page.sentences[index]):
        killed = any(match[name] for name in ("killed", "dead", "slain", "slew"))
        status = "killed" if killed else "wounded"
        places = places_near(page, *match.span(), index)
        yield Draft("casualties", status, match.span(), index, "denied", places=places, one="whole")


def _in_sentence(page: Page, index: int) -> Iterator[Draft]:
    start, end = page.sentences[index]
    spared = [none.span() for none in _NONE.finditer(page.full, start, end)]
    matches = [m for m in _TRIGGER.finditer(page.full, start, end) if not any(a <= m.start() < b for a, b in spared)]
    if not matches:
        return
    numbers = [q for q in page.quantities_in(start, end) if q.unit_hint != "other" and not _is_time(page, q)]
    taken: set[int] = set()
    hits = _tied(page, index, matches, numbers, taken)
    for hit in hits:
        if hit.quantities:
            yield from (_counted(page, index, hit, q) for q in hit.quantities)
        elif not any(h.status == hit.status and h.quantities for h in hits):
            draft = _uncounted(page, index, hit)
            if draft is not None:
                yield draft


def _is_time(page: Page, q: Quantity) -> bool:
    return any(t.start < q.end and q.start < t.end for t in page.times)


def _tied(page: Page, index: int, matches: list[re.Match[str]], numbers: list[Quantity], taken: set[int]) -> list[_Hit]:
    """Each casualty word with its numbers: first those right behind it, then those before it, then parts and lists."""
    hits = [_Hit(m.lastgroup or "killed", m.start(), m.end()) for m in matches]
    chosen: list[list[int]] = [[] for _ in hits]
    for k, hit in enumerate(hits):
        right = _right(page, hit, numbers, taken, hits[k + 1] if k + 1 < len(hits) else None)
        if right is not None:
            chosen[k].append(right)
            taken.add(right)
    for k, hit in enumerate(hits):
        if not chosen[k]:
            left = _left(page, hit, numbers, taken, hits[k - 1] if k else None)
            if left is not None:
                chosen[k].append(left)
                taken.add(left)
    _share(page, hits, chosen)
    _parts(page, hits, chosen, numbers, taken)
    return [replace(h, quantities=tuple(numbers[i] for i in sorted(set(c)))) for h, c in zip(hits, chosen, strict=True)]


def _right(page: Page, hit: _Hit, numbers: list[Quantity], taken: set[int], following: _Hit | None) -> int | None:
    """The number that a word counts when it stands right behind it ("killed at least 12", "death toll rose to 40")."""
    word = page.full[hit.start : hit.end].lower()
    for i, q in enumerate(numbers):
        if q.start < hit.end or i in taken:
            continue
        gap = page.full[hit.end : q.start]
        if "toll" in word or word in ("deaths", "death", "fatalities"):
            return i if len(gap.split()) <= 9 and not re.search(r"[.;]", gap) else None
        if following is not None and following.start < q.start:
            return None
        plain = re.fullmatch(
            r"\s(?:(?:nearly|up|to|more|than|some|about|a|an|total|of|also|another|off|as|many|the|lives)\s)*", gap
        )
        return i if plain else None
    return None


def _left(page: Page, hit: _Hit, numbers: list[Quantity], taken: set[int], before: _Hit | None) -> int | None:
    """The number that a word counts when it stands before it ("12 people were killed", "leaving five dead")."""
    word = page.full[hit.start : hit.end].lower()
    if word in (
        "kill",
        "kills",
        "killing",
        "wounding",
        "injuring",
        "executing",
        "toll",
        "death toll",
        "lives",
        "arresting",
    ):
        return None
    tail = page.full[hit.end : hit.end + 30]
    if word in ("killed", "wounded", "injured", "executed") and re.match(
        r"\s(?:a|an|the|his|her|its|their|several|many|civilians|children|women|people)\s", tail
    ):
        return None
    for i in range(len(numbers) - 1, -1, -1):
        q = numbers[i]
        if q.end > hit.start:
            continue
        if before is not None and q.end <= before.start and not _between_and(page, before, hit):
            return None
        gap = page.full[q.end : hit.start]
        if len(gap.split()) > 16 or re.search(r"[.;]\s", gap):
            return None
        if (
            _PART.search(page.full[max(0, q.start - 40) : q.start])
            and i > 0
            and re.search(r"\binclud|among|of\swhom|mostly", page.full[max(0, q.start - 40) : q.start])
        ):
            continue
        if i in taken:
            return None
        return i
    return None


def _between_and(page: Page, a: _Hit, b: _Hit) -> bool:
    return bool(re.fullmatch(r"\s(?:and|or|and/or|as\swell\sas)\s(?:\w+ly\s)?", page.full[a.end : b.start]))


def _share(page: Page, hits: list[_Hit], chosen: list[list[int]]) -> None:
    """ "100 killed and wounded", "killing or wounding dozens": one number for both words."""
    for k in range(len(hits) - 1):
        if hits[k].status != hits[k + 1].status and _between_and(page, hits[k], hits[k + 1]):
            if chosen[k] and not chosen[k + 1]:
                chosen[k + 1] = list(chosen[k])
            elif chosen[k + 1] and not chosen[k]:
                chosen[k] = list(chosen[k + 1])


def _parts(page: Page, hits: list[_Hit], chosen: list[list[int]], numbers: list[Quantity], taken: set[int]) -> None:
    """Numbers that break down or go on with another one: "including three children", "and five soldiers"."""
    for i, q in enumerate(numbers):
        if i in taken or i == 0:
            continue
        owner = next((c for c in chosen if i - 1 in c), None)
        if owner is None:
            continue
        gap = page.full[numbers[i - 1].end : q.start]
        lead = page.full[max(0, q.start - 45) : q.start]
        part = re.search(r"\b(?:includ\w+|among|of\swhom|of\sthem|mostly)\b", lead) or _OF_THEM.match(
            page.full[q.end : q.end + 40]
        )
        listed = re.fullmatch(
            r"[^.;]{0,40}?(?:,|\band)\s(?:(?:also|at\sleast|another)\s)?", gap
        ) and not _TRIGGER.search(gap)
        if part or listed:
            owner.append(i)
            taken.add(i)


def _counted(page: Page, index: int, hit: _Hit, q: Quantity) -> Draft:
    who = _OF_THEM.match(page.full[q.end : q.end + 40])
    if who and q.unit_hint is None:
        unit = who["who"].lower()
        q = replace(q, unit_hint={"minors": "children", "soldiers": "fighters", "rebels": "fighters"}.get(unit, unit))
    end = q.end
    if q.noun:
        at = page.full.lower().find(q.noun, q.end, q.end + 60)
        end = at + len(q.noun) if at >= 0 else q.end
    actor = _actor(page, index, hit)
    places = places_near(page, hit.start, hit.end, index)
    return Draft(
        "casualties", hit.status, (hit.start, hit.end), index, None, actor, (q.start, end), q, places, one="whole"
    )


def _actor(page: Page, index: int, hit: _Hit) -> Span | None:
    token = page.token(hit.start)
    if not token.tag_.startswith("V"):
        return None
    agent = by_agent(token) if is_passive(token) else subject(token)
    return party(agent, page.full)


def _uncounted(page: Page, index: int, hit: _Hit) -> Draft | None:
    """A casualty word without a number: only where it says who is hurt."""
    word = page.full[hit.start : hit.end].lower()
    token = page.token(hit.start)
    if not token.tag_.startswith("V") or word in ("dead", "toll", "lives"):
        return None
    who = patient(token) if word not in ("died", "dies", "dying", "perished", "drowned") else subject(token)
    if who is None:
        return None
    start, end = phrase(who)
    words = page.full[start:end]
    named = who.tag_ in ("NNP",)
    if not named and not _PEOPLE.search(words):
        return None
    actor = _actor(page, index, hit)
    one = Quantity(start, end, 1, 1, None, None) if _ONE.match(words) or named else None
    places = places_near(page, hit.start, hit.end, index)
    return Draft(
        "casualties", hit.status, (hit.start, hit.end), index, None, actor, (start, end), one, places, one="whole"
    )
