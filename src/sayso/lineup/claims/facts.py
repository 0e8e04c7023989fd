"""A claim as the comparison sees it: its question, scope, time, parties and voice, worked out once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sayso.lineup.claims.naming import Party, party
from sayso.lineup.lazy import Keeping, lazy
from sayso.lineup.words import figures, roles
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import fold, words
from sayso.lineup.words.windows import Window, window
from sayso.lineup.words.wording import other_year, unsaid
from sayso.models import Claim, Count, PlaceResolution, ResolvedClaim

# Topics about one thing that happened on a day; the others are about states and movements that last.
EVENTS = frozenset({"fighting", "casualties", "damage", "abuse"})
_SELDOM = frozenset({"banned_weapon"})  # what happens so seldom that two areas of a town are taken for one place
Key = tuple[Any, ...]  # a sort key: fields of one kind stand in one place
UNPLACED = PlaceResolution(None, "no place given")


@dataclass(eq=True, slots=True)
class Fact(Keeping):
    """One claim, ready to be compared. It is never changed; to have Python see to that would take most of its making.

    ``said`` is the ordinal of the day it was asserted (0 where unknown). What is read off the words is worked out when
    it is first asked for: most claims stand alone and are compared with nothing. ``lost`` has the ids of the claims of
    the report whose place is in doubt.
    """

    claim: ResolvedClaim
    # Asked for so often that to look them up in the claim would cost more than all that is told of them.
    id: str
    report: str
    topic: str
    status: str
    certainty: str
    denied: bool
    question: str
    place_key: str
    window: Window
    said: int
    voice: str
    voice_name: str
    own_voice: bool
    outlet: str
    family: str
    actor: Party | None
    object: Party | None
    source: Party | None
    background: bool
    headline: bool
    boast: bool
    lost: Container[str]
    moved: bool

    @lazy
    def population(self) -> str | None:
        """Who is counted."""
        return population(self.claim)

    @lazy
    def means(self) -> frozenset[str]:
        """The kinds of weapon."""
        return means_of(self.claim)

    @lazy
    def targets(self) -> frozenset[str]:
        """The kinds of things hit."""
        return targets_of(self.claim)

    @lazy
    def early(self) -> Key:
        """What the key begins with, as far as it need not be read off the words."""
        claim, window = self.claim.claim, self.window
        count = claim.count
        return (
            window.low,
            window.high,
            claim.topic,
            claim.status,
            claim.certainty,
            self.actor.key if self.actor else "",
            (count.low or 0, count.high or 0, count.unit) if count else (0, 0, ""),
        )

    @lazy
    def key(self) -> Key:
        """The order of facts everywhere: all of a claim that is compared, then voice, report and id.

        So claims that say the same sort side by side.
        """
        claim = self.claim.claim
        thing = fold(claim.object.text) if claim.object else ""
        told = (self.population or "", thing, fold(claim.evidence.text), self.said)
        return (*self.early, *told, self.voice, claim.report_id, claim.id)

    @property
    def adrift(self) -> bool:
        """Whether its place may have been carried over from the wrong sentence."""
        return self.id in self.lost

    @lazy
    def effective(self) -> int:
        """The day for which a claim about a lasting state speaks: of one that goes on, the day it was asserted."""
        if self.window.scope == "since" and self.status in ("held", "contested"):
            return max(self.said, self.window.low)
        if self.window.scope == "since":
            return self.window.low
        # "In March", said on the 5th, is not about the 31st.
        return max(self.window.low, min(self.window.high, self.said)) if self.said else self.window.high

    @property
    def count(self) -> Count | None:
        """The number claimed."""
        return self.claim.claim.count

    @lazy
    def elsewhere(self) -> bool:
        """Whether its words set it apart from what was told before ("in another air strike")."""
        text = self.claim.claim.evidence.text
        return _has(text, _ELSEWHERE) and lex.ELSEWHERE.search(text) is not None

    @lazy
    def unsaid(self) -> bool:
        """Whether its words do not say what it was read as, so that it contradicts nothing and is nobody's voice."""
        return unsaid(self.claim) or self._of_another_year()

    def _of_another_year(self) -> bool:
        """Whether its words give a year, and not the one that the claim is taken to be of."""
        if self.window.scope == "undated":
            return False
        until = max(self.window.high, self.said if self.window.scope == "since" else 0)
        doer = None if self.window.weak or self.actor is None else self.actor.text
        return other_year(self.claim.claim.evidence.text, self.window.low, until, doer)

    @lazy
    def misnamed(self) -> bool:
        """Whether its words name the actor as something else than who did it."""
        return roles.misnamed(self.claim)

    @lazy
    def doer(self) -> bool:
        """Whether its words tell of the actor as the one who did it."""
        return roles.is_doer(self.claim)

    @lazy
    def overtaken(self) -> bool:
        """Whether its words give the figure as an earlier one."""
        return figures.is_overtaken(self.claim)

    @lazy
    def began(self) -> bool:
        """Whether its words tell of the beginning of a state, not that it goes on."""
        text = self.claim.claim.evidence.text
        return _has(text, _BEGAN) and lex.BEGAN.search(text) is not None and not lex.GOES_ON.search(text)

    @lazy
    def one_person(self) -> bool:
        """Whether the figure is one person whom the words name or describe ("the pilot", "its director Adel")."""
        count, item = self.claim.claim.count, self.claim.claim.object
        one = count is not None and count.low == count.high == 1
        if one and lex.WAS_KILLED.search(self.claim.claim.evidence.text):
            return True
        return one and item is not None and bool(lex.ONE_PERSON.search(item.text))

    @lazy
    def part(self) -> bool:
        """Whether its words give the figure as a part of a toll."""
        return figures.is_part(self.claim)

    @lazy
    def accident(self) -> bool:
        """Whether its words put what happened down to a fault or an accident."""
        return lex.ACCIDENT.search(self.claim.claim.evidence.text) is not None

    @lazy
    def rival(self) -> bool:
        """Whether its words give a figure as another's count of what was told before."""
        text, count = self.claim.claim.evidence.text, self.claim.claim.count
        if count is not None and figures.given_as_rival(count.low, text):
            return True
        return not self.own_voice and lex.tells_that_toll(text)

    @lazy
    def earlier(self) -> bool:
        """Whether its words tell a figure as an earlier one."""
        text = self.claim.claim.evidence.text
        return self.overtaken or (lex.EARLIER.search(text) is not None and not figures.another_overtaken(self.claim))

    @lazy
    def separate(self) -> bool:
        """Whether its words may set it apart from what its report told before."""
        text, count = self.claim.claim.evidence.text, self.claim.claim.count
        if "another" in text and count is not None:
            text = figures.without_others(count.low, text)
        return lex.SEPARATE.search(text) is not None and lex.MEANWHILE.search(text) is None

    @lazy
    def one_more(self) -> bool:
        """Whether they tell of one more event, which is another than what others tell of too."""
        return self.separate and lex.ONE_MORE.search(self.claim.claim.evidence.text) is not None

    @lazy
    def inside(self) -> str | None:
        """What its words call a place inside the claim's that they do not name ("a village in the province")."""
        place = self.claim.claim.place
        return lex.unnamed_part(self.claim.claim.evidence.text, place.text) if place is not None else None

    @lazy
    def habitual(self) -> bool:
        """Whether it is an undated claim that tells of what a party keeps doing or denying, not of one event."""
        text = self.claim.claim.evidence.text
        return self.window.weak and bool((lex.DENIES_ALL if self.denied else lex.HABIT).search(text))

    @lazy
    def roughly(self) -> bool:
        """Whether the number is a rough word ("dozens", "hundreds"), which many events have in common."""
        return self.count is not None and lex.is_rough(self.count, self.claim.claim.evidence.text)

    @lazy
    def figure(self) -> Count | None:
        """The number as it is compared: a rough word's bound gives way; what is an age or a date is none."""
        count = self.claim.claim.count
        if count is None or figures.is_no_count(self.claim):
            return None
        text = self.claim.claim.evidence.text
        return lex.as_told(figures.with_shared_bound(count, text), text)


# One of these must be in a text in which the pattern is found: looked at first, since patterns cost far more.
_ELSEWHERE = ("elsewhere", "separate", "other")
_BEGAN = ("into", "effect", "began", "begun", "started")
_PARTS = (
    "some most half large several part position point post building farm street block section swathe ground area "
    "sites third quarter control foothold cent outskirts edge entrance"
).split()


def _has(text: str, stems: Iterable[str]) -> bool:
    low = text.lower()
    return any(stem in low for stem in stems)


def place_key(item: ResolvedClaim) -> str:
    """What claims must share to be about one place: the entry, and for vaguer words where from it they point."""
    mention, place = item.claim.place, item.place
    if place is not None and place.id is not None:
        if place.precision != "area" or mention is None or item.claim.status in _SELDOM:
            return place.id
        where = _bearing(mention.text, place.name)
        return place.id if item.claim.topic in EVENTS and not where else f"{place.id}|{where}"
    return _unlisted(mention.text, place.within if place is not None else ()) if mention else ""


@lru_cache(maxsize=65536)
def _unlisted(text: str, within: tuple[str, ...]) -> str:
    """What a place that no list has goes by: its name, as "the outskirts of the village of X in Y" has it, and the
    widest unit in which it is known to lie."""
    if _CAPITAL.search(text) is None:
        return fold(text)
    end = lex.CONTAINED.search(text) or lex.LIES_BY.search(text)
    name = fold(text[: end.start()] if end is not None and _CAPITAL.search(text[: end.start()]) else text)
    own = [word for word in name.split() if word not in lex.OF_A_TOWN and word not in lex.AROUND]
    own = [word for word in own if not lex.DIRECTION.fullmatch(word)]
    return " ".join([*map(_spelling, own or name.split()), *(f"@{unit}" for unit in within[-2:-1])])


_CAPITAL = re.compile(r"\b(?!The\b)[A-Z]")


def containers(item: ResolvedClaim) -> tuple[str, ...]:
    """The places that contain the claim's."""
    return item.place.within if item.place is not None else ()


@lru_cache(maxsize=65536)
def _bearing(text: str, name: str) -> str:
    """Where from a place words point, "" where they only speak of its parts.

    "east" of "districts east of X" and of "eastern X", not of "the eastern city of X"; "around" of outskirts, suburbs
    and countryside; "of rebels" of what rebels hold; else the words that are left.
    """
    named = {_bones(word) for word in words(name)}
    text = lex.LIES_IN.sub(" ", text)
    within = lex.CONTAINED.search(text)
    if within is not None and any(_bones(word) in named for word in words(text[: within.start()])):
        text = text[: within.start()]
    found = [word for word in words(text) if _bones(word) not in named]
    directions = sorted({word.removesuffix("ern") for word in found if lex.DIRECTION.fullmatch(word)})
    if directions:
        return " ".join(directions)
    if set(found) & lex.AROUND:
        return "around"
    if lex.HELD_BY_REBELS.search(text) or lex.HELD_BY_STATE.search(text):
        return "of rebels" if lex.HELD_BY_REBELS.search(text) else "of the state"
    return " ".join(word for word in fold(text).split() if _bones(word) not in named and word not in lex.OF_A_TOWN)


def _bones(word: str) -> str:
    """A word without the vowels after its first letter, which every paper writes its own way."""
    return word[:1] + _VOWELS.sub("", word[1:])


_VOWELS = re.compile(r"[aeiouy]")
_MONTH = 31  # days
_DOUBLED = re.compile(r"(.)\1")
_SAID = 3  # consonants that tell a name apart


def _spelling(word: str) -> str:
    """A word of a name that no list has, without what each paper spells its own way: vowels and doubled letters."""
    bones = _DOUBLED.sub(r"\1", _bones(word))
    return bones if len(bones) >= _SAID else word


def question(item: ResolvedClaim) -> str:
    """Which kind of question a claim answers; claims of different questions never meet."""
    claim = item.claim
    ahead = "/planned" if claim.certainty == "planned" else ""
    if claim.topic == "control":
        return ("control/part" if _of_part(claim.evidence.text) else "control") + ahead
    if claim.topic == "fighting":
        return ("fighting/attack" if claim.status == "attack" else "fighting/clash") + ahead
    if claim.topic in ("truce", "access", "hazard"):
        return claim.topic + ahead
    if claim.topic == "aid":
        return ("aid/needed" if claim.status == "needed" else "aid") + ahead
    if claim.topic == "damage":
        return ("damage/restored" if claim.status == "restored" else "damage") + ahead
    return f"{claim.topic}/{claim.status}{ahead}"


@lru_cache(maxsize=4096)
def _of_part(text: str) -> bool:
    """Whether words on who holds a place are about a part of it; asked of a claim several times in a row."""
    return _has(text, _PARTS) and lex.PART.search(text) is not None


def population(item: ResolvedClaim) -> str | None:
    """Who is counted: a unit of the codebook, or a trade ("medics"), since "four medics" is not the toll of all."""
    claim = item.claim
    if claim.topic not in ("casualties", "displacement", "return"):
        return claim.count.unit if claim.count else None
    if claim.topic == "casualties" and _of_both(claim.evidence.text):
        return "killed or wounded"
    unit = claim.count.unit if claim.count else "people"
    if claim.object is not None and unit in ("people", "children", "women") and lex.FAMILIES.search(claim.object.text):
        unit = "families"
    if unit not in ("people", "other") or claim.object is None:
        return unit if unit != "other" else "people"
    # The wounded are "others" beside the dead: that is all of them.
    if claim.status != "wounded" and (_remainder(claim.object.text) or lex.REMAINING.search(claim.evidence.text)):
        return "others"
    return _called(claim.object.text)


@lru_cache(maxsize=65536)
def _remainder(text: str) -> bool:
    """Whether people are called what is left of more: "60 more"; "more than 60" is a bound."""
    return lex.REMAINDER.search(text.lower().replace("more than", "")) is not None


@lru_cache(maxsize=65536)
def _called(text: str) -> str:
    """Who people are by what they are called; whom they are said to include is not all of them."""
    some = lex.AMONG_THEM.search(text)
    text = text[: some.start()] if some else text
    for group, pattern in lex.TRADES_RE.items():
        if pattern.search(text):
            return group
    civil, armed = lex.CIVILIANS.search(text), lex.FIGHTERS.search(text)
    return "civilians" if civil and not armed else "fighters" if armed and not civil else "people"


def _of_both(text: str) -> bool:
    """Whether one number stands for the killed and the wounded ("40 killed and wounded", "40 casualties")."""
    found = text.lower()
    if "casualties" not in found and "wound" not in found and "injur" not in found:
        return False  # The patterns cost more than this.
    return bool(lex.KILLED_OR_WOUNDED.search(text) or (lex.CASUALTIES.search(text) and not lex.DEATHS.search(text)))


def military(text: str) -> bool:
    """Whether the thing hit or the people hurt are military by their words."""
    return bool(lex.FIGHTERS.search(text) or lex.MILITARY.search(text))


def announced(item: ResolvedClaim) -> bool | None:
    """Whether the claim's words claim an act (True) or admit it (False); None where they do neither."""
    text = item.claim.evidence.text
    if lex.BOASTED.search(text):
        return True
    return False if lex.ADMITTED.search(text) else None


def is_background(item: ResolvedClaim) -> bool:
    """Whether a control claim only tells which place is meant ("rebel-held X"), of no date and nobody's assertion."""
    claim = item.claim
    if claim.topic != "control" or claim.source is not None or claim.status not in ("held", "contested"):
        return False
    return claim.when is None or bool(lex.MODIFIER.search(claim.evidence.text))


@lru_cache(maxsize=4096)
def kinds(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds of weapon and of things hit in ``text``: words and pairs of words, each looked up once ever."""
    found = words(lex.NO_WEAPON.sub(" ", text) if "gas" in text else text)
    terms = set(found)
    if not terms.isdisjoint(lex.FIRST_OF_TWO):
        terms.update(f"{left} {right}" for left, right in pairwise(found) if left in lex.FIRST_OF_TWO)
    named = [_kinds_of(term) for term in terms - _PLAIN]
    return frozenset(means for means, _ in named if means), frozenset(target for _, target in named if target)


@lru_cache(maxsize=4096)
def _kinds_of(term: str) -> tuple[str | None, str | None]:
    """What a term names as a weapon and as a thing hit. One that is neither is noted as plain, as most are."""
    means, target = lex.MEANS_RE.fullmatch(term), lex.TARGETS_RE.fullmatch(term)
    if means is None and target is None:
        if len(_PLAIN) > _MANY_TERMS:
            _PLAIN.clear()
        _PLAIN.add(term)
    return means and means.lastgroup, target and target.lastgroup


_MANY_TERMS = 1_000_000
_PLAIN: set[str] = set()  # terms that name neither a weapon nor a thing that is hit


def means_of(item: ResolvedClaim) -> frozenset[str]:
    """The kinds of weapon that the evidence names; none where a word is used that fits several."""
    text = item.claim.evidence.text
    if item.claim.topic not in EVENTS:
        return frozenset()
    found = kinds(text)[0]
    return frozenset() if "open" in found else found


def targets_of(item: ResolvedClaim) -> frozenset[str]:
    """The kinds of things hit that the object names, else those that the evidence does."""
    if item.claim.topic not in EVENTS:
        return frozenset()
    named = kinds(item.claim.object.text)[1] if item.claim.object else frozenset()
    if item.claim.topic == "damage" and item.claim.object:
        return named
    return named or _hit(_of_all(item), item.claim.topic)


def _of_all(item: ResolvedClaim) -> str:
    """The words on those counted, without what befell some of them ("31, including ten when their bus was hit")."""
    text, count = item.claim.evidence.text, item.claim.count
    some = lex.AMONG_THEM.search(text) if count is not None and item.claim.topic == "casualties" else None
    if some is None or count is None:
        return text
    told = figures.places_of(count.low if count.low is not None else count.high, text)
    return text[: some.start()] if told and told[0][1] <= some.start() else text


@lru_cache(maxsize=4096)
def _hit(text: str, topic: str) -> frozenset[str]:
    """The kinds of things that are hit in ``text``; a hospital that takes in the hurt is none."""
    found = kinds(text)[1]
    return kinds(lex.NOT_HIT.sub(" ", text))[1] if topic == "casualties" and "hospital" in found else found


@dataclass(frozen=True, slots=True)
class Told:
    """What a fact takes from its report and the texts around it; all else of it is in the claim."""

    said: int
    voice: str
    voice_name: str
    outlet: str
    family: str
    headline: bool
    boast: bool = False
    lost: Container[str] = frozenset()
    moved: bool = False  # whether it takes its place, day or people from what its report told before


def _window(claim: Claim, said: int, lag: int) -> Window:
    """When the thing claimed was; two days that the words count ("two days of shelling") are a period, not a night.

    The dead of one blast "earlier this month" are of an event of a day in that month that the words leave open.
    """
    found = window(claim.when, said, lag)
    text = claim.evidence.text
    if found.scope == "event" and not found.weak and found.high > found.low and lex.DAYS_OF.search(text):
        return replace(found, scope="period")
    short = found.scope == "period" and found.high - found.low <= _MONTH
    if short and claim.topic == "casualties" and lex.ONE_OF_THESE_DAYS.search(text):
        return replace(found, scope="event", high=max(found.low, min(found.high, said)) if said else found.high)
    return found


def fact_of(item: ResolvedClaim, told: Told, lag: int) -> Fact:
    """The claim as a fact; undated ones are of the ``lag`` days before they were told."""
    claim = item.claim
    return Fact(
        claim=item,
        id=claim.id,
        report=claim.report_id,
        topic=claim.topic,
        status=claim.status,
        certainty=claim.certainty,
        denied=claim.certainty == "denied",
        question=question(item),
        place_key=place_key(item),
        window=_window(claim, told.said, lag),
        said=told.said,
        voice=told.voice,
        voice_name=told.voice_name,
        own_voice=claim.source is None,
        outlet=told.outlet,
        family=told.family,
        actor=party(claim.actor, item.actor),
        object=party(claim.object, item.object),
        source=party(claim.source, item.source),
        background=is_background(item),
        headline=told.headline,
        boast=told.boast,
        lost=told.lost,
        moved=told.moved,
    )
