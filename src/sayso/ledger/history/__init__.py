"""How a ledger came by what it holds: told as JSON, and taken in again."""
