"""An alarm that ends work which takes too long: by a signal in the main thread of a process, by a watch in any other.

Either rings between two steps of Python code; what hangs within a library's own machine code is cut off when it comes
back. The limits on size are what keeps that short.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# How often the alarm rings again, in seconds: the first may fall into code that swallows it.
_AGAIN = 0.2


class OutOfTime(BaseException):
    """Raised in the midst of work; no ``except Exception`` of a library may keep it."""


@contextmanager
def time_limit(seconds: float, wall: bool = False) -> Iterator[None]:
    """Raise OutOfTime after so much processor time (with ``wall``: so much time) of the work within.

    In the main thread the processor time of the whole process counts, in any other its own.
    """
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _by_signal(seconds, wall):
            yield
        return
    watch = _Watch(seconds, wall)
    try:
        watch.start()
        yield
    finally:
        while watch.on:
            try:
                watch.stop()
            except OutOfTime:  # it rang just now; the next time is a while away
                continue


# -- the main thread ---------------------------------------------------------------------------------------------


@contextmanager
def _by_signal(seconds: float, wall: bool) -> Iterator[None]:
    timer = signal.ITIMER_REAL if wall else signal.ITIMER_PROF
    before = signal.signal(signal.SIGALRM, _ring) if wall else _hear_profiler()
    try:
        signal.setitimer(timer, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(timer, 0)
        if wall:
            signal.signal(signal.SIGALRM, before)


@cache
def _hear_profiler() -> None:
    """Set once in a process and left: nobody else uses that signal, and setting it for each record would cost more."""
    signal.signal(signal.SIGPROF, _ring)


def _ring(*_: object) -> None:
    raise OutOfTime


# -- other threads -----------------------------------------------------------------------------------------------


class _Watch:
    """A thread that looks at another one's clock and, from the end of its time on, throws OutOfTime into it."""

    def __init__(self, seconds: float, wall: bool) -> None:
        self._thread = threading.get_ident()
        # Where a thread has no clock of its own, time on the wall stands in for it.
        clock = getattr(time, "pthread_getcpuclockid", None)
        self._clock = time.CLOCK_MONOTONIC if wall or clock is None else clock(self._thread)
        self._end = time.clock_gettime(self._clock) + seconds
        self._lock = threading.Lock()
        self._over = threading.Event()
        self.on = True

    def start(self) -> None:
        threading.Thread(target=self._look, name="sayso alarm", daemon=True).start()

    def stop(self) -> None:
        with self._lock:
            self._over.set()
            _throw(self._thread, None)  # one that is on its way no longer arrives
        self.on = False

    def _look(self) -> None:
        left = self._left()
        while not self._over.wait(left if left > 0 else _AGAIN):
            with self._lock:
                left = self._left()
                if left <= 0 and not self._over.is_set():
                    _throw(self._thread, OutOfTime)

    def _left(self) -> float:
        try:
            return self._end - time.clock_gettime(self._clock)
        except OSError:  # the thread is gone
            return _AGAIN


def _throw(thread: int, error: type[BaseException] | None) -> None:
    """Have an exception raised in a thread at its next step, or (None) one taken back that waits to be."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
