"""One event told of a place and of the wider place around it ("in Douma", "in Rural Damascus").

A wider place is another scope, so figures of it contradict nothing. Only where an event is told with the same figure
or the same thing hit, on the same days, and only one event inside fits, are the two told together. Who speaks of "a
village in the province" means a place inside it: of that the figures need only be near each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from math import log

from sayso.lineup.claims.facts import EVENTS, Fact
from sayso.lineup.claims.naming import Party
from sayso.lineup.claims.parties import blames, irregular, own_part, same_party, stately
from sayso.lineup.comparing.comparison import contradictions
from sayso.lineup.meeting.blocking import closeness
from sayso.lineup.meeting.blocks import Group
from sayso.lineup.meeting.grouping import like_means, told_apart
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words import counts
from sayso.lineup.words import lexicon as lex

_TELLING = 5  # people: the same smaller toll in a city and in one of its districts is often chance
_TELLING_FAR = 40  # the same, of a whole country or of "the east"
_WEEK = 7
_LARGE, _NEAR = 10, 1.7  # people, times: tolls of an unnamed and of a named place that can be of one event
_FEW = 4  # people: the same where both tolls are of one doer or of the same kind of thing hit
_RIVAL = 2  # times that a toll and another's count of the same may be apart
_SOME, _MANY = 8, 40  # people: tolls of a town and a quarter that can be of one event, and that hardly are of two

_WIDEST = frozenset({"country", "district", "subdistrict"})  # whose tolls are of events that nothing ties together

Token = tuple[object, ...] | str  # what two groups must share at least to tell one event
Cue = tuple[str, str, int, Token]  # question, place, week, token


class Joined:
    """The groups of all blocks, those of a wider place put to the one event inside it that they plainly tell.

    A group goes by the id of its first claim.
    """

    def __init__(self, options: LineUpOptions, meeting: Collection[str] | None = None) -> None:
        """``meeting`` are the places that claims name and in which others lie that claims name, where all are known."""
        self._options = options
        self._meeting = meeting
        self._groups: dict[str, Group] = {}
        self._into: dict[str, str] = {}
        self._from: dict[str, set[str]] = defaultdict(set)
        self._wide: dict[Cue, set[str]] = defaultdict(set)  # groups by their own place
        self._narrow: dict[Cue, set[str]] = defaultdict(set)  # groups by each place that contains theirs

    def update(self, gone: Collection[str], new: Iterable[Group]) -> tuple[set[str], set[str]]:
        """Take groups out, by name, and in: the heads whose matters may be no more, and those to be made anew."""
        fresh = {members[0].id: members for members in new}
        cues = {name: (self._own(members), self._around(members)) for name, members in fresh.items()}
        around = [*(self._cues(name)[1] for name in gone), *(around for _, around in cues.values())]
        asking = {name for changed in around for name in self._asking(changed)}
        before = {self._head(name) for name in (*gone, *asking)}
        for name in gone:
            self._remove(name)
        for name, members in fresh.items():
            self._insert(members, *cues[name])
        asking = {name for name in (asking | fresh.keys()) if name in self._groups}
        for name in asking:
            self._point(name)
        known = before | asking | fresh.keys()
        return before, {self._head(name) for name in known if name in self._groups}

    @property
    def groups(self) -> Mapping[str, Group]:
        """All groups by name."""
        return self._groups

    def put_together(self) -> dict[str, str]:
        """The groups that were put to another, each with that one."""
        return dict(self._into)

    def members(self, head: str) -> list[Fact]:
        """All facts of a head's group and of the groups put to it."""
        found: list[Fact] = []
        waiting = [head]
        while waiting:
            name = waiting.pop()
            found.extend(self._groups[name])
            waiting.extend(self._from.get(name, ()))
        return found

    def _head(self, name: str) -> str:
        while name in self._into:
            name = self._into[name]
        return name

    def _cues(self, name: str) -> tuple[Sequence[Cue], Sequence[Cue]]:
        members = self._groups[name]
        return self._own(members), self._around(members)

    def _own(self, members: Group) -> Sequence[Cue]:
        place = members[0].claim.place
        known = self._meeting is None or (place is not None and place.id in self._meeting)
        return own_cues(members) if known else ()

    def _around(self, members: Group) -> Sequence[Cue]:
        return cues_around(members, self._meeting)

    def _asking(self, around: Iterable[Cue]) -> Iterator[str]:
        """The groups of wider places that may be put elsewhere when one with these cues comes or goes."""
        for question, place, week, token in around:
            for near in (week - 1, week, week + 1):
                yield from self._wide.get((question, place, near, token), ())

    def _insert(self, members: Group, own: Sequence[Cue], around: Sequence[Cue]) -> None:
        name = members[0].id
        self._groups[name] = members
        for cue in own:
            self._wide[cue].add(name)
        for cue in around:
            self._narrow[cue].add(name)

    def _remove(self, name: str) -> None:
        own, around = self._cues(name)
        del self._groups[name]
        self._from[self._into.pop(name, "")].discard(name)
        for other in self._from.pop(name, ()):
            self._into.pop(other, None)
        for cue in own:
            self._wide[cue].discard(name)
        for cue in around:
            self._narrow[cue].discard(name)

    def _point(self, name: str) -> None:
        """Put a group to the one event inside its place that it tells, if there is one."""
        self._from[self._into.pop(name, "")].discard(name)
        target = self._event_inside(name)
        if target is not None:
            self._into[name] = target
            self._from[target].add(name)

    def _event_inside(self, name: str) -> str | None:
        members = self._groups[name]
        near: set[str] = set()
        for question, place, week, token in self._own(members):
            for other in (week - 1, week, week + 1):
                near.update(self._narrow.get((question, place, other, token), ()))
        others = near - {name}
        for tells in (_tells, _answers) if _only_denied(members) else (_tells, _may_tell):
            fitting = [n for n in others if _one_event(members, self._groups[n], tells, self._options)]
            if fitting and tells is _may_tell:
                return min(fitting, key=lambda n: (*_far(members, self._groups[n]), n))
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None


def _far(wide: Sequence[Fact], narrow: Sequence[Fact]) -> tuple[bool, float]:
    """Whether no sentence names the narrower place, and how many times the tolls are apart that are nearest."""
    places = ((fact.claim.claim.place, fact.claim.claim.evidence.text) for fact in narrow)
    carried = all(place is None or place.text not in text for place, text in places)
    found = [counts.ratio(a.figure, b.figure) for a in wide for b in narrow if a.figure and b.figure]
    return carried, min(found, default=0.0)


def own_cues(members: Group) -> list[Cue]:
    """What the events are known by that this group, of a wider place, may tell."""
    place = members[0].claim.place
    if place is None or place.id is None or members[0].topic not in EVENTS:
        return []
    week = members[0].window.high // _WEEK
    tokens = {t for fact in members if fact.topic == "casualties" or _plain(fact) for t in _tokens(fact)}
    near = (fact for fact in members if fact.inside or _whole(fact))
    tokens.update(_about(step) for fact in near for size in _sizes(fact) for step in _beside(size))
    tokens.update(_told_in(fact) for fact in members if _of_quarter(fact))
    if _only_denied(members):
        tokens.update(_by(party) for fact in members for party in (fact.actor, fact.source) if party and party.side)
    return [(members[0].question, place.id, week, token) for token in tokens]


def cues_around(members: Group, among: Collection[str] | None = None) -> list[Cue]:
    """What the group is known by in the places that contain its own, or in those of them ``among`` these."""
    place, week = members[0].claim.place, members[0].window.high // _WEEK
    if place is None or (place.id is None and not place.within) or members[0].topic not in EVENTS:
        return []
    around = [c for c in place.within if c != place.id and (among is None or c in among)]
    tokens: set[Token] = set()
    if around:
        tokens.update(token for fact in members for token in _tokens(fact))
        tokens.update(_about(size) for fact in members for size in _sizes(fact))
        tokens.update(_told_in(fact) for fact in members if _of_quarter(fact))
    charges = {_by(fact.actor) for fact in members if fact.actor and fact.actor.side and not fact.denied}
    here = [place.id] if place.id is not None and (among is None or place.id in among) else []
    if place.precision == "area":
        around += here  # What is told of a town as a whole can be told of an area of it.
        tokens.update(token for fact in members for token in (*_tokens(fact), *map(_about, _sizes(fact))))
    cues = [(token, container) for token in tokens for container in around]
    cues += [(token, container) for token in charges for container in (*around, *here)]
    return [(members[0].question, container, week, token) for token, container in cues]


def _only_denied(members: Sequence[Fact]) -> bool:
    return all(fact.denied for fact in members)


def _by(party: Party) -> Token:
    """What the charge against a party and its denial have in common."""
    return f"by {party.side}"


def _tokens(fact: Fact) -> Iterator[Token]:
    """What a claim tells its event by: the figure of a toll, or gas, else the things hit."""
    count = fact.count
    if "gas" in fact.means:
        yield "gas"
    yield from fact.targets
    if fact.topic == "casualties" and count is not None and (count.low or count.high or 0) >= _TELLING:
        yield (count.low or count.high,)


def _sizes(fact: Fact) -> Iterator[int]:
    """How large a toll is, in steps of ``_NEAR``, where it is large enough to tell its event."""
    if fact.topic == "casualties" and fact.count is not None:
        figure = fact.count.low or fact.count.high or 0
        if figure >= (_FEW if fact.actor is not None else _SOME):
            yield int(log(figure, _NEAR))


def _beside(size: int) -> tuple[int, int, int]:
    return size - 1, size, size + 1


def _about(size: int) -> str:
    return f"about {size}"


def _of_quarter(fact: Fact) -> bool:
    """Whether a claim is a toll of a quarter or a site, of which a report seldom tells two events of one day."""
    place = fact.claim.place
    return fact.topic == "casualties" and place is not None and place.precision in ("neighbourhood", "site")


def _told_in(fact: Fact) -> str:
    return f"in {fact.report}"


def _plain(wide: Fact) -> bool:
    """Whether a claim on a wider place can tell an event inside it: a hospital somewhere in the country does not."""
    place = wide.claim.place
    return not (place is not None and place.precision == "country") and not wide.habitual


Telling = Callable[[Fact, Fact], bool | None]


def _one_event(wide: Sequence[Fact], narrow: Sequence[Fact], tells: Telling, options: LineUpOptions) -> bool:
    """Whether a group of a wider place tells the event of one inside it.

    ``tells`` says whether two claims do: None that they do not, False that they do by a figure or thing that is the
    same, True that it is plain, so that their figures may differ.
    """
    if not _within(wide[0], narrow[0]) and not _only_denied(wide):
        return False
    pairs = [(a, b) for a in wide for b in narrow]
    found = {tells(a, b) for a, b in pairs}
    if found == {None}:
        return False
    if any(a.report == b.report and a.voice == b.voice for a, b in pairs):
        return False
    if not all(like_means(a, b) for a, b in pairs):
        return False
    if any(closeness(a, b, options) in (None, 2) for a, b in pairs):
        return False
    levels = [level for a, b in pairs for level in contradictions(a, b, options)]
    disputed = {level.field for level in levels}
    return not levels or (True in found and disputed <= ({"actor", "status"} if _only_denied(wide) else {"count"}))


def _within(wide: Fact, narrow: Fact) -> bool:
    """Whether the place of one lies in that of the other, as an area of a town does that is not around it."""
    a, b = wide.claim.place, narrow.claim.place
    if a is None or b is None or a.id != b.id:
        return True
    return "|" not in wide.place_key and "|" in narrow.place_key and not narrow.place_key.endswith("|around")


def _tells(wide: Fact, narrow: Fact) -> bool | None:
    if _in_unnamed_part(wide, narrow) or _said_again(wide, narrow) or _rivals(wide, narrow):
        return True
    if _gas(wide, narrow) or _of_one_quarter(wide, narrow):
        return True
    return False if _same_event(wide, narrow) else None


def _may_tell(wide: Fact, narrow: Fact) -> bool | None:
    return _beyond(wide, narrow) or _hit_alike(wide, narrow) or None


def _hit_alike(wide: Fact, narrow: Fact) -> bool:
    """Whether two tolls of one day are of the one kind of thing hit, and not too far apart to be of one event."""
    a, b = wide.figure, narrow.figure
    if a is None or b is None or wide.topic != "casualties" or not _whole(wide):
        return False
    if len(wide.targets) != 1 or not wide.targets <= narrow.targets or _set_apart(wide) or _set_apart(narrow):
        return False
    if not _of_one_day(wide, narrow) or told_apart(wide, narrow) or wide.population != narrow.population:
        return False
    return min(a.low or 0, b.low or 0) >= _FEW and counts.ratio(a, b) <= _NEAR


def _answers(wide: Fact, narrow: Fact) -> bool | None:
    """Whether one is a party's denial for a place of what it is charged with in a part of it, or near it."""
    if not wide.denied or narrow.denied or wide.place_key == narrow.place_key or wide.unsaid or not _plain(wide):
        return None
    return (blames(narrow.actor, wide) and own_part(wide)) or None


def _said_again(wide: Fact, narrow: Fact) -> bool:
    """Whether one voice gives the same toll for both: then it is one event, whatever others say of it."""
    return wide.topic == "casualties" and _one_voice(wide, narrow) and _same_event(wide, narrow)


def _one_voice(wide: Fact, narrow: Fact) -> bool:
    return wide.voice == narrow.voice and not wide.own_voice


def _rivals(wide: Fact, narrow: Fact) -> bool:
    """Whether a report gives one of the two tolls as another's count of what the other is of."""
    a, b = wide.figure, narrow.figure
    if wide.report != narrow.report or not (wide.rival or narrow.rival) or a is None or b is None:
        return False
    return wide.population == narrow.population and counts.flat(a) and counts.ratio(a, b) <= _RIVAL


def _of_one_quarter(wide: Fact, narrow: Fact) -> bool:
    """Whether one report has two voices count the dead of one day in a quarter and in a part of it."""
    a, b = wide.figure, narrow.figure
    if wide.report != narrow.report or wide.voice == narrow.voice or wide.own_voice or narrow.own_voice:
        return False
    if not (_of_quarter(wide) and _of_quarter(narrow)) or a is None or b is None or wide.window != narrow.window:
        return False
    return not told_apart(wide, narrow) and counts.ratio(a, b) <= _RIVAL


def _set_apart(fact: Fact) -> bool:
    """Whether a name tells which of the victims are counted ("six Lebanese")."""
    item = fact.claim.claim.object
    return item is not None and any(word[:1].isupper() for word in item.text.split()[1:])


def _gas(wide: Fact, narrow: Fact) -> bool:
    """Whether both count those whom gas hurt on one day, which happens too seldom to be two events."""
    if wide.topic != "casualties" or "gas" not in wide.means & narrow.means or wide.population != narrow.population:
        return False
    return _whole(wide) and _of_one_day(wide, narrow) and wide.figure is not None and narrow.figure is not None


def _in_unnamed_part(wide: Fact, narrow: Fact) -> bool:
    """Whether one counts the dead of "a village in the province", and the other about as many of a place there."""
    a, b = wide.figure, narrow.figure
    if wide.inside is None or a is None or b is None or not _of_one_day(wide, narrow):
        return False
    if wide.population != narrow.population:
        return False
    least = _FEW if _one_road(wide, narrow) else _LARGE
    return min(a.low or a.high or 0, b.low or b.high or 0) >= least and counts.ratio(a, b) <= _NEAR


def _one_road(wide: Fact, narrow: Fact) -> bool:
    """Whether one speaks of "a road near the city" and the other of a road there by name."""
    place = narrow.claim.claim.place
    return wide.inside in lex.OF_A_ROAD and place is not None and wide.inside in place.text.lower().split()


def _beyond(wide: Fact, narrow: Fact) -> bool:
    """Whether one toll of a day is near another of a place inside, and larger there, or of so many that it is plain.

    A part cannot be larger than the whole: so the two contradict each other whether they are of one event or not.
    """
    a, b = wide.figure, narrow.figure
    if a is None or b is None or not _whole(wide):
        return False
    apart = told_apart(wide, narrow) if wide.report == narrow.report else wide.one_more or narrow.one_more
    if apart or not _of_one_day(wide, narrow):
        return False
    if wide.population != narrow.population and not counts.contains(wide.population, narrow.population):
        return False
    least = min(a.low or 0, b.low or 0)
    some = _FEW if _one_doer(wide, narrow) else _SOME
    if least < some or counts.ratio(a, b) > _NEAR or _own_ground(narrow, wide.actor):
        return False
    return counts.too_many(a, b) or (least >= _MANY and wide.population == narrow.population)


def _one_doer(left: Fact, right: Fact) -> bool:
    """Whether both name who did it, and that is one party or side."""
    return left.actor is not None and right.actor is not None and same_party(left.actor, right.actor)


def _own_ground(narrow: Fact, doer: Party | None) -> bool:
    """Whether a claim is of an area that its words say the doer's own side holds."""
    place = narrow.claim.claim.place
    if place is None or doer is None:
        return False
    if stately(doer):
        return lex.HELD_BY_STATE.search(place.text) is not None
    return irregular(doer) and lex.HELD_BY_REBELS.search(place.text) is not None


def _whole(wide: Fact) -> bool:
    """Whether a toll can be set against those of what lies in its place: it is of one day and of that place alone,
    which is not too wide."""
    place, told = wide.claim.place, wide.claim.claim.place
    if place is None or told is None or _AND_ANOTHER.match(wide.claim.claim.evidence.text.partition(told.text)[2]):
        return False
    return place.precision not in _WIDEST and wide.window.scope == "event" and not wide.window.weak


_AND_ANOTHER = re.compile(r",? and (?:in )?(?:al-|el-)?[A-Z]")


def _of_one_day(wide: Fact, narrow: Fact) -> bool:
    dated = not (wide.window.weak or narrow.window.weak)
    return dated and wide.window.scope == narrow.window.scope == "event"


def _telling(wide: Fact) -> int:
    place = wide.claim.place
    return _TELLING_FAR if place is not None and place.precision in ("country", "area") else _TELLING


def _same_event(wide: Fact, narrow: Fact) -> bool:
    a, b = wide.count, narrow.count
    if wide.topic == "casualties":
        if a is None or b is None or wide.population != narrow.population:
            return False
        again = _one_voice(wide, narrow)
        bounded = again and a.low is not None and None in (a.high, b.high)  # "at least" in one of two papers
        if a.low != b.low or (a.high != b.high and not bounded):
            return False
        return (a.low or a.high or 0) >= (min(_LARGE, _telling(wide)) if again else _telling(wide))
    if not _plain(wide):
        return False
    return bool(wide.targets & narrow.targets) and not (wide.window.weak and narrow.window.weak)
