"""A ledger of invented reports, served on loopback, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from looking import PATIENCE, Served
from playwright.sync_api import Browser, Page, sync_playwright

from sayso import pipeline
from sayso.ledger import open_ledger
from sayso.web import Options, make_app

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# No graphics card and no network are needed; the map is drawn by the processor.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
]


Serve = Callable[[Options], Served]


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A ledger of the example reports and of those beside this file."""
    path = tmp_path_factory.mktemp("web") / "made.db"
    coded = [str(root / "examples" / "coded.jsonl"), str(HERE / "reports.jsonl")]
    with open_ledger(path) as ledger:
        for kept in pipeline.add_coded(coded, pipeline.Settings(), ledger):
            assert isinstance(kept, pipeline.Kept), kept
        pipeline.matters_of(ledger)
    return path


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts servers, each on a port of its own, and stops them at the end."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(options: Options) -> Served:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(options), log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        running.append((server, thread))
        return Served(f"http://127.0.0.1:{listening.getsockname()[1]}", Path(options.ledger))

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def served(serve: Serve, made_ledger: Path) -> Served:
    """The pages for tests that change nothing."""
    return serve(Options(ledger=str(made_ledger), person="tester"))


@pytest.fixture
def own(serve: Serve, made_ledger: Path, tmp_path: Path) -> Callable[..., Served]:
    """Pages over a copy of the ledger, for a test that judges."""

    def start(**options: Any) -> Served:
        copy = tmp_path / "own.db"
        with open_ledger(made_ledger) as ledger:
            ledger.backup(copy)
        return serve(replace(Options(ledger=str(copy), person="tester"), **options))

    return start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; tests that need it are skipped where there is none."""
    if CHROMIUM is None:
        reason = "needs Chromium (apt-get install chromium)"
        if os.environ.get("SAYSO_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page 1440 wide; a test fails where its console tells of an error."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    found = context.new_page()
    told: list[str] = []
    # A page that says "not found" is one that the tests ask for.
    found.on(
        "console",
        lambda message: told.append(message.text) if message.type == "error" and "404" not in message.text else None,
    )
    found.on("pageerror", lambda error: told.append(str(error)))
    yield found
    context.close()
    assert not told
