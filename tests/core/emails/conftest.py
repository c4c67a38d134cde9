import pytest

from tests.production import gunicorn  # noqa: F401

from .servers import free_port, serving


@pytest.fixture
def at_port(settings):
    """Mail goes by SMTP to this port, only when a test delivers it."""
    settings.OUTBOX_TRANSPORT = "learning.core.emails.smtp_transport.SMTPTransport"
    settings.OUTBOX_DELIVERY = "timer"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1

    def point(port):
        settings.EMAIL_PORT = port

    point(free_port())
    return point


@pytest.fixture
def serve(at_port):
    """Start a sink; it is stopped after the test."""
    running = []

    def start(sink):
        server = serving(sink)
        at_port(server.__enter__())
        running.append(server)
        return sink

    yield start
    for server in running:
        server.__exit__(None, None, None)
