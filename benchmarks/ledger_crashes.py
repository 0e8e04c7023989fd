"""Kill the writers of a ledger at random moments, many times, and say what was found.

    ./do bench ledger_crashes --rounds 200

One writer on SQLite, four on PostgreSQL (a server of its own, where its programs are), each with a reader going. After
every round all that was acknowledged must be there, nothing half, and the next report must go in; at the end the whole
ledger is checked. PostgreSQL runs with its safe settings here; the machine itself is not switched off.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "ledger")]

import crashing  # noqa: E402
from postgres_server import NoServerError, server  # noqa: E402


def measure(name: str, address: str, rounds: int, writers: int) -> None:
    """Print what a number of crashes came to; AssertionError ends it at the first that went wrong."""
    started, acknowledged, unheard = time.perf_counter(), 0, 0
    for outcome in crashing.rounds(address, rounds, writers, seed=7):
        acknowledged += outcome.acknowledged
        unheard += outcome.there - outcome.acknowledged
    seconds = time.perf_counter() - started
    print(
        f"{name}: {rounds} kills of {writers} writer(s) in {seconds:.0f} s; {acknowledged} reports acknowledged, none"
        f" lost; {unheard} kept but not yet acknowledged; none half there; no faults"
    )


def on_sqlite(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", str(Path(folder) / "l.db"), rounds, writers=1)


def on_postgresql(rounds: int) -> None:
    try:
        with server(safe=True) as url:
            measure("PostgreSQL", url, rounds, writers=4)
    except NoServerError as error:
        print(f"PostgreSQL: left out, {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, help="kills of each store (default: 200)")
    parser.add_argument("--store", choices=["sqlite", "postgresql"], help="one store only (default: both)")
    asked = parser.parse_args()
    if asked.store != "postgresql":
        on_sqlite(asked.rounds)
    if asked.store != "sqlite":
        on_postgresql(asked.rounds)


if __name__ == "__main__":
    main()
