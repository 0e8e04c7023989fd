"""Recording judgements, and carrying them from one reading to the next.

Everything that writes here is called inside a writing transaction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.errors import LedgerError
from sayso.ledger.claims import asking, keeping
from sayso.ledger.claims.asking import Numbered
from sayso.ledger.contract import Carried, Provenance
from sayso.ledger.databases.database import Database
from sayso.ledger.databases.tables import FOREVER, REMARK, insertion
from sayso.ledger.judgements import Arrangement, By, Decision, Judgement, apply, matched, settled
from sayso.ledger.people import named
from sayso.models import Report, ResolvedClaim

ON_CLAIMS = ("accept", "correct", "reject", "assign")


def judge(db: Database, decision: Decision) -> Judgement:
    """Record a decision, and have its claims found by what they are from now on."""
    concerned = _undone(db, decision) if decision.kind == "undo" else _named(db, decision)
    before = _judged(db, concerned)
    if decision.kind == "correct":
        decision = _settled(db, decision, concerned[0], before)
    revision = keeping.record(db, "judgement")
    number = _insert(db, decision, revision)
    parts = {one.resolved.claim.id: one.number for one in concerned}
    attached = [(number, parts[name], part, revision) for part, name in _parts(decision)]
    db.run_many(insertion("judged_claims"), attached)
    after = _judged(db, concerned)
    changed = [one for one in concerned if before[one.number] != after[one.number]]
    named.drop(db, {one.report for one in changed})
    keeping.hide(db, [one.number for one in changed], revision)
    keeping.show(db, [_face(one, after[one.number]) for one in changed], revision)
    keeping.stir(db, {one.report for one in changed}, revision)
    if not changed and _leaves_matters(db, decision):
        db.run("UPDATE changes SET kind = ? WHERE revision = ?", (REMARK, revision))
    return Judgement(number, _moment(db, revision), decision)


def _parts(decision: Decision) -> list[tuple[int, str]]:
    parts = dict.fromkeys(decision.others, 1) | dict.fromkeys(decision.claims, 0)
    return [(part, name) for name, part in parts.items()]


def _named(db: Database, decision: Decision) -> list[Numbered]:
    """The claims that a decision names. Raises LedgerError where one is not in the ledger."""
    names = [*decision.claims, *decision.others]
    found = asking.as_read(db, FOREVER, names)
    missing = set(names) - {one.resolved.claim.id for one in found}
    if missing or not names:
        raise LedgerError(f"there is no claim {min(missing, default='')!r} in the ledger")
    return found


def _undone(db: Database, decision: Decision) -> list[Numbered]:
    """The claims of the judgement that is undone. Raises LedgerError where there is none, or it is undone already."""
    if not db.run("SELECT 1 FROM judgements WHERE number = ?", (decision.undoes,)):
        raise LedgerError(f"there is no judgement {decision.undoes}")
    by = asking.undoings(db, FOREVER).get(decision.undoes or 0)
    if by is not None:
        raise LedgerError(f"the judgement {decision.undoes} is undone already, by {by}: undo that one instead")
    # An undoing of an undoing brings back what the first judgement did: follow the chain down to its claims.
    target = decision.undoes
    while found := db.run("SELECT undoes FROM judgements WHERE number = ? AND undoes IS NOT NULL", (target,)):
        target = found[0][0]
    numbers = [row[0] for row in db.run("SELECT claim FROM judged_claims WHERE judgement = ?", (target,))]
    return asking.of_numbers(db, FOREVER, numbers)


def _leaves_matters(db: Database, decision: Decision) -> bool:
    """Whether a decision that changed no claim changes no matter either."""
    target, kind = decision.undoes, decision.kind
    while target is not None:
        kind, target = db.run("SELECT kind, undoes FROM judgements WHERE number = ?", (target,))[0]
    return kind in ON_CLAIMS


def _settled(db: Database, decision: Decision, one: Numbered, before: dict[int, ResolvedClaim | None]) -> Decision:
    current = before[one.number] or one.resolved
    report = asking.reports(db, FOREVER, [one.resolved.claim.report_id])[0]
    return settled(decision, current.claim, report)


def _insert(db: Database, decision: Decision, revision: int) -> int:
    number = keeping.highest(db, "judgements") + 1
    value = None if decision.field is None else json.dumps(decision.value, ensure_ascii=False)
    by = decision.by
    db.run(
        insertion("judgements"),
        (number, decision.kind, by.person, by.reason, decision.field, value, decision.undoes, revision),
    )
    return number


def _judged(db: Database, claims: Iterable[Numbered]) -> dict[int, ResolvedClaim | None]:
    """Each claim as judged, by its number; None where it is rejected."""
    known = list(claims)
    decided = asking.decisions(db, FOREVER, [one.number for one in known])
    return {one.number: apply(one.resolved, decided.get(one.number, ())) for one in known}


def _face(one: Numbered, resolved: ResolvedClaim | None) -> keeping.Face:
    return keeping.Face(one.number, one.report, one.published, resolved)


def _moment(db: Database, revision: int) -> str:
    return str(db.run("SELECT recorded_at FROM changes WHERE revision = ?", (revision,))[0][0])


# -- a new reading -----------------------------------------------------------------------------------------------


def reread(db: Database, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance) -> Carried:
    """Store a new reading; each judgement goes over to the claims that its own have become."""
    ((number,),) = db.run("SELECT number FROM reports WHERE id = ?", (report.id,))
    concerned = _judged_claims_of(db, report.id)
    revision = keeping.record(db, "reading")
    shown = db.run("SELECT claim FROM facets WHERE report = ? AND until = ?", (number, FOREVER))
    keeping.hide(db, [row[0] for row in shown], revision)
    faces = keeping.insert_reading(db, keeping.Fresh(report, number, claims, made_by, revision))
    became = _became(db, {reading for _, _, _, reading in concerned}, faces)
    db.run_many(
        insertion("judged_claims"),
        [(judgement, became[claim], part, revision) for judgement, claim, part, _ in concerned if claim in became],
    )
    decided = asking.decisions(db, FOREVER, [face.claim for face in faces])
    judged = [
        replace(face, resolved=face.resolved and apply(face.resolved, decided.get(face.claim, ()))) for face in faces
    ]
    keeping.show(db, judged, revision)
    keeping.stir(db, [number], revision)
    named.drop(db, [number])
    keeping.stir(db, [number], revision)
    return _carried(db, {judgement for judgement, *_ in concerned})


def _judged_claims_of(db: Database, report: str) -> list[tuple[int, int, int, int]]:
    """Judgement, claim, part and reading, for each judgement from the last reading of the report that it was on."""
    found = db.run(
        "SELECT judgement, claim, part, reading FROM judged_claims JOIN claims ON claims.number = claim"
        " JOIN readings ON readings.number = reading WHERE report_id = ? ORDER BY judgement, claim",
        (report,),
    )
    last: dict[int, int] = defaultdict(int)
    for judgement, _, _, reading in found:
        last[judgement] = max(last[judgement], reading)
    return [(row[0], row[1], row[2], row[3]) for row in found if row[3] == last[row[0]]]


def _became(db: Database, readings: Collection[int], faces: Sequence[keeping.Face]) -> dict[int, int]:
    """The number of the new claim that each claim of earlier readings has become."""
    new = [face.resolved.claim for face in faces if face.resolved is not None]
    found: dict[int, int] = {}
    for reading in sorted(readings):
        old = asking.of_reading(db, FOREVER, reading)
        pairs = matched([one.resolved.claim for one in old], new)
        found |= {old[i].number: faces[j].claim for i, j in pairs.items()}
    return found


def _carried(db: Database, concerned: Collection[int]) -> Carried:
    gone = asking.undoings(db, FOREVER)
    counted = {number for number in concerned if number not in gone}
    without = tuple(one for one in lost(db, FOREVER) if one.number in counted)
    return Carried(len(counted) - len(without), without)


# -- asking ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Link:
    """A claim that a judgement is or was on; ``live`` where it is of the latest reading."""

    claim: str
    part: int
    revision: int
    live: bool


def judgements(db: Database, upto: int, claim: str | None) -> list[Judgement]:
    """All judgements, or those on a claim and what undid them, in order."""
    links = _links(db, upto)
    found = db.run(
        "SELECT number, recorded_at, judgements.kind, person, reason, field, value, undoes"
        " FROM judgements JOIN changes ON changes.revision = judgements.revision"
        " WHERE judgements.revision <= ? ORDER BY number",
        (upto,),
    )
    gone = asking.undoings(db, upto)
    made = []
    wanted: set[int] = set()
    for number, moment, kind, person, reason, field, value, undoes in found:
        own = links.get(number, [])
        if claim is not None and undoes not in wanted and all(link.claim != claim for link in own):
            continue
        wanted.add(number)
        parts = [tuple(link.claim for link in _current(own) if link.part == part) for part in (0, 1)]
        told = json.loads(value) if value else None
        decision = Decision(kind, By(person, reason), parts[0], parts[1], field, told, undoes)
        made.append(Judgement(number, moment, decision, gone.get(number)))
    return made


def _current(links: Sequence[_Link]) -> list[_Link]:
    """The claims of latest readings; where there are none, those that were judged in the first place."""
    live = [link for link in links if link.live]
    return live or [link for link in links if link.revision == min(one.revision for one in links)]


def _links(db: Database, upto: int) -> dict[int, list[_Link]]:
    found = db.run(
        "SELECT judgement, claims.id, part, judged_claims.revision,"
        f" CASE WHEN {asking.LATEST} THEN 1 ELSE 0 END"
        " FROM judged_claims JOIN claims ON claims.number = claim JOIN readings ON readings.number = claims.reading"
        " WHERE judged_claims.revision <= ? ORDER BY judgement, claims.number",
        (upto, upto, upto),
    )
    links: dict[int, list[_Link]] = defaultdict(list)
    for judgement, claim, part, revision, live in found:
        links[judgement].append(_Link(claim, part, revision, bool(live)))
    return links


def lost(db: Database, upto: int) -> list[Judgement]:
    """The judgements that count for nothing, since their claims are gone."""
    links = _links(db, upto)
    found = [one for one in judgements(db, upto, None) if one.undone_by is None and one.decision.kind != "undo"]
    return [one for one in found if not _holds(one.decision.kind, [link for link in links[one.number] if link.live])]


def _holds(kind: str, live: Sequence[_Link]) -> bool:
    """Whether there is enough left to decide about: a merge takes two claims, a split one on each side."""
    if kind == "split":
        return {link.part for link in live} == {0, 1}
    return len(live) >= (2 if kind == "merge" else 1)


def arrangements(db: Database, upto: int) -> list[Arrangement]:
    links, gone = _links(db, upto), asking.undoings(db, upto)
    found = []
    kinds = db.run(
        "SELECT number, kind FROM judgements WHERE kind IN ('merge', 'split') AND revision <= ? ORDER BY number",
        (upto,),
    )
    for number, kind in kinds:
        live = [link for link in links[number] if link.live]
        if number not in gone and _holds(kind, live):
            sides = [frozenset(link.claim for link in live if link.part == part) for part in (0, 1)]
            found.append(Arrangement(*sides))
    return found
