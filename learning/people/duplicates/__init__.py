"""Duplicates: canonical rows, merging and unmerging, rows that are not duplicates."""
