"""A synthetic team whose eighteen months are like those of the inspection letter, told through the real services."""
