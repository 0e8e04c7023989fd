"""What two claims of one matter can be to each other, field by field.

A level is a function that says whether it holds; its docstring is the explanation shown to the user.
"""

from __future__ import annotations

import re

from sayso.lineup.claims.facts import Fact
from sayso.lineup.claims.naming import same_camp
from sayso.lineup.claims.parties import (
    accused,
    blames,
    kin,
    named_apart,
    one_name,
    opposed_fighters,
    own_part,
    same_party,
    shares_name,
    things_alike,
)
from sayso.lineup.options import LineUpOptions
from sayso.lineup.words import counts, figures
from sayso.lineup.words import lexicon as lex
from sayso.lineup.words.folding import alike, content, words

# Statuses that cannot both be so of one thing at one time.
_OPPOSED = frozenset(
    {
        ("truce", "agreed", "rejected"),
        ("truce", "ended", "holding"),
        ("access", "closed", "open"),
        ("aid", "blocked", "provided"),
        ("fighting", "clash", "ended"),
        ("fighting", "attack", "ended"),
    }
)
# What a denial of the first status also denies.
_IMPLIED = frozenset(
    {
        ("control", "taken", "held"),
        ("control", "held", "taken"),
        ("damage", "hit", "destroyed"),
        ("truce", "agreed", "holding"),
    }
)
_ANYBODY = frozenset(
    words(
        "people civilians civilian casualties anyone anybody any victims deaths losses dead person no residents many "
        "several some"
    )
)
_GAS = re.compile(rf"\b(?:{lex.MEANS['gas']})\b", re.I)
# Questions in which naming one party excludes another: who holds it, who did it.
_ONE_ACTOR = frozenset({"control", "fighting/attack", "damage", "hazard", "access", "aid"})

# People, times: from there, who counts only civilians and who counts people do not mean the same dead; from so many
# times on they speak of two events, or of a part of one.
_CIVILIANS, _FAR_MORE, _OTHERS = 5, 1.3, 3


# status


def both_deny(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Both voices deny it."""
    return left.denied and right.denied


def denied_of_another(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """One voice denies it of one party, the other states it of another party."""
    if left.denied == right.denied or left.actor is None or right.actor is None:
        return False
    if left.topic in ("truce", "aid", "deployment"):
        # Many can sign, help or leave: that one did not says nothing of the others.
        return not same_party(left.actor, right.actor)
    if left.topic == "control":
        return named_apart(left.actor, right.actor, options)
    denial, charge = (left, right) if left.denied else (right, left)
    return not (charge.actor and charge.actor.vague) and not blames(charge.actor, denial)


def denied_before(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The denial is older than what the other voice states."""
    denial, charge = (left, right) if left.denied else (right, left)
    return left.denied != right.denied and left.topic == "control" and denial.effective < charge.effective


def loss_denied(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """A party denies that it lost the place, which the other voice says another took."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.topic != "control" or left.denied == right.denied or denial.status != "lost" or charge.status != "taken":
        return False
    return not unsaid(left, right, options) and named_apart(denial.object, charge.actor, options)


def denied_other_status(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies one thing, the other states another."""
    return left.denied != right.denied and not _meets_denial(left, right)


def _meets_denial(left: Fact, right: Fact) -> bool:
    """Whether the status denied is the one stated, or one that it implies."""
    denial, charge = (left, right) if left.denied else (right, left)
    return denial.status == charge.status or (left.topic, denial.status, charge.status) in _IMPLIED


def denied_victims(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies it of one group or thing, the other speaks of another or of all."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.denied == right.denied or left.topic not in ("casualties", "damage") or denial.object is None:
        return False
    if all(w in _ANYBODY for w in content(denial.object.text)):
        return False
    return charge.object is None or not alike(denial.object.text, charge.object.text)


def denied_figure(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies one figure, the other gives a different one."""
    if left.denied == right.denied or not (left.figure and right.figure):
        return False
    return not counts.meet(left.figure, right.figure)


def denies_nothing(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The words deny nothing (it is not known, not confirmed, not the first time), or do not say what is denied."""
    return left.denied != right.denied and unsaid(left, right, _)


def denied_means(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies that gas was used, the other tells of an attack without any."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.denied == right.denied or left.question != "fighting/attack":
        return False
    return _GAS.search(denial.claim.claim.evidence.text) is not None and "gas" not in charge.means


def denied_by_own_side(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The denial names nobody, and both voices are of one side: it denies something else."""
    denial = left if left.denied else right
    if left.denied == right.denied or denial.actor is not None or left.source is None or right.source is None:
        return False
    if left.topic not in ("fighting", "damage", "abuse", "casualties") or left.voice == right.voice:
        return False
    return same_camp(left.source, right.source) or kin(left.source, right.source, options)


def denied_role(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies what the other states."""
    return left.denied != right.denied


def unsaid(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The words of one claim do not say what it was read as."""
    return left.unsaid or right.unsaid


def same_status(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Both voices give the same status."""
    return left.status == right.status


def no_common_day(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The statuses are of different days: one can follow the other."""
    a, b = left.window, right.window
    if "period" in (a.scope, b.scope) and (a.high == b.low or b.high == a.low or (a.high == b.high and a != b)):
        # Closed until the day on which it was opened.
        return True
    apart = abs(_spoken_of(left) - _spoken_of(right))
    # A truce is rejected after it is announced, and that is no change of things.
    return apart > (3 if {left.status, right.status} == {"agreed", "rejected"} else 0)


def _spoken_of(fact: Fact) -> int:
    """The day for which a status is claimed: of a state that goes on, the day it was asserted."""
    if fact.window.scope == "since":
        return fact.window.low if fact.began else max(fact.said, fact.window.low)
    return fact.effective


def different_things(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The claims name different things, so that both statuses can hold."""
    if left.topic not in ("access", "aid"):
        return False
    if left.object is None or right.object is None:
        return left.topic == "aid"
    return not alike(left.object.text, right.object.text)


def opposed_status(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The two statuses cannot both be so at the same time and place."""
    if left.question.endswith("/planned"):
        return False  # One can plan what another plans to prevent.
    a, b = sorted((left.status, right.status))
    return (left.topic, a, b) in _OPPOSED


def outlet_and_source(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One is an outlet's own remark on aid in general."""
    return left.topic == "aid" and (left.own_voice or right.own_voice)


def succeeded(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether two opposed statuses are of different days, so that the later one ended the earlier one."""
    return opposed_status(left, right, options) and no_common_day(left, right, options)


def other_status(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The statuses differ, but one does not exclude the other."""
    return True


# actor


def misnamed(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """In the words of one claim the party is not the doer, but the holder of the place, the one hit or the accuser."""
    return left.misnamed or right.misnamed


def fault_or_foe(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice puts it down to a fault or an accident, the other says that a party did it."""
    if left.topic not in ("damage", "casualties") or left.denied or right.denied:
        return False
    mishap, act = (left, right) if left.accident else (right, left)
    if not mishap.accident or mishap.actor is not None or act.actor is None or act.actor.vague:
        return False
    return act.doer and not act.accident


def accused_blames(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The accused says that it was somebody else."""
    return _turned(left, right, options) or _turned(right, left, options)


def _turned(charge: Fact, answer: Fact, options: LineUpOptions) -> bool:
    """Whether who is blamed in ``charge`` puts it, in ``answer``, down to others."""
    if charge.topic not in ("fighting", "damage", "abuse", "truce") or charge.denied or answer.denied:
        return False
    if charge.actor is None or charge.actor.vague or answer.actor is None or answer.source is None:
        return False
    if not accused(charge.actor, answer.source) or not lex.BLAMES.search(answer.claim.claim.evidence.text):
        return False
    if shares_name(charge.actor, answer.actor) or own_part(answer) or kin(charge.actor, answer.actor, options):
        return False
    return charge.doer and answer.doer and not unsaid(charge, answer, options)


def no_actor(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """At least one voice names nobody."""
    return left.actor is None or right.actor is None


def control_lost(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """One voice says that a party lost the place, the other that the same party holds it."""
    loser, holder = (left, right) if left.status == "lost" else (right, left)
    if left.topic != "control" or loser.status != "lost" or holder.status not in ("held", "taken"):
        return False
    if loser.denied or holder.denied or holder.effective < loser.window.low or passing(holder):
        return False
    return loser.object is not None and holder.actor is not None and same_party(loser.object, holder.actor)


def one_denies(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """One claim is a denial, which says nothing of who else it was."""
    return left.denied != right.denied


def denied_by_ally(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """It is denied of one party, and the other voice blames an ally of it."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.denied == right.denied or left.topic == "control":
        return False
    return same_camp(left.actor, right.actor) and not blames(charge.actor, denial)


def accused_denies(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The accused denies that it was they."""
    denial, charge = (left, right) if left.denied else (right, left)
    return _own_denial(left, right, options) and blames(charge.actor, denial) and charge.doer


def denied_own_role(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The accused denies that it was they, not that it happened; the other voice names nobody."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.topic == "casualties" and lex.DENIES_DEATHS.search(denial.claim.claim.evidence.text):
        return False
    nobody = charge.actor is None or charge.actor.vague or not charge.doer
    return nobody and _own_denial(left, right, options)


def opponents_blamed(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The accused denies that it was they; the other voice blames its opponents."""
    charge = right if left.denied else left
    blamed = charge.actor is not None and lex.OPPONENTS.search(charge.actor.text) is not None
    return blamed and denied_own_role(left, right, options)


def _own_denial(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """Whether one of the two is a party's denial of its own part in what the other states."""
    denial = left if left.denied else right
    if left.denied == right.denied or left.topic == "control" or not _meets_denial(left, right):
        return False
    if unsaid(left, right, options) or denied_means(left, right, options):
        return False
    return denial.actor is not None and denial.source is not None and own_part(denial)


def denied_doer(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice denies it of one party, the other states that it happened and names nobody."""
    denial, charge = (left, right) if left.denied else (right, left)
    if left.denied == right.denied or left.topic not in ("fighting", "abuse", "damage") or denial.actor is None:
        return False
    return charge.actor is None or charge.actor.vague or not charge.doer


def no_doer(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The words of one claim do not tell of the party as the doer."""
    return not (left.doer and right.doer)


def same_actor(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Both voices name the same party."""
    return left.actor is not None and right.actor is not None and one_name(left.actor, right.actor)


def same_side(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The names differ, the side at that date is the same."""
    return left.actor is not None and right.actor is not None and same_party(left.actor, right.actor)


def allies_set_apart(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One sentence sets two voices against each other, who name two allies as the doer."""
    ours, theirs = left.actor, right.actor
    if ours is None or theirs is None or ours.side is None or theirs.side is None or ours.side == theirs.side:
        return False
    if left.report != right.report or not (left.doer and right.doer):
        return False
    a, b = left.claim.claim, right.claim.claim
    if a.evidence != b.evidence or a.source is None or b.source is None:
        return False
    first, second = sorted((a.source, b.source), key=lambda source: source.start)
    between = a.evidence.text[max(first.end - a.evidence.start, 0) : max(second.start - a.evidence.start, 0)]
    return lex.SET_AGAINST.search(between) is not None


def allied(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The parties fight beside each other, so that naming one does not exclude the other."""
    return left.actor is not None and right.actor is not None and kin(left.actor, right.actor, options)


def vague_actor(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """One name is too vague to exclude the other."""
    if left.actor is None or right.actor is None:
        return True
    return not named_apart(left.actor, right.actor, options)


def several_actors(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Several parties can have done this at the same place and time."""
    if left.question.endswith("/planned"):
        return True
    if left.question.removesuffix("/planned").removesuffix("/part") in _ONE_ACTOR:
        return left.topic in ("access", "aid") and (left.own_voice or right.own_voice or not things_alike(left, right))
    return left.topic not in ("casualties", "abuse")


def contested_place(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice calls the place contested, which leaves room for the other."""
    return left.topic == "control" and "contested" in (left.status, right.status)


def changed_hands(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The claims are of different times: the place can have changed hands between them."""
    if left.topic != "control":
        return False
    early, late = sorted((left, right), key=lambda f: f.effective)
    if early.effective == late.effective:
        return False
    return late.status == "taken" or early.status == "held"


def passing_remark(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One is a passing description of the place, of no date of its own."""
    return left.topic == "control" and (passing(left) or passing(right))


def different_actors(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The two voices name parties of different sides."""
    return True


# object


def no_object(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """At least one voice does not say who or what was hurt."""
    return left.object is None or right.object is None


def civilians_or_fighters(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice calls the same victims civilians, the other fighters."""
    if left.topic != "casualties" or left.denied or right.denied:
        return False
    if {left.population, right.population} != {"civilians", "fighters"} or not (left.figure and right.figure):
        return False
    return counts.flat(left.figure) and counts.same(left.figure, right.figure) and (left.figure.low or 0) > 2


def other_object(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Both name somebody or something; the words do not exclude each other."""
    return True


# count


def no_count(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """At least one voice gives no figure."""
    return left.figure is None or right.figure is None


def denied_count(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """A denied figure is not compared."""
    return left.denied or right.denied


def uncounted_topic(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The figures are of different things, or are not tolls."""
    if left.topic in ("casualties", "displacement", "return"):
        return False
    if left.object is None or right.object is None or left.status != right.status:
        return True
    return "other" in (left.population, right.population) or not alike(left.object.text, right.object.text)


def other_victims(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The figures are of the dead or hurt of different parties."""
    if left.topic != "casualties":
        return False
    return named_apart(left.object, right.object, options) or opposed_fighters(left.object, right.object)


def one_of_them(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One figure is a single person who is named or described, not the toll."""
    if left.topic != "casualties" or left.figure == right.figure:
        return False
    return left.one_person or right.one_person or _one_beside(left, right)


def _one_beside(left: Fact, right: Fact) -> bool:
    """Whether an outlet tells in its own words of one victim, and somebody in the same report counts more."""
    one, more = (left, right) if (left.figure and left.figure.high == 1) else (right, left)
    if left.report != right.report or not one.own_voice or more.own_voice or one.figure is None or more.figure is None:
        return False
    return one.figure.high == 1 and (more.figure.low or 0) > 1


def part_of_them(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One figure is of some of those whom the other counts."""
    if left.figure is None or right.figure is None:
        return False
    if _counts_in(left, right) or _counts_in(right, left):
        return True
    if not (left.part or right.part):
        return False
    if left.part and right.part:
        return True  # What two hospitals saw adds up.
    part, whole = (left, right) if left.part else (right, left)
    return part.figure is not None and whole.figure is not None and not counts.too_many(whole.figure, part.figure)


def _counts_in(whole: Fact, part: Fact) -> bool:
    """Whether the words of one figure give the other one as a part ("31, including 10 in their bus")."""
    ours, theirs = whole.claim.claim.count, part.claim.claim.count
    if ours is None or theirs is None or not counts.flat(theirs) or part.population != whole.population:
        return False
    return (ours.low or 0) > (theirs.low or 0) and figures.gives_part(theirs.low, whole.claim.claim.evidence.text)


def overtaken(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One figure is told as an earlier one."""
    return left.overtaken or right.overtaken


def part_beyond_whole(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice counts more of a part of the victims than the other allows for all of them."""
    if left.figure is None or right.figure is None:
        return False
    if counts.contains(left.population, right.population):
        return counts.too_many(left.figure, right.figure)
    return counts.contains(right.population, left.population) and counts.too_many(right.figure, left.figure)


def families_and_people(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One figure is of families, the other of people."""
    return "families" in (left.population, right.population) and left.population != right.population


def civilians_are_all(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One voice counts far fewer civilians than the other counts people, and nobody tells of others among them."""
    civil, people = (left, right) if left.population == "civilians" else (right, left)
    if people.population != "people" or civil.population != "civilians" or left.status != "killed":
        return False  # Of the wounded many are counted in part: those taken to one hospital, across a border.
    if (
        left.topic != "casualties"
        or civil.figure is None
        or people.figure is None
        or not counts.flat(civil.figure)
        or left.status != right.status
    ):
        return False
    if people.roughly or not left.window.scope == right.window.scope == "event" or _sums_up(left, right):
        return False
    fewer, more = civil.figure.low or 0, people.figure.low or 0
    if fewer < _CIVILIANS or not _FAR_MORE * fewer <= more <= _OTHERS * fewer:
        return False
    return not (lex.AMONG.search(_words(civil)) or lex.COMBATANTS.search(_words(people)))


def _sums_up(left: Fact, right: Fact) -> bool:
    """Whether one is an outlet's own sum beside what its report attributes."""
    own = (f.own_voice and f.certainty == "stated" for f in (left, right))
    return left.report == right.report and any(own)


def _words(fact: Fact) -> str:
    return fact.claim.claim.evidence.text


def other_population(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The figures count different groups of people."""
    return left.population != right.population


def same_count(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """Both voices give the same figure."""
    return left.figure is not None and right.figure is not None and counts.same(left.figure, right.figure)


def other_period(left: Fact, right: Fact, options: LineUpOptions) -> bool:
    """The figures cover different spans of time."""
    a, b = left.window, right.window
    if a.scope != b.scope:
        return True
    if a.scope == "since":
        return abs(left.said - right.said) > options.since_lag
    return a.scope == "period" and abs(a.low - b.low) + abs(a.high - b.high) > 2


def said_to_differ(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """A report gives the one toll as higher or lower than what it told before."""
    ours, theirs = left.population, right.population
    if left.report != right.report or left.voice == right.voice:
        return False
    if ours != theirs and not (counts.contains(ours, theirs) or counts.contains(theirs, ours)):
        return False
    before, after = sorted((left, right), key=lambda fact: fact.claim.claim.evidence.start)
    if before.figure is None or after.figure is None or before.figure.low is None or after.figure.low is None:
        return False
    text, more = after.claim.claim.evidence.text, after.figure.low - before.figure.low
    return (more > 0 and lex.HIGHER.search(text) is not None) or (more < 0 and lex.LOWER.search(text) is not None)


def counts_meet(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The figures leave room for each other ("at least 16" and "at least 19")."""
    return left.figure is not None and right.figure is not None and counts.meet(left.figure, right.figure)


def rounded_count(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """One figure is the other, rounded."""
    return left.figure is not None and right.figure is not None and counts.rounded(left.figure, right.figure)


def different_counts(left: Fact, right: Fact, _: LineUpOptions) -> bool:
    """The figures exclude each other."""
    return True


def passing(fact: Fact) -> bool:
    """Whether a control claim is only a passing description."""
    return fact.background
