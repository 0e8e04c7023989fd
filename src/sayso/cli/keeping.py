"""sayso ledger: looking after a ledger."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sayso.cli import common
from sayso.errors import InputError, LedgerError


@click.group("ledger")
def ledger_group() -> None:
    """Look after a ledger.

    \b
    Example:
      sayso ledger check
    """


@ledger_group.command()
@common.ledger_option
def check(ledger: str) -> None:
    """Test that the store is whole, that nothing points nowhere, and that all offsets point at their words.

    \b
    Example:
      sayso ledger check --ledger idlib.db
    """
    with common.opened(ledger) as store:
        faults, contents = store.check(), store.contents()
    for fault in faults:
        click.echo(fault)
    verdict = "no faults" if not faults else f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
    click.echo(f"{contents.reports} reports, {contents.claims} claims, {verdict}.")
    if faults:
        raise click.exceptions.Exit(1)


@ledger_group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@common.ledger_option
def backup(file: Path, ledger: str) -> None:
    """Write the whole ledger to FILE, while others go on working; FILE is a SQLite ledger that sayso opens.

    \b
    Example:
      sayso ledger backup 2016-11-08.db
      sayso ledger backup team.db --ledger postgresql://desk@localhost/sayso
    """
    with common.opened(ledger) as store:
        store.backup(file)
        contents = store.contents()
    click.echo(f"{contents.reports} reports, {contents.claims} claims written to {file}.")


@ledger_group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@common.ledger_option
def restore(file: Path, ledger: str) -> None:
    """Fill a new ledger from a backup, or from any SQLite ledger: from PostgreSQL to SQLite and back, too.

    \b
    Example:
      sayso ledger restore 2016-11-08.db --ledger restored.db
      sayso ledger restore sayso.db --ledger postgresql://desk@localhost/sayso
    """
    from sayso.ledger import open_ledger

    if not file.exists():
        raise LedgerError(f"{file}: there is no such file; name a backup or a ledger to restore from")
    with open_ledger(ledger) as store:
        store.restore(file)
        contents = store.contents()
    click.echo(f"{contents.reports} reports, {contents.claims} claims restored to {store.name}.")


@ledger_group.command()
@common.format_option("text", "json")
@common.as_of_option
@common.ledger_option
def stats(form: str, as_of: str | None, ledger: str) -> None:
    """What a ledger holds, in numbers.

    \b
    Example:
      sayso ledger stats --ledger idlib.db
    """
    with common.opened(ledger, as_of) as store:
        found = store.statistics()
    if form == "json":
        common.print_json(asdict(found) | {"topics": dict(found.topics), "readers": dict(found.readers)})
        return
    each = f", {found.size / found.claims:,.0f} a claim" if found.claims else ""
    click.echo(f"{found.version}; revision {found.revision}, last changed {found.changed or 'never'}")
    click.echo(f"{found.size:,} bytes{each}")
    click.echo(f"{found.reports:,} reports of {found.outlets:,} outlets, {found.first or '–'} to {found.last or '–'}")
    click.echo(f"{found.claims:,} claims, {found.judgements:,} judgements")
    for label, numbers in (("topic", found.topics), ("reader", found.readers)):
        for name, number in numbers:
            click.echo(f"  {label} {name}: {number:,}")


@ledger_group.command()
@common.reader_option
@common.theatre_option
@common.ledger_option
def reread(reader: str, theatre: str, ledger: str) -> None:
    """Read all reports of the ledger again; judgements go over to the claims whose evidence and topic still stand.

    Those that lost their claim are listed; the readings before are kept, and can be asked for with --as-of.

    \b
    Example:
      sayso ledger reread --reader learned
    """
    from sayso import pipeline
    from sayso.cli.judging import sentence
    from sayso.ledger import Provenance

    kept, lost, number, failures = 0, 0, 0, common.Failures()
    with common.opened(ledger) as store:
        reports = store.reports()
        settings = pipeline.Settings(reader=reader, theatre=theatre)
        for item in common.progress(pipeline.read(reports, settings), "reports", total=len(reports)):
            if isinstance(item, InputError):  # one that the reader cannot get through stays as it was read before
                failures.tell(item)
                continue
            carried = store.reread(item.report, item.claims, Provenance(item.reader, item.theatre))
            number, kept, lost = number + 1, kept + carried.kept, lost + len(carried.lost)
            for one in carried.lost:
                click.echo(f"lost its claim: {sentence(one)}")
    click.echo(f"{number} reports read again, {kept} judgements kept, {lost} lost.")
    failures.end()


COMMANDS = (ledger_group,)
