"""Protection of people in what is written out: exports are given protected records and nothing else.

So none can forget to protect. Here is only what the records of exports need beyond those of ``sayso.protection``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso import protection
from sayso.exports.material import Heard
from sayso.models import Answer, Matter


@dataclass(frozen=True, slots=True)
class Protection(protection.Protection):
    """Protected records, and what is hidden in the words of views and voices."""

    @classmethod
    def of(cls, records: protection.Protection) -> Protection:
        return cls(records.reports, records.claims, records.names)

    def heard(self, heard: Heard, matter: Matter) -> Heard:
        """What a view and the voices of a matter say, with the hidden names of its reports replaced."""
        hide = self.hider(matter)
        if hide is None:
            return heard
        return Heard(
            _answer(heard.answer, hide),
            _answer(heard.range, hide),
            tuple(replace(voice, name=hide(voice.name)) for voice in heard.voices),
        )


def _answer(answer: Answer, hide: Callable[[str], str]) -> Answer:
    lines = (replace(one, text=hide(one.text), voices=tuple(map(hide, one.voices))) for one in answer.lines)
    return replace(answer, lines=tuple(lines))
