"""The named steps from one version of a ledger's tables to the next; a released step is never changed.

Each runs in a transaction of its own together with the record that it ran, so a ledger is at one version or the next.
"""

from sayso.errors import LedgerError


def refuse_later(version: int, known: int) -> None:
    """Raise LedgerError where a later sayso has written the ledger."""
    if version > known:
        raise LedgerError(f"the ledger is of version {version}; this sayso knows up to {known}: use a later sayso")
