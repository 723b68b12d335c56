"""Revisions of the lasting tables."""
