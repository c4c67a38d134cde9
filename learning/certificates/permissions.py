"""Permissions of roles for certificates: view, or issue, revoke and replace."""

ROLES = {
    "Learning officers": ("view_certificate", "issue_certificate"),
    "Reporting staff": ("view_certificate",),
    "Administrators": ("view_certificate", "issue_certificate"),
}
