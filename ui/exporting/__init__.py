"""The page on which a child's summary is looked at, written out, copied, and confirmed on file."""
