"""Claims beside what coders made of the same rows: where they agree, where they differ, where one says nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas
import pytest
from click.testing import CliRunner
from making import claim, placed, report

from sayso import pipeline
from sayso.cli.exporting import export
from sayso.exports import Coded, Entries, Material
from sayso.exports.comparison import COLUMNS, QUESTIONS, VERDICTS, rows, write
from sayso.ingest import Inbox
from sayso.ledger import open_ledger
from sayso.models import ActorResolution, PlaceResolution, ResolvedClaim

TARN = PlaceResolution("t:tarn", "Tarn", "town", 36.20, 37.15, ("t:north",))
NORTH = PlaceResolution("t:north", "North", "governorate", None, None, ())
HILL = PlaceResolution("t:hill", "Green Hill", "town", 36.22, 37.17, ("t:north",))
ARMY = ActorResolution("t:army", "Tarn Army", "north")
REBELS = ActorResolution("t:rebels", "Tarn Rebels", "south")
ENTRIES = Entries(kinds={"t:army": "state-force", "t:rebels": "non-state-armed-group"})
ROW = {
    **{"event_date": "2031-05-06", "time_precision": "1", "event_type": "Explosions/Remote violence"},
    **{"admin1": "North", "location": "Tarn", "latitude": "36.2", "longitude": "37.15", "geo_precision": "1"},
    "fatalities": "5",
}
GED = {
    **{"type_of_violence": "1", "where_coordinates": "Tarn town", "adm_1": "North province", "where_prec": "1"},
    **{"latitude": "36.2", "longitude": "37.15", "date_start": "2031-05-05", "date_end": "2031-05-07"},
    **{"best": "5", "low": "4", "high": "7"},
}
TEXT = "On 6 May the army shelled Rebels in Tarn. Three fighters and two residents were killed. A truce was agreed."
REPORT = report(TEXT, id="r1", outlet="ACLED")
Fields = dict[str, Any]


def said(
    evidence: str, kind: str, number: int = 0, place: PlaceResolution | None = None, **fields: Any
) -> ResolvedClaim:
    """A claim of the report; a place is written as "Tarn", whatever it means."""
    actor, target = fields.pop("by", None), fields.pop("to", None)
    words = {"place": "Tarn"} if place is not None else {}
    told = claim(REPORT, evidence, kind, number, **words | fields)
    told = placed(told, place) if place is not None else told
    return ResolvedClaim(told.claim, told.place, actor, target, None)


def killed(low: int | None, high: int | None, number: int = 1, **fields: Any) -> ResolvedClaim:
    count = {"count": {"low": low, "high": high, "unit": fields.pop("unit", "people")}} if low or high else {}
    return said("Three fighters and two residents were killed.", "casualties/killed", number, **count | fields)


def on(start: str | None, end: str | None) -> ResolvedClaim:
    return said("A truce was agreed.", "truce/agreed", 3, when={"start": start, "end": end})


SHELLED = said("On 6 May the army shelled Rebels in Tarn.", "fighting/attack", by=ARMY, to=REBELS)


def compared(values: Fields, *claims: ResolvedClaim, dataset: str = "ACLED") -> dict[str, Any]:
    one = Coded("r1", dataset, "E1", values)
    (found,) = rows(Material((REPORT,), claims, entries=ENTRIES, coded=(one,)))
    assert tuple(found) == COLUMNS
    return found


CASES: list[tuple[str, Fields, list[ResolvedClaim], str, str]] = [
    ("the weapon tells the type", {}, [SHELLED], "type", "agree"),
    ("another type", {"event_type": "Strategic developments"}, [SHELLED], "type", "differ"),
    ("a type outside of the codebook", {"event_type": "Protests"}, [SHELLED], "type", "differ"),
    ("an agreement", {"event_type": "Strategic developments"}, [on(None, "2031-05-06")], "type", "agree"),
    ("nothing that tells a type", {}, [killed(5, 5)], "type", "not stated"),
    ("civilians", {"event_type": "Violence against civilians"}, [killed(2, 2, unit="civilians")], "type", "agree"),
    ("no type", {"event_type": ""}, [SHELLED], "type", "not coded"),
    ("the same place", {}, [said("in Tarn", "fighting/clash", place=TARN)], "place", "agree"),
    ("near it", {"location": "Dahr"}, [said("in Tarn", "fighting/clash", place=HILL)], "place", "agree"),
    ("the same word", {"latitude": ""}, [said("in Tarn", "fighting/clash", place=HILL)], "place", "agree"),
    (
        "too far from it",
        {"location": "Dahr", "latitude": "36.6"},
        [said("in Tarn", "fighting/clash", place=TARN)],
        "place",
        "differ",
    ),
    (
        "its governorate",
        {"location": "Dahr", "latitude": "", "admin1": "Al-Tarn Governorate"},
        [said("in Tarn", "fighting/clash", place=NORTH)],
        "place",
        "wider",
    ),
    ("no place", {}, [killed(5, 5)], "place", "not stated"),
    ("the day", {}, [on("2031-05-06", "2031-05-06")], "date", "agree"),
    ("since the day", {}, [on("2031-05-06", None)], "date", "agree"),
    ("the month", {}, [on("2031-05", "2031-05")], "date", "wider"),
    ("the year", {}, [on("2031", "2031")], "date", "wider"),
    ("a day of the week", {"time_precision": "2"}, [on("2031-05-10", "2031-05-10")], "date", "agree"),
    ("a day of the month", {"time_precision": "3"}, [on("2031-05-31", "2031-05-31")], "date", "agree"),
    ("the next day", {}, [on("2031-05-07", "2031-05-07")], "date", "differ"),
    ("no time", {}, [killed(5, 5)], "date", "not stated"),
    ("no date", {"event_date": "spring"}, [SHELLED], "date", "not coded"),
    ("the figure", {}, [killed(5, 5)], "deaths", "agree"),
    ("between", {}, [killed(4, 6)], "deaths", "agree"),
    ("the sum", {}, [killed(3, 3), killed(2, 2, 2)], "deaths", "agree"),
    ("at least so many", {}, [killed(5, None)], "deaths", "agree"),
    ("more", {}, [killed(9, 9)], "deaths", "differ"),
    ("a figure that is denied", {}, [killed(9, 9, certainty="denied")], "deaths", "not stated"),
    ("killed, without a figure", {}, [killed(None, None)], "deaths", "not stated"),
    ("none killed, none told", {"fatalities": "0"}, [SHELLED], "deaths", "agree"),
    ("none killed, but told", {"fatalities": "0"}, [killed(None, None)], "deaths", "not stated"),
    ("nothing coded", {"fatalities": ""}, [killed(5, 5)], "deaths", "not coded"),
]


@pytest.mark.parametrize(
    ("values", "claims", "question", "verdict"), [one[1:] for one in CASES], ids=[c[0] for c in CASES]
)
def test_acled(values: Fields, claims: list[ResolvedClaim], question: str, verdict: str) -> None:
    assert compared({key: one for key, one in (ROW | values).items() if one}, *claims)[question] == verdict


@pytest.mark.parametrize(
    ("values", "claims", "question", "verdict"),
    [
        ({}, [SHELLED], "type", "agree"),
        ({"type_of_violence": "3"}, [SHELLED], "type", "differ"),
        ({"type_of_violence": "3"}, [killed(2, 2, unit="children")], "type", "agree"),
        ({"type_of_violence": "2"}, [said("in Tarn", "fighting/clash", by=REBELS, to=REBELS)], "type", "agree"),
        ({}, [said("in Tarn", "fighting/clash", place=TARN)], "place", "agree"),
        ({}, [on("2031-05-07", "2031-05-07")], "date", "agree"),
        ({}, [on("2031-05-08", "2031-05-08")], "date", "differ"),
        ({}, [killed(5, 5)], "deaths", "agree"),
        ({}, [killed(7, 7)], "deaths", "differ"),
    ],
)
def test_ucdp(values: Fields, claims: list[ResolvedClaim], question: str, verdict: str) -> None:
    assert compared(GED | values, *claims, dataset="UCDP GED")[question] == verdict


def test_what_was_coded_stands_beside_what_was_read() -> None:
    found = compared(
        ROW, SHELLED, said("in Tarn", "fighting/clash", 1, place=HILL), killed(3, 4, 2), on("2031-05", None)
    )
    assert {name: found[name] for name in ("coded_type", "type_read", "coded_place", "place_read", "km")} == {
        "coded_type": "Explosions/Remote violence",
        "type_read": "Explosions/Remote violence; Battles; Strategic developments",
        "coded_place": "Tarn",
        "place_read": "Green Hill",
        "km": 2.9,
    }
    assert (found["coded_start"], found["coded_end"], found["date_read"]) == (
        "2031-05-06",
        "2031-05-06",
        "2031-05-01/2031-05-31",
    )
    assert (found["coded_deaths"], found["deaths_low"], found["deaths_high"]) == (5, 3, 4)
    assert found["claim_ids"] == "r1#0 r1#1 r1#2 r1#3"
    assert compared(GED, dataset="UCDP GED")["coded_high"] == 7


def test_the_verdicts_are_counted_for_the_user() -> None:
    told: list[str] = []
    coded = tuple(Coded("r1", "ACLED", f"E{n}", ROW | {"fatalities": str(n)}) for n in (3, 5))
    out = io.BytesIO()
    write(Material((REPORT,), (killed(5, 5),), coded=coded, tell=told.append), out)
    assert told == ["type: 2 not stated", "place: 2 not stated", "date: 2 not stated", "deaths: 1 agree, 1 differ"]
    table = pandas.read_csv(io.BytesIO(out.getvalue()))
    assert tuple(table.columns) == COLUMNS
    assert set(table[list(QUESTIONS)].stack()) <= set(VERDICTS)


CSV = (
    "event_id_cnty,event_date,time_precision,event_type,admin1,location,latitude,longitude,geo_precision,source,notes,"
    'fatalities\nSYR1,2016-11-08,1,Explosions/Remote violence,Aleppo,Khan Tuman,36.12,37.05,1,Wire,"On 8 November 2016,'
    ' warplanes bombed the town of Khan Tuman, killing five civilians.",5\n'
)


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """A ledger with a row of ACLED, read by the reader of rules."""
    (tmp_path / "acled.csv").write_text(CSV, encoding="utf-8")
    ledger = tmp_path / "a.db"
    with open_ledger(ledger) as store:
        inbox, settings = Inbox(Path(f"{ledger}.inbox")), pipeline.Settings(reader="rules")
        kept = list(pipeline.add([str(tmp_path / "acled.csv")], settings, store, inbox))
    assert [type(one) for one in kept] == [pipeline.Kept]
    return ledger


def test_from_the_command_line(added: Path) -> None:
    done = CliRunner().invoke(export, ["comparison", "--ledger", str(added)])
    assert done.exit_code == 0, done.output
    (row,) = pandas.read_csv(io.StringIO(done.stdout)).to_dict("records")
    assert (row["dataset"], row["event"], row["coded_place"], row["coded_deaths"]) == ("ACLED", "SYR1", "Khan Tuman", 5)
    assert (row["place"], row["deaths"]) == ("agree", "agree")
    assert "place: 1 agree" in done.stderr


def test_without_rows_the_command_says_so(ledger_file: Path) -> None:
    done = CliRunner().invoke(export, ["comparison", "--ledger", str(ledger_file)])
    assert done.exit_code != 0
    assert "no rows of ACLED or UCDP GED" in str(done.exception)
