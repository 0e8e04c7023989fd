"""Lining up on Ray Data: claims become facts where their reports are, and each question's facts its matters.

The steps are those of a local line-up on several processes, and so are the matters: claims of different questions
never meet. What says which text was copied from which is worked out in one place; it needs sketches only, which are
made where the texts are.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.cluster.engine import cores, ray
from sayso.lineup.claims.context import in_context
from sayso.lineup.claims.facts import Fact, containers
from sayso.lineup.claims.voices import facts_of
from sayso.lineup.copies.texts import Texts, Traits, traits_of
from sayso.lineup.matters import make_matter, reading_order
from sayso.lineup.meeting.blocks import Blocks
from sayso.lineup.meeting.containment import Joined
from sayso.lineup.options import DEFAULT, LineUpOptions
from sayso.models import Matter, Report, ResolvedClaim

CHUNK = 2000  # reports that one task works on
MOST_PARTS = 32  # questions are fewer: more parts would stand empty

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shared:
    """What every task needs to make facts."""

    texts: Texts
    options: LineUpOptions


def line_up(
    reports: Iterable[Report], claims: Iterable[ResolvedClaim], options: LineUpOptions = DEFAULT
) -> list[Matter]:
    """All matters that the claims answer, by topic, place and date: what ``sayso.lineup.line_up`` gives."""
    engine = ray()
    unique = {report.id: report for report in reports}
    by_report: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for item in {item.claim.id: item for item in claims}.values():
        by_report[item.claim.report_id].append(item)
    if not by_report:
        return []
    told = (in_context(item, items) for items in by_report.values() for item in items)
    inside = frozenset(name for item in told for name in containers(item))
    shared = engine.put(Shared(_texts(engine, list(unique.values()), by_report, options), options))
    facts = _dataset(engine, _chunks(list(by_report.values()))).flat_map(_facts, fn_args=(shared,))
    parts = min(MOST_PARTS, 2 * cores())
    made = facts.groupby("question", parts).map_groups(_matters, fn_args=(options, inside), batch_format="pyarrow")
    found = [pickle.loads(row["matter"]) for row in made.iter_rows()]
    return sorted(found, key=reading_order)


def _texts(
    engine: Any, reports: Sequence[Report], claims: Mapping[str, Sequence[ResolvedClaim]], options: LineUpOptions
) -> Texts:
    """The index of texts; what each is found by is worked out on the cluster."""
    with_claims = [(report, claims.get(report.id, ())) for report in reports]
    traits: dict[str, Traits] = {}
    for row in _dataset(engine, _chunks(with_claims)).map(_traits).iter_rows():
        traits.update(pickle.loads(row["traits"]))
    texts = Texts(options)
    texts.add(reports, traits=traits)
    return texts


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _dataset(engine: Any, chunks: Iterable[Any]) -> Any:
    rows = [{"chunk": pickle.dumps(chunk)} for chunk in chunks]
    return engine.data.from_items(rows, override_num_blocks=max(1, len(rows)))


def _traits(row: Row) -> Row:
    pairs = pickle.loads(row["chunk"])
    return {"traits": pickle.dumps({r.id: traits_of(r, [item.claim for item in items]) for r, items in pairs})}


def _facts(row: Row, shared: Any) -> list[Row]:
    """The facts of some reports, by question."""
    known: Shared = ray().get(shared)
    by_question: dict[str, list[Fact]] = defaultdict(list)
    for items in pickle.loads(row["chunk"]):
        for fact in facts_of(items, known.texts, known.options):
            by_question[fact.question].append(fact)
    return [{"question": question, "facts": pickle.dumps(facts)} for question, facts in by_question.items()]


def _matters(group: Any, options: LineUpOptions, inside: frozenset[str]) -> Any:
    """The matters of one question."""
    import pyarrow  # type: ignore[import-untyped]  # it ships without types

    blocks, joined = Blocks(options, inside), Joined(options)
    for packed in group.column("facts").to_pylist():
        for fact in pickle.loads(packed):
            blocks.put(fact)
    _, new, _ = blocks.regroup()
    _, heads = joined.update((), new)
    made = [pickle.dumps(make_matter(joined.members(head), options)) for head in sorted(heads)]
    return pyarrow.table({"matter": pyarrow.array(made, pyarrow.binary())})
