"""Time the questions that people put to a large ledger, on SQLite and on PostgreSQL.

    ./do bench ledger_scale --claims 1000000

The reports are invented (``invented_war.py``), with the skew of reporting on a war. Each question is put for many
places, words and weeks, drawn as often as they are spoken of; the median and the 95th percentile are given. The matters
are those that were invented, but for the last reports, which are lined up: with ``--lined`` all, where there is memory.
PostgreSQL holds the very same ledger, restored from the SQLite file. ``--keep FOLDER`` leaves that file there, or uses
the one that is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "ledger"), str(ROOT / "benchmarks")]

from filling import fill  # noqa: E402
from invented_war import FIRST, World, invent, make_world  # noqa: E402
from postgres_server import NoServerError, server  # noqa: E402

from sayso import gathering, lineup, pipeline  # noqa: E402
from sayso.ledger import MatterQuery, Provenance, Query, open_ledger  # noqa: E402
from sayso.ledger.databases.sqlite import SqliteDatabase  # noqa: E402
from sayso.ledger.databases.tables import MATTERS  # noqa: E402
from sayso.ledger.matters import lining  # noqa: E402
from sayso.ledger.matters.shelving import drop  # noqa: E402
from sayso.ledger.store import SqlLedger  # noqa: E402
from sayso.models import PlaceResolution, Report  # noqa: E402
from sayso.resolving import Theatre, load_theatre  # noqa: E402

OF_LAST = (
    "SELECT claims.number FROM claims JOIN readings ON readings.number = reading"
    " WHERE report_id IN (SELECT id FROM reports ORDER BY number DESC LIMIT ?)"
)


@dataclass(frozen=True, slots=True)
class Draw:
    """What is asked about, drawn as often as it is spoken of: a place, a day and words each time."""

    places: tuple[PlaceResolution, ...]
    days: tuple[date, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, world: World, days: int, times: int) -> Draw:
        places = tuple(world.places[world.pick(world.places)] for _ in range(times))
        return cls(
            places,
            tuple(FIRST + timedelta(days=world.chance.randrange(min(100, days // 2), days)) for _ in range(times)),
            tuple(world.some(1 + n % 2) for n in range(times)),
        )


def timed(ledger: SqlLedger, question: Callable[[int], object], times: int) -> str:
    """Median and 95th percentile of a question put that many times, in milliseconds, and the processor's of it.

    The processor's are those of this process and, where there is one, of the server's process that works for it: on a
    machine that does other things too they say more than the time on the clock.
    """
    took, used, spent = [], [], _spent(ledger)
    for number in range(times):
        started, before = time.perf_counter(), spent()
        question(number)
        took.append((time.perf_counter() - started) * 1000)
        used.append((spent() - before) * 1000)
    within, most = (quantiles(found, n=20)[-1] for found in (took, used))
    return (
        f"median {median(took):7.1f} ms, 95 % within {within:7.1f} ms;"
        f" processor {median(used):7.1f} ms, 95 % within {most:7.1f} ms"
    )


def _spent(ledger: SqlLedger) -> Callable[[], float]:
    """What tells the seconds of processor that this process, and the one of a server that works for it, have used."""
    if not isinstance(ledger.database, SqliteDatabase):
        ((pid,),) = ledger.database.run("SELECT pg_backend_pid()")
        told = Path(f"/proc/{pid}/schedstat")
        if told.exists():
            return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9
    return time.process_time


def measure(ledger: SqlLedger, draw: Draw, theatre: Theatre) -> None:
    """Put every question as often as there are draws, and print what it took."""
    places, days, words, times = draw.places, draw.days, draw.words, len(draw.places)

    def brief(number: int) -> object:
        options = pipeline.BriefOptions(on=days[number].isoformat(), most=15)
        return pipeline.brief(ledger, places[number].id or "", theatre, options)

    def search(number: int) -> object:
        return ledger.search(Query(words[number]))

    def search_place(number: int) -> object:
        return ledger.search(Query(words[number], place=[places[number].id, *places[number].within][-2]))

    def listed(number: int) -> object:
        return ledger.search(Query(place=places[number].id, topic="casualties"))

    def disputed(number: int) -> object:
        week = (days[number].isoformat(), (days[number] + timedelta(days=6)).isoformat())
        return ledger.find_matters(MatterQuery(standing="disputed", since=week[0], until=week[1]))

    # A first time finds the private people of the reports that are quoted, which are then kept.
    print(f"  {'a place, its people not known':32} {timed(ledger, brief, times)}", flush=True)
    for name, question in (
        ("a place's brief on a day", brief),
        ("a search", search),
        ("a search in a governorate", search_place),
        ("a place's casualties", listed),
        ("the disputed matters of a week", disputed),
    ):
        print(f"  {name:32} {timed(ledger, question, times)}", flush=True)


def measure_adding(ledger: SqlLedger, theatre: Theatre, times: int) -> None:
    """Add reports of the last day, each followed by a question, which lines up what it touches."""
    world, before = make_world(theatre, seed=ledger.revision()), ledger.revision()  # others than were added before
    last = date.fromisoformat(str(ledger.database.run("SELECT max(published) FROM reports")[0][0]))
    new = [
        (_renamed(one.report, f"new{before}-{n}", last), one.claims)
        for n, one in enumerate(islice(invent(world), times))
    ]

    def add(number: int) -> object:
        report, claims = new[number]
        told = [
            replace(c, claim=replace(c.claim, id=f"{report.id}-{n}", report_id=report.id)) for n, c in enumerate(claims)
        ]
        return ledger.add(report, told, Provenance("generator", "syria"))

    def line_up(number: int) -> object:
        add(number)
        with gathering.lined_up(ledger):
            return None

    print(f"  {'adding a report':32} {timed(ledger, add, times // 2)}", flush=True)
    line_up(times // 2)
    later = timed(ledger, lambda number: line_up(times // 2 + 1 + number), times - times // 2 - 1)
    print(f"  {'adding a report and lining up':32} {later}", flush=True)


def _renamed(report: Report, name: str, day: date) -> Report:
    return replace(report, id=name, published=day.isoformat())


def make(path: Path, theatre: Theatre, claims: int) -> None:
    """Fill a SQLite ledger, unless there is one."""
    if path.exists():
        return
    started = time.perf_counter()
    with open_ledger(path) as ledger:
        ledger.database.run("PRAGMA synchronous = OFF")  # only while it is filled
        fill(ledger, make_world(theatre), claims)
    print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)


def line_up_last(path: Path, number: int) -> None:
    """Have the last reports lined up in earnest, so that what is added is lined up with them.

    Older matters stay as they were invented. Some 8 KB of memory a claim.
    """
    with open_ledger(path) as ledger:
        db = ledger.database
        if db.run("SELECT 1 FROM lineups WHERE shelved = 1 AND made_by = ?", (gathering.fingerprint(),)):
            return
        started = time.perf_counter()
        names = [row[0] for row in db.run("SELECT id FROM reports ORDER BY number DESC LIMIT ?", (number,))]
        reports, claims = ledger.reports(names), ledger.claims_of(names)
        with ledger.together():
            told = db.run(f"SELECT DISTINCT matter FROM matter_claims WHERE claim IN ({OF_LAST})", (number,))
            drop(db, [row[0] for row in told])
            db.run("DELETE FROM shelf")
            made = lineup.shelve(reports, claims, ledger.shelf())
            lining.insert(db, made)
            db.run("UPDATE lineups SET shelved = 1, made_by = ?", (gathering.fingerprint(),))
        print(f"lined up {len(claims):,} claims in {time.perf_counter() - started:.0f} s", flush=True)


def restored(ledger: SqlLedger, path: Path) -> None:
    """Fill a ledger from a SQLite file, with its matters."""
    ledger.restore(path)
    with open_ledger(path) as source, ledger.together():
        for table in reversed(MATTERS):
            columns = [row[1] for row in source.database.run(f"PRAGMA table_info({table})")]
            found = source.database.stream(f"SELECT {', '.join(columns)} FROM {table}")
            ledger.database.load(table, columns, found)
    ledger.database.run("VACUUM ANALYZE")  # as the server would by itself in time


@contextmanager
def ledgers(path: Path) -> Iterator[Iterator[tuple[str, SqlLedger]]]:
    """Each store that there is, filled."""

    def each() -> Iterator[tuple[str, SqlLedger]]:
        with open_ledger(path) as ledger:
            yield "SQLite", ledger
        try:
            with server(safe=True) as url, open_ledger(url) as ledger:
                started = time.perf_counter()
                restored(ledger, path)
                print(f"restored in {time.perf_counter() - started:.0f} s", flush=True)
                yield "PostgreSQL", ledger
        except NoServerError as error:
            print(f"PostgreSQL: left out, {error}")

    yield each()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims in the ledger (default: a million)")
    parser.add_argument("--times", type=int, default=100, help="how often each question is put (default: 100)")
    parser.add_argument(
        "--lined", type=int, default=50_000, help="the last reports, which are lined up in earnest (default: 50,000)"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the ledger that is filled")
    asked = parser.parse_args()
    theatre = load_theatre("syria")
    with tempfile.TemporaryDirectory() if asked.keep is None else nullcontext(str(asked.keep)) as folder:
        path = Path(folder) / f"invented-{asked.claims}.db"
        make(path, theatre, asked.claims)
        line_up_last(path, asked.lined)
        with ledgers(path) as found:
            for name, ledger in found:
                world = make_world(theatre, seed=11)
                held = ledger.statistics()
                print(f"{name}: {held.claims:,} claims of {held.reports:,} reports, {held.size:,} bytes,", end=" ")
                print(f"{held.size / held.claims:,.0f} a claim", flush=True)
                measure(ledger, Draw.of(world, held.claims // 500, asked.times), theatre)
                measure_adding(ledger, theatre, asked.times)


if __name__ == "__main__":
    main()
