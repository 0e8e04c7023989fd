"""The steps of a PostgreSQL ledger. Its tables are those of a SQLite ledger; how words are found is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.errors import LedgerError
from sayso.ledger.databases.migrations import refuse_later

if TYPE_CHECKING:
    import psycopg

Row = tuple[Any, ...]

# Words without accents; what is no letter or digit parts them, so that an address or "pro-government" is several
# words, as in SQLite. Ranges instead of classes, since these depend on the locale of the database.
WORDS = r"""to_tsvector('simple'::regconfig, regexp_replace(
    regexp_replace(normalize(left({text}, 400000), NFKD), '[\u0300-\u036f]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'))"""

FIRST = f"""
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), revision BIGINT NOT NULL);
INSERT INTO state VALUES (1, 0);

CREATE TABLE changes (revision BIGINT PRIMARY KEY, kind TEXT NOT NULL, recorded_at TEXT COLLATE "C" NOT NULL);

CREATE TABLE reports (
    number BIGINT PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT COLLATE "C",
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    url TEXT,
    language TEXT NOT NULL,
    revision BIGINT NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS ({WORDS.format(text="title || ' ' || text")}) STORED
);
CREATE INDEX reports_by_outlet ON reports (outlet);
CREATE INDEX reports_by_date ON reports (published);
CREATE INDEX reports_by_words ON reports USING gin (words);

-- One reading of one report by one reader; a better reader adds a reading and never edits the old one.
CREATE TABLE readings (
    number BIGINT PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL REFERENCES reports (id),
    reader TEXT,
    theatre TEXT,
    revision BIGINT NOT NULL
);
CREATE INDEX readings_by_report ON readings (report_id);

-- "names" holds the claim's mentions (place, actor, object, source, via) as JSON, each with its offsets.
CREATE TABLE claims (
    number BIGINT PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    reading BIGINT NOT NULL REFERENCES readings (number),
    topic TEXT NOT NULL,
    status TEXT NOT NULL,
    certainty TEXT NOT NULL,
    evidence TEXT NOT NULL,
    evidence_start BIGINT NOT NULL,
    evidence_end BIGINT NOT NULL,
    names TEXT NOT NULL,
    count_low BIGINT,
    count_high BIGINT,
    count_unit TEXT,
    when_start TEXT,
    when_end TEXT,
    has_when INTEGER NOT NULL CHECK (has_when IN (0, 1)),
    confidence DOUBLE PRECISION NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS ({WORDS.format(text="evidence")}) STORED,
    UNIQUE (reading, id)
);
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_by_words ON claims USING gin (words);

-- What names were taken to mean, each meaning once; "name" is folded, to find what is unresolved.
CREATE TABLE meanings (
    number BIGINT PRIMARY KEY,
    digest TEXT COLLATE "C" NOT NULL UNIQUE,
    entry TEXT COLLATE "C",
    name TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX meanings_by_entry ON meanings (entry);
-- A hash, since a name may be longer than an index of the common kind takes.
CREATE INDEX meanings_by_name ON meanings USING hash (name);

-- The place that a meaning is, and those that contain it.
CREATE TABLE meaning_places (
    place TEXT COLLATE "C" NOT NULL,
    meaning BIGINT NOT NULL REFERENCES meanings (number),
    PRIMARY KEY (place, meaning)
);

-- Append-only: the latest row of a claim's field counts.
CREATE TABLE resolutions (
    claim BIGINT NOT NULL REFERENCES claims (number),
    field TEXT NOT NULL CHECK (field IN ('place', 'actor', 'object', 'source')),
    revision BIGINT NOT NULL,
    meaning BIGINT NOT NULL REFERENCES meanings (number),
    PRIMARY KEY (claim, field, revision)
);

-- Append-only; "number" is the order in which they were made. "value" is JSON.
CREATE TABLE judgements (
    number BIGINT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'reject', 'assign', 'merge', 'split', 'undo')),
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    field TEXT,
    value TEXT,
    undoes BIGINT REFERENCES judgements (number),
    revision BIGINT NOT NULL
);

-- The claims that a judgement is about (part 0) or sets them apart from (part 1); a new reading adds its own.
CREATE TABLE judged_claims (
    judgement BIGINT NOT NULL REFERENCES judgements (number),
    claim BIGINT NOT NULL REFERENCES claims (number),
    part INTEGER NOT NULL CHECK (part IN (0, 1)),
    revision BIGINT NOT NULL,
    PRIMARY KEY (judgement, claim)
);
CREATE INDEX judged_claims_by_claim ON judged_claims (claim);

-- Derived: what a claim, as judged, is found by, from one revision up to (not including) another. Days are ISO.
CREATE TABLE facets (
    claim BIGINT NOT NULL REFERENCES claims (number),
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    report BIGINT NOT NULL REFERENCES reports (number),
    topic TEXT NOT NULL,
    place BIGINT REFERENCES meanings (number),
    actor BIGINT REFERENCES meanings (number),
    source BIGINT REFERENCES meanings (number),
    first TEXT COLLATE "C",
    last TEXT COLLATE "C",
    PRIMARY KEY (claim, since)
);
CREATE INDEX facets_by_report ON facets (report);
CREATE INDEX facets_by_place ON facets (place);
CREATE INDEX facets_by_actor ON facets (actor);
CREATE INDEX facets_by_source ON facets (source);

-- Derived. "first" and "last": when it runs; "told_first" and "told_last": the days that its claims count for.
CREATE TABLE lineups (one INTEGER PRIMARY KEY CHECK (one = 1), revision BIGINT NOT NULL, made_by TEXT NOT NULL);
CREATE TABLE matters (
    number BIGINT PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    topic TEXT NOT NULL,
    standing TEXT NOT NULL,
    place BIGINT NOT NULL REFERENCES meanings (number),
    first TEXT COLLATE "C",
    last TEXT COLLATE "C",
    told_first TEXT COLLATE "C",
    told_last TEXT COLLATE "C",
    dated BIGINT NOT NULL,
    undated BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX matters_by_id ON matters (id);
CREATE INDEX matters_by_place ON matters (place, told_last, told_first, dated, undated);
CREATE INDEX matters_by_standing ON matters (standing, last, first);
CREATE TABLE matter_claims (
    claim BIGINT PRIMARY KEY REFERENCES claims (number),
    matter BIGINT NOT NULL REFERENCES matters (number)
);
"""

# The numbers under which private people are shown; "digest" is made from a name, "noun" is the role.
SECOND = """
CREATE TABLE people (
    number BIGINT PRIMARY KEY,
    digest TEXT COLLATE "C" NOT NULL UNIQUE,
    noun TEXT NOT NULL
);
"""

# Where the private people of a report are named, found by the code that "made_by" tells; see named.py.
THIRD = """
CREATE TABLE report_people (
    report BIGINT PRIMARY KEY REFERENCES reports (number),
    made_by TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    people TEXT NOT NULL
);
"""

# Matters that grow with the ledger: "voices" ranks them, "arranged" are those that people merged or split, "aside" are
# the line-up's own in whose stead those came. "shelf" is what the line-up goes on from, and its own to read; "stirred"
# are the reports that changed since.
FOURTH = """
ALTER TABLE matters ADD COLUMN voices BIGINT NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN arranged INTEGER NOT NULL DEFAULT 0;
UPDATE matters SET voices = (
    SELECT coalesce(sum(coalesce(nullif(json_array_length(position -> 'sources'), 0),
                                 json_array_length(position -> 'outlets'))), 0)
    FROM json_array_elements(body::json -> 'positions') AS position
);
DROP INDEX matters_by_place;
CREATE INDEX matters_by_place ON matters
    (place, told_last, told_first, topic, standing, voices, last, dated, undated);
CREATE INDEX matter_claims_by_matter ON matter_claims (matter);
ALTER TABLE lineups ADD COLUMN shelved INTEGER NOT NULL DEFAULT 0;
CREATE TABLE aside (id TEXT COLLATE "C" PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE shelf (key TEXT COLLATE "C" PRIMARY KEY, body BYTEA NOT NULL);
CREATE TABLE stirred (
    report BIGINT PRIMARY KEY REFERENCES reports (number),
    revision BIGINT NOT NULL
);
"""

# Indexes that answer by themselves who wrote of a place and when, without the reports' texts.
FIFTH = """
DROP INDEX reports_by_date;
CREATE INDEX reports_by_date ON reports (published, outlet, number);
DROP INDEX facets_by_report;
CREATE INDEX facets_by_report ON facets (report, place, until);
"""

# How many matters each place has, and claims with and without a date: derived, so that nobody need count them.
SIXTH = """
CREATE TABLE tallies (
    place BIGINT PRIMARY KEY REFERENCES meanings (number),
    matters BIGINT NOT NULL,
    dated BIGINT NOT NULL,
    undated BIGINT NOT NULL
);
INSERT INTO tallies SELECT place, count(*), sum(dated), sum(undated) FROM matters GROUP BY place;
"""

# The few matters that people merged or split are asked for after every change.
SEVENTH = "CREATE INDEX matters_arranged ON matters (number) WHERE arranged = 1;"

# An index that answers by itself which reports tell of a place.
EIGHTH = """
DROP INDEX facets_by_place;
CREATE INDEX facets_by_place ON facets (place, report, until);
"""

STEPS: tuple[tuple[str, str], ...] = (
    ("first", FIRST),
    ("people", SECOND),
    ("people of reports", THIRD),
    ("matters that grow", FOURTH),
    ("who wrote of a place", FIFTH),
    ("tallies of places", SIXTH),
    ("arranged matters", SEVENTH),
    ("reports of a place", EIGHTH),
)

# Two that open a new ledger at once make its tables one after the other. Any number will do that nobody else locks.
LOCK = 7_729_601


def migrate(connection: psycopg.Connection[Row], create: bool) -> bool:
    """Bring the ledger to the latest version; False where there is none and none is to be made.

    Raises LedgerError where a later sayso has written it.
    """
    version = version_of(connection)
    if version == 0 and not create:
        return False
    refuse_later(version, len(STEPS))
    for number, (name, script) in enumerate(STEPS[version:], start=version + 1):
        _step(connection, number, name, script)
    return True


def version_of(connection: psycopg.Connection[Row]) -> int:
    """The version of the tables, 0 where there are none."""
    (table,) = connection.execute("SELECT to_regclass('ledger_version')::text").fetchall()[0]
    if table is None:
        return 0
    return int(connection.execute("SELECT version FROM ledger_version").fetchall()[0][0])


def _step(connection: psycopg.Connection[Row], number: int, name: str, script: str) -> None:
    """Run one step unless another process has run it in the meantime."""
    try:
        with connection.transaction():
            connection.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
            if version_of(connection) >= number:
                return
            connection.execute(script)  # several statements, since there are no parameters
            if number == 1:
                connection.execute("CREATE TABLE ledger_version (version INTEGER NOT NULL)")
                connection.execute("INSERT INTO ledger_version VALUES (0)")
            connection.execute(f"UPDATE ledger_version SET version = {number}")
    except connection.Error as error:
        raise LedgerError(f"the migration {name!r} failed: {error}") from error
