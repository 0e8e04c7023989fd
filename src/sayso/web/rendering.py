"""Pages as HTML: one environment of templates, with every value escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso.web import charts, links, speaking

# What stands beside the word for a standing, so that colour is never the only sign.
SIGNS = {"disputed": "≠", "revised": "↻", "conceded": "⇄", "agreed": "=", "single": "•"}
WAYS = {
    "disputed": "disputed",
    "revised": "revised",
    "conceded": "conceded",
    "agreed": "agreed",
    "single": "single voice",
}


def environment() -> Environment:
    """The templates. Escaping is on for all of them; a value that is missing is an error, never an empty space."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "day": speaking.day,
        "plain_day": speaking.plain_day,
        "dated": speaking.dated,
        "moment": speaking.moment,
        "number": speaking.number,
        "plural": speaking.plural,
        "share": speaking.share,
        "ord_of": position,
        "in_marks": in_marks,
    }
    made.globals |= {"signs": SIGNS, "ways": WAYS, "links": links, "charts": charts}
    return made


def in_marks(words: str) -> str:
    """Words in quotation marks, unless they bring their own: two in a row are hard to read."""
    return words if words[:1] in tuple('"“«') else f"“{words}”"


def position(letter: str) -> int:
    """A as 0, B as 1: the colour of a position."""
    return ord(letter) - ord("A")


def render(made: Environment, template: str, data: Mapping[str, Any]) -> str:
    return made.get_template(template).render(data)
