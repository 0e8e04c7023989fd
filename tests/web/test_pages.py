"""What the pages and their JSON hold."""

from __future__ import annotations

import json
import multiprocessing
import re
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from looking import HOSTILE, Served, matter_of

from sayso.ledger import By, Decision, open_ledger
from sayso.web import Options, describing, press
from sayso.web.desk import Desk


def addresses(served: Served) -> dict[str, str]:
    """An address for every JSON page that is described."""
    return {
        "/situation.json": "/situation.json?since=2016-01-01&until=2017-12-31",
        "/situation.geojson": "/situation.geojson?topic=control",
        "/place/{place}.json": "/place/hand:minyan.json",
        "/matter/{matter}.json": matter_of(served, "hand:minyan", "disputed") + ".json",
        "/report/{report}.json": f"/report/{HOSTILE}.json",
        "/search.json": "/search.json?q=army",
        "/source/{source}.json": "/source/Fastaqim%20Kama%20Umirt.json",
        "/outlet/{outlet}.json": "/outlet/Orontes%20Wire.json",
        "/changes.json": "/changes.json?since=2016-11-09",
        "/suggest.json": "/suggest.json?kind=actors&q=fast",
    }


@pytest.mark.parametrize("path", [path for path, *_ in describing.PATHS])
def test_a_json_page_is_as_described(served: Served, path: str) -> None:
    shape = next(shape for name, _, _, shape in describing.PATHS if name == path)
    answer = served.get(addresses(served)[path])
    assert answer.status == 200
    Draft202012Validator(shape).validate(answer.json())


def test_the_description_is_whole(served: Served) -> None:
    told = served.get("/openapi.json").json()
    assert set(told["paths"]) == {path for path, *_ in describing.PATHS}


def test_the_disputed_place_has_both_voices(served: Served) -> None:
    page = served.get(matter_of(served, "hand:minyan", "disputed") + ".json").json()
    assert page["disputed_on"] == ["actor"]
    rows = {row["voice"]: row for row in page["table"]["rows"]}
    assert set(rows) == {"Syrian Observatory for Human Rights", "Fastaqim Kama Umirt"}
    words = [quote["text"] for cell in rows["Fastaqim Kama Umirt"]["cells"] for quote in cell]
    assert words == ["Minian is still held by the rebels, said Nadim Arslan, a spokesman for the Fastaqim rebel group."]


def test_control_has_a_band_for_each_voice(served: Served) -> None:
    control = served.get("/place/hand:minyan.json").json()["control"]
    bands = {band["voice"]: [hold["holder"] for hold in band["holds"]] for band in control["bands"]}
    assert bands == {"Fastaqim Kama Umirt": ["the rebels"], "Syrian Observatory for Human Rights": ["Syrian Arab Army"]}


def test_evidence_is_marked_where_it_stands(served: Served) -> None:
    page = served.get("/report/minian-2.json").json()
    marked = {"".join(piece["text"] for piece in paragraph if piece["claims"]) for paragraph in page["paragraphs"]}
    assert marked == {claim["evidence"]["text"] for claim in page["claims"]}


def test_private_people_are_protected_in_every_page(served: Served) -> None:
    paths = ["/report/minian-1", "/report/minian-1.json", "/search?q=neighbours", "/search.json?q=neighbours"]
    paths += ["/situation", "/outlet/Queiq%20Wire", "/outlet/Queiq%20Wire.json", "/changes.rss?since=2016-11-01"]
    paths += re.findall(r'href="(/matter/[^"#]+)"', served.get("/report/minian-1").text)
    for path in paths:
        answer = served.get(path)
        assert answer.status == 200, path
        assert "Salim" not in answer.text, path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/situation?since=soon", 400),
        ("/situation.json?standing=true", 400),
        ("/situation?since=2017-03-02&until=2017-03-01", 400),
        ("/place/nowhere-at-all", 404),
        ("/matter/none", 404),
        ("/report/none.json", 404),
        ("/source/nobody%20ever", 404),
        ("/search?after=x", 400),
        ("/search?q=" + "a" * 500, 400),
        ("/search?q=%00", 400),
        ("/map/../secrets", 404),
        ("/static/../app.py", 404),
        ("/nothing", 404),
    ],
)
def test_what_cannot_be_answered_is_said(served: Served, path: str, status: int) -> None:
    assert served.get(path).status == status


def test_a_name_leads_to_its_place(served: Served) -> None:
    assert served.get("/place?name=Minian").headers["location"] == "/place/hand:minyan"
    assert "no place of that name" in served.get("/place?name=Xyzzyville").text.casefold()


def test_the_feed_tells_the_changes_of_a_place(served: Served) -> None:
    answer = served.get("/changes.rss?place=hand:minyan&since=2016-11-01")
    titles = [item.findtext("title") or "" for item in ElementTree.fromstring(answer.body).iter("item")]
    assert len(titles) == 1
    assert "disputed" in titles[0]


def test_a_page_is_sent_once_and_packed(served: Served) -> None:
    first = served.get("/situation", Accept_Encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    again = served.get("/situation", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_search_goes_on_where_it_ended(served: Served) -> None:
    seen: list[str] = []
    path: str | None = "/search.json?q=the"
    while path:
        page = served.get(path).json()
        seen += [hit["claim"] for hit in page["claims"]]
        path = page["next"] and page["next"].replace("/search?", "/search.json?")
    assert len(seen) == len(set(seen)) > 60


def test_the_map_leaves_out_what_has_no_point(served: Served) -> None:
    found = json.loads(served.get("/situation.geojson").body)["features"]
    names = {feature["properties"]["name"] for feature in found}
    assert "Aleppo" in names
    assert "Minyan" not in names


def test_pages_are_the_same_when_processes_of_their_own_make_them(
    serve: Callable[..., Served], made_ledger: Path, served: Served
) -> None:
    apart = serve(Options(ledger=str(made_ledger), person="tester", workers=1))
    for path in ("/place/hand:minyan", "/place/hand:minyan.json", "/search?q=army", "/place/nowhere-at-all"):
        one, other = apart.get(path, Accept_Language="ar-SY"), served.get(path, Accept_Language="ar-SY")
        assert (one.status, one.text) == (other.status, other.text)


def test_a_process_that_dies_is_begun_anew(serve: Callable[..., Served], made_ledger: Path) -> None:
    apart = serve(Options(ledger=str(made_ledger), person="tester", workers=1))
    assert apart.get("/search?q=army").status == 200
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    assert apart.get("/search?q=hospital").status == 200


@pytest.mark.parametrize("workers", [0, 1])
def test_a_page_that_was_kept_follows_the_ledger(own: Callable[..., Served], workers: int) -> None:
    changing = own(workers=workers)
    path = "/place/hand:minyan.json"
    kept = changing.get(path).json()
    claim = kept["control"]["bands"][0]["holds"][0]["claims"][0]
    assert changing.get(path).json() == kept
    with open_ledger(changing.ledger) as ledger:
        ledger.judge(Decision("reject", By("tester", "for the test"), (claim,)))
    begun = time.monotonic()
    while claim in changing.get(path).text and time.monotonic() - begun < 30:
        time.sleep(0.2)
    told = changing.get(path).json()
    assert told["counts"]["matters"] == kept["counts"]["matters"]
    assert claim not in json.dumps(told)


def test_a_page_that_many_ask_for_at_once_is_made_once(
    own: Callable[..., Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def slowly(_: Desk, path: Mapping[str, str], __: Mapping[str, str]) -> dict[str, str]:
        made.append(path["place"])
        time.sleep(1)
        return {}

    monkeypatch.setitem(press.BY_PATH, "/place/{place:path}", press.Page("/place/{place:path}", slowly, "place.html"))
    fresh = own()
    with ThreadPoolExecutor() as readers:
        answers = list(readers.map(fresh.get, [f"/place/{name}.json" for name in ("one", "one", "two", "one")]))
    assert [answer.status for answer in answers] == [200] * 4
    assert sorted(made) == ["one", "two"]
