"""sayso serve, sayso account."""

from __future__ import annotations

import getpass
from typing import Any

import click

from sayso.cli import common
from sayso.errors import SaysoError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8600, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--accounts", metavar="PATH", help="The file of accounts: whoever comes in signs in first.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name under which browsers ask for this server.")
@click.option("--tls-cert", metavar="PATH", help="A certificate, to be asked by https.")
@click.option("--tls-key", metavar="PATH", help="The key of the certificate.")
@click.option(
    "--workers", type=click.IntRange(0, 64), default=0, show_default=True, help="Processes that make pages, for many."
)
@click.option("--map-style", metavar="URL", help="A map style on this server's own address, drawn below the circles.")
@common.theatre_option
@common.ledger_option
def serve(host: str, port: int, ledger: str, **given: Any) -> None:
    """Show the ledger as pages in a browser: map, timeline, table of voices, review.

    The pages come from this machine alone and nothing is fetched from elsewhere. Beyond this machine they are shown
    only to those with an account (`sayso account add`).

    \b
    Example:
      sayso serve
      sayso serve --ledger idlib.db --port 8700
      sayso serve --host 0.0.0.0 --name desk.example --accounts team.db --tls-cert c.pem --tls-key k.pem
    """
    import uvicorn

    from sayso.web import Options, make_app
    from sayso.web.options import LOOPBACK

    if host not in LOOPBACK and not given["accounts"]:
        raise SaysoError(
            f"without accounts the pages are for this machine alone, and {host} is beyond it: "
            "make accounts with `sayso account add` and name their file with --accounts"
        )
    app = make_app(
        Options(
            ledger=ledger,
            theatre=given["theatre"],
            accounts=given["accounts"],
            person=_user(),
            hosts=LOOPBACK | {host.casefold()} | {name.casefold() for name in given["names"]},
            style=given["map_style"],
            workers=given["workers"],
        )
    )
    scheme = "https" if given["tls_cert"] else "http"
    click.echo(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/ (stop with Ctrl-C)")
    certificate = {"ssl_certfile": given["tls_cert"], "ssl_keyfile": given["tls_key"]}
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, **certificate)


def _user() -> str:
    """The name under which this machine's user judges."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


accounts_option = click.option(
    "--accounts", default="accounts.db", show_default=True, metavar="PATH", help="The file of accounts."
)


@click.group()
def account() -> None:
    """Look after the accounts of those who use `sayso serve` together.

    A reader sees, a coder also judges claims, an admin may all that.

    \b
    Example:
      sayso account add rima --role coder
    """


@account.command()
@click.argument("name")
@click.option("--role", type=click.Choice(("reader", "coder", "admin")), default="reader", show_default=True)
@accounts_option
def add(name: str, role: str, accounts: str) -> None:
    """Make an account, or give one another role and password. The password is asked for.

    \b
    Example:
      sayso account add rima --role coder --accounts team.db
    """
    from sayso.web.accounts import Accounts

    password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    Accounts(accounts).add(name, role, password)
    click.echo(f"{name} is a {role} in {accounts}.")


@account.command()
@click.argument("name")
@accounts_option
def remove(name: str, accounts: str) -> None:
    """Take an account away; whoever is signed in with it is signed out.

    \b
    Example:
      sayso account remove rima --accounts team.db
    """
    from sayso.web.accounts import Accounts

    Accounts(accounts).remove(name)
    click.echo(f"{name} is no longer in {accounts}.")


@account.command("list")
@accounts_option
def list_accounts(accounts: str) -> None:
    """Show who has an account, and in which role.

    \b
    Example:
      sayso account list --accounts team.db
    """
    from sayso.web.accounts import Accounts

    for one in Accounts(accounts).all():
        click.echo(f"{one.role}\t{one.name}")


COMMANDS = (serve, account)
