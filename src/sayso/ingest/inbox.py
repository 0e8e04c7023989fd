"""What came in and is not a report in the ledger: refused inputs with their reasons, and coded values of datasets.

A folder of plain files that anybody can look into:

    quarantine/<hash>.json    name, reason, when, and how to read it again
    quarantine/<hash>.input   the bytes that were refused, where there are any
    coded.jsonl               what datasets code of their events, a line an event
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.ingest.documents import CodedEvent, Document, IngestOptions, Item, RefusedError
from sayso.ingest.inputs import is_address, read_document, read_inputs
from sayso.ingest.web import Client
from sayso.models import Report
from sayso.records import report_to_json

# Bytes kept of refused inputs in all; beyond, only the reasons are: a hostile archive must not fill the disk.
MAX_KEPT = 1_000_000_000
_CODED = "coded.jsonl"
_LINES = "application/x-ndjson"


@dataclass(slots=True)
class Inbox:
    """The folder beside a ledger, made when something is first put into it."""

    folder: Path
    _kept: int | None = None
    _events: set[tuple[str, str, str]] | None = None
    _tried: dict[str, bool] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    # -- refused inputs ------------------------------------------------------------------------------------------

    def refuse(self, error: InputError, options: IngestOptions) -> bool:
        """Keep a refused input with its reason. False for what is no input at all, as a name without a file.

        Raises InputError where the folder cannot be written.
        """
        if not isinstance(error, RefusedError):
            return False
        document = error.document
        key = sha256(error.name.encode("utf-8", "replace") + (document.data if document else b"")).hexdigest()[:24]
        note: dict[str, Any] = {
            "name": error.name,
            "reason": error.reason,
            "refused": datetime.now(UTC).isoformat(timespec="seconds"),
            "options": asdict(options),
            "again": None if document and document.data else _again(error.name),
        }
        if document and document.data and self._room(len(document.data)):
            note["media"], note["charset"] = document.media, document.charset
            note["known"] = {name: getattr(document.known, name) for name in ("title", "outlet", "published", "url")}
            self._write(f"{key}.input", document.data)
        self._write(f"{key}.json", json.dumps(note, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        self._refused.add(key)
        return True

    def refused(self) -> list[tuple[str, str]]:
        """Name and reason of every input in quarantine, by when it was refused."""
        notes = [note for _, note in self._notes()]
        return [(note["name"], note["reason"]) for note in sorted(notes, key=lambda note: str(note["refused"]))]

    def again(self, client: Client | None = None) -> Iterator[Item]:
        """Everything in quarantine, read once more; what is refused again keeps its place with the new reason.

        What was read leaves the quarantine with ``settle``, after the caller has put it away safely.
        """
        for key, note in list(self._notes()):
            options = IngestOptions(**note["options"])
            good = False
            for item in self._read(key, note, options, client):
                good = good or isinstance(item, Report)
                if isinstance(item, InputError):
                    # Its place is this one: read from the quarantine, it has no other name.
                    note["reason"] = item.reason
                    self._write(f"{key}.json", json.dumps(note, ensure_ascii=False, indent=1).encode())
                    item = InputError(item.name, item.reason)
                yield item
            self._tried[key] = good

    def settle(self) -> None:
        """Take out what ``again`` could read; what was refused after that, by who read its claims, stays."""
        for key in [key for key, good in self._tried.items() if good and key not in self._refused]:
            for ending in ("input", "json"):
                with suppress(FileNotFoundError):
                    os.unlink(self._quarantine / f"{key}.{ending}")
        self._tried.clear()
        self._refused.clear()

    def _read(self, key: str, note: dict[str, Any], options: IngestOptions, client: Client | None) -> Iterator[Item]:
        try:
            data = (self._quarantine / f"{key}.input").read_bytes()
        except FileNotFoundError:
            if note.get("again"):
                return read_inputs([note["again"]], options, client)
            return iter([InputError(note["name"], f"{note['reason']} (only the reason was kept: add it anew)")])
        known = Report(
            "", note["known"]["title"], "", *(note["known"][name] for name in ("outlet", "published", "url"))
        )
        return read_document(Document(note["name"], data, note["media"], note["charset"], known), options)

    def _notes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for path in sorted(self._quarantine.glob("*.json")):
            try:
                note = json.loads(path.read_text(encoding="utf-8"))
                yield path.stem, {"media": "", "charset": "", "again": None} | note
            except (OSError, ValueError, TypeError) as error:
                raise InputError(str(path), f"not readable as a note of the quarantine ({error}); delete it") from error

    def _room(self, size: int) -> bool:
        if self._kept is None:
            self._kept = sum(path.stat().st_size for path in self._quarantine.glob("*.input"))
        if self._kept + size > MAX_KEPT:
            return False
        self._kept += size
        return True

    @property
    def _quarantine(self) -> Path:
        return self.folder / "quarantine"

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all, for its owner alone: it may be hostile, or not for all eyes."""
        path = self._quarantine / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            with open(fresh, "wb", opener=_private) as stream:
                stream.write(data)
            os.replace(fresh, path)
        except OSError as error:
            raise InputError(
                str(path), f"cannot be written ({error.strerror}); make room for refused inputs"
            ) from error

    # -- coded values --------------------------------------------------------------------------------------------

    def code(self, event: CodedEvent) -> None:
        """Keep what a dataset codes of an event, once. Raises InputError where the folder cannot be written."""
        if self._events is None:
            self._events = {_name(one) for one in self.coded()}
        if _name(event) in self._events:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with open(self.folder / _CODED, "a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(event), ensure_ascii=False) + "\n")
        except OSError as error:
            raise InputError(str(self.folder), f"cannot be written ({error.strerror})") from error
        self._events.add(_name(event))

    def coded(self) -> Iterator[CodedEvent]:
        """What datasets code, in the order in which it came; a line cut off by a crash is left out."""
        try:
            with open(self.folder / _CODED, encoding="utf-8") as stream:
                for line in stream:
                    with suppress(ValueError, TypeError):
                        yield CodedEvent(**json.loads(line))
        except FileNotFoundError:
            return


def _name(event: CodedEvent) -> tuple[str, str, str]:
    return event.dataset, event.event, event.report_id


def _again(name: str) -> str | None:
    """The input to read once more, where no bytes were kept: an address, or a file by its full path."""
    if is_address(name):
        return name
    return os.path.abspath(name) if os.path.isfile(name) else None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unreadable(report: Report, reason: str) -> RefusedError:
    """A report that was taken in but whose claims could not be read, to be kept and tried again like any input."""
    line = json.dumps(report_to_json(report), ensure_ascii=False).encode("utf-8", "replace")
    return RefusedError(report.url or report.id, reason, Document(report.id, line, _LINES))
