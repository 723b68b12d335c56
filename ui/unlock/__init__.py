"""The page that opens the vault: painted at once, while everything else is still loading."""
