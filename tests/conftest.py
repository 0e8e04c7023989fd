"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of real reports and coded claims that stands beside the repository.

    It cannot be published with the project, so a test that needs it is skipped
    where it is absent; with SAYSO_REQUIRE_SHARED set it fails instead, so that
    continuous integration never passes by leaving the real input out.
    """
    folder = root.parent / "shared"
    if folder.is_dir():
        return folder
    reason = "needs the real reports in ../shared"
    if os.environ.get("SAYSO_REQUIRE_SHARED"):
        pytest.fail(reason)
    pytest.skip(reason)
