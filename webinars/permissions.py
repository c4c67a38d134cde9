"""Roles of this app: none. Its models have no permissions of their own: access to its pages is set in the page tree."""

ROLES = {}
