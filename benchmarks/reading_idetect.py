"""Displacement figures against those that the IDMC labelled for its IDETECT challenge.

One or two figures are labelled an excerpt, also where it gives more, so precision is a lower bound. Most excerpts of
the second sheet, and some of the first, tell of floods and storms, which the codebook leaves out on purpose: they
are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reading_data import Table, read_all, sheet

from sayso.evaluation import agrees
from sayso.models import Claim, Report
from sayso.reading import Reader
from sayso.records import Json

TEST, LABELLED = "IDETECT_test_dataset.xlsx", "IDMC_fully_labelled.xlsx"
DEFINITION = """\
A case is a labelled figure. Read: a claim of displacement gives it as its low or high. Its unit too: families for
households, else persons. Its term too: evacuated for evacuated and relocated, displaced for displaced, fled, homeless;
for sheltered and in camps either. Place: of the labelled places, those that the place of a claim of displacement in
the excerpt agrees with by name. Precision: of the claims of displacement with a number, those whose number is labelled.
Figures of houses, and rows of coded reports, are left out. Disasters: excerpts tagged so, or with a word for one."""
EVACUATED = {"evacuated", "relocated"}
EITHER = {"sheltered", "in relief camp"}
HOUSES = "housing"
_DISASTER = re.compile(
    r"\b(?:floods?|flooding|flooded|storms?|cyclone|typhoon|hurricane|earthquake|quake|landslides?|mudslides?|tsunami|"
    r"wildfires?|bushfires?|avalanches?|volcano|volcanic|eruption|tornado|drought|rains?|rainfall|snow|fire|monsoon|"
    r"magnitude|tropical|dam)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A labelled figure: how many, in families or persons, by which term, from where."""

    quantity: int
    households: bool
    term: str
    place: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text and the figures labelled in it."""

    report: Report
    disaster: bool
    figures: tuple[Figure, ...]


def load(folder: Path, coded: Sequence[Json], limit: int | None = None) -> list[Excerpt]:
    """The excerpts of both sheets, without those of coded reports."""
    ids = {report["id"] for report in coded}
    known = {_key(report["text"]) for report in coded}
    known |= {_key(row["excerpt"]) for row in sheet(folder / TEST) if f"idetect-{int(row['excerpt_id']):03}" in ids}
    grouped: dict[str, list[tuple[str, bool, Figure]]] = {}
    for text, tag, figure in [*_test_rows(folder), *_labelled_rows(folder)]:
        if _key(text) not in known:
            grouped.setdefault(_key(text), []).append((text, tag, figure))
    excerpts = [
        Excerpt(
            Report(f"excerpt-{n}", "", rows[0][0]), any(r[1] for r in rows), tuple(dict.fromkeys(r[2] for r in rows))
        )
        for n, rows in enumerate(grouped.values())
    ]
    return excerpts[:limit]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _test_rows(folder: Path) -> list[tuple[str, bool, Figure]]:
    return [
        (row["excerpt"], bool(_DISASTER.search(row["excerpt"])), figure)
        for row in sheet(folder / TEST)
        if (figure := _figure(row["Quantity"], row["Term"], row["Unit"], row["Location"]))
    ]


def _labelled_rows(folder: Path) -> list[tuple[str, bool, Figure]]:
    return [
        (row["Excerpt"], row["Tag"] == "Disasters" or bool(_DISASTER.search(row["Excerpt"])), figure)
        for row in sheet(folder / LABELLED)
        if (
            figure := _figure(
                *(row[n] for n in ("Displacement figure", "Reporting term", "Reporting unit", "Specific location"))
            )
        )
    ]


def _figure(quantity: str, term: str, unit: str, place: str) -> Figure | None:
    if not quantity.isdigit() or HOUSES in term.casefold():
        return None
    return Figure(int(quantity), unit.casefold() == "households", term.casefold(), place)


def measure(reader: Reader, excerpts: Sequence[Excerpt]) -> Table:
    """The reader's claims of displacement beside the labelled figures."""
    table = Table(f"IDETECT, {len(excerpts)} excerpts", DEFINITION)
    texts = [excerpt.report for excerpt in excerpts]
    for excerpt, (_, claims) in zip(excerpts, read_all(reader, texts), strict=True):
        moves = [claim for claim in claims if claim.topic == "displacement"]
        _compare(table, "disasters" if excerpt.disaster else "conflict", excerpt, moves)
    table.ratios = dict(sorted(table.ratios.items(), key=lambda item: item[0].split(":")[0]))
    return table


def _compare(table: Table, kind: str, excerpt: Excerpt, moves: Sequence[Claim]) -> None:
    for figure in excerpt.figures:
        read = [c for c in moves if c.count and figure.quantity in (c.count.low, c.count.high)]
        table.add(f"{kind}: read", bool(read))
        table.add(f"{kind}: with its unit", any(_same_unit(c, figure) for c in read))
        table.add(f"{kind}: with its unit and term", any(_same_unit(c, figure) and _same_term(c, figure) for c in read))
        if figure.place:
            wanted = {"place": figure.place}
            places = [{"place": c.place.text if c.place else None} for c in moves]
            table.add(f"{kind}: place", any(agrees("place", wanted, place) for place in places))
    quantities = {figure.quantity for figure in excerpt.figures}
    for claim in moves:
        if claim.count:
            table.add(f"{kind}: precision", bool(quantities & {claim.count.low, claim.count.high}))


def _same_unit(claim: Claim, figure: Figure) -> bool:
    return (
        claim.count is not None
        and (claim.count.unit == "families") == figure.households
        and claim.count.unit != "other"
    )


def _same_term(claim: Claim, figure: Figure) -> bool:
    return figure.term in EITHER or (claim.status == "evacuated") == (figure.term in EVACUATED)
