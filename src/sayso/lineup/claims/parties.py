"""When two names can mean one party, and two objects one thing."""

from __future__ import annotations

from functools import lru_cache

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.naming import Party, composite, kind_words, kinds_in, kinds_named, parts_of
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import alike, content, words


def one_name(left: Party, right: Party) -> bool:
    """Whether two names are one entry or, where not both are entries, alike in words."""
    if left.camp and right.camp and left.camp != right.camp:
        return False
    if left.id and right.id:
        return left.id == right.id
    return left.key == right.key or alike(left.name, right.name)


def same_party(left: Party, right: Party) -> bool:
    """Whether two names mean one party or one side: by side, else by entry, else by words."""
    if left.camp and right.camp:
        return left.camp == right.camp
    if one_name(left, right):
        return True
    a, b = kind_words(left), kind_words(right)
    return left.camp is None and right.camp is None and a is not None and a == b


def accused(left: Party, right: Party) -> bool:
    """Whether a name accuses a party: not only one of its camp, since each of two allies answers for its own acts."""
    if one_name(left, right) or shares_name(left, right):
        return True
    if left.camp and right.camp:
        if _named_by_abuse(left) or _named_by_abuse(right):
            return False  # "Terrorists" may be any party that fights a state.
        # All the arms of a government are of one side; allies of it are countries and armies of their own.
        return left.side == right.side and not str(left.side).endswith("ally")
    return same_party(left, right)


_OWN = frozenset(words("it its they their he his she her we our"))


def own_part(denial: Fact) -> bool:
    """Whether a denial is of the speaker's own part ("the army denied that its planes had done it")."""
    if denial.actor is None or denial.source is None:
        return False
    return accused(denial.source, denial.actor) or bool(_OWN.intersection(words(denial.actor.text)[:1]))


def blames(party: Party | None, denial: Fact) -> bool:
    """Whether a charge against a party is against the one of which it is denied, or who denies its own part."""
    if party is None or party.vague or denial.actor is None:
        return False
    if accused(party, denial.actor):
        return True
    return denial.source is not None and own_part(denial) and accused(party, denial.source)


def kin(left: Party, right: Party, options: LineUpOptions) -> bool:
    """Whether two camps fight beside each other."""
    return left.camp != right.camp and any(left.camp in group and right.camp in group for group in options.kin)


def named_apart(left: Party | None, right: Party | None, options: LineUpOptions) -> bool:
    """Whether both are named and by what is known cannot be one party."""
    if left is None or right is None or left.vague or right.vague:
        return False
    if (_reviled(left) and not stately(right)) or (_reviled(right) and not stately(left)):
        return False
    if same_party(left, right) or kin(left, right, options):
        return False
    if (composite(left) or composite(right)) and (_shares_kind(left, right) or shares_name(left, right)):
        return False
    if left.camp and right.camp:
        return True
    if left.camp or right.camp:
        # A side is known of one only: the other may be another name for it, unless both are entries of the list.
        return left.id is not None and right.id is not None
    return True


def _reviled(item: Party) -> bool:
    """Whether a name is only a word of abuse, which fits any party that fights a state."""
    return item.id is None and _named_by_abuse(item)


def _named_by_abuse(item: Party) -> bool:
    return all(word in lex.REVILED for word in words(item.text))


def stately(item: Party) -> bool:
    """Whether a party is a state's, by its side or its words."""
    return str(item.side).endswith(("government", "ally", "forces")) or "state" in kinds_named(item)


def irregular(item: Party) -> bool:
    """Whether a party is called rebels, or by a word of abuse for those who fight a state."""
    return "rebel" in kinds_named(item) or _named_by_abuse(item)


def opposed_fighters(left: Party | None, right: Party | None) -> bool:
    """Whether one names only soldiers or police and the other only those who fight them."""
    ours, theirs = _arms(left), _arms(right)
    if ours | theirs == {"state", "other"} and not ours & theirs:
        return True
    return left is not None and right is not None and {kind_words(left), kind_words(right)} == {"state", "rebel"}


def _arms(item: Party | None) -> set[str]:
    found = set(words(item.text)) if item is not None else set()
    return {kind for kind, table in (("state", lex.SOLDIERS), ("other", lex.IRREGULARS)) if found & table}


def _shares_kind(left: Party, right: Party) -> bool:
    """Whether a list of parties and another name speak of the same kind, by words or by camp."""
    ours, theirs = kinds_named(left) | {left.camp}, kinds_named(right) | {right.camp}
    return bool((ours & theirs) - {None})


def shares_name(left: Party, right: Party) -> bool:
    """Whether one party stands in both names, where one or both list several."""
    return any(_one_party(a, b) for a in (*parts_of(left), left.name) for b in (*parts_of(right), right.name))


@lru_cache(maxsize=65536)
def _one_party(left: str, right: str) -> bool:
    """Whether two names can mean one party by the words that are not every party's."""
    ours, theirs = kinds_in(left), kinds_in(right)
    if ours and theirs and not ours & theirs:
        return False
    return alike(_telling(left), _telling(right))


def _telling(name: str) -> str:
    return " ".join(w for w in content(name) if w not in lex.ANY_PARTY and w not in lex.VAGUE)


_STOP = frozenset(words("several many more other people building buildings number dozens"))


def things_alike(left: Fact, right: Fact) -> bool:
    """Whether two objects can be the same thing by their words; so they can where one is not given."""
    if left.object is None or right.object is None:
        return True
    if left.targets and right.targets and left.claim.claim.topic == "damage":
        return bool(left.targets & right.targets)
    a = set(content(left.object.text)) - _STOP
    b = set(content(right.object.text)) - _STOP
    if not a or not b:
        # "Several buildings" are not the tank that blew up.
        return not a and not b if left.topic == "damage" else True
    return any(alike(x, y) for x in a for y in b)
