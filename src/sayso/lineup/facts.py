"""A claim as the comparison sees it: its question, scope, time, parties and voice, worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.lineup.folding import content, fold, words
from sayso.lineup.lineage import Lineage
from sayso.models import ActorResolution, Count, Mention, Period, PlaceResolution, ResolvedClaim

Key = tuple[Any, ...]  # a sort key: fields of one kind stand in one place
UNPLACED = PlaceResolution(None, "no place given")

# Who is meant where no side is known: only the two readings that mean the same in every war.
_STATE = frozenset(words("army government regime troops soldiers police state loyalist loyalists"))
_REBEL = frozenset(words("rebel rebels opposition insurgent insurgents"))
# Names that fit anybody: they never exclude another party.
_VAGUE = frozenset(
    words(
        "gunmen gunman militants militant fighters fighter attackers attacker forces force troops aircraft aircrafts "
        "warplane warplanes plane planes jet jets helicopter helicopters airstrike airstrikes air strike strikes raid "
        "raids group groups armed terrorist terrorists unknown unidentified assailants bomber suicide men fire "
        "shelling artillery militia militias parties sides both warring factions extremists extremist "
        "islamist islamists enemy invaders occupation mercenaries bomb bombs "
        "mortar mortars shells rockets missile missiles drone drones "
        "explosion car blast they he she it clashes fighting attack attacks"
    )
)

# The means of an attack: claims that name means of different kinds are about different attacks.
_MEANS = {
    "air": r"air[ -]?(?:strike|raid|attack|bomb)\w*|air force|war ?planes?|jets?|barrel|helicopters?|aerial|aircrafts?",
    "shell": r"shell(?:ing|ed|s|fire)?|mortars?|artillery",
    "blast": r"(?:car|truck) bomb\w*|suicide|blasts?|explosions?|explosives?|booby|ieds?|landmines?|mines?",
    "gas": r"chlorine|sarin|gas|chemical|toxic|nerve agent",
    "shot": r"execut\w+|behead\w*|snipers?|sniper fire|gunned|shot dead|summarily|firing squad|stoned|crucifi\w+",
}
_MEANS_RE = {kind: re.compile(rf"\b(?:{pattern})\b", re.I) for kind, pattern in _MEANS.items()}
# Means that one outlet's word and another's may both describe ("bombardment", "missiles").
_OPEN_MEANS = re.compile(r"\b(?:bombard\w*|missiles?|rockets?|bombed|bombings?|attack(?:ed|s)? with)\b", re.I)

# Things hit: the nouns by which reports tell one attack from another in the same town.
_TARGETS = {
    "hospital": r"hospitals?|clinics?|medical (?:cent|facilit|point|build)\w*",
    "school": r"schools?|kindergartens?|universit\w+|college",
    "market": r"markets?|souqs?|souks?|bazaars?",
    "worship": r"mosques?|church(?:es)?|shrines?",
    "bakery": r"bakery|bakeries|bread",
    "bus": r"bus(?:es)?",
    "convoy": r"convoys?",
    "camp": r"refugee camps?|displaced camps?|camp for",
    "prison": r"prisons?|jails?",
    "checkpoint": r"checkpoints?",
    "hotel": r"hotels?|restaurants?|cafes?",
    "funeral": r"funerals?|weddings?",
    "bridge": r"bridges?|dams?",
    "base": r"air ?bases?|airports?|barracks|headquarters",
    "water": r"water (?:pump|station|plant|tank)\w*|power (?:station|plant|line)\w*|electricity",
}
_TARGETS_RE = {kind: re.compile(rf"\b(?:{pattern})\b", re.I) for kind, pattern in _TARGETS.items()}

# "Recovered positions", "took parts of": a part of the place, which says nothing of the whole.
_PART = re.compile(
    r"\b(?:recover|regain|retak|retook|recaptur|captur|seiz|tak|took|gain|control|overr|lost|secur|liberat|held|hold)\w*"
    r"(?:\s+(?!of\b)[\w-]+){0,4}?\s+(?:positions?|points?|parts?|posts?|buildings?|farms?|checkpoints?|streets?|blocks?|"
    r"sections?|swathes?|ground|areas? (?:in|of|around|near|inside)|sites in|most|half|large|some|several)\b",
    re.I,
)
_MODIFIER = re.compile(r"\b[\w]+[- ](?:held|controlled|ruled|run|besieged|occupied)\b", re.I)
_FIGHTERS = re.compile(
    r"\b(?:fighters?|soldiers?|rebels?|militants?|terrorists?|gunmen|troops|insurgents?|jihadis\w*|commanders?|officers?|"
    r"militia\w*|extremists?|takfiri\w*|combatants?|recruits|mercenar\w+|forces|army|daesh|isis?|isil|members)\b",
    re.I,
)
_CIVILIANS = re.compile(
    r"\b(?:civilians?|children|child|women|woman|famil(?:y|ies)|residents?|villagers?|students?|pupils?|patients?|"
    r"doctors?|nurses?|journalists?|girls?|boys?|baby|babies|toddlers?|aid workers?|rescuers?|teachers?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Window:
    """Days (ordinals, inclusive) in which the thing claimed lies; ``weak`` where only the report's date tells.

    ``scope`` is ``event`` (up to three days), ``period`` (longer, both ends given), ``since`` (a running total or an
    ongoing state: no end given) or ``undated``.
    """

    low: int
    high: int
    scope: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A holder, culprit or victim: ``camp`` is the part of the side before the dash, None where no side is known."""

    name: str
    key: str
    camp: str | None = None
    id: str | None = None
    side: str | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim, ready to be compared. ``said`` is the ordinal of the day it was asserted (0 where unknown)."""

    claim: ResolvedClaim
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
    population: str | None
    means: frozenset[str]
    targets: frozenset[str]
    background: bool
    headline: bool

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.claim.id

    @property
    def report(self) -> str:
        """The id of the report."""
        return self.claim.claim.report_id

    @property
    def topic(self) -> str:
        """The codebook's topic."""
        return self.claim.claim.topic

    @property
    def status(self) -> str:
        """The codebook's status."""
        return self.claim.claim.status

    @property
    def certainty(self) -> str:
        """The codebook's certainty."""
        return self.claim.claim.certainty

    @property
    def denied(self) -> bool:
        """Whether the source says that it is not so."""
        return self.claim.claim.certainty == "denied"

    @property
    def effective(self) -> int:
        """The day for which a claim about a lasting state speaks: of one that goes on, the day it was asserted."""
        if self.window.scope == "since" and self.status in ("held", "contested"):
            return max(self.said, self.window.low)
        return self.window.low if self.window.scope == "since" else self.window.high

    @property
    def count(self) -> Count | None:
        """The number claimed."""
        return self.claim.claim.count

    @property
    def content(self) -> Key:
        """All that is compared, without ids: claims that say the same sort side by side."""
        count = self.count
        return (
            self.window.low,
            self.window.high,
            self.topic,
            self.status,
            self.certainty,
            self.actor.key if self.actor else "",
            (count.low or 0, count.high or 0, count.unit) if count else (0, 0, ""),
            self.population or "",
            fold(self.claim.claim.object.text) if self.claim.claim.object else "",
            fold(self.claim.claim.evidence.text),
            self.said,
        )

    @property
    def key(self) -> Key:
        """The order of facts everywhere: content first, then voice, report and id."""
        return (*self.content, self.voice, self.report, self.id)


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
    side = resolution.side if resolution else None
    ident = resolution.id if resolution else None
    name = resolution.name if resolution and ident else mention.text
    found = content(mention.text)
    camp = camp_of(side)
    vague = camp is None and ident is None and all(w in _VAGUE for w in found)
    return Party(name, fold(name), camp, ident, side, vague)


def kind_words(item: Party) -> str | None:
    """ "state" or "rebel" where an unresolved name says only that."""
    found = set(words(item.name))
    state, rebel = bool(found & _STATE), bool(found & _REBEL)
    return "state" if state and not rebel else "rebel" if rebel and not state else None


def window(when: Period | None, said: int, lag: int) -> Window:
    """When the thing claimed was: the claim's own period, else the report's date and the ``lag`` days before it."""
    if when and when.start and when.end is None:
        low, high = span(when.start)
        return Window(low, high, "since")
    if when and (when.start or when.end):
        low = span(when.start or when.end or "")[0]
        high = span(when.end or when.start or "")[1]
        low, high = min(low, high), max(low, high)
        return Window(low, high, "event" if high - low < 3 else "period")
    if said:
        return Window(said - lag, said, "event", weak=True)
    return Window(0, 0, "undated", weak=True)


def span(iso: str) -> tuple[int, int]:
    """First and last day of an ISO date, month or year, as ordinals; (0, 0) where it is none."""
    parts = iso.split("-")
    try:
        year = int(parts[0])
        first = date(year, int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except (ValueError, IndexError):
        return (0, 0)
    if len(parts) > 2:
        return (first.toordinal(), first.toordinal())
    if len(parts) > 1:
        following = date(year + first.month // 12, first.month % 12 + 1, 1)
        return (first.toordinal(), following.toordinal() - 1)
    return (first.toordinal(), date(year, 12, 31).toordinal())


def day(ordinal: int) -> str | None:
    """The ISO date of an ordinal; None for 0."""
    return date.fromordinal(ordinal).isoformat() if ordinal > 0 else None


def place_key(item: ResolvedClaim) -> str:
    """What claims must share to be about one place: the entry, and the words where these are vaguer than it."""
    mention, place = item.claim.place, item.place
    if place is not None and place.id is not None:
        return f"{place.id}|{fold(mention.text)}" if place.precision == "area" and mention else place.id
    if mention is None:
        return ""
    return fold(mention.text)


def question(item: ResolvedClaim) -> str:
    """Which kind of question a claim answers; claims of different questions never meet."""
    claim = item.claim
    ahead = "/planned" if claim.certainty == "planned" else ""
    if claim.topic == "control":
        part = "/part" if _PART.search(claim.evidence.text) else ""
        return f"control{part}{ahead}"
    if claim.topic == "fighting":
        return ("fighting/attack" if claim.status == "attack" else "fighting/clash") + ahead
    if claim.topic in ("truce", "access", "hazard"):
        return claim.topic + ahead
    if claim.topic == "aid":
        return ("aid/needed" if claim.status == "needed" else "aid") + ahead
    if claim.topic == "damage":
        return ("damage/restored" if claim.status == "restored" else "damage") + ahead
    return f"{claim.topic}/{claim.status}{ahead}"


def population(item: ResolvedClaim) -> str | None:
    """Who is counted: ``people``, ``civilians``, ``fighters``, ``children``, ``women``, ``families`` or ``other``."""
    claim = item.claim
    if claim.topic not in ("casualties", "displacement", "return"):
        return claim.count.unit if claim.count else None
    unit = claim.count.unit if claim.count else "people"
    if unit not in ("people", "other") or claim.object is None:
        return unit if unit != "other" else "people"
    civil, armed = _CIVILIANS.search(claim.object.text), _FIGHTERS.search(claim.object.text)
    return "civilians" if civil and not armed else "fighters" if armed and not civil else "people"


def military(text: str) -> bool:
    """Whether the thing hit or the people hurt are military by their words."""
    return bool(
        _FIGHTERS.search(text) or re.search(r"\b(?:positions?|depots?|vehicles?|tanks?|headquarters|base)\b", text)
    )


def is_background(item: ResolvedClaim) -> bool:
    """Whether a control claim only tells which place is meant ("rebel-held X"), of no date and nobody's assertion."""
    claim = item.claim
    if claim.topic != "control" or claim.source is not None or claim.status not in ("held", "contested"):
        return False
    return claim.when is None or bool(_MODIFIER.search(claim.evidence.text))


def kinds(text: str, table: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    """The entries of a word table that occur in ``text``."""
    return frozenset(kind for kind, pattern in table.items() if pattern.search(text))


def means_of(item: ResolvedClaim) -> frozenset[str]:
    """The kinds of weapon that the evidence names; none where a word is used that fits several."""
    text = item.claim.evidence.text
    return frozenset() if _OPEN_MEANS.search(text) else kinds(text, _MEANS_RE)


def targets_of(item: ResolvedClaim) -> frozenset[str]:
    """The kinds of things hit that the object names, else those that the evidence does."""
    named = kinds(item.claim.object.text, _TARGETS_RE) if item.claim.object else frozenset()
    return named or kinds(item.claim.evidence.text, _TARGETS_RE)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a claim's report: the day it was published (ordinal), outlet, lineage, length of the title."""

    said: int
    outlet: str
    lineage: Lineage
    title: int
