"""How days and times are written in each language: the day before the month, and 24 hours."""
