"""One thread in each web process that delivers the outbox, outside of all requests.

It begins with the first request of the process, so after gunicorn's fork and never in a command; it is woken when a
transaction that wrote mail is committed. Where processes have no such thread (`settings.OUTBOX_DELIVERY` is "timer"),
`manage.py tick` or `manage.py send_emails` delivers.
"""

import atexit
import logging
import os
import threading
from functools import partial

from django.conf import settings
from django.db import connections, transaction

logger = logging.getLogger(__name__)
# Seconds between two looks for mail that another process wrote or whose pause is over.
LOOK = 60
LONGEST_PAUSE = 600


class DeliveryThread:
    """Delivers when woken, at the latest every `LOOK` seconds, and less often while the mail server is away."""

    def __init__(self):
        self.pid = os.getpid()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="email-delivery", daemon=True)
        self._thread.start()
        atexit.register(self.stop)

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """End after the mail in hand; waits for it as long as a mail server may take."""
        atexit.unregister(self.stop)
        self._stop.set()
        self._wake.set()
        if self.pid == os.getpid():
            self._thread.join(timeout=(settings.EMAIL_TIMEOUT or 0) + 5)

    def _run(self):
        failures = 0
        while not self._stop.is_set():
            self._wake.clear()
            failures = 0 if self._pass() else failures + 1
            if failures:
                self._stop.wait(min(LOOK * failures, LONGEST_PAUSE))
            else:
                self._wake.wait(LOOK)

    def _pass(self):
        """Whether the next pass need not wait for the server."""
        from .delivery import deliver_due

        try:
            return not deliver_due(should_stop=self._stop.is_set).is_server_away
        except Exception:
            # The database may be away. The thread must outlive that.
            logger.exception("The outbox could not be delivered.")
            return False
        finally:
            connections.close_all()


_guard = threading.Lock()
_running: DeliveryThread | None = None


def on_request_started(**kwargs) -> None:
    """Begin the thread of this process, if it has none yet. After a fork the thread of the parent is not there."""
    global _running
    if settings.OUTBOX_DELIVERY != "thread" or (_running is not None and _running.pid == os.getpid()):
        return
    with _guard:
        if _running is None or _running.pid != os.getpid():
            _running = DeliveryThread()


def stop() -> None:
    """End the thread of this process."""
    global _running
    with _guard:
        if _running is not None:
            _running.stop()
        _running = None


def deliver_soon(rows, *, is_direct: bool = False) -> None:
    """Have new `rows` of the outbox delivered once they are committed."""
    if settings.OUTBOX_DELIVERY == "inline":
        _deliver_inline(rows, is_direct)
    elif rows:
        wake_on_commit()


def wake_on_commit() -> None:
    """Have the thread of this process, if there is one, look at the outbox once the transaction is committed."""
    transaction.on_commit(_wake, robust=True)


def _wake():
    if _running is not None:
        _running.wake()


def _deliver_inline(rows, is_direct):
    """For tests without a thread: mail that was sent directly at once, deferred mail on commit."""
    from .delivery import deliver_row

    for row in rows:
        if is_direct:
            deliver_row(row.pk)
        else:
            transaction.on_commit(partial(deliver_row, row.pk))
