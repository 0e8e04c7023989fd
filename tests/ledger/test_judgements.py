"""What people decide: kept, counted, undone, carried to the next reading, and lost where the claim is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from making import MILL, TARN, claim, matter, placed, report
from samples import ARMY, REPORT, TEXT, claims_of

from sayso.errors import LedgerError
from sayso.ledger import (
    Arrangement,
    By,
    Decision,
    Provenance,
    Query,
    accept,
    assign,
    correct,
    merge,
    open_ledger,
    reject,
    split,
    undo,
)
from sayso.ledger.judgements import matched
from sayso.ledger.store import SqlLedger
from sayso.models import ActorResolution, Count, Mention, Period, PlaceResolution, ResolvedClaim

ANNA, BORIS = By("Anna", "It says so."), By("Boris", "Read it again.")
TAKEN, KILLED = (one.claim.id for one in claims_of(REPORT))


@pytest.fixture
def filled(ledger: SqlLedger) -> SqlLedger:
    ledger.add(REPORT, claims_of(REPORT), Provenance("rules", "tarn"))
    return ledger


def only(ledger: SqlLedger, name: str) -> ResolvedClaim:
    (found,) = ledger.claims([name])
    return found


def words(text: str) -> Mention:
    start = REPORT.full.index(text)
    return Mention(text, start, start + len(text))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("topic", "fighting/attack", ("fighting", "attack")),
        ("status", "held", ("control", "held")),
        ("certainty", "hedged", "hedged"),
        ("place", "Mill Quarter falls", words("Mill Quarter falls")),
        ("actor", None, None),
        ("object", "Two nurses", words("Two nurses")),
        ("source", {"text": "Radio Tarn", "start": 0, "end": 1}, words("Radio Tarn")),
        ("via", [], ()),
        ("count", {"low": 2, "high": 3, "unit": "people"}, Count(2, 3, "people")),
        ("when", {"start": "2031-05-04", "end": "2031-05-05"}, Period("2031-05-04", "2031-05-05")),
        ("when", None, None),
    ],
)
def test_a_field_is_corrected_and_what_the_reader_had_is_kept(
    filled: SqlLedger, field: str, value: Any, expected: object
) -> None:
    judged = filled.judge(correct(TAKEN, field, value, ANNA))
    found = only(filled, TAKEN).claim
    assert ((found.topic, found.status) if field in ("topic", "status") else getattr(found, field)) == expected
    assert filled.as_read() == claims_of(REPORT)
    assert (judged.number, judged.decision.by, judged.decision.claims) == (1, ANNA, (TAKEN,))
    assert filled.judgements(TAKEN) == [judged]
    assert filled.judgements(KILLED) == []
    filled.judge(undo(1, BORIS))
    assert filled.claims() == claims_of(REPORT)
    assert filled.check() == []


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (lambda: correct(TAKEN, "status", "killed", ANNA), "the correction cannot be: .*is not a status of control"),
        (lambda: correct(TAKEN, "topic", "weather/rain", ANNA), "'weather' is not a topic"),
        (lambda: correct(TAKEN, "place", "Atlantis", ANNA), "the words of its place are not in the report"),
        (lambda: correct(TAKEN, "count", {"low": 1, "high": 1, "unit": "cats"}, ANNA), "'cats' is not a unit"),
        (lambda: correct(TAKEN, "count", 5, ANNA), "5 does not have the shape of a count"),
        (lambda: correct(TAKEN, "evidence", "Two nurses", ANNA), "'evidence' cannot be corrected"),
        (lambda: reject("nobody's", ANNA), 'there is no claim "nobody\'s"'),
        (lambda: reject(TAKEN, By("Anna")), "to reject needs a reason"),
        (lambda: accept(TAKEN, By(" ")), "needs the name of the person"),
        (lambda: undo(7, ANNA), "there is no judgement 7"),
        (lambda: assign([TAKEN], "place", ARMY, ANNA), "'Tarn army' cannot be what the place means"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    filled: SqlLedger, decision: Callable[[], Decision], message: str
) -> None:
    with pytest.raises(LedgerError, match=message):
        filled.judge(decision())
    assert filled.judgements() == []
    assert filled.contents().revision == 1


def test_a_rejected_claim_no_longer_counts_until_somebody_thinks_better_of_it(filled: SqlLedger) -> None:
    filled.judge(reject(KILLED, ANNA))
    assert [one.claim.id for one in filled.claims()] == [TAKEN]
    assert [hit.claim for hit in filled.search(Query()).hits] == [TAKEN]
    filled.judge(accept(KILLED, BORIS))
    assert filled.claims() == claims_of(REPORT)
    filled.judge(undo(2, ANNA))
    assert [one.claim.id for one in filled.claims()] == [TAKEN]
    filled.judge(undo(3, BORIS))
    assert filled.claims() == claims_of(REPORT)
    assert [(one.number, one.undone_by) for one in filled.judgements(KILLED)] == [
        (1, None),
        (2, None),
        (3, 4),
        (4, None),
    ]
    with pytest.raises(LedgerError, match="is undone already, by 4"):
        filled.judge(undo(3, ANNA))


def test_corrections_add_up_and_the_later_of_two_counts(filled: SqlLedger) -> None:
    filled.judge(correct(TAKEN, "topic", "fighting/attack", ANNA))
    filled.judge(correct(TAKEN, "status", "clash", ANNA))
    filled.judge(correct(TAKEN, "certainty", "hedged", ANNA))
    filled.judge(correct(TAKEN, "certainty", "denied", BORIS))
    found = only(filled, TAKEN).claim
    assert (found.topic, found.status, found.certainty) == ("fighting", "clash", "denied")
    filled.judge(undo(1, BORIS))
    found = only(filled, TAKEN).claim
    assert (found.topic, found.status, found.certainty) == ("control", "taken", "denied")


def test_a_corrected_name_means_what_the_correction_says_else_nothing(filled: SqlLedger) -> None:
    filled.judge(correct(TAKEN, "place", "Mill Quarter falls", ANNA))
    assert only(filled, TAKEN).place == PlaceResolution(None, "Mill Quarter falls")
    meaning = {"id": "t:tarn", "name": "Tarn", "precision": "town", "within": ["t:north"]}
    filled.judge(correct(TAKEN, "place", {"text": "Mill Quarter", "meaning": meaning}, ANNA))
    assert only(filled, TAKEN).place == PlaceResolution("t:tarn", "Tarn", "town", within=("t:north",))
    assert filled.search(Query(place="t:mill")).hits == ()
    assert [hit.claim for hit in filled.search(Query(place="t:north")).hits] == [TAKEN]


def test_an_unresolved_name_is_assigned_in_all_claims_that_have_it(filled: SqlLedger) -> None:
    watch = ActorResolution("t:watch", "Tarn Watch", "neutral")
    other = report(TEXT, id="r2")
    filled.add(other, claims_of(other))
    names = [TAKEN, claims_of(other)[0].claim.id]
    filled.judge(assign(names, "source", watch, ANNA))
    assert [only(filled, name).source for name in names] == [watch, watch]
    assert {hit.claim for hit in filled.search(Query(source="t:watch")).hits} == set(names)
    assert filled.search(Query(source="a monitor")).hits == ()


def test_merges_and_splits_are_kept_by_their_claims(filled: SqlLedger) -> None:
    one, two = matter(claims_of(REPORT)[:1], MILL), matter(claims_of(REPORT)[1:], TARN, topic="control")
    filled.judge(merge([one, two], ANNA))
    assert filled.arrangements() == [Arrangement(frozenset({TAKEN, KILLED}))]
    both = matter(claims_of(REPORT), MILL)
    filled.judge(split(both, [KILLED], BORIS))
    assert filled.arrangements()[1] == Arrangement(frozenset({KILLED}), frozenset({TAKEN}))
    filled.judge(undo(1, BORIS))
    assert filled.arrangements() == [Arrangement(frozenset({KILLED}), frozenset({TAKEN}))]
    assert filled.judgements(KILLED)[1].decision.others == (TAKEN,)


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda one, two: merge([one, one], ANNA), "two matters or more"),
        (lambda one, two: merge([one, two], ANNA), "different topics or questions"),
        (lambda one, two: split(one, [KILLED], ANNA), "has no claim"),
        (lambda one, two: split(one, [TAKEN], ANNA), "not none and not all"),
        (lambda one, two: split(one, [], ANNA), "not none and not all"),
    ],
)
def test_what_is_no_merge_and_no_split(decide: Callable[..., Decision], message: str) -> None:
    one, two = matter(claims_of(REPORT)[:1], MILL), matter(claims_of(REPORT)[1:], MILL)
    with pytest.raises(LedgerError, match=message):
        decide(one, two)


def test_matters_that_are_stored_hold_after_a_mere_acceptance_only(filled: SqlLedger) -> None:
    filled.cache_matters("v1", 1, [])
    filled.judge(accept(TAKEN, ANNA))
    assert filled.has_matters("v1")
    filled.judge(undo(1, BORIS))
    assert filled.has_matters("v1")
    filled.judge(correct(TAKEN, "certainty", "hedged", ANNA))
    assert not filled.has_matters("v1")


# -- a better reader ---------------------------------------------------------------------------------------------


def test_a_new_reading_counts_and_the_old_one_stays(filled: SqlLedger) -> None:
    better = claim(REPORT, "Two nurses were killed.", "casualties/killed", id="new", object="Two nurses")
    carried = filled.reread(REPORT, [placed(better, TARN)], Provenance("learned", "tarn"))
    assert (carried.kept, carried.lost) == (0, ())
    assert filled.claims() == [placed(better, TARN)]
    assert (filled.contents().claims, filled.contents().revision) == (1, 2)
    assert filled.statistics().readers == (("learned", 1),)
    assert [hit.claim for hit in filled.search(Query("nurses")).hits] == ["new"]
    assert filled.database.run("SELECT count(*) FROM claims") == [(3,)]
    assert filled.check() == []
    with pytest.raises(LedgerError, match="is not in the ledger: add it first"):
        filled.reread(report("Never seen.", id="r9"), [])


def test_judgements_go_over_to_the_claims_of_the_same_evidence_and_topic(filled: SqlLedger) -> None:
    filled.judge(reject(KILLED, ANNA))
    filled.judge(correct(TAKEN, "certainty", "hedged", ANNA))
    again = [
        claim(REPORT, one.claim.evidence.text, f"{one.claim.topic}/{one.claim.status}", n + 10)
        for n, one in enumerate(claims_of(REPORT))
    ]
    carried = filled.reread(REPORT, again)
    assert (carried.kept, carried.lost) == (2, ())
    (found,) = filled.claims()
    assert (found.claim.id, found.claim.certainty) == (again[0].claim.id, "hedged")
    assert [one.decision.claims for one in filled.judgements()] == [(again[1].claim.id,), (again[0].claim.id,)]
    filled.judge(undo(1, BORIS))
    assert len(filled.claims()) == 2
    assert filled.check() == []


def test_judgements_that_lost_their_claim_are_listed_and_come_back_with_it(filled: SqlLedger) -> None:
    kept = filled.judge(correct(TAKEN, "certainty", "hedged", ANNA))
    gone = filled.judge(reject(KILLED, ANNA))
    filled.judge(accept(KILLED, BORIS))
    filled.judge(undo(3, BORIS))
    carried = filled.reread(REPORT, claims_of(REPORT)[:1])
    assert (carried.kept, carried.lost) == (1, (gone,))
    assert filled.lost() == [gone]
    assert only(filled, TAKEN).claim.certainty == "hedged"
    third = filled.reread(REPORT, claims_of(REPORT))
    assert (third.kept, third.lost) == (2, ())
    assert filled.lost() == []
    assert [one.claim.id for one in filled.claims()] == [TAKEN]
    assert filled.judgements()[0] == kept


def test_splits_and_merges_are_lost_when_a_side_is(filled: SqlLedger) -> None:
    both = matter(claims_of(REPORT), MILL)
    filled.judge(split(both, [KILLED], BORIS))
    filled.reread(REPORT, claims_of(REPORT)[:1])
    assert filled.arrangements() == []
    assert [one.number for one in filled.lost()] == [1]


TOLL = "Two were killed and five wounded in Tarn."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["casualties/killed", "casualties/wounded"], ["casualties/wounded", "casualties/killed"], {0: 1, 1: 0}),
        (["casualties/killed", "casualties/wounded"], ["casualties/killed"], {0: 0}),
        (["casualties/killed", "casualties/wounded"], ["casualties/wounded"], {1: 0}),
        (["casualties/killed"], ["casualties/wounded"], {0: 0}),  # a better reader sees that it was the other
        (["casualties/killed"], ["fighting/attack"], {}),
        ([], ["fighting/attack"], {}),
    ],
)
def test_claims_of_one_sentence_are_told_apart(old: list[str], new: list[str], expected: dict[int, int]) -> None:
    of = report(TOLL)
    readings = [[claim(of, TOLL, kind, n).claim for n, kind in enumerate(kinds)] for kinds in (old, new)]
    assert matched(*readings) == expected


# -- many people -------------------------------------------------------------------------------------------------


def test_two_people_who_judge_the_same_claim_at_once_are_both_kept_in_order(address: str) -> None:
    with open_ledger(address) as first:
        first.add(REPORT, claims_of(REPORT))
    start, failed = threading.Barrier(2), []

    def decide(by: By, value: str) -> None:
        try:
            with open_ledger(address) as own:
                start.wait(30)
                for _ in range(10):
                    own.judge(correct(TAKEN, "certainty", value, by))
        except BaseException as error:
            failed.append(error)

    people = [threading.Thread(target=decide, args=pair) for pair in ((ANNA, "hedged"), (BORIS, "denied"))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    with open_ledger(address) as ledger:
        made = ledger.judgements(TAKEN)
        assert failed == []
        assert [one.number for one in made] == list(range(1, 21))
        assert [one.recorded_at for one in made] == sorted(one.recorded_at for one in made)
        assert sorted(one.decision.by.person for one in made) == ["Anna"] * 10 + ["Boris"] * 10
        assert only(ledger, TAKEN).claim.certainty == made[-1].decision.value
        assert ledger.check() == []
