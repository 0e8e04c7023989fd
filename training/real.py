"""Real reports that were coded for training, kept without their words: ``training/real.jsonl``.

A row is a report's id, outlet and date, a mark of its text, and its claims, whose words are offsets into the report's
title, a line break and its text. The texts stay where they are: in the folder of data that tests and benchmarks read.

    python training/real.py DATA_FOLDER [GOLD_FILE]     check the rows; write them as a gold file, with their words
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

Record = dict[str, Any]
Texts = dict[str, tuple[str, str]]  # title and text by id
ROWS = Path(__file__).parent / "real.jsonl"
SPANS = ("evidence", "place", "actor", "object", "source")


def load(data: Path, rows: Path = ROWS) -> list[Record]:
    """The coded reports as rows of gold files; raises ValueError where a text is missing or not the one coded."""
    texts: Texts = {}
    for id, text in _texts(data):
        texts.setdefault(id, text)  # of an id that comes twice, the first
    return [_row(json.loads(line), texts) for line in rows.read_text(encoding="utf-8").splitlines()]


def stored(row: Record) -> Record:
    """The row of a gold file without its words."""
    report = row["report"]
    full = f"{report['title']}\n{report['text']}"
    claims = []
    for claim in row["claims"]:
        start = full.index(claim["evidence"])
        near = (start, start + len(claim["evidence"]))
        spans = {name: _nearest(full, claim[name], near) for name in SPANS}
        claims.append(claim | spans | {"via": [_nearest(full, link, near) for link in claim["via"]]})
    return {
        "id": report["id"],
        "outlet": report["outlet"],
        "published": report["published"],
        "mark": _mark(full),
        "claims": claims,
    }


def _nearest(full: str, words: str | None, near: tuple[int, int]) -> list[int] | None:
    """Where words stand: within the evidence, else at their first place."""
    if words is None:
        return None
    inside = full.find(words, *near)
    start = inside if inside >= 0 else full.index(words)
    return [start, start + len(words)]


def _row(kept: Record, texts: Texts) -> Record:
    if kept["id"] not in texts:
        raise ValueError(f"the text of {kept['id']} is not in the data")
    title, text = texts[kept["id"]]
    full = f"{title}\n{text}"
    if _mark(full) != kept["mark"]:
        raise ValueError(f"the text of {kept['id']} is not the one that was coded")

    def words(span: list[int] | None) -> str | None:
        return full[slice(*span)] if span else None

    claims = [
        claim | {name: words(claim[name]) for name in SPANS} | {"via": [words(link) for link in claim["via"]]}
        for claim in kept["claims"]
    ]
    report = {name: kept[name] for name in ("id", "outlet", "published")} | {"title": title, "text": text}
    return {"report": report, "claims": claims}


def _mark(full: str) -> str:
    return hashlib.sha256(full.encode()).hexdigest()[:12]


def _texts(data: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """The title and text of every report that there is, by id."""
    for id, title, text in (*_wars(data), *_re3d(data), *_corpora(data), *_fakes(data)):
        yield id, (" ".join(title.split()), text.strip())


def _wars(data: Path) -> Iterator[tuple[str, str, str]]:
    for line in (data / "wars.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)["report"]
        yield report["id"], report["title"], report["text"]


def _re3d(data: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted((data / "re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                document = json.loads(line)
                yield f"re3d-{document['_id'][:12].lower()}", document["title"], document["text"]


def _corpora(data: Path) -> Iterator[tuple[str, str, str]]:
    for corpus, prefix, name in (("TR-News", "trnews", "docid"), ("GWN", "gwn", "file")):
        tree = etree.parse(data / "geoparsing" / f"{corpus}.xml", etree.XMLParser(recover=True, huge_tree=True))
        for article in tree.iter("article"):
            yield f"{prefix}-{article.get(name)}", article.findtext("title") or "", article.findtext("text") or ""


def _fakes(data: Path) -> Iterator[tuple[str, str, str]]:
    with (data / "fakes/FA-KES-Dataset.csv").open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            yield f"fakes-{row['unit_id']}", row["article_title"], row["article_content"]


def main(data: Path, out: Path | None = None) -> None:
    rows = load(data)
    print(f"{len(rows)} reports, {sum(len(row['claims']) for row in rows)} claims")
    if out:
        out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
