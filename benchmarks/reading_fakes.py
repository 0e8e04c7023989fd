"""Victims, places and parties against what crowd workers copied out of 804 articles on the war in Syria (FA-KES).

The workers copied one span a column for the main event of an article, so an article that tells of several events has
more true numbers than the sheet: recall can be measured, precision cannot. What reading every number of the text as
a number of killed would reach is printed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reading_data import Table, read_all, sheet, spread

from sayso.evaluation import agrees
from sayso.models import Claim, Report
from sayso.reading import Reader
from sayso.records import Json

SHEET = "crowdsourced-annotations.xlsx"
DEFINITION = """\
Victims: of the crowd's numbers (a cell with exactly one number), those that a claim of killed gives as its low or high.
Its unit too: the claim counts children in that column, women, fighters or people; for civilians anybody but fighters.
In the text: the number stands anywhere in the article, which is what reading all numbers would find.
Places, parties: of the crowd's cells, those that the place (the party blamed) of a claim of killed, of an attack or of
damage agrees with by name. Left out: articles that were coded for this project."""
UNITS = {
    "Civilians": {"people", "civilians", "children", "women", "families"},
    "NonCivilians": {"fighters", "people"},
    "Children": {"children"},
    "Women": {"women"},
}
_ONES, _TENS = map(
    str.split,
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
)
_WORDS = (
    {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"a": 1, "an": 1}
)
_NUMBER = re.compile(rf"\b(?:\d[\d,]*|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[1:10])})|{'|'.join(_WORDS)})\b", re.I)
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds?|thousands?|tens|several|half|per\s?cent|year|months?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the crowd's cells by column."""

    report: Report
    cells: dict[str, str]


def load(folder: Path, coded: Sequence[Json], limit: int | None = None) -> list[Article]:
    """The articles of the crowd's sheet whose title and opening are not those of a coded report."""
    known = {key for report in coded for key in _keys(report["title"] or "", report["text"])}
    rows = enumerate(sheet(folder / SHEET))
    articles = [
        Article(Report(f"crowd-{number}", row["Title"], row["Content-Title"], row["Source"] or None), row)
        for number, row in rows
        if not known & _keys(row["Title"], row["Content-Title"])
    ]
    return articles[:limit]


def _keys(title: str, text: str) -> set[str]:
    """An article by its title, and by a stretch of its text after the dates and titles that the sheets print unlike."""
    letters = re.sub(r"\W+", "", text.casefold())
    return {re.sub(r"\W+", "", title.casefold()), letters[200:300]} - {""}


def number_of(cell: str) -> int | None:
    """The number of a cell that has exactly one; "a child" is 1. None for no number, several, and vague ones."""
    if _VAGUE.search(cell):
        return None
    found = [_value(match.group()) for match in _NUMBER.finditer(cell)]
    return found[0] if len(found) == 1 else None


def numbers_of(text: str) -> set[int]:
    """Every number of a text, articles left out."""
    return {_value(m.group()) for m in _NUMBER.finditer(text) if m.group().lower() not in ("a", "an")}


def _value(word: str) -> int:
    word = word.casefold().replace(",", "")
    if word.isdigit():
        return int(word)
    return sum(_WORDS[part] for part in word.split("-"))


def measure(reader: Reader, articles: Sequence[Article]) -> Table:
    """The reader's claims of these articles beside the crowd's cells."""
    table = Table(f"FA-KES, {len(articles)} articles with the crowd's spans", DEFINITION)
    per_article: list[int] = []
    in_text: list[int] = []
    texts = [article.report for article in articles]
    for article, (report, claims) in zip(articles, read_all(reader, texts), strict=True):
        deaths = [c for c in claims if (c.topic, c.status) == ("casualties", "killed") and c.certainty != "planned"]
        numbers = numbers_of(report.full)
        _victims(table, article, deaths, numbers)
        _names(table, article, [c for c in claims if c in deaths or c.status == "attack" or c.topic == "damage"])
        per_article.append(len({end for c in deaths if c.count for end in (c.count.low, c.count.high) if end}))
        in_text.append(len(numbers))
    table.notes.append(f"numbers an article: read as killed {spread(per_article)}, in the text {spread(in_text)}")
    return table


def _victims(table: Table, article: Article, deaths: Sequence[Claim], numbers: set[int]) -> None:
    for column, units in UNITS.items():
        wanted = number_of(article.cells[column])
        if wanted is None:
            continue
        units_read = {c.count.unit for c in deaths if c.count and wanted in (c.count.low, c.count.high)}
        table.add(f"{column}: read", bool(units_read))
        table.add(f"{column}: read with its unit", bool(units_read & units))
        table.add(f"{column}: in the text", wanted in numbers or wanted == 1)


def _names(table: Table, article: Article, claims: Sequence[Claim]) -> None:
    place, actor = article.cells["Location"], article.cells["Actor"]
    if place and place.casefold() != "syria":
        table.add(
            "Location: place read",
            any(agrees("place", {"place": place}, {"place": _words(c, "place")}) for c in claims),
        )
    if actor:
        table.add(
            "Actor: party read", any(agrees("actor", {"actor": actor}, {"actor": _words(c, "actor")}) for c in claims)
        )


def _words(claim: Claim, field: str) -> str | None:
    mention = getattr(claim, field)
    return mention.text if mention else None
