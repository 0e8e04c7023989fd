"""Line up: resolved claims to matters, with positions, standings and reasons, and ways of reading them."""

from __future__ import annotations

from sayso.lineup.answers.changes import Change, changes_since, compare_matters
from sayso.lineup.answers.control import control_through_time, holds
from sayso.lineup.answers.possible import WITHIN, Possible, can_be_one, perhaps_one
from sayso.lineup.answers.silence import BEFORE, Silence, silent_among, silent_outlets
from sayso.lineup.answers.tolls import Toll, toll
from sayso.lineup.answers.views import VIEWS, Heard, Voice, hear, through_time, view, voices
from sayso.lineup.copies.lineage import Lineage
from sayso.lineup.copies.texts import trace
from sayso.lineup.growing import Growth, LineUp, line_up, shelve
from sayso.lineup.matters import answers_to
from sayso.lineup.options import LineUpOptions
from sayso.lineup.rearranging import rearrange
from sayso.lineup.shelf.shelf import Archive, Shelf
from sayso.lineup.shelf.shelving import Regrown, grow

__all__ = [
    "BEFORE",
    "VIEWS",
    "WITHIN",
    "Archive",
    "Change",
    "Growth",
    "Heard",
    "LineUp",
    "LineUpOptions",
    "Lineage",
    "Possible",
    "Regrown",
    "Shelf",
    "Silence",
    "Toll",
    "Voice",
    "answers_to",
    "can_be_one",
    "changes_since",
    "compare_matters",
    "control_through_time",
    "grow",
    "hear",
    "holds",
    "line_up",
    "perhaps_one",
    "rearrange",
    "shelve",
    "silent_among",
    "silent_outlets",
    "through_time",
    "toll",
    "trace",
    "view",
    "voices",
]
