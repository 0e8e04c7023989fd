"""The JSON shapes: what is written is read back, bare strings are found, faults are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import MILL, claim, matter, placed, report

from sayso.errors import InputError
from sayso.models import ActorResolution, Mention, Report, ResolvedClaim
from sayso.records import (
    Row,
    claim_from_json,
    claim_to_json,
    matter_to_json,
    read_rows,
    report_from_json,
    report_to_json,
    resolved_from_json,
    row_to_json,
    write_rows,
)

TEXT = (
    "Rebels left Mill Quarter. The army took Mill Quarter, a monitor said on Monday.\n"
    "The monitor said two nurses were killed there, Radio Tarn reported."
)
REPORT = report(TEXT, title="Mill Quarter falls")
BARE: dict[str, Any] = {
    "topic": "control",
    "status": "taken",
    "certainty": "stated",
    "evidence": "The army took Mill Quarter, a monitor said on Monday.",
    "place": "Mill Quarter",
    "actor": "The army",
    "object": "Rebels",
    "count": None,
    "when": {"start": "2031-05-05", "end": "2031-05-05"},
    "source": "a monitor",
    "via": ["Radio Tarn"],
}


def test_bare_strings_are_located_nearest_to_the_evidence() -> None:
    read = claim_from_json(BARE, REPORT)
    mentions = [read.evidence, read.place, read.actor, read.object, read.source, *read.via]
    assert all(m is not None and REPORT.full[m.start : m.end] == m.text for m in mentions)
    assert read.place is not None
    assert read.evidence.start < read.place.start < read.evidence.end  # the third mention of the place, not the title's


def test_white_space_in_bare_strings_is_folded() -> None:
    read = claim_from_json(
        BARE | {"evidence": "a monitor said on Monday. The monitor said two nurses were killed"}, REPORT
    )
    assert read.evidence.text == "a monitor said on Monday.\nThe monitor said two nurses were killed"


def test_offsets_that_hold_are_kept_and_others_are_found_again() -> None:
    where = REPORT.full.index("Mill Quarter falls")
    kept = claim_from_json(BARE | {"place": {"text": "Mill Quarter", "start": where, "end": where + 12}}, REPORT)
    assert kept.place == Mention("Mill Quarter", where, where + 12)
    moved = claim_from_json(BARE | {"place": {"text": "Mill Quarter", "start": 3, "end": 15}}, REPORT)
    assert moved.place is not None
    assert moved.evidence.start < moved.place.start


def test_a_resolved_claim_carries_what_its_names_mean() -> None:
    plain = claim_from_json(BARE, REPORT)
    army = ActorResolution("t:army", "Tarn army", "north")
    shape = claim_to_json(ResolvedClaim(plain, place=MILL, actor=army, source=ActorResolution(None, "a monitor")))
    assert shape["place"] | {"start": 0, "end": 0} == {
        "text": "Mill Quarter",
        "start": 0,
        "end": 0,
        "id": "t:mill",
        "name": "Mill Quarter",
        "precision": "neighbourhood",
        "lat": 36.1,
        "lon": 37.1,
    }
    assert (shape["actor"]["id"], shape["actor"]["name"], shape["actor"]["side"]) == ("t:army", "Tarn army", "north")
    assert shape["source"]["id"] is None
    assert shape["count"] is None
    assert shape["when"] == BARE["when"]
    back = resolved_from_json(shape, REPORT)
    assert back.claim == plain
    assert back.actor == army
    assert back.place is not None
    assert (back.place.id, back.place.precision, back.place.lat) == ("t:mill", "neighbourhood", 36.1)


def test_a_claim_has_the_codebooks_fields_and_no_others() -> None:
    assert set(claim_to_json(claim_from_json(BARE, REPORT))) == {*BARE, "id", "confidence"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"topic": "weather"}, "'weather' is not a topic"),
        ({"status": "killed"}, "'killed' is not a status of control"),
        ({"certainty": "sure"}, "'sure' is not a certainty"),
        ({"evidence": "Nobody wrote this."}, "its evidence are not in the report"),
        ({"source": "a minister"}, "its source are not in the report"),
        ({"evidence": ""}, "has no evidence"),
        ({"count": {"low": 2, "high": 2, "unit": "cats"}}, "'cats' is not a unit"),
    ],
)
def test_a_claim_that_breaks_the_codebook_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        claim_from_json(BARE | change, REPORT)


def test_a_report_without_an_id_gets_one_from_outlet_and_text() -> None:
    data = {"title": "T", "text": "Words.", "outlet": "The Post"}
    assert report_from_json(data).id == report_from_json(dict(data)).id
    assert report_from_json(data).id != report_from_json(data | {"outlet": "The Times"}).id
    assert report_from_json(report_to_json(REPORT)) == REPORT


def test_rows_written_are_read_back_and_broken_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "coded.jsonl"
    claims = [placed(claim(REPORT, BARE["evidence"], "control/taken", place="Mill Quarter"), MILL)]
    write_rows(path, [row_to_json(REPORT, claims)])
    with path.open("a", encoding="utf-8") as file:
        file.write('{"report": {"id": "x", "text": ""}, "claims": []}\n{"claims": []}\nno json\n\n')
    good, *bad = read_rows(path)
    assert isinstance(good, Row)
    assert good.report == REPORT
    assert good.claims[0].claim == claims[0].claim
    assert [(type(fault), str(fault).split(": ")[0]) for fault in bad] == [
        (InputError, f"{path}, line {number}") for number in (2, 3, 4)
    ]


def test_a_missing_coded_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.jsonl: cannot be read"):
        list(read_rows(tmp_path / "nothing.jsonl"))


def test_a_matter_has_the_shape_that_others_read() -> None:
    told = placed(claim(REPORT, BARE["evidence"], "control/taken", source="a monitor"), MILL)
    shape = matter_to_json(matter([told], MILL, start="2031-05-05", end="2031-05-05"))
    assert json.loads(json.dumps(shape)) == {
        "id": f"m-{told.claim.id}",
        "topic": "control",
        "place": {"id": "t:mill", "name": "Mill Quarter", "lat": 36.1, "lon": 37.1},
        "start": "2031-05-05",
        "end": "2031-05-05",
        "standing": "single",
        "disputed_on": [],
        "positions": [
            {
                "summary": "so it is said",
                "sources": ["a monitor"],
                "outlets": [],
                "reports": ["r1"],
                "claims": [told.claim.id],
            }
        ],
    }


def test_every_hand_coded_claim_is_read(shared: Path) -> None:
    coded = shared / "gold" / "dev.jsonl"
    rows = list(read_rows(coded))
    assert [row for row in rows if isinstance(row, InputError)] == []
    read = [(row.report, one.claim) for row in rows if isinstance(row, Row) for one in row.claims]
    assert len(read) == sum(len(json.loads(line)["claims"]) for line in coded.read_text(encoding="utf-8").splitlines())
    assert all(_holds(of, mention) for of, one in read for mention in (one.evidence, one.place, one.source))


def _holds(of: Report, mention: Mention | None) -> bool:
    return mention is None or of.full[mention.start : mention.end] == mention.text
