"""Compiled files are there whole or not at all, and a folder that cannot be written is named."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sayso.errors import TheatreError
from sayso.resolving.reference import worldbuild
from sayso.resolving.reference.compiling import alone, whole, write_whole
from sayso.resolving.reference.world import world_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", "old")
    write_whole(tmp_path / "a.json", "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", "old")

    def fail_half_way() -> None:
        with whole(tmp_path / "a.json") as file:
            file.write_text("ne")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail_half_way()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(TheatreError, match=r"missing.*cannot be written.*SAYSO_CACHE"):
        write_whole(tmp_path / "missing" / "a.json", "new")
    with alone(tmp_path / "locked" / "world.sqlite"):  # nor is it waited for where it cannot be locked
        pass
    with pytest.raises(TheatreError, match=r"missing.*cannot be written.*SAYSO_CACHE"):
        worldbuild.build(tmp_path / "missing" / "world.sqlite")


def test_the_user_is_told_what_the_first_run_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))
    (tmp_path / "world-0123456789abcdef.sqlite").touch()  # of an earlier release
    monkeypatch.setattr(worldbuild, "build", lambda target: target.touch())
    with caplog.at_level(logging.WARNING):
        assert world_file() == world_file()
    assert [record.message for record in caplog.records] == [
        "sayso: preparing the place names of the world, once; this takes some ten seconds"
    ]
    assert list(tmp_path.glob("world-*")) == [world_file()]


def test_of_those_that_start_together_one_makes_the_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))
    made: list[Path] = []

    def slowly(target: Path) -> None:
        time.sleep(0.3)  # while the others come and find nothing there yet
        made.append(target)
        target.touch()

    monkeypatch.setattr(worldbuild, "build", slowly)
    with ThreadPoolExecutor(3) as several:
        found = {future.result() for future in [several.submit(world_file) for _ in range(3)]}
    assert found == {*made}
    assert len(made) == 1


def test_who_waited_for_one_that_failed_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))

    def fail(target: Path) -> None:
        raise ValueError("no towns")

    with monkeypatch.context() as broken:
        broken.setattr(worldbuild, "build", fail)
        with pytest.raises(ValueError, match="no towns"):
            world_file()
    monkeypatch.setattr(worldbuild, "build", lambda target: target.touch())
    assert world_file().exists()
