"""The store of reports and claims."""

from sayso.ledger.contract import Contents, Ledger, Provenance
from sayso.ledger.sqlite import SqliteLedger, open_ledger

__all__ = ["Contents", "Ledger", "Provenance", "SqliteLedger", "open_ledger"]
