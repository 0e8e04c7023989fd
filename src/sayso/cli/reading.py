"""sayso read, sayso add."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import click

from sayso import pipeline
from sayso.cli import common, tables
from sayso.errors import InputError


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|-...")
@common.format_option("table", "jsonl")
@common.input_options
def read(inputs: tuple[str, ...], form: str, **settings: str) -> None:
    """Show the claims of reports: text, Markdown, HTML, JSON Lines, folders of them, or standard input (-).

    \b
    Example:
      sayso read report.txt
      sayso read --outlet Reuters --published 2016-11-08 --format jsonl reports/ > claims.jsonl
    """
    failures, console = common.Failures(), common.console()
    chosen = pipeline.Settings(**settings)
    for item in common.progress(pipeline.read(pipeline.ingest(inputs, chosen), chosen), "reports"):
        if isinstance(item, InputError):
            failures.tell(item)
        elif form == "jsonl":
            click.echo(json.dumps(row_to_json(item), ensure_ascii=False))
        else:
            tables.show_reading(item.report, item.claims, console)
    failures.end()


def row_to_json(item: pipeline.Reading) -> dict[str, object]:
    from sayso import records

    return records.row_to_json(item.report, item.claims)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|-...")
@common.ledger_option
@click.option(
    "--coded", is_flag=True, help="Take the claims that JSON Lines carry, coded by people, instead of reading."
)
@common.input_options
def add(inputs: tuple[str, ...], ledger: str, coded: bool, **settings: str) -> None:
    """Read reports into the ledger. A report that it has already changes nothing.

    \b
    Example:
      sayso add reports/*.txt
      sayso add --ledger idlib.db --outlet SANA statements/
    """
    from sayso.ledger import open_ledger

    total = Total()
    chosen = pipeline.Settings(**settings)
    with open_ledger(ledger) as store:
        kept = pipeline.add_coded(inputs, chosen, store) if coded else pipeline.add(inputs, chosen, store)
        total.count(common.progress(kept, "reports"))
    click.echo(total.sentence(ledger))
    total.failures.end()


@dataclass(slots=True)
class Total:
    """What became of the reports of one ``add``."""

    reports: int = 0
    claims: int = 0
    known: int = 0
    failures: common.Failures = field(default_factory=common.Failures)

    def count(self, outcomes: Iterable[pipeline.Kept | InputError]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.failures.tell(outcome)
            else:
                self.reports += outcome.new
                self.known += not outcome.new
                self.claims += outcome.claims

    def sentence(self, ledger: str) -> str:
        parts = [f"{self.reports} report{'' if self.reports == 1 else 's'} with {self.claims} claims added to {ledger}"]
        parts += [f"{self.known} already there"] if self.known else []
        parts += [f"{self.failures.number} could not be read"] if self.failures.number else []
        return ", ".join(parts) + "."


COMMANDS = (read, add)
