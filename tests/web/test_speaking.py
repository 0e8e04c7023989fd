"""Dates and numbers in the reader's language; names that run from right to left among words that do not."""

from __future__ import annotations

import pytest
from looking import Served

from sayso.web import speaking

# Language of the browser, how it is understood, a day, a month, a number.
SPOKEN = [
    ("en-US,en;q=0.9", "en", "8 November 2016", "November 2016", "12,345"),
    ("de", "de", "8. November 2016", "November 2016", "12.345"),
    ("uk-UA,ru;q=0.8", "uk_UA", "8 листопада 2016\u202fр.", "листопад 2016\u202fр.", "12\u00a0345"),
    ("ar-SY,ar;q=0.9", "ar_SY", "٨ تشرين الثاني ٢٠١٦", "تشرين الثاني ٢٠١٦", "١٢٬٣٤٥"),
    ("ar", "ar", "8 نوفمبر 2016", "نوفمبر 2016", "12,345"),
    ("fa-IR", "fa_IR", "۸ نوامبر ۲۰۱۶", "نوامبر ۲۰۱۶", "۱۲٬۳۴۵"),
    ("fr;q=0.4, tr;q=0.8", "tr", "8 Kasım 2016", "Kasım 2016", "12.345"),
]


@pytest.mark.parametrize(("header", "language", "day", "month", "number"), SPOKEN)
def test_dates_and_numbers_are_written_as_the_browser_asks(
    header: str, language: str, day: str, month: str, number: str
) -> None:
    assert speaking.understood(header) == language
    with speaking.speaking(language):
        assert (speaking.plain_day("2016-11-08"), speaking.plain_day("2016-11")) == (day, month)
        assert speaking.number(12345) == number
        assert speaking.plural(12345, "matter") == f"{number} matters"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("*", "en"),
        ("xx-YY, tlh;q=0.9", "en"),
        ("xx, de;q=0.1", "de"),
        ("de;q=0, fr;q=0.2", "fr"),
        ("de;q=much", "en"),
        ("../../etc/passwd, <b>", "en"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("ar-XX", "ar"),
        ("de," * 500, "de"),
    ],
)
def test_a_header_is_understood_whatever_it_holds(header: str, language: str) -> None:
    assert speaking.understood(header) == language


def test_what_is_no_date_stays_as_it_is() -> None:
    with speaking.speaking("ar_SY"):
        assert speaking.day(None) == "date not stated"
        assert speaking.day("<b>soon") == "<b>soon"
        assert speaking.day("2016") == '<bdi lang="ar-SY">٢٠١٦</bdi>'
        assert speaking.moment("2016-11-08T10:00:00.000+00:00").startswith('<bdi lang="ar-SY">٠٨')


def test_dates_among_words_are_written_out() -> None:
    with speaking.speaking("de"):
        told = speaking.dated("<i>The army</i> (2017-03-07): held; 12017-03-071 is none.")
    assert told == '&lt;i&gt;The army&lt;/i&gt; (<bdi lang="de">7. März 2017</bdi>): held; 12017-03-071 is none.'


def test_a_page_speaks_the_language_of_its_reader(served: Served) -> None:
    path = "/report/rtl-1"
    arabic, german, plain = (served.get(path, Accept_Language=one) for one in ("ar-SY", "de", "en-US"))
    assert '<bdi lang="ar-SY">١٠ تشرين الثاني ٢٠١٦</bdi>' in arabic.text
    assert '<bdi lang="de">10. November 2016</bdi>' in german.text
    assert "10 November 2016" in plain.text
    assert "Accept-Language" in arabic.headers["vary"]
    assert served.get(f"{path}.json", Accept_Language="de").json()["report"]["published_words"] == "10 November 2016"


def test_each_reader_gets_the_own_page_from_memory(served: Served) -> None:
    first, second = (served.get("/situation", Accept_Language=one) for one in ("ar-SY", "de"))
    assert first.headers["etag"] != second.headers["etag"]
    assert served.get("/situation", Accept_Language="ar-SY", If_None_Match=first.headers["etag"]).status == 304


def test_an_arabic_name_does_not_turn_what_stands_beside_it(served: Served) -> None:
    page = served.get("/search?q=Thursday").text
    assert "<bdi>صحيفة الفرات</bdi>, 10 November 2016" in page
