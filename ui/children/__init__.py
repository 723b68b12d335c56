"""All the children of the vault."""
