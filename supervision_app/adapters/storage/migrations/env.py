"""Alembic looks for this file; migrations run from `migrating`, on the vault's own connection."""
