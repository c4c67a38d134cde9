"""Snapshots: annual figures frozen on a day, with their seal."""
