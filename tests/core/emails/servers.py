"""SMTP servers that behave and misbehave, each on a port of its own."""

import contextlib
import socket
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Silent:
    """A port that accepts connections and never says a word; `accepted` are they."""

    def __init__(self, port, accepted):
        self.port, self.accepted = port, accepted


class Sink:
    """Accepts mail and keeps it; `rcpt`, `sender` and `data` are what it answers instead, one after the other."""

    def __init__(self, *, rcpt=(), sender=(), data=(), before_answer=lambda: None):
        self.messages = []
        self.rcpt, self.sender, self.data = list(rcpt), list(sender), list(data)
        self.before_answer = before_answer

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.sender:
            return self.sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.before_answer()
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer.startswith("250") or answer == "drop":
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == "drop":
            server.transport.abort()
        return answer

    @property
    def received(self):
        return [message["To"] for message in self.messages]


@contextlib.contextmanager
def serving(sink):
    """The sink, listening at the settings' EMAIL_HOST on the returned port."""
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextlib.contextmanager
def silent():
    """Yields a `Silent`; its connections are closed afterwards."""
    with socket.create_server(("127.0.0.1", 0), backlog=300) as listener:
        accepted, stop = [], threading.Event()

        def accept():
            while not stop.is_set():
                with contextlib.suppress(OSError):
                    accepted.append(listener.accept()[0])

        listener.settimeout(0.1)
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield Silent(listener.getsockname()[1], accepted)
        stop.set()
        thread.join()
        for connection in accepted:
            connection.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
