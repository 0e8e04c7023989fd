"""The steps from one version of the SQLite ledger to the next, in order; a released step is never changed.

Each runs in a transaction of its own together with the record that it ran.
"""

from __future__ import annotations

import sqlite3

from sayso.errors import LedgerError

FIRST = """
CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0);

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    url TEXT,
    language TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

-- One reading of one report by one reader; a better reader adds a reading and never edits the old one.
CREATE TABLE readings (
    number INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id),
    reader TEXT,
    theatre TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_report ON readings (report_id);

-- "names" holds the claim's mentions (place, actor, object, source, via) as JSON, each with its offsets.
CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings (number),
    topic TEXT NOT NULL,
    status TEXT NOT NULL,
    certainty TEXT NOT NULL,
    evidence TEXT NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    names TEXT NOT NULL,
    count_low INTEGER,
    count_high INTEGER,
    count_unit TEXT,
    when_start TEXT,
    when_end TEXT,
    has_when INTEGER NOT NULL CHECK (has_when IN (0, 1)),
    confidence REAL NOT NULL,
    UNIQUE (reading, id)
) STRICT;
CREATE INDEX claims_by_id ON claims (id);

-- Append-only: the latest row of a claim's field counts.
CREATE TABLE resolutions (
    number INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (number),
    field TEXT NOT NULL CHECK (field IN ('place', 'actor', 'object', 'source')),
    entry TEXT,
    meaning TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX resolutions_by_claim ON resolutions (claim);
CREATE INDEX resolutions_by_entry ON resolutions (entry);

CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'reports', content_rowid = 'number');
CREATE TRIGGER words_of_report AFTER INSERT ON reports BEGIN
    INSERT INTO words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

-- Matters are derived; this only saves making them again while nothing changed.
CREATE TABLE matters (
    number INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE lineups (
    revision INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (revision, made_by)
) STRICT;
"""

STEPS: tuple[tuple[str, str], ...] = (("first", FIRST),)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the ledger to the latest version. Raises LedgerError where a later sayso has written it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(STEPS):
        raise LedgerError(f"the ledger is of version {version}; this sayso knows up to {len(STEPS)}: use a later sayso")
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise LedgerError("the file is an SQLite database, but not a ledger: name another with --ledger")
    for number, (name, script) in enumerate(STEPS[version:], start=version + 1):
        _step(connection, number, name, script)


def _step(connection: sqlite3.Connection, number: int, name: str, script: str) -> None:
    """Run one step unless another process has run it in the meantime."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < number:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        connection.execute("ROLLBACK")
        raise LedgerError(f"the migration {name!r} failed: {error}") from error


def _statements(script: str) -> list[str]:
    """The statements of a script one by one, since ``executescript`` would commit in between."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
