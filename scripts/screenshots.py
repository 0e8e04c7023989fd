"""Pictures of every page of `sayso serve`, made from the coded example reports, into docs/pages/."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import BrowserContext, Page, sync_playwright

from sayso import pipeline
from sayso.ledger import open_ledger
from sayso.web import Options, make_app

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WIDTHS = (1440, 390)
# Milliseconds: a busy machine draws slowly.
PATIENCE = 120_000


@contextmanager
def pages() -> Iterator[str]:
    """The address of a server over a ledger of the coded example reports."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "example.db")
        with open_ledger(path) as ledger:
            list(pipeline.add_coded([str(ROOT / "examples" / "coded.jsonl")], pipeline.Settings(), ledger))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(Options(ledger=path, person="rima")), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def addresses(page: Page, root: str) -> dict[str, str]:
    """One of each page: the disputed matter, a report on it, the first claim of the queue."""
    page.goto(f"{root}/situation")
    matter = page.locator(".what .card h3 a").first.get_attribute("href") or ""
    page.goto(root + matter)
    report = page.locator("a.words").first.get_attribute("href") or ""
    page.goto(f"{root}/review")
    review = page.locator(".hits .sentence a").first.get_attribute("href") or ""
    return {
        "situation": "/situation",
        "place": "/place?name=Suran,+Hama",
        "matter": matter,
        "report": report,
        "review": review,
        "source": "/source/Syrian%20Observatory%20for%20Human%20Rights",
        "outlet": "/outlet/Orontes%20Wire",
        "search": "/search?q=army",
        "changes": "/changes",
    }


def shoot(context: BrowserContext, root: str, name: str, path: str, to: Path) -> None:
    """A picture of one page, as it stands when it has been drawn."""
    page = context.new_page()
    page.goto(root + path)
    if page.locator("[data-circles]").count():
        page.wait_for_selector("[data-ready]")
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")  # what an address points at was scrolled to, and the head stays where one looks
    page.screenshot(path=to, full_page=name not in ("review", "search", "changes"))
    page.close()


def main() -> None:
    """Make all pictures, or those of the pages that are named."""
    out = ROOT / "docs" / "pages"
    out.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Pictures need Chromium: apt-get install chromium")
    with pages() as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, "--enable-unsafe-swiftshader"], timeout=PATIENCE
        )
        for colours in ("light", "dark"):
            for width in WIDTHS:
                size = {"width": width, "height": 900}
                context = browser.new_context(viewport=size, color_scheme=colours)
                context.set_default_timeout(PATIENCE)
                found = addresses(context.new_page(), root)
                for name in sys.argv[1:] or found:
                    shoot(context, root, name, found[name], out / f"{name}-{width}-{colours}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
