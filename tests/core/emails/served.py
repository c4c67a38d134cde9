"""Settings of a process that serves a test's database: mail by thread and SMTP, static files without a build."""

from tests.settings import *  # noqa: F403

OUTBOX_DELIVERY = "thread"
OUTBOX_TRANSPORT = "learning.core.emails.smtp.SMTPTransport"
