"""Bringing a caseload in: looked at before anything is saved."""
