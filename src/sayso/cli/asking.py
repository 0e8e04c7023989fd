"""sayso brief, sayso matters, sayso changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from sayso import pipeline
from sayso.cli import common, tables
from sayso.models import STANDINGS, TOPICS, Matter

if TYPE_CHECKING:
    from sayso.models import Answer

# The ways to read a matter that the line-up offers; a test holds this list against it.
VIEWS = ("all", "conservative", "range", "latest", "by-side")
# Matters a topic that a reader takes in; the rest is named in one line.
MOST = 15


@click.command()
@click.argument("place")
@click.option("--on", type=common.ISO_DATE, help="The state around this date: what is said of the 14 days up to it.")
@click.option("--since", type=common.ISO_DATE, help="From this date on (with --on: between the two).")
@click.option("--all", "everything", is_flag=True, help=f"All matters, also beyond {MOST} a topic.")
@common.format_option("text", "markdown", "json")
@common.names_option
@common.as_of_option
@common.theatre_option
@common.ledger_option
def brief(place: str, form: str, theatre: str, ledger: str, **asked: Any) -> None:
    """What is said about a place and what lies within it, by whom, in which words.

    A claim counts by the time that it states, or by its report's date where it states none. A place is a name, a name
    with what it lies in ("Minian, Aleppo"), or an id.

    \b
    Example:
      sayso brief Minian --on 2016-11-08
      sayso brief Aleppo --since 2026-01-01 --format markdown > aleppo.md
    """
    from sayso import briefs

    most = None if asked["everything"] else MOST
    options = pipeline.BriefOptions(asked["since"], asked["on"], most, asked["show_names"])
    with common.opened(ledger, asked["as_of"]) as store:
        answer = pipeline.brief(store, place, pipeline.load_theatre(theatre), options)
    if form == "json":
        common.print_json(briefs.to_json(answer))
    elif form == "markdown":
        click.echo(briefs.to_markdown(answer), nl=False)
    else:
        briefs.to_console(answer, common.console())


@click.command()
@click.option("--place", help="About this place or one within it.")
@click.option("--topic", type=click.Choice(TOPICS), help="Of this topic.")
@click.option("--standing", type=click.Choice(STANDINGS), help="That stand so.")
@click.option("--on", type=common.ISO_DATE, help="That run on this date.")
@click.option("--id", "name", metavar="ID", help="The matter of this id, or of the id that begins so.")
@click.option("--why", is_flag=True, help="With the reasons for the standing, and the exact words.")
@click.option("--view", type=click.Choice(VIEWS), default="all", show_default=True, help="How positions are told.")
@click.option("--through-time", "over_time", is_flag=True, help="What each voice stated on which day: tolls, holders.")
@common.format_option("table", "json")
@common.names_option
@common.as_of_option
@common.theatre_option
@common.ledger_option
def matters(form: str, why: bool, view: str, over_time: bool, ledger: str, **wanted: Any) -> None:
    """The questions that the claims answer, and how each stands.

    Views: all positions; the conservative figure, which all voices support; the range of the figures given now;
    the latest; or what each side says (by-side). A view adds to the matter and changes nothing in it.

    With --id and --why also the other matters that may be about the same event, though nothing proves it: if they are
    one, `sayso judge merge` makes them one.

    \b
    Example:
      sayso matters --place Aleppo --standing disputed
      sayso matters --id 7dd5626a --why
      sayso matters --topic casualties --view range --format json
      sayso matters --place Minian --topic control --through-time
    """
    from sayso import people, records

    theatre, show_names, as_of = (wanted.pop(name) for name in ("theatre", "show_names", "as_of"))
    view = "through-time" if over_time else view
    with common.opened(ledger, as_of) as store:
        found = pipeline.matters(store, pipeline.Wanted(**wanted), theatre)
        answers = pipeline.viewed(store, found, view) if view != "all" else []
        material = pipeline.material_of(store, found)
        asked = found if wanted["name"] and (why or form == "json") else []
        doubts = [pipeline.doubts(store, one, pipeline.load_theatre(theatre), show_names) for one in asked]
        if not show_names:
            shown, material, protection = people.protected(store, found, material, pipeline.load_theatre(theatre))
            answers = [hidden(one, protection.hider(matter)) for one, matter in zip(answers, found, strict=False)]
            found = shown
    if form == "json":
        views = [{"view": asdict(answer)} for answer in answers] or [{} for _ in found]
        perhaps = [{"perhaps": [asdict(one) for one in some]} for some in doubts] or [{} for _ in found]
        told = zip(found, views, perhaps, strict=True)
        common.print_json([records.matter_to_json(one) | shown | beside for one, shown, beside in told])
    elif why and found:
        tables.show_reasons(found, material, common.console(), doubts)
    else:
        lines = [[(line.label, line.text, line.voices) for line in answer.lines] for answer in answers]
        tables.show_matters(found, common.console(), lines or None)


@click.command()
@click.option("--since", type=common.ISO_DATE, required=True, help="The first day of the reports that count as new.")
@click.option("--place", help="About this place or one within it.")
@common.format_option("table", "json")
@common.names_option
@common.as_of_option
@common.theatre_option
@common.ledger_option
def changes(form: str, theatre: str, ledger: str, **asked: Any) -> None:
    """What reports since a date changed: new matters, other holders, other figures, disputes opened and closed.

    \b
    Example:
      sayso changes --since 2016-11-08
      sayso changes --since 2026-01-10 --place Aleppo --format json
    """
    from sayso import people, records

    with common.opened(ledger, asked["as_of"]) as store:
        found = pipeline.changes(store, asked["since"], asked["place"], theatre)
        if not asked["show_names"]:
            found = people.protected_changes(store, found, pipeline.load_theatre(theatre))
    if form == "json":
        common.print_json([records.change_to_json(*_parts(one)) for one in found])
    else:
        tables.show_changes([_parts(one) for one in found], common.console())


def hidden(answer: Answer, hide: Callable[[str], str] | None) -> Answer:
    """An answer of a view with names replaced in what it says and who says so."""
    if hide is None:
        return answer
    lines = (replace(one, text=hide(one.text), voices=tuple(map(hide, one.voices))) for one in answer.lines)
    return replace(answer, lines=tuple(lines))


def _parts(change: Any) -> tuple[str, str, Matter, Matter | None]:
    return change.kind, change.text, change.matter, change.before


COMMANDS = (brief, matters, changes)
