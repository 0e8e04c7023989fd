"""A ledger of the first release is brought forward, and nothing of it is lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from making import report
from samples import REPORT, claims_of

from sayso.errors import LedgerError
from sayso.ledger import Query, open_ledger
from sayso.ledger.databases.migrations import sqlite as migrations

# Written by the first release: two reports, the first with the claims of samples.py, and a stored matter.
FIRST = Path(__file__).parent / "data" / "first.sqlite"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIRST, tmp_path / "old.db"))


def schema(path: Path) -> dict[str, str]:
    """The tables, indexes and triggers, but for the order of columns and the white space of their definitions."""
    with sqlite3.connect(path) as raw:
        found = {
            row[0]: sorted(row[1].split()) for row in raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql > ''")
        }
    raw.close()
    return {name: " ".join(words).replace('"', "") for name, words in found.items()}


def test_everything_is_still_there_and_can_be_asked_in_the_new_ways(old: Path) -> None:
    with open_ledger(old, create=False) as ledger:
        assert ledger.reports()[0] == REPORT
        assert ledger.claims() == claims_of(REPORT)
        assert (ledger.contents().reports, ledger.contents().claims, ledger.contents().revision) == (2, 2, 2)
        assert ledger.check() == []
        assert ledger.cached_matters("v1") is None
        assert [hit.report for hit in ledger.search(Query("malek", kind="reports")).hits] == ["r2"]
        assert len(ledger.search(Query("nurses")).hits) == 1
        assert [hit.claim for hit in ledger.search(Query(place="t:north")).hits] == [claims_of(REPORT)[0].claim.id]
        assert ledger.add(report("More.", id="r3"), [])


def test_it_can_be_asked_as_it_stood_at_the_times_that_the_first_release_wrote_down(old: Path) -> None:
    with sqlite3.connect(old) as raw:
        raw.execute("UPDATE reports SET recorded_at = '2031-05-08T10:00:00.000+00:00' WHERE id = 'r1'")
    raw.close()
    with open_ledger(old) as ledger:
        assert [one.id for one in ledger.as_of("2031-05-08T09:00").reports()] == []
        # The second was recorded earlier than that, by the clock: it cannot have been there before the first.
        assert [one.id for one in ledger.as_of("2031-05-08T10:00").reports()] == ["r1", "r2"]


def test_its_tables_are_those_of_a_new_ledger(old: Path, tmp_path: Path) -> None:
    open_ledger(old).close()
    open_ledger(tmp_path / "new.db").close()
    assert schema(old) == schema(tmp_path / "new.db")


def test_a_step_that_fails_leaves_the_ledger_at_the_version_before(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, script = migrations.STEPS[1]
    broken = (migrations.STEPS[0], (name, script + "\nINSERT INTO nowhere VALUES (1);"))
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(
        LedgerError, match="the migration 'changes, meanings, judgements' failed: no such table: nowhere"
    ):
        open_ledger(old)
    monkeypatch.undo()
    with sqlite3.connect(old) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM resolutions WHERE recorded_at > ''").fetchone() == (3,)
    raw.close()
    with open_ledger(old) as ledger:
        assert ledger.claims() == claims_of(REPORT)


def test_two_that_open_an_old_ledger_at_once_both_get_it(old: Path) -> None:
    first, second = sqlite3.connect(old, isolation_level=None), sqlite3.connect(old, isolation_level=None)
    second.execute("PRAGMA user_version")
    migrations.migrate(first)
    migrations.migrate(second)
    first.close()
    second.close()
    with open_ledger(old) as ledger:
        assert ledger.claims() == claims_of(REPORT)
