"""The ledger over any of the two databases: who may write, what counts, and at which revision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger import checks, deciding, statistics
from sayso.ledger.claims import asking, keeping, searching
from sayso.ledger.contract import (
    Carried,
    Contents,
    Coverage,
    Groundwork,
    Line,
    Mask,
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
from sayso.ledger.databases import copying, database, rows
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import FOREVER
from sayso.ledger.databases.times import last_instant
from sayso.ledger.judgements import Arrangement, Decision, Judgement, well_signed
from sayso.ledger.matters import lining, outlines, shelving
from sayso.ledger.people import forgetting, named, naming
from sayso.models import Matter, PlaceResolution, Report, ResolvedClaim

BY_HAND = Provenance()
# Hits on a page where nothing else is asked for.
MOST = 20


class SqlLedger:
    """A ledger in a database. Implements the Ledger contract.

    ``upto`` is the last revision that is seen; a ledger that stands at an earlier one than the last is only asked.
    """

    def __init__(self, database: Database, upto: int = FOREVER) -> None:
        self.database = database
        self.name = database.name
        self.upto = upto
        self._held: lining.Held | None = None

    def __enter__(self) -> SqlLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    # -- writing -------------------------------------------------------------------------------------------------

    def add(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = BY_HAND) -> bool:
        with self._writing():
            if self.has(report):
                return False
            revision = keeping.record(self.database, "report")
            number = keeping.insert_report(self.database, report, revision)
            faces = keeping.insert_reading(self.database, keeping.Fresh(report, number, claims, made_by, revision))
            keeping.show(self.database, faces, revision)
            keeping.stir(self.database, [number], revision)
        return True

    def reread(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = BY_HAND) -> Carried:
        with self._writing():
            if not self.has(report):
                raise LedgerError(f"the report {report.id!r} is not in the ledger: add it first")
            return deciding.reread(self.database, report, claims, made_by)

    def judge(self, decision: Decision) -> Judgement:
        well_signed(decision)
        with self._writing():
            return deciding.judge(self.database, decision)

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._writing():
            yield

    # -- reports and claims --------------------------------------------------------------------------------------

    def has(self, report: Report) -> bool:
        with self.asking():
            found = self.database.run(
                "SELECT title, text FROM reports WHERE id = ? AND revision <= ?", (report.id, self.upto)
            )
        if found and found[0] != (report.title, report.text):
            raise LedgerError(f"another text is in the ledger under the id {report.id!r}: give this report its own id")
        return bool(found)

    def reports(self, names: Collection[str] | None = None) -> list[Report]:
        with self.asking():
            return asking.reports(self.database, self.upto, names)

    def imprints(self, since: str, until: str) -> list[Report]:
        with self.asking():
            found = self.database.run(
                "SELECT id, outlet, published, title, '', url, language FROM reports"
                " WHERE published >= ? AND published <= ? AND revision <= ? ORDER BY number",
                (since, until, self.upto),
            )
        return [rows.report_of(row) for row in found]

    def told_of(self, place: str, since: str, until: str) -> list[tuple[str, str]]:
        with self.asking(), self.snapshot():
            return searching.told_of(self.database, self.upto, place, (since, until))

    def published(self, outlets: Collection[str], since: str, until: str) -> dict[str, int]:
        with self.asking():
            condition, values = self.database.among("outlet || ''", outlets)
            # By the index of days, which has the outlets too; without the condition that all meet, it alone tells.
            seen, upto = ("", ()) if self.upto == FOREVER else (" AND revision <= ?", (self.upto,))
            found = self.database.run(
                f"SELECT outlet, count(*) FROM reports WHERE published >= ? AND published <= ? AND {condition}{seen}"
                " GROUP BY outlet",
                (since, until, *values, *upto),
            )
        return dict(found)

    def claims(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        with self.asking(), self.snapshot():
            return asking.judged(self.database, self.upto, names)

    def claims_of(self, reports: Collection[str]) -> list[ResolvedClaim]:
        with self.asking(), self.snapshot():
            return asking.judged_of(self.database, self.upto, reports)

    def as_read(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        with self.asking(), self.snapshot():
            return [numbered.resolved for numbered in asking.as_read(self.database, self.upto, names)]

    def search(self, query: Query, after: str | None = None, most: int = MOST) -> Page:
        with self.asking(), self.snapshot():
            return searching.search(self.database, self.upto, query, searching.Cut(after, most))

    # -- judgements ----------------------------------------------------------------------------------------------

    def judgements(self, claim: str | None = None) -> list[Judgement]:
        with self.asking(), self.snapshot():
            return deciding.judgements(self.database, self.upto, claim)

    def lost(self) -> list[Judgement]:
        with self.asking(), self.snapshot():
            return deciding.lost(self.database, self.upto)

    def arrangements(self) -> list[Arrangement]:
        with self.asking(), self.snapshot():
            return deciding.arrangements(self.database, self.upto)

    # -- matters -------------------------------------------------------------------------------------------------

    def has_matters(self, made_by: str) -> bool:
        with self.asking(), self.snapshot():
            held = self._holding()
            return (held is not None and held.made_by == made_by) or lining.has(self.database, self.upto, made_by)

    def cached_matters(self, made_by: str) -> list[Matter] | None:
        with self.snapshot():
            return self.find_matters(MatterQuery()) if self.has_matters(made_by) else None

    def find_matters(self, query: MatterQuery, most: int | None = None) -> list[Matter]:
        with self.asking(), self.snapshot():
            held = self._holding()
            return held.find(query) if held else lining.find(self.database, query, most)

    def survey(self, query: MatterQuery) -> Survey | None:
        with self.asking(), self.snapshot():
            return None if self._holding() else lining.survey(self.database, query)

    def matters_of(self, claims: Collection[str]) -> dict[str, Matter]:
        with self.asking(), self.snapshot():
            held = self._holding()
            return held.of_claims(claims) if held else lining.of_claims(self.database, claims)

    def matters(self, names: Collection[str]) -> list[Matter]:
        with self.asking(), self.snapshot():
            held = self._holding()
            return held.named(names) if held else outlines.matters(self.database, names)

    def lines_of(self, claims: Collection[str]) -> dict[str, Line]:
        with self.asking(), self.snapshot():
            held = self._holding()
            if held is None:
                return outlines.lines_of(self.database, claims)
            return {name: outlines.line_of(matter) for name, matter in held.of_claims(claims).items()}

    def outline(self) -> Outline:
        with self.asking(), self.snapshot():
            held = self._holding()
            return outlines.outline_of(held.matters) if held else outlines.outline(self.database)

    def count_matters(self, query: MatterQuery) -> Tally:
        with self.asking(), self.snapshot():
            held = self._holding()
            return held.count(query) if held else lining.count(self.database, query)

    def places(self) -> list[PlaceResolution]:
        with self.asking(), self.snapshot():
            held = self._holding()
            return held.places() if held else lining.places(self.database)

    def hold_matters(self, made_by: str, revision: int, matters: Sequence[Matter]) -> None:
        self._held = lining.Held(revision, made_by, tuple(matters))

    def cache_matters(
        self, made_by: str, revision: int, matters: Iterable[Matter], groundwork: Groundwork | None = None
    ) -> None:
        with self._writing():
            lining.store(self.database, made_by, revision, matters, groundwork)
        self._held = None

    def stirred(self, made_by: str) -> list[str] | None:
        with self.asking(), self.snapshot():
            return shelving.stirred(self.database, made_by)

    def shelf(self) -> Shelf:
        return shelving.Shelf(self.database)

    def take_matters(self, gone: Collection[str], reports: Collection[str], claims: Collection[str]) -> list[Matter]:
        with self._writing():
            return shelving.take(self.database, gone, reports, claims)

    def put_matters(self, matters: Sequence[Matter], groundwork: Groundwork) -> None:
        with self._writing():
            named = {name for matter in matters for name in lining.claims_of(matter)}
            lining.insert(self.database, matters, named)
            shelving.set_aside(self.database, groundwork)
            shelving.settle(self.database, self.revision())

    def _holding(self) -> lining.Held | None:
        """The matters in memory, if they are of the state that is asked."""
        held = self._held
        return held if held and held.revision == self.revision() else None

    # -- people --------------------------------------------------------------------------------------------------

    def number_people(self, nouns: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        with self.asking():
            found = naming.known(self.database, nouns)
        new = {digest: noun for digest, noun in nouns.items() if digest not in found}
        if not new:
            return found
        try:
            with SqlLedger(self.database)._writing():  # also for a ledger as it stood: numbers have no past
                return found | naming.number(self.database, new)
        except LedgerError:
            with self.asking():
                return found | naming.following(self.database, new)

    def people_of(self, reports: Collection[str], made_by: str) -> dict[str, tuple[Named, ...]]:
        with self.asking():
            return named.known(self.database, self.upto, reports, made_by)

    def keep_people(self, made_by: str, revision: int, found: Mapping[str, Sequence[Named]]) -> None:
        with self._writing():
            named.keep(self.database, made_by, revision, found)

    def forget(self, mask: Mask) -> int:
        with self.asking(), self.database.shredding(), self._writing():
            return forgetting.forget(self.database, mask)

    # -- the whole -----------------------------------------------------------------------------------------------

    def as_of(self, moment: str) -> SqlLedger:
        with self.asking():
            found = self.database.run(
                "SELECT max(revision) FROM changes WHERE recorded_at <= ?", (last_instant(moment),)
            )
        return SqlLedger(self.database, min(found[0][0] or 0, self.upto))

    def revision(self) -> int:
        with self.asking():
            ((found,),) = self.database.run(
                "SELECT coalesce(max(revision), 0) FROM changes WHERE revision <= ?", (self.upto,)
            )
        return int(found)

    def contents(self) -> Contents:
        with self.asking():
            row = self.database.run(
                "SELECT (SELECT count(*) FROM reports WHERE revision <= ?),"
                " (SELECT count(*) FROM claims JOIN readings ON readings.number = claims.reading"
                f" WHERE {asking.LATEST}),"
                " (SELECT coalesce(max(revision), 0) FROM changes WHERE revision <= ?)",
                (self.upto, self.upto, self.upto, self.upto),
            )[0]
        return Contents(*row)

    def coverage(self) -> Coverage:
        with self.asking():
            return statistics.coverage(self.database, self.upto)

    def statistics(self) -> Statistics:
        with self.asking(), self.snapshot():
            return statistics.gather(self.database, self.upto)

    def check(self) -> list[str]:
        with self.asking():
            found = [*self.database.damage()]
            with self.snapshot():
                found += [*checks.of_rows(self.database), *checks.of_claims(self.database)]
                return [*found, *named.check(self.database)]

    def backup(self, path: Path) -> None:
        if path.exists():
            raise LedgerError(f"{path} exists: a backup never overwrites")
        with self.asking():
            self.database.backup(path)

    def restore(self, path: Path) -> None:
        with self._writing():
            if self.revision():
                raise LedgerError(f"the ledger {self.name} is not empty: restore into a new one")
            copying.restore(self.database, path)

    def asking(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into ours."""
        return database.asking(self.database)

    def snapshot(self) -> AbstractContextManager[None]:
        return database.snapshot(self.database)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, of the present state: all of it is kept, or, on any error, nothing."""
        if self.upto != FOREVER:
            raise LedgerError("a ledger as it stood in the past is only to be read")
        if self.database.in_transaction and not self.database.in_writing:
            raise LedgerError("nothing can be written while a snapshot is open")
        with database.writing(self.database):
            yield
