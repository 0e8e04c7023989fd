"""What is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Keeping:
    """The base of a class with slots and ``lazy`` members: what these find is kept beside the slots, once there is any.

    There are millions of facts, and without it a line-up takes an eighth more memory.
    """

    __slots__ = ("__dict__",)


class lazy(Generic[T]):  # noqa: N801  # it is used like ``property``
    """``functools.cached_property`` without its lock, which costs more than most of what is worked out here."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, item: None, owner: type) -> lazy[T]: ...

    @overload
    def __get__(self, item: object, owner: type) -> T: ...

    def __get__(self, item: object | None, owner: type) -> T | lazy[T]:
        if item is None:
            return self
        found = item.__dict__[self._name] = self._work(item)
        return found
