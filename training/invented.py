"""Invented reports with their coding, in the short form in which they are written: ``training/invented/*.txt``.

    # outlet | published or - | title          (each may be empty)
    1 A sentence.
    2 Another sentence of the same paragraph.

    3 A new paragraph.
    = 1 control/taken | place: the town of A | actor: the army | when: 2024-03-05 | source: The army
    = 3 casualties/killed hedged | object: civilians | count: 12- people | via: X; Y

A claim names its sentence or sentences (``2``, ``2-3``; ``2 "words of it"`` where a clause is the evidence; ``0`` is
the title), its topic and status, its certainty unless ``stated``, and those fields that are not null. Fields are exact
words of the report. Counts are ``12`` (exactly or about), ``12-`` (at least), ``-300`` (up to), ``20-30``, and the
unit. Times are a day, month or year, ``START..END``, ``START..`` for what goes on.

    python training/invented.py [FILE...]     check files and print what is wrong with them
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.models import CERTAINTIES, STATUSES, UNITS

Record = dict[str, Any]
FOLDER = Path(__file__).parent / "invented"
SPANS = ("place", "actor", "object", "source")
_CLAIM = re.compile(r'= (\d+)(?:-(\d+))?(?: "(?P<words>[^"]+)")? (?P<topic>\w+)/(?P<status>\w+)(?: (?P<sure>\w+))?$')
_COUNT = re.compile(r"(?P<low>\d+)?(?P<dash>-)?(?P<high>\d+)? (?P<unit>\w+)$")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}$")


class FaultError(ValueError):
    """What is written does not follow the form, or is not the report's words."""


def load(folder: Path = FOLDER) -> list[Record]:
    """All invented reports as rows of gold files, in the order of files and reports."""
    return [row for path in sorted(folder.glob("*.txt")) for row in rows(path)]


def rows(path: Path) -> Iterator[Record]:
    """The reports of one file; raises ``FaultError`` with the file and line of the first fault."""
    for number, start, lines in _reports(path):
        yield _row(f"invented-{path.stem}-{number}", lines, f"{path.name}:{start}")


def _reports(path: Path) -> Iterator[tuple[int, int, list[str]]]:
    starts, lines = [], path.read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("# ")]
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        yield number, a + 1, lines[a:b]


def _row(id: str, lines: list[str], where: str) -> Record:
    try:
        outlet, published, title = (part.strip() for part in lines[0][2:].split("|", 2))
    except ValueError as error:
        raise FaultError(f"{where}: the first line is '# outlet | published or - | title'") from error
    body = [line for line in lines[1:] if not line.startswith("= ")]
    sentences = {0: title} | {int(n): s for n, _, s in (line.partition(" ") for line in body if line.strip())}
    paragraphs = "\n".join(line.partition(" ")[2] for line in body).strip().split("\n\n")
    text = "\n\n".join(re.sub(r"\s*\n\s*", " ", p.strip()) for p in paragraphs if p.strip())
    report = {"id": id, "outlet": outlet or None, "published": published if published.strip("-") else None}
    report |= {"title": title, "text": text}
    full = f"{title}\n{text}"
    claims = []
    for i, line in enumerate(lines):
        if line.startswith("= "):
            try:
                claims.append(_claim(line, sentences, full))
            except (FaultError, KeyError) as error:
                raise FaultError(f"{where.split(':')[0]}:{int(where.split(':')[1]) + i}: {error}") from error
    return {"report": report, "claims": claims}


def _claim(line: str, sentences: dict[int, str], full: str) -> Record:
    head, *fields = (part.strip() for part in line.split(" | "))
    m = _CLAIM.match(head)
    if not m:
        raise FaultError(f"not a claim: {head}")
    first, last = int(m[1]), int(m[2] or m[1])
    evidence = m["words"] or _between(sentences[first], sentences[last], full)
    topic, status, sure = m["topic"], m["status"], m["sure"] or "stated"
    if status not in STATUSES.get(topic, ()) or sure not in CERTAINTIES:
        raise FaultError(f"no such topic, status or certainty: {head}")
    said = dict(_field(f) for f in fields)
    made: Record = {"evidence": _in(full, evidence), "topic": topic, "status": status, "certainty": sure}
    made |= {name: _in(full, said.pop(name)) if name in said else None for name in SPANS}
    made["count"] = _count(said.pop("count")) if "count" in said else None
    made["when"] = _when(said.pop("when")) if "when" in said else None
    made["via"] = [_in(full, v.strip()) for v in said.pop("via", "").split(";") if v.strip()]
    if said:
        raise FaultError(f"no such field: {', '.join(said)}")
    return made


def _field(words: str) -> tuple[str, str]:
    name, colon, value = words.partition(":")
    if not colon or not value.strip():
        raise FaultError(f"a field is 'name: value': {words}")
    return name.strip(), value.strip()


def _between(first: str, last: str, full: str) -> str:
    if first == last:
        return first
    start, end = full.find(first), full.find(last)
    return full[start : end + len(last)]


def _in(full: str, words: str) -> str:
    if words not in full:
        raise FaultError(f"not words of the report: {words}")
    return words


def _count(words: str) -> Record:
    m = _COUNT.match(words)
    if not m or not (m["low"] or m["high"]) or m["unit"] not in UNITS:
        raise FaultError(f"not a count: {words}")
    low, high = (int(m[k]) if m[k] else None for k in ("low", "high"))
    return {"low": low, "high": high if m["dash"] else low, "unit": m["unit"]}


def _when(words: str) -> Record:
    start, dots, end = words.partition("..")
    if not all(_DAY.match(d) for d in (start, end) if d) or not (start or end):
        raise FaultError(f"not a time: {words}")
    return {"start": start or None, "end": (end or None) if dots else start}


def main(files: list[str]) -> None:
    faults, n, claims = 0, 0, 0
    for path in [Path(f) for f in files] or sorted(FOLDER.glob("*.txt")):
        for number, start, lines in _reports(path):
            try:
                row = _row(f"invented-{path.stem}-{number}", lines, f"{path.name}:{start}")
            except FaultError as error:
                faults += 1
                print(error)
            else:
                n, claims = n + 1, claims + len(row["claims"])
    print(f"{n} reports, {claims} claims, {faults} reports with a fault (the first of each is shown)")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(sys.argv[1:])
