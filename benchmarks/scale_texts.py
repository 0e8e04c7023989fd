"""Texts that the measurements of scale run on: conflict news, general news, and the two mixed as in an archive."""

from __future__ import annotations

import csv
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

from lxml import etree

from sayso.models import Report

SHARED = Path(__file__).resolve().parents[2] / "shared"
WAR_IN = 20  # one report in twenty of the mixed archive is on a war


def conflict_news(shared: Path) -> list[Report]:
    """The articles of FA-KES."""
    path = shared / "data" / "fakes" / "FA-KES-Dataset.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        Report(f"war-{n}", row["article_title"], row["article_content"], row["source"]) for n, row in enumerate(rows)
    ]


def general_news(shared: Path, half: int) -> list[Report]:
    """US and local news (PolNeAR, LGL, GeoWebNews), some of it on crime and foreign affairs. Half 0 or 1 of it."""
    return [report for n, report in enumerate(_general(shared)) if n % 2 == half]


def _general(shared: Path) -> Iterator[Report]:
    with tarfile.open(shared / "data" / "polnear.tar.gz") as members:
        texts = sorted((m for m in members if m.isfile() and m.name.endswith(".txt")), key=lambda m: m.name)
        for member in texts:
            stream = members.extractfile(member)
            title, _, text = (stream.read().decode("utf-8") if stream else "").strip().partition("\n")
            yield Report(f"polnear-{Path(member.name).stem}", title, text.strip() or title)
    for name in ("lgl", "GWN"):
        parser = etree.XMLParser(recover=True)
        for n, article in enumerate(
            etree.parse(shared / "data" / "geoparsing" / f"{name}.xml", parser).iter("article")
        ):
            title, text = ((article.findtext(tag) or "").strip() for tag in ("title", "text"))
            yield Report(f"{name}-{n}", title, text)


def mixed(war: Sequence[Report], other: Sequence[Report], number: int) -> Iterator[Report]:
    """An archive of so many reports, one in ``WAR_IN`` on a war; texts come again, each time in part in new words."""
    wars, others = reworded(war), reworded(other)
    for n in range(number):
        yield numbered(next(wars if n % WAR_IN == 0 else others), n)


def reworded(reports: Sequence[Report]) -> Iterator[Report]:
    """The reports, over and over. From the second time on one word in fifty is spelt as no text had it before: so an
    archive goes on bringing new names, figures and slips however long it is."""
    for time in count():
        letters = str.maketrans(dict(_turned("aeiou", time)) | dict(_turned("bcdfghjklmnpqrstvwxyz", time)))
        for report in reports:
            found = enumerate(_WORD.split(report.text)) if time else ()
            text = "".join(part.translate(letters) if n % 100 == time * 2 % 100 + 1 else part for n, part in found)
            yield replace(report, text=text) if time else report


# Every second part of a text that is split by it is a word.
_WORD = re.compile(r"(\w{4,})")


def _turned(letters: str, by: int) -> Iterator[tuple[str, str]]:
    """Each letter with the one so many places on, in small letters and capitals."""
    for at, letter in enumerate(letters):
        other = letters[(at + by) % len(letters)]
        yield from ((letter, other), (letter.upper(), other.upper()))


def repeated(reports: Sequence[Report], number: int) -> Iterator[Report]:
    """So many reports, the same texts coming again."""
    for n, report in zip(range(number), cycle(reports), strict=False):
        yield numbered(report, n)


def numbered(report: Report, number: int) -> Report:
    """A text as the report of that number."""
    return Report(f"{number:08d}", report.title, report.text, report.outlet or "An outlet", report.published)


def words(reports: Iterable[Report]) -> int:
    """How many words the reports have together."""
    return sum(len(report.full.split()) for report in reports)
