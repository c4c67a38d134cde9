"""Permissions of roles for captions. Permissions for recordings are granted by collection."""

CAPTIONS = ("view_captiontrack", "add_captiontrack", "change_captiontrack", "delete_captiontrack")
ROLES = {"Learning officers": CAPTIONS, "Administrators": CAPTIONS}
