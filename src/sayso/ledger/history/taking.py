"""Taking in what ``telling`` told: the same ledger again in an empty one, else what is new of it.

``taken_in`` parses each line before anything of it is written, so that a broken one leaves nothing half there.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator
from itertools import chain
from typing import Any

from sayso.errors import InputError, LedgerError
from sayso.ledger.claims import asking, keeping
from sayso.ledger.contract import Provenance
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.rows import claim_values, meaning_text, meanings_of
from sayso.ledger.databases.tables import FOREVER, insertion
from sayso.ledger.history.pasts import Change, Judged, Past, Reading, Taken, begins, ledger_of, past_of
from sayso.ledger.judgements import Decision, apply
from sayso.ledger.store import SqlLedger
from sayso.records import Row

# What made the claims of a line without a history.
IMPORT = Provenance("import")
Lines = Iterator[Row | InputError]
Outcome = Taken | InputError


def taken_in(ledger: SqlLedger, found: Iterable[Row | InputError]) -> Iterator[Outcome]:
    """Put lines of an export into a ledger; what cannot be comes as an error that names it, the others follow.

    Into an empty ledger the lines of a whole one go with all their past, in one transaction: it is the same ledger
    then. Into any other go the reports that it does not have, each with its latest reading, and the judgements that it
    does not have, all recorded now. Raises LedgerError where nothing can be written.
    """
    lines = iter(found)
    first = next(lines, None)
    if first is None:
        return
    lines = chain([first], lines)
    if begins(first) and ledger.revision() == 0:
        with ledger.together():
            lines = yield from _copied(ledger, lines)
    yield from _added(ledger, lines)


def _plainly(ledger: SqlLedger, line: Row, made_by: Provenance) -> Taken:
    try:
        new = ledger.add(line.report, line.claims, made_by)
    except LedgerError as error:
        raise InputError(line.report.id, str(error)) from error
    return Taken(line.report, len(line.claims) if new else 0, new)


# -- the same ledger ---------------------------------------------------------------------------------------------


def _copied(ledger: SqlLedger, lines: Lines) -> Generator[Outcome, None, Lines]:
    """Put the lines of one ledger into an empty one; what is given back are lines of another one behind them."""
    copy = _Copy(ledger.database)
    begun = False
    for line in lines:
        if begun and begins(line):
            lines = chain([line], lines)
            break
        begun = True
        yield from _outcomes(copy, line)
    copy.finish()
    return lines


def _outcomes(copy: _Copy, line: Row | InputError) -> Iterator[Outcome]:
    if isinstance(line, InputError):
        yield line
        return
    try:
        if begins(line):
            copy.begin(line)
        past = past_of(line) if line.history is not None else copy.unknown(line)
        copy.report(past)
        yield Taken(line.report, len(line.claims), True)
    except InputError as error:
        yield error
        return
    for judged in past.judgements:
        try:
            copy.judgement(judged)
        except InputError as error:
            yield error


class _Copy:
    """An empty ledger that becomes another one, row by row."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._touched: dict[int, set[int]] = {}  # the claims that judgements are on, by reading
        self._last = 0

    def begin(self, line: Row) -> None:
        """What concerns the ledger as a whole: the changes that brought no row, and the numbers of people."""
        last, changes, people = ledger_of(line)
        self._last = last
        for change in changes:
            self._change(change)
        self._db.run_many(insertion("people"), people)

    def unknown(self, line: Row) -> Past:
        """The past of a line that tells none: it was imported, just now."""
        self._last += 1
        ((readings, claims),) = self._db.run(
            "SELECT coalesce(max(readings.number), 0), (SELECT coalesce(max(number), 0) FROM claims) FROM readings"
        )
        change = Change.now(self._last, "report")
        reading = Reading(readings + 1, claims + 1, IMPORT, change, line.claims)
        return Past(line.report, change, (reading,))

    def report(self, past: Past) -> None:
        """Put a report in with its readings. Raises InputError, and leaves nothing, where it cannot be."""
        db = self._db
        self._refuse(past)
        self._change(past.added)
        number = keeping.insert_report(db, past.report, past.added.revision)
        before: list[keeping.Face] = []
        for reading in past.readings:
            revision = self._change(reading.change)
            faces = self._reading(past, number, reading)
            keeping.hide(db, [face.claim for face in before], revision)
            keeping.show(db, faces, revision)
            before = faces
        if past.people is not None:
            db.run(insertion("report_people"), (number, *past.people))

    def _refuse(self, past: Past) -> None:
        db, name = self._db, past.report.id
        if db.run("SELECT 1 FROM reports WHERE id = ?", (name,)):
            raise InputError(name, "the report is in the file twice")
        for reading in past.readings:
            if db.run("SELECT 1 FROM readings WHERE number = ?", (reading.number,)):
                raise InputError(name, f"the number of its reading, {reading.number}, is taken")
            numbers = reading.numbers
            if db.run("SELECT 1 FROM claims WHERE number >= ? AND number < ? LIMIT 1", (numbers.start, numbers.stop)):
                raise InputError(name, "the numbers of its claims are taken")
            condition, values = db.among("id", [one.claim.id for one in reading.claims])
            if taken := db.run(f"SELECT id FROM claims WHERE {condition} ORDER BY number LIMIT 1", values):
                raise InputError(name, f"the claim id {taken[0][0]!r} is taken by another report")

    def _change(self, change: Change) -> int:
        self._db.run(
            f"{insertion('changes')} ON CONFLICT (revision) DO NOTHING", (change.revision, change.kind, change.at)
        )
        return change.revision

    def _reading(self, past: Past, report: int, reading: Reading) -> list[keeping.Face]:
        db, made_by, revision = self._db, reading.made_by, reading.change.revision
        db.run(insertion("readings"), (reading.number, past.report.id, made_by.reader, made_by.theatre, revision))
        pairs = list(zip(reading.numbers, reading.claims, strict=True))
        db.run_many(insertion("claims"), [(number, reading.number, *claim_values(one.claim)) for number, one in pairs])
        known = keeping.number_meanings(db, (meaning for one in reading.claims for _, meaning in meanings_of(one)))
        db.run_many(
            insertion("resolutions"),
            [
                (number, field, revision, known[meaning_text(meaning)])
                for number, one in pairs
                for field, meaning in meanings_of(one)
            ],
        )
        return [keeping.Face(number, report, past.report.published, one) for number, one in pairs]

    def judgement(self, judged: Judged) -> None:
        """Put a judgement in. Raises InputError, and leaves nothing, where something that it needs is not there."""
        db, decision = self._db, judged.decision
        if db.run("SELECT 1 FROM judgements WHERE number = ?", (judged.number,)):
            raise InputError(judged.name, "its number is taken")
        if decision.undoes and not db.run("SELECT 1 FROM judgements WHERE number = ?", (decision.undoes,)):
            raise InputError(judged.name, f"the judgement {decision.undoes}, which it takes back, is not there")
        numbers = self._numbers(judged)
        self._change(judged.change)
        by = decision.by
        db.run(
            insertion("judgements"),
            (
                *(judged.number, decision.kind, by.person, by.reason, decision.field, judged.value),
                *(decision.undoes, judged.change.revision),
            ),
        )
        links = zip(numbers, judged.on, strict=True)
        db.run_many(
            insertion("judged_claims"), [(judged.number, number, one.part, one.change) for number, one in links]
        )
        for number, one in zip(numbers, judged.on, strict=True):
            self._touched.setdefault(one.reading, set()).add(number)

    def _numbers(self, judged: Judged) -> list[int]:
        """The numbers of the claims that a judgement is on, after testing that it can be applied to each."""
        numbers = []
        for link in judged.on:
            found = [
                one for one in asking.of_reading(self._db, FOREVER, link.reading) if one.resolved.claim.id == link.claim
            ]
            if not found:
                raise InputError(judged.name, f"the claim {link.claim!r}, which it is on, is not there")
            judged.test(found[0].resolved)
            numbers.append(found[0].number)
        return numbers

    def finish(self) -> None:
        """Have the claims that were judged found by what they were as judged, at any time."""
        db = self._db
        undone = _undoings(db)
        for reading, numbers in self._touched.items():
            ends = db.run(
                "SELECT min(later.revision) FROM readings AS later JOIN readings AS own"
                " ON own.report_id = later.report_id AND later.number > own.number WHERE own.number = ?",
                (reading,),
            )[0][0]
            for one in asking.of_reading(db, FOREVER, reading):
                if one.number in numbers:
                    self._found_again(one, ends or FOREVER, undone)
        db.run("UPDATE state SET revision = (SELECT coalesce(max(revision), 0) FROM changes)")

    def _found_again(self, one: asking.Numbered, ends: int, undone: dict[int, list[int]]) -> None:
        db = self._db
        ((since,),) = db.run("SELECT min(since) FROM facets WHERE claim = ?", (one.number,))
        db.run("DELETE FROM facets WHERE claim = ?", (one.number,))
        links = db.run("SELECT judgement, revision FROM judged_claims WHERE claim = ?", (one.number,))
        moments = {since, *(revision for _, revision in links)}
        moments |= {revision for judgement, _ in links for revision in undone.get(judgement, ())}
        before: Any = None
        for moment in sorted(moment for moment in moments if since <= moment < ends):
            decided = asking.decisions(db, moment, [one.number]).get(one.number, ())
            after = apply(one.resolved, decided)
            if after != before:
                keeping.hide(db, [one.number], moment)
                keeping.show(db, [keeping.Face(one.number, one.report, one.published, after)], moment)
                before = after
        if ends != FOREVER:
            keeping.hide(db, [one.number], ends)


def _undoings(db: Database) -> dict[int, list[int]]:
    """The changes by which each judgement was taken back, and taken back again."""
    root: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    for number, target, revision in db.run(
        "SELECT number, undoes, revision FROM judgements WHERE kind = 'undo' ORDER BY number"
    ):
        root[number] = root.get(int(target), int(target))
        found.setdefault(root[number], []).append(revision)
    return found


# -- what is new -------------------------------------------------------------------------------------------------


def _added(ledger: SqlLedger, lines: Lines) -> Iterator[Outcome]:
    """Add the reports that are new, then the judgements; those of each ledger by themselves, since they count alone."""
    replay = _Replay(ledger)
    for line in lines:
        if begins(line):
            yield from replay.finish()
            replay = _Replay(ledger)
        if isinstance(line, InputError):
            yield line
            continue
        try:
            if line.history is None:
                yield _plainly(ledger, line, IMPORT)
            else:
                yield replay.report(past_of(line), line)
        except InputError as error:
            yield error
    yield from replay.finish()


class _Replay:
    """Judgements made again in another ledger, once all their claims are there."""

    def __init__(self, ledger: SqlLedger) -> None:
        self._ledger = ledger
        self._latest: set[int] = set()
        self._judged: list[Judged] = []

    def report(self, past: Past, line: Row) -> Taken:
        last = past.readings[-1]
        taken = _plainly(self._ledger, Row(line.report, last.claims), last.made_by)
        self._latest.add(last.number)
        self._judged += past.judgements
        return taken

    def finish(self) -> Iterator[InputError]:
        if not self._judged:
            return
        known = {_key(one.decision): one.number for one in self._ledger.judgements()}
        became: dict[int, int] = {}
        for judged in sorted(self._judged, key=lambda one: one.number):
            try:
                decision = self._decision(judged, became)
                if decision is not None:
                    key = _key(decision)
                    number = known.get(key)
                    became[judged.number] = self._ledger.judge(decision).number if number is None else number
            except (LedgerError, InputError) as error:
                yield error if isinstance(error, InputError) else InputError(judged.name, str(error))

    def _decision(self, judged: Judged, became: dict[int, int]) -> Decision | None:
        """The decision on the claims as they are here; None for what counts for nothing without them."""
        if judged.decision.undoes:
            return judged.again((), (), became.get(judged.decision.undoes))
        live = [one for one in judged.on if one.reading in self._latest]
        names = {one.claim for one in live}
        there = {one.claim.id: one for one in self._ledger.as_read(names)}
        own, others = ([one.claim for one in live if one.part == part] for part in (0, 1))
        if len(there) < len(names) or not judged.holds(own, others):
            return None
        for resolved in there.values():
            judged.test(resolved)
        return judged.again(own, others, None)


def _key(decision: Decision) -> tuple[Any, ...]:
    """What makes two decisions the same, whoever recorded them and when."""
    by, claims = decision.by, (_sorted(decision.claims), _sorted(decision.others))
    return decision.kind, by.person, by.reason, decision.field, repr(decision.value), claims, decision.undoes


def _sorted(names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
