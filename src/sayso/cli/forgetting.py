"""sayso forget."""

from __future__ import annotations

import sys

import click

from sayso.cli import common
from sayso.errors import SaysoError


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--yes", is_flag=True, help="Do not ask; it cannot be undone.")
@common.ledger_option
def forget(names: tuple[str, ...], yes: bool, ledger: str) -> None:
    """Take a person's name out of the ledger for good: texts, claims, judgements, indexes.

    Every NAME is a spelling of the name of one person. Each letter of it becomes a block (█), also where a report that
    has the name in full has a part of it alone; case, accents and hyphens do not matter. The name `-` reads the
    spellings from standard input, a line each, which keeps them out of the shell's history. That a name was
    forgotten is written down with the time, not which. Backups, exports and the inbox are yours to look after.

    \b
    Example:
      sayso forget "Samira Qaddour" "Samira Kaddour"
      sayso forget - --yes --ledger idlib.db < name.txt
    """
    from sayso import people
    from sayso.ledger import open_ledger

    spellings = _spellings(names)
    with open_ledger(ledger, create=False) as store:
        number = people.reports_naming(store, spellings)
        if number and not yes:
            click.confirm(f"The name stands in {_reports(number)}. Take it out for good?", abort=True, err=True)
        people.forget(store, spellings)  # also where no report has it: a judgement may, or pages that were freed
    click.echo(f"Forgotten in {_reports(number)}." if number else "No report has that name.")


def _spellings(names: tuple[str, ...]) -> list[str]:
    given = sys.stdin.read().splitlines() if names == ("-",) else names
    found = [name.strip() for name in given if name.strip()]
    if not found or not all(any(letter.isalpha() for letter in name) for name in found):
        raise SaysoError("a name has at least one letter")
    return found


def _reports(number: int) -> str:
    return f"{number} report{'' if number == 1 else 's'}"


COMMANDS = (forget,)
