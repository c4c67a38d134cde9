"""The permission to make tokens, which give figures and pseudonymous participations to other programs."""

ROLES = {"Administrators": ("view_token", "add_token", "change_token")}
