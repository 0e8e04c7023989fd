"""How quickly place pages come when many readers look at a large ledger at once.

    ./do bench web_load --claims 1000000 --readers 50 --workers 2
    ./do bench web_load --ledger large.db         # one that was made before
    ./do bench web_load --ledger large.db --pause 5 --seconds 120

The ledger is the invented one of ledger_scale. Private people are found in its reports first, as `sayso add` does when
it adds them. The server runs in processes of its own on loopback. Each reader opens the page of a place, looks at it
for a while (drawn evenly from half to one and a half times --pause) and opens the next; the time of an answer runs
from the first byte sent to the last one read. Places are drawn as often as they are reported on: the nth of some 5,000
with weight 1/n, so that the first gets a ninth of all readers and half of them go to the first hundred. One page in
five is asked for with days of its own, which hardly anybody has asked for before.

First the processor time of a hundred such pages is told, made anew one after the other: it says more than any clock
where other programs run beside. Each --pause then is a run of --seconds with a server of its own that nobody has asked
anything. Without a pause all readers ask all the time and wait for each other: that run tells how many pages there are
in a second.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from filling import fill  # noqa: E402
from invented_war import make_world  # noqa: E402

from sayso import people  # noqa: E402
from sayso.ledger import Named, open_ledger  # noqa: E402
from sayso.resolving import Theatre, load_theatre  # noqa: E402
from sayso.web import Options  # noqa: E402
from sayso.web.desk import Desk  # noqa: E402
from sayso.web.press import Press, Wanted  # noqa: E402

SERVER = """
import sys, uvicorn
from sayso.web import Options, make_app
app = make_app(Options(ledger=sys.argv[1], workers=int(sys.argv[3])))
uvicorn.run(app, port=int(sys.argv[2]), log_level="warning")
"""
# Of so many pages one is asked for some days of a month between these years.
FRESH, YEARS = 5, (2012, 2018)
# Seconds after which a server closes a connection that nobody uses: a half of what uvicorn waits.
IDLE = 2.5
# Seconds from the first answer until all processes of a server have loaded.
LOADING = 10.0
# Pages that are made one after the other, and the seed of their choice.
PAGES, SEED = 100, 5
# Reports whose people are found together.
TOGETHER = 500
_THEATRES: list[Theatre] = []


@dataclass
class Times:
    """The seconds that answers took: of pages that were opened before, that were not, and of days of their own."""

    again: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)
    failed: int = 0
    opened: set[str] = field(default_factory=set)

    def all(self) -> list[float]:
        return self.again + self.first + self.fresh


def make(path: Path, claims: int) -> None:
    """Fill a ledger, and find the private people of its reports."""
    with open_ledger(path) as ledger:
        fill(ledger, make_world(load_theatre()), claims)
    find_people(path)


def find_people(path: Path) -> None:
    """Find and keep the private people of all reports that lack them, on all cores."""
    made_by = people.finder(load_theatre())
    with open_ledger(path) as ledger:
        names = [report.id for report in ledger.imprints("", "9999")]
        known = ledger.people_of(names, made_by)
        lacking = [name for name in names if name not in known]
        batches = [(path, lacking[start : start + TOGETHER]) for start in range(0, len(lacking), TOGETHER)]
        revision = ledger.revision()
        with get_context("spawn").Pool(os.cpu_count(), _load) as pool:
            for found in pool.imap_unordered(_found, batches):
                ledger.keep_people(made_by, revision, found)


def _load() -> None:
    _THEATRES.append(load_theatre())


def _found(batch: tuple[Path, Sequence[str]]) -> dict[str, tuple[Named, ...]]:
    path, names = batch
    with open_ledger(path) as ledger:
        reports, claims = ledger.reports(names), ledger.claims_of(names)
    said = {name: [one for one in claims if one.claim.report_id == name] for name in names}
    return {report.id: people.find(report, said[report.id], _THEATRES[0]) for report in reports}


def weights_of(places: Sequence[str]) -> list[float]:
    """How often places are spoken of."""
    return [1 / (rank + 1) for rank in range(len(places))]


def drawn(chance: random.Random, places: Sequence[str], weights: Sequence[float]) -> tuple[str, dict[str, str]]:
    """A place that a reader opens, and the days that are asked for."""
    (place,) = chance.choices(places, weights)
    if chance.randrange(FRESH):
        return place, {}
    month = f"{chance.randrange(*YEARS)}-{chance.randrange(1, 13):02}"
    return place, {"since": f"{month}-{chance.randrange(1, 15):02}", "until": f"{month}-28"}


def alone(path: Path, places: list[str]) -> None:
    """What the index and pages cost that are made one after the other, in a process of their own."""
    begun = time.process_time()
    desk = Desk.open(Options(ledger=str(path)))
    press, chance, spent = Press(desk), random.Random(SEED), []
    ready, memory = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for _ in range(PAGES):
        place, days = drawn(chance, places, weights_of(places))
        begun = time.thread_time()
        press.make(Wanted("/place/{place:path}", {"place": place}, days, False, "en"))
        spent.append(time.thread_time() - begun)
    desk.close()
    print(f"processor: theatre and index {ready:.1f} s, {memory:.0f} MB;", told("made anew", spent), flush=True)


def read(port: int, places: list[str], until: float, pause: float, times: Times) -> None:
    """One reader, who looks at pages until the time is over."""
    chance = random.Random(threading.get_ident())
    weights = weights_of(places)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.random() * pause)
    while time.monotonic() < until:
        place, days = drawn(chance, places, weights)
        path = f"/place/{quote(place, safe=':')}" + (f"?{urlencode(days)}" if days else "")
        found = times.fresh if days else times.again if path in times.opened else times.first
        if pause > IDLE:
            connection.close()  # as a browser finds it: the server has closed it meanwhile
        begun = time.perf_counter()
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            times.failed += answer.status != 200
        except (OSError, http.client.HTTPException):
            times.failed += 1
            connection.close()
        found.append(time.perf_counter() - begun)
        times.opened.add(path)
        time.sleep(pause * (0.5 + chance.random()))


def told(name: str, found: list[float]) -> str:
    """ "all: 1,234 pages, median 4 ms, 95% within 31 ms"."""
    if len(found) < 2:
        return f"{name}: {len(found)} pages"
    within = quantiles(found, n=20)[-1]
    return f"{name}: {len(found):,} pages, median {median(found) * 1000:.0f} ms, 95% within {within * 1000:.0f} ms"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait(port: int, limit: float) -> float:
    """Wait until the server answers a first page; how long that took, in seconds."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
            connection.request("GET", "/search")
            connection.getresponse().read()
            return time.monotonic() - begun
        except OSError:
            time.sleep(0.5)
    sys.exit(f"the server did not answer within {limit:.0f} s")


def crowd(port: int, places: list[str], given: argparse.Namespace, pause: float) -> None:
    """Let the readers in, and tell how long they waited."""
    times = Times()
    until = time.monotonic() + given.seconds
    readers = [threading.Thread(target=read, args=(port, places, until, pause, times)) for _ in range(given.readers)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    looks = f"each {pause:g} s a page" if pause else "without a pause"
    rate = len(times.all()) / given.seconds
    print(
        f"{given.readers} readers, {looks}, for {given.seconds:g} s: {rate:.0f} pages a second; {times.failed} failed"
    )
    print(" ", told("all", times.all()))
    print(" ", told("opened before by somebody", times.again))
    print(" ", told("opened for the first time", times.first))
    print(" ", told("asked for days of their own", times.fresh), flush=True)


def measure(path: Path, given: argparse.Namespace) -> None:
    """All runs over a ledger."""
    places = [place.id for place in make_world(load_theatre()).places if place.id]
    maker = get_context("spawn").Process(target=alone, args=(path, places))
    maker.start()
    maker.join()
    for pause in given.pause:
        serve(path, places, given, pause)


def serve(path: Path, places: list[str], given: argparse.Namespace, pause: float) -> None:
    """One run: a server of its own, and its readers."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(path), str(port), str(given.workers)])
    try:
        ready = wait(port, 1800)
        time.sleep(LOADING)
        print(f"{path.name}: ready after {ready:.0f} s; load of the machine {os.getloadavg()[0]:.1f}", flush=True)
        crowd(port, places, given, pause)
    finally:
        server.terminate()
        server.wait(30)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--claims", type=int, default=1_000_000)
    arguments.add_argument("--ledger", type=Path, help="a ledger that is there, instead of a new one")
    arguments.add_argument("--readers", type=int, default=50)
    arguments.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that make pages")
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument(
        "--pause", type=float, nargs="+", default=[10.0, 2.0, 0.0], help="seconds for which a reader looks at a page"
    )
    given = arguments.parse_args()
    if given.ledger is not None:
        find_people(given.ledger)
        measure(given.ledger, given)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        make(path, given.claims)
        measure(path, given)


if __name__ == "__main__":
    main()
