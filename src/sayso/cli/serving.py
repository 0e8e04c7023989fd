"""sayso serve."""

from __future__ import annotations

import getpass

import click

from sayso.cli import common
from sayso.errors import SaysoError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8600, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--map-style", metavar="PATH", help="A map style of your own to draw below the circles.")
@common.theatre_option
@common.ledger_option
def serve(host: str, port: int, map_style: str | None, theatre: str, ledger: str) -> None:
    """Show the ledger as pages in a browser: map, timeline, table of voices, review.

    The pages come from this machine alone and nothing is fetched from elsewhere.

    \b
    Example:
      sayso serve
      sayso serve --ledger idlib.db --port 8700
    """
    import uvicorn

    from sayso.web import Options, make_app
    from sayso.web.options import LOOPBACK

    if host not in LOOPBACK:
        raise SaysoError(f"without accounts the pages are for this machine alone: {host} is not a loopback address")
    app = make_app(Options(ledger, theatre, person=_user(), style=map_style))
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/ (stop with Ctrl-C)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _user() -> str:
    """The name under which this machine's user judges."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


COMMANDS = (serve,)
