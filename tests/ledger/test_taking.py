"""A ledger told line by line and taken in again is the same ledger, in either store, with all of its past."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import MILL, TARN, claim, matter, placed, report
from samples import REPORT, claims_of

from sayso.errors import InputError
from sayso.ledger import By, Named, Provenance, Query, accept, assign, correct, merge, open_ledger, reject, split, undo
from sayso.ledger.databases.tables import COLUMNS
from sayso.ledger.history.taking import Taken, taken_in
from sayso.ledger.history.telling import told
from sayso.ledger.store import SqlLedger
from sayso.models import ActorResolution, ResolvedClaim
from sayso.records import Row, report_from_json, row_to_json, whole_from_json, whole_to_json

ANNA, OMAR = By("Anna", "The lead says so."), By("Omar", "It is another quarter.")
OTHER = report("Two people died in Tarn, and Leyla Sorn fled. Radio Tarn said three.", id="r2", outlet="Tarn Watch")
THIRD = report("Calm.", id="r3", language="ar")
READER = Provenance("default", "syria")


def others(more: bool = False) -> list[ResolvedClaim]:
    toll = {"place": "Tarn", "object": "Two people", "count": {"low": 2, "high": 2, "unit": "people"}}
    first = placed(claim(OTHER, "Two people died in Tarn", "casualties/killed", **toll), TARN)
    said = claim(OTHER, "Radio Tarn said three.", "casualties/killed", 1, source="Radio Tarn", confidence=0.5)
    return [first, said, claim(OTHER, "Leyla Sorn fled", "displacement/displaced", 2)] if more else [first, said]


def fill(ledger: SqlLedger) -> None:
    """Everything that can happen to a ledger but that names are forgotten."""
    ledger.add(REPORT, claims_of(REPORT), READER)
    ledger.add(OTHER, others())
    ledger.number_people({"d1": "resident"})
    taken, killed = (one.claim.id for one in claims_of(REPORT))
    died, said = (one.claim.id for one in others())
    ledger.judge(correct(taken, "certainty", "hedged", ANNA))
    rejected = ledger.judge(reject(killed, OMAR))
    ledger.judge(assign([died], "place", MILL, ANNA))
    back = ledger.judge(undo(rejected.number, ANNA))
    # What is known without words for it: who acts.
    quiet = claim(THIRD, "Calm.", "fighting/ended", 0)
    ledger.add(THIRD, [replace(quiet, actor=ActorResolution(None, "someone", "north"))], Provenance(None))
    ledger.reread(OTHER, others(more=True), Provenance("better", "syria"))
    ledger.judge(merge([matter([one], MILL) for one in ledger.claims([killed, said])], OMAR))
    ledger.judge(undo(back.number, OMAR))
    ledger.judge(correct(taken, "object", {"text": "Mill Quarter", "start": None, "end": None}, ANNA))
    ledger.judge(split(matter(ledger.claims([died, said]), TARN), [said], OMAR))
    ledger.judge(accept(died, By("Anna")))
    ledger.reread(REPORT, claims_of(REPORT)[:1], Provenance("better", "syria"))
    ledger.keep_people("finder", ledger.revision(), {OTHER.id: [Named("d1", "resident", 0, ((23, 23, 33),))]})


def lines(ledger: SqlLedger) -> Iterator[Row | InputError]:
    """What an export writes, read in again."""
    with ledger.snapshot():
        reports, histories = ledger.reports(), dict(told(ledger))
        written = [
            {
                "report": row_to_json(one, [])["report"],
                "claims": [whole_to_json(resolved) for resolved in ledger.claims_of([one.id])],
                "history": histories[one.id],
            }
            for one in reports
        ]
    for data in json.loads(json.dumps(written)):
        read = report_from_json(data["report"])
        yield Row(read, tuple(whole_from_json(one, read) for one in data["claims"]), data["history"])


def rows(ledger: SqlLedger) -> dict[str, list[str]]:
    """All tables, with what a meaning is in the place of its number."""
    bodies = {str(number): body for number, body in ledger.database.run("SELECT number, body FROM meanings")}
    found = {}
    for name, columns in COLUMNS.items():
        kept = [column for column in columns if not (name == "meanings" and column == "number")]
        values = ledger.database.run(f"SELECT {', '.join(kept)} FROM {name}")
        meant = [kept.index(column) for column in ("meaning", "place", "actor", "source") if column in kept]
        found[name] = sorted(
            repr(tuple(bodies.get(str(value), value) if i in meant else value for i, value in enumerate(row)))
            for row in values
        )
    return found


Answer = Callable[[SqlLedger], Any]
ANSWERS: tuple[Answer, ...] = (
    lambda ledger: ledger.reports(),
    lambda ledger: ledger.claims(),
    lambda ledger: ledger.as_read(),
    lambda ledger: ledger.judgements(),
    lambda ledger: ledger.lost(),
    lambda ledger: ledger.arrangements(),
    lambda ledger: ledger.people_of(["r1", "r2", "r3"], "finder"),
    lambda ledger: [ledger.search(Query(place=one.id)).hits for one in (MILL, TARN)],
    lambda ledger: ledger.search(Query("tarn", kind="reports")).hits,
    lambda ledger: replace(ledger.statistics(), size=0, version=""),
)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[SqlLedger]:
    with open_ledger(tmp_path / "full.db") as ledger:
        fill(ledger)
        yield ledger


def test_out_and_in_again_is_the_same_ledger_at_every_moment(full: SqlLedger, ledger: SqlLedger) -> None:
    outcomes = list(taken_in(ledger, lines(full)))
    assert [(one.report, one.new) for one in outcomes if isinstance(one, Taken)] == [
        (REPORT, True),
        (OTHER, True),
        (THIRD, True),
    ]
    assert rows(ledger) == rows(full)
    assert ledger.check() == []
    for revision in range(full.revision() + 1):
        then = [type(one)(one.database, revision) for one in (full, ledger)]
        for answer in ANSWERS:
            assert answer(then[0]) == answer(then[1]), revision
    assert list(lines(ledger)) == list(lines(full))
    assert ledger.number_people({"d1": "person", "d2": "person"}) == {"d1": (1, "resident"), "d2": (2, "person")}


def test_both_ledgers_go_on_alike(full: SqlLedger, ledger: SqlLedger) -> None:
    list(taken_in(ledger, lines(full)))
    fresh = report("The army took Tarn.", id="r4")
    for one in (full, ledger):
        one.add(fresh, [claim(fresh, "The army took Tarn.", "control/taken", 0)])
        one.judge(accept("r4#0", ANNA))
        one.reread(REPORT, claims_of(REPORT), READER)
    assert [one.claims() for one in (full,)] == [ledger.claims()]
    assert [replace(one, recorded_at="") for one in full.judgements()] == [
        replace(one, recorded_at="") for one in ledger.judgements()
    ]


def test_times_of_judgements_come_along(full: SqlLedger, ledger: SqlLedger) -> None:
    moment = "2026-01-31T14:30:00.000+00:00"
    full.database.run("UPDATE changes SET recorded_at = ? WHERE revision <= 5", (moment,))
    list(taken_in(ledger, lines(full)))
    assert ledger.as_of("2026-01-31").judgements() == full.as_of("2026-01-31").judgements()
    assert [one.recorded_at for one in ledger.judgements()][:1] == [moment]


def test_another_ledger_takes_what_is_new_and_takes_it_once(full: SqlLedger, ledger: SqlLedger) -> None:
    ledger.add(THIRD, [])
    ledger.add(OTHER, others())
    for new in (True, False):
        outcomes = list(taken_in(ledger, lines(full)))
        assert [(one.report, one.new) for one in outcomes if isinstance(one, Taken)] == [
            (REPORT, new),
            (OTHER, False),
            (THIRD, False),
        ]
        assert len(outcomes) == 3
    assert dict(ledger.statistics().readers)["better"] == 1
    mine = [one for one in full.judgements() if one.decision.claims and one not in full.lost()]
    kinds = [one.decision.kind for one in ledger.judgements()]
    assert sorted(kinds) == sorted(one.decision.kind for one in mine)
    assert {one.decision.by for one in ledger.judgements()} == {one.decision.by for one in mine}
    assert ledger.claims([claims_of(REPORT)[0].claim.id]) == full.claims([claims_of(REPORT)[0].claim.id])
    assert ledger.check() == []


def test_two_ledgers_in_one_file(full: SqlLedger, ledger: SqlLedger, tmp_path: Path) -> None:
    fresh = report("The army took Tarn.", id="r4")
    with open_ledger(tmp_path / "more.db") as more:
        more.add(fresh, [claim(fresh, "The army took Tarn.", "control/taken", 0)], READER)
        more.judge(reject("r4#0", OMAR))
        outcomes = list(taken_in(ledger, [*lines(full), *lines(more)]))
    assert [one.new for one in outcomes if isinstance(one, Taken)] == [True] * 4
    assert [one.decision.kind for one in ledger.judgements("r4#0")] == ["reject"]
    assert ledger.check() == []


def test_a_line_without_a_past_among_others(full: SqlLedger, ledger: SqlLedger) -> None:
    fresh = report("The army took Tarn.", id="r4")
    plain = Row(fresh, (claim(fresh, "The army took Tarn.", "control/taken", 0),))
    first, *rest = lines(full)
    assert all(isinstance(one, Taken) for one in taken_in(ledger, [first, plain, *rest]))
    assert dict(ledger.statistics().readers)["import"] == 1
    assert ledger.check() == []


def broken(found: Row, change: Callable[[dict[str, Any]], object]) -> Row:
    history = json.loads(json.dumps(found.history))
    change(history)
    return replace(found, history=history)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda told: told.pop("readings"), "history cannot be read"),
        (lambda told: told.update(readings=[]), "not in order"),
        (lambda told: told["added"].update(at="yesterday"), "not a moment"),
        (lambda told: told["added"].update(change="1"), "not a number"),
        (lambda told: told["readings"][0].update(number=1), "is taken"),
        (lambda told: told["readings"][0].update(first=1), "are taken"),
        (lambda told: told["readings"][0]["claims"].append({"topic": "weather"}), "is not a topic"),
        (lambda told: told["readings"][0]["claims"][0]["count"].update(low="2"), "is not a count"),
        (lambda told: told["readings"][0]["claims"][0]["count"].update(low=2**70), "is not a count"),
        (lambda told: told["readings"][0]["claims"][0]["place"].update(name=3), "is not a text"),
        (lambda told: told["readings"][0]["claims"][0]["place"].update(lat="north"), "number of degrees"),
        (lambda told: told["readings"][0]["claims"][0]["place"].update(within=[3]), "is not a text"),
        (lambda told: told["readings"][0]["claims"][0]["place"].update(candidates=3), "cannot be read"),
        (lambda told: told["readings"][0]["claims"][0].update(confidence="nan"), "is not a confidence"),
        (lambda told: told["readings"][0].update(reader="\ud800"), "cannot be read"),
        (lambda told: told["judgements"][0].update(kind="guess"), "is no judgement"),
        (lambda told: told["judgements"][0].update(person=" "), "needs the name"),
        (lambda told: told["people"].update(found=[["d", "n", 0, [[0, 0, 999]]]]), "outside of its text"),
    ],
)
def test_a_broken_past_is_named_and_nothing_of_it_is_kept(
    full: SqlLedger, ledger: SqlLedger, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    first, second, third = (one for one in lines(full) if isinstance(one, Row))
    outcomes = list(taken_in(ledger, [first, broken(second, change), third]))
    errors = [one for one in outcomes if isinstance(one, InputError)]
    assert reason in errors[0].reason
    assert [one.id for one in ledger.reports()] == ["r1", "r3"]
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda one: one["on"][0].update(claim="r9#9"), "is not there"),
        (lambda one: one.update(number=1), "is taken"),
        (lambda one: one.update(field="count", value={"high": 2}), "cannot be read"),
        (lambda one: one.update(field="count", value={"low": "2", "high": 2, "unit": "people"}), "is not a count"),
    ],
)
def test_a_broken_judgement_is_named_and_the_report_stays(
    full: SqlLedger, ledger: SqlLedger, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    first, second, third = (one for one in lines(full) if isinstance(one, Row))

    def assigned(told: dict[str, Any]) -> None:
        one = next(one for one in told["judgements"] if one["kind"] == "assign")
        one["kind"] = "correct"
        one.update(field="certainty", value="hedged")
        change(one)

    errors = [one for one in taken_in(ledger, [first, broken(second, assigned), third]) if isinstance(one, InputError)]
    assert [reason in one.reason for one in errors] == [True]
    assert [one.id for one in ledger.reports()] == ["r1", "r2", "r3"]
    assert ledger.check() == []


def test_a_report_twice_in_a_file_is_taken_once(full: SqlLedger, ledger: SqlLedger) -> None:
    first, *rest = lines(full)
    assert isinstance(first, Row)
    again = broken(first, lambda told: told.pop("ledger"))
    outcomes = list(taken_in(ledger, [first, again, *rest]))
    assert ["twice" in str(one) for one in outcomes if isinstance(one, InputError)] == [True]


def test_people_found_before_the_first_change(ledger: SqlLedger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.db") as one:
        one.add(OTHER, others())
        one.keep_people("finder", 0, {OTHER.id: [Named("d1", "resident", 0, ((23, 23, 33),))]})
        assert [type(outcome) for outcome in taken_in(ledger, lines(one))] == [Taken]
        assert rows(ledger) == rows(one)
        assert ledger.people_of([OTHER.id], "finder")


def test_nothing_at_all(ledger: SqlLedger) -> None:
    assert list(taken_in(ledger, [])) == []
    assert ledger.revision() == 0


def test_a_forgotten_name_stays_forgotten(full: SqlLedger, ledger: SqlLedger) -> None:
    from sayso.protection import Eraser

    full.forget(Eraser(["Leyla Sorn"]))
    assert "Leyla" not in json.dumps([[one.report.text, one.history] for one in lines(full) if isinstance(one, Row)])
    list(taken_in(ledger, lines(full)))
    assert rows(ledger) == rows(full)
