"""sayso read, sayso add, sayso watch."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso import pipeline
from sayso.cli import common, tables
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.ingest import Inbox
    from sayso.ledger import Ledger

INPUTS = "FILE|DIR|URL|-..."


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar=INPUTS)
@common.format_option("table", "jsonl")
@common.input_options
def read(inputs: tuple[str, ...], form: str, **settings: Any) -> None:
    """Show the claims of reports: text, Markdown, HTML, PDF, e-mail, feeds, web archives, JSON Lines, rows of ACLED and
    UCDP GED, Telegram exports; files, folders of them, addresses, or standard input (-).

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
        elif not isinstance(item, pipeline.Reading):
            continue
        elif form == "jsonl":
            click.echo(json.dumps(row_to_json(item), ensure_ascii=False))
        else:
            tables.show_reading(item.report, item.claims, console)
            if item.reader == pipeline.UNREAD:
                click.echo(
                    f"Not read: it is written in {language_name(item.report.language)}.{names_in(item, chosen)}\n"
                )
    failures.end()


def names_in(item: pipeline.Reading, settings: pipeline.Settings) -> str:
    """Which places and actors an unread report names in Arabic script, as a sentence, or ""."""
    from sayso.resolving.arabic import named_in

    found = named_in(item.report.full, pipeline.load_theatre(settings.theatre))
    names = dict.fromkeys(f"{mention.text} ({meaning.name})" for mention, meaning in found)
    return f" It names {', '.join(names)}." if names else ""


def row_to_json(item: pipeline.Reading) -> dict[str, object]:
    from sayso import records

    return records.row_to_json(item.report, item.claims)


def language_name(code: str) -> str:
    from sayso.ingest import language_name as name_of

    return name_of(code)


@click.command()
@click.argument("inputs", nargs=-1, metavar=INPUTS)
@common.ledger_option
@click.option(
    "--coded", is_flag=True, help="Take the claims that JSON Lines carry, coded by people, instead of reading."
)
@click.option("--retry", is_flag=True, help="Read once more what was refused before.")
@click.option(
    "--gate/--no-gate",
    default=True,
    show_default=True,
    help="Pass over texts that a fast look finds nothing to code in.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="How many processes read; as many as there are cores if not given.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read, and line up many claims, on the Ray cluster there; local for one made here.",
)
@click.option("--shards", metavar="FOLDER", help="Where a cluster puts what it reads; all machines must see it.")
@common.input_options
def add(inputs: tuple[str, ...], ledger: str, coded: bool, retry: bool, **settings: Any) -> None:
    """Read reports into the ledger. A report that it has already changes nothing, so a run that was stopped goes on
    when it is started again.

    What is refused is kept with its reason in LEDGER.inbox/quarantine, what a dataset codes of its events in
    LEDGER.inbox/coded.jsonl. The network is used only for the addresses that you give.

    \b
    Example:
      sayso add reports/*.txt
      sayso add --ledger idlib.db --outlet SANA statements/
      sayso add https://news.example/syria/1.html
      sayso add --retry
      sayso add --cluster auto --shards /shared/run1 archive/*.warc.gz
    """
    from sayso.ledger import open_ledger

    cluster, shards = settings.pop("cluster"), settings.pop("shards") or f"{ledger}.shards"
    if cluster and (coded or retry):
        raise click.UsageError("A cluster reads files; --coded and --retry work here, without --cluster.")
    if not inputs and not retry:
        raise click.UsageError("Nothing to add: name files, folders or addresses, or give --retry.")
    settings["workers"] = settings["workers"] or cores()
    total, inbox, chosen = Total(), inbox_of(ledger), pipeline.Settings(**settings)
    with open_ledger(ledger) as store:
        if retry:
            total.count(common.progress(pipeline.retry(chosen, store, inbox), "reports"))
        if coded:
            total.count(common.progress(pipeline.add_coded(inputs, chosen, store), "reports"))
        elif inputs and cluster:
            total.count(on_cluster(inputs, chosen, cluster, (Path(shards), store, inbox)))
        elif inputs:
            total.count(common.progress(pipeline.add(inputs, chosen, store, inbox), "reports"))
    click.echo(total.sentence(ledger))
    total.failures.end()


def on_cluster(
    inputs: Sequence[str], settings: pipeline.Settings, address: str, places: tuple[Path, Ledger, Inbox]
) -> Iterator[pipeline.Kept | InputError]:
    """Add with a cluster; ``places`` are the folder of shards, the ledger and its inbox."""
    from sayso.cluster import Run, add, connected

    with connected(address):
        yield from common.progress(add(inputs, settings, Run(*places)), "reports")


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="URL|LIST...")
@common.ledger_option
@click.option("--every", type=click.IntRange(1), default=15, show_default=True, metavar="MINUTES", help="How often.")
@click.option("--once", is_flag=True, help="Look once and end.")
@common.input_options
def watch(feeds: tuple[str, ...], ledger: str, every: int, once: bool, **settings: Any) -> None:
    """Read what is new in RSS and Atom feeds into the ledger, until it is stopped; it goes on where it was.

    Feeds are addresses, or files that list them one a line. Pages that a feed only points to are fetched: slowly, by
    the rules of each host's robots.txt, and never from private addresses.

    \b
    Example:
      sayso watch https://news.example/feed.xml
      sayso watch feeds.txt --every 60 --ledger idlib.db
    """
    from sayso.ingest.watching import feeds_of
    from sayso.ledger import open_ledger

    addresses, chosen = feeds_of(feeds), pipeline.Settings(**settings)
    with open_ledger(ledger) as store:
        while True:
            total = Total()
            try:
                total.count(common.progress(pipeline.watch(addresses, chosen, store, inbox_of(ledger)), "reports"))
                click.echo(total.sentence(ledger))
                if once:
                    break
                time.sleep(every * 60)
            except KeyboardInterrupt:
                click.echo("Stopped; the next run goes on from here.")
                return
    total.failures.end()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def inbox_of(ledger: str) -> Inbox:
    from sayso.ingest import Inbox

    return Inbox(Path(f"{ledger}.inbox"))


@dataclass(slots=True)
class Total:
    """What became of the reports of one ``add``."""

    reports: int = 0
    claims: int = 0
    known: int = 0
    passed_over: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failures: common.Failures = field(default_factory=common.Failures)

    def count(self, outcomes: Iterable[pipeline.Kept | InputError]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.failures.tell(outcome)
            else:
                self.reports += outcome.new
                self.known += not outcome.new
                self.claims += outcome.claims
                self.passed_over += outcome.new and outcome.passed_over
                if outcome.new and not outcome.read:
                    self.unread[language_name(outcome.report.language)] += 1

    def sentence(self, ledger: str) -> str:
        parts = [f"{self.reports} report{'' if self.reports == 1 else 's'} with {self.claims} claims added to {ledger}"]
        if self.unread:
            languages = ", ".join(f"{number} in {name}" for name, number in self.unread.most_common())
            parts += [f"{self.unread.total()} of them stored but not read ({languages})"]
        if self.passed_over:
            parts += [f"{self.passed_over} of them with nothing to code at a fast look"]
        parts += [f"{self.known} already there"] if self.known else []
        parts += [f"{self.failures.number} could not be read"] if self.failures.number else []
        return ", ".join(parts) + "."


COMMANDS = (read, add, watch)
