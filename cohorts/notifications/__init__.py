"""Which message goes to whom, by activity: rows of the ledger, written with their cause."""
