"""A brief laid out for paper: sentences with numbered quotations, and the reports they are from.

It is made from the JSON shape of a brief (``sayso brief --format json``). Each quotation has one number throughout and
is printed in full where it first comes up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import SaysoError
from sayso.exports.material import Material

Json = Mapping[str, Any]
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SINGLE = "Each of these rests on a single voice:"
ANOTHER = "Another position:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are printed: in whose mouth ("" for the outlet's own voice), outlet and date, the report's number."""

    voice: str
    where: str
    report: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words with their number, and everywhere that they are printed: papers carry the same story."""

    number: int
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence, the numbers of the quotations that it rests on, and those printed here for the first time."""

    text: str
    numbers: tuple[int, ...]
    fresh: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A matter with its positions; ``heading`` is empty for those that share the line on single voices."""

    heading: str
    standing: str
    words: str
    positions: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The matters of a topic; ``more`` were left out."""

    heading: str
    entries: tuple[Entry, ...]
    singles: tuple[Sentence, ...]
    more: int


@dataclass(frozen=True, slots=True)
class History:
    """What is told through time: each line with those that come under it."""

    heading: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that is quoted: its number, outlet and date, title, and address where it is one of the web."""

    number: int
    where: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A brief as it is printed."""

    title: str
    scope: str
    sections: tuple[Section, ...]
    histories: tuple[History, ...]
    reports: tuple[Listed, ...]
    notes: tuple[str, ...]
    foot: str


class Numbers:
    """The numbers given so far to quotations and to reports."""

    def __init__(self) -> None:
        self._quotes: dict[str, int] = {}
        self._reports: dict[str, Json] = {}

    def sentence(self, data: Json) -> Sentence:
        """A sentence with its quotations numbered."""
        alike: dict[str, list[Json]] = {}
        for quote in data["quotes"]:
            alike.setdefault(folded(quote["text"]), []).append(quote)
        fresh = tuple(
            Quotation(len(self._quotes) + number, words, tuple(self._place(quote) for quote in alike[words]))
            for number, words in enumerate((words for words in alike if words not in self._quotes), start=1)
        )
        self._quotes |= {quotation.words: quotation.number for quotation in fresh}
        return Sentence(data["sentence"], tuple(self._quotes[words] for words in alike), fresh)

    def _place(self, quote: Json) -> Place:
        self._reports.setdefault(quote["report"], quote)
        report = list(self._reports).index(quote["report"]) + 1
        return Place("" if quote["voice"]["own"] else quote["voice"]["name"], where(quote), report)

    def reports(self) -> Iterator[Listed]:
        """The reports quoted, by number."""
        for number, quote in enumerate(self._reports.values(), start=1):
            yield Listed(number, where(quote), folded(quote["title"]) or quote["report"], web(quote["url"]))


def lay_out(material: Material) -> Paper:
    """The brief of the material as it is printed. Raises SaysoError where there is none."""
    if material.brief is None:
        raise SaysoError("this format prints a brief: name the place that it is about")
    brief, numbers = material.brief, Numbers()
    sections = tuple(_section(section, numbers) for section in brief["sections"])
    return Paper(
        title=title(brief),
        scope=scope(brief),
        sections=sections,
        histories=tuple(_histories(brief)),
        reports=tuple(numbers.reports()),
        notes=tuple(brief["notes"]),
        foot=f"Made by sayso {material.version} on {day(material.made[:10])}. Nothing here has been verified.",
    )


def _section(data: Json, numbers: Numbers) -> Section:
    entries = tuple(_entry(item, numbers) for item in data["items"] if item["standing"] != "single")
    single = [item for item in data["items"] if item["standing"] == "single"]
    sentences = (one for item in single for position in item["positions"] for one in position)
    return Section(data["heading"], entries, tuple(numbers.sentence(one) for one in sentences), data["more"])


def _entry(item: Json, numbers: Numbers) -> Entry:
    positions = tuple(tuple(numbers.sentence(one) for one in position) for position in item["positions"])
    return Entry(item["heading"], item["standing"], item["standing_words"], positions)


def _histories(brief: Json) -> Iterator[History]:
    """Who is claimed to hold the place, and each voice's figures, through time."""
    if brief["holders"]:
        yield History("Control through time", tuple((held["words"], ()) for held in brief["holders"]))
    if brief["tolls"]:
        lines = ((toll["heading"], tuple(voice["words"] for voice in toll["series"])) for toll in brief["tolls"])
        yield History("Tolls through time", tuple(lines))


def title(brief: Json) -> str:
    """ "Minian (town), from 26 October to 8 November 2016"."""
    place = brief["place"] if brief["kind"] == "unresolved" else f"{brief['place']} ({brief['kind']})"
    first, last = brief["since"], brief["on"]
    if first and last:
        return f"{place}, {day(first)} to {day(last)}"
    if first:
        return f"{place}, since {day(first)}"
    return f"{place}, up to {day(last)}" if last else place


def scope(brief: Json) -> str:
    """What the brief rests on."""
    if not brief["claims"]:
        return "No claims about this place and time in the ledger."
    claims, reports = _number(brief["claims"], "claim"), _number(brief["reports"], "report")
    outlets = f"by {_number(brief['outlets'], 'named outlet')}" if brief["outlets"] else "by outlets that are not named"
    return f"What is said, and by whom: {claims} in {reports} {outlets}. Nothing here has been verified."


def where(quote: Json) -> str:
    """Outlet and date of the report that a quotation is from."""
    outlet = quote["outlet"] or "outlet not known"
    return f"{outlet}, {day(quote['published']) if quote['published'] else 'date not stated'}"


def day(iso: str) -> str:
    """An ISO date, month or year in words; anything else as it is."""
    try:
        year, *rest = (int(part) for part in iso.split("-"))
        month = MONTHS[rest[0] - 1] if rest else ""
    except (ValueError, IndexError):
        return iso
    return " ".join(filter(None, (str(rest[1]) if len(rest) > 1 else "", month, str(year))))


def web(url: str | None) -> str | None:
    """An address that may be a link: of the web only, so that none runs anything."""
    return url if url and url.casefold().startswith(("http://", "https://")) else None


def cited(place: Place) -> str:
    """Where a quotation stands: "the mayor, in Orontes Wire, 8 March 2017 (R1)"."""
    voice = f"{place.voice}, in " if place.voice else ""
    return f"{voice}{place.where} (R{place.report})"


def folded(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def in_marks(words: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    return words if words[:1] in '“"«' else f"“{words}”"


def more(section: Section) -> str:
    """The line on what was left out."""
    return f"… and {section.more} more (sayso export with --all shows them)"


def references(numbers: Sequence[int]) -> str:
    """ "[1] [4]"."""
    return " ".join(f"[{number}]" for number in numbers)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
