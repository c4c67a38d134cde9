"""Organisations: look-up, countries, memberships, focal points, and the register as a file."""
