"""Measurements for `make bench`: each is a ratio against a baseline of the same run; nothing is asserted."""
