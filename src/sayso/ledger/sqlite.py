"""The ledger in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger import checks, rows
from sayso.ledger.contract import Contents, Provenance
from sayso.ledger.migrations import migrate
from sayso.models import Claim, Matter, Report, ResolvedClaim

# How long a writer waits for another one before it gives up, in seconds.
PATIENCE = 30.0

BY_HAND = Provenance()

REPORT_COLUMNS = "id, outlet, published, title, text, url, language"
# Of several readings of a report the latest counts; of several resolutions of a field likewise.
LATEST_CLAIMS = """
SELECT claims.number, claims.id, readings.report_id, topic, status, certainty, evidence, evidence_start, evidence_end,
       names, count_low, count_high, count_unit, when_start, when_end, has_when, confidence
FROM claims JOIN readings ON readings.number = claims.reading JOIN reports ON reports.id = readings.report_id
WHERE readings.number = (SELECT max(number) FROM readings AS later WHERE later.report_id = readings.report_id)
  AND {condition}
ORDER BY reports.number, claims.number
"""


def _among(column: str, values: Collection[str] | Collection[int] | None) -> tuple[str, tuple[str, ...]]:
    """A condition and its parameters; by way of JSON, since SQLite limits the number of parameters."""
    if values is None:
        return "true", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),)


def open_ledger(path: Path | str, create: bool = True) -> SqliteLedger:
    """Open a ledger, made on the spot where there is none and ``create`` is set. Raises LedgerError."""
    if not create and not Path(path).is_file():
        raise LedgerError(f"there is no ledger at {path}: make one with `sayso add`, or name one with --ledger")
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL, so that what was acknowledged also outlives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        migrate(connection)
    except (sqlite3.Error, LedgerError) as error:
        connection.close()
        raise LedgerError(f"the ledger {path} cannot be opened: {error}") from error
    return SqliteLedger(connection, str(path))


class SqliteLedger:
    """A ledger in one file; many may read while one writes. Implements the Ledger contract."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def add(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = BY_HAND) -> bool:
        with self._writing() as connection:
            if self.has(report):
                return False
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            connection.execute(
                f"INSERT INTO reports ({REPORT_COLUMNS}, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*rows.report_values(report), now),
            )
            reading = connection.execute(
                "INSERT INTO readings (report_id, reader, theatre, recorded_at) VALUES (?, ?, ?, ?)",
                (report.id, made_by.reader, made_by.theatre, now),
            ).lastrowid
            for claim in claims:
                self._refuse_foreign(claim.claim)
                self._add_claim(claim, reading, now)
            connection.execute("UPDATE state SET revision = revision + 1")
        return True

    def _add_claim(self, resolved: ResolvedClaim, reading: int | None, now: str) -> None:
        number = self._connection.execute(
            "INSERT INTO claims (id, reading, topic, status, certainty, evidence, evidence_start, evidence_end, names,"
            " count_low, count_high, count_unit, when_start, when_end, has_when, confidence)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows.claim_values(resolved.claim, reading),
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO resolutions (claim, field, entry, meaning, recorded_at) VALUES (?, ?, ?, ?, ?)",
            [(number, *values, now) for values in rows.resolution_values(resolved)],
        )

    def _refuse_foreign(self, claim: Claim) -> None:
        """An id names one claim in the whole ledger: matters hold ids only."""
        found = self._connection.execute(
            "SELECT report_id FROM claims JOIN readings ON readings.number = reading WHERE claims.id = ?", (claim.id,)
        ).fetchone()
        if found is not None and found[0] != claim.report_id:
            raise LedgerError(f"the claim id {claim.id!r} is taken by a claim of the report {found[0]!r}")

    def has(self, report: Report) -> bool:
        with self._asking():
            found = self._connection.execute("SELECT title, text FROM reports WHERE id = ?", (report.id,)).fetchone()
        if found is not None and found != (report.title, report.text):
            raise LedgerError(f"another text is in the ledger under the id {report.id!r}: give this report its own id")
        return found is not None

    def reports(self, names: Collection[str] | None = None) -> list[Report]:
        condition, values = _among("id", names)
        with self._asking():
            found = self._connection.execute(
                f"SELECT {REPORT_COLUMNS} FROM reports WHERE {condition} ORDER BY number", values
            )
            return [rows.report_of(row) for row in found]

    def claims(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        condition, values = _among("claims.id", names)
        with self._asking(), self.snapshot():
            found = self._connection.execute(LATEST_CLAIMS.format(condition=condition), values).fetchall()
            meanings = self._meanings(None if names is None else [row[0] for row in found])
            return [rows.claim_of(row[1:], meanings.get(row[0], {})) for row in found]

    def _meanings(self, numbers: Collection[int] | None) -> dict[int, dict[str, str]]:
        """The JSON of the latest resolution of each field, by claim number."""
        condition, values = _among("claim", numbers)
        meanings: dict[int, dict[str, str]] = {}
        for claim, field, meaning in self._connection.execute(
            f"SELECT claim, field, meaning FROM resolutions WHERE {condition} ORDER BY number", values
        ):
            meanings.setdefault(claim, {})[field] = meaning
        return meanings

    def search(self, words: str) -> list[str]:
        # Each word is quoted, so that the query language of FTS5 (AND, NEAR, *) stays out of the user's way.
        query = " ".join('"{}"'.format(word.replace('"', '""')) for word in words.split())
        if not query:
            return []
        with self._asking():
            found = self._connection.execute(
                "SELECT id FROM words JOIN reports ON number = words.rowid WHERE words MATCH ? ORDER BY rank, number",
                (query,),
            )
            return [row[0] for row in found]

    def contents(self) -> Contents:
        with self._asking():
            row = self._connection.execute(
                "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM claims), (SELECT revision FROM state)"
            ).fetchone()
        return Contents(*row)

    def cached_matters(self, made_by: str) -> list[Matter] | None:
        with self._asking(), self.snapshot():
            key = (self.contents().revision, made_by)
            if not self._connection.execute("SELECT 1 FROM lineups WHERE (revision, made_by) = (?, ?)", key).fetchone():
                return None
            found = self._connection.execute(
                "SELECT body FROM matters WHERE (revision, made_by) = (?, ?) ORDER BY number", key
            )
            return [rows.matter_of(json.loads(row[0])) for row in found]

    def cache_matters(self, made_by: str, revision: int, matters: Iterable[Matter]) -> None:
        with self._writing() as connection:
            if self.contents().revision != revision:
                return
            connection.execute("DELETE FROM matters")
            connection.execute("DELETE FROM lineups")
            connection.execute("INSERT INTO lineups VALUES (?, ?)", (revision, made_by))
            connection.executemany(
                "INSERT INTO matters (revision, made_by, body) VALUES (?, ?, ?)",
                ((revision, made_by, rows.matter_text(matter)) for matter in matters),
            )

    def check(self) -> list[str]:
        with self._asking(), self.snapshot():
            return [*checks.of_store(self._connection), *checks.of_claims(self.reports(), self.claims())]

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(f"the ledger {self.name} cannot be read: {error}") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or, on any error, nothing."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise LedgerError(f"the ledger {self.name} cannot be written: {error}") from error
