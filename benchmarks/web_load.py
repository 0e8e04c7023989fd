"""How quickly place pages come when many readers look at a large ledger at once.

    ./do bench web_load --claims 1000000 --readers 50

The ledger is the made-up one of ledger_scale. The server runs in a process of its own on loopback. Each reader opens
the page of a place, drawn as often as places are spoken of, reads it for a while and opens the next; the time of an
answer runs from the first byte sent to the last one read. One page in five is asked for with days of its own, so that
not only pages which are kept ready are timed. The run ends by itself after --seconds.
"""

from __future__ import annotations

import argparse
import http.client
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from ledger_scale import fill, make_world  # noqa: E402

from sayso.ledger import open_ledger  # noqa: E402
from sayso.resolving import load_theatre  # noqa: E402

SERVER = """
import sys, uvicorn
from sayso.web import Options, make_app
uvicorn.run(make_app(Options(ledger=sys.argv[1])), port=int(sys.argv[2]), log_level="warning")
"""
# Of so many pages one is asked for a month, which nobody has asked for before.
FRESH = 5


@dataclass
class Times:
    """The seconds that answers took, by whether the page may have been kept ready."""

    kept: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)
    failed: int = 0


def make(path: Path, claims: int) -> list[str]:
    """Fill a ledger; the ids of its places, the most frequent first."""
    theatre = load_theatre()
    world = make_world(theatre)
    with open_ledger(path) as ledger:
        fill(ledger, world, claims)
    return [place.id for place in world.places if place.id]


def read(port: int, places: list[str], until: float, pause: float, times: Times) -> None:
    """One reader, who looks at pages until the time is over."""
    chance = random.Random(threading.get_ident())
    weights = [1 / (rank + 1) for rank in range(len(places))]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.random() * pause)
    while time.monotonic() < until:
        (place,) = chance.choices(places, weights)
        fresh = chance.randrange(FRESH) == 0
        path = f"/place/{quote(place, safe=':')}"
        if fresh:
            month = f"{chance.randrange(2012, 2021)}-{chance.randrange(1, 13):02}"
            path += f"?since={month}-{chance.randrange(1, 15):02}&until={month}-28"
        begun = time.perf_counter()
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            times.failed += answer.status != 200
        except (OSError, http.client.HTTPException):
            times.failed += 1
            connection.close()
        (times.fresh if fresh else times.kept).append(time.perf_counter() - begun)
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
    """Wait until the server answers; how long that took, in seconds."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return time.monotonic() - begun
        except OSError:
            time.sleep(0.5)
    sys.exit(f"the server did not answer within {limit:.0f} s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--claims", type=int, default=1_000_000)
    arguments.add_argument("--readers", type=int, default=50)
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--pause", type=float, default=2.0, help="seconds for which a reader looks at a page")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        places = make(path, given.claims)
        port = free_port()
        server = subprocess.Popen([sys.executable, "-c", SERVER, str(path), str(port)])
        try:
            print(f"{given.claims:,} claims; the server was ready after {wait(port, 1800):.0f} s", flush=True)
            times = Times()
            until = time.monotonic() + given.seconds
            crowd = [
                threading.Thread(target=read, args=(port, places, until, given.pause, times))
                for _ in range(given.readers)
            ]
            for one in crowd:
                one.start()
            for one in crowd:
                one.join()
        finally:
            server.terminate()
            server.wait(30)
    print(f"{given.readers} readers, each {given.pause:g} s a page, for {given.seconds:g} s; {times.failed} failed")
    print(told("all", times.kept + times.fresh))
    print(told("asked for as they are", times.kept))
    print(told("asked for days of their own", times.fresh))


if __name__ == "__main__":
    main()
