"""sayso export, sayso import."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from sayso import __version__, exports, pipeline
from sayso.cli import common
from sayso.cli.asking import VIEWS
from sayso.cli.reading import Total, inbox_of
from sayso.errors import InputError, SaysoError
from sayso.exports.hiding import Protection
from sayso.exports.jsonl import lines, write_lines
from sayso.exports.material import Coded, Heard, Material, Voice
from sayso.models import TOPICS, Matter, Report, ResolvedClaim

if TYPE_CHECKING:
    from sayso.ingest import Inbox
    from sayso.ledger import Ledger
    from sayso.ledger.store import SqlLedger
    from sayso.records import Json

# The view for rows of events: what it gives, every independent voice supports.
EVENT_VIEW = "conservative"
# Reports written together, so that a large ledger need not fit into memory.
TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written. ``names`` is ``protected`` (private people under other names) or ``full``.

    ``inbox`` is the folder beside the ledger, which has what datasets code.
    """

    theatre: str = "syria"
    place: str | None = None
    topic: str | None = None
    names: str = "protected"
    view: str = EVENT_VIEW
    on: str | None = None
    since: str | None = None
    everything: bool = False
    inbox: Inbox | None = None

    @property
    def is_all(self) -> bool:
        """Whether all that the ledger holds is to be written as it is."""
        return self.place is None and self.topic is None and self.names == "full"


@click.group()
def export() -> None:
    """Write the ledger out.

    Names of private people are protected unless you ask for --show-names.

    \b
    Example:
      sayso export jsonl --show-names > ledger.jsonl
      sayso export xlsx --place Idlib --out idlib.xlsx
    """


def _command(form: exports.Format) -> click.Command:
    """The command of a format: ``sayso export NAME``."""

    def run(out: str | None, ledger: str, **asked: Any) -> None:
        from sayso.ledger import open_ledger

        if asked.pop("show_names"):
            asked["names"] = "full"
        wanted = Asked(**asked, inbox=inbox_of(ledger))
        with open_ledger(ledger, create=False) as store:
            if form.needs == "records" and wanted.is_all:
                with _stream(out, form) as stream, store.snapshot():
                    write_lines(_all_lines(store), stream)
                return
            material = gather(store, form, wanted)
        with _stream(out, form) as stream:
            form.write(material, stream)

    place = " Hama --on 2017-03-12" if form.needs == "brief" else ""
    text = f"{form.title}.\n\n\b\nExample:\n  sayso export {form.name}{place} --out out{form.suffix}\n"
    if form.needs == "events":
        text = f"{form.title}.\n\n{_events_help()}\n\n" + text.split("\n\n", 1)[1]
    return click.command(form.name, help=text)(_options(form)(run))


def _events_help() -> str:
    return (
        "A row says which view made it and which claims are behind it. Under the views all and by-side answers that"
        " stand side by side make rows of one event (1/2, 2/2): never sum these."
    )


def _options(form: exports.Format) -> Callable[[common.Command], common.Command]:
    """The options that a format takes."""
    found: list[Callable[[Any], Any]] = [
        click.option("--out", "-o", metavar="FILE", help="Where to write; otherwise standard output."),
        common.ledger_option,
    ]
    if form.needs == "brief":
        found += [
            click.argument("place"),
            click.option("--on", type=common.ISO_DATE, help="The state around this date."),
            click.option("--since", type=common.ISO_DATE, help="From this date on."),
            click.option("--all", "everything", is_flag=True, help="All matters, however many."),
        ]
    elif form.needs != "coded":
        found += [
            click.option("--place", help="About this place or one within it."),
            click.option("--topic", type=click.Choice(TOPICS), help="Of this topic."),
        ]
    found += [
        common.names_option,
        click.option(
            "--names", type=click.Choice(("protected", "full")), default="protected", help="The same, in full."
        ),
    ]
    if form.needs == "events":
        found.append(click.option("--view", type=click.Choice(VIEWS), default=EVENT_VIEW, show_default=True))
    found.append(common.theatre_option)

    def apply(command: common.Command) -> common.Command:
        for option in reversed(found):
            command = option(command)
        return command

    return apply


for _form in exports.FORMATS.values():
    export.add_command(_command(_form))


# -- gathering ---------------------------------------------------------------------------------------------------


def gather(ledger: SqlLedger, form: exports.Format, asked: Asked) -> Material:
    """What a format wants, out of a ledger. Raises SaysoError for a place that is unknown or ambiguous."""
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    base = Material(made=made, version=__version__, tell=lambda sentence: click.echo(f"sayso: {sentence}", err=True))
    if form.needs == "brief":
        return replace(base, brief=_brief(ledger, asked))
    if form.needs == "coded":
        return _coded(ledger, base, asked)
    whole = asked.place is None and asked.topic is None
    if form.needs == "records" and whole:
        with ledger.snapshot():
            everything = replace(base, reports=tuple(ledger.reports()), claims=tuple(ledger.claims()))
        return _protected(ledger, everything, asked)[0]
    found = pipeline.matters(ledger, pipeline.Wanted(place=asked.place, topic=asked.topic), asked.theatre)
    reports, claims = _records(ledger, None if whole else found)
    shown, protection = _protected(ledger, replace(base, reports=reports, claims=claims, matters=tuple(found)), asked)
    if form.needs == "events":
        shown = replace(shown, heard=heard_of(found, (reports, claims), asked.view, protection))
    return shown if form.needs == "records" else replace(shown, entries=_entries(claims, asked.theatre))


def _coded(ledger: SqlLedger, base: Material, asked: Asked) -> Material:
    """What datasets code of reports in the ledger, with the claims that were read from these."""
    told = (
        [Coded(one.report_id, one.dataset, one.event, one.values) for one in asked.inbox.coded()] if asked.inbox else []
    )
    names = {one.report for one in told}
    with ledger.snapshot():
        reports, claims = tuple(ledger.reports(names)), tuple(ledger.claims_of(names))
    there = {one.id for one in reports}
    kept = tuple(one for one in told if one.report in there)
    if not kept:
        raise SaysoError(f"{ledger.name} has no rows of ACLED or UCDP GED: `sayso add` their CSV first")
    shown, _ = _protected(ledger, replace(base, reports=reports, claims=claims), asked)
    return replace(shown, coded=kept, entries=_entries(claims, asked.theatre))


def _all_lines(ledger: SqlLedger) -> Iterator[Json]:
    """Everything, some reports at a time: with how the ledger came by them, which tells names too."""
    from sayso.ledger.history import telling

    told = telling.told(ledger)
    while some := dict(islice(told, TOGETHER)):
        yield from lines(ledger.reports(some), ledger.claims_of(some), some)


def _brief(ledger: Ledger, asked: Asked) -> dict[str, Any]:
    from sayso import briefs
    from sayso.cli.asking import MOST

    most = None if asked.everything else MOST
    options = pipeline.BriefOptions(asked.since, asked.on, most, show_names=asked.names == "full")
    made = pipeline.brief(ledger, asked.place or "", pipeline.load_theatre(asked.theatre), options)
    return briefs.to_json(made)


def _records(ledger: Ledger, found: list[Matter] | None) -> tuple[tuple[Report, ...], tuple[ResolvedClaim, ...]]:
    """All reports and claims, or those on some matters."""
    with ledger.snapshot():
        if found is None:
            return tuple(ledger.reports()), tuple(ledger.claims())
        names = {name for matter in found for position in matter.positions for name in position.claims}
        claims = tuple(ledger.claims(names))
        return tuple(ledger.reports({resolved.claim.report_id for resolved in claims})), claims


def _protected(ledger: Ledger, material: Material, asked: Asked) -> tuple[Material, Protection]:
    """The material with private people under other names, unless they are asked for in full."""
    from sayso import people

    if asked.names == "full":
        return material, Protection()
    theatre = pipeline.load_theatre(asked.theatre)
    protection = Protection.of(people.protect(ledger, material.reports, material.claims, theatre))
    matters = tuple(protection.matter(matter) for matter in material.matters)
    return replace(material, reports=protection.reports, claims=protection.claims, matters=matters), protection


def heard_of(
    found: list[Matter],
    records: tuple[tuple[Report, ...], tuple[ResolvedClaim, ...]],
    view: str,
    protection: Protection,
) -> dict[str, Heard]:
    """Every matter under the view and under ``range``, with its voices."""
    from sayso.lineup import hear, voices
    from sayso.lineup import view as view_of

    reports, claims = records
    report_of, claim_of = {one.id: one for one in reports}, {one.claim.id: one for one in claims}
    made = {}
    for matter in found:
        mine = [claim_of[name] for position in matter.positions for name in position.claims]
        told = hear(matter, [report_of[name] for name in dict.fromkeys(one.claim.report_id for one in mine)], mine)
        said = tuple(Voice(one.name, one.claims, one.current) for one in voices(told))
        one = Heard(view_of(view, told), view_of("range", told), said)
        made[matter.id] = protection.heard(one, matter)
    return made


def _entries(claims: tuple[ResolvedClaim, ...], theatre: str) -> exports.Entries:
    from sayso.exports.entries import entries_of

    return entries_of(claims, pipeline.load_theatre(theatre))


# -- writing -----------------------------------------------------------------------------------------------------


@contextmanager
def _stream(out: str | None, form: exports.Format) -> Iterator[BinaryIO]:
    """A file that takes its name once it is whole, or standard output."""
    if out is None:
        with _standard(form) as stream:
            yield stream
        return
    target = Path(out)
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            part = Path(file.name)
            try:
                yield file  # type: ignore[misc]  # a wrapper that writes bytes
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        _allow(part)
        os.replace(part, target)
    except OSError as error:
        raise InputError(out, f"cannot be written: {error.strerror or error}") from error


def _allow(part: Path) -> None:
    """The permissions that a new file gets; temporary files are closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)


@contextmanager
def _standard(form: exports.Format) -> Iterator[BinaryIO]:
    stdout = sys.stdout.buffer
    if not form.binary:
        yield stdout
        return
    if sys.stdout.isatty():
        raise SaysoError(f"{form.name} is not for a screen: name a file with --out, or redirect the output")
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as file:  # its writers go back and forth in the file
        yield file  # type: ignore[misc]  # it writes bytes, whatever its type says
        file.seek(0)
        shutil.copyfileobj(file, stdout)


# -- importing ---------------------------------------------------------------------------------------------------


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@common.ledger_option
def import_(files: tuple[str, ...], ledger: str) -> None:
    """Take in what `sayso export jsonl` wrote: reports, claims and what their names mean, as they are.

    Nothing is read or resolved anew. Into a ledger that is empty an export with --show-names goes with readers,
    judgements and times, so that it is the same ledger; into another one go the reports and judgements that it does
    not have.

    \b
    Example:
      sayso import ledger.jsonl --ledger copy.db    # made by: sayso export jsonl --show-names > ledger.jsonl
    """
    from sayso.ledger import open_ledger

    total = Total()
    with open_ledger(ledger) as store:
        total.count(common.progress(_imported(files, store), "reports"))
    click.echo(total.sentence(ledger))
    total.failures.end()


def _imported(files: tuple[str, ...], ledger: SqlLedger) -> Iterator[pipeline.Kept | InputError]:
    from sayso.exports import jsonl
    from sayso.ledger.history import taking

    for name in files:
        try:
            for one in taking.taken_in(ledger, jsonl.read(Path(name))):
                yield one if isinstance(one, InputError) else pipeline.Kept(one.report, one.claims, one.new)
        except InputError as error:
            yield error


COMMANDS = (export, import_)
