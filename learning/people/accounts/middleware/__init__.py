"""Middleware of accounts: staff sessions and second factor, rate limits, the reader's time zone."""
