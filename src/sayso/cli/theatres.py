"""sayso theatre check, new and build."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click


@click.group("theatre")
def theatre_group() -> None:
    """Look after theatres: the places, actors and outlets of one war.

    \b
    Example:
      sayso theatre check syria
    """


@theatre_group.command()
@click.argument("theatre", metavar="NAME|FOLDER")
def check(theatre: str) -> None:
    """Test a theatre's files: every problem is one line that names the file and row.

    \b
    Example:
      sayso theatre check syria
      sayso theatre check theatres/sudan
    """
    from sayso.resolving.theatre import check as problems_of

    problems = problems_of(_folder(theatre))
    for problem in problems:
        click.echo(problem)
    click.echo(f"{theatre}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}.")
    if problems:
        raise click.exceptions.Exit(1)


@theatre_group.command()
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to make it; a folder of its name by default.")
@click.option("--geonames", type=click.Path(path_type=Path), help="Places from a GeoNames dump of a country.")
@click.option("--places", type=click.Path(path_type=Path), help="Places from a CSV file with this format's columns.")
@click.option("--actors", type=click.Path(path_type=Path), help="Actors from a CSV file with this format's columns.")
def new(name: str, folder: Path | None, **sources: Path | None) -> None:
    """Make a theatre's folder with all its files, to be filled in.

    \b
    Example:
      sayso theatre new sudan --geonames SD.txt
      sayso theatre new sudan --places places.csv --actors actors.csv --folder theatres/sudan
    """
    from sayso.resolving.theatre import new as make

    made = make(name, folder or Path(name), **sources)
    click.echo(f"Made {made}. Test it with `sayso theatre check {made}`, use it with --theatre {made}.")


@theatre_group.command()
@click.argument("theatre", default="syria", metavar="[NAME|FOLDER]")
def build(theatre: str) -> None:
    """Compile a theatre and the world's towns, so that the first to use them need not wait.

    \b
    Example:
      sayso theatre build syria
    """
    from sayso.resolving.theatre import build as compile_files

    for path in compile_files(theatre):
        click.echo(path)


def _folder(theatre: str) -> Path:
    """A folder as it is given, else the one that comes with sayso under that name."""
    shipped = Path(str(files("sayso"))) / "theatres" / theatre
    return shipped if shipped.is_dir() and not Path(theatre).is_dir() else Path(theatre)


COMMANDS = (theatre_group,)
