"""Takes a place phrase apart: its name, kind, containers, and whether the words mean a place or some part of it.

"the southwestern outskirts of Aleppo" → name Aleppo, vague. "Hanano in Raqqa" → name Hanano, parents (Raqqa,).
"the village" → no name, definite "village". No gazetteer is needed here, only capitals and a small lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from sayso.resolving.lexicon import (
    ABOUT,
    ARTICLES,
    DIRECTIONS,
    EDGES,
    HELD,
    INSIDE,
    KINDS,
    LIKE,
    PEOPLES,
    SITES,
    UNITS,
    VAGUE,
)
from sayso.resolving.reference.names import unpossessed
from sayso.resolving.reference.nations import nation

_TOKEN = re.compile(r"[^\W_][\w'’.\-]*[\w'’]|[^\W_]\.?|[,()/&]")
_ARTICLE_PREFIX = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|aj|ath)-?(?=[A-Z‘’']|$)")
_JOINERS = frozenset({"al", "el", "bin", "ibn", "de", "des", "du", "la", "le", "del", "al-", "ez", "az", "as", "ash"})
# What follows these says what happened there, or belongs to the next sentence: it places nothing.
_CLAUSE = re.compile(
    r"(?<=[a-z])\.(?=[A-Z])|\n| at the \w+ of an? |"
    r",? (?:which|where|who|whose|when|after|following|until|while) (?!is (?:also )?(?:called|known))|"
    r" to (?!the |an? |its |their |rebel|government|nearby )[a-z]+ (?:the |an? |its |their |[A-Z])"
)
# "the city, some 20 km from Homs": what is named says where a place lies that the text named before.
_DESCRIBED = re.compile(
    r"^([Tt]he (?:[\w-]+ ){0,2}(?:city|town|village|area|district|suburb)), "
    r"(?:about |some |just |around )?(?:\d|near |north|south|east|west|outside )"
)
_LINKING = frozenset({"linking", "links", "connecting", "connects", "joining", "separating"})
_OWN = frozenset({"its", "their", "his", "her", "surrounding", "nearby", "adjacent", "areas", "it", "them"})
_LOWER_ARTICLE = re.compile(r"^(?:al|el|as|ash|az|ar|an|at|ad|ez|aj)-\w")


@dataclass(frozen=True, slots=True)
class Named:
    """A run of capitalised words, with the directions right before it and the common words right after; ``owner`` if
    it is a possessive."""

    text: str
    direction: str = ""
    tail: str = ""
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a place phrase says. ``others`` are further places named on a par with the head; ``parents`` contain it.

    ``definite`` is the kind that a phrase without a name refers back to ("the village"); ``site`` that the name
    itself is that of a building, road or other site; ``held`` that the words single out who holds it.
    """

    head: Named | None = None
    kind: str | None = None
    parents: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    others: tuple[Named, ...] = ()
    vague: bool = False
    held: bool = False
    site: bool = False
    definite: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch between prepositions, and how it is joined: "in", "about", "and", "also", "comma"; "" if first."""

    joined: str
    names: tuple[Named, ...]
    kind: str | None
    vague: bool
    plural: bool
    definite: bool
    held: bool
    possessed: bool
    capital: bool
    own: bool


@lru_cache(maxsize=20_000)
def parse(text: str) -> Phrase:
    """Take a place phrase apart."""
    clause = _CLAUSE.search(text, 4)
    text = text[: clause.start()] if clause else text
    described = _DESCRIBED.match(text)
    parts = list(_parts(_TOKEN.findall(described.group(1) if described else text)))
    first = _head(parts)
    if first is None:
        return _unnamed(parts)
    head, before, after = parts[first], parts[:first], parts[first + 1 :]
    vague = head.vague or head.joined == "about" or any(p.vague or p.joined == "about" for p in before)
    kind = head.kind
    parents, near, others = _rest(head, after)
    introduced = before and head.joined == "in" and before[-1].kind in UNITS and kind not in SITES
    if introduced and (others or not before[-1].plural):
        kind = before[-1].kind
    parents = (*parents, *(name.text for part in before for name in part.names))
    vague = vague or any(part.joined in {"and", "also"} and not part.names for part in after)
    kind = kind or next((part.kind for part in after if part.joined in {"and", "also"} and part.names), None)
    return Phrase(
        head=head.names[-1],
        kind=kind,
        parents=parents,
        near=near,
        others=others,
        vague=vague,
        held=(head.held or any(part.held for part in before)) and kind is None,
        site=head.kind in SITES,
    )


def _head(parts: Sequence[_Part]) -> int | None:
    """The part that names the place: the first with a name, but not "the Syrian city" in "the Syrian city of X"."""
    named = [index for index, part in enumerate(parts) if part.names]
    for index, following in pairwise(named):
        part = parts[index]
        introduces = all(nation(name.text) or name.owner for name in part.names)
        bordering = part.names[-1].tail.split()[-1:] and part.names[-1].tail.split()[-1] in EDGES
        joined = parts[following].joined
        if not (introduces and (part.kind in UNITS or bordering) and joined in {"in", "comma"}):
            return index
    return named[-1] if named else None


def _rest(head: _Part, after: Sequence[_Part]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Named, ...]]:
    """The names after the head: its containers, what it is near, and the places named on a par with it."""
    parents = [name.text for name in reversed(head.names[:-1])]
    near: list[str] = []
    others: list[Named] = []
    last_and = max(
        (index for index, part in enumerate(after) if part.joined in {"and", "also"} and part.names), default=-1
    )
    level = "and"  # of the last names: an "and" goes on at the same level ("between X and Y")
    apart = False  # after "and a village", what that lies in is on a par with the head
    for index, part in enumerate(after):
        if apart and part.names:
            level, apart = "and", False
        elif part.joined == "also" or (part.joined == "comma" and index < last_and):
            level = "and"
        elif part.joined != "and":
            level = part.joined if part.names else "and"
        if part.joined in {"and", "also"} and not part.names:
            apart = not part.own
        if level == "and":
            others.extend(part.names[-1:])
        elif level == "about":
            near.extend(name.text for name in part.names)
        else:
            parents.extend(name.text for name in reversed(part.names))
    return tuple(parents), tuple(near), tuple(others)


def _unnamed(parts: list[_Part]) -> Phrase:
    """A phrase of common nouns: what it refers back to is the last unit word with "the"."""
    if any(part.capital for part in parts):
        return Phrase(kind="city", vague=len(parts) > 1 or parts[0].possessed, definite="capital")
    for part in reversed(parts):
        if part.kind in UNITS and part.definite and (part.possessed or not part.plural):
            vague = len(parts) > 1 or part.vague or part.held or part.joined == "about" or part.possessed
            return Phrase(kind=part.kind, vague=vague, definite=part.kind)
    return Phrase(vague=True)


def _parts(tokens: list[str]) -> Iterator[_Part]:
    """Split tokens into parts at prepositions, commas, brackets and "and"."""
    joined = ""
    current: list[str] = []
    linked = False  # "linking X with Y"
    for index, token in enumerate(tokens):
        relation = _relation(token.lower(), tokens[index - 1].lower() if index else "")
        relation = "and" if linked and token.lower() in {"with", "to"} else relation
        linked = linked or token.lower() in _LINKING
        if relation is None:
            current.append(token)
            continue
        if current:
            yield _part(joined, current)
        elif joined == "about" and relation == "in":
            relation = "about"  # "outside of"
        elif joined == "comma" and relation == "and":
            relation = "also"  # ", and" goes back to the first of a list
        joined, current = relation, []
    if current:
        yield _part(joined, current)


def _relation(low: str, before: str) -> str | None:
    if low == "of" and before in DIRECTIONS:
        return "about"
    if low in INSIDE or low in {"(", ")"}:
        return "in"
    if low == ",":
        return "comma"
    if low in ABOUT:
        return "about"
    return "and" if low in {"and", "&", "/"} else None


def _part(joined: str, tokens: list[str]) -> _Part:
    """Read one part: its runs of capitalised words, and what its common words say about them."""
    names: list[Named] = []
    run: list[str] = []
    common: list[str] = []
    pending: list[str] = []  # directions that may belong to the next name
    for token in [*tokens, ""]:
        if token and _is_name(token, run):
            run.append(token)
            if not token.endswith(("'s", "’s")):
                continue
        if run:
            _close(names, run, pending)
        if token and not (names and token.endswith(("'s", "’s"))):
            low = token.lower()
            pending = [*pending, low] if low in DIRECTIONS else []
            if low not in ARTICLES:
                common.append(_unit(low))
                if names:
                    names[-1] = replace(names[-1], tail=f"{names[-1].tail} {low}".strip())
    return _described(joined, tokens, names, common)


_OF_UNITS = frozenset({"provincial", "regional", "state", "district", "its", "economic", "commercial"})
# "city's" where a text lost its apostrophes; "areas" and "towns" may as well be plurals.
_LOST_APOSTROPHE = {"citys": "city", "countrys": "country", "capitals": "capital"}


def _unit(word: str) -> str:
    """ "city's" as "city"."""
    return _LOST_APOSTROPHE.get(word) or (word[:-2] if word.endswith(("'s", "’s")) and word[:-2] in KINDS else word)


def _described(joined: str, tokens: list[str], names: list[Named], common: list[str]) -> _Part:
    generic = [name.text.lower() for name in names if _is_generic(name.text)]
    names = [name for name in names if not _is_generic(name.text)]
    last = names[-1].text.split()[-1].lower() if names else ""
    kinds = [word for word in (last, *generic, *common) if word in KINDS]
    plural = any(word.endswith("s") and word[:-1] in KINDS for word in common) or "several" in common
    return _Part(
        joined=joined,
        names=tuple(names),
        kind=_kind(kinds, tokens),
        vague=_is_vague([*generic, *common], names),
        plural=plural,
        definite=tokens[0].lower() == "the",
        held=any(word.rpartition("-")[2] in HELD for word in common),
        possessed=any(_unit(token.lower()) != token.lower() for token in tokens),
        capital="capital" in common and not any(word in _OF_UNITS for word in common),
        own=any(token.lower() in _OWN for token in (tokens[0], tokens[-1])),
    )


def _is_vague(common: list[str], names: list[Named]) -> bool:
    """Whether common words mean a part or the surroundings; "the districts X" and "the areas X" do not."""
    if common and common[-1] in EDGES:
        return True
    appositive = bool(names) and not names[-1].tail
    return any(word in VAGUE and not (word in KINDS and appositive) for word in common)


def _kind(kinds: list[str], tokens: list[str]) -> str | None:
    """The class of the last kind word; in "the city's eastern region" the owner, since it is what is referred to."""
    owner = next((_unit(token.lower()) for token in tokens if _unit(token.lower()) != token.lower()), None)
    word = owner or (kinds[-1] if kinds else None)
    return KINDS[word] if word else None


def _is_generic(name: str) -> bool:
    low = name.lower()
    return low in KINDS or low in DIRECTIONS or low in VAGUE or low in PEOPLES


def _is_name(token: str, run: list[str]) -> bool:
    low = token.lower()
    if not run and (low in ARTICLES or (token.islower() and low in _JOINERS and "al" not in low)):
        return False
    if low in _JOINERS or _LOWER_ARTICLE.match(token) or token.isdigit():
        return True
    if token.rpartition("-")[2].lower() in (*HELD, *LIKE):
        return False
    bare = _ARTICLE_PREFIX.sub("", token).lstrip("'’‘`")
    return bool(bare) and (bare[0].isupper() or ord(bare[0]) > 0x370)


def _close(names: list[Named], run: list[str], pending: list[str]) -> None:
    while run and run[-1].lower() in _JOINERS:
        run.pop()
    if any(not token.isdigit() for token in run):
        text = " ".join(run)
        owner = run[-1].endswith(("'s", "’s", "'", "’"))
        names.append(Named((unpossessed(text) or text) if owner else text, " ".join(pending), owner=owner))
    run.clear()
    pending.clear()
