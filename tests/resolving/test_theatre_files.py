"""A theatre's files: checking, making, building, loading."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from sayso.errors import TheatreError
from sayso.resolving import Theatre, load_theatre
from sayso.resolving.reference.compiling import rows
from sayso.resolving.theatre import build, check, new

DUMP = [
    # A made-up country's dump: country, province, district, capital, town, village, airport, stream (not carried)
    ("1", "Republic of Yemen", "Yemen", "15.5", "47.5", "A", "PCLI", "", "", "", "30000000"),
    ("2", "Northmark", "Nordmark,Shamaliya", "16.0", "44.0", "A", "ADM1", "01", "", "", "900000"),
    ("3", "Upper Valley", "", "16.1", "44.1", "A", "ADM2", "01", "0101", "", "90000"),
    ("4", "Qasr Merin", "Kasr Merin,قصر مرين", "16.05", "44.05", "P", "PPLA", "01", "0101", "", "80000"),
    ("5", "Wadi Tufah", "", "16.2", "44.2", "P", "PPL", "01", "0101", "", "9000"),
    ("6", "Little Spring", "", "16.3", "44.3", "P", "PPL", "01", "0101", "", "0"),
    ("7", "Merin Airport", "", "16.06", "44.06", "S", "AIRP", "01", "", "", "0"),
    ("8", "Tufah Stream", "", "16.2", "44.2", "H", "STM", "01", "", "", "0"),
    ("9", "Merin Road", "", "16.07", "44.05", "R", "RD", "01", "", "", "0"),
    ("10", "Tufah Crossing", "", "16.25", "44.2", "S", "CSTM", "01", "", "", "0"),
]


def write_dump(path: Path) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for id_, name, aliases, lat, lon, klass, code, admin1, admin2, admin3, population in DUMP:
            fields = [id_, name, name, aliases, lat, lon, klass, code, "YE", "", admin1, admin2, admin3, "", population]
            file.write("\t".join([*fields, "", "", "Asia/Aden", "2024-01-01"]) + "\n")
    return path


@pytest.mark.parametrize("name", ["syria", "world"])
def test_the_shipped_theatres_are_sound(name: str) -> None:
    assert check(load_theatre(name).folder) == []


def test_a_theatre_is_made_from_a_geonames_dump(tmp_path: Path) -> None:
    folder = new("northmark", tmp_path / "northmark", geonames=write_dump(tmp_path / "YE.txt"))
    assert check(folder) == []
    theatre = load_theatre(str(folder))
    found = theatre.find_place("Kasr Merin")
    assert (found.id, found.precision, found.lat) == ("geonames:4", "town", 16.05)
    assert found.within == ("geonames:3", "geonames:2", "YE")
    assert theatre.find_place("قصر مرين").id == "geonames:4"
    assert theatre.find_place("Northmark province").id == "geonames:2"
    assert theatre.find_place("Merin airport").precision == "site"
    assert theatre.find_place("Merin Road").precision == "site"
    assert theatre.find_place("the Tufah crossing").id == "geonames:10"
    assert theatre.place("geonames:8") is None
    assert theatre.countries == {"YE"}


def test_a_theatre_is_made_from_tables(tmp_path: Path, syria: Theatre) -> None:
    folder = new("copy", tmp_path / "copy", places=syria.folder / "places.csv", actors=syria.folder / "actors.csv")
    assert check(folder) == []
    # The sides that its actors name are there, with their ids as labels for a person to better.
    assert {"id": "isis", "label": "isis", "bloc": "isis"} in rows(folder / "sides.csv")
    # What the table has beyond the columns that a dump fills is kept.
    assert rows(folder / "places.csv") == rows(syria.folder / "places.csv")
    assert load_theatre(str(folder)).find_place("Hanano").id == "ocha:N0129"


def test_a_theatre_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(TheatreError, match="is not empty"):
        new("x", tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not\ta\tdump\n", "line 1: 3 fields where a GeoNames dump has 19"),
        ("\t" * 14 + "many" + "\t" * 4 + "\n", "line 1: population 'many' is not a whole number"),
        (None, "no such file"),
    ],
)
def test_a_bad_dump_is_named(tmp_path: Path, text: str | None, message: str) -> None:
    dump = tmp_path / "dump.txt"
    if text is not None:
        dump.write_text(text)
    with pytest.raises(TheatreError, match=message):
        new("x", tmp_path / "x", geonames=dump)


ACTORS = "id,name,aliases,kind,side,active_from,active_to,source,licence\n"
TABLES = [
    # What is given, its bytes, what is said of it
    ("places", b"id,name\n1,x\n", "no column kind, parent, source, licence"),
    (
        "places",
        "id,name,kind,parent,source,licence\n1,Sal\u00e9,town,,x,CC0\n".encode("latin-1"),
        "not a CSV file in UTF-8",
    ),
    ("places", b"id,name,kind,parent,source,licence\n", "has no rows"),
    ("places", None, "no such file"),
    ("actors", b"id,name\nact:x,X\n", "no column aliases, kind, side, active_from, active_to, source, licence"),
    ("actors", None, "no such file"),
]


@pytest.mark.parametrize(("option", "content", "message"), TABLES)
def test_a_table_that_is_none_is_named_and_nothing_is_made(
    option: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    if content is not None:
        table.write_bytes(content)
    with pytest.raises(TheatreError, match=f"mine.csv: {message}"):
        new("x", tmp_path / "x", **{option: table})
    assert not (tmp_path / "x").exists()


def test_a_spreadsheets_table_is_read(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text("\ufeff" + ACTORS + "act:tarn,Tarn Army,,state-force,tarn,,,notes,CC0\n", encoding="utf-8")
    folder = new("tarn", tmp_path / "tarn", actors=table)
    assert check(folder) == []
    assert load_theatre(str(folder)).find_actor("the Tarn Army").side == "tarn"


def test_a_theatres_name_is_one_word(tmp_path: Path) -> None:
    with pytest.raises(TheatreError, match=r"'a b/c' is no name for a theatre"):
        new("a b/c", tmp_path / "x")


BROKEN = [
    ("places.csv", "kind", "twon", "unknown kind 'twon'"),
    ("places.csv", "parent", "nowhere", "no place has the id or pcode 'nowhere'"),
    ("places.csv", "licence", "", "no licence"),
    ("places.csv", "source", "", "no source"),
    ("places.csv", "lat", "north", "lat 'north' is not a number of degrees"),
    ("places.csv", "lat", "95.0", "lat '95.0' is not a number of degrees"),
    ("places.csv", "name", "", "no name"),
    ("places.csv", "population", "many", "population 'many' is not a whole number"),
    ("actors.csv", "side", "nobody", "side 'nobody' is not in sides.csv"),
    ("actors.csv", "side", "opposition@soon..", "'soon' is not an ISO date"),
    ("actors.csv", "active_from", "2011/03", "active_from '2011/03' is not an ISO date"),
    ("actors.csv", "licence", "", "no licence"),
    ("outlets.csv", "alignment", "nobody", "side 'nobody' is not in sides.csv"),
    ("naming.csv", "alignment", "nobody", "no side, bloc or outlet 'nobody'"),
    ("naming.csv", "meaning", "act:nobody", "no side or actor 'act:nobody'"),
    ("naming.csv", "terms", "", "no terms"),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_row_is_named(tmp_path: Path, syria: Theatre, broken: tuple[str, str, str, str]) -> None:
    file, column, value, message = broken
    folder = copy_of(syria, tmp_path)
    table = rows(folder / file)
    number = next((n for n, row in enumerate(table) if row.get("id") == "ocha:N0129"), 1)
    table[number][column] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    problems = check(folder)
    assert len(problems) == 1
    assert problems[0].startswith(f"{file} line {number + 2}")
    assert message in problems[0]


def test_a_missing_column_and_a_double_id_are_named(tmp_path: Path, syria: Theatre) -> None:
    folder = copy_of(syria, tmp_path)
    (folder / "sides.csv").write_text("id,label\nx,X\n")
    assert check(folder) == ["sides.csv: no column bloc"]
    (folder / "sides.csv").write_text(
        (syria.folder / "sides.csv").read_text(encoding="utf-8") + "isis,again,isis\n", encoding="utf-8"
    )
    assert check(folder) == ["sides.csv: the id 'isis' stands on 2 rows"]


def copy_of(syria: Theatre, tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    shutil.copytree(syria.folder, folder)
    return folder


def test_an_unknown_theatre_names_those_there_are() -> None:
    with pytest.raises(TheatreError, match=r"no theatre 'atlantis'.*syria.*world"):
        load_theatre("atlantis")


def test_a_place_that_contains_itself_is_named(tmp_path: Path) -> None:
    folder = new("loop", tmp_path / "loop", geonames=write_dump(tmp_path / "YE.txt"))
    text = (folder / "places.csv").read_text(encoding="utf-8")
    lines = [
        ",".join((*line.split(",")[:7], "geonames:3", *line.split(",")[8:])) if ",district," in line else line
        for line in text.splitlines()
    ]
    (folder / "places.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any("contains itself" in problem for problem in check(folder))


def test_compiled_forms_follow_their_sources(tmp_path: Path) -> None:
    folder = new("small", tmp_path / "small", geonames=write_dump(tmp_path / "YE.txt"))
    load_theatre(str(folder))
    places = folder / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace("Wadi Tufah", "Wadi Zeitun"), encoding="utf-8")
    changed = load_theatre(str(folder))
    assert changed.find_place("Wadi Zeitun").id == "geonames:5"
    assert changed.find_place("Wadi Tufah").id is None


def test_building_returns_the_files(syria: Theatre) -> None:
    theatre, world = build("syria")
    assert theatre.suffix == ".json"
    assert world.suffix == ".sqlite"
    assert theatre.exists()
    assert world.exists()


def test_every_row_of_the_syria_theatre_has_source_and_licence(syria: Theatre) -> None:
    for name in ("places.csv", "actors.csv", "outlets.csv"):
        with (syria.folder / name).open(encoding="utf-8", newline="") as file:
            assert all(row["source"] and row["licence"] for row in csv.DictReader(file))


def test_containers_are_complete_up_to_the_country(syria: Theatre) -> None:
    assert all(place.within[-1] == "SY" for place in syria.places if place.id != "SY")
    city = ("ocha:C1007", "ocha:SY020000", "ocha:SY0200", "ocha:SY02", "SY")
    assert syria.by_id["hand:minyan"].within == city
    assert syria.by_id["hand:1070-apartments"].within == ("ocha:N0216", *city)
    assert syria.by_id["ocha:N0129"].within == city
