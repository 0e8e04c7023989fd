"""Feeds that are read again and again: what is new in them, politely, and going on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.ingest.documents import Document, IngestOptions, Item
from sayso.ingest.inputs import is_address, read_document
from sayso.ingest.kinds.feed import Entry, entries
from sayso.ingest.web import Client, FetchError, Page, Validators, of_entry
from sayso.ingest.web.pages import as_document
from sayso.models import Report

# Keys remembered of a feed: those that it still lists, and many that it no longer does.
_REMEMBERED = 5_000


@dataclass(slots=True)
class _Feed:
    """What is remembered of a feed between two looks at it."""

    etag: str | None = None
    modified: str | None = None
    seen: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Watch:
    """Looks at feeds for what is new. ``path`` is the file that it remembers by, from one run to the next.

    An entry counts as seen when ``settle`` has been told of its report, so what was being read when the run was
    stopped comes again; a feed's validators count when all of its entries do.
    """

    path: Path
    client: Client
    _feeds: dict[str, _Feed] = field(default_factory=dict)
    _open: dict[str, tuple[str, str]] = field(default_factory=dict)
    _due: dict[str, set[str]] = field(default_factory=dict)
    _fresh: dict[str, Validators] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._feeds = _remembered(self.path)

    def news(self, url: str, options: IngestOptions) -> Iterator[Item]:
        """The reports of the entries that are new in a feed. What cannot be got comes as the error that says why."""
        feed = self._feeds.setdefault(url, _Feed())
        self._due[url] = set()
        try:
            page = self.client.get(url, Validators(feed.etag, feed.modified))
            listed = entries(as_document(page)) if page.status != 304 else []
        except InputError as error:
            yield error
            return
        self._fresh[url] = _validators(page, feed)
        fresh = [entry for entry in listed if entry.key not in feed.seen]
        self._due[url] = {entry.key for entry in fresh}
        for entry in fresh:
            yield from self._entry(url, entry, options)

    def settle(self, report_id: str) -> None:
        """Remember that this report is kept. Raises InputError where that cannot be written."""
        if report_id in self._open:
            self._mark(*self._open.pop(report_id))
            self._save()

    def finish(self, url: str) -> None:
        """Remember the feed as it was found, unless something in it is still to be got."""
        if url in self._fresh and not self._due.get(url):
            fresh = self._fresh.pop(url)
            self._feeds[url].etag, self._feeds[url].modified = fresh.etag, fresh.modified
        self._save()

    def _entry(self, url: str, entry: Entry, options: IngestOptions) -> Iterator[Item]:
        lasting = True
        found = False
        try:
            for step in of_entry(entry, options, self.client):
                for item in read_document(step, options) if isinstance(step, Document) else (step,):
                    if isinstance(item, Report):
                        found = True
                        self._open[item.id] = (url, entry.key)
                    yield item
        except InputError as error:
            lasting = not isinstance(error, FetchError) or error.lasting
            yield error
        if lasting and not found:
            # It would be refused in the same way each time; the quarantine has it.
            self._mark(url, entry.key)

    def _mark(self, url: str, key: str) -> None:
        feed = self._feeds[url]
        feed.seen[key] = None
        while len(feed.seen) > _REMEMBERED:
            del feed.seen[next(iter(feed.seen))]
        self._due.get(url, set()).discard(key)

    def _save(self) -> None:
        data = {url: asdict(feed) | {"seen": list(feed.seen)} for url, feed in self._feeds.items()}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            fresh.write_text(json.dumps({"version": 1, "feeds": data}, ensure_ascii=False), encoding="utf-8")
            os.replace(fresh, self.path)
        except OSError as error:
            raise InputError(str(self.path), f"cannot be written ({error.strerror}); make room for it") from error


def feeds_of(names: Sequence[str]) -> list[str]:
    """The addresses that are given, or listed a line each in files that are given. Raises InputError for others."""
    found: list[str] = []
    for name in names:
        if is_address(name):
            found.append(name)
            continue
        try:
            lines = Path(name).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise InputError(name, "neither an address nor a list of addresses; give https://... or a file") from error
        listed = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
        odd = next((line for line in listed if not is_address(line)), None)
        if odd is not None or not listed:
            raise InputError(name, f"not a list of addresses, one a line: {str(odd)[:60]!r}")
        found += listed
    return list(dict.fromkeys(found))


def _validators(page: Page, feed: _Feed) -> Validators:
    return page.validators if page.status != 304 else Validators(feed.etag, feed.modified)


def _remembered(path: Path) -> dict[str, _Feed]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {
            url: _Feed(one["etag"], one["modified"], dict.fromkeys(one["seen"])) for url, one in data["feeds"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(str(path), "not readable as what watching remembers; delete it to begin anew") from error
