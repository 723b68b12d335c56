"""Who may open the vault: the key file and its slots."""
