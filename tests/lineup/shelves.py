"""A shelf and an archive in memory, for the tests of a line-up that is kept on a shelf."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sayso.models import Report, ResolvedClaim


class DictShelf:
    """Records in a dict, with how many were read."""

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}
        self.asked = 0

    def read(self, keys: Collection[str]) -> Mapping[str, bytes]:
        self.asked += len(keys)
        return {key: self.records[key] for key in keys if key in self.records}

    def write(self, records: Mapping[str, bytes]) -> None:
        self.records.update(records)
        for key, record in records.items():
            if not record:
                del self.records[key]


class DictArchive:
    """Reports and claims by id, with how many claims were asked for."""

    def __init__(self) -> None:
        self.texts: dict[str, Report] = {}
        self.items: dict[str, ResolvedClaim] = {}
        self.asked = 0

    def put(self, reports: Iterable[Report], claims: Iterable[ResolvedClaim]) -> None:
        """Store reports, each with all the claims that it has from now on."""
        fresh = {report.id: report for report in reports}
        self.texts |= fresh
        self.items = {name: item for name, item in self.items.items() if item.claim.report_id not in fresh}
        self.items |= {item.claim.id: item for item in claims}

    def reports(self, names: Collection[str]) -> list[Report]:
        return [self.texts[name] for name in names]

    def claims(self, names: Collection[str]) -> list[ResolvedClaim]:
        self.asked += len(names)
        return [self.items[name] for name in names]
