"""The server: which address shows which page, as HTML or JSON."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import LedgerError, SaysoError
from sayso.web import asking, links
from sayso.web.accounts import Tokens, Who
from sayso.web.asking import BadRequestError
from sayso.web.describing import description
from sayso.web.desk import Desk
from sayso.web.entry import VISIT, Entry, Reception, visit_of, who_of
from sayso.web.guard import Guard
from sayso.web.kept import Kept, Shelf
from sayso.web.making import Makers
from sayso.web.options import Options
from sayso.web.pages import changing, places, review, situation
from sayso.web.pages.reports import MissingError
from sayso.web.press import PAGES, Page, Press, Wanted, changes
from sayso.web.rendering import render
from sayso.web.speaking import ENGLISH, spoken

HERE = Path(__file__).parent
TITLES = {404: "Not found", 400: "That cannot be asked", 503: "The ledger is out of reach"}
# What the map is drawn with comes from the installed package, as it is.
MAP_FILES = {"maplibre-gl.js": "text/javascript", "maplibre-gl.css": "text/css"}


class Site:
    """The addresses over one desk. With ``makers`` its pages are made in processes of their own."""

    def __init__(self, desk: Desk, makers: Makers | None = None) -> None:
        self.desk = desk
        self._makers = makers
        self.press = Press(desk)
        self.tokens = Tokens()
        self._shelf = Shelf()
        self._being_made: dict[tuple[int, tuple[object, ...]], asyncio.Future[tuple[int, Kept]]] = {}

    def routes(self) -> list[BaseRoute]:
        found: list[BaseRoute] = [
            Route("/", self._home),
            Route("/place", self._named_place),
            Route("/openapi.json", self._description),
            Route("/suggest.json", self._suggest),
            Route("/changes.rss", self._feed),
            Route("/review", self._queue),
            Route("/review/{claim:path}", self._review),
            Route("/review/{claim:path}", self._judge, methods=["POST"]),
        ]
        for page in PAGES:
            found.append(Route(f"{page.path}.json", self._shown(page, as_json=True)))
            found.append(Route(page.path, self._shown(page, as_json=False)))
        return [
            Route("/situation.geojson", self._circles),
            Route("/outlines/{level}.geojson", self._outlines),
            Route("/map/{name}", self._map_file),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            *found,
        ]

    async def _description(self, _: Request) -> Response:
        return JSONResponse(description())

    async def _home(self, _: Request) -> Response:
        return RedirectResponse("/situation", 307)

    def _shown(self, page: Page, as_json: bool) -> Callable[[Request], Any]:
        async def show(request: Request) -> Response:
            query = dict(request.query_params)
            wanted = Wanted(page.path, dict(request.path_params), query, as_json, ENGLISH if as_json else spoken())
            key = (wanted.page, as_json, wanted.language, *wanted.path.items(), *sorted(query.items()))
            kept = self._shelf.get(self.desk.index.revision, key)
            if kept is None:
                kept = await self._made_once(wanted, key)
            return kept.response(request)

        return show

    async def _made_once(self, wanted: Wanted, key: tuple[object, ...]) -> Kept:
        """A page that is not there yet. Who asks for it while it is being made waits for the same one."""
        being = (self.desk.index.revision, key)
        task = self._being_made.get(being)
        if task is None:
            task = self._being_made[being] = asyncio.ensure_future(self._made(wanted))
            task.add_done_callback(lambda _: self._being_made.pop(being))
        revision, kept = await asyncio.shield(task)
        self._shelf.put(revision, key, kept)
        return kept

    async def _made(self, wanted: Wanted) -> tuple[int, Kept]:
        if self._makers is not None:
            return await self._makers.make(wanted, self.desk.index.revision, self.desk.covered)
        return self.desk.index.revision, await self.desk.ask(self.press.make, wanted)

    # -- review --------------------------------------------------------------------------------------------------

    async def _queue(self, request: Request) -> Response:
        _only_coders(request)
        data = await self.desk.ask(review.listed, self.desk)
        return self.press.html("queue.html", data | {"here": "review", "map": False})

    async def _review(self, request: Request) -> Response:
        _only_coders(request)
        data = await self.desk.ask(review.claim, self.desk, request.path_params["claim"])
        return self._form(request, data, 200)

    def _form(self, request: Request, data: dict[str, Any], status: int, problem: str | None = None) -> Response:
        """The form of a claim, with the token that fits this visit."""
        visit = visit_of(request)
        told = {"token": self.tokens.of(visit), "problem": problem, "here": "review", "map": False}
        answer = self.press.html("review.html", data | told, status)
        answer.headers["Cache-Control"] = "no-store"
        Reception.remember(answer, request, visit)
        return answer

    async def _judge(self, request: Request) -> Response:
        who = _only_coders(request)
        name = request.path_params["claim"]
        async with request.form(max_files=0, max_fields=60) as sent:
            form = {field: value for field, value in sent.items() if isinstance(value, str)}
        if not self.tokens.fits(request.cookies.get(VISIT), form.get("token")):
            raise HTTPException(403, "This form is of another visit: load the page again.")
        try:
            onward = await self.desk.ask(review.judge, self.desk, name, form, who.name)
        except SaysoError as error:
            data = await self.desk.ask(review.claim, self.desk, name)
            typed = {field: form.get(field, value) for field, value in data["fields"].items()}
            return self._form(request, data | {"fields": typed}, 400, str(error))
        return RedirectResponse(onward, 303)

    async def _suggest(self, request: Request) -> Response:
        kind = asking.among(request.query_params, "kind", ("places", "actors")) or "places"
        typed = asking.text(request.query_params, "q") or ""
        return JSONResponse(await self.desk.ask(review.suggest, self.desk, kind, typed))

    async def _feed(self, request: Request) -> Response:
        query = dict(request.query_params)
        data = await self.desk.ask(changes, self.desk, {}, query)
        root = f"{request.url.scheme}://{request.url.netloc}"
        text = render(self.press.templates, "changes.rss", changing.feed(data, root))
        return Response(text, media_type="application/rss+xml; charset=utf-8")

    # -- places, maps --------------------------------------------------------------------------------------------

    async def _named_place(self, request: Request) -> Response:
        """A place by its name: on to its page, or the places that the name may mean."""
        name = asking.text(request.query_params, "name")
        if not name:
            return RedirectResponse("/situation", 303)
        return await self.desk.ask(self._place_named, name)

    def _place_named(self, name: str) -> Response:
        found = places.choices(self.desk, name)
        # Of several places of a name, the only one that there are claims about is meant.
        present = [one for one in found if one["id"] in self.desk.index.places] if len(found) > 1 else found
        if len(present) == 1 and present[0]["id"]:
            return RedirectResponse(present[0]["href"], 303)
        unlisted = self.desk.index.places.get(f"~{name.casefold()}")
        if unlisted is not None:
            return RedirectResponse(links.place(unlisted), 303)
        return self.press.html("choices.html", {"title": name, "choices": found, "here": "place", "map": False})

    async def _circles(self, request: Request) -> Response:
        data = await self.desk.ask(situation.circles, self.desk, asking.asked(request.query_params))
        return JSONResponse(data, media_type="application/geo+json")

    async def _outlines(self, request: Request) -> Response:
        name = f"{self.desk.theatre.name}-{request.path_params['level']}.geojson"
        if name not in {path.name for path in (HERE / "data").iterdir()}:
            raise HTTPException(404, "This theatre has no such outlines.")
        return FileResponse(HERE / "data" / name, media_type="application/geo+json")

    async def _map_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in MAP_FILES:
            raise HTTPException(404, "There is no such file.")
        # Not imported: the package would load much that only its other uses need.
        spec = find_spec("maplibre")
        if spec is None or not spec.submodule_search_locations:
            raise HTTPException(404, "The map is not installed: pip install maplibre")
        path = Path(spec.submodule_search_locations[0]) / "srcjs" / name
        return FileResponse(path, media_type=MAP_FILES[name], headers={"Cache-Control": "max-age=86400"})

    # -- what went wrong -----------------------------------------------------------------------------------------

    async def failed(self, request: Request, error: Exception) -> Response:
        """A page that says what was wrong with what was asked, or what the ledger lacks."""
        status = error.status_code if isinstance(error, HTTPException) else _status(error)
        words = str(error.detail) if isinstance(error, HTTPException) else str(error)
        if request.url.path.endswith("json"):
            return JSONResponse({"error": words}, status)
        return self.press.html(
            "failed.html", {"title": TITLES.get(status, "Refused"), "words": words, "here": "", "map": False}, status
        )


def _only_coders(request: Request) -> Who:
    """Who asks, if they may judge. Raises HTTPException where not."""
    who = who_of(request)
    if not who.may("coder"):
        raise HTTPException(403, "Reviewing is for coders: ask an admin for that role.")
    return who


def _status(error: Exception) -> int:
    if isinstance(error, BadRequestError):
        return 400
    if isinstance(error, LedgerError):
        return 503
    return 404 if isinstance(error, MissingError) else 400


def make_app(options: Options) -> Starlette:
    """The server as an ASGI application. Raises SaysoError where ledger, theatre or accounts cannot be opened."""
    folder = TemporaryDirectory(prefix="sayso-") if options.workers else None
    desk = Desk.open(options, Path(folder.name) if folder else None)
    makers = Makers(options, Path(folder.name)) if folder else None
    site = Site(desk, makers)
    reception = Reception(options, site.press.html, site.tokens)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if makers is not None:
            makers.close()
        desk.close()
        if folder is not None:
            folder.cleanup()

    return Starlette(
        routes=[*reception.routes(), *site.routes()],
        middleware=[Middleware(Guard, hosts=options.hosts), Middleware(Entry, reception=reception)],
        exception_handlers={SaysoError: site.failed, HTTPException: site.failed},
        lifespan=lifespan,
    )
