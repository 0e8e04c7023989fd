"""Where a text says when it was published, and where a date is only that of an event."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from sayso.ingest import dated, published_in
from sayso.ingest.datelines import is_date_line, printed_date
from sayso.models import Report

LEAD = "Gunners shelled the mill at Dahr, the mayor said. Nobody was hurt.\n"

PRINTED = [
    # Bylines and labels.
    ("By Reuters - Nov 08,2016 - Last updated at Nov 09,2016\n\n" + LEAD, "2016-11-08"),
    ("By Jo Hale | March 3, 2031\n" + LEAD, "2031-03-03"),
    ("Date of publication 7 April 2017 " + LEAD, "2017-04-07"),
    ("Date of publication: 7 April, 2017\n" + LEAD, "2017-04-07"),
    ("Published: 2017-04-07\n" + LEAD, "2017-04-07"),
    ("Published 3rd of August 2015 " + LEAD, "2015-08-03"),
    ("Posted on April 19 2017 by Orchard English Six killed at Dahr", "2017-04-19"),
    ("Last updated at Aug 012016 TARN " + LEAD, "2016-08-01"),
    ("Published 4 May 2031 | Updated 6 May 2031\n" + LEAD, "2031-05-04"),
    ("Updated 6 May 2031\nPublished 4 May 2031\n" + LEAD, "2031-05-04"),
    (LEAD * 20 + "Last Update: Friday, 23 August 2013 KSA 11:13 - GMT 08:13", "2013-08-23"),
    # A line of its own, or the first thing in the text.
    ("Wednesday 30 November 2016 14:28\n" + LEAD, "2016-11-30"),
    ("Mill shelled\n\nNovember 8, 2016\n\n" + LEAD, "2016-11-08"),
    ("Tuesday, 8 November 2016 | 14:20 GMT\n" + LEAD, "2016-11-08"),
    ("14:20 - 8 November 2016\n" + LEAD, "2016-11-08"),
    ("Dahr, 8 November 2016\n" + LEAD, "2016-11-08"),
    ("AP 12:58 a.m. EST January 22, 2016\n\n" + LEAD, "2016-01-22"),
    ("Mon Jul 18 2016 Mill shelled at Dahr. " + LEAD, "2016-07-18"),
    ("18-07-2016 Mill shelled at Dahr. " + LEAD, "2016-07-18"),
    ("18.07.2016Get short URL 0 13 " + LEAD, "2016-07-18"),
    ("03.07.2016 (updated 21:40 04.07.2016) " + LEAD, "2016-07-03"),
    ("Mill shelled at Dahr AFP Tuesday 5 Jul 2016 Gunners shelled the mill.", "2016-07-05"),
    ("Mill shelled Region Security 31-08-2014 0742 PM Gunners shelled the mill.", "2014-08-31"),
    # The head of a wire story.
    ("BEIRUT, Nov 8, 2016 (Reuters) - " + LEAD, "2016-11-08"),
    ("TARN, 7 March 2031 (Orchard Wire) – " + LEAD, "2031-03-07"),
    ("18.10.2031 Get short URL\nMOSCOW, October 18 (RIA Novosti) - " + LEAD, "2031-10-18"),
    ("BEIRUT, Nov 8 (Reuters) - " + LEAD + LEAD * 20 + "Updated: 9 November 2016", "2016-11-08"),
    # One day and its date in running text, where nothing better is printed.
    ("Dahr appeared calm on Sunday 11 January 2026, the mayor said.", "2026-01-11"),
]

NOT_PRINTED = [
    "On October 29, rebels attacked the mill at Dahr.",
    "On October 29, 2016, rebels attacked the mill at Dahr.",
    "Rebels have held the mill since 4 May 2031.",
    "The report published on 5 March 2016 said that the mill had burnt down.",
    "Published on 5 March 2016, the report said that the mill had burnt down.",
    "A video posted on 7 April 2017 shows the mill burning.",
    "January 11, 2026, will be remembered in Dahr.",
    "The mill has been shut since Sunday 11 January 2026.",
    "The truce is due on Sunday 11 January 2026.",
    # A later day is named, so the report is later than the first.
    "Shells fell on Sunday 11 January 2026. On 20 January 2026 the mill burnt down.",
    # The weekday does not fit the date.
    "Dahr appeared calm on Monday 11 January 2026, the mayor said.",
    # The period that a bulletin covers, the day of its figures.
    "Situation in Dahr\nAs of 8 November 2016\n" + LEAD,
    "Relief bulletin\n\n11 – 18 May 2018\n" + LEAD,
    "Relief bulletin 1 May 2021 - 30 June 2021\n" + LEAD,
    "MAY-JUNE 2021\n1 May – 30 June 2021\n" + LEAD,
    # No year anywhere; day and month in an open order.
    "BEIRUT, Nov 8 (Reuters) - " + LEAD,
    "04-06-2016\n" + LEAD,
    "31 February 2016\n" + LEAD,
    # A chronology's dates are those of its events.
    "How Dahr fell\n\n1 May 2031\nShells fell.\n\n3 May 2031\nThe mill burnt.\n\n9 May 2031\nRebels left.\n",
    "",
]


@pytest.mark.parametrize(("text", "day"), PRINTED)
def test_a_printed_date_is_found(text: str, day: str) -> None:
    assert published_in(text) == day


@pytest.mark.parametrize("text", NOT_PRINTED)
def test_a_date_of_an_event_is_not_taken(text: str) -> None:
    assert published_in(text) is None


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("BEIRUT, Nov 8 (Reuters) - " + LEAD, "2016-11-09", "2016-11-08"),
        ("BEIRUT, Dec 31 (Reuters) - " + LEAD, "2017-01-01", "2016-12-31"),
        ("BEIRUT, May 8 (Reuters) - " + LEAD, "2016-11-09", None),
        ("04-06-2016\n" + LEAD, "2016-06-04", "2016-06-04"),
        ("04-06-2016\n" + LEAD, "2016-04-06", "2016-04-06"),
        ("04-06-2016\n" + LEAD, "2015-01-01", None),
        # The weekday in the lead is better than another date: 4 June 2016 was a Saturday, 6 April a Wednesday.
        ("04-06-2016 Gunners shelled the mill at Dahr on Saturday.", "2016-04-06", "2016-06-04"),
        ("04-06-2016 Gunners shelled the mill at Dahr on Wednesday.", None, "2016-04-06"),
        ("Saturday 04-06-2016\n" + LEAD, None, "2016-06-04"),
    ],
)
def test_another_date_settles_year_and_order(text: str, near: str | None, day: str | None) -> None:
    assert printed_date(text, near) == day


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Nov 08,2016", True),
        ("By Jo Hale - 8 November 2016 - 14:20", True),
        ("Shells fell on 8 November 2016", False),
        ("Soldiers in Dahr, 8 November 2016 (Jo Hale)", False),
        ("No date", False),
    ],
)
def test_date_lines(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_dated_lets_the_dateline_beat_the_record_and_keeps_the_text() -> None:
    wrong = Report("r1", "Mill shelled", "Tuesday 5 July 2016 " + LEAD, "The Orchard Post", "2016-01-01")
    right = dated(wrong)
    assert right.published == "2016-07-05"
    assert (right.id, right.title, right.text, right.outlet) == (wrong.id, wrong.title, wrong.text, wrong.outlet)


def test_dated_keeps_the_record_without_a_dateline() -> None:
    report = Report("r1", "Mill shelled", "Dahr was calm on Sunday 11 January 2026.", None, "2026-01-12")
    assert dated(report) is report


def test_datelines_of_real_articles(shared: Path) -> None:
    """Of 804 articles at least nine in ten have a dateline that is found.

    Their metadata are wrong in a quarter (a dateline of another day stands in the text), so the figure to hold is the
    share that is found and, by outlets whose metadata are sound, the share that agrees.
    """
    with open(shared / "data/fakes/FA-KES-Dataset.csv", encoding="latin-1", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = [(row["source"], _iso(row["date"]), printed_date(row["article_content"])) for row in rows]
    assert sum(day is not None for _, _, day in found) >= 0.92 * len(found)
    sound = [
        (record, day) for outlet, record, day in found if outlet in {"alaraby", "etilaf", "sana", "sputnik"} and day
    ]
    assert sum(record == day for record, day in sound) >= 0.94 * len(sound)


def _iso(american: str) -> str:
    month, day, year = map(int, american.split("/"))
    return date(year, month, day).isoformat()
