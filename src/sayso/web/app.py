"""The server: which address shows which page, as HTML or JSON."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import LedgerError, SaysoError
from sayso.web import asking, links
from sayso.web.asking import BadRequestError
from sayso.web.desk import Desk
from sayso.web.guard import MAP_POLICY, Guard
from sayso.web.options import Options
from sayso.web.pages import matters, places, reports, searching, situation
from sayso.web.pages.reports import MissingError
from sayso.web.rendering import environment, render

HERE = Path(__file__).parent
# Finished pages that are kept until the ledger changes: most readers look at the same ones.
KEPT = 512
TITLES = {404: "Not found", 400: "That cannot be asked", 503: "The ledger is out of reach"}
# What the map is drawn with comes from the installed package, as it is.
MAP_FILES = {"maplibre-gl.js": "text/javascript", "maplibre-gl.css": "text/css"}

Query = Mapping[str, str]
Builder = Callable[[Desk, Mapping[str, str], Query], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, what makes its data, its template. ``map`` tells that it shows one."""

    path: str
    build: Builder
    template: str
    map: bool = False


def _situation(desk: Desk, _: Query, query: Query) -> dict[str, Any]:
    return situation.situation(desk, asking.asked(query))


def _place(desk: Desk, path: Query, query: Query) -> dict[str, Any]:
    return places.place(desk, places.known(desk, path["place"]), asking.asked(query))


def _matter(desk: Desk, path: Query, _: Query) -> dict[str, Any]:
    return matters.matter(desk, path["matter"])


def _report(desk: Desk, path: Query, _: Query) -> dict[str, Any]:
    return reports.report(desk, path["report"])


def _search(desk: Desk, _: Query, query: Query) -> dict[str, Any]:
    return searching.search(desk, asking.search(query), asking.text(query, "place"), asking.key(query))


PAGES = (
    Page("/situation", _situation, "situation.html", map=True),
    Page("/place/{place:path}", _place, "place.html", map=True),
    Page("/matter/{matter:path}", _matter, "matter.html"),
    Page("/report/{report:path}", _report, "report.html"),
    Page("/search", _search, "search.html"),
)


class Site:
    """The pages over one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.templates = environment()
        self._kept: OrderedDict[tuple[object, ...], Response] = OrderedDict()

    def routes(self) -> list[BaseRoute]:
        found: list[BaseRoute] = [Route("/", self._home), Route("/place", self._named_place)]
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

    async def _home(self, _: Request) -> Response:
        return RedirectResponse("/situation", 307)

    def _shown(self, page: Page, as_json: bool) -> Callable[[Request], Any]:
        async def show(request: Request) -> Response:
            query = dict(request.query_params)
            key = (self.desk.index.revision, page.path, as_json, *request.path_params.items(), *sorted(query.items()))
            kept = self._kept.get(key)
            if kept is None:
                kept = await self.desk.ask(self._make, page, dict(request.path_params), query, as_json)
                self._kept[key] = kept
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return kept

        return show

    def _make(self, page: Page, path: Query, query: Query, as_json: bool) -> Response:
        data = page.build(self.desk, path, query)
        if as_json:
            return JSONResponse(data)
        return self.html(page.template, data | {"here": page.path.split("/")[1], "map": page.map})

    def html(self, template: str, data: Mapping[str, Any], status: int = 200) -> Response:
        """A page; one with a map has the policy that the map needs."""
        sides = {name: side.label for name, side in self.desk.theatre.sides.items()}
        frame: dict[str, Any] = {
            "theatre": self.desk.theatre.name,
            "map_style": self.desk.options.style,
            "sides": sides,
        }
        text = render(self.templates, template, {**frame, **data})
        headers = {"Content-Security-Policy": MAP_POLICY} if data.get("map") else None
        return Response(text, status, headers, "text/html; charset=utf-8")

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
        return self.html("choices.html", {"title": name, "choices": found, "here": "place", "map": False})

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
        return self.html(
            "failed.html", {"title": TITLES.get(status, "Refused"), "words": words, "here": "", "map": False}, status
        )


def _status(error: Exception) -> int:
    if isinstance(error, BadRequestError):
        return 400
    if isinstance(error, LedgerError):
        return 503
    return 404 if isinstance(error, MissingError) else 400


def make_app(options: Options) -> Starlette:
    """The server as an ASGI application. Raises SaysoError where ledger or theatre cannot be opened."""
    desk = Desk.open(options)
    site = Site(desk)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    return Starlette(
        routes=site.routes(),
        middleware=[Middleware(Guard, hosts=options.hosts), Middleware(GZipMiddleware, minimum_size=2000)],
        exception_handlers={SaysoError: site.failed, HTTPException: site.failed},
        lifespan=lifespan,
    )
