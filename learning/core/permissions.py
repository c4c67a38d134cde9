"""What each role may do with the mail of the platform."""

ROLES = {
    "Learning officers": ("view_outgoingemail", "resend_outgoingemail"),
    "Administrators": ("view_outgoingemail", "resend_outgoingemail"),
}
