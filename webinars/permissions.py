"""No model of this app has a permission of its own: its pages are granted with the page tree."""

ROLES = {}
