"""Where a line-up is kept between runs: records of bytes by key, of which an addition reads and writes a few."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from sayso.models import Report, ResolvedClaim

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Protocol):
    """Records by key. Whoever keeps them needs not know what is in them."""

    def read(self, keys: Collection[str]) -> Mapping[str, bytes]:
        """The records of these keys, as far as they are there."""

    def write(self, records: Mapping[str, bytes]) -> None:
        """Put records in the place of those of the same keys; an empty one takes the record out."""


class Archive(Protocol):
    """The reports and claims that were lined up."""

    def reports(self, names: Collection[str]) -> list[Report]:
        """Those of these ids."""

    def claims(self, names: Collection[str]) -> list[ResolvedClaim]:
        """Those of these ids."""


class Drawer(dict[K, V], Generic[K, V]):
    """A dict whose entries stay on a shelf until they are asked for.

    ``pack`` makes an entry's record (empty where it need not be kept) and ``unpack`` undoes it. ``empty`` makes the
    entry of a key that has no record; without it such a key is missing.
    """

    def __init__(
        self,
        shelf: Shelf,
        kind: str,
        pack: Callable[[V], bytes],
        unpack: Callable[[bytes], V],
        empty: Callable[[], V] | None = None,
    ) -> None:
        super().__init__()
        self._shelf, self._kind = shelf, kind
        self._pack, self._unpack, self._empty = pack, unpack, empty
        self._before: dict[K, bytes] = {}

    def fetch(self, keys: Iterable[K]) -> None:
        """Read the entries of these keys together, those that have not been read."""
        names = {self._name(key): key for key in keys if key not in self._before}
        if names:
            found = self._shelf.read(list(names))
            for name, key in names.items():
                self._before[key] = found.get(name, b"")
                if self._before[key] and not super().__contains__(key):
                    self[key] = self._unpack(self._before[key])

    def __missing__(self, key: K) -> V:
        known = key in self._before
        self.fetch([key])
        if not known and super().__contains__(key):
            return self[key]
        if self._empty is None:
            raise KeyError(key)
        self[key] = self._empty()
        return self[key]

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key not in self._before:
            self.fetch([key])  # type: ignore[list-item]  # whoever asks for another kind of key finds nothing
        return super().__contains__(key)

    def get(self, key: K, default: Any = None) -> Any:
        """The entry, or ``default`` where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def pop(self, key: K, *default: Any) -> Any:
        """The entry, which is taken out."""
        found = key in self  # reads it, so that its record is known to go
        return super().pop(key) if found else super().pop(key, *default)

    def changes(self) -> Iterator[tuple[str, bytes]]:
        """The records to be written."""
        self.fetch([key for key in self if key not in self._before])
        for key, before in self._before.items():
            now = self._pack(self[key]) if super().__contains__(key) else b""
            if now != before:
                yield self._name(key), now

    def record(self, key: K, value: V) -> tuple[str, bytes]:
        """The name and the record that an entry would have."""
        return self._name(key), self._pack(value)

    def _name(self, key: K) -> str:
        return f"{self._kind}:{key if isinstance(key, str) else json.dumps(key, separators=(',', ':'))}"


def packed(value: Any) -> bytes:
    """JSON, empty for what is empty."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() if value else b""


def packed_set(value: set[str]) -> bytes:
    """The same for a set, in order."""
    return packed(sorted(value))


def unpacked_set(record: bytes) -> set[str]:
    """What ``packed_set`` packed."""
    return set(json.loads(record))
