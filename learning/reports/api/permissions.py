"""Whoever makes a token gives figures and pseudonymous participations away."""

ROLES = {"Administrators": ("view_token", "add_token", "change_token")}
