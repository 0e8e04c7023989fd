"""What the commands share: options, progress, failures, the console."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from tqdm import tqdm  # type: ignore[import-untyped]  # it ships without types

from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.ledger import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

# Lines longer than this tire the eye; shorter than that, a table has no room.
WIDEST, NARROWEST = 120, 80


class IsoDate(click.ParamType[str]):
    """A date as ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a date of the form YYYY-MM-DD, such as 2016-11-08", param, ctx)


ISO_DATE = IsoDate()

ledger_option = click.option(
    "--ledger",
    default="sayso.db",
    show_default=True,
    metavar="PATH|URL",
    help="The ledger's file, or postgresql://user@host/name.",
)
as_of_option = click.option("--as-of", metavar="TIME", help="As the ledger stood then: 2026-01-31, 2026-01-31T14:30.")
theatre_option = click.option(
    "--theatre", default="syria", show_default=True, metavar="NAME|FOLDER", help="Whose places and actors names mean."
)
reader_option = click.option(
    "--reader", default="default", show_default=True, metavar="NAME", help="What finds the claims."
)

names_option = click.option(
    "--show-names", is_flag=True, help="Show private people by their names: for reviewers, not to be passed on."
)


def input_options(command: Command) -> Command:
    """The options of the commands that take reports in."""
    outlet = click.option("--outlet", metavar="NAME", help="The outlet of these reports, whatever they say.")
    published = click.option("--published", type=ISO_DATE, help="The date of these reports, whatever they say.")
    return reader_option(theatre_option(outlet(published(command))))


@contextmanager
def opened(where: str, as_of: str | None = None) -> Iterator[Ledger]:
    """A ledger that is there, as it stands or as it stood at a time. Raises LedgerError."""
    from sayso.ledger import open_ledger

    with open_ledger(where, create=False) as store:
        yield store.as_of(as_of) if as_of else store


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def console() -> Console:
    """A console on standard output, of a width that one can read."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    return Console(width=width, highlight=False, soft_wrap=False)


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def progress(items: Iterable[Item], unit: str, total: int | None = None) -> Iterator[Item]:
    """The items, with a bar on standard error where somebody watches."""
    with tqdm(items, unit=f" {unit}", total=total, disable=None, leave=False, dynamic_ncols=True) as bar:
        yield from bar


class Failures:
    """The inputs that failed: each is named on standard error at once, and the command ends with status 1."""

    def __init__(self) -> None:
        self.number = 0

    def tell(self, error: InputError) -> None:
        self.number += 1
        with tqdm.external_write_mode():
            click.echo(f"sayso: {error}", err=True)

    def end(self) -> None:
        if self.number:
            raise click.exceptions.Exit(1)
