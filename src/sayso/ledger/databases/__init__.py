"""The two databases that a ledger can lie in: its tables, and how records are put into them."""
