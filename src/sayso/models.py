"""The records that every stage takes and gives.

All are frozen: a stage never edits a record, it makes a new one. Offsets are
character positions into ``Report.full`` (title, newline, text), end exclusive.
Field names and closed lists are the codebook's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

STATUSES: dict[str, tuple[str, ...]] = {
    "control": ("taken", "held", "lost", "contested"),
    "fighting": ("attack", "clash", "ended"),
    "casualties": ("killed", "wounded", "missing", "detained"),
    "displacement": ("displaced", "evacuated"),
    "return": ("returned", "barred"),
    "truce": ("agreed", "holding", "violated", "rejected", "ended"),
    "hazard": ("present", "cleared"),
    "damage": ("hit", "destroyed", "restored"),
    "aid": ("provided", "blocked", "needed"),
    "access": ("closed", "open"),
    "deployment": ("arrived", "withdrew", "surrendered"),
    "abuse": ("execution", "military_use", "banned_weapon", "looting", "mistreatment"),
}
TOPICS: tuple[str, ...] = tuple(STATUSES)
CERTAINTIES: tuple[str, ...] = ("stated", "hedged", "denied", "planned")
UNITS: tuple[str, ...] = ("people", "families", "children", "women", "civilians", "fighters", "other")

Standing = Literal["single", "agreed", "conceded", "disputed", "revised"]
STANDINGS: tuple[Standing, ...] = ("single", "agreed", "conceded", "disputed", "revised")


@dataclass(frozen=True, slots=True)
class Report:
    """One published text from one outlet.

    ``id`` is a hash of outlet and text unless the input brought its own.
    ``published`` is an ISO date (``YYYY-MM-DD``) or None where unknown.
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"

    @property
    def full(self) -> str:
        """The stored text that all offsets refer to."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report: ``report.full[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number as an interval: None is an open end; at least one end is given."""

    low: int | None
    high: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive ISO dates (``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``); None is an open end."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of a report, by the codebook: one topic, one status, one place, one source."""

    id: str
    report_id: str
    topic: str
    status: str
    certainty: str
    evidence: Mention
    place: Mention | None = None
    actor: Mention | None = None
    object: Mention | None = None
    count: Count | None = None
    when: Period | None = None
    source: Mention | None = None
    via: tuple[Mention, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class PlaceResolution:
    """What a place mention means: ``id`` None is *unresolved*.

    ``precision`` says how fine the words are: ``site``, ``neighbourhood``, ``town``,
    ``area`` (a vague or relative place: "rural Aleppo", "15 km east of Palmyra"),
    ``subdistrict``, ``district``, ``governorate``, ``country`` or ``unresolved``.
    ``lat`` and ``lon`` (degrees) are given only where a source gives them and the words mean a point.
    ``within`` lists the ids of the places that contain this one, nearest first.
    For an ``area`` the id is that of the place it is relative to.
    ``candidates`` are the ids that were considered, best first.
    """

    id: str | None
    name: str
    precision: str = "unresolved"
    lat: float | None = None
    lon: float | None = None
    within: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """Who a mention names: ``id`` None is unresolved; ``side`` may be known where the group is not."""

    id: str | None
    name: str
    side: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim and what its names mean; the claim itself is kept as it was read."""

    claim: Claim
    place: PlaceResolution | None = None
    actor: ActorResolution | None = None
    object: ActorResolution | None = None
    source: ActorResolution | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """The claims of a matter that are compatible with each other, and the voices behind them."""

    summary: str
    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One question the claims answer. ``start`` and ``end`` are ISO dates or None.

    ``why`` holds the reasons for the standing, one plain sentence each. ``question`` is the topic and, where a topic
    asks several questions, which (``casualties/killed``, ``fighting/clash``, ``control/part``); ``/planned`` ends
    that of what is only announced.
    """

    id: str
    topic: str
    place: PlaceResolution
    start: str | None
    end: str | None
    standing: Standing
    disputed_on: tuple[str, ...]
    positions: tuple[Position, ...]
    why: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: its side or day (empty where it has none), what is said, by whom, in which claims."""

    label: str
    text: str
    voices: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A matter under one view. ``rule`` is the view's rule; ``count`` its figure, None where it gives none."""

    view: str
    rule: str
    lines: tuple[Line, ...]
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch of days (ISO dates, inclusive) for which a holder is claimed, with the voices and claims behind it.

    ``opened`` tells whether a claimed taking begins it; otherwise it begins with the first day that anybody speaks of.
    """

    holder: str
    side: str | None
    start: str
    end: str
    opened: bool
    voices: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a voice: the ISO date it was given (None where unknown), and whether it was replaced since."""

    said: str | None
    count: Count
    population: str
    claim: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Series:
    """A voice's figures, oldest first."""

    voice: str
    figures: tuple[Figure, ...]

    @property
    def revised(self) -> bool:
        """Whether the voice has replaced a figure of its own."""
        return any(figure.replaced for figure in self.figures)
