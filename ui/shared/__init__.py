"""What two screens or more have in common."""
