"""sayso judge: what people decide about claims and matters."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.cli import common
from sayso.ledger import NAMED
from sayso.ledger.judgements import FIELDS, By, accept, reject, undo

if TYPE_CHECKING:
    from sayso.ledger import Judgement

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def judge() -> None:
    """Accept, correct or reject claims, say what a name means, merge and split matters, and undo it.

    Nothing is overwritten: each judgement is added with its person, time and reason, beside what the reader had.

    \b
    Example:
      sayso judge reject 3f1c09aa52d7e604 --because "The paragraph is about another war."
    """


def signed(command: Command) -> Command:
    """The options of every judgement."""
    by = click.option("--by", "person", default=getpass.getuser, show_default="your user name", help="Who decides.")
    why = click.option("--because", "reason", default="", metavar="TEXT", help="Why: needed for all but accept.")
    return common.ledger_option(by(why(command)))


def tell(made: Judgement) -> None:
    click.echo(f"Judgement {made.number} ({made.decision.kind}), {made.recorded_at}.")


@judge.command("accept")
@click.argument("claim")
@signed
def accept_(claim: str, ledger: str, person: str, reason: str) -> None:
    """The claim is right as it stands.

    \b
    Example:
      sayso judge accept 3f1c09aa52d7e604 --by Anna
    """
    with common.opened(ledger) as store:
        tell(store.judge(accept(claim, By(person, reason))))


@judge.command("reject")
@click.argument("claim")
@signed
def reject_(claim: str, ledger: str, person: str, reason: str) -> None:
    """The report does not make this claim: it no longer counts.

    \b
    Example:
      sayso judge reject 3f1c09aa52d7e604 --because "A quotation from last year."
    """
    with common.opened(ledger) as store:
        tell(store.judge(reject(claim, By(person, reason))))


@judge.command()
@click.argument("claim")
@click.argument("field", type=click.Choice(FIELDS))
@click.argument("value")
@common.theatre_option
@signed
def correct(claim: str, field: str, value: str, theatre: str, **asked: str) -> None:
    """Correct one field of a claim.

    VALUE is a word ("hedged"), words of the report for a name, topic/status for a topic, JSON for a count, a time or
    via, and null for nothing.

    \b
    Example:
      sayso judge correct 3f1c09aa52d7e604 certainty hedged --because "The lead says reportedly."
      sayso judge correct 3f1c09aa52d7e604 count '{"low": 12, "high": 12, "unit": "people"}' --because "Twelve."
    """
    from sayso import judging, pipeline

    by = By(asked["person"], asked["reason"])
    with common.opened(asked["ledger"]) as store:
        tell(judging.correct(store, claim, (field, parsed(value)), by, pipeline.load_theatre(theatre)))


def parsed(value: str) -> Any:
    """JSON where it is an object, a list or null; plain words else."""
    if value == "null" or value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise click.BadParameter(f"not JSON: {error}") from error
    return value


@judge.command()
@click.argument("field", type=click.Choice(NAMED))
@click.argument("entry")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@common.theatre_option
@signed
def assign(field: str, entry: str, claims: tuple[str, ...], theatre: str, **asked: str) -> None:
    """Say what a name means in these claims: ENTRY is a name or id of the theatre.

    \b
    Example:
      sayso judge assign place "Khattab" 3f1c09aa52d7e604 --because "The map of the report shows it."
    """
    from sayso import judging, pipeline

    by = By(asked["person"], asked["reason"])
    with common.opened(asked["ledger"]) as store:
        tell(judging.assign(store, claims, (field, entry), by, pipeline.load_theatre(theatre)))


@judge.command()
@click.argument("matters", nargs=-1, required=True, metavar="MATTER...")
@signed
def merge(matters: tuple[str, ...], ledger: str, person: str, reason: str) -> None:
    """These matters are one.

    \b
    Example:
      sayso judge merge 7dd5626a 90bb1c22 --because "One strike, told under two names of the quarter."
    """
    from sayso import judging

    with common.opened(ledger) as store:
        tell(judging.merge(store, matters, By(person, reason)))


@judge.command()
@click.argument("matter")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@signed
def split(matter: str, claims: tuple[str, ...], ledger: str, person: str, reason: str) -> None:
    """These claims of a matter are about another one.

    \b
    Example:
      sayso judge split 7dd5626a 3f1c09aa52d7e604 --because "That was the attack of the day before."
    """
    from sayso import judging

    with common.opened(ledger) as store:
        tell(judging.split(store, matter, claims, By(person, reason)))


@judge.command("undo")
@click.argument("number", type=int)
@signed
def undo_(number: int, ledger: str, person: str, reason: str) -> None:
    """A judgement no longer counts; it stays in the list, with who undid it.

    \b
    Example:
      sayso judge undo 12 --because "I had the wrong report open."
    """
    with common.opened(ledger) as store:
        tell(store.judge(undo(number, By(person, reason))))


@judge.command("list")
@click.option("--claim", metavar="ID", help="On this claim, beside what the reader had.")
@click.option("--lost", is_flag=True, help="Those whose claim is not in the latest reading of its report.")
@common.format_option("table", "json")
@common.as_of_option
@common.ledger_option
def list_(claim: str | None, lost: bool, form: str, as_of: str | None, ledger: str) -> None:
    """Judgements in the order in which they were made, undone ones too.

    \b
    Example:
      sayso judge list --claim 3f1c09aa52d7e604
      sayso judge list --lost --format json
    """
    from sayso.records import claim_to_json

    with common.opened(ledger, as_of) as store, store.snapshot():
        found = store.lost() if lost else store.judgements(claim)
        read, judged = (store.as_read([claim]), store.claims([claim])) if claim else ([], [])
    if form == "json":
        common.print_json([to_json(one) for one in found])
        return
    if read:
        now = claim_to_json(judged[0]) if judged else {}
        for field, value in claim_to_json(read[0]).items():
            if not judged or now[field] != value:
                click.echo(
                    f"{field}: {plain(value)} (as read)" + (f", {plain(now[field])} (as judged)" if judged else "")
                )
        if not judged:
            click.echo("This claim is rejected.")
    for one in found:
        click.echo(sentence(one))


def plain(value: Any) -> str:
    if isinstance(value, dict) and "text" in value:
        return f"{value['text']} = {value['name']}" if value.get("name") else str(value["text"])
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def sentence(one: Judgement) -> str:
    decision = one.decision
    about = ", ".join(decision.claims) or (f"judgement {decision.undoes}" if decision.undoes else "no claim")
    what = f" {decision.field} to {plain(decision.value)}" if decision.field else ""
    undone = f" [undone by {one.undone_by}]" if one.undone_by else ""
    why = f": {decision.by.reason}" if decision.by.reason else ""
    return f"{one.number}. {one.recorded_at} {decision.by.person}: {decision.kind} {about}{what}{why}{undone}"


def to_json(one: Judgement) -> dict[str, Any]:
    decision = one.decision
    return {
        "number": one.number,
        "recorded_at": one.recorded_at,
        "kind": decision.kind,
        "person": decision.by.person,
        "reason": decision.by.reason,
        "claims": list(decision.claims),
        "others": list(decision.others),
        "field": decision.field,
        "value": decision.value,
        "undoes": decision.undoes,
        "undone_by": one.undone_by,
    }


COMMANDS = (judge,)
