"""Middleware of every app: health check, reader's language, unreadable input, compression, CSV files."""
