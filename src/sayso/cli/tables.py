"""Claims and matters as tables of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.briefs import names, phrases
from sayso.briefs.composing import Material, heading, standing_words, statements
from sayso.briefs.showing import STYLES, Numbers, print_line, told
from sayso.models import Matter, Report, ResolvedClaim

if TYPE_CHECKING:
    from sayso.doubts import Doubt


def show_reading(report: Report, claims: Sequence[ResolvedClaim], console: Console) -> None:
    """The claims of one report: what, where and when, who and whom, who says so in which words."""
    heading = " ".join(report.title.split()) or report.id
    published = phrases.day(report.published) if report.published else "date not stated"
    console.print(Text(heading, style="bold"))
    number = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
    console.print(Text(f"{report.outlet or 'outlet not stated'}, {published}; {number}", style="dim"))
    if claims:
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_lines=False, expand=True)
        for name, ratio in (
            ("What", 5),
            ("Where, when", 6),
            ("By whom, to whom", 7),
            ("Who says so, in which words", 14),
        ):
            table.add_column(name, ratio=ratio, overflow="fold")
        for before, resolved in zip((None, *claims), claims, strict=False):
            table.add_row(*_cells(resolved, before), end_section=True)
        console.print(table)
    console.print()


def _cells(resolved: ResolvedClaim, before: ResolvedClaim | None) -> tuple[Text, Text, Text, Text]:
    """The row of a claim; words that stand in the row before are not shown again."""
    claim = resolved.claim
    certainty = "" if claim.certainty == "stated" else f"\n{claim.certainty}"
    what = Text(f"{claim.topic}\n{claim.status}").append(certainty, style="yellow")
    where = _place(resolved)
    time = phrases.period(claim.when)
    source = names.name_of(claim.source, resolved.source) if claim.source else "the outlet"
    through = f" (through {phrases.listed([link.text for link in claim.via])})" if claim.via else ""
    again = before is not None and before.claim.evidence == claim.evidence
    quotation = "the same words" if again else f"“{' '.join(claim.evidence.text.split())}”"
    words = Text(f"{source}{through}: ", style="cyan").append(quotation, style="dim" if again else "italic default")
    return what, where.append(f"\n{time}" if time else ""), Text(_parties(resolved)), words


def _place(resolved: ResolvedClaim) -> Text:
    """The place as it is written, and the entry that it means where that has another name."""
    mention, meaning = resolved.claim.place, resolved.place
    if mention is None:
        return Text("–")
    text = Text(names.tidy(mention.text))
    if meaning is None or meaning.id is None:
        return text.append("\nunresolved", style="yellow")
    if meaning.name.casefold() != mention.text.casefold():
        near = "in or near " if meaning.precision == "area" else ""
        text.append(f"\n= {near}{meaning.name}", style="dim")
    return text


def _parties(resolved: ResolvedClaim) -> str:
    claim = resolved.claim
    actor = f"by {names.name_of(claim.actor, resolved.actor)}" if claim.actor else ""
    whom = phrases.people(claim, names.tidy(claim.object.text) if claim.object else None, "")
    return "\n".join(filter(None, (actor, whom.strip() and f"to {whom}"))) or "–"


# One line of a matter under a view: its label (a side, a day) or "", what is said, and by whom.
Told = tuple[str, str, tuple[str, ...]]


def show_matters(matters: Sequence[Matter], console: Console, told: Sequence[Sequence[Told]] | None = None) -> None:
    """One row a matter: topic, place, time, how it stands, and each position (or line of a view) with its voices."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    table.add_column("Matter", no_wrap=True)  # an id is there to be copied
    for name, ratio in (("Where, when", 6), ("Standing", 5), ("Positions", 14)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for number, matter in enumerate(matters):
        lines = told[number] if told else [("", p.summary, p.sources or p.outlets) for p in matter.positions]
        heading = Text(matter.topic).append(f"\n{matter.id}", style="dim")
        where = Text("\n".join(filter(None, (matter.place.name or "–", extent(matter)))))
        standing = Text(matter.standing, style=STYLES[matter.standing])
        if matter.disputed_on:
            standing.append(f"\non {phrases.listed(matter.disputed_on)}")
        table.add_row(heading, where, standing, _positions(lines), end_section=True)
    console.print(table)
    console.print(Text(f"{len(matters)} matter{'' if len(matters) == 1 else 's'}", style="dim"))


def _positions(lines: Sequence[Told]) -> Text:
    text = Text()
    for number, (label, words, voices) in enumerate(lines):
        text.append("\n" if number else "").append(f"• {label}: {words}" if label else f"• {words}")
        text.append(f" — {phrases.listed(voices or ('voice not stated',))}", style="cyan")
    return text if lines else Text("nothing that no voice excludes", style="dim")


def show_changes(changes: Sequence[tuple[str, str, Matter, Matter | None]], console: Console) -> None:
    """One row a change: its kind, the matter, and what changed."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True)
    table.add_column("Change", no_wrap=True)
    table.add_column("Matter", no_wrap=True)
    table.add_column("What", ratio=1, overflow="fold")
    for kind, text, matter, _ in changes:
        heading = Text(matter.topic).append(f"\n{matter.id}", style="dim")
        table.add_row(Text(kind, style=STYLES.get(matter.standing, "")), heading, Text(text), end_section=True)
    console.print(table)
    console.print(Text(f"{len(changes)} change{'' if len(changes) == 1 else 's'}", style="dim"))


def extent(matter: Matter) -> str:
    """ "2016-11-01 to 2016-11-08", or one date."""
    dates = [day for day in (matter.start, matter.end) if day]
    return " to ".join(dict.fromkeys(dates))


def show_reasons(
    matters: Iterable[Matter], material: Material, console: Console, doubts: Iterable[Iterable[Doubt]] = ()
) -> None:
    """Each matter with its sentences, quotations, why it stands as it does, and what may be about the same event."""
    for matter, perhaps in zip(matters, chain(doubts, repeat(())), strict=False):
        numbers = Numbers()
        console.print(Text(f"{matter.topic}: {heading(matter, material)}", style="bold"))
        console.print(Text(standing_words(matter), style=STYLES[matter.standing]).append(f"  {matter.id}", style="dim"))
        for position in matter.positions:
            console.print(Text(position.summary, style="cyan"))
            for line in told(statements(position, material), numbers):
                print_line(line, console)
        for reason in matter.why:
            console.print(Text(f"Why: {reason}"))
        for one in perhaps:
            console.print(Text(f"Perhaps the same event: {one.heading}. {one.words}").append(f"  {one.matter}", "dim"))
        console.print()
