"""How long lining up takes, and how much memory, as the claims become more.

    python benchmarks/lineup_scale.py                       10,000, 100,000 and 1,000,000 claims, two processes
    python benchmarks/lineup_scale.py --claims 20000 --workers 1 --profile

The claims are invented, with the skew of reporting on a war: a few towns and a few outlets have most of it, most events
are told once and some by dozens, a sixth of the reports are copies of another. Five hundred claims a day: more claims
are a longer war. Making the claims is not counted; finding the copies is. Each size runs in a process of its own, so
that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import math
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from invented_war import FIRST, KINDS, THINGS

from sayso.lineup import line_up
from sayso.models import ActorResolution, Claim, Count, Mention, Period, PlaceResolution, Report, ResolvedClaim

SIZES = (10_000, 100_000, 1_000_000)
A_DAY = 500  # claims
A_REPORT = 5
COPIED = 1 / 6

ACTORS = (
    ("the army", "army", "government"),
    ("government forces", "army", "government"),
    ("rebels", "rebels", "opposition"),
    ("the Front", "front", "jihadist"),
    ("Daesh", "is", "isis"),
    ("gunmen", None, None),
    ("warplanes", None, None),
    (None, None, None),
)
SOURCES = (
    ("the Observatory", "observatory", "neutral"),
    ("a military source", "military", "government"),
    ("the state agency", "agency", "government"),
    ("a rebel spokesman", "spokesman", "opposition"),
    ("activists", None, None),
    ("residents", None, None),
    (None, None, None),
    (None, None, None),
    (None, None, None),
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, which several reports tell."""

    kind: str
    place: PlaceResolution
    day: int
    actor: int
    toll: int


def generate(claims: int, seed: int = 1) -> tuple[list[Report], list[ResolvedClaim]]:
    """About so many claims with their reports."""
    random = Random(seed)
    world = World(random)
    reports: list[Report] = []
    made: list[ResolvedClaim] = []
    while len(made) < claims:
        report, items = world.report(len(reports), len(made) // A_DAY)
        reports.append(report)
        made.extend(items)
    return reports, made[:claims]


class World:
    """Places, outlets and events, and the reports that tell of them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = ["".join(random.choices("abcdefghijklmnoprstuvwy", k=random.randint(3, 9))) for _ in range(5000)]
        self.places = list(_places())
        self.place_weights = _harmonic(len(self.places))
        self.outlets = [f"Outlet {n}" for n in range(200)]
        self.outlet_weights = _harmonic(200)
        self.events: list[Event] = []
        self.recent: list[tuple[Report, list[ResolvedClaim]]] = []

    def report(self, number: int, day: int) -> tuple[Report, list[ResolvedClaim]]:
        """The next report, of this day: a copy of a recent one, or with claims of its own."""
        outlet = self.random.choices(self.outlets, cum_weights=self.outlet_weights)[0]
        published = (FIRST + timedelta(days=day)).isoformat()
        if self.recent and self.random.random() < COPIED:
            return self._copy(number, outlet, published)
        texts, items, at = [], [], 0
        title = self._sentence(7)
        for n in range(self.random.randint(1, 2 * A_REPORT - 1)):
            sentence = self._sentence(self.random.randint(9, 24))
            texts.append(sentence)
            items.append(self._claim(f"{number}.{n}", number, sentence, len(title) + 1 + at, day))
            at += len(sentence) + 1
        report = Report(f"r{number:07d}", title, " ".join(texts), outlet, published)
        self.recent = [*self.recent[-50:], (report, items)]
        return report, items

    def _copy(self, number: int, outlet: str, published: str) -> tuple[Report, list[ResolvedClaim]]:
        original, items = self.random.choice(self.recent)
        report = Report(f"r{number:07d}", original.title, original.text, outlet, published)
        return report, [_again(item, f"{number}.{n}", report.id) for n, item in enumerate(items)]

    def _sentence(self, size: int) -> str:
        return " ".join(self.random.choices(self.words, k=size)) + "."

    def _event(self, day: int) -> Event:
        """An event of these days: one that was told already, oftener the newer ones, or a new one."""
        if self.events and self.random.random() < 0.45:
            known = self.events[-1 - min(int(self.random.expovariate(1 / 150)), len(self.events) - 1)]
            return known
        kind = self.random.choices(list(KINDS), weights=list(KINDS.values()))[0]
        place = self.random.choices(self.places, cum_weights=self.place_weights)[0]
        toll = min(int(self.random.paretovariate(0.9)), 400)
        self.events.append(Event(kind, place, day - self.random.choice((0, 0, 1)), self.random.randrange(8), toll))
        return self.events[-1]

    def _claim(self, name: str, report: int, sentence: str, start: int, day: int) -> ResolvedClaim:
        event = self._event(day)
        random, (topic, status) = self.random, event.kind.split()
        actor = ACTORS[event.actor if random.random() < 0.9 else random.randrange(8)]
        source, thing = random.choice(SOURCES), random.choice(THINGS)
        counted = topic in ("casualties", "displacement") and random.random() < 0.8
        toll = event.toll if random.random() < 0.7 else event.toll + random.randint(1, 5)
        when = (FIRST + timedelta(days=event.day)).isoformat()
        claim = Claim(
            id=name,
            report_id=f"r{report:07d}",
            topic=topic,
            status=status,
            certainty=random.choices(("stated", "hedged", "denied", "planned"), weights=(88, 7, 2, 3))[0],
            evidence=Mention(sentence, start, start + len(sentence)),
            place=_mention(event.place.name) if random.random() < 0.93 else None,
            actor=_mention(actor[0]),
            object=_mention(thing),
            count=Count(toll, toll if random.random() < 0.8 else None, "people") if counted else None,
            when=Period(when, when) if random.random() < 0.6 else None,
            source=_mention(source[0]),
            confidence=0.9,
        )
        place = event.place if claim.place else None
        return ResolvedClaim(claim, place, _actor(actor), None, _actor(source))


def _mention(text: str | None) -> Mention | None:
    return Mention(text, 0, len(text)) if text else None


def _actor(entry: tuple[str | None, str | None, str | None]) -> ActorResolution | None:
    return ActorResolution(entry[1], entry[0], entry[2]) if entry[0] else None


def _again(item: ResolvedClaim, name: str, report: str) -> ResolvedClaim:
    old = item.claim
    fields = {field: getattr(old, field) for field in Claim.__slots__} | {"id": name, "report_id": report}
    return ResolvedClaim(Claim(**fields), item.place, item.actor, item.object, item.source)


def _harmonic(size: int) -> list[float]:
    """Cumulative weights 1, 1/2, 1/3, …: the first of a thousand has an eighth."""
    found, total = [], 0.0
    for n in range(1, size + 1):
        total += 1 / n
        found.append(total)
    return found


def _places() -> Iterator[PlaceResolution]:
    """Five thousand towns in 270 subdistricts, 60 districts, 14 governorates; wider places come between the towns."""
    for n in range(5000):
        sub, district, governorate = n % 270, n % 60, n % 14
        chain = (f"sub{sub}", f"district{district}", f"gov{governorate}", "country")
        yield PlaceResolution(f"town{n}", f"Town {n}", "town", 35.0, 38.0, chain, (f"town{n}",))
        if n % 40 == 3:
            yield PlaceResolution(chain[2], f"Province {governorate}", "governorate", within=chain[3:])
        if n % 40 == 5:
            yield PlaceResolution(chain[1], f"District {district}", "district", within=chain[2:])
        if n == 9:
            yield PlaceResolution("country", "the country", "country")


def measure(claims: int, workers: int, profile: bool) -> dict[str, float]:
    """Line up so many claims; seconds, matters, megabytes at the peak."""
    reports, items = generate(claims)
    before = _peak()
    profiler = cProfile.Profile() if profile else None
    started, used = time.perf_counter(), _used()
    if profiler:
        matters = profiler.runcall(line_up, reports, items)
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
    else:
        matters = line_up(reports, items, workers=workers)
    return {
        "claims": len(items),
        "reports": len(reports),
        "matters": len(matters),
        "seconds": time.perf_counter() - started,
        "cpu_seconds": _used() - used,
        "records_mb": before,
        "peak_mb": _peak(),
    }


def _used() -> float:
    """Processor time of this process and its children, in seconds."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _peak() -> float:
    """The largest memory of this process or of one child, in megabytes."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="How lining up grows with the number of claims.")
    parser.add_argument("--claims", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--profile", action="store_true", help="Where the time goes, in one process.")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one or asked.profile:
        print(json.dumps(measure(asked.claims[0], asked.workers, asked.profile)))
        return
    print("claims     reports    matters    seconds  processor s  s/(n log n)*1e9  records MB  peak MB")
    for size in asked.claims:
        command = [sys.executable, __file__, "--one", "--claims", str(size), "--workers", str(asked.workers)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        rate = found["seconds"] / (size * math.log(size)) * 1e9
        print(
            f"{found['claims']:<11,}{found['reports']:<11,}{found['matters']:<11,}{found['seconds']:<9.1f}"
            f"{found['cpu_seconds']:<13.1f}{rate:<17.0f}{found['records_mb']:<12,.0f}{found['peak_mb']:,.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
