"""The pages: what makes the data of each, and its template; finished as HTML or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response

from sayso.lineup.claims.naming import camp_of
from sayso.web import asking
from sayso.web.desk import Desk
from sayso.web.guard import MAP_POLICY
from sayso.web.kept import Kept
from sayso.web.pages import changing, matters, places, reports, searching, situation, sources
from sayso.web.rendering import environment, render
from sayso.web.speaking import speaking

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


def _source(desk: Desk, path: Query, _: Query) -> dict[str, Any]:
    return sources.source(desk, path["source"])


def _outlet(desk: Desk, path: Query, _: Query) -> dict[str, Any]:
    return sources.outlet(desk, path["outlet"])


def changes(desk: Desk, _: Query, query: Query) -> dict[str, Any]:
    name = asking.text(query, "place")
    return changing.changes(desk, asking.day(query, "since"), places.known(desk, name) if name else None)


PAGES = (
    Page("/situation", _situation, "situation.html", map=True),
    Page("/place/{place:path}", _place, "place.html"),
    Page("/matter/{matter:path}", _matter, "matter.html"),
    Page("/report/{report:path}", _report, "report.html"),
    Page("/search", _search, "search.html"),
    Page("/source/{source:path}", _source, "source.html"),
    Page("/outlet/{outlet:path}", _outlet, "source.html"),
    Page("/changes", changes, "changes.html"),
)
BY_PATH = {page.path: page for page in PAGES}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page: its path pattern, what stands in its path and behind it, the form, and the language of its numbers."""

    page: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    as_json: bool
    language: str


class Press:
    """Makes the pages over one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.templates = environment()
        self._sides = _side_names(desk)

    def make(self, wanted: Wanted) -> Kept:
        """A finished page. Raises SaysoError for what cannot be asked, or is not there."""
        page = BY_PATH[wanted.page]
        data = page.build(self.desk, wanted.path, wanted.query)
        if wanted.as_json:
            return Kept.of(JSONResponse(data))
        with speaking(wanted.language):
            return Kept.of(self.html(page.template, data | {"here": page.path.split("/")[1], "map": page.map}))

    def html(self, template: str, data: Mapping[str, Any], status: int = 200) -> Response:
        """A page; one with a map has the policy that the map needs."""
        theatre = self.desk.theatre
        frame: dict[str, Any] = {
            "theatre": theatre.name,
            "map_style": self.desk.options.style,
            "sides": self._sides,
            "accounts": self.desk.options.accounts is not None,
        }
        text = render(self.templates, template, {**frame, **data})
        headers = {"Content-Security-Policy": MAP_POLICY} if data.get("map") else None
        return Response(text, status, headers, "text/html; charset=utf-8")


def _side_names(desk: Desk) -> dict[str, str]:
    """Sides and the camps that the line-up puts them in, by how they are shown."""
    sides = desk.theatre.sides.values()
    camps = {camp_of(side.id): side.label for side in reversed(list(sides))}
    return {camp: label for camp, label in camps.items() if camp} | {side.id: side.label for side in sides}
