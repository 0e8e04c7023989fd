"""sayso search."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from sayso.cli import common
from sayso.models import STANDINGS, TOPICS

if TYPE_CHECKING:
    from sayso.ledger import Ledger, Query
    from sayso.resolving import Theatre


@click.command()
@click.argument("words", nargs=-1)
@click.option("--in", "kind", type=click.Choice(("claims", "reports")), default="claims", show_default=True)
@click.option("--place", help="About this place or one within it.")
@click.option("--actor", help="Done by this actor: its id or name.")
@click.option("--source", help="Asserted by this source: its id or name.")
@click.option("--outlet", help="Published by this outlet.")
@click.option("--topic", type=click.Choice(TOPICS), help="Of this topic.")
@click.option("--standing", type=click.Choice(STANDINGS), help="On matters that stand so.")
@click.option("--since", type=common.ISO_DATE, help="Of this date or later.")
@click.option("--until", type=common.ISO_DATE, help="Of this date or earlier.")
@click.option("--after", metavar="KEY", help="The next page: the key that the page before ended with.")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="Hits on a page.")
@common.format_option("table", "json")
@common.as_of_option
@common.theatre_option
@common.ledger_option
def search(words: tuple[str, ...], form: str, ledger: str, **asked: Any) -> None:
    """Find claims by the words of their evidence, or reports by their title and text; the latest added first.

    All words must be there, "words in quotes" side by side; case and accents do not matter. The conditions are on
    claims; a report fits if one of its claims does.

    \b
    Example:
      sayso search hospital --place Aleppo --since 2016-11-01
      sayso search '"water station"' --in reports --outlet SANA
    """
    from sayso import pipeline
    from sayso.people import protect

    theatre = pipeline.load_theatre(asked.pop("theatre"))
    with common.opened(ledger, asked.pop("as_of")) as store:
        after, most = asked.pop("after"), asked.pop("most")
        page, reports, claims = found(store, query_of(store, " ".join(words), asked, theatre), (after, most))
        hidden = protect(store, reports, claims, theatre)
    shown = {one.claim.id: one.claim.evidence.text for one in hidden.claims}
    texts = {one.id: one for one in hidden.reports}
    if form == "json":
        hits = [asdict(hit) | {"evidence": shown.get(hit.claim or "")} for hit in page.hits]
        common.print_json({"hits": hits, "next": page.next})
        return
    for hit in page.hits:
        report = texts[hit.report]
        click.echo(f"{hit.claim or hit.report}  {report.published or 'no date'}, {report.outlet or 'no outlet'}")
        click.echo(f"  {' '.join((shown[hit.claim] if hit.claim else report.title or report.text[:100]).split())}")
    click.echo(f"More: --after {page.next}" if page.next else f"{len(page.hits)} found here, no more.")


def query_of(store: Ledger, words: str, asked: dict[str, Any], theatre: Theatre) -> Query:
    """What is asked for, with names looked up. Raises SaysoError for a place that is unknown or ambiguous."""
    from sayso.gathering import lined_up, locate
    from sayso.ledger import Query

    if asked["place"] or asked["standing"]:
        with lined_up(store):
            place = locate(store, asked["place"], theatre) if asked["place"] else None
        asked = asked | {"place": (place.id or "") if place else None}
    for field in ("actor", "source"):
        if asked[field]:
            asked = asked | {field: theatre.find_actor(asked[field]).id or asked[field]}
    return Query(words, **asked)


def found(store: Ledger, query: Query, cut: tuple[str | None, int]) -> tuple[Any, list[Any], list[Any]]:
    """A page of hits with their reports, and all that these claim: people are told apart by it."""
    with store.snapshot():
        page = store.search(query, *cut)
        reports = store.reports({hit.report for hit in page.hits})
        claims = store.claims({hit.claim for hit in page.hits if hit.claim})
    return page, reports, claims


COMMANDS = (search,)
