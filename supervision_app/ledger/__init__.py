"""The ledger: signed entries that only grow. It knows no practice and no database."""
