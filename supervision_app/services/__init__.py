"""Use cases: one file each, joining the practice with the ledger."""
