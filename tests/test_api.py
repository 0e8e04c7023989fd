"""The public names of the package."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sayso, name).__name__ == name


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        sayso.guess  # noqa: B018
