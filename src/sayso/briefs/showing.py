"""A brief as terminal text, Markdown or JSON.

Nothing is said twice: matters that rest on a single voice stand together under one line that says so, sentences
that share a quotation share it, and a quotation printed before is referred to by its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from sayso.briefs import names, phrases
from sayso.briefs.records import Brief, Quote, Section, Statement
from sayso.models import Period

STYLES = {"disputed": "bold red", "revised": "yellow", "conceded": "green", "agreed": "green", "single": "dim"}
SINGLE = "Each of these rests on a single voice:"
PERHAPS = "These may be about one event, though nothing proves it:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief as shown: its depth, its words, and for a quotation where it stands."""

    depth: int
    words: str
    kind: str
    tail: str = ""


def to_json(brief: Brief) -> dict[str, Any]:
    """Every field of the brief, and under each quotation its offsets into the stored report."""
    return asdict(brief)


def to_console(brief: Brief, console: Console) -> None:
    """Print the brief, wrapped to the console's width."""
    numbers = Numbers()
    _print(Text(title(brief), style="bold"), console)
    _print(Text(scope(brief), style="dim"), console)
    for section in brief.sections:
        _print_heading(section.heading, console)
        for line in _lines(section, numbers):
            print_line(line, console)
    for heading, lines in _histories(brief):
        _print_heading(heading, console)
        for line in lines:
            print_line(line, console)
    if brief.sections:
        _print_heading("Reports", console)
    for listed in numbers.reports():
        _print(Text(listed), console, "  ", "   ")
    if brief.notes:
        console.print()
    for note in brief.notes:
        _print(Text(f"Note: {note}", style="dim"), console, hang="      ")


def print_line(line: Line, console: Console) -> None:
    """Print a line with its depth as a hanging indent, so that what belongs together is seen at a glance."""
    indent = "  " * line.depth
    if line.kind == "sentence":
        _print(_styled(line), console, indent, "  ", "• ")
    else:
        _print(_styled(line), console, indent)


def _print_heading(words: str, console: Console) -> None:
    console.print()
    _print(Text(words.upper(), style="bold cyan"), console)


def _print(text: Text, console: Console, indent: str = "", hang: str = "", first: str = "") -> None:
    """Print wrapped text, without blanks at the ends of lines; ``hang`` indents all lines but the first further."""
    for number, piece in enumerate(text.wrap(console, console.width - len(indent) - len(hang))):
        piece.rstrip()
        console.print(Text(indent + (hang if number else first)).append_text(piece))


def _styled(line: Line) -> Text:
    if line.kind == "quote":
        return Text(line.words, style="italic").append(line.tail, style="not italic dim")
    if line.kind == "sentence":
        return Text(line.words)
    return Text(line.words, style="dim" if line.kind in ("single", "more") else "").append(
        line.tail, style=STYLES.get(line.kind, "")
    )


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown, to be pasted into a report."""
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    numbers = Numbers()
    yield from (f"# {title(brief)}", "", scope(brief))
    for section in brief.sections:
        yield from ("", f"## {section.heading}", "")
        for line in _lines(section, numbers):
            words = f"*{line.words}*" if line.kind in ("single", "more") else f"{line.words}{line.tail}"
            yield f"{'  ' * (line.depth - 1)}* {words}"
    for heading, lines in _histories(brief):
        yield from ("", f"## {heading}", "")
        yield from (f"{'  ' * (line.depth - 1)}* {line.words}" for line in lines)
    yield from ("", "## Reports", "", *(f"* {line}" for line in numbers.reports())) if brief.sections else ()
    for note in brief.notes:
        yield from ("", f"*{note}*")


def _histories(brief: Brief) -> Iterator[tuple[str, list[Line]]]:
    """Who is claimed to hold the place, and each voice's figures, through time."""
    if brief.holders:
        yield "Control through time", [Line(1, held.words, "held") for held in brief.holders]
    if brief.tolls:
        lines = []
        for toll in brief.tolls:
            lines.append(Line(1, toll.heading, "toll"))
            lines.extend(Line(2, one.words, "sentence") for one in toll.series)
        yield "Tolls through time", lines


def _lines(section: Section, numbers: Numbers) -> Iterator[Line]:
    """The lines of a section: matters with several voices one by one, then those with one voice."""
    for item in section.items:
        if item.standing != "single":
            yield Line(1, f"{item.heading}: ", item.standing, item.standing_words)
            for position in item.positions:
                yield from told(position, numbers)
    single = [item for item in section.items if item.standing == "single"]
    if single:
        yield Line(1, SINGLE, "single")
        yield from told([one for item in single for position in item.positions for one in position], numbers)
    if section.perhaps:
        yield Line(1, PERHAPS, "single")
        yield from (Line(2, pair.words, "sentence") for pair in section.perhaps)
    if section.more:
        yield Line(1, f"… and {section.more} more (sayso brief --all shows them)", "more")


def told(statements: Sequence[Statement], numbers: Numbers) -> Iterator[Line]:
    """Sentences with their quotations; sentences in a row that rest on the same words stand above them together."""
    for _, group in groupby(statements, key=lambda one: tuple((quote.report, _words(quote)) for quote in one.quotes)):
        told = list(group)
        for statement in told:
            yield Line(2, statement.sentence, "sentence")
        for quotes in _alike(told[0].quotes):
            yield Line(3, numbers.quoted(quotes[0]), "quote", numbers.cited(quotes, told[0]))


def _alike(quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Quotations of the same words put together: papers print the same agency story."""
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(_words(quote), []).append(quote)
    return list(groups.values())


def title(brief: Brief) -> str:
    """ "Minian (town), from 26 October to 8 November 2016"."""
    place = f"{brief.place} ({brief.kind})" if brief.kind != "unresolved" else brief.place
    time = phrases.period(Period(brief.since, brief.on))
    return f"{place}, {time}" if time else place


def scope(brief: Brief) -> str:
    """What the brief rests on; that nothing in it was verified."""
    if not brief.claims:
        return "No claims about this place and time in the ledger."
    claims, reports = _number(brief.claims, "claim"), _number(brief.reports, "report")
    outlets = f"; {_number(brief.outlets, 'named outlet')}" if brief.outlets else "; no outlet is named"
    return f"What is said, and by whom: {claims} in {reports}{outlets}. Nothing here has been verified."


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Numbers:
    """The numbers of the quotations printed so far, and of the reports that they are from."""

    def __init__(self) -> None:
        self._quotes: dict[str, int] = {}
        self._reports: dict[str, Quote] = {}

    def quoted(self, quote: Quote) -> str:
        """The quotation in full with a new number, or, when it was printed before, its beginning and number."""
        words = _words(quote)
        if words in self._quotes:
            return f"{_in_marks(_beginning(words))} [{self._quotes[words]}, above]"
        self._quotes[words] = len(self._quotes) + 1
        return f"{_in_marks(words)} [{self._quotes[words]}]"

    def cited(self, quotes: Sequence[Quote], statement: Statement) -> str:
        """Where the words stand; and whose they are, where several share the sentence."""
        several = len(statement.voices) > 1
        return f" — {'; '.join(self._cited(quote, several) for quote in quotes)}"

    def _cited(self, quote: Quote, several: bool) -> str:
        self._reports.setdefault(quote.report, quote)
        number = list(self._reports).index(quote.report) + 1
        voice = f"{quote.voice.name}, in " if several and not quote.voice.own else ""
        return f"{voice}{_published(quote)} (R{number})"

    def reports(self) -> Iterator[str]:
        """The reports cited so far, by number: "R1 Reuters, 8 November 2016: Title"."""
        for number, quote in enumerate(self._reports.values(), start=1):
            title = " ".join(quote.title.split()) or quote.report
            yield f"R{number} {_published(quote)}: {title}{f' <{quote.url}>' if quote.url else ''}"


def _published(quote: Quote) -> str:
    date = phrases.day(quote.published) if quote.published else "date not stated"
    return f"{quote.outlet or names.UNNAMED}, {date}"


def _in_marks(words: str) -> str:
    """Words in quotation marks, unless they bring their own: two in a row are hard to read."""
    return words if words[:1] in '“"«' else f"“{words}”"


def _words(quote: Quote) -> str:
    return " ".join(quote.text.split())


def _beginning(words: str, length: int = 48) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
