"""Either store: matters that grew report by report are those that are made from everything at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from making import MILL, TARN, report

from sayso import gathering, lineup
from sayso.ledger import By, MatterQuery, accept, correct, judgements, merge, open_ledger, reject, split, undo
from sayso.ledger.databases.tables import MATTERS
from sayso.ledger.store import SqlLedger
from sayso.models import ActorResolution, Claim, Count, Matter, Mention, Period, PlaceResolution, Report, ResolvedClaim

ANNA = By("Anna", "Read again.")
NORTH = PlaceResolution("t:north", "North", "governorate")
ACTORS = (ActorResolution("t:army", "Army", "army"), ActorResolution("t:rebels", "Rebels", "rebels"), None)
VOICES = ("a monitor", "residents", None)
FILLER = "Nobody knew what would come next in the valley that week, and the road stayed closed to all."


def told(chance: Random, name: str, day: int, like: Report | None = None) -> tuple[Report, list[ResolvedClaim]]:
    """A report of a day with some claims, of few kinds, so that many are on one matter; or a copy of another's text."""
    date = f"2031-05-{day:02}"
    if like is not None:
        return replace(like, id=name, outlet="The Echo", published=date), []
    events = [(chance.choice((MILL, MILL, TARN, NORTH)), chance.randint(2, 4), chance.choice(ACTORS)) for _ in range(3)]
    sentences = [
        f"{actor.name if actor else 'Shelling'} killed {toll} people in {place.name} on day {day} of the month, {n}."
        for n, (place, toll, actor) in enumerate(events)
    ]
    one = report(
        " ".join([*sentences, FILLER, name]), id=name, published=date, outlet=chance.choice(("Post", "Gleaner"))
    )
    claims = [
        killed(chance, one, sentence, f"{name}-{n}", event)
        for n, (sentence, event) in enumerate(zip(sentences, events, strict=True))
    ]
    return one, claims


def killed(
    chance: Random, of: Report, sentence: str, name: str, event: tuple[PlaceResolution, int, ActorResolution | None]
) -> ResolvedClaim:
    place, toll, actor = event
    start = of.full.index(sentence)

    def at(words: str | None) -> Mention | None:
        return (
            Mention(words, start + sentence.index(words), start + sentence.index(words) + len(words)) if words else None
        )

    claim = Claim(
        id=name,
        report_id=of.id,
        topic="casualties",
        status="killed",
        certainty=chance.choice(("stated", "stated", "denied")),
        evidence=Mention(sentence, start, start + len(sentence)),
        place=at(place.name),
        actor=at(actor.name if actor else None),
        object=at("people"),
        count=Count(toll, toll, "people"),
        when=Period(of.published, of.published) if chance.random() < 0.5 else None,
    )
    return ResolvedClaim(claim, place, actor)


def copied(of: Report, claims: list[ResolvedClaim]) -> list[ResolvedClaim]:
    """The claims of a text in a copy of it."""
    return [replace(one, claim=replace(one.claim, id=f"{of.id}-{n}", report_id=of.id)) for n, one in enumerate(claims)]


def stored(ledger: SqlLedger) -> list[tuple[Any, ...]]:
    """All that is stored of matters, but for the numbers of rows."""
    found = ledger.database.run(
        "SELECT matters.number, id, topic, standing, meanings.body, first, last, told_first, told_last, dated, undated,"
        " voices, arranged, matters.body FROM matters JOIN meanings ON meanings.number = place"
    )
    claims: dict[int, list[str]] = {}
    for matter, claim in ledger.database.run(
        "SELECT matter, claims.id FROM matter_claims JOIN claims ON claims.number = matter_claims.claim"
        " JOIN facets ON facets.claim = claims.number WHERE until = (SELECT max(until) FROM facets)"
    ):
        claims.setdefault(matter, []).append(claim)
    tallies = ledger.database.run(
        "SELECT body, matters, dated, undated FROM tallies JOIN meanings ON number = place WHERE matters > 0"
    )
    aside = ledger.database.run("SELECT id, body FROM aside")
    rows = [(*row[1:], tuple(sorted(claims.get(row[0], ())))) for row in found]
    return [*sorted(rows, key=repr), *sorted(tallies), *sorted(aside)]


def made_anew(ledger: SqlLedger, folder: Path, name: str) -> tuple[list[Matter], list[tuple[Any, ...]]]:
    """The matters of a copy of a ledger, in which all are made from scratch."""
    path = folder / f"{name}.db"
    ledger.backup(path)
    with open_ledger(path) as copy:
        for table in MATTERS:
            copy.database.run(f"DELETE FROM {table}")
        return grown(copy), stored(copy)


@pytest.fixture
def never_anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and matters cannot be made from scratch any more."""

    def forbid() -> None:
        def fail(*_: object, **__: object) -> None:
            raise AssertionError("made from scratch")

        monkeypatch.setattr(gathering, "_made", fail)

    return forbid


def grown(ledger: SqlLedger) -> list[Matter]:
    with gathering.lined_up(ledger):
        return ledger.find_matters(MatterQuery())


def steps(ledger: SqlLedger, chance: Random) -> Iterator[str]:
    """Changes of every kind, one after the other."""
    known: dict[str, tuple[Report, list[ResolvedClaim]]] = {}
    for number in range(6):
        one, claims = told(chance, f"r{number}", chance.randint(1, 3))
        ledger.add(one, claims)
        known[one.id] = (one, claims)
        yield f"add {one.id}"
    like, said = known["r0"]
    copy, _ = told(chance, "copy", 2, like)
    ledger.add(copy, copied(copy, said))
    yield "add a copy"
    ledger.add(report("Nothing happened.", id="bare", published=None), [])
    yield "add a report without claims"
    ledger.judge(accept("r1-0", ANNA))
    yield "accept"
    ledger.judge(reject("r1-1", ANNA))
    yield "reject"
    ledger.judge(correct("r2-0", "count", {"low": 40, "high": 40, "unit": "people"}, ANNA))
    yield "correct"
    ledger.judge(correct("r3-0", "when", {"start": "2031-05-01", "end": None}, ANNA))
    yield "correct the time"
    found = {name: matter for matter in grown(ledger) for name in judgements.claims_of(matter)}
    alike = [one for one in found.values() if one.question == found["r2-1"].question and one.id != found["r2-1"].id]
    ledger.judge(merge([found["r2-1"], alike[0]], ANNA))
    yield "merge"
    one, claims = told(chance, "late", 1)
    ledger.add(one, claims)
    yield "add to what was merged"
    large = max(grown(ledger), key=lambda matter: len(judgements.claims_of(matter)))
    ledger.judge(split(large, judgements.claims_of(large)[:1], ANNA))
    yield "split"
    ledger.judge(undo(ledger.judgements()[-2].number, ANNA))
    yield "undo the merge"
    ledger.judge(undo(2, ANNA))
    yield "undo the rejection"
    one, claims = known["r4"]
    ledger.reread(one, claims[:-1])
    yield "read again, with a claim less"
    one, claims = known["r2"]
    ledger.reread(one, [replace(c, claim=replace(c.claim, id=f"{c.claim.id}b")) for c in claims])
    yield "read again, with other names of claims"
    one, claims = known["r3"]
    ledger.reread(one, claims)
    yield "read again, the same"


def test_what_grew_is_what_is_made_anew(
    ledger: SqlLedger, tmp_path: Path, never_anew: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert grown(ledger) == []
    made = gathering._made
    for number, step in enumerate(steps(ledger, Random(5))):
        never_anew()
        found = grown(ledger)
        monkeypatch.setattr(gathering, "_made", made)
        anew, rows = made_anew(ledger, tmp_path, str(number))
        assert found == anew, step
        assert stored(ledger) == rows, step
    assert ledger.check() == []


def test_several_changes_are_taken_in_together(
    ledger: SqlLedger, tmp_path: Path, never_anew: Callable[[], None]
) -> None:
    grown(ledger)
    made = gathering._made
    for _ in steps(ledger, Random(6)):
        pass
    never_anew()
    found = grown(ledger)
    gathering._made = made
    assert (found, stored(ledger)) == made_anew(ledger, tmp_path, "copy")


def test_the_past_is_what_it_was(ledger: SqlLedger) -> None:
    then: list[tuple[int, list[Matter]]] = []
    for _ in steps(ledger, Random(7)):
        then.append((ledger.revision(), grown(ledger)))
    for revision, matters in then:
        assert grown(type(ledger)(ledger.database, revision)) == matters


def test_what_was_forgotten_is_made_anew(ledger: SqlLedger) -> None:
    class Hidden:
        def report(self, one: Report) -> Report:
            return replace(one, outlet=self.words(one.outlet or ""))

        def words(self, text: str) -> str:
            return text.replace("Gleaner", "•••••••")

        def people(self, one: Report) -> list[str]:
            return []

    for _ in steps(ledger, Random(8)):
        grown(ledger)
    ledger.forget(Hidden())
    assert ledger.stirred(gathering.fingerprint()) is None
    assert ledger.shelf().read(["anything"]) == {}
    assert "Gleaner" not in json.dumps([lineup_of(one) for one in grown(ledger)])


def lineup_of(matter: Matter) -> list[tuple[str, ...]]:
    return [position.outlets for position in matter.positions]


def test_the_matters_are_those_of_the_line_up(ledger: SqlLedger) -> None:
    for _ in steps(ledger, Random(9)):
        grown(ledger)
    reports, claims = ledger.reports(), ledger.claims()
    own = lineup.line_up(reports, claims)
    assert grown(ledger) == lineup.rearrange(own, ledger.arrangements(), reports, claims)


def test_a_ledger_that_cannot_be_written_answers_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    chance = Random(10)
    with open_ledger(path) as ledger:
        ledger.add(*told(chance, "r1", 1))
        before = grown(ledger)
        ledger.add(*told(chance, "r2", 1))
    with open_ledger(path) as ledger:
        ledger.database.run("PRAGMA query_only = ON")
        assert len(grown(ledger)) >= len(before)
        assert {name for one in grown(ledger) for name in judgements.claims_of(one)} == {
            f"r{r}-{n}" for r in (1, 2) for n in range(3)
        }
