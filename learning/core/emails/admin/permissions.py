"""The permissions that the admin pages of the outbox ask for."""

SEE, RESEND = "core.view_outgoingemail", "core.resend_outgoingemail"
