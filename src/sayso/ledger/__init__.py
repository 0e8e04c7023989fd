"""The store of reports, claims and judgements: one contract, two stores.

    with open_ledger("sayso.db") as ledger:                 # or "postgresql://user@host/name"
        ledger.add(report, resolved_claims, Provenance("default", "syria"))

``open_ledger(where, create=True) -> Ledger`` raises LedgerError; a ledger is for one thread, so open one for each.
What every store can do (contract.py says it in full):

- of people: ``people_of(reports, made_by)``, ``keep_people(made_by, revision, found)``, ``number_people(nouns)``
- write: ``add(report, claims, made_by) -> bool``, ``reread(report, claims, made_by) -> Carried``, ``together()``
- ask: ``reports(ids)``, ``claims(ids)`` as judged, ``as_read(ids)`` as the reader left them, ``has(report)``,
  ``imprints(since, until)``, ``claims_of(report ids)``, ``revision()``
- search: ``search(Query(words, kind, place, topic, actor, source, outlet, standing, since, until), after, most)``
  gives a ``Page`` of ``Hit``; its ``next`` is the ``after`` of the next page
- judge: ``judge(decision) -> Judgement``, where a decision is ``accept(claim, by)``, ``reject(claim, by)``,
  ``correct(claim, field, value, by)``, ``assign(claims, field, entry, by)``, ``merge(matters, by)``,
  ``split(matter, claims, by)`` or ``undo(number, by)``, and ``by`` is ``By(person, reason)``;
  ``judgements(claim=None)``, ``lost()``, ``arrangements()``
- matters, which ``sayso.pipeline`` makes and stores: ``has_matters(made_by)``, ``find_matters(MatterQuery(...))``,
  ``matters(ids)``, ``matters_of(claim ids)``, ``lines_of(claim ids)``, ``outline()``,
  ``count_matters(MatterQuery(...)) -> Tally``, ``survey(MatterQuery(...))``, ``places()``, ``cached_matters(made_by)``,
  ``cache_matters(...)``; and what they grow by: ``stirred(made_by)``, ``shelf()``, ``take_matters(...)``,
  ``put_matters(...)``
- the past: ``as_of("2026-01-31") -> Ledger``, to be asked the same questions
- look after: ``contents()``, ``coverage()``, ``statistics()``, ``check()``, ``backup(path)``, ``restore(path)``,
  ``snapshot()``
"""

from sayso.ledger.contract import (
    Carried,
    Contents,
    Coverage,
    Groundwork,
    Hit,
    Ledger,
    Line,
    MatterQuery,
    Named,
    Outline,
    Page,
    Provenance,
    Query,
    Shelf,
    Statistics,
    Survey,
    Tally,
)
from sayso.ledger.databases.rows import NAMED
from sayso.ledger.judgements import (
    FIELDS,
    Arrangement,
    By,
    Decision,
    Judgement,
    accept,
    assign,
    correct,
    merge,
    reject,
    split,
    undo,
)
from sayso.ledger.opening import open_ledger
from sayso.ledger.store import SqlLedger

__all__ = [
    "FIELDS",
    "NAMED",
    "Arrangement",
    "By",
    "Carried",
    "Contents",
    "Coverage",
    "Decision",
    "Groundwork",
    "Hit",
    "Judgement",
    "Ledger",
    "Line",
    "MatterQuery",
    "Named",
    "Outline",
    "Page",
    "Provenance",
    "Query",
    "Shelf",
    "SqlLedger",
    "Statistics",
    "Survey",
    "Tally",
    "accept",
    "assign",
    "correct",
    "merge",
    "open_ledger",
    "reject",
    "split",
    "undo",
]
