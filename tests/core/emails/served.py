"""Settings of a process that serves a test's database: mail by thread and SMTP, static files without a build."""

from tests.settings import *  # noqa: F403

OUTBOX_DELIVERY = "thread"
OUTBOX_TRANSPORT = "learning.core.emails.smtp_transport.SMTPTransport"
# Connections are kept, as in production: each request opens one in tests.settings.
DATABASES["default"]["CONN_MAX_AGE"] = 600  # noqa: F405
