"""The first page: what needs me now."""
