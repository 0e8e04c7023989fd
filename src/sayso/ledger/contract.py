"""What every store of reports and claims can do, whatever it is kept in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sayso.models import Matter, Report, ResolvedClaim


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a set of claims: the reader's name and the theatre's; None where a person coded them."""

    reader: str | None = None
    theatre: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a ledger holds. ``revision`` grows with every change."""

    reports: int
    claims: int
    revision: int


class Ledger(Protocol):
    """Reports, their claims and what the claims' names were resolved to, each with the time it was recorded.

    Nothing is edited in place. Every method that writes does so in one transaction: after a crash the ledger
    holds all of it or nothing. All raise LedgerError where the store is damaged or out of reach.
    """

    def add(self, report: Report, claims: Sequence[ResolvedClaim], made_by: Provenance = ...) -> bool:
        """Store a report with its claims. False, and no change, where the report is there already.

        Raises LedgerError where another text is there under the same id.
        """

    def has(self, report: Report) -> bool:
        """Whether the report is there already. Raises LedgerError where another text is there under its id."""

    def reports(self, names: Collection[str] | None = None) -> list[Report]:
        """All reports, or those of these ids, in the order in which they were added."""

    def claims(self, names: Collection[str] | None = None) -> list[ResolvedClaim]:
        """All claims, or those of these ids, with their latest resolutions, by report and in the order of reading."""

    def search(self, words: str) -> list[str]:
        """The ids of the reports in whose title or text all of the words stand, best first."""

    def contents(self) -> Contents:
        """How much there is."""

    def cached_matters(self, made_by: str) -> list[Matter] | None:
        """The matters stored for this revision by this line-up (``made_by`` names it), or None."""

    def cache_matters(self, made_by: str, revision: int, matters: Iterable[Matter]) -> None:
        """Store the matters made from that revision; earlier ones are dropped, since they can be made again.

        Nothing is stored where the ledger has changed since.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """While it is open, all that is asked is answered from one state of the ledger, whoever writes."""

    def check(self) -> list[str]:
        """Every fault found, one plain sentence each; empty for a sound ledger."""

    def close(self) -> None:
        """Let go of the store; nothing can be asked of it afterwards."""
