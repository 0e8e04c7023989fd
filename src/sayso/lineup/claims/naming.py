"""What a party is, as a claim names it: its entry and camp where they are known, and what kind its words speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import content, fold, words
from sayso.models import ActorResolution, Mention


@dataclass(frozen=True, slots=True)
class Party:
    """A holder, culprit or victim, by entry and as written (``text``).

    ``camp`` is the part of the side before the dash, None where no side is known. ``vague`` names exclude nobody.
    """

    name: str
    text: str
    key: str
    camp: str | None = None
    id: str | None = None
    side: str | None = None
    vague: bool = False


def camp_of(side: str | None) -> str | None:
    """The camp of a side: "assad" of "assad-ally"; None for none and for neutral bodies."""
    if not side or side == "neutral":
        return None
    return side.split("-")[0]


def belligerent(side: str | None) -> bool:
    """Whether a voice of this side speaks as a party: monitors and papers that lean, and backers abroad, do not."""
    return camp_of(side) is not None and not str(side).endswith(("leaning", "backer"))


def party(mention: Mention | None, resolution: ActorResolution | None) -> Party | None:
    """The party that a mention names; None where there is no mention."""
    if mention is None:
        return None
    if resolution is None:
        return _party(mention.text, None, None, None)
    return _party(mention.text, resolution.id, resolution.name, resolution.side)


@lru_cache(maxsize=65536)
def _party(text: str, ident: str | None, entry: str | None, side: str | None) -> Party:
    name = entry if entry is not None and ident else text
    found = content(text)
    camp = camp_of(side)
    named = bool(_CAPITAL.search(lex.COUNTED.sub("", text)))
    described = not named and not set(found) & (lex.STATE | lex.REBEL)
    vague = camp is None and ident is None and (described or all(w in lex.VAGUE for w in found))
    vague = vague or (ident is None and all(w in lex.NAMELESS for w in found)) or bool(_SENTENCE.search(text))
    return Party(name, text, fold(name), camp, ident, side, vague)


# What was cut out of a sentence is no name.
_SENTENCE = re.compile(
    r"\d|\b(?:said|says|that|which|who|but|while|was|were|has|had|did|killed|wounded|declared|blamed|accused)\b"
)
_CAPITAL = re.compile(r"(?<!^)\b[A-Z]|^(?!The |A |An |Its |His |Their )[A-Z]")


def same_camp(left: Party | None, right: Party | None) -> bool:
    """Whether two parties are known to be of one camp."""
    return left is not None and right is not None and left.camp is not None and left.camp == right.camp


def kind_words(item: Party) -> str | None:
    """ "state" or "rebel" where an unresolved name says only that."""
    found = kinds_named(item)
    return next(iter(found)) if len(found) == 1 else None


def kinds_named(item: Party) -> frozenset[str]:
    """Which of "state" and "rebel" the words of a name, as written, speak of."""
    return kinds_in(item.text)


@lru_cache(maxsize=65536)
def kinds_in(text: str) -> frozenset[str]:
    """The same of any words."""
    found = set(words(text))
    return frozenset(kind for kind, table in (("state", lex.STATE), ("rebel", lex.REBEL)) if found & table)


def parts_of(item: Party) -> tuple[str, ...]:
    """The parties that a name lists ("the army and allied militias", "the army backed by X"), or the name alone."""
    return _parts(item.text)


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, lex.BESIDE.split(text)) if part)


def composite(item: Party) -> bool:
    """Whether a name is a list of several parties."""
    return len(parts_of(item)) > 1
