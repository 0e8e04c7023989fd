"""The tables of a ledger, as far as code must name them."""

from __future__ import annotations

# Later than every revision: what has not ended yet.
FOREVER = 2**62
# The kind of a change that leaves every claim as it was: what was made from the claims still holds.
REMARK = "remark"
# The kind of a change that took a name out of what was stored.
FORGETTING = "forgetting"

# In an order in which rows can be copied: what they point at comes first. Matters are left out; they can be made again.
COLUMNS: dict[str, tuple[str, ...]] = {
    "changes": ("revision", "kind", "recorded_at"),
    "reports": ("number", "id", "outlet", "published", "title", "text", "url", "language", "revision"),
    "readings": ("number", "report_id", "reader", "theatre", "revision"),
    "claims": (
        "number",
        "reading",
        "id",
        "topic",
        "status",
        "certainty",
        "evidence",
        "evidence_start",
        "evidence_end",
        "names",
        "count_low",
        "count_high",
        "count_unit",
        "when_start",
        "when_end",
        "has_when",
        "confidence",
    ),
    "meanings": ("number", "digest", "entry", "name", "body"),
    "meaning_places": ("place", "meaning"),
    "resolutions": ("claim", "field", "revision", "meaning"),
    "judgements": ("number", "kind", "person", "reason", "field", "value", "undoes", "revision"),
    "judged_claims": ("judgement", "claim", "part", "revision"),
    "people": ("number", "digest", "noun"),
    "report_people": ("report", "made_by", "revision", "people"),
    "facets": ("claim", "since", "until", "report", "topic", "place", "actor", "source", "first", "last"),
}

# What each column points at, to find rows that point at nothing: table, column, then table and column of the other.
POINTERS: tuple[tuple[str, str, str, str], ...] = (
    ("reports", "revision", "changes", "revision"),
    ("readings", "report_id", "reports", "id"),
    ("readings", "revision", "changes", "revision"),
    ("claims", "reading", "readings", "number"),
    ("meaning_places", "meaning", "meanings", "number"),
    ("resolutions", "claim", "claims", "number"),
    ("resolutions", "meaning", "meanings", "number"),
    ("judgements", "undoes", "judgements", "number"),
    ("judgements", "revision", "changes", "revision"),
    ("judged_claims", "judgement", "judgements", "number"),
    ("judged_claims", "claim", "claims", "number"),
    ("report_people", "report", "reports", "number"),
    ("facets", "claim", "claims", "number"),
    ("facets", "report", "reports", "number"),
    ("facets", "place", "meanings", "number"),
    ("matters", "place", "meanings", "number"),
    ("tallies", "place", "meanings", "number"),
    ("matter_claims", "claim", "claims", "number"),
    ("matter_claims", "matter", "matters", "number"),
    ("stirred", "report", "reports", "number"),
)
# Made from the rest, and dropped to be made again.
MATTERS = ("matter_claims", "matters", "tallies", "aside", "shelf", "stirred", "lineups")


def insertion(table: str) -> str:
    """The statement that puts a whole row into a table."""
    columns = COLUMNS[table]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
