"""The encrypted store: SQLCipher under SQLModel, the ledger's tables and the pictures made of them."""
