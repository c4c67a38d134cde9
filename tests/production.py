"""Fixture and functions that serve the platform with gunicorn from the test database."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest
from django.conf import settings as configured
from django.db import connection

from .core.emails.servers import free_port


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.02)


def database_url():
    """Return the URL of the test database for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    login = f"{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}"
    return f"postgres://{login}/{found['NAME']}"


@pytest.fixture
def gunicorn(tmp_path, tree):
    """Start the platform as in production, with two worker processes or as the options say: (process, port)."""
    running = []

    def start(mail_port, *options):
        port = free_port()
        env = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.core.emails.served",
            "SECRET_KEY": configured.SECRET_KEY,
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "BASE_URL": f"http://127.0.0.1:{port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "TMPDIR": str(tmp_path),
        }
        command = [sys.executable, "-m", "gunicorn", "learning.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", "2", "--threads", "2", "--timeout", "120", "--no-control-socket", *options]
        with (tmp_path / "gunicorn.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=env, cwd=configured.BASE_DIR, stdout=log, stderr=log, start_new_session=True
            )
        running.append(process)
        wait_until(lambda: answers(port), seconds=60)
        return process, port

    yield start
    for process in running:
        kill(process)


def kill(process):
    """Kill master and workers at once without any clean-up, as at a power failure."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(port):
    try:
        return ask(port, "/healthz/").startswith("HTTP/1.1 200")
    except OSError:
        return False


def ask(port, path):
    with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as request:
        request.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: request.recv(65536), b"")).decode("utf-8", "replace")
