"""What every store of reports and claims can do, whatever it is kept in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from sayso.ledger.judgements import Arrangement, Decision, Judgement
from sayso.models import Matter, PlaceResolution, Report, ResolvedClaim, Standing


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a set of claims: the reader's name and the theatre's; None where a person coded them."""

    reader: str | None = None
    theatre: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a ledger holds: reports, claims of their latest readings. ``revision`` grows with every change."""

    reports: int
    claims: int
    revision: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports there are, of how many outlets, and the first and last day that any is of (ISO, or None)."""

    reports: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a ledger holds, in numbers. ``size`` is in bytes, with all indexes; times are ISO, None where empty.

    ``claims`` are those of the latest readings, ``judgements`` all that were made, undone ones too. ``topics`` and
    ``readers`` count claims and reports, the largest first.
    """

    version: str
    revision: int
    changed: str | None
    size: int
    reports: int
    claims: int
    judgements: int
    outlets: int
    first: str | None
    last: str | None
    topics: tuple[tuple[str, int], ...]
    readers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new reading of a report did to its judgements: those that found their claim again, and the others."""

    kept: int
    lost: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; None asks for any.

    ``words`` must all be there, ``"in quotes"`` as a phrase; case and accents do not matter. ``kind`` says whether
    they are looked for in the evidence of claims or in the title and text of reports; the other conditions are on
    claims, and a report fits if one of its claims does.

    ``place`` is an entry's id and includes what lies within it; ``actor`` and ``source`` are an entry's id or a name.
    ``since`` and ``until`` are ISO dates: a claim counts by the time that it states, else by its report's date.
    ``standing`` is that of the claim's matter, as last lined up.
    """

    words: str = ""
    kind: Literal["claims", "reports"] = "claims"
    place: str | None = None
    topic: str | None = None
    actor: str | None = None
    source: str | None = None
    outlet: str | None = None
    standing: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, or a claim of it; ``claim`` is None where a report was asked for."""

    report: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits, the latest added first. ``next`` is the key to go on with, None at the end."""

    hits: tuple[Hit, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class MatterQuery:
    """Which stored matters are wanted; None asks for any.

    ``place`` includes what lies within it. ``since`` and ``until`` (ISO dates) want matters that run at some time
    between them, ``told_since`` and ``told_until`` those with a claim that counts for such a time. ``name`` is an
    id or its beginning.
    """

    place: PlaceResolution | None = None
    topic: str | None = None
    standing: str | None = None
    since: str | None = None
    until: str | None = None
    told_since: str | None = None
    told_until: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stored matters there are, and how many claims they have, with a date (or their report's) or none."""

    matters: int
    dated: int
    undated: int


@dataclass(frozen=True, slots=True)
class Named:
    """A private person whom a report names. ``digest`` is made from the name, ``noun`` is the role.

    ``spans`` are offsets into the full text: where what a label replaces begins, where the name begins and ends.
    ``first`` is the number of the span that has the full name.
    """

    digest: str
    noun: str
    first: int
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Stored matters in numbers: how many of each topic, how many claims they have, of how many reports and outlets."""

    topics: Mapping[str, int]
    tally: Tally
    reports: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Groundwork:
    """What stored matters can grow from, besides themselves.

    ``arranged`` are the ids of those that people merged or split, ``aside`` the line-up's own that these stand instead
    of. ``records`` are what the line-up keeps for itself.
    """

    aside: tuple[Matter, ...] = ()
    arranged: frozenset[str] = frozenset()
    records: Mapping[str, bytes] = field(default_factory=dict)


class Shelf(Protocol):
    """Records of bytes by key, which the line-up keeps for itself."""

    def read(self, keys: Collection[str]) -> Mapping[str, bytes]:
        """Those that are there."""

    def write(self, records: Mapping[str, bytes]) -> None:
        """Put records in, or in the place of others; an empty one is taken out."""


class Mask(Protocol):
    """What is to be forgotten. All that it replaces keeps its length, so that offsets go on pointing at their words."""

    def report(self, report: Report) -> Report:
        """The report without the name."""

    def words(self, text: str) -> str:
        """Words of no one report without it."""

    def people(self, report: Report) -> list[str]:
        """The digests under which those whom it concerns are numbered."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All stored matters, a column a field, all of one length; ``places`` are numbers into ``where``.

    ``first`` and ``last`` are ISO dates, as fine as they are known, or None; ``voices`` counts who speaks, once a
    position.
    """

    ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    places: tuple[int, ...] = ()
    first: tuple[str | None, ...] = ()
    last: tuple[str | None, ...] = ()
    voices: tuple[int, ...] = ()
    where: tuple[PlaceResolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A stored matter in short."""

    id: str
    topic: str
    standing: Standing
    place: PlaceResolution
    last: str | None


class Ledger(Protocol):
    """Reports, their claims, what the claims' names mean, and what people decided, each with when it was recorded.

    Nothing is edited in place. Every method that writes does so in one transaction: after a crash the ledger
    holds all of it or nothing. All raise LedgerError where the store is damaged or out of reach. A ledger is for one
    thread at a time; open one for each.
    """

    name: str

    # -- writing -------------------------------------------------------------------------------------------------

    def add(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = ...) -> bool:
        """Store a report with its claims. False, and no change, where the report is there already.

        Raises LedgerError where another text is there under the same id.
        """

    def reread(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = ...) -> Carried:
        """Store a new reading of a report that is there; from now on its claims count.

        Judgements go over to the claims of the same evidence and topic. Raises LedgerError for an unknown report.
        """

    def judge(self, decision: Decision) -> Judgement:
        """Record a person's decision. Raises LedgerError for a claim or value that cannot be."""

    def together(self) -> AbstractContextManager[None]:
        """While it is open, all that is written is one transaction."""

    # -- reports and claims --------------------------------------------------------------------------------------

    def has(self, report: Report) -> bool:
        """Whether the report is there already. Raises LedgerError where another text is there under its id."""

    def reports(self, names: Collection[str] | None = None) -> list[Report]:
        """All reports, or those of these ids, in the order in which they were added."""

    def imprints(self, since: str, until: str) -> list[Report]:
        """The reports published between two ISO dates, inclusive, with an empty text."""

    def told_of(self, place: str, since: str, until: str) -> list[tuple[str, str]]:
        """Outlet and date of each report published between two ISO dates, inclusive, with a claim on a place.

        ``place`` is an entry's id and includes what lies within it.
        """

    def published(self, outlets: Collection[str], since: str, until: str) -> dict[str, int]:
        """How many reports each of these outlets published between two ISO dates, inclusive."""

    def claims(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        """All claims, or those of these ids, as judged: corrected ones corrected, rejected ones left out.

        By report, and in the order of reading; those of a report's latest reading.
        """

    def as_read(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        """The same as the reader and the resolver left them, rejected ones too."""

    def search(self, query: Query, after: str | None = None, most: int = ...) -> Page:
        """At most ``most`` hits, the latest added first; ``after`` is the ``next`` of the page before."""

    def claims_of(self, reports: Collection[str]) -> list[ResolvedClaim]:
        """The claims of the reports of these ids, as ``claims`` gives them."""

    # -- judgements ----------------------------------------------------------------------------------------------

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        """All judgements in the order in which they were made, undone ones too; or those on one claim."""

    def lost(self) -> list[Judgement]:
        """The judgements, not undone, whose claim is not in the latest reading of its report."""

    def arrangements(self) -> list[Arrangement]:
        """The merges and splits that count, in order, by the ids of claims of the latest readings."""

    # -- matters -------------------------------------------------------------------------------------------------

    def cached_matters(self, made_by: str) -> list[Matter] | None:
        """The matters stored for this state by this line-up (``made_by`` names it), or None."""

    def has_matters(self, made_by: str) -> bool:
        """Whether the matters of this state by this line-up are stored."""

    def find_matters(self, query: MatterQuery, most: int | None = None) -> list[Matter]:
        """The stored matters that are wanted, by topic, place and date; of whatever state they were made from.

        With ``most`` at least those that a brief shows first of each topic, so many and their equals: the more
        contested, then those of more voices, then the later ones.
        """

    def survey(self, query: MatterQuery) -> Survey | None:
        """All that are wanted, in numbers; None where matters are only in memory."""

    def matters_of(self, claims: Collection[str]) -> dict[str, Matter]:
        """The stored matter of each of the claims of these ids that are on one, by the claim's id."""

    def matters(self, names: Collection[str]) -> list[Matter]:
        """The stored matters of these ids, in that order; those that are not there are left out."""

    def lines_of(self, claims: Collection[str]) -> dict[str, Line]:
        """The same in short as ``matters_of``."""

    def outline(self) -> Outline:
        """All stored matters in short."""

    def count_matters(self, query: MatterQuery) -> Tally:
        """How many those are."""

    def places(self) -> list[PlaceResolution]:
        """The places that stored matters are about, each once."""

    def hold_matters(self, made_by: str, revision: int, matters: Sequence[Matter]) -> None:
        """Keep the matters made from that revision in memory, until others are; they count as stored."""

    def cache_matters(
        self, made_by: str, revision: int, matters: Iterable[Matter], groundwork: Groundwork | None = None
    ) -> None:
        """Store the matters made from that revision; earlier ones are dropped, since they can be made again.

        With ``groundwork`` they can grow. Without, nothing is stored where the ledger has changed since.
        """

    def stirred(self, made_by: str) -> list[str] | None:
        """The ids of the reports that came or changed since matters were stored by this line-up.

        None where no matters are stored that can grow.
        """

    def shelf(self) -> Shelf:
        """The records of the line-up that stored the matters."""

    def take_matters(self, gone: Collection[str], reports: Collection[str], claims: Collection[str]) -> list[Matter]:
        """Take out stored matters: the line-up's own of the ids in ``gone``, those with claims of ``reports``, those
        with one of ``claims``, and those that people arranged. What is given are the line-up's own among them that are
        not gone: they are to be put in again. Call it and ``put_matters`` in one transaction.
        """

    def put_matters(self, matters: Sequence[Matter], groundwork: Groundwork) -> None:
        """Add matters to those that are stored, which hold for the present state then."""

    # -- people --------------------------------------------------------------------------------------------------

    def number_people(self, nouns: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        """The number and noun under which each private person is shown, by a digest made from the name.

        Those who are new get the next numbers, in the order given, and keep these and their noun for good; where
        nothing can be written, only for this answer.
        """

    def people_of(self, reports: Collection[str], made_by: str) -> dict[str, tuple[Named, ...]]:
        """The private people of the reports of these ids, as far as they are stored, were found by this code
        (``made_by`` names it) and the reports have not changed since."""

    def keep_people(self, made_by: str, revision: int, found: Mapping[str, Sequence[Named]]) -> None:
        """Store who was found in these reports as they and their claims were at that revision.

        Nothing is stored where something has changed since but that reports were added.
        """

    def forget(self, mask: Mask) -> int:
        """Take a name out of all that is stored, past states included, for good; how many reports had it.

        What is left of it in freed space is overwritten. It is written down that a name was forgotten and when, not
        which. Raises LedgerError where the space could not be freed because somebody else has the ledger open.
        """

    # -- the whole -----------------------------------------------------------------------------------------------

    def as_of(self, moment: str) -> Ledger:
        """The ledger as it stood at a moment, to be asked only. A date means its last instant, in UTC.

        It shares the store, and is closed with it. Raises LedgerError for what is not an ISO date or time.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """While it is open, all that is asked is answered from one state of the ledger, whoever writes."""

    def revision(self) -> int:
        """The number of the last change."""

    def contents(self) -> Contents:
        """How much there is."""

    def coverage(self) -> Coverage:
        """What the reports cover."""

    def statistics(self) -> Statistics:
        """What there is, in numbers."""

    def check(self) -> list[str]:
        """Every fault found, one plain sentence each; empty for a sound ledger."""

    def backup(self, path: Path) -> None:
        """Write the whole ledger, as of one state, to a new SQLite ledger. Raises LedgerError where ``path`` exists."""

    def restore(self, path: Path) -> None:
        """Fill this ledger, which must be empty, from a SQLite ledger, such as a backup."""

    def close(self) -> None:
        """Let go of the store; nothing can be asked of it afterwards."""
