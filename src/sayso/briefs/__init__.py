"""What is said about a place around a date, in plain sentences with their voices and quotations."""

from sayso.briefs.composing import Beyond, Chosen, Material, compose, silence_note
from sayso.briefs.locating import locate, locate_among
from sayso.briefs.records import Brief
from sayso.briefs.selection import Question, about, runs_on
from sayso.briefs.showing import to_console, to_json, to_markdown

__all__ = [
    "Beyond",
    "Brief",
    "Chosen",
    "Material",
    "Question",
    "about",
    "compose",
    "locate",
    "locate_among",
    "runs_on",
    "silence_note",
    "to_console",
    "to_json",
    "to_markdown",
]
