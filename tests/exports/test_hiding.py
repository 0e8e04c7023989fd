"""Protection: what is hidden is hidden everywhere, and offsets point at the words of the protected text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import write
from making import MILL, claim, matter, placed, position, report

from sayso.exports import FORMATS, Heard, Material, Voice
from sayso.exports.hiding import Protection
from sayso.models import ActorResolution, Answer, Line, Report, ResolvedClaim
from sayso.protection import find_people, hide, mask

TEXT = (
    "Umm Salim, a baker from Tarn, said soldiers shelled Mill Quarter. “They hit my oven,” Umm Salim said. "
    "Mayor Adel Harb said Rebels shelled Mill Quarter. Salim had fled."
)
TITLE = "Umm Salim lost her oven"
REPORT = report(TEXT, title=TITLE)
EVIDENCE = "Umm Salim, a baker from Tarn, said soldiers shelled Mill Quarter."
MAYOR = "Mayor Adel Harb said Rebels shelled Mill Quarter."
SHELLED = placed(
    claim(
        REPORT,
        EVIDENCE,
        "fighting/attack",
        place="Mill Quarter",
        actor="soldiers",
        source="Umm Salim, a baker from Tarn",
    ),
    MILL,
)
PUBLIC = placed(
    claim(REPORT, MAYOR, "fighting/attack", 1, place="Mill Quarter", actor="Rebels", source="Mayor Adel Harb"), MILL
)


def protect(reports: list[Report], claims: list[ResolvedClaim]) -> Protection:
    """As a new ledger would number them."""
    people = {r.id: find_people(r, [c.claim for c in claims if c.claim.report_id == r.id]) for r in reports}
    private = [person for found in people.values() for person in found if person.private]
    numbers = {person.key: (i, person.noun) for i, person in enumerate(private, 1)}
    return Protection.of(mask(reports, claims, {name: hide(found, numbers) for name, found in people.items()}))


def protected() -> Protection:
    unresolved = ActorResolution(None, "Umm Salim, a baker from Tarn")
    told = ResolvedClaim(SHELLED.claim, SHELLED.place, SHELLED.actor, None, unresolved)
    return protect([REPORT], [told, PUBLIC])


def test_names_go_from_text_title_and_claims() -> None:
    found = protected()
    (shown,) = found.reports
    assert "Salim" not in shown.full
    assert "Adel Harb" in shown.full
    assert found.claims[0].source is not None
    assert "Salim" not in repr(found.claims)
    assert found.claims[1].claim.source is not None
    assert found.claims[1].claim.source.text == "Mayor Adel Harb"


def test_offsets_point_at_the_words_of_the_protected_text() -> None:
    found = protected()
    full = found.reports[0].full
    for resolved in found.claims:
        one = resolved.claim
        for mention in (one.evidence, one.place, one.actor, one.source):
            assert mention is not None
            assert full[mention.start : mention.end] == mention.text
    assert found.claims[0].claim.evidence.text.endswith("said soldiers shelled Mill Quarter.")
    assert found.claims[0].claim.actor is not None
    assert found.claims[0].claim.actor.text == "soldiers"


def test_matters_and_views_hide_them_too() -> None:
    found = protected()
    words = "said by Umm Salim, a baker from Tarn"
    one = matter([SHELLED], MILL, positions=(position([SHELLED], words),), why=(f"It is {words}.",))
    shown = found.matter(one)
    assert "Salim" not in repr(shown)
    assert shown.positions[0].sources != one.positions[0].sources
    line = Line("", words, ("Umm Salim, a baker from Tarn",), (SHELLED.claim.id,))
    heard = Heard(Answer("all", "", (line,)), Answer("range", "", (line,)), (Voice("Umm Salim", (), ()),))
    assert "Salim" not in repr(found.heard(heard, one))


def test_nothing_changes_where_nobody_is_private() -> None:
    told = report(MAYOR)
    shown = placed(claim(told, MAYOR, "fighting/attack", actor="Rebels", source="Mayor Adel Harb"), MILL)
    found = protect([told], [shown])
    assert (found.reports, found.claims) == ((told,), (shown,))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.needs in ("records", "claims")])
def test_no_export_of_protected_records_has_the_name(name: str) -> None:
    found = protected()
    one = found.matter(matter([SHELLED, PUBLIC], MILL))
    material = Material(reports=found.reports, claims=found.claims, matters=(one,))
    data = write(name, material)
    if name == "xlsx":
        data = unpacked(data)
    if name == "parquet":
        data = json.dumps(read_parquet(data)).encode()
    assert b"Salim" not in data
    assert b"Harb" in data


def unpacked(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def read_parquet(data: bytes) -> Any:
    import io

    import pyarrow.parquet

    return pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
