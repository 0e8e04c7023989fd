"""Every place that the three real reports name, and their actors and sources, each checked by hand.

The reports are not part of the project; where they are absent, these tests are skipped. A row is the words, which
occurrence of them is meant (0 is the first), the entry ("-" is rightly unresolved) and the precision.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.models import Mention, Report
from sayso.resolving import Theatre
from sayso.resolving.actors import resolve_actor, setting_of
from sayso.resolving.context import read_context
from sayso.resolving.resolve import resolve_places
from sayso.resolving.weighing import Scene

Row = tuple[str, int, str, str]
CITY, DISTRICT_1070, MINIAN = "ocha:C1007", "hand:1070-apartments", "hand:minyan"

AUTUMN_2016: list[Row] = [
    ("Aleppo district", 0, CITY, "area"),
    ("Aleppo’s 1070 Apartment district", 0, DISTRICT_1070, "neighbourhood"),
    ("a strategic district of Aleppo", 0, CITY, "area"),
    ("The 1070 Apartments district", 0, DISTRICT_1070, "neighbourhood"),
    ("the southwestern outskirts of Aleppo", 0, CITY, "area"),
    ("the parts of the city", 0, CITY, "area"),
    ("1070 Apartments", 1, DISTRICT_1070, "neighbourhood"),
    ("Aleppo", 6, CITY, "town"),
    ("the area and surrounding hills", 0, DISTRICT_1070, "area"),
    ("the 1070 Apartments area", 0, DISTRICT_1070, "neighbourhood"),
    ("Syria", 3, "SY", "country"),
    ("rebel-held eastern Aleppo", 0, CITY, "area"),
    ("government-held western districts of Aleppo", 0, CITY, "area"),
    ("the village of Minian", 0, MINIAN, "town"),
    ("the western edge of Aleppo", 0, CITY, "area"),
    ("Minian", 1, MINIAN, "town"),
    ("Minian", 2, MINIAN, "town"),
    ("Minian", 3, MINIAN, "town"),
    ("the village", 1, MINIAN, "town"),
    ("Minian", 4, MINIAN, "town"),
    ("rebel-held eastern Aleppo", 1, CITY, "area"),
    ("eastern Aleppo", 2, CITY, "area"),
    ("around Aleppo", 0, CITY, "area"),
    ("government-held western Aleppo", 0, CITY, "area"),
    ("BEIRUT", 0, "geonames:276781", "town"),
]
WINTER_2017: list[Row] = [
    ("Aleppo", 0, CITY, "town"),
    ("Syria", 1, "SY", "country"),
    ("the now-liberated city of Aleppo", 0, CITY, "town"),
    ("Europe", 0, "continent:EU", "area"),
    ("the Hanano housing district", 0, "ocha:N0129", "neighbourhood"),
    ("Hanano", 1, "ocha:N0129", "neighbourhood"),
    ("east Aleppo", 0, CITY, "area"),
    ("Aleppo Province", 0, "ocha:SY02", "governorate"),
    ("the city’s eastern region", 0, CITY, "area"),
    ("Palmyra", 0, "ocha:C2889", "town"),
    ("Raqqa", 0, "ocha:C5710", "town"),
    ("eastern Homs", 0, "ocha:C2528", "area"),
    ("the Al-Raqqa Governorate", 0, "ocha:SY11", "governorate"),
    ("near Raqqa", 0, "ocha:C5710", "area"),
    ("eastern Homs", 1, "ocha:C2528", "area"),
]
WINTER_2026: list[Row] = [
    ("Aleppo", 0, CITY, "town"),
    ("Devastated Neighbourhood", 0, "-", "unresolved"),
    ("a devastated neighbourhood", 0, "-", "unresolved"),
    ("the Syrian city of Aleppo", 0, CITY, "town"),
    ("the predominantly Kurdish districts of Sheikh Maqsoud, Achrafieh and Bani Zaid", 0, CITY, "area"),
    ("Sheikh Maqsoud", 0, "ocha:N0123", "neighbourhood"),
    ("Achrafieh", 0, "ocha:N0128", "neighbourhood"),
    ("Bani Zaid", 0, "hand:bani-zaid", "neighbourhood"),
    ("the Achrafieh and Bani Zaid neighbourhoods", 0, CITY, "area"),
    ("Achrafieh", 1, "ocha:N0128", "neighbourhood"),
    ("Bani Zaid", 1, "hand:bani-zaid", "neighbourhood"),
    ("the Sheikh Maqsoud neighbourhood", 0, "ocha:N0123", "neighbourhood"),
    ("SDF-controlled northeastern Syria", 0, "SY", "area"),
    ("the Khalid al-Fajer Hospital", 0, "hand:khalid-fajr-hospital", "site"),
    ("Syria's", 0, "SY", "country"),
]
GOVERNMENT, TRANSITION, REBELS = "assad-government", "damascus-transitional", "opposition"
VOICES_2016: list[tuple[str, str | None, str | None]] = [
    ("The Syrian army", "act:syrian-arab-army", GOVERNMENT),
    ("rebels", None, REBELS),
    ("rebel fighters", None, REBELS),
    ("Damascus and its allies", "act:syrian-government-assad", GOVERNMENT),
    ("The Syrian Observatory for Human Rights", "act:syrian-observatory-for-human-rights", "opposition-leaning"),
    ("government forces and their allies", None, GOVERNMENT),
    ("A Syrian military source", None, GOVERNMENT),
    ("the army and allied forces", "act:syrian-arab-army", GOVERNMENT),
    ("A military media unit run by the Damascus-allied Hizbollah", "act:hezbollah", "assad-ally"),
    ("officials in two rebel groups fighting in Aleppo", None, REBELS),
    ("insurgent forces", None, REBELS),
    ("Zakaria Malahifji", "act:fastaqim-kama-umirt", REBELS),
    ("Malahifji", "act:fastaqim-kama-umirt", REBELS),
    ("Yasser Alyousef", "act:nour-al-din-al-zenki-movement", REBELS),
    ("Syrian government forces backed by allied militias and Russian air power", None, GOVERNMENT),
    ("the United Nations", "act:united-nations", "neutral"),
    ("Syrian state media", "act:syrian-state-media", GOVERNMENT),
    ("The observatory", "act:syrian-observatory-for-human-rights", "opposition-leaning"),
    ("the army and its allies", "act:syrian-arab-army", GOVERNMENT),
    ("Russia", "act:russia", "assad-ally"),
    ("a source in the Russian defence ministry", "act:russian-ministry-of-defence", "assad-ally"),
    ("the Interfax news agency", "act:interfax", "neutral"),
    ("Rebel", None, REBELS),
]
VOICES_2017: list[tuple[str, str | None, str | None]] = [
    ("U.S.-backed terrorist forces", None, REBELS),
    ("a United Nations official", "act:united-nations", "neutral"),
    ("Sajjad Malik", "act:unhcr", "neutral"),
    ("Aleppo Province Governor Hussein Diab", None, GOVERNMENT),
    ("ISIS", "act:islamic-state", "isis"),
    ("the Syrian Army", "act:syrian-arab-army", GOVERNMENT),
    ("Russian aircraft", "act:russia", "assad-ally"),
    ("Kurdish forces", None, "sdf"),
    ("the Syrian Al-Masdar News service", "act:al-masdar-news", "assad-leaning"),
    ("UN-supported partners", None, None),
]
VOICES_2026: list[tuple[str, str | None, str | None]] = [
    ("government forces", None, TRANSITION),
    ("Kurdish-led militias", None, "sdf"),
    ("the Syrian Democratic Forces (SDF)", "act:syrian-democratic-forces", "sdf"),
    ("Government security forces", None, TRANSITION),
    ("Kurdish fighters", None, "sdf"),
    ("The SDF", "act:syrian-democratic-forces", "sdf"),
    ("the government", "act:syrian-transitional-government", TRANSITION),
    ("Damascus", "act:syrian-transitional-government", TRANSITION),
    ("the Kurdish-led group", None, "sdf"),
    ("Civil Defence teams", "act:syrian-civil-defence", "neutral"),
    ("Ahmad Shaikho", None, None),
    ("Hoda Alnasiri", None, None),
    ("residents", None, None),
    ("The Associated Press", "act:associated-press", "neutral"),
]
# A word that only this report has, its outlet and date.
REPORTS = {
    "2016": ("Malahifji", "The Jordan Times", "2016-11-08"),
    "2017": ("Kuznetsov", None, "2017-01-12"),
    "2026": ("Achrafieh", None, "2026-01-11"),
}
PLACES = [
    (year, *row) for year, rows in zip(REPORTS, (AUTUMN_2016, WINTER_2017, WINTER_2026), strict=True) for row in rows
]
VOICES = [
    (year, *row) for year, rows in zip(REPORTS, (VOICES_2016, VOICES_2017, VOICES_2026), strict=True) for row in rows
]


@pytest.fixture(scope="module")
def reports(shared: Path) -> dict[str, Report]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    found = {}
    for year, (word, outlet, day) in REPORTS.items():
        text = next(text for text in texts if word in text)
        title, _, body = text.partition("\n")
        found[year] = Report(year, title, body, outlet, day)
    return found


def nth(text: str, words: str, number: int) -> Mention:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return Mention(words, start, start + len(words))


@pytest.mark.parametrize("row", PLACES, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_a_place_of_a_real_report(
    row: tuple[str, str, int, str, str], reports: dict[str, Report], syria: Theatre
) -> None:
    year, words, number, entry, precision = row
    report = reports[year]
    # Descriptions refer back to places named elsewhere, so all of the report's mentions are resolved together.
    mentions = {nth(report.full, other[1], other[2]) for other in PLACES if other[0] == year}
    scene = Scene(syria, read_context(report, syria), report)
    found = resolve_places(report, sorted(mentions, key=lambda m: m.start), scene)[nth(report.full, words, number)]
    assert (found.id or "-", found.precision) == (entry, precision)
    if entry in {MINIAN, DISTRICT_1070} or entry.startswith("ocha:N"):
        assert CITY in found.within


@pytest.mark.parametrize("row", VOICES, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_voice_of_a_real_report(
    row: tuple[str, str, str | None, str | None], reports: dict[str, Report], syria: Theatre
) -> None:
    year, words, entry, side = row
    report = reports[year]
    setting = setting_of(report, read_context(report, syria), syria)
    found = resolve_actor(nth(report.full, words, 0), report, setting)
    assert (found.id, found.side) == (entry, side)
