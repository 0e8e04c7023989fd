"""The flow, in order:

    file, page, feed, archive ─► report ─► claims ─► resolved claims ─► ledger ─► matters ─► brief, table, export
                         ingest       read      resolve            keep    line up     present

Every arrow but *keep* is a function from records to records; the command line only calls what is here. Stages are
imported where they are used, since some take seconds to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sayso.errors import InputError, LedgerError
from sayso.models import Answer, Claim, Matter, Report, ResolvedClaim

if TYPE_CHECKING:
    from sayso.briefs import Brief, Material
    from sayso.doubts import Doubt
    from sayso.ingest import Client, CodedEvent, Inbox
    from sayso.ledger import Ledger, Named
    from sayso.lineup import Change
    from sayso.resolving import Theatre
    from sayso.running import Desk

Other = TypeVar("Other")

# The languages that the readers know. A report in another one is stored and marked, and waits for a reader of it.
LANGUAGES = frozenset({"en"})
UNREAD = "unread"
# What the gate found to have nothing to code, so that no reader saw it.
PASSED_OVER = "gate"


class Reader(Protocol):
    """What finds the claims of a report."""

    @property
    def name(self) -> str: ...

    def pipe(self, reports: Iterable[Report]) -> Iterator[list[Claim]]: ...


@dataclass(frozen=True, slots=True)
class Settings:
    """How reports are taken in and read. ``outlet`` and ``published`` win over what an input says.

    With ``gate``, reports and passages that a fast look finds nothing to code in are not read. ``workers`` is how many
    processes read where there is enough for them; a script that asks for more than one needs a main guard.
    """

    reader: str = "default"
    theatre: str = "syria"
    outlet: str | None = None
    published: str | None = None
    gate: bool = False
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its resolved claims.

    ``reader`` is None where people coded them, UNREAD where none knows how, PASSED_OVER where the gate saw no need.
    ``people`` are the private people whom it names and ``found_by`` names how they were found; None where nobody
    has looked yet, which is done when the report is first shown.
    """

    report: Report
    claims: tuple[ResolvedClaim, ...]
    theatre: str
    reader: str | None = None
    people: tuple[Named, ...] | None = None
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a report: ``new`` is False where the ledger had it already, ``read`` where no reader knows it.

    ``passed_over`` is True where the gate found that it has nothing to code.
    """

    report: Report
    claims: int
    new: bool
    read: bool = True
    passed_over: bool = False


# -- ingest, read, resolve ---------------------------------------------------------------------------------------


def ingest(inputs: Sequence[str], settings: Settings) -> Iterator[Report | CodedEvent | InputError]:
    """The reports of files, folders, addresses and ``-`` (standard input).

    What cannot be read comes as an error in its place, what a dataset codes of a report comes behind it.
    """
    from sayso.ingest import IngestOptions, read_inputs

    return read_inputs(inputs, IngestOptions(outlet=settings.outlet, published=settings.published))


def read(reports: Iterable[Report | Other], settings: Settings) -> Iterator[Reading | InputError | Other]:
    """The resolved claims of each report, in order; whatever is not a report is passed on.

    A report in a language that the reader does not know has none, and its reader is UNREAD. One that the reader fails
    on comes as an error in its place.
    """
    from sayso.ingest import unreadable
    from sayso.running import PAYS, Poisoned, batches, read_batches

    found = batches(reports)
    first = list(islice(found, PAYS)) if settings.workers > 1 else []
    workers = settings.workers if len(first) == PAYS else 1
    for item in read_batches(chain(first, found), partial(desk, settings, 1 if workers > 1 else 0), workers):
        yield unreadable(item.report, item.reason) if isinstance(item, Poisoned) else item


def desk(settings: Settings, threads: int = 0) -> Desk[Reading]:
    """Where reports are read: reader, theatre and gate, loaded once. ``threads`` for the reader, 0 for all cores."""
    from sayso.reading.gate import Gate, Part
    from sayso.running import Desk

    reader = load_reader(settings.reader) if threads == 0 else load_reader(settings.reader, threads)
    theatre = load_theatre(settings.theatre)
    gate = Gate() if settings.gate else None

    def part(report: Report) -> Part | None:
        if report.language not in LANGUAGES:
            return None
        return gate.part(report) if gate else Part(report, report)

    def unread(report: Report) -> Reading:
        return Reading(report, (), theatre.name, PASSED_OVER if report.language in LANGUAGES else UNREAD)

    def finish(report: Report, claims: list[Claim]) -> Reading:
        return resolve(report, claims, theatre, reader.name)

    return Desk(part, reader.pipe, finish, unread)


def read_coded(paths: Iterable[str], settings: Settings) -> Iterator[Reading | InputError]:
    """The claims that people coded (JSON Lines), with their names resolved."""
    from sayso.records import Row, read_rows

    theatre = load_theatre(settings.theatre)
    for path in paths:
        try:
            for row in read_rows(Path(path)):
                yield resolve(row.report, [one.claim for one in row.claims], theatre) if isinstance(row, Row) else row
        except InputError as error:
            yield error


def resolve(report: Report, claims: Iterable[Claim], theatre: Theatre, reader: str | None = None) -> Reading:
    """What the claims' names mean at the report's date in this theatre."""
    from sayso import people
    from sayso.resolving import resolve as resolve_claims

    resolved = tuple(resolve_claims(report, list(claims), theatre))
    named = people.find(report, resolved, theatre)
    return Reading(report, resolved, theatre.name, reader, named, people.finder(theatre))


def read_plain(reports: Sequence[Report], reader: str) -> Iterator[tuple[Report, list[Claim]]]:
    """What a reader alone finds in reports at hand: to measure it."""
    from sayso.ingest import dated

    known = [dated(report) for report in reports]
    yield from zip(known, load_reader(reader).pipe(known), strict=True)


def load_reader(name: str, threads: int = 0) -> Reader:
    from sayso.reading import load_reader as load

    return load(name, threads)


def load_theatre(name: str) -> Theatre:
    from sayso.resolving import load_theatre as load

    return load(name)


# -- keep --------------------------------------------------------------------------------------------------------


def add(
    inputs: Sequence[str], settings: Settings, ledger: Ledger, inbox: Inbox | None = None
) -> Iterator[Kept | InputError]:
    """Read reports into a ledger, each in one transaction; those that it has already are not read again.

    The inbox keeps what was refused and what datasets code; without one, only the reports are kept.
    """
    yield from _take(ingest(inputs, settings), settings, ledger, inbox)


def retry(settings: Settings, ledger: Ledger, inbox: Inbox) -> Iterator[Kept | InputError]:
    """Read once more what was refused; what is in the ledger then leaves the inbox."""
    yield from _take(inbox.again(), settings, ledger, inbox)
    inbox.settle()


def watch(
    feeds: Sequence[str], settings: Settings, ledger: Ledger, inbox: Inbox, client: Client | None = None
) -> Iterator[Kept | InputError]:
    """Look at each feed once and read what is new in it into a ledger; what was begun and not kept comes again."""
    from sayso.ingest import Client, IngestOptions, Watch

    options = IngestOptions(outlet=settings.outlet, published=settings.published)
    watched = Watch(inbox.folder / "watch.json", client or Client())
    for feed in feeds:
        for outcome in _take(watched.news(feed, options), settings, ledger, inbox):
            if isinstance(outcome, Kept):
                watched.settle(outcome.report.id)
            yield outcome
        watched.finish(feed)


def _take(
    items: Iterable[Report | CodedEvent | InputError], settings: Settings, ledger: Ledger, inbox: Inbox | None
) -> Iterator[Kept | InputError]:
    unread = (_unless_kept(item, ledger) if isinstance(item, Report) else item for item in items)
    yield from keep(set_aside(read(unread, settings), settings, inbox), ledger)


def set_aside(
    items: Iterable[CodedEvent | InputError | Other], settings: Settings, inbox: Inbox | None
) -> Iterator[InputError | Other]:
    """What is neither coded by a dataset nor refused, and the errors, after the inbox has got what it keeps."""
    from sayso.ingest import CodedEvent, IngestOptions

    options = IngestOptions(outlet=settings.outlet, published=settings.published)
    for item in items:
        if isinstance(item, CodedEvent):
            if inbox is not None:
                inbox.code(item)
            continue
        if isinstance(item, InputError) and inbox is not None:
            inbox.refuse(item, options)
        yield item


def add_coded(paths: Sequence[str], settings: Settings, ledger: Ledger) -> Iterator[Kept | InputError]:
    """Put claims that people coded into a ledger."""
    yield from keep(read_coded(paths, settings), ledger)


def _unless_kept(item: Report, ledger: Ledger) -> Report | Kept | InputError:
    try:
        return Kept(item, 0, new=False, read=item.language in LANGUAGES) if ledger.has(item) else item
    except LedgerError as error:
        return InputError(item.id, str(error))


def keep(items: Iterable[Reading | Kept | InputError], ledger: Ledger) -> Iterator[Kept | InputError]:
    """Put what was read into a ledger, each report in one transaction."""
    from sayso.ledger import Provenance

    for item in items:
        if not isinstance(item, Reading):
            yield item
            continue
        try:
            with ledger.together():
                revision = ledger.revision()
                new = ledger.add(item.report, item.claims, Provenance(item.reader, item.theatre))
                if new and item.people is not None:
                    ledger.keep_people(item.found_by, revision, {item.report.id: item.people})
            yield Kept(
                item.report, len(item.claims) if new else 0, new, item.reader != UNREAD, item.reader == PASSED_OVER
            )
        except LedgerError as error:
            yield InputError(item.report.id, str(error))


# -- line up, present --------------------------------------------------------------------------------------------


def line_up(reports: Sequence[Report], claims: Sequence[ResolvedClaim]) -> list[Matter]:
    """The matters that the claims are about."""
    from sayso.lineup import line_up as line_up_claims

    return list(line_up_claims(reports, claims))


def matters_of(ledger: Ledger, lined_up: Callable[..., list[Matter]] | None = None) -> list[Matter]:
    """The matters of a ledger; made again only where it has changed since they were last asked for.

    ``lined_up`` does the work of ``line_up`` elsewhere, with the same result.
    """
    from sayso import gathering
    from sayso.ledger import MatterQuery

    with gathering.lined_up(ledger, lined_up):
        return ledger.find_matters(MatterQuery())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which matters are asked for; None asks for any. ``place`` includes what lies within it.

    ``on`` is an ISO date, ``name`` an id or its beginning.
    """

    place: str | None = None
    topic: str | None = None
    standing: str | None = None
    on: str | None = None
    name: str | None = None


def matters(ledger: Ledger, wanted: Wanted, theatre: str) -> list[Matter]:
    """The matters of a ledger that are wanted. Raises SaysoError for a place that is unknown or ambiguous."""
    from sayso.gathering import lined_up, locate
    from sayso.ledger import MatterQuery
    from sayso.lineup import answers_to

    with lined_up(ledger):
        place = locate(ledger, wanted.place, load_theatre(theatre)) if wanted.place else None
        asked = MatterQuery(place, wanted.topic, wanted.standing, since=wanted.on, until=wanted.on, name=wanted.name)
        found = ledger.find_matters(asked)
        if wanted.name and not found:
            # An earlier report that came late may have given the matter another id.
            found = [one for one in ledger.find_matters(replace(asked, name=None)) if answers_to(one, wanted.name)]
        return found


def material_of(ledger: Ledger, found: Iterable[Matter]) -> Material:
    """The claims and reports of matters, to make sentences of."""
    from sayso.briefs import Material

    names = {name for matter in found for position in matter.positions for name in position.claims}
    claims = {resolved.claim.id: resolved for resolved in ledger.claims(names)}
    sources = {resolved.claim.report_id for resolved in claims.values()}
    return Material.of(claims, {report.id: report for report in ledger.reports(sources)})


def viewed(ledger: Ledger, found: Sequence[Matter], view: str) -> list[Answer]:
    """Each matter under a named view (one of ``sayso.lineup.VIEWS``, or ``through-time``)."""
    from sayso.lineup import VIEWS, hear, through_time

    material = material_of(ledger, found)
    reports = list(material.reports.values())
    tell = through_time if view == "through-time" else VIEWS[view]
    return [tell(hear(matter, reports, material.claims)) for matter in found]


def doubts(ledger: Ledger, matter: Matter, theatre: Theatre, show_names: bool = False) -> tuple[Doubt, ...]:
    """The other matters of the ledger that may be about the same event, the most likely first."""
    from sayso.doubts import doubts as doubts_of
    from sayso.doubts import nearby
    from sayso.gathering import lined_up
    from sayso.people import protected

    with lined_up(ledger):
        others = nearby(ledger, matter)
    found = [matter, *others]
    material = material_of(ledger, found)
    if not show_names:
        found, material, _ = protected(ledger, found, material, theatre)
    return doubts_of(found[0], found[1:], material)


def changes(ledger: Ledger, since: str, place: str | None, theatre: str) -> list[Change]:
    """What reports of ``since`` (ISO) or later changed, about a place or anywhere. Raises SaysoError for its name."""
    from sayso.briefs import about
    from sayso.gathering import lined_up, locate
    from sayso.lineup import changes_since

    where = None
    if place:
        with lined_up(ledger):
            where = locate(ledger, place, load_theatre(theatre))
    with ledger.snapshot():
        reports, claims = ledger.reports(), ledger.claims()
    found = changes_since(since, reports, claims)
    return [change for change in found if where is None or about(change.matter, where)]


@dataclass(frozen=True, slots=True)
class BriefOptions:
    """``since`` and ``on`` are the first and last day (ISO); ``most`` matters a topic are shown, None for all.

    ``show_names`` shows private people by their names.
    """

    since: str | None = None
    on: str | None = None
    most: int | None = None
    show_names: bool = False


def brief(ledger: Ledger, place: str, theatre: Theatre, options: BriefOptions) -> Brief:
    """What is said about a place. Raises SaysoError for a place that is unknown or ambiguous."""
    from sayso.briefs import Question, compose
    from sayso.doubts import with_doubts
    from sayso.gathering import beyond, lined_up, locate, silence
    from sayso.histories import through_time
    from sayso.ledger import MatterQuery
    from sayso.people import over, protected, quoted

    with lined_up(ledger):
        where = locate(ledger, place, theatre)
        around = tuple(theatre.find_place(container) for container in where.within[:-1])  # the last is the country
        question = Question(where, options.since, options.on, around)
        wanted = MatterQuery(where, told_since=question.start, told_until=question.on)
        near = ledger.find_matters(wanted, options.most)
        material, rest = material_of(ledger, near), beyond(question, ledger)
        silent = tuple(silence(question, ledger))
    made = compose(question, near, material, options.most, rest)
    if not options.show_names:
        near, _, protection = protected(ledger, near, quoted(made, material, theatre), theatre)
        material = over(material, protection)
        made = compose(question, near, material, options.most, rest)
    made = through_time(replace(made, notes=(*made.notes, *silent)), where, near, material)
    return with_doubts(made, near, material)
