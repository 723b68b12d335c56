"""The page on which one sees how the vault is kept: backups, a second place, ways in, locking."""
