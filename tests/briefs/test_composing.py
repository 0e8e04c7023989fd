"""Briefs: the right claims for a place and time, every sentence with its voices and words, nothing said twice."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from making import MILL, TARN, claim, matter, placed, position, report
from rich.console import Console

from sayso.briefs import Material, Question, compose, silence_note, to_console, to_json, to_markdown
from sayso.briefs.records import Brief
from sayso.models import Matter, PlaceResolution, Report, ResolvedClaim

POST = report(
    "The army took Mill Quarter, a monitor said. Colonel Brack denied it: rebels hold Mill Quarter, he said. "
    "Shelling killed two nurses and wounded six in Mill Quarter. The army may have used gas, residents said. "
    "Radio Tarn quoted an officer as saying that strikes would resume. Talks went on.",
    id="post",
)
GLEANER = report("The army took Mill Quarter from rebels, said Sergeant Ode.", id="gleaner", outlet="The Gleaner")
UNDATED = report("Mill Quarter has no bread.", id="undated", outlet=None, published=None, title="Bread")


def told(of: Report, evidence: str, kind: str, number: int = 0, **fields: Any) -> ResolvedClaim:
    return placed(claim(of, evidence, kind, number, place="Mill Quarter", **fields), MILL)


TAKEN = told(
    POST, "The army took Mill Quarter, a monitor said.", "control/taken", 0, actor="The army", source="a monitor"
)
TAKEN_TOO = told(
    GLEANER, "The army took Mill Quarter from rebels", "control/taken", actor="The army", source="Sergeant Ode"
)
HELD = told(POST, "rebels hold Mill Quarter, he said.", "control/held", 1, actor="rebels", source="Colonel Brack")
DENIED = told(
    POST, "Colonel Brack denied it", "control/taken", 9, actor="The army", source="Colonel Brack", certainty="denied"
)
SHELLING = "Shelling killed two nurses and wounded six in Mill Quarter."
KILLED = told(
    POST,
    SHELLING,
    "casualties/killed",
    2,
    object="two nurses",
    count={"low": 2, "high": 2, "unit": "people"},
    when={"start": "2031-05-07", "end": "2031-05-07"},
)
WOUNDED = told(POST, SHELLING, "casualties/wounded", 3, object="six", count={"low": 6, "high": 6, "unit": "people"})
GAS = told(
    POST,
    "The army may have used gas, residents said.",
    "abuse/banned_weapon",
    4,
    actor="The army",
    source="residents",
    certainty="hedged",
)
STRIKES = told(
    POST,
    "Radio Tarn quoted an officer as saying that strikes would resume.",
    "fighting/attack",
    5,
    source="an officer",
    via=["Radio Tarn"],
    certainty="planned",
)
BREAD = told(UNDATED, "Mill Quarter has no bread.", "aid/needed", 0, object="bread")
ALL = [TAKEN, TAKEN_TOO, HELD, DENIED, KILLED, WOUNDED, GAS, STRIKES, BREAD]
CONTROL = matter(
    [TAKEN, HELD],
    MILL,
    "disputed",
    disputed_on=("actor",),
    start="2031-05-08",
    end="2031-05-08",
    positions=(position([TAKEN, TAKEN_TOO]), position([HELD, DENIED])),
)
MATTERS = [CONTROL, *(matter([one], MILL) for one in (KILLED, WOUNDED, GAS, STRIKES, BREAD))]


def brief(question: Question | None = None, matters: Iterable[Matter] = MATTERS, most: int | None = None) -> Brief:
    claims = {one.claim.id: one for one in ALL}
    reports = {one.id: one for one in (POST, GLEANER, UNDATED)}
    return compose(question or Question(TARN), matters, Material.of(claims, reports), most)


def sentences(made: Brief) -> list[str]:
    return [s.sentence for section in made.sections for item in section.items for p in item.positions for s in p]


def shown(made: Brief, width: int = 100) -> str:
    out = io.StringIO()
    to_console(made, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def test_every_sentence_names_its_voices() -> None:
    assert sentences(brief()) == [
        "The army took Mill Quarter, said a monitor and Sergeant Ode.",
        "Colonel Brack denied that the army took Mill Quarter.",
        "Rebels held Mill Quarter, said Colonel Brack.",
        "Announced, planned or called for: an attack to take place in Mill Quarter, said an officer"
        " (through Radio Tarn).",
        "2 nurses were killed in Mill Quarter, on 7 May 2031, reported The Tarn Post in its own voice.",
        "6 people were wounded in Mill Quarter, reported The Tarn Post in its own voice.",
        "Bread was needed in Mill Quarter, said a report whose outlet is not known.",
        "Reportedly, the army used a banned weapon in Mill Quarter, said residents.",
    ]


def test_no_voice_is_lent_the_words_of_another() -> None:
    more = told(
        GLEANER, "The army took Mill Quarter from rebels", "control/taken", 1, actor="The army", object="rebels"
    )
    claims = {one.claim.id: one for one in (TAKEN, more)}
    whole = matter([TAKEN], MILL, "agreed", positions=(position([TAKEN, more]),))
    made = compose(Question(MILL), [whole], Material.of(claims, {"post": POST, "gleaner": GLEANER}))
    assert sentences(made) == [
        "The army took Mill Quarter, said a monitor.",
        "The army took Mill Quarter from rebels, reported The Gleaner in its own voice.",
    ]


def test_the_scope_is_counted() -> None:
    made = brief()
    assert (made.claims, made.reports, made.outlets) == (9, 3, 2)
    assert (made.place, made.place_id, made.since, made.on) == ("Tarn", "t:tarn", None, None)


@pytest.mark.parametrize(
    ("place", "topics"),
    [
        (MILL, ["control", "fighting", "casualties", "aid", "abuse"]),
        (TARN, ["control", "fighting", "casualties", "aid", "abuse"]),
        (PlaceResolution("t:east", "East", "town"), []),
        (PlaceResolution(None, "Mill Quarter"), []),  # the name alone is not the entry
    ],
)
def test_a_place_has_what_lies_within_it(place: PlaceResolution, topics: list[str]) -> None:
    assert [section.topic for section in brief(Question(place)).sections] == topics


def test_a_place_without_an_entry_is_found_by_its_name() -> None:
    unlisted = PlaceResolution(None, "the Old Kiln")
    made = brief(Question(PlaceResolution(None, "The old kiln")), [matter([BREAD], unlisted)])
    assert [section.topic for section in made.sections] == ["aid"]


@pytest.mark.parametrize(
    ("since", "on", "kept", "left_out"),
    [
        (None, None, 6, (0, 0)),
        (None, "2031-05-08", 5, (1, 0)),  # bread has no date
        (None, "2031-05-07", 1, (1, 4)),  # the dated deaths; the report is of the 8th
        (None, "2031-05-21", 4, (1, 1)),  # 14 days up to the 21st begin on the 8th
        (None, "2031-05-22", 0, (1, 6)),
        ("2031-05-08", None, 4, (1, 1)),
        ("2031-05-01", "2031-05-07", 1, (1, 6)),
        ("2031-05-09", None, 0, (1, 6)),
    ],
)
def test_a_date_keeps_the_two_weeks_up_to_it(
    since: str | None, on: str | None, kept: int, left_out: tuple[int, int]
) -> None:
    made = brief(Question(TARN, since, on))
    assert sum(len(section.items) for section in made.sections) == kept
    assert [bool(n) for n in left_out] == [
        any("without any date" in n for n in made.notes),
        any("other times" in n for n in made.notes),
    ]


@pytest.mark.parametrize(
    ("when", "certainty", "on", "counts"),
    [
        ({"start": "2031-01-01", "end": None}, "stated", "2031-05-08", True),  # goes on up to its report
        ({"start": "2031-01-01", "end": None}, "stated", "2031-03-01", True),
        ({"start": "2031-01-01", "end": None}, "stated", "2031-05-30", False),
        ({"start": "2031-01-01", "end": "2031-01-02"}, "stated", "2031-05-08", False),
        ({"start": "2031-06-01", "end": "2031-06-01"}, "planned", "2031-05-08", True),  # said now, of what is to come
        ({"start": "2031-06-01", "end": "2031-06-01"}, "stated", "2031-05-08", False),
        ({"start": "2031-05", "end": "2031-05"}, "stated", "2031-05-02", True),
        ({"start": "2031", "end": "2031"}, "stated", "2031-05-08", True),  # by its report's date
        ({"start": "2031", "end": "2031"}, "stated", "2031-02-01", False),
        ({"start": None, "end": "2031-05-01"}, "stated", "2031-05-08", True),
    ],
)
def test_the_time_stated_decides(when: dict[str, str | None], certainty: str, on: str, counts: bool) -> None:
    one = told(POST, "Talks went on.", "truce/holding", 20, when=when, certainty=certainty)
    made = compose(Question(MILL, None, on), [matter([one], MILL)], Material.of({one.claim.id: one}, {"post": POST}))
    assert bool(made.sections) is counts


def test_the_contested_comes_first_and_a_long_section_is_cut() -> None:
    calm = matter([TAKEN_TOO], TARN, id="m-calm")
    made = brief(matters=[calm, *MATTERS])
    assert [item.matter for item in made.sections[0].items] == [CONTROL.id, "m-calm"]
    cut = brief(matters=[calm, *MATTERS], most=1)
    assert [item.matter for item in cut.sections[0].items] == [CONTROL.id]
    assert cut.sections[0].more == 1
    assert "… and 1 more" in shown(cut)


def test_the_text_says_how_things_stand_and_repeats_nothing() -> None:
    text = shown(brief(Question(TARN, None, "2031-05-08")))
    assert text.startswith("Tarn (town), from 25 April to 8 May 2031\n")
    assert "Mill Quarter, on 8 May 2031: disputed on who holds it\n" in text
    assert text.count(SHELLING) == 1  # two sentences above one quotation
    assert text.count("Each of these rests on a single voice:") == 3
    assert "Nothing here has been verified." in text
    assert "Note: 1 claim about this place without any date" in text
    for width in (60, 100):
        lines = shown(brief(Question(TARN, None, "2031-05-08")), width).splitlines()
        assert all(line == line.rstrip() and len(line) <= width for line in lines)


def test_words_quoted_before_are_referred_to() -> None:
    again = told(POST, SHELLING, "fighting/attack", 21)
    made = compose(
        Question(MILL),
        [matter([again], MILL), matter([KILLED], MILL)],
        Material.of({one.claim.id: one for one in (again, KILLED)}, {"post": POST}),
    )
    text = shown(made)
    assert text.count(SHELLING) == 1
    assert "“Shelling killed two nurses and wounded six in …” [1, above]" in text


def test_markdown_holds_the_same() -> None:
    text = to_markdown(brief())
    assert text.splitlines()[:3] == [
        "# Tarn (town)",
        "",
        "What is said, and by whom: 9 claims in 3 reports; 2 named outlets. Nothing here has been verified.",
    ]
    heading = "* Mill Quarter, on 8 May 2031: disputed on who holds it"
    assert f"{heading}\n  * The army took Mill Quarter, said a monitor and Sergeant Ode." in text
    assert "    * “Mill Quarter has no bread.” [7] — outlet not known, date not stated (R3)" in text
    assert "* R3 outlet not known, date not stated: Bread" in text


def test_json_points_at_the_words() -> None:
    data = json.loads(json.dumps(to_json(brief())))
    quotes = [
        quote
        for section in data["sections"]
        for item in section["items"]
        for pos in item["positions"]
        for statement in pos
        for quote in statement["quotes"]
    ]
    texts = {one.id: one.full for one in (POST, GLEANER, UNDATED)}
    assert len(quotes) == 9
    assert all(texts[quote["report"]][quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_an_empty_brief_points_at_what_there_is_around() -> None:
    lock = PlaceResolution("t:lock", "Lock", "site", within=("t:mill", "t:tarn"))
    there = [matter([BREAD], MILL), matter([BREAD], TARN)]
    made = compose(Question(lock, around=(MILL, TARN)), there, Material.of({}, {}))
    assert made.notes == (
        "More matters around it: 1 about Mill Quarter (neighbourhood, t:mill) and 2 about Tarn (town, t:tarn).",
    )


def test_silence_is_noted() -> None:
    (note,) = silence_note([("The Echo", "2031-04-01", 3)])
    assert "though they often write of it: The Echo (last on 1 April 2031, now 3 on other places)." in note
    assert list(silence_note([])) == []


def test_copies_of_one_voice_are_told_and_quoted_once() -> None:
    copy = report(POST.text, id="copy", outlet="The Echo", published="2031-05-09")
    first, again = (told(of, "Talks went on.", "truce/holding", 30) for of in (POST, copy))
    whole = matter([first], MILL, positions=(position([first, again]),))
    material = Material.of({one.claim.id: one for one in (first, again)}, {"post": POST, "copy": copy})
    text = " ".join(shown(compose(Question(MILL), [whole], material)).split())
    assert "reported The Tarn Post in its own voice, carried by The Echo. “Talks went on.” [1]" in text
    assert "— The Tarn Post, 8 May 2031 (R1); The Echo, 9 May 2031 (R2)" in text
    assert text.count("Talks went on.") == 1


def test_an_empty_brief_says_so() -> None:
    assert "No claims about this place and time in the ledger." in shown(brief(Question(MILL, "2031-06-01")))
