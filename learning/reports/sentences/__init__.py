"""Sentences: numbers, phrases and comparisons in the reader's language."""
