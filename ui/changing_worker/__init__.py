"""The page on which a child gets another worker."""
