"""Place resolution on public corpora: exact GeoNames id, and within 161 km (100 miles).

First with the toponyms given, then end to end from text, with the place finder of the reading stage: of the gold
toponyms, how many are found and resolved right (recall), and of the places found that are resolved and stand on a
gold toponym, how many are right (precision). Last, the places of coded claims by precision.

    python benchmarks/resolving.py ../shared/data/geoparsing

Beside Mordecai3's published figures, which were measured with a server; this needs none. Also prints how fast claims'
mentions are resolved, and what loading takes.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from lxml import etree

from sayso.models import Claim, Mention, Report
from sayso.reading.places import NAMED, Places
from sayso.resolving import Theatre, load_theatre, resolve
from sayso.resolving.context import read_context
from sayso.resolving.reference.records import Place
from sayso.resolving.resolve import resolve_places
from sayso.resolving.weighing import Scene

CORPORA = {"TR-News": "TR-News.xml", "GeoWebNews": "GWN.xml", "LGL": "lgl.xml"}
PUBLISHED = {"TR-News": (84.3, 87.3), "GeoWebNews": (90.1, 94.1), "LGL": (79.4, 82.7)}  # Mordecai3
MILES_100 = 161.0


@dataclass(frozen=True)
class Toponym:
    """One gold toponym: its words by offsets into the text, its GeoNames id and coordinates (degrees)."""

    mention: Mention
    geonames: str
    lat: float
    lon: float


def read_corpus(path: Path) -> Iterator[tuple[Report, list[Toponym]]]:
    """The articles of a corpus with those of their toponyms that have a GeoNames id."""
    tree = etree.parse(str(path), etree.XMLParser(recover=True, huge_tree=True))
    for number, article in enumerate(tree.iter("article")):
        text = article.findtext("text") or ""
        report = Report(f"{path.stem}-{number}", "", text, article.findtext("domain"))
        # Offsets count from the text; Report.full puts an empty title and a line break before it.
        gold = [found for top in article.iter("toponym") if (found := _toponym(top, text)) is not None]
        yield report, gold


def _toponym(top: etree._Element, text: str) -> Toponym | None:
    gaz = top.find("gaztag")
    source, id_, lat, lon = (
        (gaz, gaz.get("geonameid"), "lat", "lon")
        if gaz is not None
        else (top, top.findtext("geonamesID"), "latitude", "longitude")
    )
    if not id_ or not source.findtext(lat):
        return None
    start, end = int(top.findtext("start") or 0), int(top.findtext("end") or 0)
    words = top.findtext("phrase") or top.findtext("extractedName") or text[start:end]
    if text[start:end] != words:  # some articles' offsets have slipped by a few characters
        near = [at for at in (text.rfind(words, 0, start + len(words)), text.find(words, start)) if at >= 0]
        start = min(near, key=lambda at: abs(at - start), default=start)
        end = start + len(words)
    mention = Mention(words, start + 1, end + 1)
    return Toponym(mention, id_, float(source.findtext(lat) or 0), float(source.findtext(lon) or 0))


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees, by the haversine formula on a sphere of 6371 km."""
    a, b = radians(lat2 - lat1), radians(lon2 - lon1)
    h = sin(a / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(b / 2) ** 2
    return 2 * 6371 * asin(sqrt(h))


def measure(path: Path, theatre: Theatre, misses: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    """How many toponyms there are, are resolved to the very entry, and to one within 161 km of the gold."""
    total = exact = near = 0
    for report, gold in read_corpus(path):
        scene = Scene(theatre, read_context(report, theatre), report)
        resolved = resolve_places(report, [toponym.mention for toponym in gold], scene)
        for toponym in gold:
            total += 1
            resolution = resolved[toponym.mention]
            place = theatre.place(resolution.id) if resolution.id else None
            hit = place is not None and place.geonames == toponym.geonames
            exact += hit
            close = place is not None and _is_near(place, toponym)
            near += close
            if not hit:
                got = f"{place.id} {place.name} {place.kind} {place.country}" if place else "-"
                misses[(path.stem, toponym.mention.text, toponym.geonames, got, "near" if close else "")] += 1
    return total, exact, near


def end_to_end(path: Path, theatre: Theatre) -> tuple[int, int, int]:
    """How many gold toponyms there are, are found and resolved, and are found and resolved to within 161 km."""
    total = found = right = 0
    for report, gold in read_corpus(path):
        spots = [p for p in Places.of(report.full).all if p.kind == NAMED]
        mentions = [Mention(report.full[p.start : p.end], p.start, p.end) for p in spots]
        resolved = resolve_places(report, mentions, Scene(theatre, read_context(report, theatre), report))
        total += len(gold)
        for toponym in gold:
            at = toponym.mention
            named = (m for p, m in zip(spots, mentions, strict=True) if p.name_start < at.end and at.start < p.name_end)
            id_ = next((resolved[m].id for m in named if resolved[m].id), None)
            place = theatre.place(id_) if id_ else None
            found += place is not None
            right += place is not None and _is_near(place, toponym)
    return total, found, right


def _is_near(place: Place, toponym: Toponym) -> bool:
    if place.geonames == toponym.geonames:
        return True
    if place.lat is None or place.lon is None:
        return False
    return kilometres(place.lat, place.lon, toponym.lat, toponym.lon) <= MILES_100


def gold_places(gold: Path, theatre: Theatre) -> Counter[str]:
    """The places of coded claims by the precision that they are resolved to."""
    return Counter(
        resolved.place.precision
        for report, claims in read_gold(gold)
        for resolved in resolve(report, claims, theatre)
        if resolved.place is not None
    )


def read_gold(gold: Path) -> list[tuple[Report, list[Claim]]]:
    """The reports of a gold file with their claims."""
    work = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        item = record["report"]
        report = Report(item["id"], item["title"] or "", item["text"], item["outlet"], item["published"])
        work.append((report, [_claim(report, number, claim) for number, claim in enumerate(record["claims"])]))
    return work


def speed(gold: Path, theatre: Theatre) -> float:
    """Mentions resolved a second over the reports of a gold file, contexts included, on one core."""
    work = read_gold(gold)
    begin = time.process_time()  # of this core, whatever else the machine does
    mentions = 0
    for report, claims in work:
        resolve(report, claims, theatre)
        mentions += sum(bool(m) for c in claims for m in (c.place, c.actor, c.object, c.source))
    return mentions / (time.process_time() - begin)


def _claim(report: Report, number: int, gold: dict[str, str]) -> Claim:
    def mention(words: str | None) -> Mention | None:
        if not words:
            return None
        start = max(0, report.full.find(words))
        return Mention(words, start, start + len(words))

    evidence = mention(gold["evidence"]) or Mention("", 0, 0)
    slots = [mention(gold[key]) for key in ("place", "actor", "object")]
    head = (str(number), report.id, gold["topic"], gold["status"], gold["certainty"], evidence)
    return Claim(*head, *slots, source=mention(gold["source"]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/geoparsing"))
    parser.add_argument("--theatre", default="world")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold/dev.jsonl"))
    parser.add_argument("--misses", type=Path, help="write the toponyms that were not resolved exactly, with counts")
    options = parser.parse_args()
    begin = time.perf_counter()
    theatre = load_theatre(options.theatre)
    theatre.world.named("paris")
    load = time.perf_counter() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"load {load:.2f} s, {memory:.0f} MB in all")
    misses: Counter[tuple[str, ...]] = Counter()
    print(f"{'corpus':<12}{'toponyms':>9}{'exact':>8}{'161 km':>8}   Mordecai3")
    for name, file in CORPORA.items():
        if (options.folder / file).exists():
            total, exact, near = measure(options.folder / file, theatre, misses)
            row = f"{name:<12}{total:>9}{100 * exact / total:>8.1f}{100 * near / total:>8.1f}"
            print(f"{row}   {PUBLISHED[name][0]} {PUBLISHED[name][1]}")
    print("end to end from text: resolved right within 161 km, of all toponyms and of those resolved")
    for name, file in CORPORA.items():
        if (options.folder / file).exists():
            total, found, right = end_to_end(options.folder / file, theatre)
            print(f"{name:<12}{100 * right / total:>8.1f}{100 * right / max(1, found):>8.1f}")
    if options.misses:
        lines = ("\t".join((str(count), *key)) for key, count in misses.most_common())
        options.misses.write_text("\n".join(lines), encoding="utf-8")
    if options.gold.exists():
        report_gold(options.gold)


def report_gold(gold: Path) -> None:
    """Print the precision of the gold's places, and the speed: names met first, and after other reports were read."""
    syria = load_theatre("syria")
    others = gold.with_name("train.jsonl")
    first = speed(others if others.exists() else gold, syria)
    warm = max(speed(gold, syria) for _ in range(3))  # the best of three: other work on the machine only slows it
    print(f"mentions a second: names met first {first:,.0f}, after other reports {warm:,.0f}")
    counted = gold_places(gold, syria)
    total = counted.total()
    print("places of the gold: " + ", ".join(f"{kind} {100 * n / total:.0f} %" for kind, n in counted.most_common()))


if __name__ == "__main__":
    main()
