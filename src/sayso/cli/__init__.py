"""The command line: it calls the pipeline and shows what comes back."""

from __future__ import annotations

from typing import Any

import click

from sayso import __version__
from sayso.cli import asking, exporting, forgetting, judging, keeping, measuring, reading, searching, serving, theatres
from sayso.errors import SaysoError


class Sayso(click.Group):
    """A group whose commands end with one clear line, not a traceback, on an error that the user can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            click.echo(f"sayso: {error}", err=True)
            ctx.exit(1)


@click.group(cls=Sayso, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """Who says what happened in a war, where, when, to how many, in which exact words.

    sayso reads reports, keeps their claims in a ledger, and lines up what different voices say on the same matter.
    It never decides what is true.

    \b
    Example:
      sayso add reports/
      sayso brief Aleppo --on 2026-01-11
    """


for module in (reading, asking, searching, judging, exporting, keeping, forgetting, measuring, serving, theatres):
    for command in module.COMMANDS:
        main.add_command(command)
