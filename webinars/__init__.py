"""Webinars: their pages and recordings."""
