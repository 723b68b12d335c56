"""Writers for what a case file takes: PDF, Word, text and JSON."""
