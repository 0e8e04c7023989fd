"""Invented reports on the Syrian war, many enough to be read in shards and alike enough to share matters."""

from __future__ import annotations

import json
from pathlib import Path

PLACES = ("Khan Shaykhun", "Kafr Zeita", "Suran", "Khattab")
OUTLETS = ("Orontes Wire", "Cedar Post", "Levant Courier")


def lines(first: int, number: int) -> list[dict[str, str]]:
    """So many reports from that number on, each with claims on one place and day."""
    return [_line(n) for n in range(first, first + number)]


def _line(n: int) -> dict[str, str]:
    place, outlet = PLACES[n % len(PLACES)], OUTLETS[n % len(OUTLETS)]
    text = (
        f"Air strikes on {place} killed {12 + n % 3} civilians on Tuesday, the Syrian Observatory said. "
        f"The Syrian army said it had captured the village of {place}. Bulletin {n} of {outlet}."
    )
    return {
        "id": f"inv-{n}",
        "outlet": outlet,
        "published": "2017-03-08",
        "title": f"Fighting near {place}",
        "text": text,
    }


def write_shards(folder: Path, shards: int, each: int) -> list[str]:
    """JSON Lines files of so many reports each; the second begins with a line that is none."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for shard in range(shards):
        path = folder / f"part-{shard:02d}.jsonl"
        rows = [json.dumps(line) for line in lines(shard * each, each)]
        path.write_text("\n".join(["{not a report"] * (shard == 1) + rows) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths
