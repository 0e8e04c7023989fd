"""A theatre: one war's places, actors, outlets and what they call each other, loaded for resolving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import TheatreError
from sayso.models import ActorResolution, PlaceResolution
from sayso.resolving.actors import find_actor
from sayso.resolving.places import find_place
from sayso.resolving.reference import compiling
from sayso.resolving.reference.checking import check
from sayso.resolving.reference.lists import Lists
from sayso.resolving.reference.making import new
from sayso.resolving.reference.names import actor_key, fold
from sayso.resolving.reference.nations import capital, nation
from sayso.resolving.reference.records import Actor, Outlet, Place, Side, Term, spans
from sayso.resolving.reference.world import World, world_file

__all__ = ["Theatre", "build", "check", "load_theatre", "new"]


@dataclass(frozen=True, slots=True)
class Theatre(Lists):
    """One war's reference data, which answers by name. Use ``load_theatre`` to get one."""

    def find_place(self, name: str) -> PlaceResolution:
        """The place that a user names: an id ("ocha:N0129"), or a name, with a kind or container if need be.

        A bare name shared by a town and the units named after it means the town; of unrelated places the much more
        prominent one, else it is unresolved, with the candidates best first.
        """
        return find_place(name, self)

    def find_actor(self, name: str, on_date: str | None = None) -> ActorResolution:
        """Whom a name means on an ISO date, without an outlet's or a report's context."""
        return find_actor(name, on_date, self)


def load_theatre(name_or_path: str = "syria") -> Theatre:
    """Load a theatre by the name of one that comes with sayso, or by the path of a folder.

    Raises TheatreError if there is no such theatre or its files break the format.
    """
    folder = _folder(name_or_path)
    try:
        return _assemble(folder, compiling.compiled(folder))
    except (KeyError, ValueError) as error:
        raise TheatreError(f"{folder}: broken theatre ({error!r}); run `sayso theatre check {folder}`") from error


def build(name_or_path: str = "syria") -> list[Path]:
    """Make the compiled forms of a theatre and of the world's towns, if they are absent or stale; return the files.

    Loading does this by itself; building beforehand spares the first user the wait.
    """
    return [compiling.build(_folder(name_or_path)), world_file()]


def _folder(name_or_path: str) -> Path:
    shipped = Path(str(files("sayso"))) / "theatres"
    for folder in (shipped / name_or_path, Path(name_or_path)):
        if (folder / "theatre.csv").is_file():
            return folder
    known = sorted(path.parent.name for path in shipped.glob("*/theatre.csv"))
    raise TheatreError(f"no theatre {name_or_path!r}: give a folder with a theatre.csv, or one of {', '.join(known)}")


def _assemble(folder: Path, data: dict[str, Any]) -> Theatre:
    places = tuple(
        Place(id_, name, kind, lat, lon, tuple(within), *rest)
        for id_, name, kind, lat, lon, within, *rest in data["places"]
    )
    actors = {row["id"]: _actor(row) for row in data["actors"]}
    actor_keys, acronyms = _actor_names(data["actors"])
    settings = data["settings"]
    countries = frozenset(filter(None, settings.get("countries", "").split(";")))
    terms, exact = _terms(data["naming"], countries)
    return Theatre(
        name=settings.get("name", folder.name),
        folder=folder,
        places=places,
        keys=data["keys"],
        by_id={place.id: place for place in places},
        actors=actors,
        actor_keys=actor_keys,
        acronyms=acronyms,
        outlets=_outlets(data["outlets"]),
        terms=terms,
        exact_terms=exact,
        openings=_openings((*actor_keys, *terms)),
        namesakes=_namesakes(data["actors"]),
        sides={row["id"]: Side(row["id"], row["label"], row["bloc"], bool(row.get("abroad"))) for row in data["sides"]},
        countries=countries,
        world=World(),
        turns=_turns((*actors.values(), *(term for known in (*terms.values(), *exact.values()) for term in known))),
    )


def _turns(dated: Sequence[Actor | Term]) -> tuple[str, ...]:
    """The dates on which something begins to hold or ends, in order. An end ("2016-11") holds on all of its days, so
    that it is put behind them."""
    spans_of = [(one.start, one.end) for one in dated]
    spans_of += [(span.start, span.end) for one in dated if isinstance(one, Actor) for span in one.sides]
    starts = {start for start, _ in spans_of if start}
    return tuple(sorted(starts | {f"{end}~" for _, end in spans_of if end}))


def _actor(row: dict[str, str]) -> Actor:
    dates = row["active_from"], row["active_to"]
    return Actor(row["id"], row["name"], row["kind"], spans(row["side"]), *dates, bool(row.get("abroad")))


def _actor_names(
    actor_rows: list[dict[str, str]],
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Names by their loose words; acronyms apart, since "IS", "WHO" and "AA" name somebody only in capitals."""
    keys: dict[tuple[str, ...], tuple[str, ...]] = {}
    acronyms: dict[str, tuple[str, ...]] = {}
    for row in actor_rows:
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            plain = name.strip().replace(".", "")
            if len(plain) <= 5 and plain.isupper() and plain.isascii():
                acronyms[plain] = tuple(dict.fromkeys((*acronyms.get(plain, ()), row["id"])))
            else:
                key = actor_key(name)
                keys[key] = tuple(dict.fromkeys((*keys.get(key, ()), row["id"])))
    return keys, acronyms


def _namesakes(actor_rows: list[dict[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The actors with whom another of some nation shares the name ("Taliban", "Pakistani Taliban"): for each the names
    with a nation in small letters, its own among them, and whose they are."""
    shorts = {row["name"]: row["id"] for row in actor_rows}
    fuller: dict[str, list[tuple[str, str]]] = {}
    for row in actor_rows:
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            people, _, short = name.partition(" ")
            if short in shorts and nation(people):
                fuller.setdefault(shorts[short], []).append((name.lower(), row["id"]))
    return {own: tuple(names) for own, names in fuller.items() if any(other != own for _, other in names)}


def _openings(keys: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """The first words of names and terms, with the length of the longest that begins so."""
    openings: dict[str, int] = {}
    for key in keys:
        if key:
            openings[key[0]] = max(openings.get(key[0], 0), len(key))
    return openings


def _outlets(outlet_rows: list[dict[str, str]]) -> dict[str, Outlet]:
    outlets = {}
    for row in outlet_rows:
        outlet = Outlet(row["id"], row["name"], row["owner"], spans(row["alignment"]))
        for name in filter(None, (row["name"], *row["aliases"].split(";"))):
            outlets[fold(name)] = outlet
    return outlets


def _terms(
    naming_rows: list[dict[str, str]], countries: frozenset[str]
) -> tuple[dict[tuple[str, ...], tuple[Term, ...]], dict[str, tuple[Term, ...]]]:
    """The terms by their loose words, and apart those ("=Syria") that hold only where they are the whole mention."""
    terms: dict[tuple[str, ...], tuple[Term, ...]] = {}
    exact: dict[str, tuple[Term, ...]] = {}
    for row in naming_rows:
        for wording in row["terms"].split(";"):
            key = actor_key(wording)
            dates = row["from"], row["to"]
            term = Term(row["alignment"] or "*", key, row["meaning"], *dates, _is_national(wording, countries))
            if wording.startswith("="):
                exact[fold(wording)] = (*exact.get(fold(wording), ()), term)
            else:
                terms[key] = (*terms.get(key, ()), term)
    return terms, exact


def _is_national(wording: str, countries: frozenset[str]) -> bool:
    """Whether a term names one of the countries, its people or its capital."""
    capitals = {capital(country) for country in countries}
    return any(word in capitals or nation(word) in countries for word in wording.lstrip("=").split())
