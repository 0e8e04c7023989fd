"""The claims of a block sorted into events and episodes: what is about one and the same thing.

Claims are joined best first: those that agree in figures before those that merely fit, those before the ones that
contradict. A claim joins only if it fits everything that is already together (complete linkage), so that no chain of
half-likenesses ties two events to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lineup.claims.facts import EVENTS, Fact
from sayso.lineup.claims.naming import same_camp
from sayso.lineup.claims.ordering import EARLY, alike_in, in_order
from sayso.lineup.claims.parties import named_apart, same_party, things_alike
from sayso.lineup.comparing.levels import accused_blames, succeeded
from sayso.lineup.meeting.blocking import closeness, neighbours
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words import counts
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import fold

Score = tuple[int, ...]

# Places so wide that two different figures for one day are more likely two events than a dispute.
WIDE = frozenset({"governorate", "district", "subdistrict", "country", "area"})
_LARGE, _NEAR = 10, 1.7  # people, times: two such tolls of one day in one city are more likely one event told twice
_SAME_PERIOD = 4  # days that two accounts of one period may differ by, at both ends together
_EXCLUSIVE = 3  # figures that exclude each other
_NEXT, _SOON = 3, 300  # characters between a sentence and the next, and between two on one attack
_TOWN = 2  # places that a town lies in at least: its country and a unit of it
_APART = 20  # times one toll may be another where both name the same thing hit
_BESIDE = 5  # the same, where the one is a single person
_UNLIKE = 2  # no figures to compare, or such as exclude each other
_TWICE = 2  # times
_GAS, _CARRIERS = frozenset({"gas"}), frozenset({"air", "shell"})
_MASSACRE = 100  # people
_TELLING = 3  # people: from there the same figure twice in one place on one day is hardly chance


@dataclass(frozen=True, slots=True)
class Node:
    """Facts that say the very same thing, compared once. ``tellers`` are their (voice, report) pairs."""

    fact: Fact
    facts: tuple[Fact, ...]
    tellers: frozenset[tuple[str, str]]


def group(block: Sequence[Fact], options: LineUpOptions, wide: bool = False) -> list[list[Fact]]:
    """Facts of one block in groups, each about one event or episode. Every fact is in exactly one group.

    ``wide`` says that the place contains others that claims name (a city with its quarters): there, different
    figures for one day are two events unless the claims share more than place and day.
    """
    if len(block) == 1:
        return [list(block)]
    nodes = nodes_of(block)
    if len(nodes) == 1:
        return [list(nodes[0].facts)]
    parts = clusters(len(nodes), links_of(nodes, options, wide))
    return [facts_in(nodes, part) for part in parts]


def facts_in(nodes: Sequence[Node], part: Iterable[int]) -> list[Fact]:
    """The facts of some nodes, in order."""
    chosen = [nodes[i] for i in part]
    facts = [fact for node in chosen for fact in node.facts]
    # The nodes are in order by their first facts.
    return in_order(facts) if len(facts) > len(chosen) > 1 else facts


def nodes_of(block: Sequence[Fact]) -> list[Node]:
    """The facts, those that say the very same thing as one node, in order of time and content."""
    found = alike_in(in_order(block), EARLY, _plainly, _in_words)
    return [Node(f[0], tuple(f), frozenset([(x.voice, x.report) for x in f])) for f in found]


def _plainly(fact: Fact) -> tuple[object, ...]:
    item = fact.claim.claim
    return (fact.window, fact.said, item.status, item.certainty, fact.actor, item.count, fact.background)


def _in_words(fact: Fact) -> tuple[object, ...]:
    item = fact.claim.claim.object
    return (fact.population, fold(item.text) if item else "", fact.means, fact.targets)


def links_of(nodes: Sequence[Node], options: LineUpOptions, wide: bool = False) -> dict[tuple[int, int], Score]:
    """How well each two nodes fit that can be about one event, by their indexes."""
    facts = [n.fact for n in nodes]
    pairs = list(neighbours(facts, options))
    told_at_once = {(i, j) for i, j in pairs if not nodes[i].tellers.isdisjoint(nodes[j].tellers)}
    busy = _busy_days(nodes, told_at_once)
    found: dict[tuple[int, int], Score] = {}
    for i, j in pairs:
        score = _score(facts[i], facts[j], (i, j) in told_at_once, options)
        if score is None or (wide and score[0] != 0 and not _shared(nodes, (i, j))):
            continue
        if not (_guess(score) and (facts[i].window.high in busy or facts[j].window.high in busy)):
            found[(i, j)] = score
    return found


def clusters(size: int, links: dict[tuple[int, int], Score]) -> list[list[int]]:
    """Complete-linkage clusters of ``size`` nodes, best links first; ties fall to the first in content order."""
    member = list(range(size))
    found: dict[int, list[int]] = {i: [i] for i in range(size)}
    for i, j in sorted(links, key=lambda pair: (links[pair], pair)):
        a, b = member[i], member[j]
        if a == b or not all((min(x, y), max(x, y)) in links for x in found[a] for y in found[b]):
            continue
        first, second = min(a, b), max(a, b)
        found[first].extend(found.pop(second))
        for x in found[first]:
            member[x] = first
    return [sorted(found[k]) for k in sorted(found)]


def _busy_days(nodes: Sequence[Node], told_at_once: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Days on which one voice counts several events in this place in one report: there, figures do not identify."""
    found: set[int] = set()
    for i, j in told_at_once:
        a, b = nodes[i].fact, nodes[j].fact
        if a.window.high == b.window.high and _two_events(a, b):
            found.add(a.window.high)
    return frozenset(found)


def _two_events(left: Fact, right: Fact) -> bool:
    """Whether two figures of one voice in one report are of two events, not the earlier and the later toll of one."""
    if left.figure is None or right.figure is None or _figures(left, right) != _EXCLUSIVE:
        return False
    # One who died beside many is one of them.
    most = _BESIDE if 1 in (left.figure.high, right.figure.high) else _APART
    return not _near_figures(left, right) and counts.ratio(left.figure, right.figure) <= most


def _shared(nodes: Sequence[Node], pair: tuple[int, int]) -> bool:
    """Whether two claims share more than place and day: party, thing hit, or large figures near each other.

    States that last are not told apart by such things.
    """
    left, right = nodes[pair[0]].fact, nodes[pair[1]].fact
    if left.topic not in EVENTS or left.window.scope == "since" or _near_figures(left, right):
        return True
    if left.denied != right.denied or left.targets & right.targets or _rivals(*(nodes[i] for i in pair)):
        return True
    if left.topic in ("damage", "abuse") or left.question == "fighting/clash":
        return True
    return left.actor is not None and right.actor is not None and same_party(left.actor, right.actor)


def _rivals(left: Node, right: Node) -> bool:
    """Whether a report gives one of two tolls as another's count of the same ("state media put the toll at nine")."""
    told = {report for _, report in left.tellers} & {report for _, report in right.tellers}
    return bool(told) and (left.fact.rival or right.fact.rival)


def _near_figures(left: Fact, right: Fact) -> bool:
    if left.figure is None or right.figure is None:
        return False
    least = min(left.figure.low or 0, right.figure.low or 0)
    place = left.claim.place
    in_town = place is not None and place.precision != "country"
    if in_town and least < _MASSACRE and ("gas" in left.means) != ("gas" in right.means):
        return False  # Of a few dead in one town, who tells of gas names it.
    return least >= _LARGE and counts.ratio(left.figure, right.figure) <= _NEAR


def _guess(score: Score) -> bool:
    """Whether a link rests on place and day alone while the figures differ."""
    return score[1] == 3 and score[2] != 0


def _score(left: Fact, right: Fact, own: bool, options: LineUpOptions) -> Score | None:
    """How well two claims fit as one event: (time, figures, target, actor), less is better; None if they do not.

    ``own`` says that one voice makes both in one report: then what differs is another event, not a contradiction.
    """
    near = closeness(left, right, options)
    if near is None:
        return None
    if left.topic not in EVENTS:
        return _score_state(left, right, near, options)
    # What tells most claims apart comes first, what is read off the words last.
    target = _target(left, right)
    if target is None or _other_means(left, right):
        return None
    figures = _figures(left, right)
    telling = figures == 0 and not (left.roughly or right.roughly)
    if (near == 2 and not telling and not _one_night(left, right)) or not _same_scope(left, right, telling):
        return None
    if left.topic == "casualties" and _other_victims(left, right, options):
        return None
    apart = _apart(left, right, options)
    if (own and (figures == 3 or apart)) or not _same_things(left, right):
        return None
    if figures >= _UNLIKE and _set_apart(left, right):
        return None
    answered = apart and _answered(left, right, options)
    if not (answered or _one_act(left, right, options)) or (figures == 2 and _fighters_apart(left, right)):
        return None
    if apart and not answered and not _tied(left, right, figures, target):
        return None
    if figures == _EXCLUSIVE and _days_between(left, right):
        return None
    # Two whom one sentence sets against each other speak of one thing, and so do accusers and a toll and its rival.
    against = answered or _in_one_breath(left, right) or _rival_in_report(left, right)
    if figures == _EXCLUSIVE and not _plausible(left, right, options, target == 0 or against):
        return None
    # Figures first: a claim belongs to the event whose toll it gives, before the one nearer in time.
    first = 0 if (apart or figures == _EXCLUSIVE) and against else figures
    return (first, figures, target, near, 2 if apart else 0)


def _one_night(left: Fact, right: Fact) -> bool:
    """Whether two tolls of two days on end are of what one party did to one site: of a night, whose day differs.

    Both must be told on one day: of two raids one after the other the first is told before the second.
    """
    place = left.claim.place
    if left.topic != "casualties" or place is None or place.precision != "site" or left.actor is None:
        return False
    if left.said != right.said or told_apart(left, right):
        return False
    dated = not (left.window.weak or right.window.weak)
    return dated and right.actor is not None and same_party(left.actor, right.actor)


def _rival_in_report(left: Fact, right: Fact) -> bool:
    """Whether a report gives one of two tolls as another's count of what the other, not far from it, is of."""
    if left.report != right.report or left.figure is None or right.figure is None:
        return False
    return (left.rival or right.rival) and counts.ratio(left.figure, right.figure) <= _TWICE


def _in_one_breath(left: Fact, right: Fact) -> bool:
    """Whether one sentence gives both, to different sources."""
    if left.report != right.report or left.own_voice or right.own_voice or left.voice == right.voice:
        return False
    return left.claim.claim.evidence == right.claim.claim.evidence


def _days_between(left: Fact, right: Fact) -> bool:
    """Whether one is undated and told days after the other happened: a toll that differs is then another event's."""
    a, b = left.window, right.window
    return a.weak != b.weak and abs(a.high - b.high) > 1


def _set_apart(left: Fact, right: Fact) -> bool:
    """Whether a report tells one of the two as something else ("in another air strike")."""
    if left.family == right.family and left.report != right.report:
        return False  # The same sentence in two copies.
    return left.elsewhere or right.elsewhere


def _apart(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether the claims name different doers; in a clash, whether the parties of one cannot be those of the other."""
    if left.question != "fighting/clash":
        return named_apart(left.actor, right.actor, options)
    ours, theirs = [p for p in (left.actor, left.object) if p], [p for p in (right.actor, right.object) if p]
    if len(ours) == len(theirs) == 2:
        # Rebels against the army and rebels against a third party are two battles.
        (a, b), (c, d) = ours, theirs
        straight = named_apart(a, c, options) or named_apart(b, d, options)
        return straight and (named_apart(a, d, options) or named_apart(b, c, options))
    return bool(ours and theirs) and all(named_apart(a, b, options) for a in ours for b in theirs)


def _one_act(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether two undated attacks, or attacks of allies, can be one: more than place and day must be the same."""
    if left.habitual or right.habitual:
        # What is said or denied of all such acts answers only what is said of all of them.
        one_party = left.actor is not None and right.actor is not None and same_party(left.actor, right.actor)
        return left.habitual == right.habitual and (left.topic in ("abuse", "casualties") or one_party)
    if left.question != "fighting/attack" or left.denied != right.denied:
        return True
    if same_camp(left.object, right.actor) or same_camp(left.actor, right.object):
        return False  # Who is attacked in one is the attacker in the other.
    a, b = left.actor, right.actor
    allies = a is not None and b is not None and bool(a.camp and b.camp) and a.camp != b.camp
    unsure = left.window.weak and right.window.weak and left.family != right.family
    if not allies and not unsure:
        return True
    if left.means & right.means or left.targets & right.targets:
        return True
    return not allies and a is not None and b is not None and same_party(a, b)


def _fighters_apart(left: Fact, right: Fact) -> bool:
    """Whether one counts fighters and the other not, with nothing else to say that they fell in one event."""
    if left.topic != "casualties" or not (left.window.weak or right.window.weak):
        return False
    if (left.population == "fighters") == (right.population == "fighters"):
        return False
    return not (left.means & right.means or left.targets & right.targets or left.family == right.family)


def _score_state(left: Fact, right: Fact, near: int, options: LineUpOptions) -> Score | None:
    """The same for a state or movement that lasts: thing, party and date must fit."""
    if left.topic in ("aid", "access", "hazard") and not things_alike(left, right):
        return None
    if succeeded(left, right, options):
        return None  # A road opened after it was closed is another matter, not a second voice on the closing.
    apart = named_apart(left.actor, right.actor, options)
    if left.topic == "deployment" and apart:
        return None
    figures = _figures(left, right)
    if left.topic in ("displacement", "return"):
        if figures == 3 and (counts_far(left, right, options) or _next_movement(left, right)):
            return None
        if figures != 0 and _own_days(left, right):
            return None
        scopes = {left.window.scope, right.window.scope}
        if len(scopes) > 1 and figures > 1 and "since" in scopes:
            return None
    return (figures, figures, 0, near, 2 if apart else 0)


def _next_movement(left: Fact, right: Fact) -> bool:
    """Whether two numbers are of people who left one after the other ("another 500"), or on days that are not known."""
    if left.separate or right.separate:
        return True
    return (left.window.weak or right.window.weak) and left.said != right.said


def _own_days(left: Fact, right: Fact) -> bool:
    """Whether each of two movements is dated to a day of its own."""
    a, b = left.window, right.window
    return not a.weak and not b.weak and a.scope == b.scope == "event" and max(a.low, b.low) > min(a.high, b.high)


def _other_victims(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether the dead are of different parties: each side's dead are a question of their own."""
    a, b = left.object, right.object
    return a is not None and b is not None and bool(a.camp and b.camp) and named_apart(a, b, options)


def counts_far(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether two figures are too far apart to be of one event."""
    if left.figure is None or right.figure is None:
        return False
    return counts.ratio(left.figure, right.figure) > options.event_ratio


def _figures(left: Fact, right: Fact) -> int:
    """0 the same telling figure, 1 figures that fit, 2 none to compare, 3 figures that exclude each other."""
    a, b = left.figure, right.figure
    if a is None or b is None or left.denied or right.denied or left.overtaken != right.overtaken:
        return 2
    if left.population != right.population:
        return (
            2
            if not (
                counts.contains(left.population, right.population) or counts.contains(right.population, left.population)
            )
            else _nested(left, right)
        )
    if counts.same(a, b) or counts.rounded(a, b):
        return 0 if (a.low or a.high or 0) >= _TELLING else 1
    if left.part != right.part:
        part, whole = (a, b) if left.part else (b, a)
        return 3 if counts.too_many(whole, part) else 2
    return 1 if counts.meet(a, b) else 3


def _nested(left: Fact, right: Fact) -> int:
    whole, part = (left, right) if counts.contains(left.population, right.population) else (right, left)
    if whole.figure is None or part.figure is None:
        return 2
    if counts.same(whole.figure, part.figure) and (whole.figure.low or 0) >= _TELLING:
        return 2 if counts.of_one_trade(part.population) else 0
    return 3 if counts.too_many(whole.figure, part.figure) else 2


def like_means(left: Fact, right: Fact) -> bool:
    """Whether weapon and thing hit, as far as they are named, can be the same."""
    return not _other_means(left, right) and _target(left, right) is not None


def _target(left: Fact, right: Fact) -> int | None:
    """0 the same kind of thing hit or the same rare weapon, 1 not named by both, None different things."""
    if "gas" in left.means & right.means:
        return 0
    if not (left.targets and right.targets):
        return 1
    return 0 if left.targets & right.targets else None


def _other_means(left: Fact, right: Fact) -> bool:
    """Whether the weapons differ. Gas is dropped from the air or fired in shells: the one is no other weapon."""
    if _GAS in (left.means, right.means) and (left.means | right.means) & _CARRIERS:
        return False
    return bool(left.means and right.means and not left.means & right.means)


def _same_scope(left: Fact, right: Fact, telling: bool) -> bool:
    """An event and a longer period are one only where the very same figure, a ``telling`` one, is given for both."""
    if left.window.scope != right.window.scope:
        return telling
    a, b = left.window, right.window
    return a.scope != "period" or telling or abs(a.low - b.low) + abs(a.high - b.high) <= _SAME_PERIOD


def _same_things(left: Fact, right: Fact) -> bool:
    """Whether the things hit, or single victims, can be the same ones."""
    if left.topic == "damage":
        return things_alike(left, right)
    single = (
        left.topic == "casualties" and left.figure == right.figure and left.figure is not None and left.figure.high == 1
    )
    return (
        not single or bool(left.targets & right.targets) or bool(left.means & right.means) or things_alike(left, right)
    )


def _tied(left: Fact, right: Fact, figures: int, target: int) -> bool:
    """Whether it is plain that two claims that blame different parties are about one event."""
    if left.topic == "casualties":
        return figures == 0 or (target == 0 and figures != 3)
    if left.topic == "abuse":
        return left.status == "banned_weapon" or figures == 0
    place = left.claim.place
    return target == 0 or (place is not None and place.precision == "site")


def _answered(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether who is blamed and who blames them tell of it in one sentence, or the one soon after of "the attack"."""
    if left.report != right.report:
        return False
    first, second = sorted((left.claim.claim.evidence, right.claim.claim.evidence), key=lambda m: m.start)
    soon = _NEXT if lex.THAT_ATTACK.search(second.text) is None else _SOON
    return (first == second or 0 <= second.start - first.end <= soon) and accused_blames(left, right, options)


def _plausible(left: Fact, right: Fact, options: LineUpOptions, same_target: bool) -> bool:
    """Whether figures that exclude each other can be of one event: a small enough place, and not too far apart."""
    if same_target:
        # The two that a reporter saw are not the toll of the attack.
        return left.figure is None or right.figure is None or counts.ratio(left.figure, right.figure) <= _APART
    if told_apart(left, right) or _by_other_weapons(left, right):
        return False
    if _massacre(left) and _massacre(right):
        return not counts_far(left, right, options)  # Two of these in one area on one day are hardly two events.
    if _in_wide_place(left, right) and left.window.scope != "since":
        return False
    return not counts_far(left, right, options)


def _in_wide_place(left: Fact, right: Fact) -> bool:
    """Whether two claims of one block are of a wide place; "quarters of X" beside X itself are no wider than X."""
    found = {fact.claim.place.precision for fact in (left, right) if fact.claim.place is not None}
    if (len(found) > 1 and "|" not in left.place_key) or _of_one_barrage(left, right):
        found.discard("area")
    return not WIDE.isdisjoint(found)


def _of_one_barrage(left: Fact, right: Fact) -> bool:
    """Whether two tolls of an area of a town are near each other and of one party: what it did there that day."""
    place, a, b = left.claim.place, left.figure, right.figure
    if place is None or len(place.within) < _TOWN or left.place_key.endswith("|around") or a is None or b is None:
        return False
    dated = not (left.window.weak or right.window.weak)
    return dated and counts.ratio(a, b) <= _TWICE


def told_apart(left: Fact, right: Fact) -> bool:
    """Whether one is told as another event; within a report that is another than those told before it.

    "Also" and "meanwhile" set a large toll apart from what its own report told, not from what others tell.
    """
    if left.report != right.report:
        large = min(_least(left), _least(right)) >= _LARGE
        return left.one_more or right.one_more if large else left.separate or right.separate
    return max(left, right, key=lambda fact: fact.claim.claim.evidence.start).separate


def _massacre(fact: Fact) -> bool:
    return _least(fact) >= _MASSACRE


def _least(fact: Fact) -> int:
    return 0 if fact.figure is None else fact.figure.low or fact.figure.high or 0


def _by_other_weapons(left: Fact, right: Fact) -> bool:
    """Whether two tolls, the one twice the other and more, are told of different weapons ("mortars", "a missile")."""
    if left.figure is None or right.figure is None or counts.ratio(left.figure, right.figure) < _TWICE:
        return False
    ours, theirs = _weapons(left), _weapons(right)
    return bool(ours and theirs) and not ours & theirs


def _weapons(fact: Fact) -> set[str]:
    return {found[0][:6].lower() for found in _WEAPON.finditer(fact.claim.claim.evidence.text)}


_WEAPON = re.compile(
    r"\b(?:mortars?|shells?|shelling|missiles?|rockets?|barrel bombs?|car bombs?|suicide|landmines?|gas)\b", re.I
)
