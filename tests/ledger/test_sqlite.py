"""The SQLite ledger: what goes in comes out, once, whole, and sound after a crash."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import MILL, claim, matter, placed, report

from sayso.errors import LedgerError
from sayso.ledger import Provenance, SqliteLedger, open_ledger
from sayso.models import ActorResolution, Report, ResolvedClaim

TEXT = "The army took Mill Quarter on Monday, Radio Tarn quoted a monitor as saying. Two nurses were killed."
REPORT = report(TEXT, title="Mill Quarter falls", url="https://example.org/1")


def claims_of(of: Report) -> list[ResolvedClaim]:
    """Two claims that between them use every field."""
    full = claim(
        of,
        "The army took Mill Quarter on Monday, Radio Tarn quoted a monitor as saying.",
        "control/taken",
        place="Mill Quarter",
        actor="The army",
        source="a monitor",
        via=["Radio Tarn"],
        when={"start": "2031-05-05", "end": None},
        confidence=0.75,
    )
    army, monitor = (
        ActorResolution("t:army", "Tarn army", "north", ("t:army", "t:police")),
        ActorResolution(None, "a monitor"),
    )
    toll = {"count": {"low": 2, "high": None, "unit": "people"}, "object": "Two nurses"}
    return [
        ResolvedClaim(full.claim, MILL, army, None, monitor),
        claim(of, "Two nurses were killed.", "casualties/killed", 1, **toll),
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


def test_what_goes_in_comes_out(ledger: SqliteLedger) -> None:
    bare = report("Nothing happened.", id="r0", outlet=None, published=None)
    assert ledger.add(REPORT, claims_of(REPORT), Provenance("default", "tarn"))
    assert ledger.add(bare, [])
    assert ledger.reports() == [REPORT, bare]
    assert ledger.claims() == claims_of(REPORT)
    contents = ledger.contents()
    assert (contents.reports, contents.claims, contents.revision) == (2, 2, 2)


def test_some_claims_and_reports_can_be_asked_for(ledger: SqliteLedger) -> None:
    other = report(TEXT, id="r2")
    ledger.add(REPORT, claims_of(REPORT))
    ledger.add(other, claims_of(other))
    full, toll = claims_of(other)
    assert ledger.claims([full.claim.id]) == [full]
    assert ledger.claims([toll.claim.id, "nobody's"]) == [toll]
    assert ledger.claims([]) == []
    assert ledger.reports(["r2"]) == [other]
    assert ledger.claims([one.claim.id for one in claims_of(REPORT)] * 50_000) == claims_of(REPORT)


def test_the_same_report_twice_changes_nothing(ledger: SqliteLedger) -> None:
    assert ledger.add(REPORT, claims_of(REPORT)) is True
    before = ledger.contents()
    assert ledger.add(REPORT, claims_of(REPORT)) is False
    assert ledger.add(REPORT, []) is False
    assert ledger.contents() == before
    assert ledger.has(REPORT)


def test_another_text_under_the_same_id_is_refused(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, [])
    with pytest.raises(LedgerError, match="another text is in the ledger under the id 'r1'"):
        ledger.add(report("Other words."), [])
    assert ledger.reports() == [REPORT]


def test_a_claim_id_of_another_report_is_refused_and_nothing_stays(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    other = report(TEXT, id="r2")
    taken = claim(other, "Two nurses were killed.", "casualties/killed", id=claims_of(REPORT)[0].claim.id)
    with pytest.raises(LedgerError, match="is taken by a claim of the report 'r1'"):
        ledger.add(other, [claim(other, "Two nurses were killed.", "casualties/killed", 7), taken])
    assert (ledger.contents().reports, ledger.contents().claims) == (1, 2)


def test_rows_say_when_they_were_recorded_and_by_what(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, claims_of(REPORT), Provenance("rules", "tarn"))
    raw = sqlite3.connect(tmp_path / "l.db")
    now = time.strftime("%Y-%m-%dT%H", time.gmtime())
    for table in ("reports", "readings", "resolutions"):
        times = [row[0] for row in raw.execute(f"SELECT recorded_at FROM {table}")]
        assert times
        assert all(stamp[:10] == now[:10] and stamp.endswith("+00:00") for stamp in times)
    assert raw.execute("SELECT reader, theatre FROM readings").fetchall() == [("rules", "tarn")]
    raw.close()


def test_a_ledger_is_kept_on_disk_in_wal_mode_with_strict_tables(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, claims_of(REPORT))
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.claims() == claims_of(REPORT)
    raw = sqlite3.connect(tmp_path / "l.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        raw.execute("INSERT INTO state VALUES (2, 'many')")
    raw.close()


def test_words_are_found_whatever_they_are(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, [])
    ledger.add(report("The harbour of Tarn was calm.", id="r2"), [])
    assert ledger.search("nurses tarn") == ["r1"]
    assert sorted(ledger.search("TARN")) == ["r1", "r2"]
    assert ledger.search("Mill") == ["r1"]
    assert ledger.search('nurses" OR NEAR(*') == []
    assert ledger.search("  ") == []


def test_matters_are_kept_until_the_ledger_changes(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    made = [
        matter(
            claims_of(REPORT)[:1], MILL, "disputed", disputed_on=("actor",), why=("Two say so.",), question="control"
        )
    ]
    assert ledger.cached_matters("v1") is None
    ledger.cache_matters("v1", 1, made)
    assert ledger.cached_matters("v1") == made
    assert ledger.cached_matters("v2") is None
    ledger.cache_matters("v1", 1, [])
    assert ledger.cached_matters("v1") == []
    ledger.add(report("More.", id="r2"), [])
    assert ledger.cached_matters("v1") is None
    ledger.cache_matters("v1", 1, made)  # made from what the ledger was before the last report
    assert ledger.cached_matters("v1") is None


def test_a_snapshot_does_not_see_what_is_written_meanwhile(ledger: SqliteLedger, tmp_path: Path) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    with ledger.snapshot(), open_ledger(tmp_path / "l.db") as writer:
        assert ledger.contents().reports == 1
        writer.add(report("More.", id="r2"), [])
        assert ledger.reports() == [REPORT]
    assert ledger.contents().reports == 2


def test_a_sound_ledger_has_no_faults(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, claims_of(REPORT))
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE claims SET evidence_start = evidence_start + 1", "of its evidence do not point at"),
        ("UPDATE claims SET names = replace(names, 'The army', 'An army')", "of its actor do not point at 'An army'"),
        ("UPDATE reports SET text = 'gone'", "do not point at"),
        ("UPDATE claims SET status = 'flown'", "control/flown is not in the codebook"),
        ("UPDATE claims SET certainty = 'sure'", "the certainty 'sure' is not in the codebook"),
        ("UPDATE claims SET count_unit = 'cats' WHERE count_low = 2", "the unit 'cats' is not in the codebook"),
        ("DELETE FROM reports", "points at a row of reports that is not there"),
        ("DELETE FROM readings", "was stored without a reading"),
    ],
)
def test_damage_is_found(tmp_path: Path, damage: str, fault: str) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(REPORT, claims_of(REPORT))
    raw = sqlite3.connect(tmp_path / "l.db")
    raw.execute(damage)
    raw.commit()
    raw.close()
    with open_ledger(tmp_path / "l.db") as ledger:
        assert any(fault in found for found in ledger.check())


def test_files_that_are_no_ledger_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("These are only words. " * 50)
    with pytest.raises(LedgerError, match=r"words\.txt cannot be opened: file is not a database"):
        open_ledger(tmp_path / "words.txt")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(LedgerError, match="an SQLite database, but not a ledger"):
        open_ledger(tmp_path / "other.db")
    with pytest.raises(LedgerError, match="there is no ledger at"):
        open_ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(tmp_path / "no folder" / "l.db")


def test_a_ledger_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    open_ledger(tmp_path / "l.db").close()
    raw = sqlite3.connect(tmp_path / "l.db")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(LedgerError, match="of version 99; this sayso knows up to"):
        open_ledger(tmp_path / "l.db")


def test_several_writers_and_a_reader_do_not_lose_anything(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    open_ledger(path).close()
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with open_ledger(path) as ledger:
                for number in range(15):
                    one = report(TEXT, id=f"{name}{number}")
                    ledger.add(one, claims_of(one))
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    with open_ledger(path) as reader:
        while any(writer.is_alive() for writer in writers):
            assert len(reader.claims()) % 2 == 0
        for writer in writers:
            writer.join()
        assert failed == []
        assert (reader.contents().reports, reader.contents().claims) == (45, 90)
        assert reader.check() == []


ADDING = """
import sys
sys.path.insert(0, sys.argv[2])
from making import report
from test_sqlite import TEXT, claims_of
from sayso.ledger import open_ledger

with open_ledger(sys.argv[1]) as ledger:
    for number in range(100000):
        one = report(TEXT, id=f"r{number}")
        ledger.add(one, claims_of(one) )
        print(number, flush=True)
"""


@pytest.mark.parametrize("pause", [0.0, 0.013, 0.04, 0.09])
def test_a_killed_writer_leaves_a_sound_ledger(tmp_path: Path, pause: float) -> None:
    """Everything acknowledged is there, nothing is half there, and the next add goes on."""
    path, here = tmp_path / "l.db", Path(__file__).parent
    code = ADDING.replace("sys.path.insert(0, sys.argv[2])", "sys.path[:0] = sys.argv[2:4]")
    command = [sys.executable, "-c", code, str(path), str(here), str(here.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(5)]
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    with open_ledger(path, create=False) as ledger:
        there = [one.id for one in ledger.reports()]
        assert ledger.check() == []
        assert len(there) - len(acknowledged) in (0, 1)
        assert there[: len(acknowledged)] == [f"r{number}" for number in acknowledged]
        assert len(ledger.claims()) == 2 * len(there)
        following = report(TEXT, id="next")
        assert ledger.add(following, claims_of(following))


def test_an_error_in_the_middle_of_an_add_leaves_nothing(ledger: SqliteLedger) -> None:
    first, second = claims_of(REPORT)
    with pytest.raises(LedgerError, match="cannot be written"):
        ledger.add(REPORT, [first, second, second])
    assert (ledger.contents().reports, ledger.contents().claims, ledger.contents().revision) == (0, 0, 0)
    assert ledger.add(REPORT, [first, second])


def test_a_place_keeps_its_containers(ledger: SqliteLedger) -> None:
    ledger.add(REPORT, [placed(claims_of(REPORT)[0], MILL)])
    assert ledger.claims()[0].place == MILL
