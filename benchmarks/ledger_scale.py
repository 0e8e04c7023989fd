"""Time the questions that people put to a large ledger, on SQLite and on PostgreSQL.

    ./do bench ledger_scale --claims 1000000

The claims are made up: places, outlets, sources and topics with the skew of real ones (a few take most), ten years of
days, about four claims a report. Matters are made up as well, a few claims each: what is timed is the ledger and what
is written from it, not the line-up. Each question is put for many places, words and weeks, drawn as often as they are
spoken of, and the median and the 95th percentile are given.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "ledger")]

from postgres_server import NoServerError, server  # noqa: E402

from sayso import gathering, pipeline  # noqa: E402
from sayso.ledger import MatterQuery, Provenance, Query, open_ledger  # noqa: E402
from sayso.ledger.store import SqlLedger  # noqa: E402
from sayso.models import (  # noqa: E402
    STATUSES,
    ActorResolution,
    Claim,
    Matter,
    Mention,
    PlaceResolution,
    Position,
    Report,
    ResolvedClaim,
)
from sayso.resolving import Theatre, load_theatre  # noqa: E402

DAYS, FIRST = 3650, date(2012, 1, 1)
TOPICS = ("fighting", "casualties", "control", "aid", "damage", "displacement", "access", "truce", "hazard", "abuse")
STANDINGS = ("single", "agreed", "disputed", "conceded", "revised")
WEIGHTS = (78, 14, 5, 1, 2)
TOGETHER = 500  # reports written in one transaction while the ledger is filled


@dataclass(frozen=True, slots=True)
class World:
    """What the claims are made of, each list with the most frequent first."""

    places: tuple[PlaceResolution, ...]
    outlets: tuple[str, ...]
    actors: tuple[ActorResolution, ...]
    words: tuple[str, ...]
    chance: random.Random

    def pick(self, of: Sequence[object]) -> int:
        """An index, the first ones most often: the n-th about 1/n as often as the first."""
        return min(int(len(of) ** self.chance.random()) - 1, len(of) - 1)


def make_world(theatre: Theatre, seed: int = 3) -> World:
    chance = random.Random(seed)
    ranked = sorted(theatre.places, key=lambda place: -place.weight)[:6000]
    found = (theatre.find_place(place.id) for place in ranked)
    places = tuple(place for place in found if place.id is not None and len(place.within) > 1)
    actors = tuple(ActorResolution(one.id, one.name) for one in theatre.actors.values())
    consonants, vowels = "bdfghklmnrstwz", "aeiou"
    words = tuple(
        {"".join(chance.choice(s) for s in (consonants, vowels) * chance.randint(2, 4)) for _ in range(20000)}
    )
    return World(places, tuple(f"Outlet {n}" for n in range(300)), actors, tuple(sorted(words)), chance)


def reports(world: World) -> Iterator[tuple[Report, list[ResolvedClaim]]]:
    """Reports without end, each with its claims."""
    number = 0
    while True:
        number += 1
        told = [_sentence(world) for _ in range(1 + min(int(world.chance.expovariate(1 / 3)), 20))]
        day = FIRST + timedelta(days=world.chance.randrange(DAYS))
        filler = " ".join(world.words[world.pick(world.words)] for _ in range(250))
        text = " ".join(sentence for sentence, _, _ in told) + " " + filler
        outlet = world.outlets[world.pick(world.outlets)]
        report = Report(f"g{number}", f"Report {number}", text, outlet, day.isoformat())
        yield report, _claims(world, report, told)


def _sentence(world: World) -> tuple[str, PlaceResolution, ActorResolution]:
    place, actor = world.places[world.pick(world.places)], world.actors[world.pick(world.actors)]
    words = " ".join(world.words[world.pick(world.words)] for _ in range(12))
    return f"{actor.name} {words} in {place.name}.", place, actor


def _claims(
    world: World, report: Report, told: Sequence[tuple[str, PlaceResolution, ActorResolution]]
) -> list[ResolvedClaim]:
    found, start = [], len(report.title) + 1
    for number, (sentence, place, actor) in enumerate(told):
        evidence = Mention(sentence, start, start + len(sentence))
        where = evidence.end - 1 - len(place.name)
        topic = TOPICS[world.pick(TOPICS)]
        claim = Claim(
            id=f"{report.id}-{number}",
            report_id=report.id,
            topic=topic,
            status=STATUSES[topic][0],
            certainty="stated",
            evidence=evidence,
            place=Mention(place.name, where, evidence.end - 1),
            source=Mention(actor.name, start, start + len(actor.name)),
        )
        found.append(ResolvedClaim(claim, place, source=actor))
        start = evidence.end + 1
    return found


def matters(world: World, ledger: SqlLedger) -> Iterator[Matter]:
    """Made-up matters: claims of one topic and place that are near in time, up to eight together."""
    days = {report.id: report.published or "" for report in ledger.imprints("", "9999")}
    claims = sorted(
        ledger.as_read(),
        key=lambda one: (one.claim.topic, one.place.id if one.place else "", days[one.claim.report_id]),
    )
    left = iter(claims)
    ahead = next(left, None)
    while ahead is not None:
        members, size = [ahead], 1 + min(int(world.chance.expovariate(1.2)), 7)
        ahead = next(left, None)
        while ahead is not None and len(members) < size and _alike(members[0], ahead):
            members.append(ahead)
            ahead = next(left, None)
        yield _matter(world, members, days)


def _alike(one: ResolvedClaim, other: ResolvedClaim) -> bool:
    return (one.claim.topic, one.place) == (other.claim.topic, other.place)


def _matter(world: World, members: Sequence[ResolvedClaim], days: dict[str, str]) -> Matter:
    standing = "single" if len(members) == 1 else world.chance.choices(STANDINGS, WEIGHTS)[0]
    dates = sorted(days[one.claim.report_id] for one in members)
    position = Position(
        summary="so it is said",
        sources=tuple(dict.fromkeys(one.source.name for one in members if one.source)),
        outlets=(),
        reports=tuple(dict.fromkeys(one.claim.report_id for one in members)),
        claims=tuple(one.claim.id for one in members),
    )
    first = members[0]
    return Matter(
        id=f"m-{first.claim.id}",
        topic=first.claim.topic,
        place=first.place or PlaceResolution(None, ""),
        start=dates[0],
        end=dates[-1],
        standing=standing,  # type: ignore[arg-type]
        disputed_on=("count",) if standing == "disputed" else (),
        positions=(position,),
    )


def fill(ledger: SqlLedger, world: World, claims: int) -> None:
    """Put that many claims in, and matters made of them."""
    made, source = 0, reports(world)
    while made < claims:
        with ledger.together():
            for report, told in islice(source, TOGETHER):
                ledger.add(report, told, Provenance("generator", "syria"))
                made += len(told)
    name = gathering._fingerprint()  # stored under the installed line-up's name, so that it is not run
    ledger.cache_matters(name, ledger.contents().revision, list(matters(world, ledger)))


def timed(question: Callable[[int], object], times: int) -> str:
    """Median and 95th percentile of a question put that many times, in milliseconds."""
    took = []
    for number in range(times):
        started = time.perf_counter()
        question(number)
        took.append((time.perf_counter() - started) * 1000)
    return f"median {median(took):7.1f} ms, 95 % within {quantiles(took, n=20)[-1]:7.1f} ms"


def measure(ledger: SqlLedger, world: World, theatre: Theatre, times: int) -> None:
    places = [world.places[world.pick(world.places)] for _ in range(times)]
    days = [FIRST + timedelta(days=world.chance.randrange(100, DAYS)) for _ in range(times)]
    words = [" ".join(world.words[world.pick(world.words)] for _ in range(1 + n % 2)) for n in range(times)]

    def brief(number: int) -> object:
        options = pipeline.BriefOptions(on=days[number].isoformat(), most=15, show_names=True)
        return pipeline.brief(ledger, places[number].id or "", theatre, options)

    def search(number: int) -> object:
        return ledger.search(Query(words[number]))

    def search_place(number: int) -> object:
        return ledger.search(Query(words[number], place=places[number].within[-2]))

    def listed(number: int) -> object:
        return ledger.search(Query(place=places[number].id, topic="casualties"))

    def disputed(number: int) -> object:
        week = (days[number].isoformat(), (days[number] + timedelta(days=6)).isoformat())
        return ledger.find_matters(MatterQuery(standing="disputed", since=week[0], until=week[1]))

    for name, question in (
        ("a place's brief on a day", brief),
        ("a search", search),
        ("a search in a governorate", search_place),
        ("a place's casualties", listed),
        ("the disputed matters of a week", disputed),
    ):
        print(f"  {name:32} {timed(question, times)}", flush=True)
    new = [(replace(report, id=f"new{n}"), told) for n, (report, told) in enumerate(islice(reports(world), times))]

    def add(number: int) -> object:
        report, told = new[number]
        renamed = [
            replace(one, claim=replace(one.claim, id=f"new{number}-{n}", report_id=report.id))
            for n, one in enumerate(told)
        ]
        return ledger.add(report, renamed)

    print(f"  {'adding a report':32} {timed(add, times)}", flush=True)


@contextmanager
def stores() -> Iterator[Iterator[tuple[str, str]]]:
    """Name and address of each store that there is."""
    with tempfile.TemporaryDirectory() as folder:

        def each() -> Iterator[tuple[str, str]]:
            yield "SQLite", str(Path(folder) / "l.db")
            try:
                with server(safe=True) as url:
                    yield "PostgreSQL", url
            except NoServerError as error:
                print(f"PostgreSQL: left out, {error}")

        yield each()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims in the ledger (default: a million)")
    parser.add_argument("--times", type=int, default=100, help="how often each question is put (default: 100)")
    asked = parser.parse_args()
    theatre = load_theatre("syria")
    with stores() as found:
        for name, address in found:
            world = make_world(theatre)
            with open_ledger(address) as ledger:
                started = time.perf_counter()
                fill(ledger, world, asked.claims)
                if "://" in address:
                    ledger.database.run("ANALYZE")  # as the server would by itself in time
                held = ledger.statistics()
                seconds = time.perf_counter() - started
                print(f"{name}: {held.claims:,} claims of {held.reports:,} reports, made in {seconds:.0f} s")
                print(f"  {held.size:,} bytes, {held.size / held.claims:,.0f} a claim")
                measure(ledger, world, theatre, asked.times)


if __name__ == "__main__":
    main()
