"""Matters as a ledger stores them, and what lets them grow."""
