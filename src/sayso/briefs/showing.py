"""A brief as terminal text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sayso.briefs import phrases
from sayso.briefs.records import Brief, Item, Quote, Section, Statement
from sayso.models import Period

STYLES = {"disputed": "bold red", "revised": "yellow", "conceded": "green", "agreed": "green", "single": "dim"}


def to_json(brief: Brief) -> dict[str, Any]:
    """Every field of the brief, and under each quotation its offsets into the stored report."""
    return asdict(brief)


def to_console(brief: Brief, console: Console) -> None:
    """Print the brief; a quotation is printed in full once, and referred to by its number afterwards."""
    numbers = Numbers()
    console.print(Text(title(brief), style="bold"))
    console.print(Text(scope(brief), style="dim"))
    for section in brief.sections:
        console.print()
        console.print(Text(section.heading.upper(), style="bold cyan"))
        for item in section.items:
            _print_item(item, numbers, console)
        if section.more:
            console.print(Text(f"  {more(section)}", style="dim"))
    if brief.notes:
        console.print()
    for note in brief.notes:
        console.print(Text(f"Note: {note}", style="dim"))


def _print_item(item: Item, numbers: Numbers, console: Console) -> None:
    single = item.standing == "single"
    if not single:
        heading = Text(f"{item.place}: ").append(item.standing_words, style=STYLES[item.standing])
        console.print(Padding(heading, (0, 0, 0, 2)))
    for position in item.positions:
        for number, statement in enumerate(position):
            mark = "• " if number == 0 else "  "
            line = Text(mark).append(statement.sentence)
            if single:
                line.append(f" [{item.standing_words}]", style=STYLES["single"])
            console.print(Padding(line, (0, 0, 0, 2 if single else 4)))
            for quote in statement.quotes:
                words = Text(numbers.quoted(quote), style="italic").append(
                    cited(quote, statement), style="not italic dim"
                )
                console.print(Padding(words, (0, 0, 0, 6 if single else 8)))


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown, to be pasted into a report."""
    return "\n".join(_markdown_lines(brief)) + "\n"


def _markdown_lines(brief: Brief) -> Iterator[str]:
    numbers = Numbers()
    yield f"# {title(brief)}"
    yield ""
    yield scope(brief)
    for section in brief.sections:
        yield from ("", f"## {section.heading}", "")
        for item in section.items:
            yield from _markdown_item(item, numbers)
        if section.more:
            yield from ("", more(section))
    yield from ("", *(f"*{note}*  " for note in brief.notes)) if brief.notes else ()


def _markdown_item(item: Item, numbers: Numbers) -> Iterator[str]:
    single = item.standing == "single"
    if not single:
        yield f"* **{item.place}: {item.standing_words}**"
    for position in item.positions:
        for statement in position:
            tail = f" *[{item.standing_words}]*" if single else ""
            yield f"{'' if single else '  '}* {statement.sentence}{tail}"
            for quote in statement.quotes:
                words = " ".join(numbers.quoted(quote).split())
                yield f"{'' if single else '  '}  * {words}{cited(quote, statement)}"


def title(brief: Brief) -> str:
    """ "Minian, 26 October to 8 November 2016"."""
    if brief.since and brief.on:
        first = phrases.period(Period(brief.since, brief.on)).removeprefix("from ").removeprefix("on ")
        return f"{brief.place}, {first}"
    if brief.since or brief.on:
        return f"{brief.place}, {phrases.period(Period(brief.since, brief.on))}"
    return brief.place


def scope(brief: Brief) -> str:
    """What the brief rests on; that nothing in it was verified."""
    if not brief.claims:
        return "No claims about this place and time in the ledger."
    outlets = f"{brief.outlets} named outlet{'' if brief.outlets == 1 else 's'}"
    reports = f"{brief.reports} report{'' if brief.reports == 1 else 's'}"
    claims = f"{brief.claims} claim{'' if brief.claims == 1 else 's'}"
    return f"What is said, by whom: {claims} in {reports} of {outlets}. Nothing here has been verified."


def more(section: Section) -> str:
    return f"… and {section.more} more: `sayso brief --all`, or `sayso matters --topic {section.topic}`"


def cited(quote: Quote, statement: Statement) -> str:
    """Where the words stand; and whose they are, where several share the sentence."""
    voice = f"{quote.voice.name}, in " if len(statement.voices) > 1 and not quote.voice.own else ""
    outlet = quote.outlet or f"“{' '.join(quote.title.split())[:60] or quote.report}” (outlet not stated)"
    return f" — {voice}{outlet}, {phrases.day(quote.published) if quote.published else 'date not stated'}"


class Numbers:
    """The numbers of the quotations printed so far."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], int] = {}

    def quoted(self, quote: Quote) -> str:
        """The quotation in full with a new number, or, when it was printed before, its beginning and number."""
        key = (quote.report, quote.start, quote.end)
        words = " ".join(quote.text.split())
        if key in self._seen:
            return f"“{_beginning(words)}” [{self._seen[key]}, above]"
        self._seen[key] = len(self._seen) + 1
        return f"“{words}” [{self._seen[key]}]"


def _beginning(words: str, length: int = 48) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
