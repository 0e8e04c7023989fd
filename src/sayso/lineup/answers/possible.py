"""Which other matters may be about the same event, though nothing proves it: that is for whoever reads on to judge.

What is lined up must plainly be of one event. Two tolls of one day in one town that differ much may be of one attack or
of two, and so may one of a town and one of a quarter in it. Such matters stay apart and point at each other, so that
neither a dispute nor a double count is hidden by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lineup.answers.views import Heard
from sayso.lineup.claims.facts import EVENTS, Fact
from sayso.lineup.comparing.against import held_apart
from sayso.lineup.comparing.comparison import Level, contradictions
from sayso.lineup.meeting.blocking import closeness
from sayso.lineup.meeting.grouping import WIDE, counts_far, like_means
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.lineup.summaries import told
from sayso.lineup.words import counts
from sayso.lineup.words.windows import span
from sayso.models import Matter, PlaceResolution

WITHIN = 7  # days between two matters beyond which none of their claims are near
_TELLING = 5  # people: from there the same figure twice is a sign
_FEW = 3  # people: below, a figure of another place or of no known day says nothing
_FAR, _FAR_AROUND = 10.0, 3.0  # times: tolls of one place, and of one place in another, further apart than any event's
_NO_EVENT = frozenset({"country", "district", "subdistrict"})  # so wide that a toll of it is like no other

_NEXT = 2  # closeness: of neighbouring days only
# Things that are not hit twice a day in one place.
_RARE = frozenset(
    {"hospital", "school", "market", "worship", "bakery", "bus", "convoy", "camp", "prison", "hotel", "funeral"}
)

Likely = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Possible:
    """A matter that may be about the same event, by its id.

    ``fields`` are those on which the two would be disputed if they were one, empty where nothing excludes the other.
    ``text`` says what either has, ``apart`` why they were not lined up.
    """

    matter: str
    fields: tuple[str, ...]
    text: str
    apart: str


def perhaps_one(heard: Heard, others: Iterable[Heard], options: LineUpOptions = DEFAULT) -> tuple[Possible, ...]:
    """Of ``others`` those that may be about the matter's event, the most likely first.

    They are of the same question, days and place, or a place around it or in it, or one that a report tells of beside
    it and that is not resolved; told by another voice, with figures that could be of one event: the same, or such as
    exclude each other; or with a thing hit that is seldom hit twice a day. Or one denies what the other tells.
    """
    found = []
    for other in others:
        if not can_be_one(heard.matter, other.matter):
            continue
        pairs = [
            (likely, left, right)
            for left in _open(heard)
            for right in _open(other)
            if heard.name(left) != other.name(right) and (likely := _likely(left, right, options)) is not None
        ]
        if pairs:
            likely, left, right = min(pairs, key=lambda pair: (pair[0], pair[1].key, pair[2].key))
            levels = contradictions(left, right, options)
            fields = tuple(sorted({level.field for level in levels}))
            text = f"{told(left, heard.name(left))}; {told(right, other.name(right))}."
            found.append((likely, Possible(other.matter.id, fields, text, _apart(left, right, options))))
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].matter)))


def can_be_one(left: Matter, right: Matter) -> bool:
    """Whether question, time and place of two matters leave room for that; their claims may not."""
    if left.id == right.id or left.question != right.question or left.question.endswith("/planned"):
        return False
    if (
        left.topic not in EVENTS
        or _around(left.place, right.place, not _reports(left).isdisjoint(_reports(right))) is None
    ):
        return False
    (a, b), (c, d) = _days(left), _days(right)
    return max(a, c) - min(b, d) <= WITHIN


def _reports(matter: Matter) -> set[str]:
    return {name for position in matter.positions for name in position.reports}


def _days(matter: Matter) -> tuple[int, int]:
    start, end = matter.start or matter.end, matter.end or matter.start
    return (span(start)[0], span(end)[1]) if start and end else (0, 0)


def _open(heard: Heard) -> list[Fact]:
    """The claims that still hold, but for denials that answer a charge of their own matter."""
    answered = {name for name, _ in heard.table.clashes}
    return [fact for fact in heard.current() if not (fact.denied and fact.id in answered)]


def _apart(left: Fact, right: Fact, options: LineUpOptions) -> str:
    """Why two claims were not lined up, as far as the two show it."""
    if left.denied or right.denied:
        return "What is denied is not said to be the very event."
    if any(fact.claim.place is None or fact.claim.place.id is None for fact in (left, right)):
        return "The place of one is not resolved."
    if left.claim.place != right.claim.place and left.place_key.split("|")[0] != right.place_key.split("|")[0]:
        return "The one names a wider place, where more can have happened."
    if left.place_key != right.place_key:
        return "They name different parts or surroundings of the place."
    if counts_far(left, right, options):
        return f"The figures are more than {options.event_ratio:g} times apart."
    if left.claim.place is not None and left.claim.place.precision in WIDE:
        return "In so wide an area there is often more than one such event a day."
    return (
        "Something that is told of the one does not fit the other, or a voice tells of several events there that day."
    )


def _likely(left: Fact, right: Fact, options: LineUpOptions) -> Likely | None:
    """How likely two claims are of one event, less is more; None where nothing says that they may be."""
    if left.unsaid or right.unsaid or left.elsewhere or right.elsewhere:
        return None
    around = _around(left.claim.place, right.claim.place, left.report == right.report)
    near = closeness(left, right, options)
    if around is None or near is None:
        return None
    if not left.window.scope == right.window.scope == "event" or not like_means(left, right):
        return None
    levels = contradictions(left, right, options)
    if levels and held_apart(left, right, [level.name for level in levels]):
        return None
    if left.denied or right.denied:
        return (around, 0.0) if levels and left.denied != right.denied and near < _NEXT else None
    if left.topic == "casualties":
        return _by_figures(left, right, around, levels, near)
    return (around, 1.0) if left.targets & right.targets & _RARE and not levels else None


def _by_figures(left: Fact, right: Fact, around: int, levels: Sequence[Level], near: int) -> Likely | None:
    a, b = left.figure, right.figure
    if a is None or b is None or left.population != right.population:
        return None
    if any(f.roughly or f.part or f.overtaken or f.one_person for f in (left, right)):
        return None
    least, times = min(a.low or a.high or 0, b.low or b.high or 0), counts.ratio(a, b)
    if counts.same(a, b):
        return (around, 1.0) if least >= _TELLING else None
    if near == _NEXT or {level.field for level in levels} != {"count"} or times > (_FAR_AROUND if around else _FAR):
        return None
    plain = left.place_key == right.place_key and not (left.window.weak or right.window.weak)
    return (around, times) if plain or least >= _FEW else None


def _around(left: PlaceResolution | None, right: PlaceResolution | None, told_together: bool) -> int | None:
    """0 the same place, 1 the one lies in the other, or is unresolved and told of in one report with it; else None."""
    if left is None or right is None or not _NO_EVENT.isdisjoint((left.precision, right.precision)):
        return None
    if left.id is not None and left.id == right.id:
        return 0
    if told_together and None in (left.id, right.id):
        return 1
    return 1 if right.id in left.within or left.id in right.within else None
