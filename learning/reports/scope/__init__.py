"""Scope: the period and filters that a figure is asked for, read from a query string and said in words."""
