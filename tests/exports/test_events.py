"""Rows of events in the columns of ACLED and UCDP GED: what is said to what is coded, under each view."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas
import pytest
from conftest import DATA, Made, Written, write
from making import claim, placed, report

from sayso.cli.exporting import heard_of
from sayso.exports import Country, Entries, Entry, Material, acled, nations, ucdp
from sayso.exports.entries import countries
from sayso.exports.events import Left
from sayso.exports.hiding import Protection
from sayso.exports.provenance import OWN
from sayso.lineup import VIEWS, line_up
from sayso.models import ActorResolution, PlaceResolution, Report, ResolvedClaim

PARTIES = {
    "The army": ActorResolution("t:army", "Tarn Army", "north"),
    "soldiers": ActorResolution(None, "soldiers", "north"),
    "Rebels": ActorResolution("t:rebels", "Tarn Rebels", "south"),
    "Vostland": ActorResolution("t:vostland", "Vostland", "abroad"),
    "the Guard": ActorResolution("t:guard", "Tarn Guard", "north-ally"),
    "Red Front": ActorResolution("t:front", "Red Front", "west"),
}
ENTRIES = Entries(
    places={
        "t:tarn": Entry("t:tarn", "Tarn", "town", "TA"),
        "t:north": Entry("t:north", "North", "governorate", "TA"),
        "t:land": Entry("t:land", "Tarnland", "country", "TA"),
    },
    kinds={"t:army": "state-force", "t:rebels": "non-state-armed-group", "t:vostland": "foreign-state"},
    home=frozenset({"north"}),
    foreign=frozenset({"abroad"}),
    countries={"TA": Country("TA", "TRN", 999, "Tarnland")},
)
PLACE = PlaceResolution("t:tarn", "Tarn", "town", 36.2, 37.15, ("t:north", "t:land"))
DAY = {"when": {"start": "2031-05-07", "end": "2031-05-07"}}
Said = tuple[str, str, dict[str, Any]]


def material(*told: tuple[Report, list[Said]], view: str = "conservative") -> Material:
    """Reports with their claims as (evidence, topic/status, fields), lined up and under a view."""
    claims: list[ResolvedClaim] = []
    for one, said in told:
        for number, (evidence, kind, fields) in enumerate(said):
            claims.append(resolved(placed(claim(one, evidence, kind, number, **{"place": "Tarn"} | fields), PLACE)))
    reports = tuple(one for one, _ in told)
    matters = line_up(reports, claims)
    heard = heard_of(matters, (reports, tuple(claims)), view, Protection())
    return Material(reports, tuple(claims), tuple(matters), heard, ENTRIES, made="2031-06-01T00:00:00Z")


def resolved(bare: ResolvedClaim) -> ResolvedClaim:
    read = bare.claim
    names = {
        field: PARTIES.get(mention.text)
        for field, mention in (("actor", read.actor), ("object", read.object), ("source", read.source))
        if mention
    }
    return ResolvedClaim(read, bare.place, **names)


def one_report(text: str, *said: Said, **fields: Any) -> tuple[Report, list[Said]]:
    return report(text, **fields), list(said)


def text_rows(module: Any, found: Material) -> list[dict[str, Any]]:
    return [dict(row) for row in module.rows(found)]


# (text, its claims, event type, sub-event type, actors and their kinds, fatalities)
CODED = [
    (
        "The army shelled Rebels in Tarn.",
        [("attack", {"actor": "The army", "object": "Rebels"})],
        ("Explosions/Remote violence", "Shelling/artillery/missile attack", "State forces-Rebel group", 0),
    ),
    (
        "Vostland carried out air strikes on a market in Tarn, killing 9 civilians.",
        [
            ("attack", {"actor": "Vostland", "object": "a market"}),
            (
                "killed",
                {"actor": "Vostland", "object": "civilians", "count": {"low": 9, "high": 9, "unit": "civilians"}},
            ),
        ],
        ("Explosions/Remote violence", "Air/drone strike", "Civilians-External/Other forces", 9),
    ),
    (
        "The army and Rebels clashed in Tarn, where 4 soldiers were killed.",
        [
            ("clash", {"actor": "The army", "object": "Rebels"}),
            ("killed", {"object": "soldiers", "count": {"low": 4, "high": 4, "unit": "fighters"}}),
        ],
        ("Battles", "Armed clash", "State forces-Rebel group", 4),
    ),
    (
        "Rebels stormed homes in Tarn and beat residents.",
        [("attack", {"actor": "Rebels", "object": "residents"})],
        ("Violence against civilians", "Attack", "Rebel group-Civilians", 0),
    ),
    (
        "A suicide car bomb hit Tarn.",
        [("attack", {})],
        ("Explosions/Remote violence", "Suicide bomb", None, 0),
    ),
    (
        "Barrels of chlorine fell on Tarn.",
        [("attack", {})],
        ("Explosions/Remote violence", "Chemical weapon", None, 0),
    ),
]
KINDS = {"attack": "fighting/attack", "clash": "fighting/clash", "killed": "casualties/killed"}


@pytest.mark.parametrize(("text", "said", "wanted"), CODED, ids=[text for text, _, _ in CODED])
def test_the_type_is_told_by_topic_weapon_and_victim(text: str, said: list[Any], wanted: tuple[Any, ...]) -> None:
    claims = [(text, KINDS[kind], fields | DAY) for kind, fields in said]
    (row,) = text_rows(acled, material(one_report(text, *claims)))
    assert (row["event_type"], row["sub_event_type"], row["interaction"], row["fatalities"]) == wanted
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2031-05-07", 1, 1)
    assert (row["country"], row["iso"], row["admin1"], row["location"]) == ("Tarnland", 999, "North", "Tarn")


@pytest.mark.parametrize(
    ("actor", "sub_type"),
    [("The army", "Government regains territory"), ("Rebels", "Non-state actor overtakes territory")],
)
def test_who_takes_a_place_tells_the_type(actor: str, sub_type: str) -> None:
    text = f"{actor} took Tarn."
    (row,) = text_rows(acled, material(one_report(text, (text, "control/taken", {"actor": actor} | DAY))))
    assert row["sub_event_type"] == sub_type


@pytest.mark.parametrize(
    ("text", "kind", "fields", "reason"),
    [
        ("Tarn was hit.", "fighting/attack", DAY, "the words do not tell its type"),
        ("Rebels vowed to shell Tarn.", "fighting/attack", {"certainty": "planned"} | DAY, None),
        ("The army denied it shelled Tarn.", "fighting/attack", {"certainty": "denied"} | DAY, None),
        (
            "900 civilians were killed in Tarn since 2029.",
            "casualties/killed",
            {"when": {"start": "2029", "end": None}},
            "it goes on, with no end",
        ),
        ("Rebels shelled Tarn in 2030.", "fighting/attack", {"when": {"start": "2030", "end": "2030"}}, "to the month"),
        ("Rebels hold Tarn.", "control/held", {"actor": "Rebels"}, None),
    ],
)
def test_what_is_no_event_makes_no_row(text: str, kind: str, fields: dict[str, Any], reason: str | None) -> None:
    left = Left()
    assert list(acled.rows(material(one_report(text, (text, kind, fields))), left)) == []
    told = list(left.sentences())
    assert len(told) == (reason is not None)
    assert reason is None or reason in told[0]


def tolls(view: str) -> dict[str, Any]:
    """Two voices give 6 and 9 dead of one strike; a third paper reprints the first."""
    first = "Rebels shelled Tarn, killing 6 civilians, said a hospital director."
    second = "Rebels shelled Tarn, killing 9 civilians, said the relief committee."
    killed = {"actor": "Rebels", "object": "civilians"} | DAY
    told = [
        (first, 6, "a hospital director", "The Tarn Post", "a"),
        (second, 9, "the relief committee", "North Herald", "b"),
        (first, 6, "a hospital director", "Morning Copy", "c"),
    ]
    rows = [
        one_report(
            text,
            (text, "fighting/attack", {"actor": "Rebels", "source": source} | DAY),
            (
                text,
                "casualties/killed",
                killed | {"source": source, "count": {"low": number, "high": number, "unit": "civilians"}},
            ),
            id=ident,
            outlet=outlet,
        )
        for text, number, source, outlet, ident in told
    ]
    (row,) = (row for row in text_rows(ucdp, material(*rows, view=view)) if row["sayso_answer"].startswith("1/"))
    return row


@pytest.mark.parametrize(
    ("view", "best"), [("conservative", 6), ("range", 6), ("latest", 6), ("all", 6), ("by-side", 6)]
)
def test_low_and_high_span_the_voices_and_reprints_are_no_source(view: str, best: int) -> None:
    row = tolls(view)
    assert (row["low"], row["best"], row["high"]) == (6, best, 9)
    assert row["number_of_sources"] == row["sayso_independent_voices"] == 2
    assert row["sayso_view"] == view
    assert row["type_of_violence"] == ucdp.ONE_SIDED
    assert (row["side_a"], row["side_b"], row["deaths_civilians"]) == ("Tarn Rebels", "Civilians", best)
    assert set(row["source_office"].split(";")) == {"The Tarn Post", "North Herald", "Morning Copy"}


def test_the_latest_figure_is_the_best_under_that_view() -> None:
    def said(number: int, published: str) -> tuple[Report, list[Said]]:
        text = f"Rebels shelled Tarn, killing {number} civilians, the Tarn Health Office said."
        count = {"low": number, "high": number, "unit": "civilians"}
        fields = {"actor": "Rebels", "object": "civilians", "source": "the Tarn Health Office", "count": count} | DAY
        return one_report(text, (text, "casualties/killed", fields), id=published, published=published)

    told = said(31, "2031-05-08"), said(43, "2031-05-10")
    (row,) = text_rows(ucdp, material(*told, view="latest"))
    assert (row["low"], row["best"], row["high"]) == (43, 43, 43)  # 31 was replaced by the voice that gave it
    assert row["sayso_standing"] == "revised"


@pytest.mark.parametrize(
    ("said", "kind", "deaths"),
    [
        ({"actor": "The army", "object": "Rebels"}, ucdp.STATE_BASED, "deaths_b"),
        ({"actor": "Rebels", "object": "soldiers"}, ucdp.STATE_BASED, "deaths_a"),
        ({"actor": "Red Front", "object": "Rebels"}, ucdp.NON_STATE, "deaths_b"),
        ({"actor": "Rebels", "object": "villagers"}, ucdp.ONE_SIDED, "deaths_civilians"),
        ({"object": "people"}, None, "deaths_unknown"),
    ],
)
def test_the_parties_tell_the_type_of_violence(said: dict[str, Any], kind: int | None, deaths: str) -> None:
    text = "The army, Rebels, Red Front: 5 soldiers, Rebels, villagers or people died in Tarn."
    unit = "people" if deaths in ("deaths_civilians", "deaths_unknown") else "fighters"
    fields = said | {"count": {"low": 5, "high": 5, "unit": unit}} | DAY
    (row,) = text_rows(ucdp, material(one_report(text, (text, "casualties/killed", fields))))
    assert row["type_of_violence"] == kind
    assert {name: row[name] for name in row if str(name).startswith("deaths_") and row[name]} == {deaths: 5}
    assert kind != ucdp.STATE_BASED or row["side_a"] in ("Tarn Army", "Soldiers")


@pytest.mark.parametrize(
    ("fields", "precision"),
    [
        (DAY, 1),
        ({"when": {"start": "2031-05-03", "end": "2031-05-07"}}, 2),
        ({"when": {"start": "2031-05-01", "end": "2031-05-07"}}, 3),
        ({"when": {"start": "2031-04", "end": "2031-04"}}, 4),
        ({"when": {"start": "2031-01", "end": "2031-04"}}, 5),
        ({}, 2),
    ],
)
def test_the_precision_of_a_date_is_that_of_the_words(fields: dict[str, Any], precision: int) -> None:
    text = "Rebels killed 5 villagers in Tarn."
    fields = fields | {"actor": "Rebels", "object": "villagers", "count": {"low": 5, "high": 5, "unit": "people"}}
    (row,) = text_rows(ucdp, material(one_report(text, (text, "casualties/killed", fields))))
    assert row["date_prec"] == precision


def test_grid_cells_are_those_of_prio() -> None:
    # The first cell is the south-western one; there are 720 a row and 360 rows.
    assert ucdp.priogrid(-90, -180) == 1
    assert ucdp.priogrid(-89.5, -180) == 721
    assert ucdp.priogrid(90, 180) == 720 * 360
    assert ucdp.priogrid(0.25, 0.25) == 180 * 720 + 361


# -- the examples ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "header"), [("acled", "acled.csv"), ("ucdp", "ucdp_ged.csv")])
@pytest.mark.parametrize("view", VIEWS)
def test_the_columns_are_the_published_ones(written: Written, name: str, header: str, view: str) -> None:
    frame = pandas.read_csv(io.BytesIO(written(name, view=view)))
    published = (DATA / header).read_text(encoding="utf-8").strip().split(",")
    assert list(frame.columns) == [*published, *OWN]
    assert len(frame) > 5
    assert set(frame["sayso_view"]) == {view}


def test_acled_values_are_of_its_codebook(written: Written) -> None:
    frame = pandas.read_csv(io.BytesIO(written("acled")))
    assert frame["event_id_cnty"].is_unique
    assert set(frame["disorder_type"]) <= {"Political violence", "Strategic developments"}
    for _, row in frame.iterrows():
        assert row["sub_event_type"] in acled.TYPES[row["event_type"]]
    assert set(frame["inter1"].dropna()) | set(frame["inter2"].dropna()) <= set(acled.INTER)
    assert set(frame["time_precision"]) <= {1, 2, 3}
    assert set(frame["geo_precision"].dropna()) <= {1, 2, 3}
    assert set(frame["civilian_targeting"].dropna()) <= {"Civilian targeting"}
    assert (pandas.to_datetime(frame["event_date"]).dt.year == frame["year"]).all()
    assert (frame["fatalities"] >= 0).all()


def test_ucdp_values_are_of_its_codebook(written: Written, made: Made) -> None:
    frame = pandas.read_csv(io.BytesIO(written("ucdp")))
    assert frame["id"].is_unique
    assert set(frame["type_of_violence"].dropna()) <= {1, 2, 3}
    assert set(frame["where_prec"].dropna()) <= {1, 2, 3, 4, 5, 6, 7}
    assert set(frame["date_prec"]) <= {1, 2, 3, 4, 5}
    assert set(frame["event_clarity"]) <= {1, 2}
    assert ((frame["low"] <= frame["best"]) & (frame["best"] <= frame["high"])).all()
    parts = frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == frame["best"]).all()
    assert (frame["date_start"] <= frame["date_end"]).all()
    known = {one.claim.id for one in made("ucdp").claims}
    for claims in frame["sayso_claims"]:
        assert set(claims.split()) <= known
    strike = frame[frame["where_coordinates"] == "Muhradah"].iloc[0]
    assert (strike["low"], strike["best"], strike["high"]) == (6, 6, 9)


@pytest.mark.parametrize(("name", "columns"), [("ACLED", acled.COLUMNS), ("UCDP GED", ucdp.COLUMNS)])
def test_the_source_of_every_column_is_told(root: Path, name: str, columns: tuple[str, ...]) -> None:
    page = (root / "docs/exports.md").read_text(encoding="utf-8")
    table = page.split(f"| column of {name} | source |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    told = re.findall(r"`(\w+)`", " ".join(cells))
    assert sorted(told) == sorted(columns)


@pytest.mark.parametrize(("name", "columns"), [("ACLED", acled.COLUMNS), ("UCDP GED", ucdp.COLUMNS)])
def test_columns_told_to_be_empty_are_and_no_others(
    root: Path, written: Written, name: str, columns: tuple[str, ...]
) -> None:
    page = (root / "docs/exports.md").read_text(encoding="utf-8")
    table = page.split(f"| column of {name} | source |")[1].split("\n\n")[0]
    (line,) = (line for line in table.splitlines() if "| empty:" in line)
    wanted = set(re.findall(r"`(\w+)`", line))
    frame = pandas.read_csv(io.BytesIO(written("acled" if name == "ACLED" else "ucdp")))
    empty = {column for column in columns if frame[column].isna().all()}
    # The examples have no ally beside a party that acts, and no two states at war.
    assert empty - {"assoc_actor_1", "gwnob"} == wanted


@pytest.mark.parametrize(
    ("code", "number", "ucdp_in", "acled_in"),
    [
        ("SY", 652, "Middle East", "Middle East"),
        ("UA", 369, "Europe", "Europe"),
        ("SD", 625, "Africa", "Northern Africa"),
        ("CO", 100, "Americas", "South America"),
        ("MM", 775, "Asia", "Southeast Asia"),
        ("ZW", 552, "Africa", None),
        ("AQ", None, None, None),
    ],
)
def test_countries_by_number_and_region(
    code: str, number: int | None, ucdp_in: str | None, acled_in: str | None
) -> None:
    country = Country(code, "XXX", 0, "")
    assert nations.number_of(country) == number
    assert nations.ucdp_region(number) == ucdp_in
    assert nations.acled_region(country) == acled_in


def test_country_codes_are_codes_of_countries() -> None:
    assert nations.NUMBERS.keys() <= countries().keys()
    assert len(set(nations.NUMBERS.values())) == len(nations.NUMBERS)
    grouped = " ".join(nations._ACLED.values()).split()
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= countries().keys()


def test_the_numbers_of_states_and_those_on_their_side() -> None:
    text = "The army, Vostland and soldiers fought Rebels in Tarn, killing 4 fighters."
    count = {"low": 4, "high": 4, "unit": "fighters"}
    said = [
        (text, "fighting/clash", {"actor": "The army", "object": "Rebels"} | DAY),
        (text, "casualties/killed", {"actor": "The army", "object": "Rebels", "count": count} | DAY),
    ]
    found = material(one_report(text, *said))
    own = Country("SY", "TRN", 999, "Tarnland")
    entries = replace(ENTRIES, own=("TA",), countries={"TA": own, "US": Country("US", "VOS", 998, "Vostland")})
    (row,) = text_rows(ucdp, replace(found, entries=entries))
    assert (row["side_a"], row["gwnoa"], row["side_b"], row["gwnob"]) == ("Tarn Army", 652, "Tarn Rebels", None)
    assert (row["country_id"], row["region"]) == (652, "Middle East")
    foreign = ucdp.Party("Vostland", PARTIES["Vostland"])
    assert ucdp.state_number(foreign, entries) == 2
    assert ucdp.state_number(ucdp.Party("Tarn Army", PARTIES["The army"]), replace(entries, own=("TA", "US"))) is None


def test_others_of_the_same_camp_are_associated() -> None:
    text = "The army and its allies of the Guard shelled Rebels in Tarn."
    said = [
        (text, "fighting/attack", {"actor": "The army", "object": "Rebels"} | DAY),
        (text, "fighting/attack", {"actor": "the Guard", "object": "Rebels"} | DAY),
        (text, "fighting/attack", {"actor": "The army", "object": "Rebels"} | DAY),
    ]
    (row,) = text_rows(acled, material(one_report(text, *said)))
    assert (row["actor1"], row["assoc_actor_1"], row["assoc_actor_2"]) == ("Tarn Army", "Tarn Guard", None)


def test_no_cell_of_an_event_runs() -> None:
    text = "Rebels shelled Tarn."
    told = material(one_report(text, (text, "fighting/attack", DAY), title="=1+1", outlet="@x"))
    frame = pandas.read_csv(io.BytesIO(write("acled", told)))
    assert frame["source"][0] == "'@x"
