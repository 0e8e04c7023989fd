"""The people of a report, and which of them are private: told by the report's own words, in doubt private."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from sayso.models import Claim, Mention, Report
from sayso.protection.cues import Cue, cues
from sayso.protection.lexicon import GIVEN, PRIVATE_WORDS
from sayso.protection.names import Name, fold, names_in

# A role or title right before a name, which the label says already; not one that belongs to somebody ("his son").
_TOLD_BEFORE = re.compile(
    rf"(?:(?<=[\s(“\"'‘])|^)(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bmy )(?<!\bour )(?<!['’]s )(?<!\byour )"
    rf"(?:(?:an?|the|one|another|local|fellow)\s(?:local\s)?)?(?:(?:{PRIVATE_WORDS})\s)?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the war's own lists say of a name: whether it is an actor or outlet, and whether it is a place."""

    actor: Callable[[str], bool] = field(default=lambda _: False)
    place: Callable[[str], bool] = field(default=lambda _: False)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a report names. ``spans`` are offsets into its full text, with a role or title that they follow.

    ``key`` is the same wherever a ledger has the same person; ``noun`` is the private role. ``names`` are the offsets
    of the names alone, ``words`` what stands there; ``name`` is the fullest, of the number ``full``.
    """

    key: str
    name: str
    noun: str
    private: bool
    spans: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, int], ...]
    full: int
    words: tuple[str, ...]


def told(text: str, key: str, noun: str, full: int, spans: Sequence[tuple[int, int, int]]) -> Person:
    """A private person by where a text names them: each span has where a role or title begins, where the name does,
    and where it ends."""
    words = [" ".join(text[start:end].split()) for _, start, end in spans]
    return Person(
        key=key,
        name=words[full],
        noun=noun,
        private=True,
        spans=tuple((begin, end) for begin, _, end in spans),
        names=tuple((start, end) for _, start, end in spans),
        full=full,
        words=tuple(dict.fromkeys(words)),
    )


@dataclass(slots=True)
class _Group:
    """The mentions of one person, the first full one first, with all that is said of the bearer."""

    first: Name
    names: list[Name] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)


def find_people(report: Report, claims: Iterable[Claim] = (), known: Known | None = None) -> tuple[Person, ...]:
    """Everybody whom a report names, in the order of the text. Claims help to tell names from other words."""
    known, full = known or Known(), report.full
    names = list(names_in(full, len(report.title)))
    hints = _hints(claims)
    found = []
    for group in _grouped(names):
        if known.actor(full[group.first.start : group.first.end]):  # named by everybody: no need to look around
            continue
        for name in group.names:
            group.cues += [*cues(full, name), *hints(name, " ".join(full[name.start : name.end].split()))]
        if _is_person(group, full, known):
            found.append(_person(group, full))
    return tuple(found)


def _hints(claims: Iterable[Claim]) -> Callable[[Name, str], Iterator[Cue]]:
    """What the claims say of a name: who speaks, or is hurt, under just this name is mostly somebody."""
    said: dict[int, int] = {}
    places: set[str] = set()
    for claim in claims:
        mentions: list[Mention | None] = [claim.source, claim.object if claim.topic == "casualties" else None]
        if claim.place is not None:
            places.add(" ".join(claim.place.text.split()))
        said |= {mention.start: mention.end for mention in mentions if mention is not None}

    def of(name: Name, words: str) -> Iterator[Cue]:
        if words in places:
            yield Cue("thing")
        if said.get(name.start) == name.end:
            yield Cue("weak")

    return of


# -- who is the same ---------------------------------------------------------------------------------------------


def _grouped(names: Sequence[Name]) -> list[_Group]:
    """Mentions of the same person together: full names by their words, one word by the last who bears it."""
    groups: dict[tuple[str, ...], _Group] = {}
    for name in names:
        if len(name.key) > 1:
            key = _same(name.key, groups)
            groups.setdefault(key, _Group(name)).names.append(name)
    for name in names:
        if len(name.key) == 1:
            bearer = _bearer(name, groups.values())
            key = bearer.first.key if bearer else name.key
            groups.setdefault(key, _Group(name)).names.append(name)
    found = sorted(groups.values(), key=lambda group: min(name.start for name in group.names))
    for group in found:
        group.names.sort(key=lambda name: name.start)
    return found


def _same(key: tuple[str, ...], groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a known name, where one has all the words of the other between the same first and last."""
    for other in groups:
        short, long = sorted((key, other), key=len)
        if len(short) > 1 and short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long):
            return other
    return key


def _bearer(name: Name, groups: Iterable[_Group]) -> _Group | None:
    """Whom one word names: who bears it as surname, else as first name, and was last named before it."""
    word = name.key[0]
    fits = [group for group in groups if len(group.first.key) > 1 and word == group.first.key[-1]]
    fits = fits or [group for group in groups if len(group.first.key) > 1 and word == group.first.key[0]]
    before = [group for group in fits if group.first.start < name.start]
    if before:
        return max(before, key=lambda group: max(one.start for one in group.names if one.start < name.start))
    return min(fits, key=lambda group: group.first.start, default=None)


# -- who is private ----------------------------------------------------------------------------------------------


def _is_person(group: _Group, full: str, known: Known) -> bool:
    """Whether the words of a name are a person's: in doubt they are, if they look like a name of several words."""
    kinds = {cue.kind for cue in group.cues}
    words = full[group.first.start : group.first.end]
    several, personal = len(group.first.key) > 1, _looks_personal(group.first)
    firm = {cue.kind for cue in group.cues if several or not cue.loose} & {"minor", "private", "person"}
    if "thing" in kinds and not firm & {"minor", "person"}:
        return False
    if known.place(words) or all(known.place(word) for word in words.split()):
        return bool(firm & {"minor", "person"}) or (personal and bool(kinds))
    if firm:
        return True
    return (several or bool(kinds)) if personal else (several and bool(kinds))


def _looks_personal(name: Name) -> bool:
    return name.is_kunya or name.tokens[0].folded in GIVEN


def _person(group: _Group, text: str) -> Person:
    minor = any(cue.kind == "minor" for cue in group.cues)
    office = any(cue.kind == "office" for cue in group.cues)
    nouns = [cue.noun for cue in group.cues if cue.kind == "private"]
    noun = "child" if minor else next((noun for noun in nouns if noun != "person"), "person")
    spans = [(_begin(one, text), one.start, one.end) for one in group.names]
    person = told(text, _key(group, text), noun, group.names.index(group.first), spans)
    return replace(person, private=minor or not office)


def _begin(name: Name, full: str) -> int:
    """Where a name begins, with the role or title before it that its label repeats."""
    line = full.rfind("\n", 0, name.start) + 1
    floor = max(line, name.start - 60)
    told = _TOLD_BEFORE.search(full[floor : name.start])
    return floor + told.start() if told else name.start


def _key(group: _Group, full: str) -> str:
    """What a person is known by in a ledger, as a digest.

    A name of one word is borne by many: with it counts the sentence that brings it in, which reprints share.
    """
    words = " ".join(group.first.key)
    if len(group.first.key) == 1:
        name = group.names[0]
        start = max(full.rfind(mark, 0, name.start) for mark in ".!?\n") + 1
        sentence = full[start : name.end + 60]
        words += "|" + " ".join(fold(word) for word in sentence.split())
    return sha256(words.encode()).hexdigest()[:32]
