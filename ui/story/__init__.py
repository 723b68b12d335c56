"""The story of a child so far."""
