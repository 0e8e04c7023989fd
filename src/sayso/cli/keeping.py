"""sayso ledger."""

from __future__ import annotations

import click

from sayso.cli import common


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
    """Test that the file is whole, that nothing points nowhere, and that all offsets point at their words.

    \b
    Example:
      sayso ledger check --ledger idlib.db
    """
    from sayso.ledger import open_ledger

    with open_ledger(ledger, create=False) as store:
        faults, contents = store.check(), store.contents()
    for fault in faults:
        click.echo(fault)
    verdict = "no faults" if not faults else f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
    click.echo(f"{contents.reports} reports, {contents.claims} claims, {verdict}.")
    if faults:
        raise click.exceptions.Exit(1)


COMMANDS = (ledger_group,)
