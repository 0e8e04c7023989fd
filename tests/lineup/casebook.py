"""Cases written as tables: claims one a line, then the matters they must make.

A file holds cases, each begun by a line ``# what it shows``:

    # A party concedes a loss
    2016-05-08 | Gulf Wire | army[government] | control taken | Hillside | army[government] | of rebels[opposition]
    2016-05-08 | Gulf Wire | Adel of the Shields[opposition] | control taken | Hillside | army[government]
    => control @ Hillside: conceded
    => fighting/clash @ Hillside: single

A claim is: published | outlet | source | topic status [certainty] | place | actor | more, where

* ``published`` is the report's date, or ``-`` where it has none;
* ``outlet`` may be followed by ``#2`` (another report of the same outlet and day), by ``copies X`` (the same text as
  the report of X, under this outlet's name) or by ``signed AFP`` (a wire credit);
* ``source``, ``actor`` and ``of`` are ``-`` for none, ``name[side]`` for a resolved one and ``name`` for an unresolved
  one; a source ``-`` is the outlet's own voice;
* ``place`` is ``-`` for none, ``?words`` for an unresolved one, ``Mill < Aleppo < North`` for a place with those that
  contain it, ``Aleppo (governorate)`` for one whose precision is not a town,
  ``near Port (area of Port)`` for a vague one;
* more is any of ``n=12``, ``n=12+``, ``n=..12``, ``n=10-12`` with an optional unit, ``when=DAY`` or ``when=DAY/DAY``
  or ``when=DAY/``, ``of NAME``, ``via NAME``, ``says "words"`` for the evidence, and ``headline``.

An expected line is ``question @ place: standing [fields]``, then, where it matters, ``;`` and the positions' sources,
``A, B / C``. The lines must name all matters, no more and no less.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.models import (
    ActorResolution,
    Claim,
    Count,
    Matter,
    Mention,
    Period,
    PlaceResolution,
    Report,
    ResolvedClaim,
)

FOLDER = Path(__file__).parent / "cases"
_NAMED = re.compile(r"^(?P<name>[^\[]+?)\s*(?:\[(?P<side>[\w-]+)\])?$")
_COUNT = re.compile(r"^(?P<low>\d+)?(?P<rest>\+|-\d+|\.\.\d+)?$")


@dataclass(frozen=True)
class Case:
    """A set of claims with the matters they must make."""

    name: str
    lines: tuple[str, ...]
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    """Every case of every table, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, *rows = part.splitlines()
            lines = tuple(row.strip() for row in rows if row.strip() and not row.startswith("=>"))
            expected = tuple(row[2:].strip() for row in rows if row.startswith("=>"))
            yield Case(f"{path.stem}: {name}", lines, expected)


def build(lines: tuple[str, ...] | list[str]) -> tuple[list[Report], list[ResolvedClaim]]:
    """The reports and resolved claims of a table's lines."""
    rows = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    texts: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        texts.setdefault((row[0], row[1]), []).append(_evidence(row))
    reports = {key: _report(key, sentences, texts) for key, sentences in texts.items()}
    claims = [_claim(row, reports[(row[0], row[1])], number) for number, row in enumerate(rows)]
    return list(reports.values()), claims


def rendered(matter: Matter, positions: bool) -> str:
    """A matter as an expected line."""
    fields = f" {', '.join(matter.disputed_on)}" if matter.disputed_on else ""
    line = f"{matter.question} @ {matter.place.name}: {matter.standing}{fields}"
    if positions:
        line += " ; " + " / ".join(sorted(", ".join(p.sources) for p in matter.positions))
    return line


def _filler(seed: str, size: int = 50) -> str:
    """Words that no other report has, so that only copies look alike."""
    return " ".join(hashlib.md5(f"{seed}{i}".encode()).hexdigest()[:6] for i in range(size))


def _outlet(cell: str) -> str:
    return re.split(r" (?:copies|signed) |#", cell)[0].strip()


def _report(key: tuple[str, str], sentences: list[str], texts: dict[tuple[str, str], list[str]]) -> Report:
    published, cell = key
    original = re.search(r" copies (.+)$", cell)
    source = next((k for k in texts if original and k[1] == original.group(1)), key)
    title = " ".join(s.removeprefix("^") for s in sentences if s.startswith("^"))
    if original:
        sentences = texts[source]
    body = " ".join(s for s in sentences if not s.startswith("^"))
    credit = re.search(r" signed (.+?)(?: copies|$)", cell)
    text = f"{_filler(str(source))} {body}" + (f"\n-{credit.group(1)}" if credit else "")
    ident = hashlib.sha256(f"{published}{cell}".encode()).hexdigest()[:12]
    return Report(ident, title, text, _outlet(cell), None if published == "-" else published)


def _evidence(row: list[str]) -> str:
    said = next((part[5:].strip(' "') for part in row[6:] if part.startswith("says ")), None)
    words = said or f"{row[2]} tells of {row[3]} {row[4]} {row[5]} {row[6] if len(row) > 6 else ''}"
    words = re.sub(r"[\[\]<>?|]", " ", words)
    return f"^{words}" if "headline" in row[6:] else f"{words}."


def _mention(text: str) -> Mention:
    return Mention(text, 0, len(text))


def _named(cell: str) -> tuple[Mention | None, ActorResolution | None]:
    if cell == "-":
        return None, None
    found = _NAMED.match(cell)
    assert found, cell
    name, side = found["name"], found["side"]
    resolution = ActorResolution(f"act:{name.casefold()}", name, side) if side else ActorResolution(None, name)
    return _mention(name), resolution


def _place(cell: str) -> tuple[Mention | None, PlaceResolution | None]:
    if cell == "-":
        return None, None
    if cell.startswith("?"):
        return _mention(cell[1:]), PlaceResolution(None, cell[1:])
    names = [name.strip() for name in cell.split("<")]
    found = re.match(r"^(.+?)(?: \((\w+)(?: of (.+))?\))?$", names[0])
    assert found
    name, precision, base = found.group(1), found.group(2) or "town", found.group(3) or found.group(1)
    within = tuple(f"place:{n.casefold()}" for n in names[1:])
    return _mention(name), PlaceResolution(f"place:{base.casefold()}", base, precision, within=within)


def _count(cell: str) -> Count:
    number, _, unit = cell.partition(" ")
    found = _COUNT.match(number)
    assert found, cell
    low = int(found["low"]) if found["low"] else None
    rest = found["rest"] or ""
    high = None if rest == "+" else int(rest.lstrip("-.")) if rest else low
    return Count(low, high, unit or "people")


def _when(cell: str) -> Period:
    start, slash, end = cell.partition("/")
    return Period(start or None, (end or None) if slash else start)


def _in(evidence: Mention, mention: Mention | None) -> Mention | None:
    """A mention where its words stand in the evidence; one named elsewhere stands at the beginning of the text."""
    at = evidence.text.find(mention.text) if mention else -1
    if mention is None or at < 0:
        return mention
    return Mention(mention.text, evidence.start + at, evidence.start + at + len(mention.text))


def _claim(row: list[str], report: Report, number: int) -> ResolvedClaim:
    topic, status, *certainty = row[3].split()
    source, who = _named(row[2])
    place, where = _place(row[4])
    actor, by = _named(row[5])
    more = {part.partition("=")[0]: part.partition("=")[2] for part in row[6:] if "=" in part and '"' not in part}
    thing, what = _named(next((part[3:] for part in row[6:] if part.startswith("of ")), "-"))
    via = tuple(_mention(part[4:]) for part in row[6:] if part.startswith("via "))
    words = _evidence(row)
    start = report.full.find(words.removeprefix("^"))
    assert start >= 0, (row, report)
    claim = Claim(
        id=hashlib.sha256(f"{report.id}{number}".encode()).hexdigest()[:12],
        report_id=report.id,
        topic=topic,
        status=status,
        certainty=certainty[0] if certainty else "stated",
        evidence=(evidence := Mention(words.removeprefix("^"), start, start + len(words.removeprefix("^")))),
        place=_in(evidence, place),
        actor=_in(evidence, actor),
        object=_in(evidence, thing),
        count=_count(more["n"]) if "n" in more else None,
        when=_when(more["when"]) if "when" in more else None,
        source=_in(evidence, source),
        via=via,
    )
    return ResolvedClaim(claim, where, by, what, who)
