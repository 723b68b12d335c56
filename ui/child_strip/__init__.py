"""The page of one child's strip."""
