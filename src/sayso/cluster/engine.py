"""The connection to Ray."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sayso.errors import SaysoError


class ClusterError(SaysoError):
    """A cluster that cannot be reached, or work on it that was given up."""


def ray() -> Any:
    """The module, which is not installed by default. Raises ClusterError without it."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ClusterError("--cluster needs Ray: pip install 'sayso[cluster]'") from error
    return ray


@contextmanager
def connected(address: str) -> Iterator[None]:
    """A connection to the cluster at ``address``, as Ray takes it; ``local`` is this machine alone.

    A connection that is open already is used, and stays open. Raises ClusterError.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    engine = ray()
    mine = not engine.is_initialized()
    if mine:
        here: dict[str, Any] = {"include_dashboard": False} if address == "local" else {}
        try:
            engine.init(address=address, log_to_driver=False, logging_level="error", **here)
        except Exception as error:  # Ray's errors have no common root
            raise ClusterError(f"the cluster at {address} cannot be reached: {error}") from error
    _quietly(engine)
    try:
        yield
    finally:
        if mine:
            engine.shutdown()


def _quietly(engine: Any) -> None:
    context = engine.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    context.print_on_execution_start = False


def cores() -> int:
    """How many cores the cluster has."""
    return max(1, int(ray().cluster_resources().get("CPU", 1)))
