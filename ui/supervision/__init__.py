"""Supervision: who was supervised when, a session to begin or go on with, and each worker’s own record."""
