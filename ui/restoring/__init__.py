"""The page on which a backup takes the vault's place."""
