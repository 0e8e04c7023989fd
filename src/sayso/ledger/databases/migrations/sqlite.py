"""The steps of a SQLite ledger."""

from __future__ import annotations

import json
import sqlite3

from sayso.errors import LedgerError
from sayso.ledger.databases import rows
from sayso.ledger.databases.migrations import refuse_later
from sayso.models import Claim, Mention, Period

# What was in the first release.
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

# Every write becomes a numbered change with its time, so that the ledger can be asked as it stood; equal meanings of
# names are stored once; judgements; a search index over evidence; matters that can be asked for one by one.
SECOND = """
CREATE TABLE changes (
    revision INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
-- The highest time so far, should the clock have stepped back.
INSERT INTO changes
SELECT row_number() OVER (ORDER BY number), 'report', max(recorded_at) OVER (ORDER BY number) FROM reports;
UPDATE state SET revision = (SELECT count(*) FROM changes);

ALTER TABLE reports ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE reports SET revision = ranked.revision
FROM (SELECT number, row_number() OVER (ORDER BY number) AS revision FROM reports) AS ranked
WHERE ranked.number = reports.number;
ALTER TABLE reports DROP COLUMN recorded_at;
CREATE INDEX reports_by_outlet ON reports (outlet);
CREATE INDEX reports_by_date ON reports (published);

ALTER TABLE readings ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE readings SET revision = (SELECT revision FROM reports WHERE reports.id = readings.report_id);
ALTER TABLE readings DROP COLUMN recorded_at;

-- What names were taken to mean, each meaning once; "name" is folded, to find what is unresolved.
CREATE TABLE meanings (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    entry TEXT,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO meanings (digest, entry, name, body)
SELECT DISTINCT digest(meaning), entry, folded(json_extract(meaning, '$.name')), meaning FROM resolutions;
CREATE INDEX meanings_by_entry ON meanings (entry);
CREATE INDEX meanings_by_name ON meanings (name);

-- The place that a meaning is, and those that contain it.
CREATE TABLE meaning_places (
    place TEXT NOT NULL,
    meaning INTEGER NOT NULL REFERENCES meanings (number),
    PRIMARY KEY (place, meaning)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO meaning_places
SELECT entry, number FROM meanings WHERE entry IS NOT NULL AND json_extract(body, '$.precision') IS NOT NULL;
INSERT OR IGNORE INTO meaning_places
SELECT container.value, number FROM meanings, json_each(body, '$.within') AS container;

-- Append-only: the latest row of a claim's field counts.
CREATE TABLE new_resolutions (
    claim INTEGER NOT NULL REFERENCES claims (number),
    field TEXT NOT NULL CHECK (field IN ('place', 'actor', 'object', 'source')),
    revision INTEGER NOT NULL,
    meaning INTEGER NOT NULL REFERENCES meanings (number),
    PRIMARY KEY (claim, field, revision)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO new_resolutions
SELECT claim, field, readings.revision, meanings.number
FROM resolutions JOIN meanings ON meanings.digest = digest(meaning)
    JOIN claims ON claims.number = claim JOIN readings ON readings.number = claims.reading
ORDER BY resolutions.number;
DROP TABLE resolutions;
ALTER TABLE new_resolutions RENAME TO resolutions;

-- Append-only; "number" is the order in which they were made. "value" is JSON.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'reject', 'assign', 'merge', 'split', 'undo')),
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT,
    value TEXT,
    undoes INTEGER REFERENCES judgements (number),
    revision INTEGER NOT NULL
) STRICT;

-- The claims that a judgement is about (part 0) or sets them apart from (part 1); a new reading adds its own.
CREATE TABLE judged_claims (
    judgement INTEGER NOT NULL REFERENCES judgements (number),
    claim INTEGER NOT NULL REFERENCES claims (number),
    part INTEGER NOT NULL CHECK (part IN (0, 1)),
    revision INTEGER NOT NULL,
    PRIMARY KEY (judgement, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX judged_claims_by_claim ON judged_claims (claim);

-- Derived: what a claim, as judged, is found by, from one revision up to (not including) another. Days are ISO.
CREATE TABLE facets (
    claim INTEGER NOT NULL REFERENCES claims (number),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (number),
    topic TEXT NOT NULL,
    place INTEGER REFERENCES meanings (number),
    actor INTEGER REFERENCES meanings (number),
    source INTEGER REFERENCES meanings (number),
    first TEXT,
    last TEXT,
    PRIMARY KEY (claim, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX facets_by_report ON facets (report);
CREATE INDEX facets_by_place ON facets (place);
CREATE INDEX facets_by_actor ON facets (actor);
CREATE INDEX facets_by_source ON facets (source);
INSERT INTO facets
SELECT claims.number, readings.revision, 4611686018427387904, reports.number, topic,
    (SELECT meaning FROM resolutions WHERE claim = claims.number AND field = 'place'),
    (SELECT meaning FROM resolutions WHERE claim = claims.number AND field = 'actor'),
    (SELECT meaning FROM resolutions WHERE claim = claims.number AND field = 'source'),
    json_extract(extent(certainty, has_when, when_start, when_end, published), '$[0]'),
    json_extract(extent(certainty, has_when, when_start, when_end, published), '$[1]')
FROM claims JOIN readings ON readings.number = claims.reading JOIN reports ON reports.id = readings.report_id;

DROP TRIGGER words_of_report;
DROP TABLE words;
CREATE VIRTUAL TABLE report_words USING fts5 (title, text, content = 'reports', content_rowid = 'number');
INSERT INTO report_words (report_words) VALUES ('rebuild');
CREATE TRIGGER report_words_in AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER report_words_changed AFTER UPDATE OF title, text ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE VIRTUAL TABLE claim_words USING fts5 (evidence, content = 'claims', content_rowid = 'number');
INSERT INTO claim_words (claim_words) VALUES ('rebuild');
CREATE TRIGGER claim_words_in AFTER INSERT ON claims BEGIN
    INSERT INTO claim_words (rowid, evidence) VALUES (new.number, new.evidence);
END;
CREATE TRIGGER claim_words_changed AFTER UPDATE OF evidence ON claims BEGIN
    INSERT INTO claim_words (claim_words, rowid, evidence) VALUES ('delete', old.number, old.evidence);
    INSERT INTO claim_words (rowid, evidence) VALUES (new.number, new.evidence);
END;

-- Derived. "first" and "last": when it runs; "told_first" and "told_last": the days that its claims count for.
DROP TABLE matters;
DROP TABLE lineups;
CREATE TABLE lineups (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    made_by TEXT NOT NULL
) STRICT;
CREATE TABLE matters (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    standing TEXT NOT NULL,
    place INTEGER NOT NULL REFERENCES meanings (number),
    first TEXT,
    last TEXT,
    told_first TEXT,
    told_last TEXT,
    dated INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX matters_by_id ON matters (id);
CREATE INDEX matters_by_place ON matters (place, told_last, told_first, dated, undated);
CREATE INDEX matters_by_standing ON matters (standing, last, first);
CREATE TABLE matter_claims (
    claim INTEGER PRIMARY KEY REFERENCES claims (number),
    matter INTEGER NOT NULL REFERENCES matters (number)
) STRICT;
"""

# The numbers under which private people are shown; "digest" is made from a name, "noun" is the role.
THIRD = """
CREATE TABLE people (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    noun TEXT NOT NULL
) STRICT;
"""

# Where the private people of a report are named, found by the code that "made_by" tells; see named.py.
FOURTH = """
CREATE TABLE report_people (
    report INTEGER PRIMARY KEY REFERENCES reports (number),
    made_by TEXT NOT NULL,
    revision INTEGER NOT NULL,
    people TEXT NOT NULL
) STRICT;
"""

# Matters that grow with the ledger: "voices" ranks them, "arranged" are those that people merged or split, "aside" are
# the line-up's own in whose stead those came. "shelf" is what the line-up goes on from, and its own to read; "stirred"
# are the reports that changed since.
FIFTH = """
ALTER TABLE matters ADD COLUMN voices INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN arranged INTEGER NOT NULL DEFAULT 0;
UPDATE matters SET voices = (
    SELECT coalesce(sum(coalesce(nullif(json_array_length(position.value, '$.sources'), 0),
                                 json_array_length(position.value, '$.outlets'))), 0)
    FROM json_each(body, '$.positions') AS position
);
DROP INDEX matters_by_place;
CREATE INDEX matters_by_place ON matters
    (place, told_last, told_first, topic, standing, voices, last, dated, undated);
CREATE INDEX matter_claims_by_matter ON matter_claims (matter);
ALTER TABLE lineups ADD COLUMN shelved INTEGER NOT NULL DEFAULT 0;
CREATE TABLE aside (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE shelf (key TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stirred (
    report INTEGER PRIMARY KEY REFERENCES reports (number),
    revision INTEGER NOT NULL
) STRICT;
"""

# Indexes that answer by themselves who wrote of a place and when, without the reports' texts.
SIXTH = """
DROP INDEX reports_by_date;
CREATE INDEX reports_by_date ON reports (published, outlet);
DROP INDEX facets_by_report;
CREATE INDEX facets_by_report ON facets (report, place, until);
"""

# How many matters each place has, and claims with and without a date: derived, so that nobody need count them.
SEVENTH = """
CREATE TABLE tallies (
    place INTEGER PRIMARY KEY REFERENCES meanings (number),
    matters INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    undated INTEGER NOT NULL
) STRICT;
INSERT INTO tallies SELECT place, count(*), sum(dated), sum(undated) FROM matters GROUP BY place;
"""

# The few matters that people merged or split are asked for after every change.
EIGHTH = "CREATE INDEX matters_arranged ON matters (number) WHERE arranged = 1;"

# An index that answers by itself which reports tell of a place.
NINTH = """
DROP INDEX facets_by_place;
CREATE INDEX facets_by_place ON facets (place, report, until);
"""

STEPS: tuple[tuple[str, str], ...] = (
    ("first", FIRST),
    ("changes, meanings, judgements", SECOND),
    ("people", THIRD),
    ("people of reports", FOURTH),
    ("matters that grow", FIFTH),
    ("who wrote of a place", SIXTH),
    ("tallies of places", SEVENTH),
    ("arranged matters", EIGHTH),
    ("reports of a place", NINTH),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the ledger to the latest version. Raises LedgerError where a later sayso has written it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    refuse_later(version, len(STEPS))
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise LedgerError("the file is an SQLite database, but not a ledger: name another with --ledger")
    if version < len(STEPS):
        _teach(connection)
    for number, (name, script) in enumerate(STEPS[version:], start=version + 1):
        _step(connection, number, name, script)


def _teach(connection: sqlite3.Connection) -> None:
    """Give the steps the functions that they need to bring old rows into the new form."""
    connection.create_function("digest", 1, rows.digest, deterministic=True)
    connection.create_function("folded", 1, str.casefold, deterministic=True)
    connection.create_function("extent", 5, _extent, deterministic=True)


def _extent(certainty: str, dated: int, start: str | None, end: str | None, published: str | None) -> str:
    when = Period(start, end) if dated else None
    claim = Claim("", "", "", "", certainty, Mention("", 0, 0), when=when)
    return json.dumps(rows.extent(claim, published))


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
