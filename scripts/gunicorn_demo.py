"""Gunicorn configuration of the demo. Run as a script, it checks whether the port is free."""

import os
import socket
import sys

host, port = os.environ["HOST"], os.environ["PORT"]
bind = f"{host}:{port}"
workers = 1  # rate limits of the log-in are stored in the process's own cache
worker_class = "gthread"
threads = 8
timeout = 120
loglevel = "warning"
control_socket_disable = True
# The site itself refuses over-long addresses, in its design: learning/core/middleware/unreadable_input.py.
limit_request_line = 8190

WELCOME = """
  Metropolis Learning is at {address}/    (Ctrl-C stops it)

  Log in as               to
    official@demo.example   find, enrol, take part, complete
    officer@demo.example    publish and run activities
    trainer@demo.example    see the people of your own activities
    focal@demo.example      see who of your city takes part, invite colleagues
    staff@demo.example      read and export the figures
    admin@demo.example      do everything
  Password for each: learning-demo
  The editors' side is at {address}/admin/

  Mail is shown here and kept in {mail}
"""


def post_worker_init(worker):
    from django.conf import settings

    print(WELCOME.format(address=settings.BASE_URL, mail=settings.MAIL_DIR), flush=True)


def port_is_free():
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, ValueError, OverflowError):
            return False
    return True


if __name__ == "__main__" and not port_is_free():
    sys.exit(f"Port {port} of {host} cannot be used, perhaps because something serves there. Try: make run PORT=8123")
