"""The pages as people use them: in a browser, by keyboard, with the network cut, whatever the reports hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import axe_playwright_python
import pytest
from looking import HOSTILE, PATIENCE, Served, matter_of
from playwright.sync_api import Browser, Page

from sayso.ledger import open_ledger

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pages(served: Served) -> dict[str, str]:
    """One of each page."""
    review = re.search(r'href="(/review/[^"]+)"', served.get("/review").text)
    assert review
    return {
        "situation": "/situation?since=2016-01-01&until=2017-12-31",
        "place": "/place/hand:minyan",
        "matter": matter_of(served, "hand:minyan", "disputed"),
        "report": "/report/minian-2",
        "queue": "/review",
        "review": review.group(1),
        "source": "/source/Fastaqim%20Kama%20Umirt",
        "outlet": "/outlet/Orontes%20Wire",
        "search": "/search?q=army",
        "changes": "/changes?since=2016-11-01",
        "failed": "/nothing",
    }


NAMES = [
    *("situation", "place", "matter", "report", "queue", "review", "source", "outlet", "search", "changes", "failed"),
]


@pytest.fixture(scope="module", params=["light", "dark"])
def coloured(browser: Browser, request: pytest.FixtureRequest) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=request.param)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_nobody_out_and_fits_a_narrow_screen(coloured: Page, served: Served, name: str) -> None:
    coloured.set_viewport_size({"width": 1440, "height": 900})
    coloured.goto(served.root + pages(served)[name])
    if name == "situation":
        coloured.wait_for_selector("[data-ready]")
    coloured.evaluate(AXE)  # not as a script of the page, which its policy would refuse
    found = coloured.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]
    assert told == []
    coloured.set_viewport_size({"width": 390, "height": 844})
    assert coloured.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_from_the_map_to_the_sentence(page: Page, served: Served) -> None:
    page.goto(served.root + "/situation?since=2016-11-01&until=2016-11-30")
    page.wait_for_selector("[data-ready]")
    page.locator(".map a.pin", has_text="Aleppo").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/**")
    page.get_by_role("link", name=re.compile("Min[iy]an")).first.click()
    page.wait_for_load_state()
    if "/place/" in page.url:
        page.locator(".item h3 a").first.click()
    page.wait_for_url("**/matter/**")
    assert page.get_by_text("disputed on who holds it").first.is_visible()
    page.get_by_role("link", name=re.compile("Minian is still held by the rebels")).click()
    page.wait_for_url("**/report/**")
    lit = page.locator("mark:target, mark:has(:target)")
    assert lit.inner_text().startswith("Minian is still held by the rebels")
    assert lit.is_visible()


def test_evidence_and_coded_form_light_up_together(page: Page, served: Served) -> None:
    page.goto(served.root + "/report/minian-2")
    page.locator("mark", has_text="clashes went on").hover()
    assert "clash" in page.locator(".claim.on").inner_text()
    page.locator(".claim", has_text="control/held").hover()
    assert page.locator("mark.on").inner_text().startswith("Minian is still held")


def test_a_coder_reviews_by_keyboard_alone(page: Page, own: Callable[..., Served]) -> None:
    served = own()
    page.goto(served.root + "/review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*")
    first = page.url
    assert "An officer of the army" in page.locator("mark").inner_text()  # the least certain of all
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != second)
    third = page.url
    page.keyboard.press("e")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Arslan")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url != third)
    with open_ledger(served.ledger) as ledger:
        made = [(one.decision.kind, one.decision.field, one.decision.by.person) for one in ledger.judgements()]
    assert [kind for kind, *_ in made] == ["accept", "reject", "correct"]
    assert made[2][1] == "source"
    assert {person for *_, person in made} == {"tester"}


def until(page: Page, expression: str) -> None:
    """Wait until it holds. Asked anew from outside: polling within the page needs eval, which its policy refuses."""
    for _ in range(PATIENCE // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def test_the_map_moves_with_the_network_cut(page: Page, served: Served) -> None:
    page.goto(served.root + "/situation?since=2016-01-01&until=2017-12-31")
    page.wait_for_selector("[data-ready]")
    page.context.set_offline(True)
    the_map = "document.querySelector('[data-circles]').map"
    view = f"[{the_map}.getZoom(), {the_map}.getCenter().lng]"
    zoom, lng = page.evaluate(view)
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"{view}[0] > {zoom + 0.5}")
    page.locator(".maplibregl-canvas").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(page, f"Math.abs({view}[1] - {lng}) > 0.001")
    assert page.evaluate(f"{the_map}.queryRenderedFeatures().length") > 0


def test_pages_are_whole_without_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(served.root + "/situation?since=2016-11-01&until=2016-11-30")
    page.locator(".still a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/**")
    page.goto(served.root + "/search")
    page.get_by_role("searchbox", name="Words").fill("bakery OR army")
    page.get_by_role("searchbox", name="Words").press("Enter")
    assert page.get_by_text("Nothing in the ledger has all of that").is_visible()
    context.close()


SINKS = [
    f"/report/{HOSTILE}",
    "/situation?since=2016-11-01&until=2016-11-30",
    "/place/~{{7*7}}<img src=x onerror=window.ran=1> quarter",
    '/source/"><svg onload="window.ran=1"> Press',
    '/outlet/<b onmouseover="window.ran=1">Ev"il\' Post</b>',
    '/search?q=<script>window.ran=1</script>&place="><script>window.ran=1</script>',
    "/search?q=quarter&kind=reports",
    "/changes?since=2016-11-01",
    "/place?name=<script>window.ran=1</script>",
    "/report/<script>window.ran=1</script>",
    "/review",
]

# Whatever no template of ours has: handlers, addresses that run, frames, scripts without a file.
FOREIGN = """[...document.querySelectorAll("*")].filter((one) =>
    [...one.attributes].some((a) => a.name.startsWith("on")
        || (/^\\s*(javascript|data):/i.test(a.value) && ["href", "src", "action"].includes(a.name)))
    || one.matches("iframe, object, embed, base, script:not([src]), img")
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("path", SINKS)
def test_hostile_text_runs_nowhere(page: Page, served: Served, path: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    address = path if path.startswith("/report/a") else quote(path, safe="/?=&:%~")
    page.goto(served.root + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert page.evaluate(FOREIGN) == []


def test_hostile_claims_can_be_reviewed(page: Page, served: Served) -> None:
    found = served.get(f"/report/{HOSTILE}.json").json()["claims"]
    for claim in found:
        page.goto(f"{served.root}/review/{quote(claim['id'], safe='')}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.ran") is None
        assert page.locator("mark").inner_text().strip()


def test_names_in_other_scripts_are_set_apart(page: Page, served: Served) -> None:
    page.goto(served.root + "/report/rtl-1")
    outlet = page.get_by_role("link", name="صحيفة الفرات").first
    assert outlet.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    page.goto(served.root + "/place/hand:minyan")
    assert page.locator("h1 [lang=ar]").evaluate("(one) => getComputedStyle(one).direction") == "rtl"
