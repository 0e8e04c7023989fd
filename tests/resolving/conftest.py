"""The theatres, loaded once."""

from __future__ import annotations

import pytest

from sayso.resolving import Theatre, load_theatre


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return load_theatre("syria")


@pytest.fixture(scope="session")
def world() -> Theatre:
    return load_theatre("world")
