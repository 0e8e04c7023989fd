"""Processes that share the work of lining up: what becomes of it where one of them dies."""

from __future__ import annotations

import os
import signal

import pytest
from casebook import build

from sayso.errors import SaysoError
from sayso.lineup import line_up, sharing

LINES = [
    f"2016-03-05 | Gulf Wire | - | casualties {status} | Mill < Port | - | n=31 | when=2016-03-05"
    for status in ("killed", "wounded")
]


def _killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _failing(*_: object) -> None:
    raise ValueError("no matter can be made of this")


@pytest.mark.parametrize("stage", ["traits_of", "make_matter"])
@pytest.mark.parametrize(("ending", "told"), [(_killed, "was killed by signal 9"), (_failing, "failed with code 1")])
def test_a_process_that_dies_ends_the_line_up_with_an_error(
    monkeypatch: pytest.MonkeyPatch, stage: str, ending: object, told: str
) -> None:
    monkeypatch.setattr(sharing, stage, ending)
    with pytest.raises(SaysoError, match=told):
        line_up(*build(LINES), workers=2)


def test_more_processes_than_there_is_work_for_make_the_same_matters() -> None:
    assert line_up(*build(LINES), workers=5) == line_up(*build(LINES))
