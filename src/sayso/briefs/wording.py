"""One plain clause for a claim of each topic and status: who did what to whom, where.

The words stay as general as the codebook's status; the quotation beside the sentence has the rest. What a claim
lacks is left out: a reader may have missed it, so nothing is said about whether the report states it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso.briefs import names, phrases
from sayso.models import ResolvedClaim

NO_NAMES: Mapping[str, str] = MappingProxyType({})

# Kinds of attack told by their words; used only where the evidence speaks of one kind.
MEANS: tuple[tuple[str, str], ...] = (
    (r"air\s?-?(?:strikes?|raids?)|warplanes?|war planes?|bombing raids?", "air strikes"),
    (r"drones?", "drone strikes"),
    (r"barrel bombs?", "a barrel bomb attack"),
    (r"shell(?:s|ed|ing)?|mortars?|artillery", "shelling"),
    (r"rockets?|missiles?", "rocket or missile fire"),
    (r"car bombs?|suicide|ieds?|explosive devices?", "a bomb attack"),
    (r"ambush(?:ed|es)?", "an ambush"),
    (r"snipers?", "sniper fire"),
    (r"advanc(?:e|es|ed|ing)", "an advance"),
    (r"offensive|assault|push(?:ed|ing)?|counter-?attack(?:s|ed)?", "an assault"),
)


PARTIAL = re.compile(
    r"partial\W+(?:cease-?fire|truce)|(?:cease-?fire|truce)\W+(?:(?:is|was) )?\W*partial", re.IGNORECASE
)
# What is taken or held in a place; any other object of a control claim is whom it is taken from.
GROUND = re.compile(
    r"\b(?:position|area|part|hill|point|street|building|block|village|town|neighbou?rhood|territor|ground|kilomet)\w*\b",
    re.IGNORECASE,
)
# Things that are themselves opened or closed; anything else that access is about is whom it is opened or closed to.
WAYS = "road|highway|corridor|crossing|route|line|bridge|gate|airport|port|border|checkpoint|passage|street|way|exit"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in two moods: "{subject} {past} {rest}", "{subject} to {base} {rest}"."""

    subject: str
    past: str
    base: str
    rest: str = ""

    def told(self) -> str:
        return _spaced(f"{self.subject} {self.past} {self.rest}")

    def planned(self) -> str:
        return _spaced(f"{self.subject} to {self.base} {self.rest}")


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a claim that go into its clause; None where it has none."""

    resolved: ResolvedClaim
    actor: str | None
    object: str | None
    place: str | None

    @property
    def status(self) -> str:
        return self.resolved.claim.status

    @property
    def where(self) -> str:
        return names.somewhere(self.place)

    @property
    def there(self) -> str:
        return self.place or "a place"

    def who(self, otherwise: str) -> str:
        return phrases.people(self.resolved.claim, self.object, otherwise)

    def were(self, what: str) -> str:
        """The verb for a subject; a place is one, whatever its name looks like ("1070 Flats")."""
        return "was" if what == self.place else phrases.were(what)

    @property
    def blamed(self) -> str:
        return f", blamed on {self.actor}" if self.actor else ""


def _spaced(text: str) -> str:
    return re.sub(r"\s+,", ",", " ".join(text.split()))


def clause(resolved: ResolvedClaim, places: Mapping[str, str] = NO_NAMES) -> Clause:
    """The claim's clause, without its voice and time. ``places`` are the usual names of places, by id."""
    claim = resolved.claim
    place = names.place_name(claim.place, resolved.place, places)
    actor = names.name_of(claim.actor, resolved.actor) if claim.actor else None
    whom = None
    if claim.object is not None and not names.is_pronoun(claim.object):
        whom = names.name_of(claim.object, resolved.object)
    if whom and place and names.echoes(whom, place) and claim.topic in ("fighting", "damage"):
        whom, place = place, None
    return TOPICS[claim.topic](Parts(resolved, actor, whom, place))


def _control(parts: Parts) -> Clause:
    if parts.object and GROUND.search(parts.object):
        what, losing = f"{parts.object} {parts.where}", ""
    else:
        what, losing = parts.there, f"from {parts.object}" if parts.object else ""
    if parts.status == "lost":
        loser = parts.object or parts.actor
        rest = f"by {loser}" if loser else ""
        return Clause(parts.there, "was lost", "be lost", rest)
    if parts.status == "contested":
        sides = [side for side in (parts.actor, parts.object) if side]
        rest = f"between {sides[0]} and {sides[1]}" if len(sides) == 2 else f"by {sides[0]}" if sides else ""
        return Clause(parts.there, "was contested", "be contested", rest)
    past, base = ("took", "take") if parts.status == "taken" else ("held", "hold")
    done = "taken" if parts.status == "taken" else "held"
    if parts.actor:
        return Clause(parts.actor, past, base, f"{what} {losing}")
    return Clause(what, f"{parts.were(what)} {done}", f"be {done}", losing)


def _fighting(parts: Parts) -> Clause:
    if parts.status == "ended":
        return Clause("fighting", "stopped", "stop", parts.where)
    if parts.status == "clash":
        sides = [side for side in (parts.actor, parts.object) if side]
        if len(sides) == 2:
            return Clause(f"{sides[0]} and {sides[1]}", "clashed", "clash", parts.where)
        involving = f"involving {sides[0]}" if sides else ""
        return Clause("clashes", "took place", "take place", f"{parts.where} {involving}")
    return _attack(parts)


def _attack(parts: Parts) -> Clause:
    means = _means(parts.resolved.claim.evidence.text)
    target = f"on {parts.object}" if parts.object else ""
    if parts.actor and means == "an advance":
        return Clause(parts.actor, "advanced", "advance", parts.where)
    if parts.actor:
        return Clause(parts.actor, "carried out", "carry out", f"{means or 'an attack'} {target} {parts.where}")
    subject = means or "an attack"
    return Clause(subject, "took place", "take place", f"{target} {parts.where}")


def _means(evidence: str) -> str | None:
    kinds = [noun for pattern, noun in MEANS if re.search(rf"\b(?:{pattern})\b", evidence, re.IGNORECASE)]
    return kinds[0] if len(kinds) == 1 else None


def _casualties(parts: Parts) -> Clause:
    whom = parts.who("people")
    verb = phrases.were(whom)
    if parts.status == "missing":
        return Clause(whom, "went missing", "go missing", parts.where + parts.blamed)
    if parts.status == "detained" and parts.actor:
        return Clause(parts.actor, "detained", "detain", f"{whom} {parts.where}")
    return Clause(whom, f"{verb} {parts.status}", f"be {parts.status}", parts.where + parts.blamed)


def _displacement(parts: Parts) -> Clause:
    whom = parts.who("people")
    by = f"by {parts.actor}" if parts.actor else ""
    return Clause(whom, f"{phrases.were(whom)} {parts.status}", f"be {parts.status}", f"{parts.where} {by}")


def _return(parts: Parts) -> Clause:
    whom = parts.who("people")
    to = names.somewhere(parts.place, "to")
    if parts.status == "returned":
        return Clause(whom, "returned", "return", to)
    by = f"by {parts.actor}" if parts.actor else ""
    verb = phrases.were(whom)
    return Clause(whom, f"{verb} kept from returning", "be kept from returning", f"{to} {by}")


def _truce(parts: Parts) -> Clause:
    sides = [side for side in (parts.actor, parts.object) if side]
    between = f"between {sides[0]} and {sides[1]}" if len(sides) == 2 else f"with {sides[0]}" if sides else ""
    if parts.status == "holding":
        return Clause(_truce_named(parts), "was in force", "be in force", f"{parts.where} {between}")
    if parts.status == "ended":
        return Clause("a truce", "ended", "end", f"{parts.where} {between}")
    done, base = {
        "agreed": ("agreed", "agree"),
        "violated": ("violated", "violate"),
        "rejected": ("rejected", "reject"),
    }[parts.status]
    if parts.actor:
        partner = f"with {parts.object}" if parts.object else ""
        return Clause(parts.actor, done, base, f"{_truce_named(parts)} {partner} {parts.where}")
    return Clause(_truce_named(parts), f"was {done}", f"be {done}", f"{parts.where} {between}")


def _truce_named(parts: Parts) -> str:
    return "a partial truce" if PARTIAL.search(parts.resolved.claim.evidence.text) else "a truce"


def _hazard(parts: Parts) -> Clause:
    what = parts.object or "explosive hazards"
    if parts.status == "cleared" and parts.actor:
        return Clause(parts.actor, "cleared", "clear", f"{what} {parts.where}")
    if parts.status == "cleared":
        return Clause(what, f"{phrases.were(what)} cleared", "be cleared", parts.where)
    return Clause(what, f"{phrases.were(what)} present", "be present", parts.where + parts.blamed)


def _damage(parts: Parts) -> Clause:
    what = parts.who("property") if parts.resolved.claim.count else parts.object
    what = what or parts.place or "property"
    where = parts.where if what != parts.place else ""
    past, base = {"hit": ("hit", "hit"), "destroyed": ("destroyed", "destroy"), "restored": ("restored", "restore")}[
        parts.status
    ]
    if parts.actor:
        return Clause(parts.actor, past, base, f"{what} {where}")
    return Clause(what, f"{phrases.were(what)} {past}", f"be {past}", where)


def _aid(parts: Parts) -> Clause:
    claim = parts.resolved.claim
    number = phrases.people(claim, None, parts.object or "units") if claim.count else ""
    what = parts.object or "aid"
    if number and number not in what:
        what = f"{what} ({number})"
    if parts.status == "needed":
        return Clause(what, f"{phrases.were(what)} needed", "be needed", parts.where)
    past, base = ("provided", "provide") if parts.status == "provided" else ("blocked", "block")
    if parts.actor:
        return Clause(parts.actor, past, base, f"{what} {parts.where}")
    return Clause(what, f"{phrases.were(what)} {past}", f"be {past}", parts.where)


def _access(parts: Parts) -> Clause:
    past, base = ("closed off", "close off") if parts.status == "closed" else ("opened", "open")
    state = "closed off" if parts.status == "closed" else "open"
    if parts.object and re.search(rf"\b(?:{WAYS})s?\b", parts.object, re.IGNORECASE):
        what, rest = parts.object, parts.where if parts.object != parts.place else ""
    else:
        what, rest = parts.there, f"to {parts.object}" if parts.object else ""
    if parts.actor:
        return Clause(parts.actor, past, base, f"{what} {rest}")
    return Clause(what, f"{parts.were(what)} {state}", f"be {state}", rest)


def _deployment(parts: Parts) -> Clause:
    claim = parts.resolved.claim
    who = parts.actor or parts.object or "forces"
    counted = claim.count is not None and not phrases.COUNTED.match(who)
    extra = f"({phrases.people(claim, None, parts.object or 'in number')})" if counted else ""
    if parts.status == "arrived":
        return Clause(who, "deployed", "deploy", f"{extra} {names.somewhere(parts.place, 'to')}")
    if parts.status == "withdrew":
        return Clause(who, "withdrew", "withdraw", f"{extra} {names.somewhere(parts.place, 'from')}")
    return Clause(who, "surrendered or defected", "surrender or defect", f"{extra} {parts.where}")


def _abuse(parts: Parts) -> Clause:
    past, base, rest, otherwise = {
        "execution": ("executed", "execute", "", "people"),
        "military_use": ("used", "use", "for military ends", "civilian places or people"),
        "banned_weapon": ("used a banned weapon", "use a banned weapon", "", "people"),
        "looting": ("looted", "loot", "", "property"),
        "mistreatment": ("mistreated", "mistreat", "", "people"),
    }[parts.status]
    whom = parts.who(otherwise)
    if parts.status == "banned_weapon":
        target = f"against {parts.object}" if parts.object else ""
        if parts.actor:
            return Clause(parts.actor, past, base, f"{target} {parts.where}")
        return Clause("a banned weapon", "was used", "be used", f"{target} {parts.where}")
    if parts.actor:
        return Clause(parts.actor, past, base, f"{whom} {rest} {parts.where}")
    return Clause(whom, f"{phrases.were(whom)} {past}", f"be {past}", f"{rest} {parts.where}")


TOPICS: dict[str, Callable[[Parts], Clause]] = {
    "control": _control,
    "fighting": _fighting,
    "casualties": _casualties,
    "displacement": _displacement,
    "return": _return,
    "truce": _truce,
    "hazard": _hazard,
    "damage": _damage,
    "aid": _aid,
    "access": _access,
    "deployment": _deployment,
    "abuse": _abuse,
}
