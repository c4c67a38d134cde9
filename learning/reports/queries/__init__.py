"""Queries: figures of a scope, in a fixed number of database queries."""
