"""Supervision Companion: everything that is not a window."""
