"""Private people in a ledger: where they are named, under which number they are shown, and how a name is forgotten."""
