"""Reports and claims in the tables of a ledger: put in, asked for, searched."""
