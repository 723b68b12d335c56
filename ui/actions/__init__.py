"""All the actions of the vault."""
