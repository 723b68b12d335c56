"""Readers for what a case system can give: Annex A, SSDA903 and any plain table."""
