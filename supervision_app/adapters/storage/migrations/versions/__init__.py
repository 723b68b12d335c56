"""Revisions of the lasting tables, oldest first."""
